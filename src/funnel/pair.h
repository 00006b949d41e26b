// Two funnels with steps of their own beside each other.
#pragma once

#include <cstdint>
#include <vector>

#include "base/passes.h"
#include "base/result.h"
#include "dataset/cleaning.h"
#include "dataset/dataset.h"
#include "funnel/analysis.h"
#include "funnel/pair_report.h"

namespace sluice::funnel {

/// `first` is the report of `first_spec` with the same `keep`; the other arguments are those of begin_analysis, and
/// must stay. Customers are compared one by one where both count customers by events. Errors: those of the funnels.
Result<PassRun<PairReport>> begin_pair(const Dataset& dataset, const FunnelSpec& first_spec, const FunnelReport& first,
                                       const FunnelSpec& kept_spec, const std::vector<uint8_t>* keep,
                                       const Cleaning* cleaning, const EventChoices* choices);

}  // namespace sluice::funnel
