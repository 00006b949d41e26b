// Curves over numbered or named points: one for each cohort, the mean of all of them stronger; a rate with its interval
// as a band. Hovering reads every curve that matters at the nearest point.
#pragma once

#include "app/charts/chart.h"

namespace sluice::app::chart {

/// Where the value plausibly lies.
struct Band {
  double low = 0, high = 0;
};

struct Line {
  std::string label{};
  std::vector<std::optional<double>> values{};  ///< by point; none: no value there, and no line to it
  std::vector<std::optional<Band>> bands{};     ///< likewise by point, drawn behind the curve; empty: none
  std::vector<bool> open{};                     ///< likewise: the value is not final, a ring; empty: every one is final
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
  bool names_on_axis = false;                       ///< instead of the numbers
  std::optional<size_t> in_force{};                 ///< number of a point with a dot and a line down to the axis
  /// What hovering tells beside the values, by number.
  std::function<std::vector<ui::TooltipRow>(size_t)> more{};
  std::vector<Line> lines{};
  Formatter format{};       ///< of values; needed
  Formatter axis_format{};  ///< of the axis; none: `format`
  bool shares = false;      ///< the values are shares
  bool counts = false;      ///< the values are counts: whole numbers at the axis
  std::string_view note{};  ///< how the values are computed: under what hovering tells
  float height = 280;
};

/// `hovered` is the index of the point. Arrow keys move it.
MarkEvent line_chart(const LineChart& data);

}  // namespace sluice::app::chart
