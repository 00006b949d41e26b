// Ticks of a time axis: round moments in the calendar, from milliseconds to decades. Pure.
#pragma once

#include <string>
#include <vector>

#include "app/charts/plot.h"
#include "base/calendar.h"

namespace sluice::app::chart {

/// Month or year boundaries inside [low, high], as coarse as `most` labels need; values are days since 1970-01-01.
std::vector<Tick> month_ticks(Day low, Day high, int most);

struct TimeTick {
  TimeMs time = 0;
  std::string text{};  ///< "08:30", "08:30:15"; of whole days and longer the date, the month or the year
  std::string day{};   ///< the date under a time of the day, where it is another than that of the tick before
};

/// Moments inside [low, high], ascending, 1..`most` of them where low < high; most >= 2.
std::vector<TimeTick> time_ticks(TimeMs low, TimeMs high, int most);

}  // namespace sluice::app::chart
