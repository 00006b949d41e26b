#include "app/charts/cube.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "app/charts/plot.h"
#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/take_along.h"
#include "app/widgets/text.h"

namespace sluice::app::chart {
namespace {

/// One sheet on the screen. Rows of scores are bands of equal height, the best at the top, each `shift` further to the
/// right than the one before it; with shift 0 the sheet lies flat.
struct Sheet {
  ImVec2 origin{};  ///< left bottom corner of the lowest row
  float cell_width = 0, row_height = 0, shift = 0;

  ImVec2 at(float x, float y) const { return {origin.x + x * cell_width + y * shift, origin.y - y * row_height}; }
};

struct CubeGeometry {
  std::vector<Sheet> sheets{};  ///< by score, 1 first
  float width = 0, height = 0;
  bool flat = false;
};

float title_height() { return line_height(TextStyle::caption) + sizes().s4; }

CubeGeometry stack(const Cube& data, ImVec2 at, float width) {
  const Sizes& s = sizes();
  const auto bins = static_cast<float>(data.bins);
  CubeGeometry g{.width = width};
  const float row = std::round(s.s16), gap = s.s12;
  const float shift = std::round(row * 0.8f);
  const float left = s.s32 + s.s8;
  const float cell = std::floor((width - left - bins * shift - s.s24) / bins);
  const float sheet = bins * row + gap;
  for (int z = 1; z <= data.bins; ++z) {
    const float bottom = at.y + title_height() + sheet * static_cast<float>(data.bins - z + 1) - gap;
    g.sheets.push_back({{at.x + left, bottom}, cell, row, shift});
  }
  g.height = title_height() + sheet * bins - gap + 2 * title_height();
  return g;
}

CubeGeometry side_by_side(const Cube& data, ImVec2 at, float width) {
  const Sizes& s = sizes();
  constexpr float kLeastSheet = 140;
  const auto bins = static_cast<float>(data.bins);
  const int columns = ui::columns_for(width, kLeastSheet * ImGui::GetStyle().FontScaleMain, 3);
  const float sheet = std::floor((width - s.s16 * static_cast<float>(columns - 1)) / static_cast<float>(columns));
  const float cell = std::floor(sheet / bins);
  const float row = std::round(std::clamp(cell * 0.8f, s.s12, s.s32));
  const float pitch = title_height() + row * bins + s.s12;
  CubeGeometry g{.width = width, .flat = true};
  for (int z = 1; z <= data.bins; ++z) {
    const int place = data.bins - z;  // the best first
    const float x = at.x + static_cast<float>(place % columns) * (sheet + s.s16);
    const float y = at.y + static_cast<float>(place / columns) * pitch + title_height() + row * bins;
    g.sheets.push_back({{x, y}, cell, row, 0});
  }
  g.height = pitch * std::ceil(bins / static_cast<float>(columns)) + title_height();
  return g;
}

CubeGeometry make_geometry(const Cube& data) {
  constexpr float kLeastWidth = 420;
  constexpr int kMostSheets = 6;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ui::available_width();
  const bool room = width >= kLeastWidth * ImGui::GetStyle().FontScaleMain && data.bins <= kMostSheets;
  return room ? stack(data, at, width) : side_by_side(data, at, width);
}

/// Clockwise, as fills want them.
std::array<ImVec2, 4> corners(const Sheet& sheet, float left, float bottom, float right, float top) {
  return {sheet.at(left, bottom), sheet.at(left, top), sheet.at(right, top), sheet.at(right, bottom)};
}

void draw_sheet(ImDrawList& list, const Cube& data, const Sheet& sheet) {
  const auto bins = static_cast<float>(data.bins);
  const auto whole = corners(sheet, 0, 0, bins, bins);
  list.AddConvexPolyFilled(whole.data(), 4, mix(colors().surface, colors().track, 0.4f));
  for (int i = 0; i <= data.bins; ++i) {
    const auto at = static_cast<float>(i);
    list.AddLine(sheet.at(at, 0), sheet.at(at, bins), colors().border);
    list.AddLine(sheet.at(0, at), sheet.at(bins, at), colors().border);
  }
}

void draw_titles(ImDrawList& list, const Cube& data, const CubeGeometry& g) {
  const Sizes& s = sizes();
  const float line = line_height(TextStyle::caption);
  const auto bins = static_cast<float>(data.bins);
  for (int z = 1; z <= data.bins; ++z) {
    const Sheet& sheet = g.sheets[static_cast<size_t>(z - 1)];
    const std::string name = "M" + std::to_string(z);
    const float x = g.flat ? sheet.origin.x : sheet.origin.x - s.s32 - s.s8;
    const float y =
        g.flat ? sheet.at(0, bins).y - line - s.s2 : sheet.origin.y - bins * sheet.row_height / 2 - line / 2;
    ui::draw_text_in(list, TextStyle::caption_strong, {x, y}, {x + s.s32, y + line}, colors().text, name);
  }
  const Sheet& lowest = g.sheets.front();
  const ImVec2 top = ImGui::GetCursorScreenPos();
  const float below = g.flat ? top.y + g.height - title_height() : lowest.origin.y + s.s4;
  if (!g.flat) {
    ui::draw_text_in(list, TextStyle::caption, top, {top.x + g.width, top.y + line}, colors().text_muted,
                     "\u2191 " + std::string(data.z_title));
    for (int i = 0; i < data.bins; ++i) {
      const float x = lowest.at(static_cast<float>(i), 0).x;
      ui::draw_text_in(list, TextStyle::caption, {x, below}, {x + lowest.cell_width, below + line}, colors().text_muted,
                       std::to_string(i + 1), ui::Align::center);
      const ImVec2 beside = lowest.at(bins, static_cast<float>(i) + 0.5f);
      ui::draw_text_in(list, TextStyle::caption, {beside.x + s.s4, beside.y - line / 2},
                       {beside.x + s.s24, beside.y + line / 2}, colors().text_muted, std::to_string(i + 1));
    }
  }
  const std::string axes =
      std::string(data.x_title) + " \u2192    " + (g.flat ? "\u2191 " : "\u2197 ") + std::string(data.y_title);
  const float y = g.flat ? below : below + line;
  ui::draw_text_in(list, TextStyle::caption, {top.x, y}, {top.x + g.width, y + line}, colors().text_muted, axes,
                   ui::Align::right);
}

void draw_mark(ImDrawList& list, const CubeCell& cell, const Sheet& sheet, double largest, bool faint, bool hovered) {
  constexpr float kLeast = 0.28f, kMost = 0.92f;
  const double share = largest > 0 && cell.value > 0 ? std::sqrt(cell.value / largest) : 0;
  const float size = kLeast + (kMost - kLeast) * static_cast<float>(std::min(1.0, share));
  const float x = static_cast<float>(cell.x) - 0.5f, y = static_cast<float>(cell.y) - 0.5f;
  const auto mark = corners(sheet, x - size / 2, y - size / 2, x + size / 2, y + size / 2);
  Color fill = data_color(cell.color);
  if (faint) fill = soften(fill);
  if (hovered) fill = mix(fill, colors().text, 0.15f);
  list.AddConvexPolyFilled(mark.data(), 4, fill);
  if (!cell.selected) return;
  const auto frame = corners(sheet, x - 0.5f, y - 0.5f, x + 0.5f, y + 0.5f);
  list.AddPolyline(frame.data(), 4, colors().text, ImDrawFlags_Closed, sizes().s2);
}

std::string name_of(const CubeCell& cell) {
  return "R" + std::to_string(cell.y) + " F" + std::to_string(cell.x) + " M" + std::to_string(cell.z);
}

ScreenTable mirror_of(const Cube& data) {
  ScreenTable table{std::string(data.caption),
                    std::string(data.key),
                    {std::string(data.y_title), std::string(data.x_title), std::string(data.z_title),
                     std::string(data.value_header), tr("chart.name")},
                    {}};
  for (const CubeCell& cell : data.cells) {
    table.rows.push_back({std::to_string(cell.y), std::to_string(cell.x), std::to_string(cell.z),
                          ui::table_number(cell.value, cell.text), cell.label});
  }
  return table;
}

}  // namespace

MarkEvent cube(const Cube& data) {
  add_screen_table(mirror_of(data));
  if (data.cells.empty() || data.bins < 1) {
    constexpr float kEmptyHeight = 240;
    draw_empty(data.key, data.caption, kEmptyHeight * ImGui::GetStyle().FontScaleMain);
    return {};
  }
  const CubeGeometry g = make_geometry(data);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (const Sheet& sheet : g.sheets) draw_sheet(list, data, sheet);
  draw_titles(list, data, g);
  double largest = 0;
  for (const CubeCell& cell : data.cells) largest = std::max(largest, cell.value);
  const bool any_selected =
      std::any_of(data.cells.begin(), data.cells.end(), [](const CubeCell& cell) { return cell.selected; });

  // The best first, so that Tab and screen readers go the way the eye does: sheet by sheet, row by row.
  std::vector<size_t> order(data.cells.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    const CubeCell &p = data.cells[a], &q = data.cells[b];
    return std::array{-p.z, -p.y, p.x} < std::array{-q.z, -q.y, q.x};
  });
  MarkEvent event;
  std::optional<std::pair<ImVec2, ImVec2>> focused;
  ImGui::PushID(data.key.data(), data.key.data() + data.key.size());
  for (const size_t index : order) {
    const CubeCell& cell = data.cells[index];
    if (cell.x < 1 || cell.y < 1 || cell.z < 1 || std::max({cell.x, cell.y, cell.z}) > data.bins) continue;
    const Sheet& sheet = g.sheets[static_cast<size_t>(cell.z - 1)];
    const auto x = static_cast<float>(cell.x), y = static_cast<float>(cell.y);
    // The upright rectangle in the middle of the leaning cell: it meets no other.
    const ImVec2 left_middle = sheet.at(x - 1, y - 0.5f);
    const ImVec2 min = {left_middle.x + 1, sheet.at(x, y).y + 1};
    const ImVec2 max = {left_middle.x + sheet.cell_width - 1, sheet.at(x, y - 1).y - 1};
    const std::string key = std::string(data.key) + "." + cell.id;
    const std::string name = name_of(cell);
    const std::string spoken = cell.label.empty() ? name : name + ", " + cell.label;
    const ui::ItemState state = ui::item_at({.key = key,
                                             .label = spoken,
                                             .value = cell.text,
                                             .checkable = true,
                                             .checked = cell.selected,
                                             .no_focus_ring = true},
                                            min, max);
    if (!state.visible) continue;
    draw_mark(list, cell, sheet, largest, any_selected && !cell.selected, state.hovered);
    if (state.focused) focused = {min, max};
    if (state.hovered || state.focused) event.hovered = index;
    if (state.clicked) event.clicked = index;
    const std::string title = cell.label.empty() ? name : name + " \u00B7 " + cell.label;
    ui::tooltip_for(state, ui::Tooltip{.title = title, .rows = cell.tip, .note = data.note});
  }
  if (focused) draw_mark_focus(list, focused->first, focused->second, sizes().radius_small);
  ImGui::PopID();
  ImGui::Dummy({g.width, g.height});
  return event;
}

}  // namespace sluice::app::chart
