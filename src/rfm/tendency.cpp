#include "rfm/tendency.h"

#include <algorithm>

#include "rfm/kmeans.h"
#include "rfm/principal_components.h"
#include "rfm/silhouette.h"

namespace sluice::rfm {
namespace {

Points on_components(const Points& points) {
  const PrincipalComponents components = principal_components(points);
  Points turned;
  for (size_t component = 0; component < points.dimensions(); ++component) {
    std::vector<double>& column = turned.columns.emplace_back();
    for (size_t row = 0; row < points.size(); ++row) column.push_back(components.at(points, row, component));
  }
  return turned;
}

double best_silhouette(const Points& points, size_t most_clusters, Random& random) {
  constexpr int kRestarts = 3;
  double best = 0;
  for (size_t k = 2; k <= most_clusters; ++k) {
    KMeans run(points, best_centres(points, k, kRestarts, random));
    run.run();
    best = std::max(best, silhouette(points, run.labels(), k).mean.value_or(0));
  }
  return best;
}

}  // namespace

TendencyTest::TendencyTest(const Points& points, size_t most_clusters, uint64_t seed) : random_(seed) {
  constexpr size_t kFewestPoints = 10;
  if (points.size() < kFewestPoints || most_clusters < 2) return;
  sample_ = on_components(points_at(points, sample_rows(points.size(), kPoints, random_)));
  most_clusters_ = std::min(most_clusters, count_distinct(sample_, most_clusters));
}

Points TendencyTest::reference() {
  Points strewn;
  for (const std::vector<double>& column : sample_.columns) {
    const auto [low, high] = std::minmax_element(column.begin(), column.end());
    std::vector<double>& values = strewn.columns.emplace_back();
    for (size_t i = 0; i < column.size(); ++i) values.push_back(*low + random_.share() * (*high - *low));
  }
  return strewn;
}

bool TendencyTest::step() {
  if (most_clusters_ < 2 || done_ > kReferences) return false;
  if (!result_) {
    result_ = ReferenceReport{.references = kReferences, .customers = sample_.size()};
    result_->silhouette = best_silhouette(sample_, most_clusters_, random_);
  } else {
    const double best = best_silhouette(reference(), most_clusters_, random_);
    result_->highest_reference = std::max(result_->highest_reference, best);
    if (best + kMargin >= result_->silhouette) ++result_->as_good;
  }
  return ++done_ <= kReferences;
}

}  // namespace sluice::rfm
