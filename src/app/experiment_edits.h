// What an action on an A/B test means for its spec: pure functions.
#pragma once

#include <cstddef>

#include "funnel/experiment_report.h"
#include "funnel/experiment_spec.h"

namespace sluice::app {

/// One arm of the report was meant to get `share` of the people, kept within a thousandth and 999 of them; the others
/// in their former proportion, together 1. Equal shares are those that nobody has chosen.
void set_planned_share(funnel::ExperimentSpec& spec, const funnel::ExperimentReport& report, size_t arm, double share);

}  // namespace sluice::app
