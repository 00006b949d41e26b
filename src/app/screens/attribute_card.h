// Customers broken down by what is known of them, as bars that filter when they are clicked.
#pragma once

#include "app/screens/screen.h"

namespace sluice::app {

/// Nothing where the files say nothing of the customers.
void draw_attribute_card(ScreenContext& context, const rfm::RfmReport& report);

}  // namespace sluice::app
