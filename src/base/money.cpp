#include "base/money.h"

#include <cassert>

namespace sluice {

std::optional<Money> rescale(Money money, int decimals) {
  assert(decimals >= money.decimals);
  int64_t units = 0;
  if (__builtin_mul_overflow(money.units, power_of_ten(decimals - money.decimals), &units)) return std::nullopt;
  return Money{units, decimals};
}

std::optional<int64_t> checked_add(int64_t a, int64_t b) {
  int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) return std::nullopt;
  return sum;
}

std::optional<Money> multiply(Money a, Money b) {
  __extension__ using Wide = __int128;
  Wide product = static_cast<Wide>(a.units) * b.units;
  int decimals = a.decimals + b.decimals;
  if (decimals > kMaxDecimals) {
    const Wide divisor = power_of_ten(decimals - kMaxDecimals);
    const Wide half = product >= 0 ? divisor / 2 : -(divisor / 2);
    product = (product + half) / divisor;
    decimals = kMaxDecimals;
  }
  if (product > INT64_MAX || product < INT64_MIN) return std::nullopt;
  return Money{static_cast<int64_t>(product), decimals};
}

double to_double(int64_t units, int decimals) {
  return static_cast<double>(units) / static_cast<double>(power_of_ten(decimals));
}

std::string format_plain(int64_t units, int decimals) {
  const uint64_t magnitude = units < 0 ? ~static_cast<uint64_t>(units) + 1 : static_cast<uint64_t>(units);
  std::string text = std::to_string(magnitude);
  if (decimals > 0) {
    const auto places = static_cast<size_t>(decimals);
    if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
    text.insert(text.size() - places, 1, '.');
  }
  if (units < 0) text.insert(0, 1, '-');
  return text;
}

}  // namespace sluice
