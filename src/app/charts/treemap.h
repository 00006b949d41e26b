// Squarified treemap (Bruls, Huizing & van Wijk 2000): areas true to the values, labels and values inside, the largest
// at the top left.
#pragma once

#include <span>

#include "app/charts/chart.h"

namespace sluice::app::chart {

struct TreemapItem {
  std::string id{};  ///< test key is KEY.ID
  std::string label{};
  double value = 0;          ///< the area; values <= 0 are left out of the drawing, not of the table
  std::string value_text{};  ///< "1,234 customers"
  std::optional<double> share{};
  std::string share_text{};  ///< "12.3%"
  std::string color{};       ///< "#rrggbb"
  bool selected = false;
  std::vector<ui::TooltipRow> tip{};
};

struct Treemap {
  std::string_view key{};
  std::string_view caption{};       ///< what it shows, for the mirror's table
  std::string_view value_header{};  ///< of the table's second column
  std::string_view note{};          ///< how the values are computed: under what hovering tells
  std::vector<TreemapItem> items{};
  float height = 320;
};

MarkEvent treemap(const Treemap& data);

/// A rectangle for each value: areas proportional to the values, together exactly the rectangle; empty ones for
/// values <= 0. Pure.
struct TreemapRect {
  float x = 0, y = 0, w = 0, h = 0;
};
std::vector<TreemapRect> squarify(std::span<const double> values, float width, float height);

}  // namespace sluice::app::chart
