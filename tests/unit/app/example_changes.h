// What the engine might say of customers who are seen twice, at two dates or by two methods.
#pragma once

#include "report/messages.h"

namespace sluice::app {

rfm::MigrationReport example_migration();    ///< from 2016-06-30 to 2017-06-30, with customers who came and who left
rfm::ComparisonReport example_comparison();  ///< by quantiles: 90 of 1,000 customers change segment
rfm::FlowPage example_flow_customers(const rfm::FlowQuery& query);

}  // namespace sluice::app
