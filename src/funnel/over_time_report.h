// An event funnel by the day, week or month in which it was entered. Plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text_pair.h"
#include "funnel/funnel_report.h"
#include "funnel/funnel_spec.h"

namespace sluice::funnel {

/// At most so many periods have a row of their own, the latest ones; those before them are gathered in one row.
inline constexpr size_t kMostEntryPeriods = 366;

struct EntryPeriod {
  std::string id;         ///< "2017-04-05", "2017-W05" (ISO 8601), "2017-04"; with "../" before it: up to its end
  std::string first_day;  ///< "YYYY-MM-DD"; of gathered periods that of the earliest one
  std::string last_day;
  uint64_t periods = 1;          ///< more than one: gathered
  uint64_t entered = 0;          ///< reached the first step; 0: a period between others in which nobody did
  uint64_t converted = 0;        ///< of these, those that reached the last step, whenever that was
  std::optional<uint64_t> open;  ///< of these, those that may yet convert; none: not known without a limit of time
  std::optional<Rate> rate;      ///< converted / entered
};

struct OverTimeReport {
  EntryGrain grain = EntryGrain::day;  ///< in force, never automatic
  std::vector<EntryPeriod> periods;    ///< oldest first, without gaps
  uint64_t entered = 0;                ///< of all periods: the counts of the first and the last step of the funnel
  uint64_t converted = 0;
  std::optional<uint64_t> open;
  std::optional<Rate> rate;
  TextPair definition;  ///< what stands in a period and what is open, one or two sentences
  std::vector<TextPair> notes;
};

}  // namespace sluice::funnel
