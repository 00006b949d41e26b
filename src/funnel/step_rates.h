// The arithmetic that every funnel shares: from the count of each step to conversion, drop-off and intervals.
#pragma once

#include <optional>
#include <vector>

#include "funnel/funnel_report.h"

namespace sluice::funnel {

/// count / base with its Wilson interval; none where base is 0. Where count exceeds base it is no proportion, and low
/// and high equal the value.
std::optional<Rate> conversion(double count, double base);

/// Fills rates, drop-off, share of loss and larger_than_before from the counts. A step is compared with the last one
/// before it that is not optional; at an optional step nobody is lost.
void fill_rates(std::vector<StepReport>& steps);

}  // namespace sluice::funnel
