// A running sum of exact amounts that cannot overflow: 128 bits hold the sum of 2^64 amounts of 64 bits. Rounded to a
// double once, when it is reported, so that the order of the terms leaves no trace.
#pragma once

#include <cstdint>
#include <optional>

#include "base/money.h"

namespace sluice {

__extension__ using Int128 = __int128;

class ExactSum {
 public:
  void add(int64_t units) { sum_ += units; }
  void add(const ExactSum& other) { sum_ += other.sum_; }
  Int128 units() const { return sum_; }
  double value(int decimals) const { return static_cast<double>(sum_) / static_cast<double>(power_of_ten(decimals)); }
  /// The sum over a count, which is not 0. Where that is a whole number of units, it is the very double that to_double
  /// makes of them: what is equal to a mean compares equal.
  double per(uint64_t count, int decimals) const {
    const auto parts = static_cast<Int128>(count);
    const auto scale = static_cast<double>(power_of_ten(decimals));
    const double rest = static_cast<double>(sum_ % parts) / static_cast<double>(count);
    return static_cast<double>(sum_ / parts) / scale + rest / scale;
  }
  /// The sum as 64 bits; nullopt where it does not fit.
  std::optional<int64_t> narrow() const {
    if (sum_ > INT64_MAX || sum_ < INT64_MIN) return std::nullopt;
    return static_cast<int64_t>(sum_);
  }

 private:
  Int128 sum_ = 0;
};

}  // namespace sluice
