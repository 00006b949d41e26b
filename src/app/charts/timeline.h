// One customer's purchases in time: a stem for each, as high as the amount, up to the day of analysis. A share that
// changes with the days may be drawn behind them, from 0 at the bottom to 1 at the top.
#pragma once

#include <cstdint>

#include "app/charts/chart.h"

namespace sluice::app::chart {

struct TimelineEvent {
  int32_t day = 0;  ///< days since 1970-01-01
  double amount = 0;
  std::string text{};  ///< formatted amount
};

struct TimelineShare {
  int32_t day = 0;
  double share = 0;  ///< 0..1
};

struct Timeline {
  std::string_view key{};
  std::string_view caption{};
  std::string_view date_header{}, amount_header{};
  std::string_view note{};              ///< how the values are computed: under what hovering tells
  std::vector<TimelineEvent> events{};  ///< ascending days
  std::vector<TimelineShare> shares{};  ///< likewise; may be empty
  std::string_view share_header{};      ///< what they are
  std::optional<int32_t> snapshot{};    ///< marked at the right end
  std::string_view snapshot_label{};
  float height = 120;
};

/// `hovered` is the event.
MarkEvent timeline(const Timeline& data);

}  // namespace sluice::app::chart
