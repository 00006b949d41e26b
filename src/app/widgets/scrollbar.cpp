#include "app/widgets/scrollbar.h"

#include <algorithm>

#include <imgui_internal.h>

#include "app/theme.h"
#include "app/widgets/item.h"

namespace sluice::app::ui {

double scrollbar(std::string_view key, ImVec2 min, ImVec2 max, double content, double view, double scroll) {
  const double most = std::max(0.0, content - view);
  scroll = std::clamp(scroll, 0.0, most);
  if (most <= 0) return 0;
  const bool vertical = max.y - min.y >= max.x - min.x;
  const float from = vertical ? min.y : min.x;
  const float length = vertical ? max.y - min.y : max.x - min.x;
  const float grab = std::max(2 * sizes().s16, static_cast<float>(static_cast<double>(length) * view / content));
  const float travel = std::max(1.0f, length - grab);
  ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true);
  const ImGuiID id = ImGui::GetID(key.data(), key.data() + key.size());
  const ImRect box(min, max);
  bool hovered = false, held = false;
  if (ImGui::ItemAdd(box, id)) ImGui::ButtonBehavior(box, id, &hovered, &held, ImGuiButtonFlags_PressedOnClick);
  ImGui::PopItemFlag();
  const auto start_of = [&](double position) { return from + travel * static_cast<float>(position / most); };
  if (held) {
    // Where on the grab it was taken; a press beside it centres it under the pointer.
    static float taken_at = 0;
    const float pointer = vertical ? ImGui::GetIO().MousePos.y : ImGui::GetIO().MousePos.x;
    if (ImGui::IsItemActivated()) {
      const float offset = pointer - start_of(scroll);
      taken_at = offset >= 0 && offset <= grab ? offset : grab / 2;
    }
    scroll = std::clamp(static_cast<double>((pointer - taken_at - from) / travel), 0.0, 1.0) * most;
  }
  const float inset = hovered || held ? sizes().s2 : sizes().s2 + 1;
  const float start = start_of(scroll);
  const ImVec2 grab_min = vertical ? ImVec2(min.x + inset, start) : ImVec2(start, min.y + inset);
  const ImVec2 grab_max = vertical ? ImVec2(max.x - inset, start + grab) : ImVec2(start + grab, max.y - inset);
  const float strength = held ? 0.85f : hovered ? 0.6f : 0.35f;
  ImGui::GetWindowDrawList()->AddRectFilled(grab_min, grab_max, with_alpha(colors().border_strong, strength),
                                            sizes().s8);
  return scroll;
}

}  // namespace sluice::app::ui
