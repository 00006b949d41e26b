#include "app/charts/pyramid.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/charts/plot.h"
#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/text.h"

namespace sluice::app::chart {
namespace {

bool has_area(double value) { return value > 0 && std::isfinite(value); }

std::vector<ui::TooltipRow> level_tip(const Pyramid& data, const PyramidLevel& level) {
  std::vector<ui::TooltipRow> rows;
  for (size_t at = 0; at < std::min(data.headers.size(), level.figures.size()); ++at)
    rows.push_back({data.headers[at], level.figures[at], {}});
  return rows;
}

ScreenTable mirror_of(const Pyramid& data) {
  ScreenTable table{std::string(data.caption), std::string(data.key), {tr("chart.name")}, {}};
  table.header.insert(table.header.end(), data.headers.begin(), data.headers.end());
  for (const PyramidLevel& level : data.levels) {
    std::vector<std::string> cells = {level.label};
    cells.insert(cells.end(), level.figures.begin(), level.figures.end());
    cells.resize(table.header.size());
    table.rows.push_back(std::move(cells));
  }
  return table;
}

/// The triangle at the left, the texts in one column at the right of it.
struct PyramidGeometry {
  ImVec2 apex{};
  float width = 0, height = 0;  // of the triangle
  float text_left = 0, right = 0;
  std::vector<PyramidBand> bands{};
  std::vector<float> text_tops{}, text_heights{};

  float y(double share) const { return apex.y + height * static_cast<float>(share); }
  float half_width(float at) const { return height > 0 ? width / 2 * (at - apex.y) / height : 0; }
  ImVec2 text_min(size_t index) const { return {text_left, text_tops[index]}; }
  ImVec2 text_max(size_t index) const { return {right, text_tops[index] + text_heights[index]}; }
};

float text_height(const PyramidLevel& level) {
  return line_height(TextStyle::emphasis) + line_height(TextStyle::caption) * static_cast<float>(level.lines.size()) +
         2 * sizes().s4;
}

float text_width(const PyramidLevel& level) {
  float widest = ui::measure(TextStyle::emphasis, level.label).x;
  for (const std::string& line : level.lines) widest = std::max(widest, ui::measure(TextStyle::caption, line).x);
  return widest + 2 * sizes().s8 + 1;
}

PyramidGeometry make_geometry(const Pyramid& data, ImVec2 at, float available) {
  const Sizes& s = sizes();
  PyramidGeometry g;
  std::vector<double> values;
  float texts = 0, widest = 0;
  for (const PyramidLevel& level : data.levels) {
    values.push_back(level.value);
    g.text_heights.push_back(text_height(level));
    texts += g.text_heights.back() + s.s4;
    widest = std::max(widest, text_width(level));
  }
  g.bands = pyramid_bands(values);
  constexpr float kMostForTexts = 0.64f;                          // of the width
  constexpr float kUsualHeight = 0.62f, kLeastHeight = 1 / 1.7f;  // of the width of the triangle
  constexpr float kHighest = 300;
  const float column = std::min(widest, available * kMostForTexts);
  const float room = available - column - s.s24;
  const float scale = ImGui::GetStyle().FontScaleMain;
  g.height = std::round(std::max(texts, std::min(room * kUsualHeight, kHighest * scale)));
  g.width = std::round(std::min(room, g.height / kLeastHeight));
  g.apex = {at.x + std::round(g.width / 2), at.y};
  g.text_left = at.x + g.width + s.s24;
  g.right = at.x + available;
  std::vector<float> centers;
  for (const PyramidBand& band : g.bands) centers.push_back(g.y((band.top + band.bottom) / 2));
  g.text_tops = spread_labels(centers, g.text_heights, at.y, at.y + g.height, s.s2);
  for (float& top : g.text_tops) top = std::round(top);
  return g;
}

/// The level under a point of the triangle; as many as there are levels where there is none.
size_t level_at(const PyramidGeometry& g, ImVec2 point) {
  if (std::abs(point.x - g.apex.x) > g.half_width(point.y)) return g.bands.size();
  const auto found = std::find_if(g.bands.begin(), g.bands.end(), [&](const PyramidBand& band) {
    return point.y >= g.y(band.top) && point.y < g.y(band.bottom);
  });
  return static_cast<size_t>(found - g.bands.begin());
}

/// The triangle takes the pointer only; the keyboard and screen readers have the levels by their texts.
ui::ItemState triangle_item(const Pyramid& data, const PyramidGeometry& g) {
  ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true);
  const ui::ItemState state =
      ui::item_at({.key = data.key, .role = "img", .label = data.caption, .no_focus_ring = true},
                  {g.apex.x - g.width / 2, g.apex.y}, {g.apex.x + g.width / 2, g.apex.y + g.height});
  ImGui::PopItemFlag();
  return state;
}

void draw_level(const PyramidGeometry& g, size_t index, Color fill) {
  const PyramidBand& band = g.bands[index];
  const float bottom = g.y(band.bottom);
  // A hairline of surface tells neighbours apart; a level that is hardly more than a hairline keeps all it has.
  const float full_top = g.y(band.top);
  const float top = index > 0 && bottom - full_top > 2 * sizes().s2 ? full_top + sizes().hairline : full_top;
  if (bottom - top <= 0) return;
  const float upper = g.half_width(top), lower = g.half_width(bottom);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (upper <= 0)
    return list.AddTriangleFilled({g.apex.x, top}, {g.apex.x + lower, bottom}, {g.apex.x - lower, bottom}, fill);
  const std::array<ImVec2, 4> corners = {ImVec2{g.apex.x - upper, top}, ImVec2{g.apex.x + upper, top},
                                         ImVec2{g.apex.x + lower, bottom}, ImVec2{g.apex.x - lower, bottom}};
  list.AddConvexPolyFilled(corners.data(), static_cast<int>(corners.size()), fill);
}

/// From the middle of the level's side to the middle of its text. The text stands right of the triangle and not under
/// its base, so the line never crosses another level.
void draw_leader(const PyramidGeometry& g, size_t index) {
  if (g.bands[index].bottom <= g.bands[index].top) return;
  const Sizes& s = sizes();
  const float y = g.y((g.bands[index].top + g.bands[index].bottom) / 2);
  const float text_y = (g.text_min(index).y + g.text_max(index).y) / 2;
  ImGui::GetWindowDrawList()->AddLine({g.apex.x + g.half_width(y) + s.s4, y}, {g.text_left, text_y},
                                      colors().border_strong, s.hairline);
}

void draw_texts(const PyramidLevel& level, ImVec2 min, ImVec2 max, bool dimmed) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float left = min.x + s.s8, right = max.x - s.s8;
  float y = min.y + s.s4;
  const float name = line_height(TextStyle::emphasis), caption = line_height(TextStyle::caption);
  ui::draw_text_in(list, TextStyle::emphasis, {left, y}, {right, y + name},
                   dimmed ? colors().text_muted : colors().text, level.label);
  y += name;
  for (const std::string& line : level.lines) {
    ui::draw_text_in(list, TextStyle::caption, {left, y}, {right, y + caption}, colors().text_muted, line);
    y += caption;
  }
}

std::string spoken(const PyramidLevel& level) {
  std::string text;
  for (const std::string& line : level.lines) text += (text.empty() ? "" : ", ") + line;
  return text;
}

}  // namespace

std::vector<PyramidBand> pyramid_bands(std::span<const double> values) {
  double total = 0;
  for (const double value : values) total += has_area(value) ? value : 0;
  std::vector<PyramidBand> bands;
  double before = 0, edge = 0;
  for (const double value : values) {
    before += has_area(value) ? value : 0;
    const double bottom = total > 0 ? std::sqrt(before / total) : 0;
    bands.push_back({edge, bottom});
    edge = bottom;
  }
  return bands;
}

MarkEvent pyramid(const Pyramid& data) {
  const Sizes& s = sizes();
  add_screen_table(mirror_of(data));
  if (std::none_of(data.levels.begin(), data.levels.end(), [](const auto& level) { return has_area(level.value); })) {
    draw_empty(data.key, data.caption, s.row * 3);
    return {};
  }
  const float width = ui::available_width();
  const PyramidGeometry g = make_geometry(data, ImGui::GetCursorScreenPos(), width);
  const bool any_selected =
      std::any_of(data.levels.begin(), data.levels.end(), [](const auto& level) { return level.selected; });
  ImDrawList& list = *ImGui::GetWindowDrawList();
  MarkEvent event;
  ImGui::PushID(data.key.data(), data.key.data() + data.key.size());
  const ui::ItemState triangle = triangle_item(data, g);
  const size_t nowhere = data.levels.size();
  const size_t pointed = triangle.hovered ? level_at(g, ImGui::GetIO().MousePos) : nowhere;
  if (triangle.hovered && pointed == nowhere) ImGui::SetMouseCursor(ImGuiMouseCursor_Arrow);
  for (size_t index = 0; index < data.levels.size(); ++index) {
    const PyramidLevel& level = data.levels[index];
    const ImVec2 min = g.text_min(index), max = g.text_max(index);
    const std::string key = std::string(data.key) + "." + level.id;
    const std::string value = spoken(level);
    const ui::ItemState state = ui::item_at({.key = key,
                                             .label = level.label,
                                             .value = value,
                                             .checkable = true,
                                             .checked = level.selected,
                                             .no_focus_ring = true},
                                            min, max);
    const bool hovered = state.hovered || pointed == index;
    const bool dimmed = any_selected && !level.selected;
    if (level.selected) {
      list.AddRectFilled(min, max, colors().accent_soft, s.radius);
    } else if (hovered) {
      list.AddRectFilled(min, max, colors().hover, s.radius);
    }
    Color fill = part_color(level.color, index, data.levels.size());
    if (dimmed) fill = mix(fill, colors().surface, 0.55f);
    if (hovered) fill = mix(fill, colors().text, 0.1f);
    draw_level(g, index, fill);
    draw_leader(g, index);
    draw_texts(level, min, max, dimmed);
    if (state.focused) list.AddRect(min, max, colors().focus, s.radius, 0, s.s2);
    if (hovered || state.focused) event.hovered = index;
    if (state.clicked) event.clicked = index;
    if (triangle.clicked && pointed == index) {
      event.clicked = index;
      ui::begin_keyboard_at(state);
    }
    const std::vector<ui::TooltipRow> rows = level_tip(data, level);
    const ui::Tooltip tip{.title = level.label, .rows = rows, .note = data.note};
    ui::tooltip_for(pointed == index ? triangle : state, tip);
  }
  ImGui::PopID();
  ImGui::Dummy({width, g.height});
  return event;
}

}  // namespace sluice::app::chart
