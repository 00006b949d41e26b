#include "app/widgets/swatches.h"

#include <string>

#include <imgui.h>

#include "app/theme.h"
#include "app/widgets/item.h"
#include "app/widgets/layout.h"
#include "app/widgets/picture.h"
#include "app/widgets/text.h"
#include "app/widgets/tooltip.h"

namespace sluice::app::ui {

std::optional<size_t> swatches(const Swatches& spec) {
  const LeftOutOfPictures control;
  const Sizes& s = sizes();
  muted(spec.label, TextStyle::caption);
  const float side = s.control - s.s4;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  std::optional<size_t> chosen;
  for (size_t i = 0; i < spec.hues.size(); ++i) {
    if (i > 0) same_line_if_fits(side, s.s4);
    const std::string_view hue = spec.hues[i];
    const bool selected = hue == spec.selected;
    const std::string key = std::string(spec.key) + "." + std::string(hue.substr(1));
    const std::string_view name = i < spec.names.size() ? std::string_view(spec.names[i]) : hue;
    const std::string spoken = std::string(spec.label) + ": " + std::string(name);
    const ItemState state =
        item({.key = key, .role = "radio", .label = spoken, .checkable = true, .checked = selected}, {side, side});
    if (state.clicked) chosen = i;
    if (!state.visible) continue;
    const ImVec2 center{(state.min.x + state.max.x) / 2, (state.min.y + state.max.y) / 2};
    list.AddCircleFilled(center, side / 2 - s.s4, data_color(hue));
    if (selected || state.hovered) {
      list.AddCircle(center, side / 2 - 1, selected ? colors().text : colors().border_strong, 0, s.s2);
    }
    tooltip_for(state, name);
  }
  return chosen;
}

}  // namespace sluice::app::ui
