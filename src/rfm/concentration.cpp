#include "rfm/concentration.h"

#include <algorithm>

#include "base/exact_sum.h"

namespace sluice::rfm {
namespace {

constexpr uint64_t kMaxSteps = 200;  // points of the curve but the origin

double ratio(Int128 numerator, Int128 denominator) {
  return static_cast<double>(numerator) / static_cast<double>(denominator);
}

// With x ascending: G = sum (2 i - n - 1) x_i / (n sum x), i from 1 (Gini 1912 in the form of Sen 1973). `best_first`
// descends, so ranks are turned.
double gini(const std::vector<int64_t>& best_first, Int128 total) {
  const auto n = static_cast<Int128>(best_first.size());
  Int128 weighted = 0;
  for (size_t i = 0; i < best_first.size(); ++i) {
    weighted += (n - 1 - 2 * static_cast<Int128>(i)) * best_first[i];
  }
  return ratio(weighted, n * total);
}

// 5 x the sum of the first fifth of the amounts, the fraction of the next one included.
Int128 five_times_fifth(const int64_t* amounts, uint64_t count) {
  const uint64_t fifth = count / 5;
  Int128 sum = 0;
  for (uint64_t i = 0; i < fifth; ++i) sum += amounts[i];
  return 5 * sum + static_cast<Int128>(count % 5) * amounts[fifth];
}

}  // namespace

Concentration measure_concentration(std::vector<int64_t> best_first) {
  Concentration result;
  ExactSum sum;
  for (const int64_t amount : best_first) sum.add(amount);
  const Int128 total = sum.units();
  if (best_first.empty() || total <= 0) return result;

  const uint64_t n = best_first.size();
  const uint64_t steps = std::min(n, kMaxSteps);
  Int128 partial = 0;
  result.curve.push_back({0, 0});
  uint64_t step = 1;
  for (uint64_t i = 0; i < n; ++i) {
    partial += best_first[i];
    if (i + 1 == step * n / steps) {
      result.curve.push_back({ratio(static_cast<Int128>(i + 1), static_cast<Int128>(n)), ratio(partial, total)});
      ++step;
    }
  }
  result.top_fifth_share = ratio(five_times_fifth(best_first.data(), n), 5 * total);
  if (best_first.back() >= 0) result.gini = gini(best_first, total);
  std::reverse(best_first.begin(), best_first.end());
  result.bottom_fifth_share = ratio(five_times_fifth(best_first.data(), n), 5 * total);
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
  return ratio(five_times_fifth(units.data(), units.size()),
               5 * static_cast<Int128>(power_of_ten(profile.margin.decimals)));
}

}  // namespace sluice::rfm
