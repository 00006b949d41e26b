// What the engine might say of who the customers of each group are.
#pragma once

#include "report/messages.h"

namespace sluice::app {

rfm::CrossingReport example_crossing();           ///< cities by the segments of report_with_cities()
Report report_with_cities(const Report& report);  ///< with an attribute "city" of three values

}  // namespace sluice::app
