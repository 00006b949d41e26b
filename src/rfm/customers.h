// Questions about scored customers: a page of the table, one customer explained, the export.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table_columns.h"
#include "rfm/analysis.h"
#include "rfm/customer_report.h"
#include "rfm/rhythm.h"

namespace sluice::rfm {

/// Profile rows that `query` leaves, in its order (offset and limit not applied): keep it and page through it.
Result<std::vector<uint32_t>> order_customers(const Dataset& dataset, const Analysis& analysis,
                                              const CustomerQuery& query);

CustomerRow customer_row(const Dataset& dataset, const Analysis& analysis, size_t profile_row);

/// `lines` and `spec` are those of the analysis. Error: not_found.
Result<CustomerExplanation> explain_customer(const Dataset& dataset, const Analysis& analysis, const RfmSpec& spec,
                                             const Lines* lines, std::string_view customer_id);

/// The table of customers as a file: customer, name where known, first and last purchase day, recency_days, frequency,
/// monetary, tenure_days (first purchase to snapshot) and orders_in_all where there are order lines, revenue_in_all,
/// margin_in_all (of the lines that know it) where any does, where `rhythm` is given usual_gap_days and silence_to_gap
/// (empty for customers with one purchase day), the three scores, weighted_score, segment and the group of each
/// grouping in the chosen language, the number of the cluster where `with_clusters` (the analysis has them then), the
/// attributes. `rows` are profile rows in the order to write. What it is made of must outlive the run unchanged.
TableRun begin_customers_table(const Dataset& dataset, const Analysis& analysis, std::vector<uint32_t> rows,
                               TableStyle style, bool with_clusters = false, const Rhythm* rhythm = nullptr);

}  // namespace sluice::rfm
