// Horizontal bars with label, value and share: the plainest good chart.
#pragma once

#include "app/charts/chart.h"

namespace sluice::app::chart {

struct BarItem {
  std::string id{};
  std::string label{};
  double value = 0;  ///< length of the bar; negative ones are drawn to the left of the zero line
  std::string value_text{};
  std::optional<double> share{};
  std::string share_text{};  ///< muted, after the value; may be empty
  std::string color{};       ///< "#rrggbb"; empty: accent
  bool selected = false;
  std::vector<ui::TooltipRow> tip{};
};

struct BarList {
  std::string_view key{};
  std::string_view caption{};
  std::string_view value_header{};
  std::string_view share_header{};
  std::string_view note{};  ///< how the values are computed: under what hovering tells
  std::vector<BarItem> items{};
  bool selectable = true;
};

MarkEvent bar_list(const BarList& data);

}  // namespace sluice::app::chart
