// A field for a length of time: how many, and of what.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace sluice::app {

inline constexpr int64_t kSecondMs = 1'000, kMinuteMs = 60 * kSecondMs, kHourMs = 60 * kMinuteMs, kDayMs = 24 * kHourMs;

/// Over the available width, in the largest unit in which it is a whole number; test keys KEY.amount and KEY.unit.
/// Returns the new length once it is committed.
std::optional<int64_t> duration_field(std::string_view key, int64_t milliseconds);

}  // namespace sluice::app
