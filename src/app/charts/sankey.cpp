#include "app/charts/sankey.h"

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

double drawn_value(const SankeyFlow& flow) { return std::isfinite(flow.value) ? std::max(0.0, flow.value) : 0; }

// Places of the parts on the screen. Labels stand beside the bars where there is room, else over the ribbons.
struct SankeyGeometry {
  ImVec2 at{};  // top left of the bars' area
  float width = 0, height = 0;
  float bar = 0;                          // width of a column of bars
  float left_label = 0, right_label = 0;  // width for labels beside the bars; 0: over the ribbons
  float left_x = 0, right_x = 0;          // inner edges of the bars: ribbons run between them

  bool labels_beside() const { return left_label > 0; }
  RibbonPlace ribbons() const { return {left_x, right_x, at.y}; }
};

float widest_label(const std::vector<SankeyNode>& nodes) {
  float width = 0;
  for (const SankeyNode& node : nodes) {
    width = std::max(width, ui::measure(TextStyle::caption_strong, node.label).x + sizes().s8 +
                                ui::measure(TextStyle::caption, node.value_text).x);
  }
  return width;
}

SankeyGeometry make_geometry(const Sankey& data) {
  const Sizes& s = sizes();
  constexpr float kRoomForLabels = 620, kWidestLabel = 0.28f, kLeastHeight = 320;
  const float scale = ImGui::GetStyle().FontScaleMain;
  SankeyGeometry g;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  g.width = ui::available_width();
  g.at = {at.x, at.y + label_line() + s.s4};
  g.bar = s.s12;
  const size_t most = std::max(data.left.size(), data.right.size());
  g.height = std::max(kLeastHeight * scale, static_cast<float>(most) * (label_line() + s.s12));
  if (g.width >= kRoomForLabels * scale) {
    g.left_label = std::min(widest_label(data.left) + s.s8, g.width * kWidestLabel);
    g.right_label = std::min(widest_label(data.right) + s.s8, g.width * kWidestLabel);
  }
  g.left_x = g.at.x + g.left_label + g.bar;
  g.right_x = g.at.x + g.width - g.right_label - g.bar;
  return g;
}

Color hue_of(const SankeyNode& node) { return node.color.empty() ? colors().text_muted : data_color(node.color); }

std::optional<size_t> ribbon_at(const SankeyGeometry& g, const SankeyLayout& layout, std::span<const size_t> order,
                                ImVec2 pointer) {
  for (size_t i = order.size(); i-- > 0;) {
    if (is_on_ribbon(g.ribbons(), layout.ribbons[order[i]], pointer)) return order[i];
  }
  return std::nullopt;
}

std::string flow_label(const Sankey& data, const SankeyFlow& flow) {
  return data.left[flow.from].label + " → " + data.right[flow.to].label;
}

ScreenTable mirror_of(const Sankey& data) {
  ScreenTable table{std::string(data.caption),
                    std::string(data.key),
                    {std::string(data.left_title), std::string(data.right_title), std::string(data.value_header)},
                    {}};
  for (const SankeyFlow& flow : data.flows) {
    table.rows.push_back(
        {data.left[flow.from].label, data.right[flow.to].label, ui::table_number(flow.value, flow.value_text)});
  }
  return table;
}

// The handle of a ribbon is its beginning, where no other lies over it; the rest is found under the pointer.
void add_handles(const Sankey& data, const SankeyGeometry& g, const SankeyLayout& layout, SankeyEvent& event) {
  for (size_t i = 0; i < data.flows.size(); ++i) {
    const SankeyRibbon& ribbon = layout.ribbons[i];
    if (ribbon.faint || ribbon.left.size() <= 0) continue;
    const ImVec2 min = {g.left_x, g.at.y + ribbon.left.top};
    const ImVec2 max = {g.left_x + sizes().s24, g.at.y + ribbon.left.bottom};
    const std::string key = std::string(data.key) + ".flow." + data.flows[i].id;
    const std::string label = flow_label(data, data.flows[i]);
    const ui::ItemState state = ui::item_at({.key = key,
                                             .label = label,
                                             .value = data.flows[i].value_text,
                                             .checkable = true,
                                             .checked = data.flows[i].selected,
                                             .no_focus_ring = true},
                                            min, max);
    if (!state.visible) continue;
    if (state.focused) draw_mark_focus(*ImGui::GetWindowDrawList(), min, max, sizes().radius_small);
    if (state.hovered || state.focused) event.flow.hovered = i;
    if (state.clicked) event.flow.clicked = i;
    ui::tooltip_for(state, ui::Tooltip{.title = label, .rows = data.flows[i].tip, .note = data.note});
  }
}

void follow_pointer(const Sankey& data, const SankeyGeometry& g, const SankeyLayout& layout,
                    std::span<const size_t> order, SankeyEvent& event) {
  ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true);
  const std::string key = std::string(data.key) + ".ribbons";
  const ui::ItemState area = ui::item_at({.key = key, .role = "img", .label = data.caption, .no_focus_ring = true},
                                         {g.left_x, g.at.y}, {g.right_x, g.at.y + g.height});
  ImGui::PopItemFlag();
  if (!area.hovered) return;
  const std::optional<size_t> found = ribbon_at(g, layout, order, ImGui::GetIO().MousePos);
  if (!found) return ImGui::SetMouseCursor(ImGuiMouseCursor_Arrow);
  event.flow.hovered = found;
  if (area.clicked) event.flow.clicked = found;
  const std::string label = flow_label(data, data.flows[*found]);
  ui::tooltip({.title = label, .rows = data.flows[*found].tip});
}

// The bars of a column, each of which can be pressed.
std::optional<size_t> draw_bars(const Sankey& data, const SankeyGeometry& g, const std::vector<SankeyNode>& nodes,
                                const std::vector<SankeySpan>& spans, bool left) {
  std::optional<size_t> clicked;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float bar_x = left ? g.left_x - g.bar : g.right_x;
  const float from = left ? g.at.x : g.right_x, to = left ? g.left_x : g.at.x + g.width;
  for (size_t i = 0; i < nodes.size(); ++i) {
    if (spans[i].size() <= 0) continue;
    const float top = g.at.y + spans[i].top;
    const float bottom = std::max(g.at.y + spans[i].bottom, top + sizes().s2);
    const std::string key = std::string(data.key) + (left ? ".left." : ".right.") + nodes[i].id;
    const std::string label = std::string(left ? data.left_title : data.right_title) + ": " + nodes[i].label;
    const ui::ItemState state = ui::item_at(
        {.key = key, .label = label, .value = nodes[i].value_text, .no_focus_ring = true}, {from, top}, {to, bottom});
    if (!state.visible) continue;
    Color fill = hue_of(nodes[i]);
    if (state.hovered) fill = mix(fill, colors().text, 0.2f);
    list.AddRectFilled({bar_x, top}, {bar_x + g.bar, bottom}, fill, sizes().s2);
    if (state.focused) draw_mark_focus(list, {bar_x, top}, {bar_x + g.bar, bottom}, sizes().radius_small);
    if (state.clicked) clicked = i;
  }
  return clicked;
}

void draw_labels(const SankeyGeometry& g, const std::vector<SankeyNode>& nodes, const std::vector<SankeySpan>& spans,
                 bool left) {
  const Sizes& s = sizes();
  std::vector<size_t> shown;
  std::vector<float> centers, heights;
  for (size_t i = 0; i < nodes.size(); ++i) {
    if (spans[i].size() <= 0) continue;
    shown.push_back(i);
    centers.push_back((spans[i].top + spans[i].bottom) / 2);
    heights.push_back(label_line());
  }
  const std::vector<float> tops = spread_labels(centers, heights, 0, g.height, 0);
  if (tops.empty()) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool outside = g.labels_beside();
  const float room = outside ? (left ? g.left_label : g.right_label) - s.s8 : (g.right_x - g.left_x) / 2 - s.s12;
  const bool at_right = left == outside;  // text ends at the bar
  const float edge = left ? (outside ? g.left_x - g.bar - s.s8 : g.left_x + s.s8)
                          : (outside ? g.right_x + g.bar + s.s8 : g.right_x - s.s8);
  for (size_t i = 0; i < shown.size(); ++i) {
    const SankeyNode& node = nodes[shown[i]];
    const float value = ui::measure(TextStyle::caption, node.value_text).x;
    const std::string name = ui::shorten(TextStyle::caption_strong, node.label, room - value - s.s8);
    const float name_width = ui::measure(TextStyle::caption_strong, name).x;
    const float width = name_width + s.s8 + value;
    const float x = at_right ? edge - width : edge;
    const float top = g.at.y + tops[i], bottom = top + label_line();
    if (!outside) {
      list.AddRectFilled({x - s.s4, top + 1}, {x + width + s.s4, bottom - 1}, with_alpha(colors().surface, 0.72f),
                         s.radius_small);
    }
    ui::draw_text_in(list, TextStyle::caption_strong, {x, top}, {x + name_width + 1, bottom}, colors().text, name);
    ui::draw_text_in(list, TextStyle::caption, {x + name_width + s.s8, top}, {x + width + 1, bottom},
                     colors().text_muted, node.value_text);
  }
}

void draw_titles(const Sankey& data, const SankeyGeometry& g) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float middle = g.at.x + g.width / 2, top = g.at.y - label_line() - sizes().s4;
  ui::draw_text_in(list, TextStyle::caption, {g.at.x, top}, {middle, top + label_line()}, colors().text_muted,
                   data.left_title);
  ui::draw_text_in(list, TextStyle::caption, {middle, top}, {g.at.x + g.width, top + label_line()}, colors().text_muted,
                   data.right_title, ui::Align::right);
}

void draw_ribbons(const Sankey& data, const SankeyGeometry& g, const SankeyLayout& layout,
                  std::span<const size_t> order, std::optional<size_t> hovered) {
  constexpr float kUsual = 0.34f, kStrong = 0.75f, kBehind = 0.16f, kFaint = 0.3f;
  const bool any =
      hovered || std::any_of(data.flows.begin(), data.flows.end(), [](const auto& f) { return f.selected; });
  for (const size_t i : order) {
    const SankeyRibbon& ribbon = layout.ribbons[i];
    if (ribbon.left.size() <= 0) continue;
    const bool strong = hovered == i || data.flows[i].selected;
    const float alpha = strong ? kStrong : any ? kBehind : ribbon.faint ? kFaint : kUsual;
    const Color hue = ribbon.faint ? colors().text_muted : hue_of(data.left[data.flows[i].from]);
    draw_ribbon(g.ribbons(), ribbon, with_alpha(hue, alpha));
  }
}

void count_faint(const Sankey& data, const SankeyLayout& layout) {
  const auto faint = std::count_if(layout.ribbons.begin(), layout.ribbons.end(),
                                   [](const SankeyRibbon& r) { return r.faint && r.left.size() > 0; });
  if (faint == 0) return;
  const std::string key = std::string(data.key) + ".faint";
  ui::paragraph_muted(tr_plural("chart.thin_flows", static_cast<double>(faint)), TextStyle::caption, key);
}

}  // namespace

SankeyLayout lay_out_sankey(std::span<const SankeyFlow> flows, size_t left, size_t right, float height, float gap) {
  SankeyLayout layout;
  layout.left.resize(left);
  layout.right.resize(right);
  layout.ribbons.resize(flows.size());
  std::vector<double> leaving(left, 0), arriving(right, 0);
  double total = 0;
  for (const SankeyFlow& flow : flows) {
    leaving[flow.from] += drawn_value(flow);
    arriving[flow.to] += drawn_value(flow);
    total += drawn_value(flow);
  }
  if (!(total > 0)) return layout;
  const auto filled = [](const std::vector<double>& sums) {
    return std::count_if(sums.begin(), sums.end(), [](double sum) { return sum > 0; });
  };
  const auto gaps = static_cast<float>(std::max(filled(leaving), filled(arriving)) - 1);
  const double scale = static_cast<double>(std::max(1.0f, height - gap * gaps)) / total;
  const auto place = [&](const std::vector<double>& sums, std::vector<SankeySpan>& spans) {
    float y = 0;
    for (size_t i = 0; i < sums.size(); ++i) {
      if (!(sums[i] > 0)) continue;
      spans[i] = {y, y + static_cast<float>(sums[i] * scale)};
      y = spans[i].bottom + gap;
    }
  };
  place(leaving, layout.left);
  place(arriving, layout.right);

  std::vector<size_t> order(flows.size());
  std::iota(order.begin(), order.end(), size_t{0});
  const auto lay_ends = [&](size_t SankeyFlow::*end, size_t SankeyFlow::*other, const std::vector<SankeySpan>& spans,
                            SankeySpan SankeyRibbon::*part) {
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return flows[a].*other < flows[b].*other; });
    std::vector<float> next;
    for (const SankeySpan& span : spans) next.push_back(span.top);
    for (const size_t i : order) {
      float& y = next[flows[i].*end];
      const auto thickness = static_cast<float>(drawn_value(flows[i]) * scale);
      layout.ribbons[i].*part = {y, y + thickness};
      layout.ribbons[i].faint = thickness < kThinnestRibbon;
      y += thickness;
    }
  };
  lay_ends(&SankeyFlow::from, &SankeyFlow::to, layout.left, &SankeyRibbon::left);
  lay_ends(&SankeyFlow::to, &SankeyFlow::from, layout.right, &SankeyRibbon::right);
  return layout;
}

SankeyEvent sankey(const Sankey& data) {
  add_screen_table(mirror_of(data));
  const SankeyGeometry g = make_geometry(data);
  const SankeyLayout layout = lay_out_sankey(data.flows, data.left.size(), data.right.size(), g.height, sizes().s8);
  const bool any = std::any_of(layout.ribbons.begin(), layout.ribbons.end(),
                               [](const SankeyRibbon& ribbon) { return ribbon.left.size() > 0; });
  if (!any) {
    draw_empty(data.key, data.caption, sizes().row * 3);
    return {};
  }
  SankeyEvent event;
  const std::vector<size_t> order = drawing_order(layout.ribbons);
  ImGui::PushID(data.key.data(), data.key.data() + data.key.size());
  // Handles come first, because what is added first has the pointer; the ribbons belong under all of it.
  ImDrawListSplitter layers;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  layers.Split(&list, 2);
  layers.SetCurrentChannel(&list, 1);
  event.clicked_left = draw_bars(data, g, data.left, layout.left, true);
  add_handles(data, g, layout, event);
  event.clicked_right = draw_bars(data, g, data.right, layout.right, false);
  follow_pointer(data, g, layout, order, event);
  draw_labels(g, data.left, layout.left, true);
  draw_labels(g, data.right, layout.right, false);
  layers.SetCurrentChannel(&list, 0);
  draw_titles(data, g);
  draw_ribbons(data, g, layout, order, event.flow.hovered);
  layers.Merge(&list);
  ImGui::PopID();
  ImGui::Dummy({g.width, g.height + label_line() + sizes().s4});
  count_faint(data, layout);
  return event;
}

}  // namespace sluice::app::chart
