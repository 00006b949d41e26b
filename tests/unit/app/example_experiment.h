// A/B tests of small tables, answered by the engine's own functions: their figures can be told by hand.
//
// 1,000 people of 'control' and 1,000 of 'new': 100 and 160 visit, 20 and 50 buy, for 10 and for 20 each.
#pragma once

#include <string>

#include "report/messages.h"

namespace sluice::app {

Report experiment_report();  ///< of a file that holds nothing but an A/B test

funnel::ExperimentReport example_experiment(const funnel::ExperimentSpec& spec);
funnel::ExperimentReport experiment_of_table(const std::string& table, const funnel::ExperimentSpec& spec = {});

}  // namespace sluice::app
