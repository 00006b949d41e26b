#include "app/charts/lorenz.h"

#include <algorithm>
#include <cmath>

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

constexpr double kFifth = 0.2;

/// Ticks and the marked share are round numbers: 20%, not 20.0%.
std::string whole_percent(double share) { return format_number(share * 100, 0) + "%"; }

void draw_grid(ImDrawList& list, const PlotArea& area) {
  const Sizes& s = sizes();
  std::vector<Tick> x_ticks;
  for (int fifth = 0; fifth <= 5; ++fifth) {
    const double share = kFifth * fifth;
    const float y = area.y.at(share);
    list.AddLine({area.min.x, y}, {area.max.x, y}, fifth == 0 ? colors().border_strong : colors().border);
    const std::string text = whole_percent(share);
    ui::draw_text_in(list, TextStyle::caption, {area.min.x - s.s32 - s.s16, y - s.s8}, {area.min.x - s.s8, y + s.s8},
                     colors().text_muted, text, ui::Align::right);
    x_ticks.push_back({share, text});
  }
  // Ends first: when labels must go, the middle ones do.
  std::swap(x_ticks[1], x_ticks[5]);
  draw_x_labels(list, area.x, x_ticks, area.max.y + s.s4, area.min.x - s.s16, area.max.x, colors().text_muted);
}

void draw_curve(ImDrawList& list, const Lorenz& data, const PlotArea& area) {
  const float base = area.y.at(0);
  std::vector<ImVec2> points;
  for (const CurvePoint& point : data.curve) points.push_back({area.x.at(point.x), area.y.at(point.y)});
  const Color fill = with_alpha(colors().accent, dark_theme() ? 0.18f : 0.10f);
  for (size_t at = 1; at < points.size(); ++at) {
    const ImVec2 quad[] = {points[at - 1], points[at], {points[at].x, base}, {points[at - 1].x, base}};
    // Neighbouring quads share an edge; anti-aliasing would show it as a seam.
    list.Flags &= ~ImDrawListFlags_AntiAliasedFill;
    list.AddConvexPolyFilled(quad, 4, fill);
    list.Flags |= ImDrawListFlags_AntiAliasedFill;
  }
  list.AddPolyline(points.data(), static_cast<int>(points.size()), colors().accent, ImDrawFlags_None, sizes().s2);
}

/// The point at 20 % with its label, at the right under the curve, where nothing else is written.
void draw_marker(ImDrawList& list, const Lorenz& data, const PlotArea& area) {
  if (!data.marker) return;
  const Sizes& s = sizes();
  const double value = curve_at(data.curve, *data.marker);
  const ImVec2 point = {area.x.at(*data.marker), area.y.at(value)};
  draw_dashed(list, point, {point.x, area.max.y}, colors().gold, s.hairline);
  draw_dashed(list, {area.min.x, point.y}, point, colors().gold, s.hairline);
  list.AddCircleFilled(point, s.s4 + s.s2, colors().surface);
  list.AddCircleFilled(point, s.s4 + 1, colors().gold);
  const std::string text = whole_percent(*data.marker) + " \u2192 " + format_percent(value);
  const float width = ui::measure(TextStyle::emphasis, text).x;
  const float height = ui::measure(TextStyle::emphasis, {}).y;
  const float x = std::min(point.x + s.s12, area.max.x - width - s.s4);
  const float y = std::clamp(point.y + s.s8, area.min.y, area.max.y - height - s.s4);
  list.AddRectFilled({x - s.s4, y - s.s4}, {x + width + s.s4, y + height + s.s4}, with_alpha(colors().surface, 0.85f),
                     s.radius_small);
  ui::draw_text(list, TextStyle::emphasis, {x, y}, colors().text, text);
}

void draw_crosshair(ImDrawList& list, const Lorenz& data, const PlotArea& area, const CurvePoint& at) {
  const ImVec2 point = {area.x.at(at.x), area.y.at(at.y)};
  list.AddLine({point.x, area.min.y}, {point.x, area.max.y}, colors().border_strong);
  list.AddCircleFilled(point, sizes().s4 + 1, colors().surface);
  list.AddCircleFilled(point, sizes().s4, colors().accent);
  const std::vector<ui::TooltipRow> rows = {{std::string(data.x_title), format_percent(at.x), {}},
                                            {std::string(data.y_title), format_percent(at.y), colors().accent}};
  ui::tooltip({.rows = rows, .note = data.note});
}

ScreenTable mirror_of(const Lorenz& data) {
  ScreenTable table{
      std::string(data.caption), std::string(data.key), {std::string(data.x_title), std::string(data.y_title)}, {}};
  constexpr int kTenths = 10;
  for (int tenth = 0; tenth <= kTenths && !data.curve.empty(); ++tenth) {
    const double x = static_cast<double>(tenth) / kTenths;
    const double y = curve_at(data.curve, x);
    table.rows.push_back({whole_percent(x), ui::table_share(y, format_percent(y))});
  }
  return table;
}

}  // namespace

double curve_at(const std::vector<CurvePoint>& curve, double x) {
  if (curve.empty()) return 0;
  if (x <= curve.front().x) return curve.front().y;
  const auto after = std::lower_bound(curve.begin(), curve.end(), x,
                                      [](const CurvePoint& point, double value) { return point.x < value; });
  if (after == curve.end()) return curve.back().y;
  const CurvePoint& before = *(after - 1);
  if (after->x == before.x) return after->y;
  return before.y + (after->y - before.y) * (x - before.x) / (after->x - before.x);
}

MarkEvent lorenz(const Lorenz& data) {
  const Sizes& s = sizes();
  const float height = data.height * ImGui::GetStyle().FontScaleMain;
  add_screen_table(mirror_of(data));
  if (data.curve.size() < 2) {
    draw_empty(data.key, data.caption, height);
    return {};
  }
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ui::available_width();
  const float line = line_height(TextStyle::caption);
  double low = 0, high = 1;
  for (const CurvePoint& point : data.curve) {
    low = std::min(low, point.y);
    high = std::max(high, point.y);
  }
  PlotArea area;
  area.min = {at.x + s.s32 + s.s12, at.y + line + s.s8};
  area.max = {at.x + width - s.s4, at.y + height - 2 * line - s.s4};
  area.x = {.low = 0, .high = 1, .from = area.min.x, .to = area.max.x};
  area.y = {.low = low, .high = high, .from = area.max.y, .to = area.min.y};

  const double marked = curve_at(data.curve, data.marker.value_or(kFifth));
  const std::string value = whole_percent(data.marker.value_or(kFifth)) + " \u2192 " + format_percent(marked);
  ImGui::PushID(data.key.data(), data.key.data() + data.key.size());
  const ui::ItemState state =
      ui::item_at({.key = data.key, .role = "img", .label = data.caption, .value = value, .no_focus_ring = true},
                  area.min, area.max);
  MarkEvent event;
  if (state.visible) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ui::draw_text_in(list, TextStyle::caption, at, {area.max.x, at.y + line}, colors().text_muted,
                     "\u2191 " + std::string(data.y_title));
    ui::draw_text_in(list, TextStyle::caption, {area.min.x, area.max.y + line + s.s4},
                     {area.max.x, area.max.y + 2 * line + s.s4}, colors().text_muted,
                     std::string(data.x_title) + " \u2192", ui::Align::right);
    draw_grid(list, area);
    draw_dashed(list, {area.x.at(0), area.y.at(0)}, {area.x.at(1), area.y.at(1)}, colors().border_strong, s.hairline);
    const float label_width = ui::measure(TextStyle::caption, data.diagonal_label).x;
    // Under the diagonal near its lower end, where the curve never goes.
    const ImVec2 label_at = {area.x.at(0.42), area.y.at(0.3)};
    if (label_at.x + label_width < area.max.x) {
      ui::draw_text(list, TextStyle::caption, label_at, colors().text_muted, data.diagonal_label);
    }
    draw_curve(list, data, area);
    draw_marker(list, data, area);
    if (state.focused) draw_mark_focus(list, area.min, area.max, s.radius_small);
    event.hovered = keyboard_index(state, data.curve.size());
    if (!event.hovered && state.hovered) {
      const double x = area.x.value_at(ImGui::GetIO().MousePos.x);
      const auto nearest = std::min_element(data.curve.begin(), data.curve.end(), [x](const auto& a, const auto& b) {
        return std::abs(a.x - x) < std::abs(b.x - x);
      });
      event.hovered = static_cast<size_t>(nearest - data.curve.begin());
    }
    if (event.hovered) draw_crosshair(list, data, area, data.curve[*event.hovered]);
    if (state.clicked) event.clicked = event.hovered;
  }
  ImGui::PopID();
  ImGui::Dummy({width, height});
  return event;
}

}  // namespace sluice::app::chart
