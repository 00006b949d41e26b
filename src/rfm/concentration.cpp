#include "rfm/concentration.h"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "base/exact_sum.h"

namespace sluice::rfm {
namespace {

constexpr uint64_t kMaxSteps = 200;  // points of the curve but the origin

double exact_ratio(Int128 numerator, Int128 denominator) {
  return static_cast<double>(numerator) / static_cast<double>(denominator);
}

// 5 x the sum of the first fifth of the amounts, the fraction of the next one included.
template <class Iterator>
Int128 five_times_fifth(Iterator amounts, uint64_t count) {
  const auto fifth = amounts + static_cast<std::ptrdiff_t>(count / 5);
  return 5 * std::accumulate(amounts, fifth, Int128{0}) + static_cast<Int128>(count % 5) * *fifth;
}

}  // namespace

Concentration measure_concentration(const std::vector<int64_t>& best_first) {
  Concentration result;
  const Int128 total = std::accumulate(best_first.begin(), best_first.end(), Int128{0});
  if (best_first.empty() || total <= 0) return result;

  const uint64_t n = best_first.size();
  const uint64_t steps = std::min(n, kMaxSteps);
  Int128 partial = 0, partials = 0;  // of the first i; the sum of all of them but the whole
  result.curve.push_back({0, 0});
  for (uint64_t step = 1, i = 0; step <= steps; ++step) {
    for (const uint64_t end = step * n / steps; i < end; ++i) {
      partials += partial;
      partial += best_first[i];
    }
    result.curve.push_back({exact_ratio(static_cast<Int128>(i), static_cast<Int128>(n)), exact_ratio(partial, total)});
  }
  result.top_fifth_share = exact_ratio(five_times_fifth(best_first.begin(), n), 5 * total);
  // With x ascending: G = sum (2 i - n - 1) x_i / (n sum x), i from 1 (Gini 1912 in the form of Sen 1973). In terms of
  // the partial sums P_1..P_(n-1) of x descending the numerator is 2 sum P - (n - 1) P_n.
  if (best_first.back() >= 0) {
    const auto count = static_cast<Int128>(n);
    result.gini = exact_ratio(2 * partials - (count - 1) * total, count * total);
  }
  result.bottom_fifth_share = exact_ratio(five_times_fifth(best_first.rbegin(), n), 5 * total);
  return result;
}

std::optional<double> bottom_fifth_margin(const Profile& profile, const std::vector<uint8_t>& selected) {
  std::vector<int64_t> units;
  for (size_t row = 0; row < profile.margin.units.size(); ++row) {
    if (selected[row] != 0) units.push_back(profile.margin.units[row]);
  }
  if (units.empty()) return std::nullopt;
  const auto fifth = units.begin() + static_cast<std::ptrdiff_t>(units.size() / 5);
  std::nth_element(units.begin(), fifth, units.end());
  return exact_ratio(five_times_fifth(units.begin(), units.size()),
                     5 * static_cast<Int128>(power_of_ten(profile.margin.decimals)));
}

}  // namespace sluice::rfm
