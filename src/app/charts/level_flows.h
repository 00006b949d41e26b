// Where everybody goes, step by step: columns of bars from left to right and a ribbon for every flow from one to the
// next, all on one scale. A bar from which less leaves than arrives is where somebody stays: what ends there has no
// ribbon. Names stand over the ribbons, shortened to their column; tooltips and the table have them in full. Ribbons
// too thin to be told apart are drawn faint; a line under the chart counts them.
#pragma once

#include <span>

#include "app/charts/chart.h"
#include "app/charts/ribbons.h"

namespace sluice::app::chart {

struct LevelBar {
  std::string id{};  ///< test key is KEY.COLUMN.ID, columns counted from 0
  std::string label{};
  std::string value_text{};
  std::string color{};  ///< "#rrggbb"; empty: neutral
  std::vector<ui::TooltipRow> tip{};
};

struct LevelColumn {
  std::string title{};
  std::vector<LevelBar> bars{};  ///< from the top
};

struct LevelFlow {
  size_t column = 0;        ///< from which it comes; it goes to the next one
  size_t from = 0, to = 0;  ///< indices of bars
  double value = 0;         ///< > 0
  std::string value_text{};
  std::vector<ui::TooltipRow> tip{};
};

struct LevelFlows {
  std::string_view key{};
  std::string_view caption{};
  std::string_view from_header{}, to_header{}, value_header{};  ///< of the table
  std::string_view note{};  ///< how the values are computed: under what hovering tells
  std::vector<LevelColumn> columns{};
  std::vector<LevelFlow> flows{};
};

/// Tells only what is hovered: the index of a flow. Nothing can be pressed.
MarkEvent level_flows(const LevelFlows& data);

struct LevelLayout {
  std::vector<std::vector<SankeySpan>> bars;  ///< by column and bar
  std::vector<SankeyRibbon> ribbons;          ///< by flow
};

/// `bars`: how many each column has. A bar is as high as what arrives or what leaves, whichever is more; ribbons leave
/// and arrive in the order of the bars at their other end and do not overlap there. Pure.
LevelLayout lay_out_levels(std::span<const LevelFlow> flows, std::span<const size_t> bars, float height, float gap);

}  // namespace sluice::app::chart
