// Where those went who were lost behind a step of an event funnel, and what is more frequent among them than among
// those who went on.
#pragma once

#include <cstdint>
#include <vector>

#include "base/passes.h"
#include "base/result.h"
#include "dataset/dataset.h"
#include "funnel/afterwards_report.h"
#include "funnel/funnel_report.h"
#include "funnel/funnel_spec.h"

namespace sluice::funnel {

/// The number, from 1, of the step behind which most are lost; the first one where nobody is.
uint32_t step_of_greatest_loss(const FunnelReport& report);

/// `query.step` is chosen. `keep` as in funnel/analysis.h; it and the dataset must stay. A look at every unit, and one
/// at those of the step for each attribute and property. Errors: those of the funnel; not_applicable (no events);
/// bad_spec (no such step, or none behind it; a depth or floor out of range).
Result<PassRun<AfterwardsReport>> begin_afterwards(const Dataset& dataset, const FunnelSpec& spec,
                                                   const AfterwardsQuery& query, const std::vector<uint8_t>* keep);

}  // namespace sluice::funnel
