// The parts of the Retention screen, from top to bottom.
#pragma once

#include "app/screens/screen.h"
#include "rfm/cohort_report.h"
#include "rfm/rhythm_report.h"

namespace sluice::app {

void draw_rhythm_figures(const rfm::RfmReport& report, const rfm::RhythmReport& rhythm);
void draw_cohort_cards(ScreenContext& context, const rfm::RfmReport& report);  ///< map and curves, once they are here
void draw_rhythm_cards(ScreenContext& context, const rfm::RhythmReport& rhythm);
void draw_overdue(ScreenContext& context, const rfm::RfmReport& report, const rfm::RhythmReport& rhythm);

}  // namespace sluice::app
