// Where everybody goes: two columns of groups and a ribbon for every flow between them, as thick as its value. Ribbons
// too thin to be told apart are drawn faint, without a name of their own; a line under the chart counts them, and the
// table of the chart has them all.
#pragma once

#include <span>

#include "app/charts/chart.h"

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
  std::vector<SankeyNode> left{}, right{};
  std::vector<SankeyFlow> flows{};
};

struct SankeyEvent {
  MarkEvent flow{};
  std::optional<size_t> clicked_left{}, clicked_right{};
};

SankeyEvent sankey(const Sankey& data);

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
struct SankeyLayout {
  std::vector<SankeySpan> left, right;
  std::vector<SankeyRibbon> ribbons;  ///< by flow
};
inline constexpr float kThinnestRibbon = 2;  ///< CSS pixels

/// Both columns on one scale, so that nothing is gained or lost on the way; ribbons leave and arrive in the order of
/// the groups at their other end and do not overlap there. Pure.
SankeyLayout lay_out_sankey(std::span<const SankeyFlow> flows, size_t left, size_t right, float height, float gap);

}  // namespace sluice::app::chart
