#include "base/correlation.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "base/special_functions.h"

namespace sluice {
namespace {

double hyperbolic_tangent(double z) {
  const double small = exponential(-2 * std::abs(z));
  const double size = (1 - small) / (1 + small);
  return z < 0 ? -size : size;
}

}  // namespace

Interval fisher_interval(double value, double n) {
  assert(n > 3);
  if (std::abs(value) == 1) return {value, value};
  const double z = (log_one_plus(value) - log_one_plus(-value)) / 2;
  const double half = kNormal975 / std::sqrt(n - 3);
  return {hyperbolic_tangent(z - half), hyperbolic_tangent(z + half)};
}

std::optional<Correlation> correlation_of(std::span<const double> one, std::span<const double> other) {
  assert(one.size() == other.size());
  if (one.empty()) return std::nullopt;
  const auto n = static_cast<double>(one.size());
  const Moments of_one = moments_of(one), of_other = moments_of(other);
  if (!(of_one.deviation > 0 && of_other.deviation > 0)) return std::nullopt;
  CompensatedSum common;
  for (size_t i = 0; i < one.size(); ++i) {
    common.add((one[i] - of_one.mean) / of_one.deviation * ((other[i] - of_other.mean) / of_other.deviation));
  }
  Correlation correlation;
  correlation.value = std::clamp(common.value() / n, -1.0, 1.0);
  if (one.size() > 3) correlation.interval = fisher_interval(correlation.value, n);
  return correlation;
}

}  // namespace sluice
