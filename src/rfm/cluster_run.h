// The search for clusters in small steps, so that a million customers can be watched and left at any time: every number
// of clusters is tried, its silhouette measured, and one of them put to the test. What it comes to does not depend on
// how the steps are bundled.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rfm/cluster_report.h"
#include "rfm/cluster_spec.h"
#include "rfm/features.h"
#include "rfm/kmeans.h"
#include "rfm/principal_components.h"
#include "rfm/silhouette.h"
#include "rfm/tendency.h"

namespace sluice::rfm {

/// One number of clusters as far as it was tried.
struct TriedClusters {
  Points centres;
  double within = 0;
  Silhouette silhouette;
};

/// The clusters of all customers, before they are told in figures and words.
struct ClusterModel {
  std::vector<TriedClusters> tried;  ///< k = index + 1
  std::optional<size_t> by_silhouette, by_elbow;
  uint64_t silhouette_customers = 0;
  size_t k = 1;                ///< in force
  std::vector<uint8_t> label;  ///< by profile row: 0..k-1, highest mean monetary value first
  Points centres;              ///< in this order, as are:
  std::vector<std::optional<double>> silhouette;
  std::optional<StabilityReport> stability;
  std::optional<ReferenceReport> reference;
  PrincipalComponents components;
  std::vector<uint16_t> cell;  ///< by profile row: y * kDensityCells + x on the first two components
};

inline constexpr int kDensityCells = 48;  ///< each way

class ClusterRun {
 public:
  /// `monetary`: by row, for the order of the clusters.
  ClusterRun(Features features, std::vector<double> monetary, const ClusterSpec& spec);
  ClusterRun(const ClusterRun&) = delete;  // refers to parts of itself
  ClusterRun& operator=(const ClusterRun&) = delete;

  /// Works on for about `work` operations on coordinates (some hundred million a second).
  void advance(uint64_t work);
  void finish() { advance(UINT64_MAX / 2); }
  bool done() const { return phase_ == Phase::done; }
  double share() const;  ///< 0..1 of the time that it is likely to take

  /// The same, but no further than to ClusterModel::label: how stable the clusters are stays open.
  void label(uint64_t work);
  double label_share() const;  ///< 0..1 of the time until then; 1 only when the labels are there

  /// Another ClusterSpec::k: only what hangs on it is done again.
  void choose(int k);

  const Features& features() const { return features_; }
  const ClusterModel& model() const { return model_; }  ///< complete once done()

 private:
  enum class Phase { search, refine, test, choose, stability, done };

  bool labelled() const { return phase_ > Phase::choose; }
  void step();
  void search();
  void refine();
  void measure();
  void finish_search();
  void choose_clusters();
  void order_clusters(const TriedClusters& tried);
  void resample();
  uint64_t cost(size_t points, size_t k) const { return points * k * features_.points.dimensions(); }
  Random random(uint64_t purpose, uint64_t index) const;

  Features features_;
  std::vector<double> monetary_;
  int wanted_k_;
  uint64_t seed_;
  Phase phase_ = Phase::search;
  uint64_t worked_ = 0;
  size_t most_ = 1;                        // as many clusters as customers differ, at most kMostClusters
  Points sample_;                          // where starting points are searched
  std::vector<uint32_t> silhouette_rows_;  // of whom silhouettes are measured
  Points silhouette_points_;
  int attempt_ = 0;  // at the present number of clusters
  std::optional<double> least_;
  Points best_;
  std::optional<KMeans> refining_;
  std::optional<TendencyTest> tendency_;
  std::vector<double> agreements_;  // of resamples
  ClusterModel model_;
};

}  // namespace sluice::rfm
