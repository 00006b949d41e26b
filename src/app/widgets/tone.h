// Colours and marks of a Tone. Between widgets.
#pragma once

#include "app/color.h"
#include "app/widgets/card.h"

namespace sluice::app::ui {

Color tone_color(Tone tone);  ///< text and marks
Color tone_soft(Tone tone);   ///< background
Icon tone_icon(Tone tone);

}  // namespace sluice::app::ui
