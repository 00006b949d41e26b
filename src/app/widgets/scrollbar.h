// A scrollbar over a length that a float cannot hold exactly: a million rows. Between widgets.
#pragma once

#include <string_view>

#include <imgui.h>

namespace sluice::app::ui {

/// Inside the rectangle, along its longer side. `content` and `view` are pixels; returns the new scroll position,
/// 0..content - view. Draws nothing when all is in view.
double scrollbar(std::string_view key, ImVec2 min, ImVec2 max, double content, double view, double scroll);

}  // namespace sluice::app::ui
