// What a careful reader of a cohort table should know, in words.
#pragma once

#include "dataset/cleaning.h"
#include "rfm/cohort_report.h"

namespace sluice::rfm {

/// Writes CohortReport::definition and notes from its figures. `cleaning` is what the report's lines went through.
void describe_cohorts(CohortReport& report, const Cleaning& cleaning);

}  // namespace sluice::rfm
