#include "app/widgets/popup.h"

#include <algorithm>
#include <cmath>

#include "app/theme.h"
#include "app/widgets/layout.h"
#include "app/widgets/surface.h"
#include "app/widgets/text.h"

namespace sluice::app::ui {

bool begin_popup(const char* name, ImVec2 anchor_min, ImVec2 anchor_max, float width, float most_height) {
  if (!ImGui::IsPopupOpen(name)) return false;
  const Sizes& s = sizes();
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float below = screen.y - anchor_max.y - s.s12;
  const float above = anchor_min.y - s.s12;
  const bool down = below >= std::min(most_height, above) || below >= above;
  const float room = std::max(down ? below : above, 2 * s.row);
  const float x = std::clamp(anchor_min.x + width > screen.x - s.s8 ? anchor_max.x - width : anchor_min.x, s.s8,
                             std::max(s.s8, screen.x - width - s.s8));
  ImGui::SetNextWindowPos({x, down ? anchor_max.y + s.s4 : anchor_min.y - s.s4}, ImGuiCond_Always,
                          {0, down ? 0.0f : 1.0f});
  ImGui::SetNextWindowSizeConstraints({width, 0}, {width, std::min(most_height, room)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {s.s4, s.s4});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {s.s8, s.s2});
  const bool open = ImGui::BeginPopup(name, ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoMove);
  if (open) draw_window_shadow(ImGui::GetStyle().PopupRounding);
  if (!open) ImGui::PopStyleVar(2);
  return open;
}

void end_popup() {
  ImGui::EndPopup();
  ImGui::PopStyleVar(2);
}

float list_row_height() { return sizes().control; }

float list_row_width(const ListRow& spec) {
  const Sizes& s = sizes();
  float width = 2 * s.s8 + measure(TextStyle::body, spec.label).x;
  if (spec.icon != Icon::none) width += s.icon + s.s8;
  if (!spec.color.empty()) width += s.s16;
  if (spec.check_column) width += s.icon + s.s8;
  if (!spec.detail.empty()) width += s.s16 + measure(TextStyle::caption, spec.detail).x;
  return width;
}

bool list_row(const ListRow& spec) {
  const Sizes& s = sizes();
  const float width = available_width();
  const bool two_lines = spec.grows && !spec.detail.empty() && list_row_width(spec) > width;
  const ItemState state = item({.key = spec.key,
                                .role = spec.role,
                                .label = spec.label,
                                .value = spec.detail,
                                .disabled = spec.disabled,
                                .checkable = spec.check_column,
                                .checked = spec.checked,
                                .no_focus_ring = true},
                               {width, list_row_height() + (two_lines ? line_height(TextStyle::caption) : 0.0f)});
  if (!state.visible) return false;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (state.hovered && !spec.disabled) {
    list.AddRectFilled(state.min, state.max, state.held ? colors().pressed : colors().hover, s.radius);
  }
  if (state.focused) list.AddRect(state.min, state.max, colors().focus, s.radius, 0, s.s2);
  const Color ink = spec.disabled ? mix(colors().text_muted, colors().raised, 0.5f) : colors().text;
  float x = state.min.x + s.s8;
  const float icon_y = std::round((state.min.y + state.max.y - s.icon) / 2);
  if (spec.icon != Icon::none) {
    draw_icon(list, spec.icon, {x, icon_y}, s.icon, spec.disabled ? ink : colors().text_muted);
    x += s.icon + s.s8;
  }
  if (!spec.color.empty()) {
    list.AddCircleFilled({x + s.s4, (state.min.y + state.max.y) / 2}, s.s4, data_color(spec.color));
    x += s.s16;
  }
  float right = state.max.x - s.s8;
  if (spec.check_column) {
    right -= s.icon;
    if (spec.checked) draw_icon(list, Icon::check, {right, icon_y}, s.icon, colors().accent);
    right -= s.s8;
  }
  float bottom = state.max.y;
  if (two_lines) {
    bottom -= line_height(TextStyle::caption) + s.s4;
    draw_text_in(list, TextStyle::caption, {x, bottom}, {right, state.max.y - s.s4}, colors().text_muted, spec.detail);
  } else if (!spec.detail.empty()) {
    const float detail = std::min(measure(TextStyle::caption, spec.detail).x, (right - x) / 2);
    draw_text_in(list, TextStyle::caption, {right - detail, state.min.y}, {right, state.max.y}, colors().text_muted,
                 spec.detail, Align::right);
    right -= detail + s.s12;
  }
  draw_text_in(list, spec.checked ? TextStyle::emphasis : TextStyle::body, {x, state.min.y}, {right, bottom}, ink,
               spec.label);
  return state.clicked;
}

}  // namespace sluice::app::ui
