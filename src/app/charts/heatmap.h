// A grid of scores by scores: recency against frequency, the best at the top right. Colour by a value, the value
// written into the cell where it fits.
#pragma once

#include "app/charts/chart.h"

namespace sluice::app::chart {

struct HeatmapCell {
  std::string id{};     ///< "54"; test key is KEY.ID
  double value = 0;     ///< colour: 0 .. largest on the sequential scale (square root, so that small ones differ)
  std::string text{};   ///< the value, short: "1.2K"; empty: there is none
  std::string label{};  ///< the cell's segment, drawn small where it fits; may be empty
  std::string color{};  ///< "#rrggbb": a stripe in the segment's hue; may be empty
  bool selected = false;
  bool flagged = false;  ///< with a spot in the corner: something is to be said about it
  std::vector<ui::TooltipRow> tip{};
};

struct Heatmap {
  std::string_view key{};
  std::string_view caption{};
  std::string_view x_title{};  ///< "Frequency score"
  std::string_view y_title{};
  int columns = 5, rows = 5;                     ///< scores 1..columns to the right, 1..rows upwards
  std::vector<HeatmapCell> cells{};              ///< [(y - 1) * columns + (x - 1)]
  std::string_view legend_low{}, legend_high{};  ///< ends of the colour scale: "0", "1,234"
  std::string_view legend_title{};
  std::string_view note{};  ///< how the values are computed: under what hovering tells
  bool by_hue = false;      ///< the cells have the hues of their colours, not the scale of their values, and labels
                            ///< also where only their beginning has room
  bool fills = false;       ///< the last thing in a card: with higher cells beside higher cards, at most square ones
  float height = 0;         ///< 0: from the width, cells between 44 and 76 high
};

MarkEvent heatmap(const Heatmap& data);

}  // namespace sluice::app::chart
