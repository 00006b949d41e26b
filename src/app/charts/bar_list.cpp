#include "app/charts/bar_list.h"

#include <algorithm>
#include <cmath>

#include "app/charts/plot.h"
#include "app/i18n.h"
#include "app/motion.h"
#include "app/theme.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/take_along.h"
#include "app/widgets/text.h"

namespace sluice::app::chart {
namespace {

/// Places shared by all rows, so that everything lines up.
struct BarColumns {
  bool stacked = false;  ///< label over the bar
  float label = 0, bar = 0, value = 0, share = 0;
  float row = 0;
};

BarColumns make_columns(const BarList& data, float width) {
  const Sizes& s = sizes();
  BarColumns c;
  for (const BarItem& item : data.items) {
    c.label = std::max(c.label, ui::measure(TextStyle::body, item.label).x);
    c.value = std::max(c.value, ui::measure(TextStyle::emphasis, item.value_text).x);
    c.share = std::max(c.share, ui::measure(TextStyle::body, item.share_text).x);
  }
  constexpr float kLargestLabel = 0.36f;
  constexpr float kShortestBar = 96;
  c.label = std::min(c.label, width * kLargestLabel);
  const float numbers = c.value + s.s12 + (c.share > 0 ? c.share + s.s12 : 0);
  c.bar = width - c.label - s.s12 - numbers - 2 * s.s8;
  c.stacked = c.bar < kShortestBar;
  c.row = c.stacked ? line_height(TextStyle::body) + s.s12 + s.s8 : s.control + s.s2;
  if (c.stacked) c.bar = width - 2 * s.s8;
  return c;
}

void draw_row(const BarItem& item, const BarColumns& c, const ui::ItemState& state, const Scale& scale, bool dimmed) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float left = state.min.x + s.s8, right = state.max.x - s.s8;
  const float line = c.stacked ? state.min.y + line_height(TextStyle::body) : state.max.y;
  const Color ink = dimmed ? colors().text_muted : colors().text;
  float x = right;
  if (c.share > 0) {
    ui::draw_text_in(list, TextStyle::body, {x - c.share, state.min.y}, {x + 1, line}, colors().text_muted,
                     item.share_text, ui::Align::right);
    x -= c.share + s.s12;
  }
  ui::draw_text_in(list, TextStyle::emphasis, {x - c.value, state.min.y}, {x + 1, line}, ink, item.value_text,
                   ui::Align::right);
  const float label_right = c.stacked ? x - c.value - s.s12 : left + c.label;
  ui::draw_text_in(list, item.selected ? TextStyle::emphasis : TextStyle::body, {left, state.min.y},
                   {label_right + 1, line}, ink, item.label);
  const float bar_left = c.stacked ? left : left + c.label + s.s12;
  const float thickness = c.stacked ? s.s8 : s.s12 + s.s4;
  const float y = c.stacked ? line + s.s2 : std::round((state.min.y + state.max.y - thickness) / 2);
  Color fill = item.color.empty() ? colors().accent : data_color(item.color);
  if (dimmed) fill = mix(fill, colors().surface, 0.6f);
  const float zero = bar_left + scale.at(0) * c.bar;
  const float end = bar_left + animate_from(state.id, scale.at(0), scale.at(item.value)) * c.bar;
  list.AddRectFilled({bar_left, y}, {bar_left + c.bar, y + thickness}, colors().track, s.radius_small);
  const float from = std::min(zero, end), to = std::max(zero, end);
  if (item.value != 0) list.AddRectFilled({from, y}, {std::max(to, from + s.s2), y + thickness}, fill, s.radius_small);
}

}  // namespace

MarkEvent bar_list(const BarList& data) {
  const float width = ui::available_width();
  ScreenTable mirror{std::string(data.caption),
                     std::string(data.key),
                     {tr("chart.name"), std::string(data.value_header), std::string(data.share_header)},
                     {}};
  double low = 0, high = 0;
  bool any_selected = false;
  for (const BarItem& item : data.items) {
    mirror.rows.push_back(
        {item.label, ui::table_number(item.value, item.value_text), ui::table_share(item.share, item.share_text)});
    if (std::isfinite(item.value)) low = std::min(low, item.value), high = std::max(high, item.value);
    any_selected = any_selected || item.selected;
  }
  add_screen_table(std::move(mirror));
  if (data.items.empty()) {
    draw_empty(data.key, data.caption, sizes().row * 3);
    return {};
  }
  const BarColumns columns = make_columns(data, width);
  const Scale scale = {.low = low, .high = high > low ? high : low + 1, .from = 0, .to = 1};
  const ImVec2 at = ImGui::GetCursorScreenPos();
  MarkEvent event;
  ImGui::PushID(data.key.data(), data.key.data() + data.key.size());
  for (size_t index = 0; index < data.items.size(); ++index) {
    const BarItem& item = data.items[index];
    const float y = at.y + columns.row * static_cast<float>(index);
    const std::string key = std::string(data.key) + "." + item.id;
    const std::string value = item.value_text + (item.share_text.empty() ? "" : ", " + item.share_text);
    const ui::ItemState state = ui::item_at({.key = key,
                                             .role = data.selectable ? "button" : "img",
                                             .label = item.label,
                                             .value = value,
                                             .checkable = data.selectable,
                                             .checked = item.selected,
                                             .no_focus_ring = true},
                                            {at.x, y}, {at.x + width, y + columns.row});
    if (!state.visible) continue;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (item.selected) {
      list.AddRectFilled(state.min, state.max, colors().accent_soft, sizes().radius);
    } else if (state.hovered && data.selectable) {
      list.AddRectFilled(state.min, state.max, colors().hover, sizes().radius);
    }
    draw_row(item, columns, state, scale, any_selected && !item.selected);
    if (state.focused) list.AddRect(state.min, state.max, colors().focus, sizes().radius, 0, sizes().s2);
    if (state.hovered || state.focused) event.hovered = index;
    if (state.clicked && data.selectable) event.clicked = index;
    if (!item.tip.empty()) {
      ui::tooltip_for(state, ui::Tooltip{.title = item.label, .rows = item.tip, .note = data.note});
    }
  }
  ImGui::PopID();
  ImGui::Dummy({width, columns.row * static_cast<float>(data.items.size())});
  return event;
}

}  // namespace sluice::app::chart
