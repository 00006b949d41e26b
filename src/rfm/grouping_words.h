// What is said of a grouping: the rule by which its groups are made, with the thresholds in force, and why there are
// none.
#pragma once

#include "rfm/analysis.h"

namespace sluice::rfm {

/// `prospects` as in RfmReport: the groupings by purchases say whom they leave out.
TextPair grouping_rule(const Analysis& analysis, const RfmSpec& spec, Grouping grouping, uint64_t prospects);

/// Why there is no grouping by growth without margin, and what to do.
TextPair why_no_growth(const Profile& profile);

}  // namespace sluice::rfm
