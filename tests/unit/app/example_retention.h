// Answers about cohorts and the rhythm of purchases as the engine might send them.
#pragma once

#include "report/messages.h"

namespace sluice::app {

inline constexpr uint64_t kExampleOverdue = 450;

/// `months` cohorts up to June 2017, the last month running. 0: no customer.
rfm::CohortReport example_cohorts(int months = 6);
rfm::RhythmReport example_rhythm();
rfm::RhythmReport nobody_twice();  ///< every customer has bought once
rfm::OverduePage example_overdue(const rfm::OverdueQuery& query);

}  // namespace sluice::app
