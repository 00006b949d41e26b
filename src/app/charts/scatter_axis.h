// An axis of the scatter on the screen: where values and edges stand, which numbers are written at it, and which value
// a place means. Between scatter.cpp and scatter_axis.cpp.
#pragma once

#include <vector>

#include "app/charts/plot.h"
#include "app/charts/scatter.h"

namespace sluice::app::chart {

class PlacedAxis {
 public:
  PlacedAxis() = default;
  PlacedAxis(const ScatterAxis& axis, float from, float to);  ///< pixels of the first and the last edge

  const Scale& scale() const { return scale_; }  ///< of places on the axis, as ticks_of() gives them
  float at(double value) const;
  float at_edge(int edge) const { return edges_[static_cast<size_t>(edge)]; }

  // `share` 0..1 of the axis's length
  int cell_at(const ScatterAxis& axis, double share) const;
  /// The value there, with no more digits than can be told apart on the screen.
  double rounded(const ScatterAxis& axis, double share) const;

 private:
  bool logarithmic_ = false;
  Scale scale_;
  std::vector<float> edges_;
};

/// The value at a share, 0..1, of the way between two on an axis.
double between(bool logarithmic, double from, double to, double share);

/// Values are places on the axis: of a logarithmic one sign(x) ln(1 + |x|).
std::vector<Tick> ticks_of(const ScatterAxis& axis);

}  // namespace sluice::app::chart
