// Two funnels with steps of their own beside each other.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "dataset/dataset.h"
#include "funnel/pair_report.h"

namespace sluice::funnel {

/// Of two funnels that have been analysed with the same `keep`. Customers are compared one by one where both count
/// customers by events. Errors: those of the funnels.
Result<PairReport> compare_funnels(const Dataset& dataset, const FunnelSpec& first_spec, const FunnelReport& first,
                                   const FunnelSpec& kept_spec, const FunnelReport& kept,
                                   const std::vector<uint8_t>* keep);

}  // namespace sluice::funnel
