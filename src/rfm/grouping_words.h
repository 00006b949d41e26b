// What is said of a grouping: the rule by which its groups are made, with the thresholds in force, and why there are
// none.
#pragma once

#include "rfm/analysis.h"

namespace sluice::rfm {

/// `prospects` as in RfmReport: the groupings by purchases say whom they leave out.
TextPair grouping_rule(const Analysis& analysis, const RfmSpec& spec, Grouping grouping, uint64_t prospects);

/// Why a grouping that is not applicable has no groups, and what to do.
TextPair why_no_groups(const Analysis& analysis, Grouping grouping);

/// Of what kind a customer is, with the figures that decide it; empty where nothing is estimated. `row`: of the
/// profile.
TextPair kind_sentence(const Analysis& analysis, const RfmSpec& spec, size_t row);

}  // namespace sluice::rfm
