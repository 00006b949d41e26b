// Groups of many points on a plane, drawn as density: cells in the hue of the group that most of their points belong
// to, the stronger the more points. A million points are no more to draw than a thousand.
#pragma once

#include "app/charts/chart.h"

namespace sluice::app::chart {

struct DensityGroup {
  std::string id{};     ///< test key of its legend entry is KEY.ID
  std::string label{};  ///< "1"
  double value = 0;
  std::string value_text{};
  std::string color{};  ///< "#rrggbb"
  bool selected = false;
  std::vector<ui::TooltipRow> tip{};
};

struct DensityCount {
  int x = 0, y = 0;  ///< cell, from 0 at the left and the bottom
  size_t group = 0;
  double count = 0;
};

struct GroupDensity {
  std::string_view key{};
  std::string_view caption{};
  std::string_view value_header{};
  std::string_view x_low{}, x_high{};  ///< who lies at the ends of the axes
  std::string_view y_low{}, y_high{};
  int columns = 1, rows = 1;
  std::vector<DensityGroup> groups{};
  std::vector<DensityCount> counts{};
  float height = 360;
};

/// `hovered` and `clicked` are indices of groups, by a cell or by the legend, which the keyboard reaches.
MarkEvent group_density(const GroupDensity& data);

}  // namespace sluice::app::chart
