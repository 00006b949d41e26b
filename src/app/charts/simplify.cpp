#include <algorithm>
#include <cmath>

#include "app/charts/scatter.h"

namespace sluice::app::chart {
namespace {

/// From the stretch between two corners, not from the endless line through them.
double distance(PlanePoint point, PlanePoint from, PlanePoint to) {
  const double dx = to.x - from.x, dy = to.y - from.y;
  const double square = dx * dx + dy * dy;
  const double along =
      square > 0 ? std::clamp(((point.x - from.x) * dx + (point.y - from.y) * dy) / square, 0.0, 1.0) : 0;
  return std::hypot(point.x - from.x - along * dx, point.y - from.y - along * dy);
}

void keep_corners(const std::vector<PlanePoint>& line, size_t first, size_t last, double tolerance,
                  std::vector<bool>& kept) {
  size_t farthest = first;
  double most = tolerance;
  for (size_t i = first + 1; i < last; ++i) {
    const double away = distance(line[i], line[first], line[last]);
    if (away > most) most = away, farthest = i;
  }
  if (farthest == first) return;
  kept[farthest] = true;
  keep_corners(line, first, farthest, tolerance, kept);
  keep_corners(line, farthest, last, tolerance, kept);
}

}  // namespace

std::vector<PlanePoint> simplify(const std::vector<PlanePoint>& line, double tolerance, size_t most) {
  if (line.size() < 3) return line;
  while (true) {
    std::vector<bool> kept(line.size(), false);
    kept.front() = kept.back() = true;
    keep_corners(line, 0, line.size() - 1, tolerance, kept);
    std::vector<PlanePoint> corners;
    for (size_t i = 0; i < line.size(); ++i) {
      if (kept[i]) corners.push_back(line[i]);
    }
    if (corners.size() <= std::max<size_t>(most, 2)) return corners;
    tolerance *= 1.5;
  }
}

}  // namespace sluice::app::chart
