// The parts of the Funnel screen.
#pragma once

#include "app/screens/screen.h"
#include "funnel/funnel_report.h"

namespace sluice::app {

void draw_funnel_settings(ScreenContext& context, const funnel::FunnelReport& report);  ///< source, window, steps
void draw_funnel_table(ScreenContext& context, const funnel::FunnelReport& report);
std::string funnel_unit(const funnel::FunnelReport& report);  ///< "customers", translated

}  // namespace sluice::app
