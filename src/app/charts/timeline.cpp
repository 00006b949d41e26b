#include "app/charts/timeline.h"

#include <algorithm>
#include <cmath>

#include "app/charts/plot.h"
#include "app/charts/time_axis.h"
#include "app/format.h"
#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/take_along.h"
#include "app/widgets/text.h"
#include "base/calendar.h"

namespace sluice::app::chart {
namespace {

/// The share on the last of its days that is not after `day`; none before the first.
Maybe share_on(const Timeline& data, int32_t day) {
  const auto after = std::upper_bound(data.shares.begin(), data.shares.end(), day,
                                      [](int32_t wanted, const TimelineShare& share) { return wanted < share.day; });
  return after == data.shares.begin() ? std::nullopt : Maybe((after - 1)->share);
}

ScreenTable mirror_of(const Timeline& data) {
  ScreenTable table{std::string(data.caption),
                    std::string(data.key),
                    {std::string(data.date_header), std::string(data.amount_header)},
                    {}};
  if (!data.shares.empty()) table.header.push_back(std::string(data.share_header));
  for (const TimelineEvent& event : data.events) {
    const std::string day = format_day(event.day);
    table.rows.push_back(
        {ui::TakeAlong::is_copying() ? day : format_date(day), ui::table_number(event.amount, event.text)});
    if (data.shares.empty()) continue;
    const Maybe share = share_on(data, event.day);
    table.rows.back().push_back(ui::TakeAlong::is_copying() ? plain_percent(share) : format_percent(share));
  }
  return table;
}

void draw_shares(ImDrawList& list, const Timeline& data, const Scale& x, float top, float bottom) {
  const Scale y = {.low = 0, .high = 1, .from = bottom, .to = top};
  std::vector<ImVec2> points;
  for (const TimelineShare& share : data.shares) points.push_back({x.at(share.day), y.at(share.share)});
  list.AddPolyline(points.data(), static_cast<int>(points.size()), colors().gold, 0, sizes().s2);
}

}  // namespace

MarkEvent timeline(const Timeline& data) {
  const Sizes& s = sizes();
  const float height = data.height * ImGui::GetStyle().FontScaleMain;
  add_screen_table(mirror_of(data));
  if (data.events.empty()) {
    draw_empty(data.key, data.caption, height);
    return {};
  }
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ui::available_width();
  const float line = line_height(TextStyle::caption);
  const Day first = data.events.front().day;
  Day last = std::max(data.snapshot.value_or(first), data.events.back().day);
  if (last == first) last = first + 1;
  double low = 0, high = 0;
  for (const TimelineEvent& event : data.events) {
    if (std::isfinite(event.amount)) low = std::min(low, event.amount), high = std::max(high, event.amount);
  }
  if (high == low) high = low + 1;
  const float top = at.y + (data.snapshot_label.empty() ? s.s8 : line + s.s4);
  const float bottom = at.y + height - line - s.s4;
  const Scale x = {.low = static_cast<double>(first),
                   .high = static_cast<double>(last),
                   .from = at.x + s.s8,
                   .to = at.x + width - s.s8};
  const Scale y = {.low = low, .high = high, .from = bottom, .to = top};
  const std::string value = std::to_string(data.events.size());
  const ui::ItemState state =
      ui::item_at({.key = data.key, .role = "img", .label = data.caption, .value = value, .no_focus_ring = true},
                  {at.x, top}, {at.x + width, bottom});
  MarkEvent event;
  if (state.visible) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float base = std::round(y.at(0));
    list.AddLine({at.x, base}, {at.x + width, base}, colors().border_strong);
    constexpr float kLabelRoom = 88;
    const int most = std::max(2, static_cast<int>(width / kLabelRoom));
    const std::vector<Tick> ticks = month_ticks(first, last, most);
    for (const Tick& tick : ticks) {
      list.AddLine({x.at(tick.value), bottom}, {x.at(tick.value), bottom + s.s4}, colors().border_strong);
    }
    draw_x_labels(list, x, ticks, bottom + s.s4 + s.s2, at.x, at.x + width, colors().text_muted);
    if (data.snapshot) {
      const float snapshot = x.at(*data.snapshot);
      draw_dashed(list, {snapshot, top}, {snapshot, bottom}, colors().gold, s.hairline);
      const float label = std::min(ui::measure(TextStyle::caption, data.snapshot_label).x, width);
      const float left = std::clamp(snapshot - label / 2, at.x, at.x + width - label);
      ui::draw_text_in(list, TextStyle::caption, {left, at.y}, {left + label + 1, at.y + line}, colors().text_muted,
                       data.snapshot_label);
    }
    draw_shares(list, data, x, top, bottom);
    event.hovered = keyboard_index(state, data.events.size());
    if (!event.hovered && state.hovered) {
      const float pointer = ImGui::GetIO().MousePos.x;
      float nearest = s.s16;
      for (size_t index = 0; index < data.events.size(); ++index) {
        const float distance = std::abs(x.at(data.events[index].day) - pointer);
        if (distance >= nearest) continue;
        nearest = distance;
        event.hovered = index;
      }
    }
    for (size_t index = 0; index < data.events.size(); ++index) {
      const TimelineEvent& purchase = data.events[index];
      const bool hovered = event.hovered == index;
      const ImVec2 tip = {x.at(purchase.day), y.at(purchase.amount)};
      const Color color = purchase.amount < 0 ? colors().negative : colors().accent;
      list.AddLine({tip.x, base}, tip, with_alpha(color, hovered ? 1.0f : 0.55f), hovered ? s.s2 : 1.5f);
      list.AddCircleFilled(tip, hovered ? s.s4 + 1 : s.s4 - 0.5f, color);
    }
    if (state.focused) draw_mark_focus(list, {at.x, top}, {at.x + width, bottom}, s.radius_small);
    if (event.hovered) {
      const TimelineEvent& purchase = data.events[*event.hovered];
      std::vector<ui::TooltipRow> rows = {{std::string(data.amount_header), purchase.text, {}}};
      if (!data.shares.empty()) {
        rows.push_back({std::string(data.share_header), format_percent(share_on(data, purchase.day)), {}});
      }
      const std::string title = format_date(format_day(purchase.day));
      ui::tooltip({.title = title, .rows = rows, .note = data.note});
    }
    if (state.clicked) event.clicked = event.hovered;
  }
  ImGui::Dummy({width, height});
  return event;
}

}  // namespace sluice::app::chart
