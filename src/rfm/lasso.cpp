#include "rfm/lasso.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/logarithm.h"

namespace sluice::rfm {

double on_axis(AxisScale scale, double value) {
  if (scale == AxisScale::linear) return value;
  return std::copysign(natural_log(1 + std::fabs(value)), value);
}

LassoArea::LassoArea(const Lasso& lasso) : x_scale_(lasso.x_scale), y_scale_(lasso.y_scale) {
  const auto by_x = [](const AxisPoint& a, const AxisPoint& b) { return a.x < b.x; };
  const auto by_y = [](const AxisPoint& a, const AxisPoint& b) { return a.y < b.y; };
  const auto [leftmost, rightmost] = std::minmax_element(lasso.points.begin(), lasso.points.end(), by_x);
  const auto [lowest, highest] = std::minmax_element(lasso.points.begin(), lasso.points.end(), by_y);
  left_ = leftmost->x, right_ = rightmost->x, bottom_ = lowest->y, top_ = highest->y;

  std::vector<AxisPoint> corners;
  for (const AxisPoint& point : lasso.points) {
    corners.push_back({on_axis(x_scale_, point.x), on_axis(y_scale_, point.y)});
    levels_.push_back(corners.back().y);
  }
  std::sort(levels_.begin(), levels_.end());
  levels_.erase(std::unique(levels_.begin(), levels_.end()), levels_.end());
  bands_.resize(levels_.size());
  for (size_t i = 0; i < corners.size(); ++i) {
    AxisPoint from = corners[i], to = corners[(i + 1) % corners.size()];
    if (from.y > to.y) std::swap(from, to);
    for (size_t band = 0; band + 1 < levels_.size(); ++band) {
      if (from.y <= levels_[band] && levels_[band] < to.y) bands_[band].push_back({from.x, from.y, to.x, to.y});
    }
  }
}

bool LassoArea::contains(double x, double y) const {
  if (!(x >= left_ && x <= right_ && y >= bottom_ && y <= top_)) return false;
  const double across = on_axis(x_scale_, x), up = on_axis(y_scale_, y);
  const auto above = std::upper_bound(levels_.begin(), levels_.end(), up);
  if (above == levels_.begin()) return false;
  bool inside = false;
  for (const Side& side : bands_[static_cast<size_t>(above - levels_.begin()) - 1]) {
    const double turn = (side.to_x - side.x) * (up - side.y) - (across - side.x) * (side.to_y - side.y);
    if (turn > 0) inside = !inside;
  }
  return inside;
}

}  // namespace sluice::rfm
