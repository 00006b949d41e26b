#include "app/charts/rate_intervals.h"

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

/// Places shared by all rows. Where there is no room beside it, the label stands over the whisker.
struct IntervalColumns {
  bool stacked = false;
  float label = 0, plot = 0, value = 0;
  float row = 0;
};

IntervalColumns make_columns(const RateIntervals& data, float width) {
  const Sizes& s = sizes();
  constexpr float kLargestLabel = 0.34f, kShortestPlot = 120;
  IntervalColumns c;
  for (const RateItem& item : data.items) {
    c.label = std::max(c.label, ui::measure(TextStyle::body, item.label).x);
    c.value = std::max(c.value, ui::measure(TextStyle::emphasis, item.value_text).x);
  }
  c.label = std::min(c.label, width * kLargestLabel);
  c.plot = width - c.label - c.value - 2 * s.s12 - 2 * s.s8;
  c.stacked = c.plot < kShortestPlot;
  c.row = c.stacked ? line_height(TextStyle::body) + s.s16 + s.s8 : s.control + s.s2;
  if (c.stacked) c.plot = width - 2 * s.s8;
  return c;
}

Scale scale_of(const RateIntervals& data, const IntervalColumns& c, float left) {
  double high = data.reference.value_or(0);
  for (const RateItem& item : data.items) high = std::max({high, item.high, item.value.value_or(0)});
  const float inset = sizes().s4;  // of a dot at either end
  return {.low = 0, .high = high > 0 ? high : 1, .from = left + inset, .to = left + c.plot - inset};
}

float plot_left(const IntervalColumns& c, float left) {
  return left + sizes().s8 + (c.stacked ? 0 : c.label + sizes().s12);
}

void draw_whisker(ImDrawList& list, const RateItem& item, const Scale& scale, float y, float half) {
  const Color color = item.faint ? colors().text_muted : colors().accent;
  const float low = scale.at(item.low), high = scale.at(item.high), x = scale.at(*item.value);
  const float thickness = sizes().s2;
  list.AddLine({low, y}, {high, y}, color, thickness);
  list.AddLine({low, y - half}, {low, y + half}, color, thickness);
  list.AddLine({high, y - half}, {high, y + half}, color, thickness);
  list.AddCircleFilled({x, y}, sizes().s4 + 1, color);
}

void draw_row(const RateItem& item, const IntervalColumns& c, const ui::ItemState& state, const Scale& scale) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float left = state.min.x + s.s8, right = state.max.x - s.s8;
  const float line = c.stacked ? state.min.y + line_height(TextStyle::body) : state.max.y;
  ui::draw_text_in(list, TextStyle::emphasis, {right - c.value, state.min.y}, {right + 1, line}, colors().text,
                   item.value_text, ui::Align::right);
  const float label_right = c.stacked ? right - c.value - s.s12 : left + c.label;
  ui::draw_text_in(list, TextStyle::body, {left, state.min.y}, {label_right + 1, line}, colors().text, item.label);
  if (!item.value) return;
  const float y = std::round(c.stacked ? line + s.s8 : (state.min.y + state.max.y) / 2);
  draw_whisker(list, item, scale, y, s.s4);
}

void draw_axis(const Scale& scale, float top) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddLine({scale.from, top}, {scale.to, top}, colors().border, 1);
  std::vector<Tick> ticks;
  constexpr int kMostTicks = 6;
  for (const double tick : nice_ticks(scale.low, scale.high, kMostTicks)) {
    ticks.push_back({tick, tick == 0 ? std::string("0%") : format_percent(tick)});
  }
  draw_x_labels(list, scale, ticks, top + sizes().s4, scale.from - sizes().s16, scale.to + sizes().s16,
                colors().text_muted);
}

void list_table(const RateIntervals& data) {
  ScreenTable mirror{std::string(data.caption),
                     std::string(data.key),
                     {tr("chart.name"), std::string(data.value_header), std::string(data.interval_header)},
                     {}};
  for (const RateItem& item : data.items) {
    mirror.rows.push_back({item.label, ui::table_share(item.value, item.value_text), item.interval_text});
  }
  add_screen_table(std::move(mirror));
}

}  // namespace

MarkEvent rate_intervals(const RateIntervals& data) {
  list_table(data);
  if (data.items.empty()) {
    draw_empty(data.key, data.caption, sizes().row * 3);
    return {};
  }
  const float width = ui::available_width();
  const IntervalColumns columns = make_columns(data, width);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const Scale scale = scale_of(data, columns, plot_left(columns, at.x));
  const float bottom = at.y + columns.row * static_cast<float>(data.items.size());
  if (data.reference) {
    const float x = scale.at(*data.reference);
    draw_dashed(*ImGui::GetWindowDrawList(), {x, at.y}, {x, bottom}, colors().border_strong, 1);
  }
  MarkEvent event;
  ImGui::PushID(data.key.data(), data.key.data() + data.key.size());
  for (size_t index = 0; index < data.items.size(); ++index) {
    const RateItem& item = data.items[index];
    const float y = at.y + columns.row * static_cast<float>(index);
    const std::string key = std::string(data.key) + "." + item.id;
    const std::string value = item.value_text + (item.interval_text.empty() ? "" : ", " + item.interval_text);
    const ui::ItemState state =
        ui::item_at({.key = key, .role = "img", .label = item.label, .value = value, .no_focus_ring = true}, {at.x, y},
                    {at.x + width, y + columns.row});
    if (!state.visible) continue;
    draw_row(item, columns, state, scale);
    if (state.focused) {
      ImGui::GetWindowDrawList()->AddRect(state.min, state.max, colors().focus, sizes().radius, 0, sizes().s2);
    }
    if (state.hovered || state.focused) event.hovered = index;
    if (!item.tip.empty()) {
      ui::tooltip_for(state, ui::Tooltip{.title = item.label, .rows = item.tip, .note = data.note});
    }
  }
  ImGui::PopID();
  draw_axis(scale, bottom + sizes().s4);
  ImGui::Dummy({width, bottom - at.y + sizes().s8 + line_height(TextStyle::caption) + sizes().s4});
  return event;
}

}  // namespace sluice::app::chart
