// The figures of the groups of every grouping, and the rule by which they are made in a sentence.
#pragma once

#include <array>
#include <vector>

#include "base/exact_sum.h"
#include "base/statistics.h"
#include "rfm/analysis.h"

namespace sluice::rfm {

struct GroupTally {
  uint64_t customers = 0;
  ExactSum revenue, margin;
  CompensatedSum purchases, recency, expected;  ///< expected: revenue, where it is estimated
};

/// By Grouping, by group; empty where a grouping is not applicable.
using GroupTallies = std::array<std::vector<GroupTally>, kGroupingIds.size()>;

/// Every grouping in one pass over the rows that are selected.
GroupTallies tally_groups(const Analysis& analysis, const std::vector<uint32_t>& rows);

/// Shares are of the sums of the grouping's tallies.
GroupingReport report_grouping(const Analysis& analysis, const RfmSpec& spec, const FilterSpec& filter,
                               Grouping grouping, const GroupTallies& tallies);

}  // namespace sluice::rfm
