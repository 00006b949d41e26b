// k-means: centres such that the squared distances of the points to the nearest one are small in sum. Starting points
// by k-means++ (Arthur & Vassilvitskii 2007), then Lloyd's iterations (Lloyd 1982), one a call, so that a long run can
// be watched and left. The same points in the same order give the same bits everywhere.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/random.h"
#include "rfm/points.h"

namespace sluice::rfm {

inline constexpr size_t kMostClusters = 10;

/// k of the points: the first at random, each other with a probability in proportion to its squared distance from the
/// nearest one before it. 1 <= k, at least one point. Where fewer points differ than k, some centres are equal.
Points seed_centres(const Points& points, size_t k, Random& random);

/// The centres and one more, at the point that is farthest from its nearest centre.
Points with_farthest(const Points& points, Points centres);

class KMeans {
 public:
  /// `points` must outlive it. One to kMostClusters centres.
  KMeans(const Points& points, Points centres);

  /// Every point to its nearest centre (the first of equally near ones), then every centre to the mean of its points; a
  /// centre without points goes to the point that is farthest from all. False once it is done: no point has changed its
  /// cluster, or the objective fell by no more than a `tolerance`th part; then the centres stay those that the points
  /// were assigned to.
  bool step(double tolerance = 1e-7);
  void run(double tolerance = 1e-7) {
    while (step(tolerance)) {
    }
  }

  /// Within-cluster sum of squares after every iteration so far: never rises, but for the last bits.
  const std::vector<double>& trace() const { return trace_; }
  double objective() const { return trace_.back(); }
  const std::vector<uint8_t>& labels() const { return labels_; }  ///< by point: index of its centre
  const Points& centres() const { return centres_; }

 private:
  void assign(size_t begin, std::span<double> nearest, std::span<uint8_t> labels) const;
  void move_centres();

  const Points& points_;
  Points centres_;
  std::vector<uint8_t> labels_;
  std::vector<double> trace_;
};

/// Of `restarts` runs from k-means++ starts, and of one from `other` where it has centres, the centres with the
/// smallest objective.
Points best_centres(const Points& points, size_t k, int restarts, Random& random, const Points& other = {});

}  // namespace sluice::rfm
