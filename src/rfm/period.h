// Calendar weeks, months and quarters: numbered one after the other, and named by texts that say what they are, so that
// a name in a saved filter needs nothing beside it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "rfm/cohort_spec.h"

namespace sluice::rfm {

int32_t period_of(Day day, CohortPeriod kind);  ///< its running number; the next period has the next one
Day first_day_of(int32_t period, CohortPeriod kind);
std::string period_id(int32_t period, CohortPeriod kind);  ///< "2017-03", "2017-Q1", "2017-W05" (ISO 8601 week)

struct DayRange {
  Day first = 0;
  Day last = 0;  ///< inclusive
};

/// The days of a period by its id; of "../2017-03" all days up to the end of that period. nullopt for any other text.
std::optional<DayRange> parse_period_id(std::string_view id);

/// period_of() for each day of a range, looked up: orders by the million ask for it.
class PeriodTable {
 public:
  PeriodTable(Day first, Day last, CohortPeriod kind);
  int32_t operator[](Day day) const { return periods_[static_cast<size_t>(day - first_)]; }

 private:
  Day first_;
  std::vector<int32_t> periods_;
};

}  // namespace sluice::rfm
