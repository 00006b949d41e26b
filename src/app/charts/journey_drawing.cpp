#include "app/charts/journey_drawing.h"

#include <algorithm>
#include <cmath>

#include "app/theme.h"
#include "app/widgets/layout.h"
#include "app/widgets/text.h"
#include "base/calendar.h"

namespace sluice::app::chart {
namespace {

constexpr size_t kLabelRows = 2;

std::string number_of(const JourneyMark& mark) { return mark.step ? std::to_string(*mark.step + 1) : std::string(); }

/// "2", "1–3" for steps in one mark, "×12" for a mixture and for what does not count; "‹ 12" and "12 ›" for what lies
/// beyond the axis.
std::string text_in(const JourneyDrawing& d, const JourneyLane& lane, size_t first, size_t count) {
  const JourneyMark& most = strongest(d, lane, {.first = first, .count = count});
  if (d.is_before(mark_of(d, lane, first))) return "\u2039 " + std::to_string(count);
  if (d.is_behind(mark_of(d, lane, first + count - 1))) return std::to_string(count) + " \u203A";
  if (count == 1) return lane.counts ? number_of(most) : std::string();
  if (most.role != JourneyRole::step) return "\u00D7" + std::to_string(count);
  size_t low = most.step.value_or(0), high = 0;
  for (size_t at = first; at < first + count; ++at) {
    const size_t step = mark_of(d, lane, at).step.value_or(0);
    low = std::min(low, step);
    high = std::max(high, step);
  }
  return std::to_string(low + 1) + "\u2013" + std::to_string(high + 1);
}

float mark_width(const JourneyDrawing& d, const JourneyLane& lane, size_t first, size_t count) {
  const float round = 2 * (lane.counts ? large_radius() : small_radius());
  const std::string text = text_in(d, lane, first, count);
  if (count == 1 && (lane.counts || text.empty())) return round;
  const TextStyle style = lane.counts ? TextStyle::caption_strong : TextStyle::caption;
  return std::max(round, ui::measure(style, text).x + 2 * sizes().s8);
}

/// Names of steps that follow each other, the one name that all have, or that of what says most.
std::string label_of(const JourneyDrawing& d, const JourneyLane& lane, const MarkGroup& group) {
  const JourneyMark& most = strongest(d, lane, group);
  if (group.count == 1 || most.role > JourneyRole::step) return most.label.empty() ? most.name : most.label;
  std::string joined;
  bool same = true;
  for (size_t at = group.first; at < group.first + group.count; ++at) {
    const JourneyMark& mark = mark_of(d, lane, at);
    if (lane.counts) joined += (joined.empty() ? "" : " \u2192 ") + mark.name;
    same = same && mark.name == most.name;
  }
  return same ? most.name : joined;
}

/// Those that say most choose first.
void place_event_labels(const JourneyDrawing& d, JourneyLane& lane) {
  std::vector<size_t> order;
  for (size_t group = 0; group < lane.groups.size(); ++group) {
    if (!lane.labels[group].empty()) order.push_back(group);
  }
  const auto rank = [&](size_t group) { return strongest(d, lane, lane.groups[group]).role; };
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return rank(a) > rank(b); });
  std::vector<float> centers, widths;
  for (const size_t group : order) {
    centers.push_back(lane.groups[group].x);
    widths.push_back(lane.label_widths[group]);
  }
  const auto found = stagger_labels(centers, widths, kLabelRows, d.at.x, d.at.x + d.width, sizes().s8);
  lane.places.assign(lane.groups.size(), std::nullopt);
  for (size_t i = 0; i < order.size(); ++i) {
    lane.places[order[i]] = found[i];
    if (found[i]) lane.rows = std::max(lane.rows, found[i]->row + 1);
  }
}

void lay_out(const JourneyDrawing& d, JourneyLane& lane) {
  constexpr float kWidestLabel = 10;  // of s16
  std::vector<float> xs;
  for (const size_t event : lane.events) {
    xs.push_back(std::clamp(d.x.at(static_cast<double>(d.data.marks[event].time)), d.x.from, d.x.to));
  }
  const auto width_of = [&](size_t first, size_t count) { return mark_width(d, lane, first, count); };
  lane.groups = merge_marks(xs, width_of, d.at.x, d.at.x + d.width, sizes().s2);
  for (const MarkGroup& group : lane.groups) {
    lane.texts.push_back(text_in(d, lane, group.first, group.count));
    lane.labels.push_back(label_of(d, lane, group));
    const float width = ui::measure(TextStyle::caption, lane.labels.back()).x + 1;
    lane.label_widths.push_back(std::min({width, kWidestLabel * sizes().s16, d.width}));
  }
  place_event_labels(d, lane);
}

std::vector<TimeTick> axis_ticks(const TimeRange& range, float width) {
  constexpr double kFirst = -62'135'596'800'000.0, kLast = 253'402'300'799'999.0;  // years 1 and 9999
  const double low = std::max(range.low, kFirst), high = std::min(range.high, kLast);
  if (low >= high) return {};
  const float room = 6 * sizes().s16;
  return time_ticks(static_cast<TimeMs>(std::ceil(low)), static_cast<TimeMs>(std::floor(high)),
                    std::max(2, static_cast<int>(width / room)));
}

}  // namespace

float large_radius() { return sizes().s8 + sizes().s2; }
float small_radius() { return sizes().s4 + 1; }

const JourneyMark& mark_of(const JourneyDrawing& d, const JourneyLane& lane, size_t at) {
  return d.data.marks[lane.events[at]];
}

const JourneyMark& strongest(const JourneyDrawing& d, const JourneyLane& lane, const MarkGroup& group) {
  const JourneyMark* found = &mark_of(d, lane, group.first);
  for (size_t at = group.first; at < group.first + group.count; ++at) {
    const JourneyMark& mark = mark_of(d, lane, at);
    if (mark.role > found->role) found = &mark;
  }
  return *found;
}

JourneyDrawing make_drawing(const JourneyLine& data) {
  const Sizes& s = sizes();
  JourneyDrawing d{.data = data};
  d.at = ImGui::GetCursorScreenPos();
  d.width = ui::available_width();
  d.range = journey_range(data);
  const float inset = large_radius() + s.s2;
  d.x = {.low = d.range.low, .high = d.range.high, .from = d.at.x + inset, .to = d.at.x + d.width - inset};
  d.x.to = std::max(d.x.to, d.x.from);
  d.counting.counts = true;
  for (size_t event = 0; event < data.marks.size(); ++event) {
    (data.marks[event].role == JourneyRole::other ? d.others : d.counting).events.push_back(event);
  }
  lay_out(d, d.counting);
  lay_out(d, d.others);
  d.ticks = axis_ticks(d.range, d.width);
  const float line = line_height(TextStyle::caption);
  float y = d.at.y + static_cast<float>(d.counting.rows) * line + s.s4;
  d.band_top = y - s.s2;
  if (!d.counting.events.empty()) {
    d.counting.y = y + large_radius();
    y += 2 * large_radius() + s.s8;
  }
  if (!d.others.events.empty()) {
    d.others.y = y + s.s8;
    y += s.s16 + s.s4 + static_cast<float>(d.others.rows) * line;
  }
  d.axis = y + s.s4;
  const bool dated =
      std::any_of(d.ticks.begin(), d.ticks.end(), [](const TimeTick& tick) { return !tick.day.empty(); });
  d.bottom = d.axis + s.s4 + s.s2 + (dated ? 2 * line : line);
  return d;
}

}  // namespace sluice::app::chart
