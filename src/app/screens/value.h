// The parts of the Value screen, from top to bottom; the settings beside them.
#pragma once

#include "app/screens/screen.h"
#include "rfm/value_report.h"

namespace sluice::app {

void draw_value_settings(ScreenContext& context, const rfm::ValueReport* report);
void draw_value_check(ScreenContext& context, const rfm::HoldoutCheckReport& check);  ///< whether to believe the models
void draw_value_models(ScreenContext& context, const rfm::ValueModels& models);

}  // namespace sluice::app
