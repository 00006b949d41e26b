#include "app/charts/scatter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "app/charts/plot.h"
#include "app/charts/scatter_axis.h"
#include "app/format.h"
#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/take_along.h"
#include "app/widgets/text.h"

namespace sluice::app::chart {
namespace {

using Cell = std::pair<int, int>;

struct ScatterPlane {
  PlacedAxis x, y;
  ImVec2 min{}, max{};

  ImVec2 at(PlanePoint value) const { return {x.at(value.x), y.at(value.y)}; }
  ImVec2 at_share(PlanePoint share) const {
    return {min.x + (max.x - min.x) * static_cast<float>(share.x),
            max.y - (max.y - min.y) * static_cast<float>(share.y)};
  }
  PlanePoint share_of(ImVec2 pixel) const {
    return {std::clamp(static_cast<double>((pixel.x - min.x) / (max.x - min.x)), 0.0, 1.0),
            std::clamp(static_cast<double>((max.y - pixel.y) / (max.y - min.y)), 0.0, 1.0)};
  }
  std::pair<ImVec2, ImVec2> box(Cell cell) const {
    return {{x.at_edge(cell.first), y.at_edge(cell.second + 1)}, {x.at_edge(cell.first + 1), y.at_edge(cell.second)}};
  }
};

ScatterPlane make_plane(const Scatter& data, ImVec2 at, float width, float height) {
  const Sizes& s = sizes();
  const float line = line_height(TextStyle::caption);
  float labels = 0;
  for (const Tick& tick : ticks_of(data.y)) labels = std::max(labels, ui::measure(TextStyle::caption, tick.text).x);
  ScatterPlane plane;
  plane.min = {std::round(at.x + labels + s.s8), std::round(at.y + line + s.s4)};
  plane.max = {std::round(at.x + width - s.s4), std::round(at.y + height - 2 * line - s.s4)};
  plane.x = PlacedAxis(data.x, plane.min.x, plane.max.x);
  plane.y = PlacedAxis(data.y, plane.max.y, plane.min.y);
  return plane;
}

void draw_axes(ImDrawList& list, const Scatter& data, const ScatterPlane& plane) {
  const Sizes& s = sizes();
  const float line = line_height(TextStyle::caption);
  const std::vector<Tick> x_ticks = ticks_of(data.x), y_ticks = ticks_of(data.y);
  for (const Tick& tick : x_ticks) {
    const float x = std::round(plane.x.scale().at(tick.value));
    list.AddLine({x, plane.min.y}, {x, plane.max.y}, colors().border);
  }
  float free_above = plane.max.y + line;
  for (const Tick& tick : y_ticks) {
    const float y = std::round(plane.y.scale().at(tick.value));
    list.AddLine({plane.min.x, y}, {plane.max.x, y}, colors().border);
    if (y + line / 2 > free_above) continue;
    free_above = y - line / 2;
    const float width = ui::measure(TextStyle::caption, tick.text).x;
    ui::draw_text_in(list, TextStyle::caption, {plane.min.x - s.s8 - width, y - s.s8},
                     {plane.min.x - s.s8 + 1, y + s.s8}, colors().text_muted, tick.text, ui::Align::right);
  }
  draw_x_labels(list, plane.x.scale(), x_ticks, plane.max.y + s.s4, plane.min.x - s.s8, plane.max.x + s.s4,
                colors().text_muted);
  ui::draw_text_in(list, TextStyle::caption, {plane.min.x, plane.max.y + line + s.s2},
                   {plane.max.x, plane.max.y + 2 * line + s.s4}, colors().text_muted,
                   std::string(data.x.title) + " \u2192", ui::Align::right);
  ui::draw_text_in(list, TextStyle::caption, {plane.min.x, plane.min.y - line - s.s4},
                   {plane.max.x, plane.min.y - s.s4}, colors().text_muted, "\u2191 " + std::string(data.y.title));
}

/// A cut is the largest value under it: among whole numbers the line goes between it and the next one, as the edges do.
double line_of(const ScatterAxis& axis, double cut) {
  const bool whole = axis.edges.size() > 2 && std::all_of(axis.edges.begin(), axis.edges.end(),
                                                          [](double edge) { return std::floor(edge) + 0.5 == edge; });
  return whole && std::floor(cut) == cut ? cut + 0.5 : cut;
}

void draw_cuts(ImDrawList& list, const Scatter& data, const ScatterPlane& plane) {
  const Color ink = with_alpha(colors().text, 0.4f);
  for (const double cut : data.x.cuts) {
    const float x = std::round(plane.x.at(line_of(data.x, cut))) + 0.5f;
    if (x > plane.min.x && x < plane.max.x) draw_dashed(list, {x, plane.min.y}, {x, plane.max.y}, ink, 1);
  }
  for (const double cut : data.y.cuts) {
    const float y = std::round(plane.y.at(line_of(data.y, cut))) + 0.5f;
    if (y > plane.min.y && y < plane.max.y) draw_dashed(list, {plane.min.x, y}, {plane.max.x, y}, ink, 1);
  }
}

double largest_of(const Scatter& data, double ScatterCell::*count) {
  double largest = 0;
  for (const ScatterCell& cell : data.cells) largest = std::max(largest, cell.*count);
  return largest;
}

/// 0..1 by the logarithm of the count: a cell of ten differs from a cell of one beside a cell of a thousand.
double strength_of(double count, double largest) {
  constexpr double kFaintest = 0.18;
  if (!(count > 0) || !(largest > 0)) return 0;
  return kFaintest + (1 - kFaintest) * (largest > 1 ? std::log1p(count - 1) / std::log1p(largest - 1) : 1);
}

Color grey(double strength) {
  return mix(colors().track, colors().text_muted, 0.15f + 0.5f * static_cast<float>(strength));
}

/// The fewer there are, the larger each is: one alone must be found.
float dot_radius(size_t dots) {
  constexpr size_t kHandful = 30, kSome = 300;
  const Sizes& s = sizes();
  return dots <= kHandful ? s.s4 + 1 : dots <= kSome ? s.s4 - 0.5f : s.s2 + 0.5f;
}

void draw_cells(ImDrawList& list, const Scatter& data, const ScatterPlane& plane) {
  const float radius = dot_radius(data.cells.size());
  const double largest = largest_of(data, &ScatterCell::customers);
  const double most_selected = largest_of(data, &ScatterCell::selected);
  for (const ScatterCell& cell : data.cells) {
    if (!(cell.customers > 0)) continue;
    const bool coloured = !data.parts || cell.selected > 0;
    const double strength =
        data.parts && coloured ? strength_of(cell.selected, most_selected) : strength_of(cell.customers, largest);
    const auto [min, max] = plane.box({cell.x, cell.y});
    if (data.dots && cell.customers == 1) {
      const Color ink = coloured ? sequential(std::max(strength, 0.6)) : grey(strength);
      list.AddCircleFilled({(min.x + max.x) / 2, (min.y + max.y) / 2}, radius, ink);
      continue;
    }
    const Color fill = coloured ? sequential(strength) : grey(strength);
    list.AddRectFilled(min, {std::max(max.x, min.x + 1), std::max(max.y, min.y + 1)}, fill);
  }
}

void draw_area(ImDrawList& list, const std::vector<ImVec2>& corners, bool closed) {
  if (corners.size() < 2) return;
  const auto count = static_cast<int>(corners.size());
  list.AddPolyline(corners.data(), count, with_alpha(colors().surface, 0.9f), closed ? ImDrawFlags_Closed : 0,
                   2 * sizes().s2);
  list.AddPolyline(corners.data(), count, colors().text, closed ? ImDrawFlags_Closed : 0, sizes().s2 * 0.75f);
}

void draw_outline(ImDrawList& list, const Scatter& data, const ScatterPlane& plane) {
  std::vector<ImVec2> points;
  for (const PlanePoint& point : line_on(data.outline, data.x.logarithmic, data.y.logarithmic)) {
    points.push_back(plane.at(point));
  }
  draw_area(list, points, true);
}

// What is hovered ----------------------------------------------------------------------------------------------------

const ScatterCell* find_cell(const Scatter& data, Cell at) {
  for (const ScatterCell& cell : data.cells) {
    if (cell.x == at.first && cell.y == at.second) return &cell;
  }
  return nullptr;
}

/// The first and the last value of a cell.
std::pair<double, double> ends_of(const ScatterAxis& axis, int cell) {
  const auto at = static_cast<size_t>(cell);
  const double from = axis.edges[at], to = axis.edges[at + 1];
  // Between 2.5 and 3.5 there is just 3.
  const bool whole = std::floor(from) != from && std::floor(from) + 0.5 == from && std::floor(to) + 0.5 == to;
  return whole ? std::pair(from + 0.5, to - 0.5) : std::pair(from, to);
}

std::string range_of(const ScatterAxis& axis, int cell) {
  const auto [first, last] = ends_of(axis, cell);
  const std::string low = axis.exact(first), high = axis.exact(last);
  return low == high ? low : low + " \u2013 " + high;
}

std::vector<ui::TooltipRow> tip_of(const Scatter& data, Cell at) {
  const ScatterCell* cell = find_cell(data, at);
  std::vector<ui::TooltipRow> rows = {{std::string(data.x.title), range_of(data.x, at.first), {}},
                                      {std::string(data.y.title), range_of(data.y, at.second), {}},
                                      {std::string(data.count_header), format_count(cell ? cell->customers : 0), {}}};
  if (data.parts) rows.push_back({tr("chart.selected"), format_count(cell ? cell->selected : 0), {}});
  return rows;
}

// Drawing by pointer and by keys -------------------------------------------------------------------------------------

std::vector<PlanePoint> to_data(const Scatter& data, const ScatterPlane& plane, const std::vector<PlanePoint>& shares) {
  std::vector<PlanePoint> points;
  for (const PlanePoint& share : shares) {
    points.push_back({plane.x.rounded(data.x, share.x), plane.y.rounded(data.y, share.y)});
  }
  return points;
}

/// A line that encloses something to be seen: no click, no stroke.
bool encloses(const std::vector<PlanePoint>& line) {
  constexpr double kLeast = 1e-4;  // of the plane
  double twice = 0;
  for (size_t i = 0; i < line.size(); ++i) {
    const PlanePoint &a = line[i], &b = line[(i + 1) % line.size()];
    twice += a.x * b.y - b.x * a.y;
  }
  return line.size() >= 3 && std::fabs(twice) / 2 > kLeast;
}

std::vector<PlanePoint> draw_by_pointer(const Scatter& data, const ScatterPlane& plane, const ui::ItemState& item,
                                        ScatterState& state) {
  constexpr double kStep = 0.002, kTolerance = 0.003;
  const bool may = !touched() || state.touch_draws;
  if (dropped_by_escape(item)) {
    state.path.clear();
    return {};
  }
  if (item.held && may) {
    const PlanePoint here = plane.share_of(ImGui::GetIO().MousePos);
    const bool moved =
        state.path.empty() || std::hypot(here.x - state.path.back().x, here.y - state.path.back().y) > kStep;
    if (moved) state.path.push_back(here);
    state.cursor = {-1, -1};
    state.corner.reset();
    return {};
  }
  if (state.path.empty()) return {};
  const std::vector<PlanePoint> line = simplify(std::exchange(state.path, {}), kTolerance, data.most_points);
  if (!encloses(line)) return {};
  return to_data(data, plane, line);
}

/// The corners of the rectangle that two cells span.
std::vector<PlanePoint> rectangle(const Scatter& data, Cell a, Cell b) {
  const auto edge = [](const ScatterAxis& axis, int cell) { return axis.edges[static_cast<size_t>(cell)]; };
  const double left = edge(data.x, std::min(a.first, b.first)), right = edge(data.x, std::max(a.first, b.first) + 1);
  const double bottom = edge(data.y, std::min(a.second, b.second)),
               top = edge(data.y, std::max(a.second, b.second) + 1);
  return {{left, bottom}, {right, bottom}, {right, top}, {left, top}};
}

std::vector<PlanePoint> draw_by_keys(const Scatter& data, const ui::ItemState& item, ScatterState& state) {
  if (!item.current) return {};
  const int columns = static_cast<int>(data.x.edges.size()) - 1, rows = static_cast<int>(data.y.edges.size()) - 1;
  constexpr int kStride = 8;  // with Shift
  const int step = ImGui::GetIO().KeyShift ? kStride : 1;
  const std::array<std::pair<ImGuiKey, Cell>, 4> moves{{{ImGuiKey_LeftArrow, {-step, 0}},
                                                        {ImGuiKey_RightArrow, {step, 0}},
                                                        {ImGuiKey_UpArrow, {0, step}},
                                                        {ImGuiKey_DownArrow, {0, -step}}}};
  Cell moved{0, 0};
  for (const auto& [key, by] : moves) {
    ui::own_key(item, key);
    if (ui::pressed(item, key)) moved = {moved.first + by.first, moved.second + by.second};
  }
  if (state.cursor.first < 0) {
    if (!item.focused && moved == Cell{0, 0}) return {};  // it was just clicked
    state.cursor = {columns / 2, rows / 2};
  }
  state.cursor = {state.cursor.first + moved.first, state.cursor.second + moved.second};
  state.cursor = {std::clamp(state.cursor.first, 0, columns - 1), std::clamp(state.cursor.second, 0, rows - 1)};
  if (state.corner) {
    ui::own_key(item, ImGuiKey_Escape);
    if (ui::pressed(item, ImGuiKey_Escape, false)) state.corner.reset();
  }
  bool marks = false;
  for (const ImGuiKey key : {ImGuiKey_Enter, ImGuiKey_Space}) {
    ui::own_key(item, key);
    marks = marks || ui::pressed(item, key, false);
  }
  if (!marks) return {};
  if (!state.corner) {
    state.corner = state.cursor;
    return {};
  }
  return rectangle(data, *std::exchange(state.corner, std::nullopt), state.cursor);
}

void draw_cursor(ImDrawList& list, const ScatterPlane& plane, const ScatterState& state) {
  const auto [min, max] = plane.box(state.cursor);
  if (state.corner) {
    const auto [other_min, other_max] = plane.box(*state.corner);
    const ImVec2 low = {std::min(min.x, other_min.x), std::min(min.y, other_min.y)};
    const ImVec2 high = {std::max(max.x, other_max.x), std::max(max.y, other_max.y)};
    list.AddRectFilled(low, high, with_alpha(colors().accent, 0.2f));
    list.AddRect(low, high, colors().text, 0, 0, 1);
  }
  draw_mark_focus(list, min, max, 0);
}

// Legend and what is read out ----------------------------------------------------------------------------------------

void draw_legend(const Scatter& data) {
  const Sizes& s = sizes();
  const double largest = largest_of(data, data.parts ? &ScatterCell::selected : &ScatterCell::customers);
  const std::string low = format_count(1.0), high = format_count(std::max(1.0, largest));
  const std::string title = tr("chart.customers_a_cell");
  constexpr float kBar = 96;
  constexpr int kSteps = 24;
  const float line = line_height(TextStyle::caption);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  float x = at.x;
  const auto put = [&](const std::string& text) {
    const float width = ui::measure(TextStyle::caption, text).x;
    ui::draw_text_in(list, TextStyle::caption, {x, at.y}, {x + width + 1, at.y + line}, colors().text_muted, text);
    x += width + s.s8;
  };
  put(title);
  put(low);
  for (int step = 0; step < kSteps; ++step) {
    const double count = std::pow(std::max(1.0, largest), (step + 0.5) / kSteps);
    const float from = x + kBar * static_cast<float>(step) / kSteps;
    list.AddRectFilled({from, at.y + s.s4}, {from + kBar / kSteps, at.y + line - s.s4},
                       sequential(strength_of(count, largest)));
  }
  x += kBar + s.s8;
  put(high);
  ImGui::Dummy({x - at.x, line});
  if (data.parts) legend({{tr("chart.selected"), sequential(1)}, {tr("chart.others"), grey(0.6)}});
}

/// A copy has the ends of a range in cells of their own.
void add_header(std::vector<std::string>& header, const ScatterAxis& axis) {
  if (!ui::TakeAlong::is_copying()) return header.push_back(std::string(axis.title));
  header.push_back(ui::with_unit(axis.title, tr("chart.from")));
  header.push_back(ui::with_unit(axis.title, tr("chart.to")));
}

void add_range(std::vector<std::string>& cells, const ScatterAxis& axis, int cell) {
  if (!ui::TakeAlong::is_copying()) return cells.push_back(range_of(axis, cell));
  const auto [first, last] = ends_of(axis, cell);
  cells.push_back(plain_number(first));
  cells.push_back(plain_number(last));
}

/// The fullest cells: thousands of rows would be read to nobody. A copy has them all.
ScreenTable mirror_of(const Scatter& data) {
  constexpr size_t kMostRows = 20;
  ScreenTable table{std::string(data.caption), std::string(data.key), {}, {}};
  add_header(table.header, data.x);
  add_header(table.header, data.y);
  table.header.push_back(std::string(data.count_header));
  if (data.parts) table.header.push_back(tr("chart.selected"));
  std::vector<const ScatterCell*> cells;
  for (const ScatterCell& cell : data.cells) cells.push_back(&cell);
  const size_t shown = ui::TakeAlong::is_copying() ? cells.size() : std::min(kMostRows, cells.size());
  if (shown < cells.size()) {
    table.caption += tr_format("chart.fullest_cells", {format_count(static_cast<double>(shown)),
                                                       format_count(static_cast<double>(cells.size()))});
  }
  std::partial_sort(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(shown), cells.end(),
                    [](const ScatterCell* a, const ScatterCell* b) {
                      if (a->customers != b->customers) return a->customers > b->customers;
                      return std::pair(a->y, a->x) < std::pair(b->y, b->x);
                    });
  const auto count_text = [](double count) { return ui::table_number(count, format_count(count)); };
  for (size_t i = 0; i < shown; ++i) {
    std::vector<std::string>& row = table.rows.emplace_back();
    add_range(row, data.x, cells[i]->x);
    add_range(row, data.y, cells[i]->y);
    row.push_back(count_text(cells[i]->customers));
    if (data.parts) row.push_back(count_text(cells[i]->selected));
  }
  return table;
}

std::string spoken_state(const Scatter& data, const ScatterState& state) {
  if (state.cursor.first < 0) return {};
  const std::string cell = spoken_tip({}, tip_of(data, state.cursor));
  return state.corner ? tr_format("chart.corner_marked", {cell}) : cell;
}

}  // namespace

std::vector<PlanePoint> line_on(const Outline& outline, bool x_logarithmic, bool y_logarithmic) {
  const std::vector<PlanePoint>& corners = outline.corners;
  if (outline.x_logarithmic == x_logarithmic && outline.y_logarithmic == y_logarithmic) return corners;
  constexpr int kPieces = 24;  // of a side: so many look smooth on a plane of any size
  std::vector<PlanePoint> line;
  for (size_t i = 0; i < corners.size(); ++i) {
    const PlanePoint &from = corners[i], &to = corners[(i + 1) % corners.size()];
    line.push_back(from);
    for (int piece = 1; piece < kPieces; ++piece) {
      const double share = static_cast<double>(piece) / kPieces;
      line.push_back(
          {between(outline.x_logarithmic, from.x, to.x, share), between(outline.y_logarithmic, from.y, to.y, share)});
    }
  }
  return line;
}

bool touched() { return narrow_screen() || ImGui::GetIO().MouseSource == ImGuiMouseSource_TouchScreen; }

ScatterEvent scatter(const Scatter& data, ScatterState& state) {
  const float height = data.height * ImGui::GetStyle().FontScaleMain;
  if (data.cells.empty() || data.x.edges.size() < 2 || data.y.edges.size() < 2) {
    add_screen_table({std::string(data.caption), std::string(data.key), {std::string(data.count_header)}, {}});
    draw_empty(data.key, data.caption, height);
    return {};
  }
  add_screen_table(mirror_of(data));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ui::available_width();
  const ScatterPlane plane = make_plane(data, at, width, height);
  const int columns = static_cast<int>(data.x.edges.size()) - 1, rows = static_cast<int>(data.y.edges.size()) - 1;
  if (state.cursor.first >= columns || state.cursor.second >= rows) state.cursor = {-1, -1}, state.corner.reset();
  // A page that is scrolled by finger leaves a finger alone only on what takes hold of it.
  const char* role = touched() && !state.touch_draws ? "img" : "application";
  const std::string spoken = spoken_state(data, state);
  const ui::ItemState item =
      ui::item_at({.key = data.key, .role = role, .label = data.caption, .value = spoken, .no_focus_ring = true},
                  plane.min, plane.max);
  ScatterEvent event;
  if (item.visible) {
    event.drawn = draw_by_pointer(data, plane, item, state);
    if (event.drawn.empty()) event.drawn = draw_by_keys(data, item, state);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(plane.min, plane.max, mix(colors().surface, colors().track, 0.25f));
    draw_axes(list, data, plane);
    list.PushClipRect(plane.min, plane.max, true);
    draw_cells(list, data, plane);
    draw_cuts(list, data, plane);
    draw_outline(list, data, plane);
    std::vector<ImVec2> path;
    for (const PlanePoint& share : state.path) path.push_back(plane.at_share(share));
    draw_area(list, path, false);
    list.PopClipRect();
    if (item.focused) draw_mark_focus(list, plane.min, plane.max, sizes().radius_small);
    if (item.current && state.cursor.first >= 0) {
      draw_cursor(list, plane, state);
      ui::tooltip({.rows = tip_of(data, state.cursor), .note = data.note});
    } else if (item.hovered && state.path.size() < 2) {
      const PlanePoint share = plane.share_of(ImGui::GetIO().MousePos);
      const Cell cell = {plane.x.cell_at(data.x, share.x), plane.y.cell_at(data.y, share.y)};
      if (find_cell(data, cell)) ui::tooltip({.rows = tip_of(data, cell), .note = data.note});
    }
  }
  ImGui::Dummy({width, height});
  draw_legend(data);
  return event;
}

}  // namespace sluice::app::chart
