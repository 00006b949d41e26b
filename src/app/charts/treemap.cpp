#include "app/charts/treemap.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include "app/charts/plot.h"
#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/take_along.h"
#include "app/widgets/text.h"

namespace sluice::app::chart {
namespace {

/// The largest ratio of sides in a row of areas laid along a side of this length.
double worst_ratio(double sum, double smallest, double largest, double side) {
  const double square = side * side;
  return std::max(square * largest / (sum * sum), sum * sum / (square * smallest));
}

struct FloatingRect {
  double x, y, w, h;
};

/// Puts a finished row along the shorter side of what is left and returns the rest.
FloatingRect lay_row(std::span<const double> areas, std::span<const size_t> row, FloatingRect free,
                     std::vector<TreemapRect>& out) {
  double sum = 0;
  for (const size_t index : row) sum += areas[index];
  const bool column = free.w >= free.h;
  const double thickness = column ? sum / free.h : sum / free.w;
  double along = 0;
  for (const size_t index : row) {
    const double length = thickness > 0 ? areas[index] / thickness : 0;
    const FloatingRect r = column ? FloatingRect{free.x, free.y + along, thickness, length}
                                  : FloatingRect{free.x + along, free.y, length, thickness};
    out[index] = {static_cast<float>(r.x), static_cast<float>(r.y), static_cast<float>(r.w), static_cast<float>(r.h)};
    along += length;
  }
  return column ? FloatingRect{free.x + thickness, free.y, free.w - thickness, free.h}
                : FloatingRect{free.x, free.y + thickness, free.w, free.h - thickness};
}

struct TileLabel {
  std::vector<std::string> lines;
  TextStyle style = TextStyle::emphasis;
  float padding = 0, right_padding = 0;
};

/// The label whole, as large as the tile lets it be: over more lines, then nearer to the edges, then smaller. None when
/// it would have to be cut.
std::optional<TileLabel> fit_label(const std::string& label, ImVec2 min, ImVec2 max) {
  const Sizes& s = sizes();
  struct Try {
    TextStyle style;
    float padding, right_padding;
  };
  const float usual = max.x - min.x < 2 * s.s32 ? s.s8 : s.s12;
  const float tight = s.s4 + s.s2;  // beside the stripe
  for (const Try& attempt : {Try{TextStyle::emphasis, usual, usual}, Try{TextStyle::emphasis, s.s8, s.s4},
                             Try{TextStyle::caption_strong, s.s8, s.s4}, Try{TextStyle::caption_strong, tight, s.s2},
                             Try{TextStyle::caption, tight, s.s2}}) {
    const float width = max.x - min.x - attempt.padding - attempt.right_padding;
    const float leading = ui::measure(attempt.style, {}).y + s.s4;
    const auto most = static_cast<size_t>(std::max(0.0f, (max.y - min.y - 2 * attempt.padding + s.s4) / leading));
    constexpr size_t kMostLines = 3;
    if (most == 0 || width <= 0) continue;
    std::vector<std::string> lines = ui::fit_lines(attempt.style, label, width, std::min(most, kMostLines));
    if (!lines.empty() && !lines.back().empty() && !lines.back().ends_with("\u2026")) {
      return TileLabel{std::move(lines), attempt.style, attempt.padding, attempt.right_padding};
    }
  }
  return std::nullopt;
}

/// Half of the gap on each side, and whole pixels, so that tiles look even.
std::pair<ImVec2, ImVec2> corners(const TreemapRect& r, ImVec2 at) {
  const ImVec2 min = {std::round(at.x + r.x) + 1, std::round(at.y + r.y) + 1};
  return {min, {std::max(min.x, std::round(at.x + r.x + r.w) - 1), std::max(min.y, std::round(at.y + r.y + r.h) - 1)}};
}

/// "Promising 79 · 3.3%": all that such a tile would say.
std::string legend_words(const TreemapItem& item) {
  return item.label + " " + item.value_text + (item.share_text.empty() ? "" : " \u00B7 " + item.share_text);
}

/// With what it is a legend of, so that no entry looks like the label of the tile over it. Empty: all have their names.
std::vector<LegendItem> nameless_tiles(const Treemap& data, const std::vector<TreemapRect>& rects, ImVec2 at,
                                       bool with_figures) {
  std::vector<LegendItem> nameless;
  for (size_t index = 0; index < data.items.size(); ++index) {
    const TreemapItem& item = data.items[index];
    const auto [min, max] = corners(rects[index], at);
    if (item.value > 0 && !fit_label(item.label, min, max)) {
      nameless.push_back({with_figures ? legend_words(item) : item.label, data_color(item.color)});
    }
  }
  if (!nameless.empty()) nameless.insert(nameless.begin(), {tr("chart.small_tiles"), 0});
  return nameless;
}

/// The label, then value and share, as far as the tile has room: from the most to the least important, never cut.
void draw_tile_text(const TreemapItem& item, ImVec2 min, ImVec2 max, Color ink) {
  const Sizes& s = sizes();
  const std::optional<TileLabel> label = fit_label(item.label, min, max);
  if (!label) return;
  const float left = min.x + label->padding, width = max.x - label->right_padding - left;
  const float bottom = max.y - label->padding;
  const float leading = ui::measure(label->style, {}).y + s.s4 + (label->style == TextStyle::emphasis ? s.s2 : 0);
  float y = min.y + label->padding;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (const std::string& line : label->lines) {
    ui::draw_text(list, label->style, {left, y}, ink, line);
    y += leading;
  }
  const float caption_height = ui::measure(TextStyle::body, {}).y;
  for (const std::string* text : {&item.value_text, &item.share_text}) {
    if (text->empty() || y + caption_height > bottom || ui::measure(TextStyle::body, *text).x > width) continue;
    ui::draw_text(list, TextStyle::body, {left, y}, with_alpha(ink, 0.9f), *text);
    y += caption_height + s.s4 + s.s2;
  }
}

}  // namespace

std::vector<TreemapRect> squarify(std::span<const double> values, float width, float height) {
  std::vector<TreemapRect> out(values.size());
  std::vector<size_t> order;
  double total = 0;
  for (size_t at = 0; at < values.size(); ++at) {
    if (!(values[at] > 0) || !std::isfinite(values[at])) continue;
    order.push_back(at);
    total += values[at];
  }
  if (order.empty() || width <= 0 || height <= 0) return out;
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return values[a] > values[b]; });
  const double scale = static_cast<double>(width) * static_cast<double>(height) / total;
  std::vector<double> areas(values.size(), 0.0);
  for (const size_t at : order) areas[at] = values[at] * scale;
  FloatingRect free{0, 0, static_cast<double>(width), static_cast<double>(height)};
  for (size_t begin = 0; begin < order.size();) {
    const double side = std::max(std::min(free.w, free.h), 1e-9);
    double sum = areas[order[begin]];
    double ratio = worst_ratio(sum, sum, sum, side);
    size_t end = begin + 1;
    for (; end < order.size(); ++end) {
      const double area = areas[order[end]];
      const double next = worst_ratio(sum + area, area, areas[order[begin]], side);
      if (next > ratio) break;
      ratio = next;
      sum += area;
    }
    free = lay_row(areas, std::span(order).subspan(begin, end - begin), free, out);
    begin = end;
  }
  return out;
}

namespace {

/// Tiles and the legend of those too small for their names, which takes its lines from the tiles; smaller tiles may
/// want a longer one. The whole keeps its height, or the cards beside it would follow for ever.
struct TreemapLayout {
  std::vector<TreemapRect> rects;
  std::vector<LegendItem> legend;
  float legend_height = 0;
};

TreemapLayout lay_out(const Treemap& data, std::span<const double> values, ImVec2 at, ImVec2 size, bool with_figures) {
  TreemapLayout layout;
  const auto fit = [&] {
    layout.rects = squarify(values, size.x, size.y - layout.legend_height);
    layout.legend = nameless_tiles(data, layout.rects, at, with_figures);
    return height_of_legend(layout.legend, size.x);
  };
  for (float wanted = fit(); wanted > layout.legend_height; wanted = fit()) layout.legend_height = wanted;
  return layout;
}

}  // namespace

MarkEvent treemap(const Treemap& data) {
  const Sizes& s = sizes();
  const float width = ui::available_width();
  const float height = data.height * ImGui::GetStyle().FontScaleMain;
  std::vector<double> values;
  for (const TreemapItem& item : data.items) values.push_back(item.value);
  constexpr float kMostLegend = 0.5f;  // of the height: beyond it, names without figures
  const ImVec2 at = ImGui::GetCursorScreenPos();
  TreemapLayout layout = lay_out(data, values, at, {width, height}, true);
  if (layout.legend_height > height * kMostLegend) layout = lay_out(data, values, at, {width, height}, false);
  const auto& [rects, nameless, legend_height] = layout;
  const bool any = std::any_of(values.begin(), values.end(), [](double value) { return value > 0; });
  ScreenTable mirror{std::string(data.caption),
                     std::string(data.key),
                     {tr("chart.name"), std::string(data.value_header), tr("chart.share")},
                     {}};
  for (const TreemapItem& item : data.items) {
    mirror.rows.push_back(
        {item.label, ui::table_number(item.value, item.value_text), ui::table_share(item.share, item.share_text)});
  }
  add_screen_table(std::move(mirror));
  if (!any) {
    draw_empty(data.key, data.caption, height);
    return {};
  }
  const bool any_selected =
      std::any_of(data.items.begin(), data.items.end(), [](const auto& item) { return item.selected; });
  ImDrawList& list = *ImGui::GetWindowDrawList();
  MarkEvent event;
  std::optional<size_t> focused;
  ImGui::PushID(data.key.data(), data.key.data() + data.key.size());
  for (size_t index = 0; index < data.items.size(); ++index) {
    const TreemapItem& item = data.items[index];
    const TreemapRect& r = rects[index];
    const auto [min, max] = corners(r, at);
    if (item.value <= 0 || max.x - min.x < 1 || max.y - min.y < 1) continue;
    const std::string key = std::string(data.key) + "." + item.id;
    const std::string value = item.value_text + (item.share_text.empty() ? "" : ", " + item.share_text);
    const ui::ItemState state = ui::item_at({.key = key,
                                             .label = item.label,
                                             .value = value,
                                             .checkable = true,
                                             .checked = item.selected,
                                             .no_focus_ring = true},
                                            min, max);
    if (!state.visible) continue;
    const Color hue = data_color(item.color);
    // Tinted, not saturated: large areas stay calm, and one ink reads on all of them.
    constexpr float kTint = 0.38f, kChosenTint = 0.75f, kOtherTint = 0.16f;
    Color fill = mix(colors().surface, hue, !any_selected ? kTint : item.selected ? kChosenTint : kOtherTint);
    if (state.hovered) fill = mix(fill, colors().text, 0.08f);
    list.AddRectFilled(min, max, fill, s.radius_small);
    const Color edge = any_selected && !item.selected ? mix(hue, colors().surface, 0.5f) : hue;
    list.AddRectFilled(min, {std::min(min.x + s.s4, max.x), max.y}, edge, s.radius_small, ImDrawFlags_RoundCornersLeft);
    if (item.selected)
      list.AddRect({min.x + 1, min.y + 1}, {max.x - 1, max.y - 1}, colors().text, s.radius_small, 0, s.s2);
    list.PushClipRect(min, max, true);
    draw_tile_text(item, min, max, text_on(fill));
    list.PopClipRect();
    if (state.focused) focused = index;
    if (state.hovered || state.focused) event.hovered = index;
    if (state.clicked) event.clicked = index;
    std::vector<ui::TooltipRow> rows = item.tip;
    if (rows.empty())
      rows = {{std::string(data.value_header), item.value_text, {}}, {tr("chart.share"), item.share_text, {}}};
    ui::tooltip_for(state, ui::Tooltip{.title = item.label, .rows = rows, .note = data.note});
  }
  if (focused) {
    const TreemapRect& r = rects[*focused];
    draw_mark_focus(list, {at.x + r.x + s.s2, at.y + r.y + s.s2}, {at.x + r.x + r.w - s.s2, at.y + r.y + r.h - s.s2},
                    s.radius_small);
  }
  ImGui::PopID();
  ImGui::Dummy({width, height - legend_height});
  if (legend_height > 0) {
    const ImVec2 under = ImGui::GetCursorScreenPos();
    if (!nameless.empty()) legend(nameless);
    ImGui::SetCursorScreenPos(under);
    ImGui::Dummy({width, std::max(0.0f, legend_height - ImGui::GetStyle().ItemSpacing.y)});
  }
  return event;
}

}  // namespace sluice::app::chart
