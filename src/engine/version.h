// The version of the engine, as reports of bugs and `sluice --version` name it.
#pragma once

#include <string_view>

namespace sluice::engine {

inline constexpr std::string_view kEngineVersion = "0.1.0";

}  // namespace sluice::engine
