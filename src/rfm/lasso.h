// Whether a customer lies within an area that somebody drew. The area is straight-edged on the axes that it was drawn
// on, whose scales it names itself: what it holds does not hang on the data that come later.
#pragma once

#include <span>
#include <vector>

#include "rfm/rfm_spec.h"

namespace sluice::rfm {

/// Where a value stands on an axis: itself, or sign(x) ln(1 + |x|), which knows zero and losses. The same bits on
/// every platform.
double on_axis(AxisScale scale, double value);

/// The inside of a closed line by the even-odd rule: a place is inside when a ray to the right crosses the line an odd
/// number of times. The lower and left sides belong to the area, the upper and right ones do not, so that areas which
/// share a side share no customer.
class LassoArea {
 public:
  explicit LassoArea(const Lasso& lasso);

  bool contains(double x, double y) const;  ///< in the data's units

 private:
  struct Side {  // upwards, on the axes
    double x = 0, y = 0, to_x = 0, to_y = 0;
  };

  AxisScale x_scale_, y_scale_;
  double left_ = 0, right_ = 0, bottom_ = 0, top_ = 0;  // in the data's units
  std::vector<double> levels_;                          // heights of the corners on the axis, ascending
  std::vector<std::vector<Side>> bands_;                // the sides that pass between two levels
};

}  // namespace sluice::rfm
