#include "base/proportions.h"

#include <algorithm>
#include <cmath>

#include "base/special_functions.h"

namespace sluice {
namespace {

double square(double x) { return x * x; }

// 1/x - 1/n
double variance_of_logarithm(const Proportion& proportion) {
  return static_cast<double>(proportion.failures()) /
         (static_cast<double>(proportion.successes) * static_cast<double>(proportion.trials));
}

Interval interval_of(const Proportion& proportion, double z) {
  return wilson_interval(static_cast<double>(proportion.successes), static_cast<double>(proportion.trials), z);
}

// Of a ratio whose logarithm has this variance.
Interval interval_by_logarithm(double ratio, double variance, double z) {
  const double centre = natural_log(ratio), half = z * std::sqrt(variance);
  return {exponential(centre - half), exponential(centre + half)};
}

}  // namespace

Proportion pooled(const Proportion& one, const Proportion& other) {
  return {one.successes + other.successes, one.trials + other.trials};
}

std::optional<Interval> newcombe_interval(const Proportion& one, const Proportion& other, double z) {
  if (!one.valid() || !other.valid()) return std::nullopt;
  const double p1 = one.value(), p2 = other.value();
  const auto [l1, u1] = interval_of(one, z);
  const auto [l2, u2] = interval_of(other, z);
  return Interval{std::max(-1.0, p1 - p2 - std::sqrt(square(p1 - l1) + square(u2 - p2))),
                  std::min(1.0, p1 - p2 + std::sqrt(square(u1 - p1) + square(p2 - l2)))};
}

std::optional<RelativeLift> relative_lift(const Proportion& one, const Proportion& other, double z) {
  if (!one.valid() || !other.valid() || other.successes == 0) return std::nullopt;
  const double ratio = one.value() / other.value();
  RelativeLift lift{ratio - 1};
  if (one.successes == 0 || (one.failures() == 0 && other.failures() == 0)) return lift;
  const double variance = variance_of_logarithm(one) + variance_of_logarithm(other);
  const auto [low, high] = interval_by_logarithm(ratio, variance, z);
  lift.interval = Interval{low - 1, high - 1};
  return lift;
}

std::optional<OddsRatio> odds_ratio(const Proportion& one, const Proportion& other, double z) {
  if (!one.valid() || !other.valid()) return std::nullopt;
  const Proportion both = pooled(one, other);
  if (both.successes == 0 || both.failures() == 0) return std::nullopt;
  const bool empty_cell = one.successes == 0 || one.failures() == 0 || other.successes == 0 || other.failures() == 0;
  const double more = empty_cell ? 0.5 : 0;
  const double a = static_cast<double>(one.successes) + more, b = static_cast<double>(one.failures()) + more;
  const double c = static_cast<double>(other.successes) + more, d = static_cast<double>(other.failures()) + more;
  const double ratio = a * d / (b * c);
  return OddsRatio{ratio, interval_by_logarithm(ratio, 1 / a + 1 / b + 1 / c + 1 / d, z), empty_cell};
}

}  // namespace sluice
