#include "app/charts/heatmap.h"

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

struct HeatmapGeometry {
  ImVec2 origin{};  ///< top left of the cells
  float cell_width = 0, cell_height = 0;
  float y_axis = 0;  ///< width at the left of the cells
  float width = 0, height = 0;
};

HeatmapGeometry make_geometry(const Heatmap& data) {
  const Sizes& s = sizes();
  constexpr float kLowestCell = 44, kHighestCell = 76, kHighestToFill = 120;
  const float scale = ImGui::GetStyle().FontScaleMain;
  HeatmapGeometry g;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  g.width = ui::available_width();
  g.y_axis = s.s24;
  g.cell_width = std::floor((g.width - g.y_axis) / static_cast<float>(std::max(1, data.columns)));
  const float title = line_height(TextStyle::caption) + s.s4;
  const float x_axis = line_height(TextStyle::caption) + s.s4;
  const float rows = static_cast<float>(std::max(1, data.rows));
  g.cell_height = std::clamp(std::round(g.cell_width * 0.7f), kLowestCell * scale, kHighestCell * scale);
  if (data.height > 0)
    g.cell_height = std::max(kLowestCell / 2 * scale, std::floor((data.height * scale - 2 * title - x_axis) / rows));
  const float around = title + x_axis + title;
  if (data.fills) {
    const float highest = std::max(g.cell_height, std::min(g.cell_width, kHighestToFill * scale));
    const float height = ui::fill_height((around + rows * g.cell_height) / scale, (around + rows * highest) / scale);
    g.cell_height = std::floor((height * scale - around) / rows);
  }
  g.origin = {at.x + g.y_axis, at.y + title};
  g.height = around + rows * g.cell_height;
  return g;
}

void draw_axes(const Heatmap& data, const HeatmapGeometry& g) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float bottom = g.origin.y + g.cell_height * static_cast<float>(data.rows);
  const float right = g.origin.x + g.cell_width * static_cast<float>(data.columns);
  const float line = line_height(TextStyle::caption);
  const Color ink = colors().text_muted;
  ui::draw_text_in(list, TextStyle::caption, {g.origin.x - g.y_axis, g.origin.y - line - s.s4},
                   {right, g.origin.y - s.s4}, ink, "\u2191 " + std::string(data.y_title));
  for (int row = 1; row <= data.rows; ++row) {
    const float y = bottom - g.cell_height * static_cast<float>(row);
    ui::draw_text_in(list, TextStyle::caption, {g.origin.x - g.y_axis, y}, {g.origin.x - s.s8, y + g.cell_height}, ink,
                     std::to_string(row), ui::Align::center);
  }
  for (int column = 1; column <= data.columns; ++column) {
    const float x = g.origin.x + g.cell_width * static_cast<float>(column - 1);
    ui::draw_text_in(list, TextStyle::caption, {x, bottom + s.s4}, {x + g.cell_width, bottom + s.s4 + line}, ink,
                     std::to_string(column), ui::Align::center);
  }
  ui::draw_text_in(list, TextStyle::caption, {g.origin.x, bottom + line + s.s4}, {right, bottom + 2 * line + s.s4}, ink,
                   std::string(data.x_title) + " \u2192", ui::Align::right);
}

void draw_scale(const Heatmap& data, const HeatmapGeometry& g) {
  if (data.legend_high.empty() && data.legend_title.empty()) return;
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float line = line_height(TextStyle::caption);
  const float y = g.origin.y + g.cell_height * static_cast<float>(data.rows) + line + s.s4;
  float x = g.origin.x;
  const float x_title = ui::measure(TextStyle::caption, data.x_title).x + s.s32;
  const float right = g.origin.x + g.cell_width * static_cast<float>(data.columns) - x_title;
  constexpr float kBar = 72;
  const float texts = ui::measure(TextStyle::caption, data.legend_title).x +
                      ui::measure(TextStyle::caption, data.legend_low).x +
                      ui::measure(TextStyle::caption, data.legend_high).x + 3 * s.s8;
  const bool with_title = x + texts + kBar <= right;
  const auto put = [&](std::string_view text) {
    if (text.empty()) return;
    ui::draw_text_in(list, TextStyle::caption, {x, y}, {right, y + line}, colors().text_muted, text);
    x += ui::measure(TextStyle::caption, text).x + s.s8;
  };
  if (with_title) put(data.legend_title);
  put(data.legend_low);
  const float bar = std::min(kBar, right - x - ui::measure(TextStyle::caption, data.legend_high).x - s.s8);
  if (bar < s.s16) return;
  constexpr int kSteps = 12;
  const float middle = y + line / 2;
  for (int step = 0; step < kSteps; ++step) {
    const float left = x + bar * static_cast<float>(step) / kSteps;
    list.AddRectFilled({left, middle - s.s4}, {left + bar / kSteps + 0.5f, middle + s.s4},
                       sequential(static_cast<double>(step) / (kSteps - 1)));
  }
  x += bar + s.s8;
  put(data.legend_high);
}

/// `shortens`: the label is there also where only its beginning has room.
void draw_cell_text(const HeatmapCell& cell, ImVec2 min, ImVec2 max, Color ink, bool shortens) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float width = max.x - min.x - s.s8;
  const float value = ui::measure(TextStyle::emphasis, {}).y, caption = ui::measure(TextStyle::caption, {}).y;
  const bool value_fits = ui::measure(TextStyle::emphasis, cell.text).x <= width;
  constexpr float kWidthForLabel = 64, kWidthForBeginning = 34;
  const float least = shortens ? kWidthForBeginning : kWidthForLabel;
  const float around = shortens ? s.s12 : s.s16;
  const bool label_fits = !cell.label.empty() && width >= least && max.y - min.y >= value + caption + around;
  // The label may take two lines where the cell is high enough for them.
  const float two = value + s.s4 + 2 * caption + s.s2;
  const size_t most = max.y - min.y >= two + s.s12 ? 2 : 1;
  const std::vector<std::string> lines = ui::fit_lines(TextStyle::caption, cell.label, width, most);
  const float text = static_cast<float>(lines.size()) * (caption + s.s2) - s.s2;
  float y = std::round((min.y + max.y - value) / 2);
  if (label_fits) y = std::round((min.y + max.y - value - text - s.s4) / 2);
  if (value_fits) {
    ui::draw_text_in(list, TextStyle::emphasis, {min.x + s.s4, y}, {max.x - s.s4, y + value}, ink, cell.text,
                     ui::Align::center);
  }
  if (!label_fits) return;
  y += value + s.s4;
  for (const std::string& line : lines) {
    ui::draw_text_in(list, TextStyle::caption, {min.x + s.s4, y}, {max.x - s.s4, y + caption}, with_alpha(ink, 0.9f),
                     line, ui::Align::center);
    y += caption + s.s2;
  }
}

ScreenTable mirror_of(const Heatmap& data) {
  ScreenTable table{
      std::string(data.caption),
      std::string(data.key),
      {std::string(data.y_title), std::string(data.x_title), std::string(data.legend_title), tr("chart.name")},
      {}};
  for (size_t index = 0; index < data.cells.size(); ++index) {
    const size_t columns = static_cast<size_t>(std::max(1, data.columns));
    const HeatmapCell& cell = data.cells[index];
    const std::optional<double> value = cell.text.empty() ? std::nullopt : std::optional(cell.value);
    table.rows.push_back({std::to_string(index / columns + 1), std::to_string(index % columns + 1),
                          ui::table_number(value, cell.text), cell.label});
  }
  return table;
}

/// Which cell it is, where the title is its segment's, and how its figures are computed.
std::string note_of(const Heatmap& data, const HeatmapCell& cell, const std::string& name) {
  if (cell.label.empty()) return std::string(data.note);
  return data.note.empty() ? name : name + ". " + std::string(data.note);
}

}  // namespace

MarkEvent heatmap(const Heatmap& data) {
  const Sizes& s = sizes();
  const HeatmapGeometry g = make_geometry(data);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  add_screen_table(mirror_of(data));
  double largest = 0;
  bool any_selected = false;
  for (const HeatmapCell& cell : data.cells) {
    if (std::isfinite(cell.value)) largest = std::max(largest, cell.value);
    any_selected = any_selected || cell.selected;
  }
  draw_axes(data, g);
  draw_scale(data, g);
  MarkEvent event;
  std::optional<std::pair<ImVec2, ImVec2>> focused;
  ImGui::PushID(data.key.data(), data.key.data() + data.key.size());
  // Best rows first, so that Tab and screen readers go the way the eye does.
  for (int row = data.rows; row >= 1; --row) {
    for (int column = 1; column <= data.columns; ++column) {
      const size_t index =
          static_cast<size_t>(row - 1) * static_cast<size_t>(data.columns) + static_cast<size_t>(column - 1);
      if (index >= data.cells.size()) continue;
      const HeatmapCell& cell = data.cells[index];
      const ImVec2 min = {g.origin.x + g.cell_width * static_cast<float>(column - 1) + 1,
                          g.origin.y + g.cell_height * static_cast<float>(data.rows - row) + 1};
      const ImVec2 max = {min.x + g.cell_width - s.s2, min.y + g.cell_height - s.s2};
      const std::string key = std::string(data.key) + "." + cell.id;
      const std::string label = std::string(data.y_title) + " " + std::to_string(row) + ", " +
                                std::string(data.x_title) + " " + std::to_string(column) +
                                (cell.label.empty() ? "" : ", " + cell.label);
      const ui::ItemState state = ui::item_at({.key = key,
                                               .label = label,
                                               .value = cell.text,
                                               .checkable = true,
                                               .checked = cell.selected,
                                               .no_focus_ring = true},
                                              min, max);
      if (!state.visible) continue;
      const double share = largest > 0 && cell.value > 0 ? std::sqrt(cell.value / largest) : 0;
      Color fill = data.by_hue && !cell.color.empty() ? data_soft(cell.color) : sequential(share);
      if (any_selected && !cell.selected) fill = mix(fill, colors().surface, 0.6f);
      if (state.hovered) fill = mix(fill, colors().text, 0.08f);
      list.AddRectFilled(min, max, fill, s.radius_small);
      const Color ink = cell.value > 0 ? text_on(fill) : with_alpha(text_on(fill), 0.55f);
      draw_cell_text(cell, min, max, ink, data.by_hue);
      if (!cell.color.empty()) {
        const float stripe = s.s2 + 1;
        list.PushClipRect(min, {max.x, max.y}, true);
        list.AddRectFilled({min.x, max.y - stripe}, max, data_color(cell.color), s.radius_small,
                           ImDrawFlags_RoundCornersBottom);
        list.PopClipRect();
      }
      if (cell.flagged) {
        const float radius = s.s4 - 1;
        list.AddCircleFilled({max.x - s.s8, min.y + s.s8}, radius, colors().negative);
      }
      if (cell.selected)
        list.AddRect({min.x + 1, min.y + 1}, {max.x - 1, max.y - 1}, colors().text, s.radius_small, 0, s.s2);
      if (state.focused) focused = {min, max};
      if (state.hovered || state.focused) event.hovered = index;
      if (state.clicked) event.clicked = index;
      ui::tooltip_for(state, ui::Tooltip{.title = cell.label.empty() ? label : cell.label,
                                         .rows = cell.tip,
                                         .note = note_of(data, cell, label)});
    }
  }
  if (focused) draw_mark_focus(list, focused->first, focused->second, s.radius_small);
  ImGui::PopID();
  ImGui::Dummy({g.width, g.height});
  return event;
}

}  // namespace sluice::app::chart
