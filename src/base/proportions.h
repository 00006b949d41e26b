// How far two proportions of separate groups lie apart: their difference, their ratio and the ratio of their odds, each
// with its confidence interval. Says nothing about tests of significance (proportion_tests.h). The same bits on every
// platform.
#pragma once

#include <cstdint>
#include <optional>

#include "base/statistics.h"

namespace sluice {

/// So many of so many persons. Not a proportion, and without a result everywhere below, where nobody was asked or more
/// said yes than were asked.
struct Proportion {
  uint64_t successes = 0;
  uint64_t trials = 0;

  bool valid() const { return trials > 0 && successes <= trials; }
  uint64_t failures() const { return trials - successes; }
  double value() const { return static_cast<double>(successes) / static_cast<double>(trials); }
};

/// Of both groups together.
Proportion pooled(const Proportion& one, const Proportion& other);

/// Interval of p1 - p2, -1..1, from the Wilson intervals l..u of both (Newcombe 1998, Statistics in Medicine 17:873,
/// method 10): d - sqrt((p1 - l1)^2 + (u2 - p2)^2) to d + sqrt((u1 - p1)^2 + (p2 - l2)^2). No correction for
/// continuity.
std::optional<Interval> newcombe_interval(const Proportion& one, const Proportion& other, double z = kNormal975);

struct RelativeLift {
  double value = 0;
  std::optional<Interval> interval{};
};

/// p1 / p2 - 1, from -1 up; the interval by the logarithm of p1 / p2, whose variance is 1/x1 - 1/n1 + 1/x2 - 1/n2 (Katz
/// et al. 1978, Biometrics 34:469). None where p2 is 0; no interval where p1 is 0 or both are 1.
std::optional<RelativeLift> relative_lift(const Proportion& one, const Proportion& other, double z = kNormal975);

struct OddsRatio {
  double value = 1;
  Interval interval;
  bool corrected = false;  ///< a cell was 0 and each was raised by 1/2
};

/// ad / (bc) of the cells a, b (successes and failures of the first group), c, d; the interval by the logarithm, whose
/// variance is 1/a + 1/b + 1/c + 1/d (Woolf 1955, Annals of Human Genetics 19:251). Where a cell is 0, 1/2 is added to
/// each (Haldane 1956, same journal 20:309; Anscombe 1956, Biometrika 43:461). None where both groups have only
/// successes or only failures, which says nothing about a ratio.
std::optional<OddsRatio> odds_ratio(const Proportion& one, const Proportion& other, double z = kNormal975);

}  // namespace sluice
