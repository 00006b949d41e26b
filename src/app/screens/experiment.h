// The parts of the A/B test on the Funnel screen, from top to bottom.
#pragma once

#include "app/screens/screen.h"
#include "funnel/experiment_report.h"

namespace sluice::app {

void draw_experiment(ScreenContext& context);  ///< all of them; what file it needs where there is nothing to compare

void draw_experiment_choices(ScreenContext& context, const funnel::ExperimentReport& report);
void draw_experiment_rates(ScreenContext& context, const funnel::ExperimentReport& report);
void draw_experiment_revenue(ScreenContext& context, const funnel::ExperimentReport& report);  ///< none without amounts

/// "▲ more than the control".
std::string experiment_verdict(funnel::Difference verdict);

bool has_experiment(const Report& report);  ///< a file was read as an A/B test

}  // namespace sluice::app
