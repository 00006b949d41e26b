// The people who have never bought, listed where their rung of the loyalty ladder or the life cycle is chosen.
#pragma once

#include "app/screens/screen.h"

namespace sluice::app {

/// Nothing where they are not chosen, or the grouping that is shown has none.
void draw_prospects_card(ScreenContext& context, const rfm::RfmReport& report);

}  // namespace sluice::app
