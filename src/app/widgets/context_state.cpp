#include "app/widgets/context_state.h"

#include <utility>
#include <vector>

#include <imgui_internal.h>

namespace sluice::app::ui {
namespace {

std::vector<void (*)()>& endings() {
  static std::vector<void (*)()> all;
  return all;
}

void end_all(ImGuiContext*, ImGuiContextHook*) {
  for (void (*end)() : std::exchange(endings(), {})) end();
}

}  // namespace

void when_context_ends(void (*end)()) {
  if (endings().empty()) {
    ImGuiContextHook hook;
    hook.Type = ImGuiContextHookType_Shutdown;
    hook.Callback = end_all;
    ImGui::AddContextHook(ImGui::GetCurrentContext(), &hook);
  }
  endings().push_back(end);
}

}  // namespace sluice::app::ui
