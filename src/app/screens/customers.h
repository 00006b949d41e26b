// The parts of the Customers screen.
#pragma once

#include "app/screens/screen.h"

namespace sluice::app {

void draw_customer_panel(ScreenContext& context);  ///< explains the open customer; nothing when there is none

}  // namespace sluice::app
