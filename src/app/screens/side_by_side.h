// A main part and a calm panel of settings beside it; under it where there is no room for both, with a button above
// that leads there.
#pragma once

#include "app/theme.h"
#include "app/widgets/button.h"
#include "app/widgets/layout.h"

namespace sluice::app {

/// Calls `main` and `side` in that order. `jump`: what the button says, if there is to be one. The settings keep their
/// width, the main part takes the rest.
template <class Main, class Side>
void side_by_side(Main main, Side side, const char* jump = nullptr) {
  const float width = ui::available_width();
  const float side_width = 10 * sizes().control;
  const bool beside = width >= side_width + 18 * sizes().control;
  if (!beside) {
    const bool wanted =
        jump != nullptr &&
        ui::button({.key = "settings.jump", .label = jump, .kind = ui::ButtonKind::quiet, .small = true});
    if (jump != nullptr) ui::gap(sizes().s8);
    main();
    ui::gap(sizes().s16);
    if (jump != nullptr) ui::hold_scroll_here("settings", wanted);
    side();
    return;
  }
  ImGui::BeginGroup();
  {
    ui::Region region(width - side_width - sizes().s16);
    main();
  }
  ImGui::EndGroup();
  ui::same_line(sizes().s16);
  ImGui::BeginGroup();
  {
    ui::Region region(side_width);
    side();
  }
  ImGui::EndGroup();
}

}  // namespace sluice::app
