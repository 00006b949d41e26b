#include "rfm/silhouette.h"

#include <algorithm>
#include <cmath>

#include "base/statistics.h"

namespace sluice::rfm {
namespace {

/// `sums`: distances from the point to all points of each cluster.
double width_of(const std::vector<double>& sums, const std::vector<double>& counts, size_t own) {
  if (counts[own] <= 1) return 0;
  const double within = sums[own] / (counts[own] - 1);
  std::optional<double> between;
  for (size_t j = 0; j < sums.size(); ++j) {
    if (j == own || counts[j] == 0) continue;
    const double mean = sums[j] / counts[j];
    between = between ? std::min(*between, mean) : mean;
  }
  const double larger = std::max(within, *between);
  return larger > 0 ? (*between - within) / larger : 0;
}

}  // namespace

Silhouette silhouette(const Points& points, std::span<const uint8_t> labels, size_t k) {
  std::vector<double> counts(k, 0);
  for (const uint8_t label : labels) counts[label] += 1;
  Silhouette result;
  result.cluster_mean.resize(k);
  if (std::count_if(counts.begin(), counts.end(), [](double count) { return count > 0; }) < 2) return result;
  CompensatedSum total;
  std::vector<CompensatedSum> of_cluster(k);
  std::vector<double> distances(points.size());
  for (size_t row = 0; row < points.size(); ++row) {
    squared_distances(points, 0, points, row, distances);
    for (double& distance : distances) distance = std::sqrt(distance);
    std::vector<double> sums(k, 0);
    for (size_t other = 0; other < points.size(); ++other) sums[labels[other]] += distances[other];
    const double width = width_of(sums, counts, labels[row]);
    total.add(width);
    of_cluster[labels[row]].add(width);
  }
  result.mean = total.value() / static_cast<double>(points.size());
  for (size_t j = 0; j < k; ++j) {
    if (counts[j] > 0) result.cluster_mean[j] = of_cluster[j].value() / counts[j];
  }
  return result;
}

}  // namespace sluice::rfm
