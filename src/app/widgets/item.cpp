#include "app/widgets/item.h"

#include <imgui_internal.h>

#include "app/theme.h"
#include "app/widgets/item_table.h"

namespace sluice::app::ui {
namespace {

void list_item(const ItemSpec& spec, ImGuiID id) {
  ImGuiContext& g = *ImGui::GetCurrentContext();
  ImGuiItemStatusFlags flags = g.LastItemData.StatusFlags;
  if (spec.checkable) flags |= ImGuiItemStatusFlags_Checkable;
  if (spec.checked) flags |= ImGuiItemStatusFlags_Checked;
  if (spec.openable) flags |= ImGuiItemStatusFlags_Openable;
  if (spec.opened) flags |= ImGuiItemStatusFlags_Opened;
  IMGUI_TEST_ENGINE_ITEM_INFO(id, "", flags);
  annotate_last_item(spec.role, spec.label, spec.key, spec.value);
}

void draw_focus_ring(ImGuiWindow& window, ImVec2 min, ImVec2 max) {
  const float distance = sizes().s2;
  window.DrawList->PushClipRect({window.ClipRect.Min.x - distance * 2, window.ClipRect.Min.y - distance * 2},
                                {window.ClipRect.Max.x + distance * 2, window.ClipRect.Max.y + distance * 2});
  window.DrawList->AddRect({min.x - distance, min.y - distance}, {max.x + distance, max.y + distance}, colors().focus,
                           sizes().radius + distance, 0, sizes().s2);
  window.DrawList->PopClipRect();
}

ItemState interact(const ItemSpec& spec, ImGuiID id, ImVec2 min, ImVec2 max) {
  ImGuiContext& g = *ImGui::GetCurrentContext();
  ImGuiWindow& window = *g.CurrentWindow;
  ItemState state{.id = id, .min = min, .max = max};
  const ImRect box(min, max);
  state.visible = ImGui::ItemAdd(box, id, nullptr, spec.disabled ? ImGuiItemFlags_Disabled : 0);
  list_item(spec, id);
  if (!state.visible) return state;
  ImGuiButtonFlags flags = ImGuiButtonFlags_None;
  if (spec.selected_by_hold) flags |= ImGuiButtonFlags_PressedOnClick;
  state.clicked = ImGui::ButtonBehavior(box, id, &state.hovered, &state.held, flags) && !spec.disabled;
  state.current = g.NavId == id;
  state.focused = state.current && g.NavCursorVisible && !window.DC.NavHideHighlightOneFrame;
  if (state.hovered && !spec.disabled) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (state.focused && !spec.no_focus_ring) draw_focus_ring(window, min, max);
  return state;
}

ImGuiID id_of(const ItemSpec& spec) {
  return ImGui::GetCurrentWindow()->GetID(spec.key.data(), spec.key.data() + spec.key.size());
}

}  // namespace

ItemState item(const ItemSpec& spec, ImVec2 size) {
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const ImVec2 max = {min.x + size.x, min.y + size.y};
  const ImGuiID id = id_of(spec);
  if (ImGui::GetCurrentWindow()->SkipItems) return {.id = id, .min = min, .max = max};
  ImGui::ItemSize(size);
  return interact(spec, id, min, max);
}

ItemState item_at(const ItemSpec& spec, ImVec2 min, ImVec2 max) {
  const ImGuiID id = id_of(spec);
  if (ImGui::GetCurrentWindow()->SkipItems) return {.id = id, .min = min, .max = max};
  return interact(spec, id, min, max);
}

void begin_keyboard_at(const ItemState& item) { ImGui::SetFocusID(item.id, ImGui::GetCurrentWindow()); }

void own_key(const ItemState& item, ImGuiKey key) { ImGui::SetKeyOwner(key, item.id); }

bool pressed(const ItemState& item, ImGuiKey key, bool repeat) {
  return ImGui::IsKeyPressed(key, repeat ? ImGuiInputFlags_Repeat : ImGuiInputFlags_None, item.id);
}

bool dropped_by_escape(const ItemState& item) {
  if (!item.held) return false;
  ImGui::SetKeyOwner(ImGuiKey_Escape, item.id, ImGuiInputFlags_LockThisFrame);
  if (!pressed(item, ImGuiKey_Escape, false)) return false;
  ImGui::ClearActiveID();
  return true;
}

}  // namespace sluice::app::ui
