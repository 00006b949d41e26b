// Exact money: an integer number of units of 10^-decimals. Sums are integers, so a total never depends on the order
// of the rows. Conversion to double happens once, when a figure is reported.
#pragma once

#include <array>
#include <cassert>
#include <cstddef>
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

inline constexpr std::array<int64_t, 19> kPowersOfTen = [] {
  std::array<int64_t, 19> powers{1};
  for (size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

/// 10^exponent, exponent 0..18
inline int64_t power_of_ten(int exponent) {
  assert(exponent >= 0 && exponent <= 18);
  return kPowersOfTen[static_cast<size_t>(exponent)];
}

/// Whether it could be written with kMaxDecimals, and so with any scale that a column may come to.
inline bool fits_every_scale(Money money) {
  constexpr std::array<int64_t, kMaxDecimals + 1> kMost = [] {
    std::array<int64_t, kMaxDecimals + 1> most{};
    for (size_t i = 0; i < most.size(); ++i) most[i] = INT64_MAX / kPowersOfTen[kMaxDecimals - i];
    return most;
  }();
  const int64_t most = kMost[static_cast<size_t>(money.decimals)];
  return money.units <= most && money.units >= -most;
}

/// The same value with more decimals; nullopt where it leaves the 64-bit range.
std::optional<Money> rescale(Money money, int decimals);

/// a + b; nullopt where it leaves the 64-bit range. Both with the same decimals.
std::optional<int64_t> checked_add(int64_t a, int64_t b);

/// Exact product (quantity x unit price); more than kMaxDecimals are rounded half away from zero, nullopt on overflow.
std::optional<Money> multiply(Money a, Money b);

double to_double(int64_t units, int decimals);          ///< units / 10^decimals, one rounding
std::string format_plain(int64_t units, int decimals);  ///< "-1234.50": all decimals, no thousands mark, for exports

}  // namespace sluice
