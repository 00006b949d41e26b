// What the clusters screen shows: which numbers of clusters were tried, how good they are, what sets the clusters apart
// and where they lie. Shares are 0..1, money is in the file's currency, recency in days. Plain data, no behaviour.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text_pair.h"

namespace sluice::rfm {

enum class FeatureKind {
  recency,
  frequency,
  monetary,
  number,  ///< an attribute whose values are numbers
  value,   ///< one value of an attribute: 1 for customers who have it, else 0
};

/// One of the figures by which customers are compared.
struct FeatureReport {
  FeatureKind kind = FeatureKind::recency;
  std::string attribute;  ///< its name; empty for R, F and M
  TextPair title;         ///< of the attribute
  std::string value;      ///< of kind `value`
  double skewness = 0;    ///< of the plain values; 0 for kind `value`
  bool log_scaled = false;
  uint64_t unknown = 0;  ///< customers of whom a number is not known: they count as average
};

struct ClusterCountReport {
  int k = 0;
  double within = 0;                 ///< sum of squared distances to the centres
  std::optional<double> silhouette;  ///< mean; none for one cluster
};

/// Half-samples of the customers, each clustered anew, beside the clusters of all: adjusted Rand index.
struct StabilityReport {
  double mean = 0, lowest = 0;
  int resamples = 0;
  uint64_t customers = 0;  ///< in each
};

/// Sets of points strewn evenly over the range of the customers, and how clear clusters of theirs would be.
struct ReferenceReport {
  double silhouette = 0;            ///< best one of a sample of the customers
  double highest_reference = 0;     ///< best one of all reference sets
  int references = 0, as_good = 0;  ///< sets, and those whose best silhouette is at most 0.02 below the customers'
  uint64_t customers = 0;           ///< in the sample and in each set
};

enum class ClusterEvidence { none, weak, reasonable, strong };

struct ComponentReport {
  double share = 0;              ///< of the whole variance
  std::vector<double> loadings;  ///< by feature
  TextPair low, high;            ///< who lies at its lower and upper end
};

struct ClusterFigures {
  int number = 0;  ///< from 1: by mean monetary value, highest first; what FilterSpec::clusters names
  TextPair description;
  std::vector<double> centre;  ///< by feature: distance from the mean of all customers in standard deviations
  std::optional<double> silhouette;
  uint64_t customers = 0;  ///< this and what follows: of the customers that the rest of the filter leaves
  double customer_share = 0;
  double revenue = 0;
  std::optional<double> revenue_share;  ///< none where total revenue is <= 0
  std::optional<double> average_order;
  std::optional<double> mean_recency, mean_frequency, mean_monetary;
  std::string segment;  ///< id of the one that most of its customers belong to; empty: no customers
  TextPair segment_name;
  double segment_share = 0;  ///< of the cluster's customers
  bool selected = false;     ///< named by the filter
};

struct DensityCell {
  int x = 0, y = 0;  ///< from 0: to the right and upwards
  int cluster = 0;   ///< number
  uint64_t customers = 0;
};

/// The customers on the first two components, counted in cells. Those beyond the 0.5th or 99.5th percentile stand in
/// the cells at the edge.
struct DensityReport {
  int columns = 0, rows = 0;
  std::vector<DensityCell> cells;  ///< by y, x and cluster; only those with customers
};

struct ClusterReport {
  int k = 0;                               ///< in force; 1 where the customers do not differ
  std::optional<int> by_silhouette;        ///< none where fewer than two customers differ
  std::optional<int> by_elbow;             ///< none where the curve has no bend
  std::vector<ClusterCountReport> counts;  ///< k = 1, 2, ...: at most as many as customers differ
  uint64_t silhouette_customers = 0;       ///< of whom silhouettes are means
  bool silhouette_exact = false;           ///< these are all of them
  std::vector<FeatureReport> features;
  std::optional<StabilityReport> stability;  ///< none for one cluster or too few customers
  std::optional<ReferenceReport> reference;  ///< likewise
  ClusterEvidence evidence = ClusterEvidence::none;
  TextPair verdict;                         ///< whether there are clusters, in a few words
  TextPair reason;                          ///< and why
  std::vector<TextPair> notes;              ///< what was left out, what could not be done
  std::vector<ComponentReport> components;  ///< the first two, as far as there are features
  std::vector<ClusterFigures> clusters;
  DensityReport density;
};

}  // namespace sluice::rfm
