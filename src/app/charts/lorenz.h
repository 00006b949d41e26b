// Concentration: customers sorted by revenue, best first, against the share of revenue that they bring; the diagonal
// is equality, one point (20 %) is marked.
#pragma once

#include "app/charts/chart.h"

namespace sluice::app::chart {

struct CurvePoint {
  double x = 0, y = 0;  ///< shares
};

struct Lorenz {
  std::string_view key{};
  std::string_view caption{};
  std::string_view x_title{};
  std::string_view y_title{};
  std::string_view diagonal_label{};  ///< "Everyone equal"
  std::string_view note{};            ///< how the curve is computed: under what hovering tells
  std::vector<CurvePoint> curve{};    ///< x ascending from (0,0) to (1,1); y may leave 0..1 when amounts are negative
  std::optional<double> marker{};     ///< x of the marked point: 0.2
  float height = 300;
};

/// Hover reads the curve at the pointer; `hovered` is the index of the nearest point. Arrow keys move it.
MarkEvent lorenz(const Lorenz& data);

double curve_at(const std::vector<CurvePoint>& curve, double x);  ///< linear between points, clamped at the ends

}  // namespace sluice::app::chart
