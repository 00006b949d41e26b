#include "app/charts/histogram.h"

#include <algorithm>
#include <cmath>

#include "app/charts/plot.h"
#include "app/format.h"
#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/text.h"

namespace sluice::app::chart {
namespace {

std::string say(const Formatter& format, double value) { return format ? format(value) : format_compact(value); }

struct Area {
  Scale x, y;
  ImVec2 min{}, max{};
};

Area make_area(const Histogram& data, ImVec2 at, float width, float height, double largest) {
  const Sizes& s = sizes();
  const float line = line_height(TextStyle::caption);
  float axis = 0;
  for (const double tick : nice_ticks(0, largest, 4)) {
    axis = std::max(axis, ui::measure(TextStyle::caption, format_compact(tick)).x);
  }
  const float over = data.cuts.empty() && !data.marker ? s.s8 : line + s.s4;
  const float under = line + s.s4 + (data.x_title.empty() ? 0 : line);
  Area area;
  area.min = {at.x + axis + s.s8, at.y + over};
  area.max = {at.x + width - s.s4, at.y + height - under};
  area.x = {.low = data.bins.front().from, .high = data.bins.back().to, .from = area.min.x, .to = area.max.x};
  area.y = {.low = 0, .high = largest > 0 ? largest : 1, .from = area.max.y, .to = area.min.y};
  return area;
}

void draw_axes(ImDrawList& list, const Histogram& data, const Area& area, double largest) {
  const Sizes& s = sizes();
  for (const double tick : nice_ticks(0, largest, 4)) {
    const float y = std::round(area.y.at(tick));
    list.AddLine({area.min.x, y}, {area.max.x, y}, colors().border);
    const std::string text = format_compact(tick);
    const float width = ui::measure(TextStyle::caption, text).x;
    ui::draw_text_in(list, TextStyle::caption, {area.min.x - s.s8 - width, y - s.s8}, {area.min.x - s.s8 + 1, y + s.s8},
                     colors().text_muted, text, ui::Align::right);
  }
  list.AddLine({area.min.x, area.max.y}, {area.max.x, area.max.y}, colors().border_strong);
  std::vector<Tick> ticks;
  for (const double value : nice_ticks(area.x.low, area.x.high, 7)) ticks.push_back({value, say(data.format, value)});
  const float line = line_height(TextStyle::caption);
  draw_x_labels(list, area.x, ticks, area.max.y + s.s4, area.min.x - s.s8, area.max.x + s.s4, colors().text_muted);
  if (!data.x_title.empty()) {
    ui::draw_text_in(list, TextStyle::caption, {area.min.x, area.max.y + line},
                     {area.max.x, area.max.y + 2 * line + s.s4}, colors().text_muted, data.x_title, ui::Align::right);
  }
}

/// Vertical lines; the marker's label goes first, then the cuts from the outside in, so that the ends stay named.
void draw_lines(ImDrawList& list, const Histogram& data, const Area& area) {
  const Sizes& s = sizes();
  std::vector<Tick> labels;
  if (data.marker) labels.push_back({*data.marker, say(data.format, *data.marker)});
  for (size_t low = 0, high = data.cuts.size(); low < high;) {
    labels.push_back({data.cuts[low], say(data.format, data.cuts[low])});
    ++low;
    if (low < high) labels.push_back({data.cuts[--high], say(data.format, data.cuts[high])});
  }
  const auto inside = [&](double value) { return value >= area.x.low && value <= area.x.high; };
  std::erase_if(labels, [&](const Tick& tick) { return !inside(tick.value); });
  for (const double cut : data.cuts) {
    if (inside(cut))
      draw_dashed(list, {area.x.at(cut), area.min.y}, {area.x.at(cut), area.max.y}, colors().text_muted, s.hairline);
  }
  if (data.marker && inside(*data.marker)) {
    const float x = area.x.at(*data.marker);
    list.AddLine({x, area.min.y}, {x, area.max.y}, colors().gold, s.s2);
    list.AddCircleFilled({x, area.min.y}, s.s4, colors().gold);
  }
  draw_x_labels(list, area.x, labels, area.min.y - line_height(TextStyle::caption), area.min.x - s.s16,
                area.max.x + s.s4, colors().text);
}

std::string range_text(const Histogram& data, const HistogramBin& bin) {
  return say(data.format, bin.from) + " \u2013 " + say(data.format, bin.to);
}

ScreenTable mirror_of(const Histogram& data) {
  ScreenTable table{std::string(data.caption),
                    std::string(data.key),
                    {tr("chart.from"), tr("chart.to"), std::string(data.count_header)},
                    {}};
  for (const HistogramBin& bin : data.bins) {
    table.rows.push_back({say(data.format, bin.from), say(data.format, bin.to), format_count(bin.count)});
  }
  for (const double cut : data.cuts) table.rows.push_back({tr("chart.cut"), say(data.format, cut), absent()});
  return table;
}

/// Share of the customers below `value`, spreading each bin's evenly over its range.
double share_below(const std::vector<HistogramBin>& bins, double value) {
  double below = 0, total = 0;
  for (const HistogramBin& bin : bins) {
    total += bin.count;
    const double width = bin.to - bin.from;
    const double part = width > 0 ? std::clamp((value - bin.from) / width, 0.0, 1.0) : (value > bin.from ? 1.0 : 0.5);
    below += bin.count * part;
  }
  return total > 0 ? below / total : 0.5;
}

}  // namespace

MarkEvent histogram(const Histogram& data) {
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
  const Area area = make_area(data, at, width, height, largest);
  const std::string value = range_text(data, {data.bins.front().from, data.bins.back().to, 0});
  const ui::ItemState state =
      ui::item_at({.key = data.key, .role = "img", .label = data.caption, .value = value, .no_focus_ring = true},
                  area.min, area.max);
  MarkEvent event;
  if (state.visible) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    draw_axes(list, data, area, largest);
    event.hovered = keyboard_index(state, data.bins.size());
    if (!event.hovered && state.hovered) {
      const double x = area.x.value_at(ImGui::GetIO().MousePos.x);
      for (size_t index = 0; index < data.bins.size(); ++index) {
        if (x >= data.bins[index].from && (x < data.bins[index].to || index + 1 == data.bins.size()))
          event.hovered = index;
      }
    }
    for (size_t index = 0; index < data.bins.size(); ++index) {
      const HistogramBin& bin = data.bins[index];
      const bool hovered = event.hovered == index;
      float left = area.x.at(bin.from), right = area.x.at(bin.to);
      if (right - left > s.s4) right -= 1;
      if (right - left < 1) left -= s.s4, right += s.s4;  // all values equal: one bar with a width of its own
      left = std::max(left, area.min.x), right = std::min(right, area.max.x);
      if (bin.count <= 0) continue;
      const float top = std::min(area.y.at(bin.count), area.max.y - 1);
      const Color fill = mix(colors().accent, colors().surface, 0.25f);
      list.AddRectFilled({left, top}, {right, area.max.y}, hovered ? colors().accent : fill, s.s2,
                         ImDrawFlags_RoundCornersTop);
    }
    draw_lines(list, data, area);
    if (state.focused) draw_mark_focus(list, area.min, area.max, s.radius_small);
    if (event.hovered) {
      const HistogramBin& bin = data.bins[*event.hovered];
      const std::vector<ui::TooltipRow> rows = {{std::string(data.count_header), format_count(bin.count), {}}};
      const std::string title = range_text(data, bin);
      ui::tooltip({.title = title, .rows = rows});
    }
    if (state.clicked) event.clicked = event.hovered;
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
  const double share = share_below(data.bins, data.value);
  ImGui::Dummy({width, height});
  annotate_last_item("img", data.caption, data.key, value);
  if (!ImGui::IsItemVisible() || width <= 0) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  // Customers in order: a strip of ranks, in which each score has the length of its customers.
  const Scale scale = {.low = 0, .high = 1, .from = at.x, .to = at.x + width};
  const float top = at.y + line + s.s8;
  std::vector<double> edges = {0};
  for (const double cut : data.cuts) edges.push_back(std::clamp(share_below(data.bins, cut), edges.back(), 1.0));
  edges.push_back(1);
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
  for (size_t cut = 0; cut < data.cuts.size(); ++cut) {
    centers.push_back(scale.at(edges[cut + 1]));
    widths.push_back(ui::measure(TextStyle::caption, say(data.format, data.cuts[cut])).x);
  }
  const auto places = place_labels(centers, widths, at.x, at.x + width, s.s8);
  for (size_t cut = 0; cut < places.size(); ++cut) {
    if (!places[cut]) continue;
    ui::draw_text(list, TextStyle::caption, {std::round(*places[cut]), top + thickness + s.s4}, colors().text_muted,
                  say(data.format, data.cuts[cut]));
  }
  const float x = scale.at(share);
  list.AddRectFilled({x - s.s2 - 1, top - s.s4}, {x + s.s2 + 1, top + thickness + s.s4}, colors().surface, s.s2);
  list.AddRectFilled({x - s.s2 / 2 - 0.5f, top - s.s4}, {x + s.s2 / 2 + 0.5f, top + thickness + s.s4}, colors().gold,
                     1);
  const float value_width = ui::measure(TextStyle::caption_strong, value).x;
  const float value_x = std::clamp(x - value_width / 2, at.x, std::max(at.x, at.x + width - value_width));
  ui::draw_text_in(list, TextStyle::caption_strong, {value_x, at.y}, {value_x + value_width + 1, at.y + line},
                   colors().text, value);
}

}  // namespace sluice::app::chart
