// What a careful reader should know before the figures: degenerate data, ties, what is left out.
#pragma once

#include "app/screens/screen.h"
#include "rfm/rfm_report.h"

namespace sluice::app {

/// Under the heading of a screen: the first note, and on request all of them. Once dismissed, the same notes stay away
/// from every screen; where `recalls`, a link brings them back.
void draw_data_notes(ScreenContext& context, const rfm::RfmReport& report, bool recalls = false);

}  // namespace sluice::app
