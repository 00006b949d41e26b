// Whether there are clusters to find at all: the best silhouette of the points beside those of sets of points that are
// strewn evenly over the same range, in a box along the principal components (the reference distribution of Tibshirani,
// Walther & Hastie 2001). Where evenly strewn points come out as clear, the clusters are an artefact of looking for
// some: a Monte Carlo test (Barnard 1963).
#pragma once

#include <cstdint>
#include <optional>

#include "base/random.h"
#include "rfm/cluster_report.h"
#include "rfm/points.h"

namespace sluice::rfm {

class TendencyTest {
 public:
  static constexpr int kReferences = 20;  ///< with none as good as the data, p < 1/20
  static constexpr size_t kPoints = 500;
  static constexpr double kMargin = 0.02;  ///< a silhouette better by less than this is as good as the other

  /// Silhouettes are the best of 2..most_clusters clusters. A sample of `points` is taken.
  TendencyTest(const Points& points, size_t most_clusters, uint64_t seed);

  bool step();  ///< one set of points; false: that was the last, or there is nothing to test
  double share() const { return static_cast<double>(done_) / (kReferences + 1); }
  const std::optional<ReferenceReport>& result() const { return result_; }  ///< none: too few points

 private:
  Points reference();

  Points sample_;  ///< on their principal components
  size_t most_clusters_ = 0;
  Random random_;
  int done_ = 0;
  std::optional<ReferenceReport> result_;
};

}  // namespace sluice::rfm
