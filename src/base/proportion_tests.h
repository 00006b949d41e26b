// Whether two proportions of separate groups differ by more than chance: Fisher's exact test, the z test, and the rule
// which of them to take. The same bits on every platform.
#pragma once

#include <cstdint>
#include <optional>

#include "base/proportions.h"

namespace sluice {

/// Two-sided p of Fisher's exact test: the probability, all margins of the 2 x 2 table being given, of the tables that
/// are at most as probable as the observed one (Fisher 1935; as R's fisher.test, which forgives a relative 1e-7 in that
/// comparison too). 0 only below about 1e-308. Time in proportion to the standard deviation of the hypergeometric
/// distribution: well under a millisecond for a million persons. None where a proportion is not valid.
std::optional<double> fisher_exact(const Proportion& one, const Proportion& other);

/// Two-sided p of McNemar's exact test of a pair of yes-or-no answers of the same persons: of those whose answers
/// differ, `only_one` say yes the first time only and `only_other` the second time only; under chance their split is
/// binomial with one half (McNemar 1947; Agresti 2007, section 8.1). The smaller tail doubled, at most 1; 1 where
/// nobody differs.
double mcnemar_exact(uint64_t only_one, uint64_t only_other);

enum class ProportionTest : uint8_t {
  fisher_exact,  ///< where fewer than five are expected in a cell of the 2 x 2 table (Cochran 1954, Biometrics 10:417)
  pooled_z,      ///< elsewhere; two-sided
};

/// What p stays below where a difference is called one, after the correction for many tests.
inline constexpr double kSignificance = 0.05;

/// The share of the rarer outcome from which on a difference is worth a decision. Ours, not the literature's: a tenth.
inline constexpr double kRelevantShare = 0.1;

struct ProportionComparison {
  ProportionTest test = ProportionTest::pooled_z;
  std::optional<double> z{};  ///< of the z test; none of Fisher's, which has no statistic
  double p = 1;               ///< two-sided, 0..1
  double difference = 0;      ///< first less second, -1..1
  Interval interval;          ///< of the difference, 95 % (newcombe_interval)
  std::optional<RelativeLift> lift{};
  /// The smallest true difference that groups of these sizes show at the level of 5 % in 80 of 100 cases, the variance
  /// being that of the common proportion p: (z_0.975 + z_0.8) sqrt(p (1 - p) (1/n1 + 1/n2)) (Fleiss, Levin & Paik 2003,
  /// chapter 4). It rests on sizes and common proportion, not on the difference that was found: a power computed from
  /// that only repeats p (Hoenig & Heisey 2001, The American Statistician 55:19). None where all outcomes are the same.
  std::optional<double> detectable{};
  /// The groups may be equal, and may as well differ by more than is relevant: the interval contains 0, and reaches
  /// beyond `relevant_share` of the rarer outcome's common proportion on either side. Where it contains 0 but stays
  /// within, no relevant difference is left to be found (Altman & Bland 1995, BMJ 311:485: absence of evidence is not
  /// evidence of absence). Always so where all outcomes are the same: nothing is known of the rarer one.
  bool too_few_to_tell = false;
};

/// `other` is what `one` is compared with. None where a proportion is not valid.
std::optional<ProportionComparison> compare_proportions(const Proportion& one, const Proportion& other,
                                                        double relevant_share = kRelevantShare);

}  // namespace sluice
