// Who the customers of each group are: an attribute against segments, or another grouping.
#pragma once

#include "app/screens/screen.h"

namespace sluice::app {

/// Only where something is known of the customers beside what they bought.
void draw_crossing_card(ScreenContext& context, const rfm::RfmReport& report);

}  // namespace sluice::app
