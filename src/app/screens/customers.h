// The parts of the Customers screen.
#pragma once

#include "app/screens/screen.h"

namespace sluice::app {

void draw_customer_panel(ScreenContext& context);         ///< explains the open customer; nothing when there is none
float customer_panel_room(const ScreenContext& context);  ///< what it takes from the page at its right

}  // namespace sluice::app
