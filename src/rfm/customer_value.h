// The report on what customers are worth from now on, made from the estimates of an analysis (rfm/lifetime.h).
#pragma once

#include <cstdint>
#include <vector>

#include "base/passes.h"
#include "base/result.h"
#include "rfm/analysis.h"
#include "rfm/customer_report.h"
#include "rfm/value_report.h"
#include "value/purchase_bootstrap.h"

namespace sluice::rfm {

/// Of the customers that the filter leaves; segments and cells that it names stand beside the others, which keep their
/// figures, so that the choice can be seen and changed. The analysis knows its estimates and outlives the run. Errors:
/// not_applicable for a customer table; those of select().
Result<PassRun<ValueReport>> begin_value_report(const Dataset& dataset, const Analysis& analysis,
                                                const FilterSpec& filter);

/// How sure the purchase model is: a replicate is a row of the run. The same seed gives the same intervals. Error:
/// not_applicable without models.
Result<PassRun<ValueIntervals>> begin_value_intervals(const Lifetime& lifetime, uint64_t seed,
                                                      size_t replicates = value::kBootstrapReplicates);

/// The probability that the customer of a row was still one, as the fitted model sees it, from the first purchase up
/// to the snapshot: on every day with a purchase, the day before it, and some days between. Empty without models.
/// `purchase_days`: of that customer, ascending and distinct.
std::vector<ActivityPoint> activity_history(const Lifetime& lifetime, const std::vector<Day>& purchase_days,
                                            Day snapshot);

}  // namespace sluice::rfm
