// The parts of the Customers screen.
#pragma once

#include "app/screens/screen.h"

namespace sluice::app {

bool customers_have_names(const ingest::ImportReport& import);  ///< a column of any file was read as such
void draw_customer_panel(ScreenContext& context);         ///< explains the open customer; nothing when there is none
float customer_panel_room(const ScreenContext& context);  ///< what it takes from the page at its right

}  // namespace sluice::app
