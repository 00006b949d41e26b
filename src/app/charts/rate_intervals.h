// Rates side by side, each with the interval in which it plausibly lies: a dot on a whisker, one row a rate, on one
// axis that begins at 0. A rate to compare with stands as a line through all rows.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/charts/chart.h"

namespace sluice::app::chart {

struct RateItem {
  std::string id{};
  std::string label{};
  std::optional<double> value{};  ///< share; none: there is no rate, only a row that says so
  double low = 0, high = 0;
  std::string value_text{};
  std::string interval_text{};  ///< "16.9–18.1%"
  bool faint = false;           ///< what the others are compared with
  std::vector<ui::TooltipRow> tip{};
};

struct RateIntervals {
  std::string_view key{};
  std::string_view caption{};
  std::string_view value_header{};
  std::string_view interval_header{};
  std::string_view note{};            ///< how the values are computed: under what hovering tells
  std::optional<double> reference{};  ///< the rate to compare with
  std::vector<RateItem> items{};
};

/// Tells only what is hovered: nothing can be pressed.
MarkEvent rate_intervals(const RateIntervals& data);

}  // namespace sluice::app::chart
