// Ribbons between two columns of bars, as thick at one end as at the other. Between charts: sankey.h, level_flows.h.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include <imgui.h>

#include "app/color.h"

namespace sluice::app::chart {

/// Top and bottom of a bar or of one end of a ribbon, in pixels from the top of the chart; equal where there is
/// nothing.
struct SankeySpan {
  float top = 0, bottom = 0;

  float size() const { return bottom - top; }
};
struct SankeyRibbon {
  SankeySpan left, right;  ///< of the same size
  bool faint = false;      ///< under kThinnestRibbon
};
inline constexpr float kThinnestRibbon = 2;  ///< CSS pixels

float label_line();  ///< height of a line of labels

/// Where a ribbon runs: the inner edges of the bars, and the top of the chart.
struct RibbonPlace {
  float left_x = 0, right_x = 0, top = 0;
};

void draw_ribbon(const RibbonPlace& place, const SankeyRibbon& ribbon, Color color);

/// Indices of the ribbons, the thick ones first: thin ones are drawn over them.
std::vector<size_t> drawing_order(std::span<const SankeyRibbon> ribbons);

/// Whether the pointer is on a ribbon that is not faint.
bool is_on_ribbon(const RibbonPlace& place, const SankeyRibbon& ribbon, ImVec2 pointer);

}  // namespace sluice::app::chart
