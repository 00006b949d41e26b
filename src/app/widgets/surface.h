// How surfaces are drawn: fill, hairline and a soft shadow. For widgets that stand on one.
#pragma once

#include <imgui.h>

#include "app/color.h"

namespace sluice::app::ui {

void draw_surface(ImDrawList& list, ImVec2 min, ImVec2 max, Color fill, float radius);  ///< a card: faint shadow
void draw_raised(ImDrawList& list, ImVec2 min, ImVec2 max, Color fill, float radius);   ///< a menu, a dialog: deeper

/// The shadow of the current window (popup, tooltip, dialog), which Dear ImGui does not draw: rings around it, outside.
void draw_window_shadow(float radius);

/// Over content that reaches the edges of a surface: rounds its corners in the colour behind it, and the hairline.
void draw_surface_rim(ImDrawList& list, ImVec2 min, ImVec2 max, Color behind, float radius);

}  // namespace sluice::app::ui
