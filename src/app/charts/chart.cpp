#include "app/charts/chart.h"

#include <algorithm>
#include <cmath>

#include "app/charts/plot.h"
#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/text.h"
#include "app/widgets/tooltip.h"

namespace sluice::app::chart {

std::vector<double> nice_ticks(double low, double high, int most) {
  if (!std::isfinite(low) || !std::isfinite(high) || most < 1) return {};
  if (low > high) std::swap(low, high);
  if (low == high) return {low};
  const double raw = (high - low) / std::max(1, most);
  double power = std::pow(10.0, std::floor(std::log10(raw)));
  std::vector<double> ticks;
  // Coarser and coarser steps until few enough of them lie inside.
  constexpr double kSteps[] = {1, 2, 5};
  for (int attempt = 0; attempt < 9; ++attempt) {
    const double step = power * kSteps[attempt % 3];
    if (attempt % 3 == 2) power *= 10;
    if (step <= 0) return {low};
    const double slack = step * 1e-9;
    const double first = std::ceil((low - slack) / step);
    const double last = std::floor((high + slack) / step);
    if (last - first + 1 > most) continue;
    for (double at = first; at <= last; ++at) ticks.push_back(at * step + 0.0);
    return ticks;
  }
  return ticks;
}

std::vector<double> whole_ticks(double low, double high, int most) {
  std::vector<double> ticks = nice_ticks(low, high, most);
  // A step under 1 divides it or passes over it: the whole numbers among the ticks are evenly spaced.
  std::erase_if(ticks, [](double tick) { return tick != std::round(tick); });
  return ticks;
}

Color part_color(const std::string& hue, size_t index, size_t count) {
  if (!hue.empty()) return data_color(hue);
  const double steps = std::max<double>(1, static_cast<double>(count) - 1);
  return sequential(0.85 - 0.6 * static_cast<double>(index) / steps);
}

namespace {
/// Of the dot, and the gap behind it.
float dot_width(const LegendItem& entry) { return entry.color == 0 && !entry.mark ? 0 : sizes().s16 - sizes().s2; }

float legend_width(const LegendItem& entry, float available) {
  return std::min(dot_width(entry) + sizes().s2 + ui::measure(TextStyle::caption, entry.label).x, available);
}
}  // namespace

float height_of_legend(const std::vector<LegendItem>& items, float width) {
  float lines = items.empty() ? 0 : 1, x = 0;
  for (const LegendItem& entry : items) {
    const float entry_width = legend_width(entry, width);
    if (x > 0 && x + sizes().s16 + entry_width > width) {
      ++lines;
      x = 0;
    }
    x += (x > 0 ? sizes().s16 : 0) + entry_width;
  }
  return lines * (line_height(TextStyle::caption) + ImGui::GetStyle().ItemSpacing.y);
}

void legend(const std::vector<LegendItem>& items, std::string_view test_key) {
  const Sizes& s = sizes();
  bool first = true;
  std::string words;
  ImGui::BeginGroup();
  for (const LegendItem& entry : items) {
    const float width = legend_width(entry, ui::available_width());
    if (!first) ui::same_line_if_fits(width, s.s16);
    first = false;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = line_height(TextStyle::caption);
    ImGui::Dummy({width, height});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 middle = {at.x + s.s4, at.y + height / 2};
    if (entry.mark) {
      entry.mark(list, middle, s.s4);
    } else if (entry.color != 0) {
      list.AddCircleFilled(middle, s.s4, entry.color);
    }
    ui::draw_text_in(list, TextStyle::caption, {at.x + dot_width(entry), at.y}, {at.x + width + 1, at.y + height},
                     colors().text_muted, entry.label);
    words += (words.empty() ? "" : tr("list.separator")) + entry.label;
  }
  ImGui::EndGroup();
  if (!test_key.empty() && !items.empty()) annotate_last_item("text", words, test_key);
}

float Scale::at(double value) const {
  if (high == low) return (from + to) / 2;
  return from + (to - from) * static_cast<float>((value - low) / (high - low));
}

double Scale::value_at(float pixel) const {
  if (to == from) return low;
  return low + (high - low) * static_cast<double>((pixel - from) / (to - from));
}

std::vector<std::optional<float>> place_labels(std::span<const float> centers, std::span<const float> widths,
                                               float left, float right, float gap) {
  std::vector<std::optional<float>> places(centers.size());
  for (size_t at = 0; at < centers.size(); ++at) {
    if (widths[at] > right - left) continue;
    const float x = std::clamp(centers[at] - widths[at] / 2, left, right - widths[at]);
    bool free = true;
    for (size_t other = 0; other < at && free; ++other) {
      if (places[other]) free = x >= *places[other] + widths[other] + gap || x + widths[at] + gap <= *places[other];
    }
    if (free) places[at] = x;
  }
  return places;
}

std::vector<float> spread_labels(std::span<const float> centers, std::span<const float> widths, float left, float right,
                                 float gap) {
  // Groups of labels that touch, each centred on the mean of what its labels want; groups that meet become one.
  struct Group {
    size_t first = 0, count = 0;
    float width = 0;   // with the gaps inside
    float wanted = 0;  // sum of the left edges that its labels want of the group
    float x = 0;
  };
  const auto settle = [&](Group& group) {
    group.x = std::clamp(group.wanted / static_cast<float>(group.count), left, std::max(left, right - group.width));
  };
  std::vector<Group> groups;
  for (size_t at = 0; at < centers.size(); ++at) {
    Group next{at, 1, widths[at], centers[at] - widths[at] / 2, 0};
    settle(next);
    while (!groups.empty() && groups.back().x + groups.back().width + gap > next.x) {
      Group& before = groups.back();
      const float offset = before.width + gap;  // of the joined labels inside the new group
      before.wanted += next.wanted - offset * static_cast<float>(next.count);
      before.count += next.count;
      before.width = offset + next.width;
      next = before;
      groups.pop_back();
      settle(next);
    }
    groups.push_back(next);
  }
  std::vector<float> places;
  for (const Group& group : groups) {
    if (group.width > right - left) return {};
    float x = group.x;
    for (size_t at = group.first; at < group.first + group.count; ++at) {
      places.push_back(x);
      x += widths[at] + gap;
    }
  }
  return places;
}

void draw_x_labels(ImDrawList& list, const Scale& scale, std::span<const Tick> ticks, float top, float left,
                   float right, Color color) {
  std::vector<float> centers, widths;
  for (const Tick& tick : ticks) {
    centers.push_back(scale.at(tick.value));
    widths.push_back(ui::measure(TextStyle::caption, tick.text).x);
  }
  const auto places = place_labels(centers, widths, left, right, sizes().s8);
  for (size_t at = 0; at < ticks.size(); ++at) {
    if (places[at]) ui::draw_text(list, TextStyle::caption, {std::round(*places[at]), top}, color, ticks[at].text);
  }
}

void draw_dashed(ImDrawList& list, ImVec2 from, ImVec2 to, Color color, float thickness) {
  const float dx = to.x - from.x, dy = to.y - from.y;
  const float length = std::hypot(dx, dy);
  const float dash = sizes().s4;
  for (float at = 0; at < length; at += 2 * dash) {
    const float end = std::min(at + dash, length);
    list.AddLine({from.x + dx * at / length, from.y + dy * at / length},
                 {from.x + dx * end / length, from.y + dy * end / length}, color, thickness);
  }
}

void draw_mark_focus(ImDrawList& list, ImVec2 min, ImVec2 max, float radius) {
  const float inset = sizes().s2;
  list.AddRect({min.x - inset, min.y - inset}, {max.x + inset, max.y + inset}, colors().focus, radius + inset, 0,
               inset);
}

std::optional<size_t> keyboard_index(const ui::ItemState& item, size_t count, ImGuiID place) {
  if (!item.focused || count == 0) return {};
  int& index = *ImGui::GetStateStorage()->GetIntRef(place == 0 ? item.id : place, 0);
  for (const ImGuiKey key : {ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_Home, ImGuiKey_End})
    ui::own_key(item, key);
  const int before = index;
  if (ui::pressed(item, ImGuiKey_LeftArrow)) --index;
  if (ui::pressed(item, ImGuiKey_RightArrow)) ++index;
  if (ui::pressed(item, ImGuiKey_Home)) index = 0;
  if (ui::pressed(item, ImGuiKey_End)) index = static_cast<int>(count) - 1;
  index = std::clamp(index, 0, static_cast<int>(count) - 1);
  if (index != before && place == 0) ui::read_out_next_tooltip();  // else the mark is an item of its own
  return static_cast<size_t>(index);
}

void draw_empty(std::string_view key, std::string_view caption, float height) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ui::available_width();
  ImGui::Dummy({width, height});
  annotate_last_item("img", std::string(caption) + ": " + tr("chart.empty"), key);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, {at.x + width, at.y + height}, colors().background, sizes().radius);
  ui::draw_text_in(list, TextStyle::body, at, {at.x + width, at.y + height}, colors().text_muted, tr("chart.empty"),
                   ui::Align::center);
}

std::string spoken_tip(std::string_view title, std::span<const ui::TooltipRow> rows) {
  std::string text(title);
  for (const ui::TooltipRow& row : rows) {
    if (!text.empty()) text += ", ";
    text += row.label.empty() ? row.value : row.label + ": " + row.value;
  }
  return text;
}

}  // namespace sluice::app::chart
