#include "app/charts/level_flows.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <imgui_internal.h>

#include "app/charts/plot.h"
#include "app/format.h"
#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/take_along.h"
#include "app/widgets/text.h"

namespace sluice::app::chart {
namespace {

double drawn_value(const LevelFlow& flow) { return std::isfinite(flow.value) ? std::max(0.0, flow.value) : 0; }

// Places of the parts on the screen.
struct LevelGeometry {
  ImVec2 at{};  // top left of the bars' area
  float width = 0, height = 0;
  float bar = 0;     // width of a bar
  float stride = 0;  // from the left edge of a column's bars to that of the next

  float bar_x(size_t column) const { return at.x + stride * static_cast<float>(column); }
  RibbonPlace ribbons(size_t column) const { return {bar_x(column) + bar, bar_x(column + 1), at.y}; }
};

// The last column has room for its labels, too.
LevelGeometry make_geometry(const LevelFlows& data) {
  const Sizes& s = sizes();
  constexpr float kLeastHeight = 280;
  LevelGeometry g;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  g.width = ui::available_width();
  g.at = {at.x, at.y + label_line() + s.s4};
  g.bar = s.s8;
  g.stride = g.width / static_cast<float>(std::max<size_t>(1, data.columns.size()));
  size_t most = 1;
  for (const LevelColumn& column : data.columns) most = std::max(most, column.bars.size());
  g.height = std::max(kLeastHeight * ImGui::GetStyle().FontScaleMain, static_cast<float>(most) * (label_line() + s.s8));
  return g;
}

Color hue_of(const LevelBar& bar) { return bar.color.empty() ? colors().text_muted : data_color(bar.color); }

const LevelBar& source_of(const LevelFlows& data, const LevelFlow& flow) {
  return data.columns[flow.column].bars[flow.from];
}
const LevelBar& target_of(const LevelFlows& data, const LevelFlow& flow) {
  return data.columns[flow.column + 1].bars[flow.to];
}

std::string flow_label(const LevelFlows& data, const LevelFlow& flow) {
  return source_of(data, flow).label + " → " + target_of(data, flow).label;
}

ScreenTable mirror_of(const LevelFlows& data) {
  ScreenTable table{std::string(data.caption),
                    std::string(data.key),
                    {std::string(data.from_header), std::string(data.to_header), std::string(data.value_header)},
                    {}};
  const auto cell = [&](size_t column, const LevelBar& bar) { return data.columns[column].title + ": " + bar.label; };
  for (const LevelFlow& flow : data.flows) {
    table.rows.push_back({cell(flow.column, source_of(data, flow)), cell(flow.column + 1, target_of(data, flow)),
                          ui::table_number(flow.value, flow.value_text)});
  }
  return table;
}

/// What is pointed at or focused.
struct PointedFlow {
  std::optional<size_t> flow{};
  std::optional<size_t> column{}, bar{};

  bool any() const { return flow || bar; }
  bool touches(const LevelFlow& one, size_t index) const {
    if (flow) return *flow == index;
    return bar && ((one.column == *column && one.from == *bar) || (one.column + 1 == *column && one.to == *bar));
  }
};

void draw_bars(const LevelFlows& data, const LevelGeometry& g, const LevelLayout& layout, size_t column,
               PointedFlow& pointed) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (size_t i = 0; i < data.columns[column].bars.size(); ++i) {
    const LevelBar& bar = data.columns[column].bars[i];
    const SankeySpan span = layout.bars[column][i];
    if (span.size() <= 0) continue;
    const float x = g.bar_x(column), top = g.at.y + span.top;
    const float bottom = std::max(g.at.y + span.bottom, top + sizes().s2);
    const std::string key = std::string(data.key) + "." + std::to_string(column) + "." + bar.id;
    const std::string label = data.columns[column].title + ": " + bar.label;
    const ui::ItemState state =
        ui::item_at({.key = key, .role = "img", .label = label, .value = bar.value_text, .no_focus_ring = true},
                    {x, top}, {x + g.bar, bottom});
    if (!state.visible) continue;
    if (state.hovered || state.focused) pointed = {.flow = {}, .column = column, .bar = i};
    if (state.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Arrow);
    Color fill = hue_of(bar);
    if (state.hovered) fill = mix(fill, colors().text, 0.2f);
    list.AddRectFilled({x, top}, {x + g.bar, bottom}, fill, sizes().s2);
    if (state.focused) draw_mark_focus(list, {x, top}, {x + g.bar, bottom}, sizes().radius_small);
    ui::tooltip_for(state, ui::Tooltip{.title = bar.label, .rows = bar.tip, .note = data.note});
  }
}

void follow_pointer(const LevelFlows& data, const LevelGeometry& g, const LevelLayout& layout,
                    std::span<const size_t> order, PointedFlow& pointed) {
  ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true);
  const std::string key = std::string(data.key) + ".ribbons";
  const ui::ItemState area = ui::item_at({.key = key, .role = "img", .label = data.caption, .no_focus_ring = true},
                                         g.at, {g.at.x + g.width, g.at.y + g.height});
  ImGui::PopItemFlag();
  if (!area.hovered) return;
  ImGui::SetMouseCursor(ImGuiMouseCursor_Arrow);
  for (size_t i = order.size(); i-- > 0;) {
    const LevelFlow& flow = data.flows[order[i]];
    if (!is_on_ribbon(g.ribbons(flow.column), layout.ribbons[order[i]], ImGui::GetIO().MousePos)) continue;
    pointed = {.flow = order[i], .column = {}, .bar = {}};
    const std::string label = flow_label(data, flow);
    return ui::tooltip({.title = label, .rows = flow.tip, .note = data.note});
  }
}

void draw_labels(const LevelFlows& data, const LevelGeometry& g, const LevelLayout& layout, size_t column) {
  const Sizes& s = sizes();
  std::vector<size_t> shown;
  std::vector<float> centers, heights;
  for (size_t i = 0; i < layout.bars[column].size(); ++i) {
    const SankeySpan span = layout.bars[column][i];
    if (span.size() <= 0) continue;
    shown.push_back(i);
    centers.push_back((span.top + span.bottom) / 2);
    heights.push_back(label_line());
  }
  const std::vector<float> tops = spread_labels(centers, heights, 0, g.height, 0);
  if (tops.empty()) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float x = g.bar_x(column) + g.bar + s.s4, room = g.stride - g.bar - s.s12;
  for (size_t i = 0; i < shown.size(); ++i) {
    const LevelBar& bar = data.columns[column].bars[shown[i]];
    const float value = ui::measure(TextStyle::caption, bar.value_text).x;
    const bool both = room > 2 * value + s.s8;  // else the name alone: the tooltip has the number
    const float name_room = both ? room - value - s.s8 : room;
    const std::string name = ui::shorten(TextStyle::caption_strong, bar.label, name_room);
    const float name_width = ui::measure(TextStyle::caption_strong, name).x;
    const float width = name_width + (both ? s.s8 + value : 0);
    const float top = g.at.y + tops[i], bottom = top + label_line();
    list.AddRectFilled({x - s.s2, top + 1}, {x + width + s.s2, bottom - 1}, with_alpha(colors().surface, 0.72f),
                       s.radius_small);
    ui::draw_text_in(list, TextStyle::caption_strong, {x, top}, {x + name_width + 1, bottom}, colors().text, name);
    if (!both) continue;
    ui::draw_text_in(list, TextStyle::caption, {x + name_width + s.s8, top}, {x + width + 1, bottom},
                     colors().text_muted, bar.value_text);
  }
}

void draw_titles(const LevelFlows& data, const LevelGeometry& g) {
  const float top = g.at.y - label_line() - sizes().s4;
  for (size_t column = 0; column < data.columns.size(); ++column) {
    const float x = g.bar_x(column);
    ui::draw_text_in(*ImGui::GetWindowDrawList(), TextStyle::caption, {x, top},
                     {x + g.stride - sizes().s8, top + label_line()}, colors().text_muted, data.columns[column].title);
  }
}

void draw_ribbons(const LevelFlows& data, const LevelGeometry& g, const LevelLayout& layout,
                  std::span<const size_t> order, const PointedFlow& pointed) {
  constexpr float kUsual = 0.34f, kStrong = 0.75f, kBehind = 0.16f, kFaint = 0.3f;
  for (const size_t i : order) {
    const SankeyRibbon& ribbon = layout.ribbons[i];
    if (ribbon.left.size() <= 0) continue;
    const bool strong = pointed.touches(data.flows[i], i);
    const float alpha = strong ? kStrong : pointed.any() ? kBehind : ribbon.faint ? kFaint : kUsual;
    const Color hue = ribbon.faint ? colors().text_muted : hue_of(target_of(data, data.flows[i]));
    draw_ribbon(g.ribbons(data.flows[i].column), ribbon, with_alpha(hue, alpha));
  }
}

void count_faint(const LevelFlows& data, const LevelLayout& layout) {
  const auto faint = std::count_if(layout.ribbons.begin(), layout.ribbons.end(),
                                   [](const SankeyRibbon& r) { return r.faint && r.left.size() > 0; });
  if (faint == 0) return;
  const std::string key = std::string(data.key) + ".faint";
  ui::paragraph_muted(tr_plural("chart.thin_flows", static_cast<double>(faint)), TextStyle::caption, key);
}

// Sums of the flows at every bar: what arrives from the column before, and what leaves.
using Sums = std::vector<std::vector<double>>;

Sums sums_of(std::span<const LevelFlow> flows, std::span<const size_t> bars, bool leaving) {
  Sums sums;
  for (const size_t count : bars) sums.emplace_back(count, 0.0);
  for (const LevelFlow& flow : flows) {
    double& sum = leaving ? sums[flow.column][flow.from] : sums[flow.column + 1][flow.to];
    sum += drawn_value(flow);
  }
  return sums;
}

}  // namespace

LevelLayout lay_out_levels(std::span<const LevelFlow> flows, std::span<const size_t> bars, float height, float gap) {
  LevelLayout layout;
  for (const size_t count : bars) layout.bars.emplace_back(count);
  layout.ribbons.resize(flows.size());
  Sums heights = sums_of(flows, bars, false);
  const Sums leaving = sums_of(flows, bars, true);
  double scale = 0;  // the column that needs most fills the height
  for (size_t column = 0; column < bars.size(); ++column) {
    double total = 0;
    long filled = 0;
    for (size_t bar = 0; bar < bars[column]; ++bar) {
      heights[column][bar] = std::max(heights[column][bar], leaving[column][bar]);
      total += heights[column][bar];
      filled += heights[column][bar] > 0 ? 1 : 0;
    }
    if (!(total > 0)) continue;
    const double own = static_cast<double>(std::max(1.0f, height - gap * static_cast<float>(filled - 1))) / total;
    scale = scale > 0 ? std::min(scale, own) : own;
  }
  if (!(scale > 0)) return layout;
  for (size_t column = 0; column < bars.size(); ++column) {
    float y = 0;
    for (size_t bar = 0; bar < bars[column]; ++bar) {
      if (!(heights[column][bar] > 0)) continue;
      layout.bars[column][bar] = {y, y + static_cast<float>(heights[column][bar] * scale)};
      y = layout.bars[column][bar].bottom + gap;
    }
  }

  std::vector<size_t> order(flows.size());
  std::iota(order.begin(), order.end(), size_t{0});
  const auto lay_ends = [&](bool left) {
    const auto other_end = [&](size_t i) { return left ? flows[i].to : flows[i].from; };
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return other_end(a) < other_end(b); });
    std::vector<std::vector<float>> next;
    for (const std::vector<SankeySpan>& spans : layout.bars) {
      next.emplace_back();
      for (const SankeySpan& span : spans) next.back().push_back(span.top);
    }
    for (const size_t i : order) {
      float& y = left ? next[flows[i].column][flows[i].from] : next[flows[i].column + 1][flows[i].to];
      const auto thickness = static_cast<float>(drawn_value(flows[i]) * scale);
      (left ? layout.ribbons[i].left : layout.ribbons[i].right) = {y, y + thickness};
      layout.ribbons[i].faint = thickness < kThinnestRibbon;
      y += thickness;
    }
  };
  lay_ends(true);
  lay_ends(false);
  return layout;
}

MarkEvent level_flows(const LevelFlows& data) {
  add_screen_table(mirror_of(data));
  const LevelGeometry g = make_geometry(data);
  std::vector<size_t> bars;
  for (const LevelColumn& column : data.columns) bars.push_back(column.bars.size());
  const LevelLayout layout = lay_out_levels(data.flows, bars, g.height, sizes().s8);
  const bool any = std::any_of(layout.ribbons.begin(), layout.ribbons.end(),
                               [](const SankeyRibbon& ribbon) { return ribbon.left.size() > 0; });
  if (!any) {
    draw_empty(data.key, data.caption, sizes().row * 3);
    return {};
  }
  const std::vector<size_t> order = drawing_order(layout.ribbons);
  PointedFlow pointed;
  ImGui::PushID(data.key.data(), data.key.data() + data.key.size());
  // Bars come first, because what is added first has the pointer; the ribbons belong under all of it.
  ImDrawListSplitter layers;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  layers.Split(&list, 2);
  layers.SetCurrentChannel(&list, 1);
  for (size_t column = 0; column < data.columns.size(); ++column) draw_bars(data, g, layout, column, pointed);
  follow_pointer(data, g, layout, order, pointed);
  for (size_t column = 0; column < data.columns.size(); ++column) draw_labels(data, g, layout, column);
  layers.SetCurrentChannel(&list, 0);
  draw_titles(data, g);
  draw_ribbons(data, g, layout, order, pointed);
  layers.Merge(&list);
  ImGui::PopID();
  ImGui::Dummy({g.width, g.height + label_line() + sizes().s4});
  count_faint(data, layout);
  return {.hovered = pointed.flow, .clicked = {}};
}

}  // namespace sluice::app::chart
