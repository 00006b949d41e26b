// How far two figures of the same people go together.
#pragma once

#include <optional>
#include <span>

#include "base/statistics.h"

namespace sluice {

struct Correlation {
  double value = 0;  ///< -1..1
  std::optional<Interval> interval;
};

/// Pearson's, of columns of the same length; nullopt where one of them does not vary. The interval (95 %) is Fisher's
/// (1921; Snedecor & Cochran 1989, section 10.5): the hyperbolic arc tangent of the correlation is about normal with a
/// variance of 1 / (n - 3). None for fewer than four; only about right where a few values are far from the others.
std::optional<Correlation> correlation_of(std::span<const double> one, std::span<const double> other);

/// The interval alone; n > 3, -1 <= value <= 1.
Interval fisher_interval(double value, double n);

}  // namespace sluice
