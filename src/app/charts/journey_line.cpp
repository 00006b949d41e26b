#include "app/charts/journey_line.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "app/charts/journey_drawing.h"
#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/item_table.h"
#include "app/widgets/text.h"
#include "base/calendar.h"

namespace sluice::app::chart {
namespace {

// Drawing -------------------------------------------------------------------------------------------------------------

Color band_color(size_t band) {
  constexpr float kDark = 0.22f, kLight = 0.13f;
  return with_alpha(band == 0 ? colors().accent : colors().gold, dark_theme() ? kDark : kLight);
}

/// The second one is lower, so that both are seen.
void draw_bands(const JourneyDrawing& d) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (size_t i = 0; i < d.data.bands.size(); ++i) {
    const JourneyBand& band = d.data.bands[i];
    const bool ends = static_cast<double>(band.end) <= d.range.high;
    const float left = d.x.at(static_cast<double>(band.begin));
    const float right = ends ? std::max(d.x.at(static_cast<double>(band.end)), left + s.s2) : d.at.x + d.width;
    const float top = d.band_top + static_cast<float>(i) * s.s4;
    list.AddRectFilled({left, top}, {right, d.axis}, band_color(i));
    const Color edge = i == 0 ? colors().accent : colors().gold;
    if (ends) list.AddLine({right, top}, {right, d.axis}, edge, s.hairline);
  }
}

void draw_axis(const JourneyDrawing& d) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddLine({d.at.x, d.axis}, {d.at.x + d.width, d.axis}, colors().border_strong);
  std::vector<Tick> texts, days;
  for (const TimeTick& tick : d.ticks) {
    const auto time = static_cast<double>(tick.time);
    texts.push_back({time, tick.text});
    if (!tick.day.empty()) days.push_back({time, tick.day});
    list.AddLine({d.x.at(time), d.axis}, {d.x.at(time), d.axis + s.s4}, colors().border_strong);
  }
  const float top = d.axis + s.s4 + s.s2, right = d.at.x + d.width;
  draw_x_labels(list, d.x, texts, top, d.at.x, right, colors().text_muted);
  draw_x_labels(list, d.x, days, top + line_height(TextStyle::caption), d.at.x, right, colors().text_muted);
}

void draw_cross(ImDrawList& list, ImVec2 middle, float reach, Color color, float thickness) {
  list.AddLine({middle.x - reach, middle.y - reach}, {middle.x + reach, middle.y + reach}, color, thickness);
  list.AddLine({middle.x - reach, middle.y + reach}, {middle.x + reach, middle.y - reach}, color, thickness);
}

void draw_diamond(ImDrawList& list, ImVec2 middle, float reach, float thickness) {
  const ImVec2 corners[] = {{middle.x, middle.y - reach},
                            {middle.x + reach, middle.y},
                            {middle.x, middle.y + reach},
                            {middle.x - reach, middle.y}};
  list.AddConvexPolyFilled(corners, 4, colors().surface);
  list.AddPolyline(corners, 4, colors().gold, ImDrawFlags_Closed, thickness);
}

void draw_hollow(ImDrawList& list, ImVec2 middle, float radius) {
  list.AddCircleFilled(middle, radius, colors().surface);
  list.AddCircle(middle, radius, colors().text_muted, 0, sizes().hairline + 0.5f);
}

Color edge_of(JourneyRole role) {
  if (role == JourneyRole::near_miss) return colors().gold;
  return role == JourneyRole::obstacle ? colors().negative : colors().text_muted;
}

/// A mark wide enough for its text.
void draw_pill(const JourneyLane& lane, const MarkGroup& group, const JourneyMark& most, std::string_view text) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float half = lane.counts ? large_radius() : sizes().s8;
  const ImVec2 min = {group.x - group.width / 2, lane.y - half}, max = {group.x + group.width / 2, lane.y + half};
  const bool filled = most.role == JourneyRole::step;
  const Color fill = filled ? data_color(most.color) : colors().surface;
  list.AddRectFilled(min, max, fill, half);
  if (!filled) list.AddRect(min, max, edge_of(most.role), half, 0, lane.counts ? sizes().s2 : sizes().hairline);
  const Color ink = filled ? text_on(fill) : lane.counts ? colors().text : colors().text_muted;
  ui::draw_text_in(list, lane.counts ? TextStyle::caption_strong : TextStyle::caption, min, {max.x + 1, max.y}, ink,
                   text, ui::Align::center);
}

void draw_mark(const JourneyLane& lane, const MarkGroup& group, const JourneyMark& most, const std::string& text) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 middle = {group.x, lane.y};
  const float radius = large_radius();
  if (group.count > 1 || (!lane.counts && !text.empty())) return draw_pill(lane, group, most, text);
  switch (most.role) {
    case JourneyRole::step:
      list.AddCircleFilled(middle, radius, data_color(most.color));
      break;
    case JourneyRole::near_miss:
      draw_diamond(list, middle, radius, s.s2);
      break;
    case JourneyRole::obstacle:
      list.AddCircleFilled(middle, radius, colors().negative);
      return draw_cross(list, middle, s.s4, text_on(colors().negative), s.s2);
    case JourneyRole::other:
      draw_hollow(list, middle, small_radius());
      if (most.excluded) draw_cross(list, middle, s.s2, colors().text_muted, s.hairline);
      return;
  }
  const Color ink = most.role == JourneyRole::step ? text_on(data_color(most.color)) : colors().text;
  ui::draw_text_in(list, TextStyle::caption_strong, {middle.x - radius, middle.y - radius},
                   {middle.x + radius + 1, middle.y + radius}, ink, text, ui::Align::center);
}

/// Above what counts, below the rest; with a line to the mark where it stands further away.
void draw_label(const JourneyLane& lane, size_t index) {
  if (!lane.places[index]) return;
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const LabelPlace& place = *lane.places[index];
  const float line = line_height(TextStyle::caption), offset = static_cast<float>(place.row) * line;
  const float edge = lane.counts ? lane.y - large_radius() - s.s4 : lane.y + s.s8 + s.s4;
  const float top = lane.counts ? edge - offset - line : edge + offset;
  if (place.row > 0) {
    const float x = std::round(lane.groups[index].x);
    const float mark = lane.counts ? edge + s.s4 : edge - s.s4;
    list.AddLine({x, lane.counts ? top + line : top}, {x, mark}, colors().border_strong, s.hairline);
  }
  ui::draw_text_in(list, TextStyle::caption, {std::round(place.x), top},
                   {std::round(place.x) + lane.label_widths[index] + 1, top + line},
                   lane.counts ? colors().text : colors().text_muted, lane.labels[index]);
}

void draw_lane(const JourneyDrawing& d, const JourneyLane& lane) {
  for (size_t i = 0; i < lane.groups.size(); ++i) {
    draw_mark(lane, lane.groups[i], strongest(d, lane, lane.groups[i]), lane.texts[i]);
  }
  for (size_t i = 0; i < lane.groups.size(); ++i) draw_label(lane, i);
}

// Pointing ------------------------------------------------------------------------------------------------------------

struct PointedMark {
  const JourneyLane* lane = nullptr;
  size_t group = 0;
};

/// Every mark, in time.
std::vector<PointedMark> marks_in_time(const JourneyDrawing& d) {
  std::vector<PointedMark> all;
  for (const JourneyLane* lane : {&d.counting, &d.others}) {
    for (size_t i = 0; i < lane->groups.size(); ++i) all.push_back({lane, i});
  }
  const auto event_of = [](const PointedMark& one) { return one.lane->events[one.lane->groups[one.group].first]; };
  std::sort(all.begin(), all.end(),
            [&](const PointedMark& a, const PointedMark& b) { return event_of(a) < event_of(b); });
  return all;
}

/// The nearest one of the line that is pointed at.
std::optional<size_t> mark_at(const JourneyDrawing& d, const std::vector<PointedMark>& marks, ImVec2 pointer) {
  const bool upper = d.others.groups.empty() ||
                     (!d.counting.groups.empty() && pointer.y < (d.counting.y + d.others.y) / 2 + sizes().s2);
  const JourneyLane* lane = upper ? &d.counting : &d.others;
  std::optional<size_t> found;
  float nearest = sizes().s24;
  for (size_t i = 0; i < marks.size(); ++i) {
    const MarkGroup& group = marks[i].lane->groups[marks[i].group];
    const float distance = std::max(0.0f, std::abs(group.x - pointer.x) - group.width / 2);
    if (marks[i].lane != lane || distance >= nearest) continue;
    nearest = distance;
    found = i;
  }
  return found;
}

void draw_ring(const PointedMark& pointed) {
  const MarkGroup& group = pointed.lane->groups[pointed.group];
  const float half = pointed.lane->counts               ? large_radius()
                     : group.width > 2 * small_radius() ? sizes().s8
                                                        : small_radius();
  const float reach = sizes().s2;
  ImGui::GetWindowDrawList()->AddRect({group.x - group.width / 2 - reach, pointed.lane->y - half - reach},
                                      {group.x + group.width / 2 + reach, pointed.lane->y + half + reach},
                                      colors().text, half + reach, 0, sizes().hairline);
}

std::string sentences(const std::string& first, const std::string& second) {
  if (first.empty() || second.empty()) return first + second;
  return tr_format("journey.two_sentences", {first, second});
}

void draw_one_tip(const JourneyLine& data, const JourneyMark& mark) {
  const std::array<ui::TooltipRow, 1> rows{{{std::string(data.time_header), format_time(mark.time), {}}}};
  const std::string note = sentences(mark.part, mark.note);
  ui::tooltip({.title = mark.name, .rows = rows, .note = note});
}

/// From when to when, and each name with how often it is among them.
void draw_many_tip(const JourneyDrawing& d, const JourneyLane& lane, const MarkGroup& group) {
  constexpr size_t kMostNames = 8;
  const JourneyMark &first = mark_of(d, lane, group.first), &last = mark_of(d, lane, group.first + group.count - 1);
  std::vector<ui::TooltipRow> rows = {{tr("chart.from"), format_time(first.time), {}},
                                      {tr("chart.to"), format_time(last.time), {}}};
  std::vector<std::pair<const JourneyMark*, size_t>> names;
  for (size_t at = group.first; at < group.first + group.count; ++at) {
    const JourneyMark& mark = mark_of(d, lane, at);
    const auto known = std::find_if(names.begin(), names.end(), [&](const auto& one) {
      return one.first->name == mark.name && one.first->part == mark.part;
    });
    if (known == names.end()) {
      names.emplace_back(&mark, 1);
    } else {
      ++known->second;
    }
  }
  for (size_t i = 0; i < std::min(names.size(), kMostNames); ++i) {
    const auto& [mark, count] = names[i];
    rows.push_back({mark->name, count > 1 ? "\u00D7" + std::to_string(count) : mark->part, {}});
  }
  const std::string more =
      names.size() > kMostNames ? tr_plural("journey.more_names", static_cast<double>(names.size() - kMostNames)) : "";
  const std::string note = sentences(more, strongest(d, lane, group).note);
  const std::string title = tr_plural("journey.events", static_cast<double>(group.count));
  ui::tooltip({.title = title, .rows = rows, .note = note});
}

void draw_tip(const JourneyDrawing& d, const PointedMark& pointed) {
  const MarkGroup& group = pointed.lane->groups[pointed.group];
  if (group.count > 1) return draw_many_tip(d, *pointed.lane, group);
  draw_one_tip(d.data, mark_of(d, *pointed.lane, group.first));
}

// Words ---------------------------------------------------------------------------------------------------------------

ScreenTable mirror_of(const JourneyLine& data) {
  ScreenTable table{std::string(data.caption),
                    std::string(data.key),
                    {std::string(data.time_header), std::string(data.event_header), std::string(data.part_header)},
                    {}};
  for (const JourneyMark& mark : data.marks) table.rows.push_back({format_time(mark.time), mark.name, mark.part});
  return table;
}

std::string spoken(const JourneyLine& data) {
  std::string words = tr_plural("journey.events", static_cast<double>(data.marks.size()));
  for (const JourneyBand& band : data.bands) words += tr("list.separator") + band.label;
  return words;
}

/// What the kinds of marks that there are mean, and the bands.
void draw_legend(const JourneyLine& data) {
  std::vector<LegendItem> items;
  const auto explain = [&](JourneyRole role, const char* words, std::function<void(ImDrawList&, ImVec2, float)> mark) {
    const bool used =
        std::any_of(data.marks.begin(), data.marks.end(), [role](const JourneyMark& one) { return one.role == role; });
    if (used) items.push_back({.label = words, .mark = std::move(mark)});
  };
  explain(JourneyRole::step, tr("journey.legend.step"),
          [](ImDrawList& list, ImVec2 at, float radius) { list.AddCircleFilled(at, radius, colors().accent); });
  explain(JourneyRole::near_miss, tr("journey.legend.near_miss"),
          [](ImDrawList& list, ImVec2 at, float radius) { draw_diamond(list, at, radius, sizes().hairline + 0.5f); });
  explain(JourneyRole::obstacle, tr("journey.legend.obstacle"), [](ImDrawList& list, ImVec2 at, float radius) {
    list.AddCircleFilled(at, radius, colors().negative);
    draw_cross(list, at, radius / 2, text_on(colors().negative), sizes().hairline);
  });
  explain(JourneyRole::other, tr("journey.legend.other"),
          [](ImDrawList& list, ImVec2 at, float radius) { draw_hollow(list, at, radius - 0.5f); });
  for (size_t i = 0; i < data.bands.size(); ++i) {
    items.push_back(
        {.label = data.bands[i].label, .mark = [i](ImDrawList& list, ImVec2 at, float radius) {
           list.AddRectFilled({at.x - radius, at.y - radius}, {at.x + radius, at.y + radius}, band_color(i));
         }});
  }
  legend(items, std::string(data.key) + ".legend");
}

void say_unlabelled(const JourneyDrawing& d) {
  size_t count = 0;
  for (const JourneyLane* lane : {&d.counting, &d.others}) {
    for (size_t i = 0; i < lane->groups.size(); ++i) count += !lane->places[i] && !lane->labels[i].empty() ? 1 : 0;
  }
  if (count == 0) return;
  ui::paragraph_muted(tr_plural("journey.unlabelled", static_cast<double>(count)), TextStyle::caption,
                      std::string(d.data.key) + ".unlabelled");
}

}  // namespace

MarkEvent journey_line(const JourneyLine& data) {
  const Sizes& s = sizes();
  add_screen_table(mirror_of(data));
  MarkEvent event;
  if (data.marks.empty()) {
    draw_empty(data.key, data.caption, 4 * s.row);
    return event;
  }
  const JourneyDrawing d = make_drawing(data);
  const ImVec2 end = {d.at.x + d.width, d.axis};
  const std::string value = spoken(data);
  const ui::ItemState state = ui::item_at(
      {.key = data.key, .role = "img", .label = data.caption, .value = value, .no_focus_ring = true}, d.at, end);
  if (state.visible) {
    draw_bands(d);
    draw_axis(d);
    draw_lane(d, d.counting);
    draw_lane(d, d.others);
    const std::vector<PointedMark> marks = marks_in_time(d);
    std::optional<size_t> pointed = keyboard_index(state, marks.size());
    if (!pointed && state.hovered) pointed = mark_at(d, marks, ImGui::GetIO().MousePos);
    if (state.focused) draw_mark_focus(*ImGui::GetWindowDrawList(), d.at, end, s.radius_small);
    if (pointed) {
      const PointedMark& one = marks[*pointed];
      draw_ring(one);
      draw_tip(d, one);
      event.hovered = one.lane->events[one.lane->groups[one.group].first];
      if (state.clicked) event.clicked = event.hovered;
    }
  }
  ImGui::Dummy({d.width, d.bottom - d.at.y});
  draw_legend(data);
  say_unlabelled(d);
  return event;
}

}  // namespace sluice::app::chart
