// The groupings beside the segment map: one is picked, its groups are bars and rows that filter when they are clicked,
// its thresholds are edited in place.
#pragma once

#include "app/screens/screen.h"

namespace sluice::app {

void draw_grouping_card(ScreenContext& context, const rfm::RfmReport& report);

}  // namespace sluice::app
