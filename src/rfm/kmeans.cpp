#include "rfm/kmeans.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "base/statistics.h"

namespace sluice::rfm {
namespace {

constexpr size_t kBlock = 256;  // points at a time: their distances stay in the first cache
constexpr int kMostIterations = 300;

void add_centre(Points& centres, const Points& points, size_t row) {
  centres.columns.resize(points.dimensions());
  for (size_t d = 0; d < points.dimensions(); ++d) centres.columns[d].push_back(points.columns[d][row]);
}

/// Takes a centre's squared distances into the distances to the nearest one.
void shorten(const Points& points, const Points& centres, size_t centre, std::vector<double>& nearest) {
  std::array<double, kBlock> distances{};
  for (size_t begin = 0; begin < nearest.size(); begin += kBlock) {
    const size_t count = std::min(kBlock, nearest.size() - begin);
    squared_distances(points, begin, centres, centre, std::span(distances).first(count));
    for (size_t i = 0; i < count; ++i) nearest[begin + i] = std::min(nearest[begin + i], distances[i]);
  }
}

size_t draw_by_weight(const std::vector<double>& weights, Random& random) {
  double total = 0;
  for (const double weight : weights) total += weight;
  const double wanted = random.share() * total;
  double sum = 0;
  size_t last = 0;
  for (size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] > 0) last = i;
    sum += weights[i];
    if (sum > wanted) return i;
  }
  return last;
}

}  // namespace

Points seed_centres(const Points& points, size_t k, Random& random) {
  Points centres;
  const size_t n = points.size();
  const auto first = static_cast<size_t>(random.share() * static_cast<double>(n));
  add_centre(centres, points, first);
  std::vector<double> nearest(n, std::numeric_limits<double>::max());
  while (centres.size() < k) {
    shorten(points, centres, centres.size() - 1, nearest);
    add_centre(centres, points, draw_by_weight(nearest, random));
  }
  return centres;
}

Points with_farthest(const Points& points, Points centres) {
  std::vector<double> nearest(points.size(), std::numeric_limits<double>::max());
  for (size_t j = 0; j < centres.size(); ++j) shorten(points, centres, j, nearest);
  const auto farthest = std::max_element(nearest.begin(), nearest.end()) - nearest.begin();
  add_centre(centres, points, static_cast<size_t>(farthest));
  return centres;
}

KMeans::KMeans(const Points& points, Points centres)
    : points_(points), centres_(std::move(centres)), labels_(points.size(), UINT8_MAX) {}

void KMeans::assign(size_t begin, std::span<double> nearest, std::span<uint8_t> labels) const {
  std::array<double, kBlock> distances{}, label{};  // numbers of centres as doubles: chosen without a branch
  std::fill(nearest.begin(), nearest.end(), std::numeric_limits<double>::max());
  const size_t count = nearest.size();
  for (size_t j = 0; j < centres_.size(); ++j) {
    squared_distances(points_, begin, centres_, j, std::span(distances).first(count));
    const auto number = static_cast<double>(j);
    for (size_t i = 0; i < count; ++i) {
      const bool nearer = distances[i] < nearest[i];
      label[i] = nearer ? number : label[i];
      nearest[i] = nearer ? distances[i] : nearest[i];
    }
  }
  for (size_t i = 0; i < count; ++i) labels[i] = static_cast<uint8_t>(label[i]);
}

bool KMeans::step(double tolerance) {
  CompensatedSum sum;
  bool moved = false;
  std::array<double, kBlock> nearest{};
  std::array<uint8_t, kBlock> labels{};
  for (size_t begin = 0; begin < points_.size(); begin += kBlock) {
    const size_t count = std::min(kBlock, points_.size() - begin);
    assign(begin, std::span(nearest).first(count), std::span(labels).first(count));
    for (size_t i = 0; i < count; ++i) {
      sum.add(nearest[i]);
      moved = moved || labels_[begin + i] != labels[i];
      labels_[begin + i] = labels[i];
    }
  }
  const double before = trace_.empty() ? std::numeric_limits<double>::max() : trace_.back();
  trace_.push_back(sum.value());
  const bool falls = before - trace_.back() > tolerance * before;
  if (!moved || !falls || trace_.size() >= kMostIterations) return false;
  move_centres();
  return true;
}

void KMeans::move_centres() {
  const size_t k = centres_.size();
  std::array<double, kMostClusters> counts{};
  for (const uint8_t label : labels_) counts[label] += 1;
  for (size_t d = 0; d < points_.dimensions(); ++d) {
    std::array<double, kMostClusters> sums{};
    const std::vector<double>& column = points_.columns[d];
    for (size_t row = 0; row < labels_.size(); ++row) sums[labels_[row]] += column[row];
    for (size_t j = 0; j < k; ++j) {
      if (counts[j] > 0) centres_.columns[d][j] = sums[j] / counts[j];
    }
  }
  for (size_t j = 0; j < k; ++j) {
    if (counts[j] > 0) continue;
    const Points more = with_farthest(points_, centres_);
    for (size_t d = 0; d < points_.dimensions(); ++d) centres_.columns[d][j] = more.columns[d].back();
  }
}

Points best_centres(const Points& points, size_t k, int restarts, Random& random, const Points& other) {
  std::optional<double> least;
  Points best;
  const auto attempt = [&](Points start) {
    KMeans run(points, std::move(start));
    run.run();
    if (least && *least <= run.objective()) return;
    least = run.objective();
    best = run.centres();
  };
  if (other.size() > 0) attempt(other);
  for (int i = 0; i < restarts; ++i) attempt(seed_centres(points, k, random));
  return best;
}

}  // namespace sluice::rfm
