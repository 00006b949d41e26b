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
rfm::CustomerExplanation example_explanation(const std::string& id);
rfm::SegmentExplanation example_segment(const std::string& id);
rfm::MigrationReport example_migration();    ///< from 2016-06-30 to 2017-06-30, with customers who came and who left
rfm::ComparisonReport example_comparison();  ///< by quantiles: 90 of 1,000 customers change segment
/// Of visit and pay, with the steps between: 1 h, 1 d, 7 d, no limit; in strict order it cannot be counted.
funnel::SensitivityReport example_sensitivity();
funnel::OverTimeReport example_over_time();  ///< February to April 2017, of which the last is not final
funnel::PairReport example_pair();
funnel::BreakdownReport example_breakdown();                       ///< of two steps by two groups
funnel::PeoplePage example_people(uint64_t offset);                ///< two in all
funnel::PeopleSegments example_people_segments();                  ///< one of two customers has not bought
funnel::AfterwardsReport example_afterwards(uint32_t step);        ///< behind that step, 0: the first
funnel::JourneyReport example_journey(std::string_view customer);  ///< stopped at the second step
rfm::ScatterReport example_scatter();  ///< frequency against monetary value, both logarithmic
rfm::FlowPage example_flow_customers(const rfm::FlowQuery& query);
LedgerPage example_ledger_rows(const std::string& entry, uint64_t offset, uint64_t limit);

}  // namespace sluice::app
