#include "app/charts/choice_curve.h"

#include <algorithm>
#include <cmath>

#include "app/charts/plot.h"
#include "app/format.h"
#include "app/theme.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/take_along.h"
#include "app/widgets/text.h"

namespace sluice::app::chart {
namespace {

PlotArea make_area(const ChoiceCurve& data, ImVec2 at, float width, float height) {
  const Sizes& s = sizes();
  const float line = line_height(TextStyle::caption);
  PlotArea area;
  area.min = {at.x + s.s32 + s.s12, at.y + line + s.s8};
  area.max = {at.x + width - s.s8, at.y + height - 2 * line - s.s4};
  double low = 0, high = 0;
  bool first = true;
  for (const Choice& choice : data.choices) {
    if (!choice.value) continue;
    low = first ? *choice.value : std::min(low, *choice.value);
    high = first ? *choice.value : std::max(high, *choice.value);
    first = false;
  }
  if (data.from_zero) low = std::min(low, 0.0);
  if (!(high > low)) high = low + 1;
  const double room = (high - low) * 0.08;
  const auto [least, most] =
      std::pair{static_cast<double>(data.choices.front().number), static_cast<double>(data.choices.back().number)};
  area.x = {.low = least, .high = most > least ? most : least + 1, .from = area.min.x + s.s8, .to = area.max.x - s.s8};
  area.y = {.low = low, .high = high + room, .from = area.max.y, .to = area.min.y};
  return area;
}

void draw_axes(ImDrawList& list, const ChoiceCurve& data, const PlotArea& area, ImVec2 at) {
  const Sizes& s = sizes();
  const float line = line_height(TextStyle::caption);
  const Color ink = colors().text_muted;
  ui::draw_text_in(list, TextStyle::caption, at, {area.max.x, at.y + line}, ink, "↑ " + std::string(data.y_title));
  ui::draw_text_in(list, TextStyle::caption, {area.min.x, area.max.y + line + s.s4},
                   {area.max.x, area.max.y + 2 * line + s.s4}, ink, std::string(data.x_title) + " →", ui::Align::right);
  constexpr int kMostTicks = 4;
  for (const double tick : nice_ticks(area.y.low, area.y.high, kMostTicks)) {
    const float y = area.y.at(tick);
    list.AddLine({area.min.x, y}, {area.max.x, y}, colors().border);
    ui::draw_text_in(list, TextStyle::caption, {at.x, y - s.s8}, {area.min.x - s.s8, y + s.s8}, ink,
                     format_compact(tick), ui::Align::right);
  }
  std::vector<Tick> ticks;
  for (const Choice& choice : data.choices) {
    ticks.push_back({static_cast<double>(choice.number), std::to_string(choice.number)});
  }
  draw_x_labels(list, area.x, ticks, area.max.y + s.s4, area.min.x, area.max.x, ink);
}

void draw_dots(ImDrawList& list, const ChoiceCurve& data, const PlotArea& area, std::optional<size_t> hovered) {
  const Sizes& s = sizes();
  std::vector<ImVec2> points;
  for (const Choice& choice : data.choices) {
    if (choice.value) points.push_back({area.x.at(choice.number), area.y.at(*choice.value)});
  }
  list.AddPolyline(points.data(), static_cast<int>(points.size()), with_alpha(colors().accent, 0.55f), ImDrawFlags_None,
                   s.s2);
  for (size_t i = 0; i < data.choices.size(); ++i) {
    const Choice& choice = data.choices[i];
    if (!choice.value) continue;
    const ImVec2 point = {area.x.at(choice.number), area.y.at(*choice.value)};
    const bool in_force = choice.number == data.in_force;
    if (in_force) draw_dashed(list, point, {point.x, area.max.y}, colors().accent, s.hairline);
    if (choice.number == data.marked) list.AddCircle(point, s.s8, colors().gold, 0, s.s2);
    list.AddCircleFilled(point, s.s4 + 1, colors().accent);
    if (!in_force) list.AddCircleFilled(point, s.s4 - 1, colors().surface);
    if (hovered == i) list.AddCircle(point, s.s8 + s.s2, colors().text, 0, s.hairline);
  }
}

void draw_tip(const ChoiceCurve& data, const Choice& choice) {
  const std::vector<ui::TooltipRow> rows = {{std::string(data.x_title), std::to_string(choice.number), {}},
                                            {std::string(data.y_title), choice.text, colors().accent}};
  std::string note(choice.number == data.marked ? data.marked_label : std::string_view{});
  if (!data.note.empty()) note += (note.empty() ? "" : ". ") + std::string(data.note);
  ui::tooltip({.rows = rows, .note = note});
}

ScreenTable mirror_of(const ChoiceCurve& data) {
  ScreenTable table{
      std::string(data.caption), std::string(data.key), {std::string(data.x_title), std::string(data.y_title)}, {}};
  for (const Choice& choice : data.choices) {
    const bool marked = choice.number == data.marked && !data.marked_label.empty();
    const std::string words = choice.text + (marked ? " (" + std::string(data.marked_label) + ")" : std::string{});
    table.rows.push_back({std::to_string(choice.number), ui::table_number(choice.value, words)});
  }
  return table;
}

}  // namespace

MarkEvent choice_curve(const ChoiceCurve& data) {
  const Sizes& s = sizes();
  const float height = data.height * ImGui::GetStyle().FontScaleMain;
  add_screen_table(mirror_of(data));
  const bool any = std::any_of(data.choices.begin(), data.choices.end(),
                               [](const Choice& choice) { return choice.value.has_value(); });
  if (!any) {
    draw_empty(data.key, data.caption, height);
    return {};
  }
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ui::available_width();
  const PlotArea area = make_area(data, at, width, height);
  std::string value;
  for (const Choice& choice : data.choices) {
    if (choice.number == data.in_force) value = std::to_string(choice.number) + ": " + choice.text;
  }
  ImGui::PushID(data.key.data(), data.key.data() + data.key.size());
  const ui::ItemState state =
      ui::item_at({.key = data.key, .role = "img", .label = data.caption, .value = value, .no_focus_ring = true},
                  area.min, area.max);
  MarkEvent event;
  if (state.visible) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    event.hovered = keyboard_index(state, data.choices.size());
    if (!event.hovered && state.hovered) {
      const double number = area.x.value_at(ImGui::GetIO().MousePos.x);
      const auto nearest =
          std::min_element(data.choices.begin(), data.choices.end(), [number](const Choice& a, const Choice& b) {
            return std::abs(a.number - number) < std::abs(b.number - number);
          });
      event.hovered = static_cast<size_t>(nearest - data.choices.begin());
    }
    draw_axes(list, data, area, at);
    for (const double reference : data.reference_lines) {
      if (reference < area.y.low || reference > area.y.high) continue;
      draw_dashed(list, {area.min.x, area.y.at(reference)}, {area.max.x, area.y.at(reference)}, colors().border_strong,
                  s.hairline);
    }
    draw_dots(list, data, area, event.hovered);
    if (state.focused) draw_mark_focus(list, area.min, area.max, s.radius_small);
    if (event.hovered) draw_tip(data, data.choices[*event.hovered]);
    if (state.clicked) event.clicked = event.hovered;
  }
  ImGui::PopID();
  ImGui::Dummy({width, height});
  return event;
}

}  // namespace sluice::app::chart
