// What is said of a grouping: the rule by which its groups are made, with the thresholds in force, and why there are
// none.
#pragma once

#include "rfm/analysis.h"

namespace sluice::rfm {

/// The groupings by purchases say whom they leave out.
TextPair grouping_rule(const Analysis& analysis, const RfmSpec& spec, Grouping grouping);

/// Prospects of everybody whom the files name; 0 where they name nobody.
double share_of_people(const Analysis& analysis);

/// Why no filter may name the prospects.
TextPair why_no_filter_by_prospects();

/// Why a grouping that is not applicable has no groups, and what to do.
TextPair why_no_groups(const Analysis& analysis, Grouping grouping);

/// Of what kind a customer is, with the figures that decide it; empty where nothing is estimated. `row`: of the
/// profile.
TextPair kind_sentence(const Analysis& analysis, const RfmSpec& spec, size_t row);

}  // namespace sluice::rfm
