// One segment explained. Its customers are compared with the others whom the rest of the filter leaves.
#pragma once

#include <string_view>

#include "base/result.h"
#include "rfm/analysis.h"
#include "rfm/segment_explanation.h"

namespace sluice::rfm {

/// The part of a segment that is thought to move up.
inline constexpr double kAscending = 0.1;

/// A probability of superiority below 0.56, and above 0.44, is no effect worth a word; from 0.71 on it is a large one
/// (Vargha & Delaney 2000).
inline constexpr double kNoticeable = 0.56, kLarge = 0.71;

inline constexpr size_t kMostContrasts = 6;

/// Shares differ where |z| is at least this: two-sided 0.1 %, as many values are looked at.
inline constexpr double kTelling = 3.2905;

/// Error: not_found for a segment that the map does not have; bad_spec for a filter that does not fit.
Result<SegmentExplanation> explain_segment(const Dataset& dataset, const Analysis& analysis, const FilterSpec& filter,
                                           std::string_view id);

/// The share of pairs of one value of each list in which the first is greater, equal pairs by half. Both ascend and are
/// not empty.
double probability_of_superiority(const std::vector<double>& values, const std::vector<double>& others);

}  // namespace sluice::rfm
