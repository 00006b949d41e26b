// Curves over a few numbered points: one for each cohort, the mean of all of them stronger. Hovering reads every curve
// that matters at the nearest point.
#pragma once

#include "app/charts/chart.h"

namespace sluice::app::chart {

struct Line {
  std::string label{};
  std::vector<std::optional<double>> values{};  ///< by point; none: no value there, and no line to it
  bool strong = false;                          ///< the curve that is read first; drawn over the others
  bool selected = false;                        ///< drawn strongly beside it
};

struct LineChart {
  std::string_view key{};
  std::string_view caption{};
  std::string_view x_title{};  ///< "Months since the first purchase"
  std::string_view y_title{};
  size_t first = 0;                                 ///< number of the first point: 0 or 1
  std::function<std::string(size_t)> point_name{};  ///< "Month 3", by number
  std::vector<Line> lines{};
  Formatter format{};       ///< of values; needed
  Formatter axis_format{};  ///< of the axis; none: `format`
  bool shares = false;      ///< the values are shares
  std::string_view note{};  ///< how the values are computed: under what hovering tells
  float height = 280;
};

/// `hovered` is the index of the point. Arrow keys move it.
MarkEvent line_chart(const LineChart& data);

}  // namespace sluice::app::chart
