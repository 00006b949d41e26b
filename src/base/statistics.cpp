#include "base/statistics.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace sluice {
namespace {

// low + (high - low) * fraction, without an overflow of the difference or a NaN from infinite neighbours.
double between(double low, double high, double fraction) {
  if (fraction <= 0 || low == high) return low;
  return low * (1 - fraction) + high * fraction;
}

}  // namespace

double quantile_type7(std::span<const double> sorted, double p) {
  assert(!sorted.empty() && p >= 0 && p <= 1);
  const double h = static_cast<double>(sorted.size() - 1) * p;
  const auto rank = static_cast<size_t>(std::floor(h));
  if (rank + 1 >= sorted.size()) return sorted.back();
  return between(sorted[rank], sorted[rank + 1], h - std::floor(h));
}

double quantile_type7(std::span<const double> sorted, uint64_t part, uint64_t parts) {
  assert(!sorted.empty() && part <= parts && parts > 0);
  const uint64_t h = (sorted.size() - 1) * part;
  const auto rank = static_cast<size_t>(h / parts);
  if (rank + 1 >= sorted.size()) return sorted.back();
  return between(sorted[rank], sorted[rank + 1], static_cast<double>(h % parts) / static_cast<double>(parts));
}

double select_quantile_type7(std::vector<double>& values, double p) {
  assert(!values.empty() && p >= 0 && p <= 1);
  return select_rank(values, static_cast<double>(values.size() - 1) * p);
}

double select_rank(std::vector<double>& values, double h) {
  assert(h >= 0 && h <= static_cast<double>(values.size() - 1));
  const auto rank = static_cast<std::ptrdiff_t>(std::floor(h));
  const auto low = values.begin() + rank;
  std::nth_element(values.begin(), low, values.end());
  if (low + 1 == values.end()) return *low;
  return between(*low, *std::min_element(low + 1, values.end()), h - std::floor(h));
}

Interval wilson_interval(double successes, double trials, double z) {
  assert(trials > 0 && successes >= 0 && successes <= trials);
  const double p = successes / trials;
  const double z2 = z * z;
  const double scale = 1 + z2 / trials;
  const double centre = (p + z2 / (2 * trials)) / scale;
  const double half = z * std::sqrt(p * (1 - p) / trials + z2 / (4 * trials * trials)) / scale;
  Interval interval{std::max(0.0, centre - half), std::min(1.0, centre + half)};
  if (successes == 0) interval.low = 0;
  if (successes == trials) interval.high = 1;
  return interval;
}

double two_proportion_z(double successes, double trials, double other_successes, double other_trials) {
  const double pooled = (successes + other_successes) / (trials + other_trials);
  const double variance = pooled * (1 - pooled) * (1 / trials + 1 / other_trials);
  return variance > 0 ? (successes / trials - other_successes / other_trials) / std::sqrt(variance) : 0;
}

bool all_whole(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [](double value) { return std::floor(value) == value; });
}

double sum_of(std::span<const double> values) {
  CompensatedSum sum;
  for (const double value : values) sum.add(value);
  return sum.value();
}

Moments moments_of(std::span<const double> values) {
  assert(!values.empty());
  const auto n = static_cast<double>(values.size());
  Moments moments;
  moments.mean = sum_of(values) / n;
  const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
  if (*lowest == *highest) return {*lowest, 0, 0};
  // In parts of the largest distance, so that neither squares nor cubes leave the range of a double.
  const double largest = std::max(moments.mean - *lowest, *highest - moments.mean);
  CompensatedSum squares, cubes;
  for (const double value : values) {
    const double distance = (value - moments.mean) / largest;
    squares.add(distance * distance);
    cubes.add(distance * distance * distance);
  }
  const double deviation = std::sqrt(squares.value() / n);
  moments.deviation = deviation * largest;
  moments.skewness = cubes.value() / n / (deviation * deviation * deviation);
  return moments;
}

}  // namespace sluice
