// Exact money: an integer number of units of 10^-decimals. Sums are integers, so a total never depends on the order
// of the rows. Conversion to double happens once, when a figure is reported.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace sluice {

inline constexpr int kMaxDecimals = 6;  ///< finer amounts are rounded half away from zero by the reader, and counted

struct Money {
  int64_t units = 0;
  int decimals = 0;  ///< 0..kMaxDecimals

  bool operator==(const Money&) const = default;  ///< same units and decimals, not just the same value
};

int64_t power_of_ten(int exponent);  ///< 10^exponent, exponent 0..18

/// The same value with more decimals; nullopt where it leaves the 64-bit range.
std::optional<Money> rescale(Money money, int decimals);

/// a + b; nullopt where it leaves the 64-bit range. Both with the same decimals.
std::optional<int64_t> checked_add(int64_t a, int64_t b);

/// Exact product (quantity x unit price); more than kMaxDecimals are rounded half away from zero, nullopt on overflow.
std::optional<Money> multiply(Money a, Money b);

double to_double(int64_t units, int decimals);          ///< units / 10^decimals, one rounding
std::string format_plain(int64_t units, int decimals);  ///< "-1234.50": all decimals, no thousands mark, for exports

}  // namespace sluice
