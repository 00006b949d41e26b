#include <algorithm>
#include <array>

#include <imgui.h>

#include "app/screens/shell.h"

namespace sluice::app {
namespace {

constexpr ImGuiInputFlags kEverywhere = ImGuiInputFlags_RouteGlobal;

bool typing() { return ImGui::GetIO().WantTextInput; }

bool chord(ImGuiKeyChord keys) { return ImGui::Shortcut(keys, kEverywhere | ImGuiInputFlags_Repeat); }

void switch_screens(ScreenContext& context) {
  static_assert(kScreens.size() <= 9, "one digit each");
  for (size_t i = 0; i < kScreens.size(); ++i) {
    const auto digit = static_cast<ImGuiKey>(ImGuiKey_1 + static_cast<int>(i));
    if (ImGui::Shortcut(digit, kEverywhere)) context.view.screen = kScreens[i].id;
  }
}

void focus_search(ScreenContext& context) {
  if (!ImGui::Shortcut(ImGuiKey_Slash, kEverywhere)) return;
  context.view.screen = ScreenId::customers;
  context.view.customers.focus_search = true;
}

}  // namespace

void handle_shortcuts(ScreenContext& context) {
  if (!context.store.has_data() || context.store.loading() || typing()) return;
  switch_screens(context);
  focus_search(context);
  if (chord(ImGuiMod_Ctrl | ImGuiKey_Z)) context.store.undo();
  if (chord(ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_Z) || chord(ImGuiMod_Ctrl | ImGuiKey_Y)) context.store.redo();
}

}  // namespace sluice::app
