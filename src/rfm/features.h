// By what customers are compared when they are clustered: recency, frequency, monetary value and attributes as columns
// that can be set beside each other. Skewed ones are log-scaled, all are standardised.
#pragma once

#include <vector>

#include "dataset/dataset.h"
#include "rfm/cluster_report.h"
#include "rfm/cluster_spec.h"
#include "rfm/points.h"
#include "rfm/profile.h"

namespace sluice::rfm {

/// A figure whose skewness is above this is taken as sign(x) ln(1 + |x|); beyond 1 a distribution counts as highly
/// skewed (Bulmer 1979).
inline constexpr double kHighSkewness = 1;

/// Of an attribute whose values are no numbers, so many of the commonest values become features.
inline constexpr size_t kMostValueFeatures = 5;

/// How plain values became a coordinate: coordinate = (value - mean) / divisor.
struct FeatureScale {
  double mean = 0, divisor = 1;
  double deviation = 1;  ///< of the values; the divisor is larger for the values of one attribute, which have together
                         ///< the variance 1, so that an attribute weighs as much as a number
};

struct Features {
  std::vector<FeatureReport> list;
  std::vector<FeatureScale> scales;
  Points points;                ///< a row a customer of the profile; no column where nothing tells customers apart
  std::vector<TextPair> notes;  ///< what was left out and why
};

/// What does not differ between customers is left out. An attribute counts as a number where every value of it is a
/// plain one (no leading zeros, at most nine digits before the point) and more than two differ.
Features make_features(const Dataset& dataset, const Profile& profile, const ClusterSpec& spec);

/// How far a cluster's centre is from the mean of all, in standard deviations of the feature.
double standardised(const FeatureScale& scale, double coordinate);

}  // namespace sluice::rfm
