#include "app/charts/group_density.h"

#include <algorithm>
#include <cmath>

#include "app/charts/plot.h"
#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/take_along.h"
#include "app/widgets/text.h"

namespace sluice::app::chart {
namespace {

/// What one cell holds: all its points, and the group that has most of them.
struct CellTotal {
  double total = 0, most = 0;
  size_t group = 0;
};

std::vector<CellTotal> total_cells(const GroupDensity& data) {
  std::vector<CellTotal> cells(static_cast<size_t>(data.columns) * static_cast<size_t>(data.rows));
  for (const DensityCount& count : data.counts) {
    CellTotal& cell =
        cells[static_cast<size_t>(count.y) * static_cast<size_t>(data.columns) + static_cast<size_t>(count.x)];
    cell.total += count.count;
    if (count.count > cell.most) {
      cell.most = count.count;
      cell.group = count.group;
    }
  }
  return cells;
}

struct DensityPlane {
  ImVec2 min{}, max{};
  float cell_width = 0, cell_height = 0;
};

void draw_cells(ImDrawList& list, const GroupDensity& data, const DensityPlane& plane,
                const std::vector<CellTotal>& cells, bool any_selected) {
  double largest = 0;
  for (const CellTotal& cell : cells) largest = std::max(largest, cell.total);
  std::vector<Color> hues;
  for (const DensityGroup& group : data.groups) {
    const Color hue = data_color(group.color);
    hues.push_back(any_selected && !group.selected ? mix(hue, colors().surface, 0.75f) : hue);
  }
  constexpr float kFaintest = 0.22f;
  for (size_t i = 0; i < cells.size(); ++i) {
    if (!(cells[i].total > 0)) continue;
    const auto x = static_cast<float>(i % static_cast<size_t>(data.columns));
    const auto y = static_cast<float>(i / static_cast<size_t>(data.columns));
    const float strength = kFaintest + (1 - kFaintest) * static_cast<float>(std::sqrt(cells[i].total / largest));
    const ImVec2 min = {plane.min.x + x * plane.cell_width, plane.max.y - (y + 1) * plane.cell_height};
    list.AddRectFilled({min.x + 0.5f, min.y + 0.5f},
                       {min.x + plane.cell_width - 0.5f, min.y + plane.cell_height - 0.5f},
                       with_alpha(hues[cells[i].group], strength), 1);
  }
}

/// The end of an axis at the left or bottom, and at the right or top: both shortened to half of the room.
void draw_x_ends(ImDrawList& list, const GroupDensity& data, const DensityPlane& plane) {
  const Sizes& s = sizes();
  const float top = plane.max.y + s.s4, bottom = top + line_height(TextStyle::caption);
  const float middle = (plane.min.x + plane.max.x) / 2;
  ui::draw_text_in(list, TextStyle::caption, {plane.min.x, top}, {middle - s.s8, bottom}, colors().text_muted,
                   data.x_low.empty() ? std::string{} : "← " + std::string(data.x_low));
  ui::draw_text_in(list, TextStyle::caption, {middle + s.s8, top}, {plane.max.x, bottom}, colors().text_muted,
                   data.x_high.empty() ? std::string{} : std::string(data.x_high) + " →", ui::Align::right);
}

void draw_y_end(ImDrawList& list, ImVec2 at, float width, const char* arrow, std::string_view words) {
  if (words.empty()) return;
  ui::draw_text_in(list, TextStyle::caption, at, {at.x + width, at.y + line_height(TextStyle::caption)},
                   colors().text_muted, arrow + std::string(words));
}

/// The group under the pointer: that of its cell.
std::optional<size_t> group_at_pointer(const GroupDensity& data, const DensityPlane& plane,
                                       const std::vector<CellTotal>& cells) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const auto x = static_cast<int>(std::floor((mouse.x - plane.min.x) / plane.cell_width));
  const auto y = static_cast<int>(std::floor((plane.max.y - mouse.y) / plane.cell_height));
  if (x < 0 || y < 0 || x >= data.columns || y >= data.rows) return std::nullopt;
  const CellTotal& cell = cells[static_cast<size_t>(y) * static_cast<size_t>(data.columns) + static_cast<size_t>(x)];
  if (!(cell.total > 0)) return std::nullopt;
  return cell.group;
}

ui::Tooltip tip_of(const DensityGroup& group) { return {.title = group.label, .rows = group.tip}; }

/// One entry a group, in lines as wide as the chart; each can be pressed.
void draw_legend(const GroupDensity& data, bool any_selected, MarkEvent& event) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  bool first = true;
  for (size_t i = 0; i < data.groups.size(); ++i) {
    const DensityGroup& group = data.groups[i];
    const float width =
        std::min(ui::available_width(), s.s12 + s.s8 + ui::measure(TextStyle::caption, group.label).x + s.s12);
    if (!first) ui::same_line_if_fits(width);
    first = false;
    const std::string key = std::string(data.key) + "." + group.id;
    const ui::ItemState state = ui::item(
        {.key = key, .label = group.label, .value = group.value_text, .checkable = true, .checked = group.selected},
        {width, std::round(s.control * 0.875f)});
    if (!state.visible) continue;
    const float middle = (state.min.y + state.max.y) / 2;
    const bool faint = any_selected && !group.selected;
    if (state.hovered) list.AddRectFilled(state.min, state.max, colors().hover, s.radius_small);
    list.AddCircleFilled({state.min.x + s.s8, middle}, s.s4,
                         faint ? soften(data_color(group.color)) : data_color(group.color));
    ui::draw_text_in(list, group.selected ? TextStyle::caption_strong : TextStyle::caption,
                     {state.min.x + s.s16 + s.s2, state.min.y}, {state.max.x, state.max.y},
                     faint ? colors().text_muted : colors().text, group.label);
    if (state.hovered || state.focused) event.hovered = i;
    if (state.clicked) event.clicked = i;
    ui::tooltip_for(state, tip_of(group));
  }
}

ScreenTable mirror_of(const GroupDensity& data) {
  ScreenTable table{
      std::string(data.caption), std::string(data.key), {tr("chart.name"), std::string(data.value_header)}, {}};
  for (const DensityGroup& group : data.groups) {
    table.rows.push_back({group.label, ui::table_number(group.value, group.value_text)});
  }
  return table;
}

}  // namespace

MarkEvent group_density(const GroupDensity& data) {
  const Sizes& s = sizes();
  const float height = data.height * ImGui::GetStyle().FontScaleMain;
  add_screen_table(mirror_of(data));
  if (data.counts.empty() || data.columns < 1 || data.rows < 1) {
    draw_empty(data.key, data.caption, height);
    return {};
  }
  const std::vector<CellTotal> cells = total_cells(data);
  const bool any_selected =
      std::any_of(data.groups.begin(), data.groups.end(), [](const DensityGroup& group) { return group.selected; });
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ui::available_width();
  const float line = line_height(TextStyle::caption) + s.s4;
  const float y_ends = data.y_high.empty() && data.y_low.empty() ? 0 : line;
  DensityPlane plane{{at.x, at.y + y_ends}, {at.x + width, at.y + height - line - y_ends}};
  plane.cell_width = (plane.max.x - plane.min.x) / static_cast<float>(data.columns);
  plane.cell_height = (plane.max.y - plane.min.y) / static_cast<float>(data.rows);

  MarkEvent event;
  ImGui::PushID(data.key.data(), data.key.data() + data.key.size());
  const ui::ItemState state =
      ui::item_at({.key = data.key, .role = "img", .label = data.caption, .no_focus_ring = true}, plane.min, plane.max);
  if (state.visible) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(plane.min, plane.max, mix(colors().surface, colors().track, 0.35f), s.radius_small);
    draw_cells(list, data, plane, cells, any_selected);
    draw_y_end(list, at, width, "↑ ", data.y_high);
    draw_y_end(list, {at.x, plane.max.y + line}, width, "↓ ", data.y_low);
    draw_x_ends(list, data, plane);
    if (state.focused) draw_mark_focus(list, plane.min, plane.max, s.radius_small);
    if (state.hovered) event.hovered = group_at_pointer(data, plane, cells);
    if (event.hovered) ui::tooltip(tip_of(data.groups[*event.hovered]));
    if (state.clicked) event.clicked = event.hovered;
  }
  ImGui::Dummy({width, height});
  draw_legend(data, any_selected, event);
  ImGui::PopID();
  return event;
}

}  // namespace sluice::app::chart
