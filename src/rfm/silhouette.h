// How well points lie in their clusters: the silhouette of Rousseeuw (1987). Of a point: (b - a) / max(a, b), where a
// is its mean distance to the others of its cluster and b the smallest mean distance to another cluster; 0 for a point
// that is alone in its cluster, and where both are 0. From -1 to 1.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "rfm/points.h"

namespace sluice::rfm {

struct Silhouette {
  std::optional<double> mean;                       ///< of all points; none where fewer than two clusters have points
  std::vector<std::optional<double>> cluster_mean;  ///< by cluster; none where it has no points
};

/// `labels`: by point, below k. Quadratic in the number of points.
Silhouette silhouette(const Points& points, std::span<const uint8_t> labels, size_t k);

}  // namespace sluice::rfm
