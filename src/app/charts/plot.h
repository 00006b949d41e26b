// Parts that several charts are made of: a scale, dashed lines, axes whose labels never collide, focus marks, the
// keyboard's position along a curve. Between charts.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "app/charts/chart.h"
#include "app/widgets/item.h"

namespace sluice::app::chart {

/// Maps values linearly to pixels; either direction.
struct Scale {
  double low = 0, high = 1;
  float from = 0, to = 1;

  float at(double value) const;
  double value_at(float pixel) const;
};

/// Where the values of a chart with two scales stand.
struct PlotArea {
  Scale x, y;
  ImVec2 min{}, max{};
};

/// Of the part `index` of `count`: its own hue, or, without one (empty), from the strongest tone of the scale to a
/// light one.
Color part_color(const std::string& hue, size_t index, size_t count);

struct Tick {
  double value = 0;
  std::string text{};
};

/// Text under a horizontal axis: first those that fit, in the order given; one that would touch another or leave
/// [left, right] is left out. Returns which were drawn.
void draw_x_labels(ImDrawList& list, const Scale& scale, std::span<const Tick> ticks, float top, float left,
                   float right, Color color);

/// Where labels of width `widths[i]`, centred on `centers[i]`, may go: the left edge of each, or nothing for one that
/// has no room. Earlier ones go first; all stay inside [left, right] and `gap` apart. Pure.
std::vector<std::optional<float>> place_labels(std::span<const float> centers, std::span<const float> widths,
                                               float left, float right, float gap);

/// The same for labels that must all be there, in ascending order of their centres: each as near to its centre as the
/// others let it be. None when they do not fit together. Pure.
std::vector<float> spread_labels(std::span<const float> centers, std::span<const float> widths, float left, float right,
                                 float gap);

void draw_dashed(ImDrawList& list, ImVec2 from, ImVec2 to, Color color, float thickness);
void draw_mark_focus(ImDrawList& list, ImVec2 min, ImVec2 max, float radius);

/// The index that the arrow keys have reached in a focused chart of `count` points; none while it has no focus.
/// Items that name the same `place` (an ImGui id) share it, as the rows of a grid share the column.
std::optional<size_t> keyboard_index(const ui::ItemState& item, size_t count, ImGuiID place = 0);

/// A sentence in the middle of a chart without data.
void draw_empty(std::string_view key, std::string_view caption, float height);

/// A list of name: value for the item table's label.
std::string spoken_tip(std::string_view title, std::span<const ui::TooltipRow> rows);

}  // namespace sluice::app::chart
