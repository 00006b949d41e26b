// Reports as the engine might send them: a shop of 1,000 customers in three segments, a sales pipeline, a file that
// holds neither, and numbers that are hard to draw.
#pragma once

#include <string>

#include "report/messages.h"

namespace sluice::app {

inline constexpr uint64_t kExampleCustomers = 1000;

Report shop_report();        ///< orders and events: customers, segments and a funnel
Report customer_table();     ///< a ready R/F/M table: no dates, no returns, a funnel of purchases
Report pipeline_report();    ///< sales stages only: no customers
Report bare_report();        ///< a file in which nothing was found
Report degenerate_report();  ///< one customer, no revenue, rates over nothing, very long names

rfm::CustomerPage example_page(const rfm::CustomerQuery& query);
rfm::ProspectPage example_prospects(uint64_t offset, uint64_t limit);  ///< 250, "P0" and so on, without attributes
rfm::CustomerExplanation example_explanation(const std::string& id);
rfm::SegmentExplanation example_segment(const std::string& id);
rfm::ScatterReport example_scatter();  ///< frequency against monetary value, both logarithmic
LedgerPage example_ledger_rows(const std::string& entry, uint64_t offset, uint64_t limit);

}  // namespace sluice::app
