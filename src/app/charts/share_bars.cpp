#include "app/charts/share_bars.h"

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

std::string text_of(const ShareRow& row, size_t index) {
  if (index < row.texts.size() && !row.texts[index].empty()) return row.texts[index];
  return index < row.shares.size() ? format_percent(row.shares[index]) : absent();
}

ScreenTable mirror_of(const ShareBars& data) {
  ScreenTable table{std::string(data.caption), std::string(data.key), {tr("chart.name")}, {}};
  for (const SharePart& part : data.parts) table.header.push_back(part.label);
  for (const ShareRow& row : data.rows) {
    std::vector<std::string> cells = {row.label};
    for (size_t index = 0; index < data.parts.size(); ++index) {
      const std::optional<double> share = index < row.shares.size() ? row.shares[index] : std::nullopt;
      cells.push_back(ui::table_share(share, text_of(row, index)));
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

std::vector<ui::TooltipRow> part_tip(const ShareBars& data, size_t part) {
  std::vector<ui::TooltipRow> rows;
  for (const ShareRow& row : data.rows) rows.push_back({row.label, text_of(row, part), {}});
  return rows;
}

}  // namespace

MarkEvent share_bars(const ShareBars& data) {
  const Sizes& s = sizes();
  add_screen_table(mirror_of(data));
  if (data.parts.empty() || data.rows.empty()) {
    draw_empty(data.key, data.caption, s.row * 2);
    return {};
  }
  const float width = ui::available_width();
  const float caption = line_height(TextStyle::caption);
  const float thickness = s.s24 + s.s4;
  const float row_height = caption + s.s2 + thickness + s.s12;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool any_selected =
      std::any_of(data.parts.begin(), data.parts.end(), [](const auto& part) { return part.selected; });
  ImDrawList& list = *ImGui::GetWindowDrawList();
  MarkEvent event;
  ImGui::PushID(data.key.data(), data.key.data() + data.key.size());
  for (size_t index = 0; index < data.rows.size(); ++index) {
    const ShareRow& row = data.rows[index];
    const float y = at.y + row_height * static_cast<float>(index);
    ui::draw_text_in(list, TextStyle::caption, {at.x, y}, {at.x + width, y + caption}, colors().text_muted, row.label);
    const float top = y + caption + s.s2;
    list.AddRectFilled({at.x, top}, {at.x + width, top + thickness}, colors().track, s.radius_small);
    double total = 0;
    for (const auto& share : row.shares) total += share && *share > 0 ? *share : 0;
    const double whole = std::max(1.0, total);
    double before = 0;
    for (size_t part = 0; part < data.parts.size(); ++part) {
      const double share = part < row.shares.size() ? std::max(0.0, row.shares[part].value_or(0)) : 0;
      const float left = std::round(at.x + width * static_cast<float>(before / whole));
      before += share;
      const float right =
          std::round(at.x + width * static_cast<float>(before / whole)) - (before < whole - 1e-9 ? 1 : 0);
      if (right - left < 1) continue;
      const std::string key = std::string(data.key) + "." + data.parts[part].id + "." + std::to_string(index);
      const std::string label = row.label + ": " + data.parts[part].label;
      const std::string text = text_of(row, part);
      const ui::ItemState state = ui::item_at({.key = key,
                                               .label = label,
                                               .value = text,
                                               .checkable = true,
                                               .checked = data.parts[part].selected,
                                               .no_focus_ring = true},
                                              {left, top}, {right, top + thickness});
      if (!state.visible) continue;
      Color fill = part_color(data.parts[part].color, part, data.parts.size());
      if (row.faint) fill = mix(fill, colors().surface, 0.45f);
      if (any_selected && !data.parts[part].selected) fill = mix(fill, colors().surface, 0.55f);
      if (state.hovered) fill = mix(fill, colors().text, 0.1f);
      list.AddRectFilled({left, top}, {right, top + thickness}, fill, s.radius_small);
      if (ui::measure(TextStyle::caption_strong, text).x + s.s8 <= right - left) {
        ui::draw_text_in(list, TextStyle::caption_strong, {left, top}, {right, top + thickness}, text_on(fill), text,
                         ui::Align::center);
      }
      if (state.focused) draw_mark_focus(list, {left, top}, {right, top + thickness}, s.radius_small);
      if (state.hovered || state.focused) event.hovered = part;
      if (state.clicked) event.clicked = part;
      const std::vector<ui::TooltipRow> rows = part_tip(data, part);
      ui::tooltip_for(state, ui::Tooltip{.title = data.parts[part].label, .rows = rows, .note = row.note});
    }
  }
  ImGui::PopID();
  ImGui::Dummy({width, row_height * static_cast<float>(data.rows.size()) - s.s12});
  std::vector<LegendItem> items;
  for (size_t part = 0; part < data.parts.size(); ++part)
    items.push_back({data.parts[part].label, part_color(data.parts[part].color, part, data.parts.size())});
  legend(items);
  return event;
}

}  // namespace sluice::app::chart
