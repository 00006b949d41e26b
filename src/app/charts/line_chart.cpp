#include "app/charts/line_chart.h"

#include <algorithm>
#include <array>
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

constexpr int kMostLineTicks = 5;

struct LineArea {
  Scale x, y;
  ImVec2 min{}, max{};
  std::vector<double> ticks;
  std::vector<std::string> tick_texts;
  size_t points = 0;
};

size_t count_points(const LineChart& data) {
  size_t points = 0;
  for (const Line& line : data.lines) points = std::max(points, line.values.size());
  return points;
}

std::string axis_text(const LineChart& data, double value) {
  return data.axis_format ? data.axis_format(value) : data.format(value);
}

LineArea make_area(const LineChart& data, ImVec2 at, float width, float height) {
  const Sizes& s = sizes();
  LineArea area;
  area.points = count_points(data);
  double low = 0, high = 0;
  for (const Line& line : data.lines) {
    for (const auto& value : line.values) {
      if (!value || !std::isfinite(*value)) continue;
      low = std::min(low, *value);
      high = std::max(high, *value);
    }
    for (const auto& band : line.bands) {
      if (!band || !std::isfinite(band->low) || !std::isfinite(band->high)) continue;
      low = std::min(low, band->low);
      high = std::max(high, band->high);
    }
  }
  if (low == high) high = low + 1;
  area.ticks = data.counts ? whole_ticks(low, high, kMostLineTicks) : nice_ticks(low, high, kMostLineTicks);
  float labels = 0;
  for (const double tick : area.ticks) {
    area.tick_texts.push_back(axis_text(data, tick));
    labels = std::max(labels, ui::measure(TextStyle::caption, area.tick_texts.back()).x);
  }
  const float line = line_height(TextStyle::caption);
  area.min = {at.x + labels + s.s8, at.y + line + s.s8};
  area.max = {at.x + width - s.s12, at.y + height - 2 * line - s.s4};
  const double last = static_cast<double>(data.first + std::max<size_t>(area.points, 2) - 1);
  area.x = {.low = static_cast<double>(data.first), .high = last, .from = area.min.x + s.s8, .to = area.max.x};
  area.y = {.low = low, .high = high, .from = area.max.y, .to = area.min.y};
  return area;
}

std::string tick_text(const LineChart& data, size_t number) {
  return data.names_on_axis ? data.point_name(number) : std::to_string(number);
}

// Every number where they have room, else every second, fifth...
size_t step_of_numbers(const LineChart& data, const LineArea& area) {
  float widest = ui::measure(TextStyle::caption, std::to_string(data.first + area.points)).x;
  for (size_t point = 0; data.names_on_axis && point < area.points; ++point) {
    widest = std::max(widest, ui::measure(TextStyle::caption, data.point_name(data.first + point)).x);
  }
  const float needed = widest + sizes().s8;
  const float pitch = std::abs(area.x.at(1) - area.x.at(0));
  constexpr size_t kSteps[] = {1, 2, 5, 10, 20, 50, 100};
  for (const size_t step : kSteps) {
    if (pitch * static_cast<float>(step) >= needed) return step;
  }
  return 2 * kSteps[6];
}

// What must be read comes first: it drives away those beside it.
std::vector<Tick> label_ticks(const LineChart& data, const LineArea& area) {
  std::vector<Tick> ticks;
  const auto add = [&](size_t number) { ticks.push_back({static_cast<double>(number), tick_text(data, number)}); };
  const size_t step = step_of_numbers(data, area);
  if (data.in_force) add(*data.in_force);
  if (data.names_on_axis) add(data.first + area.points - 1);
  for (size_t point = 0; point < area.points; ++point) {
    const size_t number = data.first + point;
    const bool again = data.in_force == number || (data.names_on_axis && point + 1 == area.points);
    if ((data.names_on_axis ? point : number) % step == 0 && !again) add(number);
  }
  return ticks;
}

void draw_axes(ImDrawList& list, const LineChart& data, const LineArea& area, ImVec2 at) {
  const Sizes& s = sizes();
  const float line = line_height(TextStyle::caption);
  for (size_t i = 0; i < area.ticks.size(); ++i) {
    const float y = area.y.at(area.ticks[i]);
    list.AddLine({area.min.x, y}, {area.max.x, y}, area.ticks[i] == 0 ? colors().border_strong : colors().border);
    ui::draw_text_in(list, TextStyle::caption, {at.x, y - s.s8}, {area.min.x - s.s8, y + s.s8}, colors().text_muted,
                     area.tick_texts[i], ui::Align::right);
  }
  draw_x_labels(list, area.x, label_ticks(data, area), area.max.y + s.s4, area.min.x, area.max.x + s.s12,
                colors().text_muted);
  ui::draw_text_in(list, TextStyle::caption, at, {area.max.x, at.y + line}, colors().text_muted,
                   "\u2191 " + std::string(data.y_title));
  ui::draw_text_in(list, TextStyle::caption, {area.min.x, area.max.y + line + s.s4},
                   {area.max.x, area.max.y + 2 * line + s.s4}, colors().text_muted,
                   std::string(data.x_title) + " \u2192", ui::Align::right);
}

ImVec2 place(const LineChart& data, const LineArea& area, size_t point, double value) {
  return {area.x.at(static_cast<double>(data.first + point)), area.y.at(value)};
}

// A value without neighbours is a dot.
void draw_line(ImDrawList& list, const LineChart& data, const LineArea& area, const Line& line, Color color,
               float width) {
  std::vector<ImVec2> run;
  const auto flush = [&] {
    if (run.size() == 1) list.AddCircleFilled(run.front(), width + 1, color);
    if (run.size() > 1) list.AddPolyline(run.data(), static_cast<int>(run.size()), color, ImDrawFlags_None, width);
    run.clear();
  };
  for (size_t point = 0; point < line.values.size(); ++point) {
    if (line.values[point])
      run.push_back(place(data, area, point, *line.values[point]));
    else
      flush();
  }
  flush();
}

bool is_open(const Line& line, size_t point) { return point < line.open.size() && line.open[point]; }

void draw_band(ImDrawList& list, const LineChart& data, const LineArea& area, const Line& line, Color color) {
  for (size_t point = 0; point < line.bands.size(); ++point) {
    if (!line.bands[point]) continue;
    const auto corner = [&](size_t at, double value) { return place(data, area, at, value); };
    const Band& here = *line.bands[point];
    const bool goes_on = point + 1 < line.bands.size() && line.bands[point + 1];
    if (goes_on) {
      const Band& next = *line.bands[point + 1];
      const std::array<ImVec2, 4> quad{corner(point, here.low), corner(point, here.high), corner(point + 1, next.high),
                                       corner(point + 1, next.low)};
      list.Flags &= ~ImDrawListFlags_AntiAliasedFill;  // or seams would show where two of them meet
      list.AddConvexPolyFilled(quad.data(), 4, color);
      list.Flags |= ImDrawListFlags_AntiAliasedFill;
    } else if (point == 0 || !line.bands[point - 1]) {
      list.AddLine(corner(point, here.low), corner(point, here.high), color, sizes().s4);
    }
  }
}

void draw_points(ImDrawList& list, const LineChart& data, const LineArea& area, const Line& line, Color color) {
  const float radius = sizes().s4;
  for (size_t point = 0; point < line.values.size(); ++point) {
    if (!line.values[point]) continue;
    const ImVec2 at = place(data, area, point, *line.values[point]);
    const bool in_force = line.strong && data.in_force == data.first + point;
    if (in_force) draw_dashed(list, at, {at.x, area.max.y}, color, sizes().hairline);
    if (in_force) list.AddCircleFilled(at, radius + 1, color);
    if (!is_open(line, point)) continue;
    list.AddCircleFilled(at, radius, colors().surface);
    list.AddCircle(at, radius, color, 0, sizes().s2);
  }
}

Color color_of(const Line& line) {
  if (line.strong) return colors().gold;
  return line.selected ? colors().accent : mix(colors().accent, colors().surface, 0.55f);
}

void draw_lines(ImDrawList& list, const LineChart& data, const LineArea& area, std::optional<size_t> near) {
  constexpr float kBand = 0.18f;
  const float hairline = sizes().hairline + 0.25f, strong = sizes().s2 + 0.5f;
  for (const Line& line : data.lines) draw_band(list, data, area, line, with_alpha(color_of(line), kBand));
  for (const Line& line : data.lines) {
    if (!line.strong && !line.selected) draw_line(list, data, area, line, color_of(line), hairline);
  }
  for (const Line& line : data.lines) {
    if (line.selected) draw_line(list, data, area, line, color_of(line), strong);
  }
  if (near) draw_line(list, data, area, data.lines[*near], colors().text, strong);
  for (const Line& line : data.lines) {
    if (line.strong) draw_line(list, data, area, line, color_of(line), strong);
  }
  for (const Line& line : data.lines) draw_points(list, data, area, line, color_of(line));
}

// The curve whose value at the point is nearest to the pointer, where it is near enough to be meant.
std::optional<size_t> line_near(const LineChart& data, const LineArea& area, size_t point, float y) {
  const float reach = sizes().s16;
  std::optional<size_t> found;
  float least = reach;
  for (size_t i = 0; i < data.lines.size(); ++i) {
    const Line& line = data.lines[i];
    if (line.strong || point >= line.values.size() || !line.values[point]) continue;
    const float distance = std::abs(area.y.at(*line.values[point]) - y);
    if (distance <= least) {
      least = distance;
      found = i;
    }
  }
  return found;
}

void draw_reading(ImDrawList& list, const LineChart& data, const LineArea& area, size_t point,
                  std::optional<size_t> near) {
  const Sizes& s = sizes();
  const float x = area.x.at(static_cast<double>(data.first + point));
  list.AddLine({x, area.min.y}, {x, area.max.y}, colors().border_strong);
  std::vector<ui::TooltipRow> rows;
  for (size_t i = 0; i < data.lines.size(); ++i) {
    const Line& line = data.lines[i];
    const bool meant = line.strong || line.selected || near == i;
    if (!meant || point >= line.values.size() || !line.values[point]) continue;
    const ImVec2 at = place(data, area, point, *line.values[point]);
    const Color color = near == i && !line.selected ? colors().text : color_of(line);
    list.AddCircleFilled(at, s.s4 + 1, colors().surface);
    list.AddCircleFilled(at, s.s4, color);
    rows.push_back({line.label, data.format(*line.values[point]), color});
  }
  if (data.more) {
    for (ui::TooltipRow& row : data.more(data.first + point)) rows.push_back(std::move(row));
  }
  const std::string title = data.point_name(data.first + point);
  ui::tooltip({.title = title, .rows = rows, .note = data.note});
}

ScreenTable mirror_of(const LineChart& data, size_t points) {
  ScreenTable table{std::string(data.caption), std::string(data.key), {std::string(data.x_title)}, {}};
  for (const Line& line : data.lines) table.header.push_back(line.label);
  const auto text_of = [&](double value) {
    return data.shares ? ui::table_share(value, data.format(value)) : ui::table_number(value, data.format(value));
  };
  for (size_t point = 0; point < points; ++point) {
    std::vector<std::string> cells{tick_text(data, data.first + point)};
    for (const Line& line : data.lines) {
      const bool has = point < line.values.size() && line.values[point].has_value();
      cells.push_back(has ? text_of(*line.values[point]) : std::string());
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace

MarkEvent line_chart(const LineChart& data) {
  const float height = data.height * ImGui::GetStyle().FontScaleMain;
  const size_t points = count_points(data);
  MarkEvent event;
  if (points == 0) {
    draw_empty(data.key, data.caption, height);
    return event;
  }
  add_screen_table(mirror_of(data, points));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ui::available_width();
  const LineArea area = make_area(data, at, width, height);
  ImGui::PushID(data.key.data(), data.key.data() + data.key.size());
  const ui::ItemState state = ui::item_at({.key = data.key,
                                           .role = "img",
                                           .label = data.caption,
                                           .value = data.in_force ? data.point_name(*data.in_force) : std::string(),
                                           .no_focus_ring = true},
                                          area.min, area.max);
  if (state.visible) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    draw_axes(list, data, area, at);
    event.hovered = keyboard_index(state, points);
    std::optional<size_t> near;
    if (!event.hovered && state.hovered) {
      const double number = area.x.value_at(ImGui::GetIO().MousePos.x) - static_cast<double>(data.first);
      event.hovered = static_cast<size_t>(std::clamp(std::round(number), 0.0, static_cast<double>(points - 1)));
      near = line_near(data, area, *event.hovered, ImGui::GetIO().MousePos.y);
    }
    draw_lines(list, data, area, near);
    if (state.focused) draw_mark_focus(list, area.min, area.max, sizes().radius_small);
    if (event.hovered) draw_reading(list, data, area, *event.hovered, near);
    if (state.clicked) event.clicked = event.hovered;
  }
  ImGui::PopID();
  ImGui::Dummy({width, height});
  return event;
}

}  // namespace sluice::app::chart
