// What the engine might say of the funnel of shop_report() on closer questions.
#pragma once

#include <string_view>

#include "report/messages.h"

namespace sluice::app {

/// Of visit and pay, with the steps between: 1 h, 1 d, 7 d, no limit; in strict order it cannot be counted.
funnel::SensitivityReport example_sensitivity();
funnel::OverTimeReport example_over_time();  ///< February to April 2017, of which the last is not final
funnel::PairReport example_pair();
funnel::BreakdownReport example_breakdown();                       ///< of two steps by two groups
funnel::PeoplePage example_people(uint64_t offset);                ///< two in all
funnel::PeopleSegments example_people_segments();                  ///< one of two customers has not bought
funnel::AfterwardsReport example_afterwards(uint32_t step);        ///< behind that step, 0: the first
funnel::JourneyReport example_journey(std::string_view customer);  ///< stopped at the second step

}  // namespace sluice::app
