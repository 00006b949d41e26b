// A main part and a calm panel of settings beside it; under it where there is no room for both.
#pragma once

#include <imgui.h>

#include "app/theme.h"
#include "app/widgets/layout.h"

namespace sluice::app {

/// Calls `main` and `side` in that order. The settings keep their width, the main part takes the rest.
template <class Main, class Side>
void side_by_side(Main main, Side side) {
  const float width = ui::available_width();
  const float side_width = 10 * sizes().control;
  const bool beside = width >= side_width + 18 * sizes().control;
  if (!beside) {
    main();
    ui::gap(sizes().s16);
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
