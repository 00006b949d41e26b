// The card of the overview in which all customers lie on a plane of two figures, to be drawn around.
#pragma once

#include "app/screens/screen.h"
#include "rfm/rfm_report.h"

namespace sluice::app {

void draw_scatter_card(ScreenContext& context, const rfm::RfmReport& report);

}  // namespace sluice::app
