// The figures of the groups of every grouping, and the rule by which they are made in a sentence.
#pragma once

#include <vector>

#include "rfm/analysis.h"

namespace sluice::rfm {

/// Of the rows that are `selected`, whose sums the shares are of. `prospects` as in RfmReport.
GroupingReport report_grouping(const Analysis& analysis, const RfmSpec& spec, const FilterSpec& filter,
                               Grouping grouping, const std::vector<uint8_t>& selected, uint64_t prospects);

/// People in the files who have no order line, and no row in the customer table where that is what is scored.
uint64_t count_prospects(const Dataset& dataset, const Profile& profile);

}  // namespace sluice::rfm
