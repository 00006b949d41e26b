// What sets clusters apart, which way the axes of their picture point, and whether there are clusters at all: in words,
// in both languages, for a reader who does not know the method.
#pragma once

#include <span>
#include <vector>

#include "rfm/cluster_report.h"
#include "rfm/rfm_spec.h"

namespace sluice::rfm {

/// How a cluster differs, in standard deviations from the mean of all: said from the first on, with 'very' from the
/// second on. Half a deviation is a medium effect to Cohen (1988).
inline constexpr double kSaidFrom = 0.5, kVeryFrom = 1.0;

/// What a feature of a cluster's centre is in the customers' own terms.
struct FeatureStanding {
  double deviations = 0;  ///< from the mean of all
  double share = 0;       ///< of kind `value`: of the cluster's customers who have it
  double share_of_all = 0;
};

/// "Buy very often, spend much" with what differs most first.
TextPair describe_cluster(std::span<const FeatureReport> features, std::span<const FeatureStanding> standings,
                          MonetaryMeasure measure);

/// Who lies at the upper end of a component: the features that make it up. `sign` -1: at the lower end.
TextPair describe_direction(std::span<const FeatureReport> features, std::span<const double> loadings, double sign,
                            MonetaryMeasure measure);

/// Fills evidence, verdict and reason from the rest of the report.
void judge(ClusterReport& report);

}  // namespace sluice::rfm
