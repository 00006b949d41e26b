#include "app/charts/histogram.h"

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

std::string say(const Formatter& format, double value) { return format ? format(value) : format_compact(value); }

/// A last bin that gathers a long tail is drawn as wide as the others, behind a gap: its width would say nothing, and
/// true to scale it would push the rest aside.
struct Tail {
  double from = 0, to = 0;              ///< values
  double shown_from = 0, shown_to = 0;  ///< where they go on the axis
};

std::optional<Tail> tail_of(const std::vector<HistogramBin>& bins) {
  constexpr double kMuchWider = 1.5, kGap = 0.35;
  if (bins.size() < 3) return std::nullopt;
  const double usual = bins[bins.size() - 2].to - bins[bins.size() - 2].from;
  const HistogramBin& last = bins.back();
  if (!(usual > 0) || last.to - last.from <= kMuchWider * usual) return std::nullopt;
  return Tail{last.from, last.to, last.from + kGap * usual, last.from + (1 + kGap) * usual};
}

struct HistogramArea {
  Scale x, y;
  std::optional<Tail> tail{};
  ImVec2 min{}, max{};

  /// Where a value stands on the axis, in values of the regular part.
  double shown(double value) const {
    if (!tail || value <= tail->from) return value;
    return tail->shown_from + (tail->shown_to - tail->shown_from) * (value - tail->from) / (tail->to - tail->from);
  }
  float x_at(double value) const { return x.at(shown(value)); }
  bool shows(double value) const { return x_at(value) > min.x - 1 && x_at(value) < max.x + 1; }

  double value_at(float pixel) const {
    const double at = x.value_at(std::clamp(pixel, min.x, max.x));
    if (!tail || at <= tail->from) return at;
    const double share = (at - tail->shown_from) / (tail->shown_to - tail->shown_from);
    return tail->from + (tail->to - tail->from) * std::max(0.0, share);
  }
};

HistogramArea make_area(const Histogram& data, ImVec2 at, float width, float height, double largest) {
  const Sizes& s = sizes();
  const float line = line_height(TextStyle::caption);
  float axis = 0;
  for (const double tick : whole_ticks(0, largest, 4)) {
    axis = std::max(axis, ui::measure(TextStyle::caption, format_compact(tick)).x);
  }
  const float over = data.cuts.empty() && !data.marker ? s.s8 : line + s.s8;
  const float under = line + s.s4 + (data.x_title.empty() ? 0 : line);
  HistogramArea area;
  area.min = {at.x + axis + s.s8, at.y + over};
  area.max = {at.x + width - s.s4, at.y + height - under};
  area.tail = tail_of(data.bins);
  const double high = area.tail ? area.tail->shown_to : data.bins.back().to;
  area.x = {.low = data.bins.front().from, .high = high, .from = area.min.x, .to = area.max.x};
  area.y = {.low = 0, .high = largest > 0 ? largest : 1, .from = area.max.y, .to = area.min.y};
  return area;
}

void draw_axes(ImDrawList& list, const Histogram& data, const HistogramArea& area, double largest) {
  const Sizes& s = sizes();
  for (const double tick : whole_ticks(0, largest, 4)) {
    const float y = std::round(area.y.at(tick));
    list.AddLine({area.min.x, y}, {area.max.x, y}, colors().border);
    const std::string text = format_compact(tick);
    const float width = ui::measure(TextStyle::caption, text).x;
    ui::draw_text_in(list, TextStyle::caption, {area.min.x - s.s8 - width, y - s.s8}, {area.min.x - s.s8 + 1, y + s.s8},
                     colors().text_muted, text, ui::Align::right);
  }
  list.AddLine({area.min.x, area.max.y}, {area.max.x, area.max.y}, colors().border_strong);
  std::vector<Tick> ticks;
  if (area.tail) {
    ticks.push_back({(area.tail->shown_from + area.tail->shown_to) / 2, "\u2265 " + say(data.format, area.tail->from)});
  }
  const double high = area.tail ? area.tail->from : area.x.high;
  constexpr int kMostTicks = 7;
  for (const double value :
       data.whole ? whole_ticks(area.x.low, high, kMostTicks) : nice_ticks(area.x.low, high, kMostTicks)) {
    const std::string text = say(data.format, value);
    // Ticks finer than the numbers are written would all read the same.
    if (ticks.empty() || ticks.back().text != text) ticks.push_back({value, text});
  }
  const float line = line_height(TextStyle::caption);
  draw_x_labels(list, area.x, ticks, area.max.y + s.s4, area.min.x - s.s8, area.max.x + s.s4, colors().text_muted);
  if (!data.x_title.empty()) {
    ui::draw_text_in(list, TextStyle::caption, {area.min.x, area.max.y + line},
                     {area.max.x, area.max.y + 2 * line + s.s4}, colors().text_muted, data.x_title, ui::Align::right);
  }
}

/// Vertical lines with their values over them. Labels of close lines move apart, tied to their lines.
void draw_lines(ImDrawList& list, const Histogram& data, const HistogramArea& area) {
  const Sizes& s = sizes();
  std::vector<double> values = data.cuts;
  if (data.marker) values.push_back(*data.marker);
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  std::erase_if(values,
                [&](double value) { return area.shown(value) < area.x.low || area.shown(value) > area.x.high; });
  std::vector<float> centers, widths;
  for (const double value : values) {
    const float x = area.x_at(value);
    const bool marked = data.marker == value;
    centers.push_back(x);
    widths.push_back(ui::measure(TextStyle::caption, say(data.format, value)).x);
    if (marked) {
      list.AddLine({x, area.min.y}, {x, area.max.y}, colors().gold, s.s2);
      list.AddCircleFilled({x, area.min.y}, s.s4, colors().gold);
    } else {
      draw_dashed(list, {x, area.min.y}, {x, area.max.y}, colors().text_muted, s.hairline);
    }
  }
  const float top = area.min.y - line_height(TextStyle::caption) - s.s4;
  const std::vector<float> places = spread_labels(centers, widths, area.min.x - s.s16, area.max.x + s.s4, s.s8);
  for (size_t at = 0; at < places.size(); ++at) {
    const float middle = places[at] + widths[at] / 2;
    ui::draw_text(list, TextStyle::caption, {std::round(places[at]), top}, colors().text, say(data.format, values[at]));
    if (std::abs(middle - centers[at]) > 1) {
      list.AddLine({middle, area.min.y - s.s4 - s.s2}, {centers[at], area.min.y}, colors().text_muted, s.hairline);
    }
  }
}

/// The next round number, 1, 2 or 5 times a power of ten, that is at least (or at most) this one.
double round_number(double value, bool up) {
  constexpr double kLeast = 1e-9, kSlack = 1e-6;
  if (!(value > kLeast)) return kLeast;
  const double power = std::pow(10, std::floor(std::log10(value) + kSlack));
  double under = power;
  for (const double number : {power, 2 * power, 5 * power, 10 * power}) {
    if (up && number >= value * (1 - kSlack)) return number;
    if (number <= value * (1 + kSlack)) under = number;
  }
  return under;
}

/// How far a grip goes: to multiples of `dragged` under the pointer, by `press` with an arrow key, by `leap` with Shift
/// or a Page key.
struct GripSteps {
  double dragged = 0, press = 0, leap = 0;
};

GripSteps steps_at(const Histogram& data, const HistogramArea& area, float pixel) {
  constexpr double kLeapsInAxis = 20;
  const double a_pixel = std::fabs(area.value_at(pixel + 1) - area.value_at(pixel - 1)) / 2;
  GripSteps steps;
  steps.dragged = std::max(round_number(a_pixel, true), data.grip_step);
  steps.press = data.grip_step > 0 ? data.grip_step : round_number(a_pixel, false);
  steps.leap = std::max(round_number((area.x.high - area.x.low) / kLeapsInAxis, true), 2 * steps.press);
  return steps;
}

/// The next multiple of a step on this side of a value, which need not be one.
double next_multiple(double value, double step, bool up) {
  constexpr double kSlack = 1e-6;
  return step * (up ? std::floor(value / step + kSlack) + 1 : std::ceil(value / step - kSlack) - 1);
}

/// Where the keys want the cut of a grip that has the keyboard.
std::optional<double> moved_by_keys(const ui::ItemState& grip, double value, const GripSteps& steps) {
  if (!grip.current) return std::nullopt;
  std::optional<double> wanted;
  const bool far = ImGui::GetIO().KeyShift;
  const auto on_key = [&](ImGuiKey key, bool up, bool leaps) {
    ui::own_key(grip, key);
    if (ui::pressed(grip, key)) wanted = next_multiple(value, leaps ? steps.leap : steps.press, up);
  };
  on_key(ImGuiKey_LeftArrow, false, far);
  on_key(ImGuiKey_RightArrow, true, far);
  on_key(ImGuiKey_PageDown, false, true);
  on_key(ImGuiKey_PageUp, true, true);
  if (wanted) ImGui::SetNavCursorVisible(true);  // also after a click: it is the grip that the keys move
  return wanted;
}

/// Where the pointer wants the cut of a grip that is held; a mere click wants nothing. The cut keeps its distance from
/// the pointer.
std::optional<double> moved_by_pointer(const ui::ItemState& grip, const HistogramArea& area, float x, double step) {
  float& distance = *ImGui::GetStateStorage()->GetFloatRef(grip.id);
  const float pointer = ImGui::GetIO().MousePos.x;
  if (ImGui::IsItemActivated()) distance = pointer - x;
  if (!grip.held || !ImGui::IsMouseDragging(ImGuiMouseButton_Left)) return std::nullopt;
  return std::round(area.value_at(pointer - distance) / step) * step;
}

void explain_grip(const Histogram& data, const Grip& grip, const ui::ItemState& state, double value,
                  const GripSteps& steps) {
  if (state.held) return;  // the value over the line follows
  const std::string note = tr_format("chart.grip_tip", {say(data.format, steps.press), say(data.format, steps.leap)});
  const ui::TooltipRow row{tr("chart.cut"), say(data.format, value), {}};
  ui::tooltip_for(state, ui::Tooltip{.title = grip.label, .rows = {&row, 1}, .note = note});
}

/// How far grips reach into the plot. The plot itself takes the pointer under them only: it is asked first.
float grip_depth() { return sizes().s4; }

/// The grip of each cut, over its line: dragged by the pointer, moved by keys.
void draw_grips(ImDrawList& list, const Histogram& data, const HistogramArea& area, HistogramEvent& event) {
  const Sizes& s = sizes();
  for (size_t cut = 0; cut < data.grips.size() && cut < data.cuts.size(); ++cut) {
    const double value = data.cuts[cut];
    const float x = std::round(area.x_at(value));
    if (!area.shows(value)) continue;
    const float reach = s.s12;
    const ui::ItemState state = ui::item_at({.key = data.grips[cut].key,
                                             .role = "slider",
                                             .label = data.grips[cut].label,
                                             .value = say(data.format, value),
                                             .selected_by_hold = true},
                                            {x - reach, area.min.y - line_height(TextStyle::caption) - s.s8},
                                            {x + reach, area.min.y + grip_depth()});
    if (!state.visible) continue;
    const Color ink = state.hovered || state.held || state.focused ? colors().accent : colors().text_muted;
    list.AddTriangleFilled({x - s.s4, area.min.y - s.s4}, {x + s.s4, area.min.y - s.s4}, {x, area.min.y + s.s2}, ink);
    if (state.hovered || state.held) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    const GripSteps steps = steps_at(data, area, x);
    std::optional<double> wanted;
    if (dropped_by_escape(state)) {
      event.taken_back = true;
    } else {
      wanted = moved_by_pointer(state, area, x, steps.dragged);
    }
    if (!wanted) wanted = moved_by_keys(state, value, steps);
    // Beyond the axis a cut would have no grip any more.
    if (wanted && area.shows(*wanted) && *wanted != value) event.moved = MovedCut{cut, *wanted};
    explain_grip(data, data.grips[cut], state, value, steps);
  }
}

std::string range_text(const Histogram& data, const HistogramBin& bin) {
  return say(data.format, bin.from) + " \u2013 " + say(data.format, bin.to);
}

ScreenTable mirror_of(const Histogram& data) {
  ScreenTable table{std::string(data.caption),
                    std::string(data.key),
                    {tr("chart.from"), tr("chart.to"), std::string(data.count_header)},
                    {}};
  if (data.parts) table.header.push_back(tr("chart.selected"));
  const auto value_text = [&](double value) { return ui::table_number(value, say(data.format, value)); };
  const auto count_text = [](double count) { return ui::table_number(count, format_count(count)); };
  for (const HistogramBin& bin : data.bins) {
    table.rows.push_back({value_text(bin.from), value_text(bin.to), count_text(bin.count)});
    if (data.parts) table.rows.back().push_back(count_text(bin.selected));
  }
  for (const double cut : data.cuts) {
    table.rows.push_back({tr("chart.cut"), value_text(cut), absent()});
    if (data.parts) table.rows.back().push_back(absent());
  }
  return table;
}

// Bars ---------------------------------------------------------------------------------------------------------------

/// The bar under a pixel; beside the plot the first or the last one.
size_t bar_at(const Histogram& data, const HistogramArea& area, float x) {
  size_t bar = 0;
  for (size_t index = 0; index < data.bins.size(); ++index) {
    if (x >= area.x_at(data.bins[index].from)) bar = index;
  }
  return bar;
}

/// Several bars as one.
HistogramBin joined(const Histogram& data, BinRange range) {
  HistogramBin all{data.bins[range.first].from, data.bins[range.last].to, 0, 0};
  for (size_t index = range.first; index <= range.last; ++index) {
    all.count += data.bins[index].count;
    all.selected += data.bins[index].selected;
  }
  return all;
}

/// Bars of which something is chosen; a range that another spec made need not begin where a bar does.
std::optional<BinRange> chosen_bars(const Histogram& data) {
  std::optional<BinRange> range;
  for (size_t index = 0; data.chosen && index < data.bins.size(); ++index) {
    const HistogramBin& bin = data.bins[index];
    const bool under = data.chosen->from && bin.to <= *data.chosen->from;
    const bool over = data.chosen->to && bin.from >= *data.chosen->to;
    if (under || over) continue;
    range = BinRange{range ? range->first : index, index};
  }
  return range;
}

void draw_bars(ImDrawList& list, const Histogram& data, const HistogramArea& area, std::optional<BinRange> lit) {
  const Sizes& s = sizes();
  for (size_t index = 0; index < data.bins.size(); ++index) {
    const HistogramBin& bin = data.bins[index];
    float left = area.x_at(bin.from), right = area.x_at(bin.to);
    if (area.tail && index + 1 == data.bins.size()) left = area.x.at(area.tail->shown_from);
    if (right - left > s.s4) right -= 1;
    if (right - left < 1) left -= s.s4, right += s.s4;  // all values equal: one bar with a width of its own
    left = std::max(left, area.min.x), right = std::min(right, area.max.x);
    if (bin.count <= 0) continue;
    const float top = std::min(area.y.at(bin.count), area.max.y - 1);
    const Color fill = mix(colors().accent, colors().surface, 0.25f);
    const Color strong = lit && index >= lit->first && index <= lit->last ? colors().accent : fill;
    list.AddRectFilled({left, top}, {right, area.max.y}, data.parts ? mix(strong, colors().surface, 0.65f) : strong,
                       s.s2, ImDrawFlags_RoundCornersTop);
    if (!data.parts || bin.selected <= 0) continue;
    const float part = std::min(area.y.at(bin.selected), area.max.y - 1);
    list.AddRectFilled({left, part}, {right, area.max.y}, strong, s.s2, ImDrawFlags_RoundCornersTop);
  }
}

/// What is chosen: tinted, and underlined where no bar is high.
void draw_band(ImDrawList& list, const HistogramArea& area, const ChosenValues& chosen) {
  const Sizes& s = sizes();
  const float left = chosen.from ? std::clamp(area.x_at(*chosen.from), area.min.x, area.max.x) : area.min.x;
  const float right = chosen.to ? std::clamp(area.x_at(*chosen.to), area.min.x, area.max.x) : area.max.x;
  list.AddRectFilled({left, area.min.y}, {std::max(right, left + s.s2), area.max.y},
                     with_alpha(colors().accent, 0.12f));
  list.AddRectFilled({left, area.max.y}, {std::max(right, left + s.s2), area.max.y + s.s2}, colors().accent);
}

void draw_tip(const Histogram& data, BinRange range) {
  const HistogramBin bin = joined(data, range);
  std::vector<ui::TooltipRow> rows = {{std::string(data.count_header), format_count(bin.count), {}}};
  if (data.parts) rows.push_back({tr("chart.selected"), format_count(bin.selected), {}});
  const std::string title = range_text(data, bin);
  ui::tooltip({.title = title, .rows = rows, .note = data.note});
}

// Brush --------------------------------------------------------------------------------------------------------------

/// The bars between where the pointer was pressed and where it is; none while both are on one bar, which is a click.
std::optional<BinRange> dragged_bars(const Histogram& data, const HistogramArea& area) {
  const float to = ImGui::GetIO().MousePos.x;
  const float from = to - ImGui::GetMouseDragDelta(ImGuiMouseButton_Left).x;  // no drag yet: 0
  const size_t pressed = bar_at(data, area, from), here = bar_at(data, area, to);
  if (pressed == here) return std::nullopt;
  return BinRange{std::min(pressed, here), std::max(pressed, here)};
}

/// With Shift the keys that move the current bar take an end of what is chosen along, as in a text.
std::optional<BinRange> bars_by_keys(const Histogram& data, size_t before, size_t now) {
  if (before == now || !ImGui::GetIO().KeyShift) return std::nullopt;
  size_t other_end = before;
  if (const std::optional<BinRange> chosen = chosen_bars(data)) {
    if (before == chosen->last) other_end = chosen->first;
    if (before == chosen->first) other_end = chosen->last;
  }
  return BinRange{std::min(other_end, now), std::max(other_end, now)};
}

std::string spoken_state(const Histogram& data) {
  const std::string all = range_text(data, {data.bins.front().from, data.bins.back().to, 0});
  if (!data.chosen) return all;
  const double from = data.chosen->from.value_or(data.bins.front().from);
  const double to = data.chosen->to.value_or(data.bins.back().to);
  return tr_format("chart.range_chosen", {all, range_text(data, {from, to, 0})});
}

}  // namespace

HistogramEvent histogram(const Histogram& data) {
  const Sizes& s = sizes();
  const float height = data.height * ImGui::GetStyle().FontScaleMain;
  add_screen_table(mirror_of(data));
  if (data.bins.empty()) {
    draw_empty(data.key, data.caption, height);
    return {};
  }
  double largest = 0;
  for (const HistogramBin& bin : data.bins) largest = std::max(largest, bin.count);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ui::available_width();
  const HistogramArea area = make_area(data, at, width, height, largest);
  const std::string value = spoken_state(data);
  const float top = area.min.y + (data.grips.empty() ? 0 : grip_depth());
  const ui::ItemState state =
      ui::item_at({.key = data.key, .role = "img", .label = data.caption, .value = value, .no_focus_ring = true},
                  {area.min.x, top}, area.max);
  HistogramEvent event;
  if (state.visible) {
    if (data.brush) note_sideways_drag();
    const bool given_up = data.brush && dropped_by_escape(state);
    const bool drags = data.brush && state.held && !given_up && ImGui::IsMouseDown(ImGuiMouseButton_Left);
    const bool drops =
        data.brush && !given_up && ImGui::IsItemDeactivated() && ImGui::IsMouseReleased(ImGuiMouseButton_Left);
    const std::optional<BinRange> dragged = drags || drops ? dragged_bars(data, area) : std::nullopt;
    const auto last = static_cast<int>(data.bins.size()) - 1;
    const int before = std::clamp(ImGui::GetStateStorage()->GetInt(state.id), 0, last);  // as keyboard_index() left it
    event.hovered = keyboard_index(state, data.bins.size());
    if (drops) {
      event.brushed = dragged;
    } else if (data.brush && event.hovered) {
      event.brushed = bars_by_keys(data, static_cast<size_t>(before), *event.hovered);
    }
    if (!event.hovered && state.hovered) event.hovered = bar_at(data, area, ImGui::GetIO().MousePos.x);
    std::optional<BinRange> lit = dragged;
    if (!lit && event.hovered) lit = BinRange{*event.hovered, *event.hovered};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    draw_axes(list, data, area, largest);
    if (dragged) {
      const HistogramBin bars = joined(data, *dragged);
      draw_band(list, area, {bars.from, bars.to});
    } else if (data.chosen) {
      draw_band(list, area, *data.chosen);
    }
    draw_bars(list, data, area, lit);
    draw_lines(list, data, area);
    draw_grips(list, data, area, event);
    if (state.focused) draw_mark_focus(list, area.min, area.max, s.radius_small);
    if (lit) draw_tip(data, *lit);
    if (state.clicked && !dragged) event.clicked = event.hovered;
  }
  ImGui::Dummy({width, height});
  return event;
}

void distribution_strip(const DistributionStrip& data) {
  const Sizes& s = sizes();
  const float line = line_height(TextStyle::caption);
  const float thickness = s.s12;
  const float height = line + s.s8 + thickness + s.s4 + line;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ui::available_width();
  const std::string value = say(data.format, data.value);
  ImGui::Dummy({width, height});
  annotate_last_item("img", data.caption, data.key, value);
  if (!ImGui::IsItemVisible() || width <= 0) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  // Customers in order: a strip of ranks, in which each score has the length of its customers.
  const Scale scale = {.low = 0, .high = 1, .from = at.x, .to = at.x + width};
  const float top = at.y + line + s.s8;
  double all = 0, so_far = 0;
  for (const double customers : data.customers) all += customers;
  std::vector<double> edges = {0};
  for (const double customers : data.customers) edges.push_back(all > 0 ? (so_far += customers) / all : 1);
  const size_t blocks = edges.size() - 1;
  for (size_t block = 0; block < blocks; ++block) {
    const size_t rank = data.lower_is_better ? blocks - 1 - block : block;
    const double tone = blocks > 1 ? 0.15 + 0.7 * static_cast<double>(rank) / static_cast<double>(blocks - 1) : 0.5;
    const float left = scale.at(edges[block]) + (block > 0 ? 1.0f : 0.0f);
    const float right = scale.at(edges[block + 1]) - (block + 1 < blocks ? 1.0f : 0.0f);
    if (right <= left) continue;
    list.AddRectFilled({left, top}, {right, top + thickness}, sequential(tone), s.s2);
  }
  std::vector<float> centers, widths;
  for (size_t cut = 0; cut < data.cuts.size() && cut + 1 < edges.size(); ++cut) {
    centers.push_back(scale.at(edges[cut + 1]));
    widths.push_back(ui::measure(TextStyle::caption, say(data.format, data.cuts[cut])).x);
  }
  const auto places = place_labels(centers, widths, at.x, at.x + width, s.s8);
  for (size_t cut = 0; cut < places.size(); ++cut) {
    if (!places[cut]) continue;
    ui::draw_text(list, TextStyle::caption, {std::round(*places[cut]), top + thickness + s.s4}, colors().text_muted,
                  say(data.format, data.cuts[cut]));
  }
  const float x = scale.at(std::clamp(data.position, 0.0, 1.0));
  list.AddRectFilled({x - s.s2 - 1, top - s.s4}, {x + s.s2 + 1, top + thickness + s.s4}, colors().surface, s.s2);
  list.AddRectFilled({x - s.s2 / 2 - 0.5f, top - s.s4}, {x + s.s2 / 2 + 0.5f, top + thickness + s.s4}, colors().gold,
                     1);
  const float value_width = ui::measure(TextStyle::caption_strong, value).x;
  const float value_x = std::clamp(x - value_width / 2, at.x, std::max(at.x, at.x + width - value_width));
  ui::draw_text_in(list, TextStyle::caption_strong, {value_x, at.y}, {value_x + value_width + 1, at.y + line},
                   colors().text, value);
}

}  // namespace sluice::app::chart
