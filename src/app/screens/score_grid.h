// Customers by their scores: recency by frequency as a heatmap, all three as a cube.
#pragma once

#include "app/screens/screen.h"

namespace sluice::app {

void draw_score_grid(ScreenContext& context, const rfm::RfmReport& report);

}  // namespace sluice::app
