// Named filters: kept, chosen and deleted from the filter bar.
#pragma once

#include "app/screens/screen.h"

namespace sluice::app {

/// On the present line of the bar where there is room: "Audiences", and with a filter "Keep as an audience".
void draw_audience_buttons(ScreenContext& context);

}  // namespace sluice::app
