// Where everybody goes: two columns of groups and a ribbon for every flow between them, as thick as its value. Ribbons
// too thin to be told apart are drawn faint, without a name of their own; a line under the chart counts them, and the
// table of the chart has them all.
#pragma once

#include <span>

#include "app/charts/chart.h"
#include "app/charts/ribbons.h"

namespace sluice::app::chart {

struct SankeyNode {
  std::string id{};  ///< test keys are KEY.left.ID and KEY.right.ID
  std::string label{};
  std::string value_text{};
  std::string color{};  ///< "#rrggbb"; empty: neutral
};

struct SankeyFlow {
  std::string id{};         ///< test key is KEY.flow.ID
  size_t from = 0, to = 0;  ///< indices into left and right
  double value = 0;         ///< <= 0: listed in the table, not drawn
  std::string value_text{};
  bool selected = false;
  std::vector<ui::TooltipRow> tip{};
};

struct Sankey {
  std::string_view key{};
  std::string_view caption{};
  std::string_view left_title{}, right_title{};
  std::string_view value_header{};
  std::string_view note{};  ///< how the values are computed: under what hovering tells
  std::vector<SankeyNode> left{}, right{};
  std::vector<SankeyFlow> flows{};
};

struct SankeyEvent {
  MarkEvent flow{};
  std::optional<size_t> clicked_left{}, clicked_right{};
};

SankeyEvent sankey(const Sankey& data);

struct SankeyLayout {
  std::vector<SankeySpan> left, right;
  std::vector<SankeyRibbon> ribbons;  ///< by flow
};

/// Both columns on one scale, so that nothing is gained or lost on the way; ribbons leave and arrive in the order of
/// the groups at their other end and do not overlap there. Pure.
SankeyLayout lay_out_sankey(std::span<const SankeyFlow> flows, size_t left, size_t right, float height, float gap);

}  // namespace sluice::app::chart
