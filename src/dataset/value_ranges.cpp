#include "dataset/value_ranges.h"

#include <algorithm>
#include <cmath>
#include <system_error>

#include <fast_float/fast_float.h>

#include "base/number_text.h"

namespace sluice {

std::optional<double> number_of_value(std::string_view text) {
  double value = 0;
  const auto [end, error] = fast_float::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::vector<double> quarter_bounds(std::span<const CountedNumber> numbers) {
  uint64_t all = 0;
  for (const CountedNumber& one : numbers) all += one.count;
  std::vector<double> bounds;
  uint64_t so_far = 0;
  for (const CountedNumber& one : numbers) {
    const uint64_t before = so_far;
    so_far += one.count;
    const bool bounds_a_quarter = before * 4 / all < so_far * 4 / all;
    if (bounds_a_quarter && &one != &numbers.back()) bounds.push_back(one.number);
  }
  return bounds;
}

size_t range_of(std::span<const double> bounds, double number) {
  return static_cast<size_t>(std::lower_bound(bounds.begin(), bounds.end(), number) - bounds.begin());
}

TextPair range_label(std::span<const double> bounds, size_t index) {
  const auto text = [&](size_t at) { return shortest_text(bounds[at]); };
  if (index == 0) return {"up to " + text(0), "不超过 " + text(0)};
  if (index == bounds.size()) return {"over " + text(index - 1), "超过 " + text(index - 1)};
  return {"over " + text(index - 1) + ", up to " + text(index), text(index - 1) + " 以上，不超过 " + text(index)};
}

}  // namespace sluice
