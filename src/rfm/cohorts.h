// Cohorts: customers by the period of their first purchase, and how many of them came again, how often, and for how
// much, in each period since. Made of the lines that the cleaning rules leave, under the returns rule of the scores.
#pragma once

#include "base/result.h"
#include "base/table_columns.h"
#include "rfm/analysis.h"
#include "rfm/cohort_report.h"
#include "rfm/cohort_spec.h"
#include "rfm/lines.h"

namespace sluice::rfm {

/// Of the customers whom the filter leaves, its list of cohorts apart: those are marked as selected. `lines`, `rfm` and
/// `filter` are those of the analysis. An order that is no purchase (under `net`) counts with its money only; one
/// before the first purchase in the first period, so that the revenue of all cells is the revenue of all customers.
/// Error: not_applicable without order lines.
Result<CohortReport> make_cohorts(const Dataset& dataset, const Analysis& analysis, const RfmSpec& rfm,
                                  const CohortSpec& spec, const FilterSpec& filter, const Lines* lines);

/// A file with one row a cohort and period, all figures; periods that are behind the last column as one row, "60+". The
/// report must outlive the run unchanged.
TableRun begin_cohort_table(const CohortReport& report, TableStyle style);

}  // namespace sluice::rfm
