// A cube of scores as a stack of sheets, the best at the top: each sheet has frequency to the right and recency into
// the depth. The hue says the segment, the size of a mark what the cell holds. Where there is no room for the stack,
// and for more than six scores, the sheets lie flat beside and below each other.
#pragma once

#include "app/charts/chart.h"

namespace sluice::app::chart {

struct CubeCell {
  std::string id{};         ///< "543"; test key is KEY.ID
  int x = 1, y = 1, z = 1;  ///< scores: to the right, into the depth, upwards
  double value = 0;         ///< area of its mark
  std::string text{};       ///< the value
  std::string label{};      ///< its segment
  std::string color{};      ///< "#rrggbb"
  bool selected = false;
  std::vector<ui::TooltipRow> tip{};
};

struct Cube {
  std::string_view key{};
  std::string_view caption{};
  std::string_view x_title{}, y_title{}, z_title{};
  std::string_view value_header{};
  std::string_view note{};  ///< how the values are computed: under what hovering tells
  int bins = 5;
  std::vector<CubeCell> cells{};  ///< only those that hold something
};

MarkEvent cube(const Cube& data);

}  // namespace sluice::app::chart
