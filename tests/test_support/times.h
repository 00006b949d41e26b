// Spans of time in milliseconds, as times are counted everywhere.
#pragma once

#include <cstdint>

namespace sluice::test {

inline constexpr int64_t kSecond = 1'000, kMinute = 60 * kSecond, kHour = 60 * kMinute, kDay = 24 * kHour;

}  // namespace sluice::test
