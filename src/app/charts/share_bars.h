// Bars that add up to 100 %: one row for each way of counting (customers, revenue, the rule of thumb), the same parts
// in the same colours in each. Under the pyramid of pyramid.h, which shows how few the best customers are, these
// compare the shares.
#pragma once

#include "app/charts/chart.h"

namespace sluice::app::chart {

struct SharePart {
  std::string id{};
  std::string label{};
  std::string color{};  ///< "#rrggbb"; empty: a step of the accent scale
  bool selected = false;
};

struct ShareRow {
  std::string label{};
  std::vector<std::optional<double>> shares{};  ///< one for each part, 0..1
  std::vector<std::string> texts{};             ///< inside the part where it fits, and in the tooltip
  bool faint = false;                           ///< a yardstick, not data
  std::string_view note{};                      ///< how the shares are computed: under what hovering tells
};

struct ShareBars {
  std::string_view key{};
  std::string_view caption{};
  std::vector<SharePart> parts{};
  std::vector<ShareRow> rows{};
};

/// Indices of parts.
MarkEvent share_bars(const ShareBars& data);

}  // namespace sluice::app::chart
