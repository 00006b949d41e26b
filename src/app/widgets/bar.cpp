#include "app/widgets/bar.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/theme.h"

namespace sluice::app::ui {
namespace {

void draw_hairline(ImDrawList& list, ImVec2 min, ImVec2 max, Edge edge) {
  const float width = sizes().hairline;
  switch (edge) {
    case Edge::none:
      return;
    case Edge::top:
      max.y = min.y + width;
      break;
    case Edge::bottom:
      min.y = max.y - width;
      break;
    case Edge::left:
      max.x = min.x + width;
      break;
    case Edge::right:
      min.x = max.x - width;
      break;
  }
  list.AddRectFilled(min, max, colors().border);
}

}  // namespace

bool begin_app_window() {
  const ImGuiViewport* viewport = ImGui::GetMainViewport();
  ImGui::SetNextWindowPos(viewport->Pos);
  ImGui::SetNextWindowSize(viewport->Size);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));  // bars touch; each sets its own spacing
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::Begin("##sluice", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar();
  return true;
}

void end_app_window() {
  ImGui::End();
  ImGui::PopStyleVar();
}

bool begin_bar(const Bar& spec) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, spec.padding);
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0.0f);
  ImGui::PushStyleColor(ImGuiCol_ChildBg, spec.surface ? colors().surface : colors().background);
  const std::string id = "##" + std::string(spec.key);
  const ImGuiChildFlags height = spec.grow ? ImGuiChildFlags_AutoResizeY : ImGuiChildFlags_None;
  const ImGuiChildFlags flags = ImGuiChildFlags_AlwaysUseWindowPadding | ImGuiChildFlags_NavFlattened | height;
  const bool open = ImGui::BeginChild(id.c_str(), spec.size, flags,
                                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(sizes().s8, sizes().s8));
  const ImVec2 min = ImGui::GetWindowPos();
  const ImVec2 size = ImGui::GetWindowSize();
  draw_hairline(*ImGui::GetWindowDrawList(), min, {min.x + size.x, min.y + size.y}, spec.hairline);
  return open;
}

void end_bar() {
  ImGui::PopStyleVar();
  ImGui::EndChild();
}

void place_in_bar(float x, float height) {
  ImGui::SetCursorPos({x, std::max(0.0f, std::floor((ImGui::GetWindowHeight() - height) / 2))});
}

float bar_end() { return ImGui::GetItemRectMax().x - ImGui::GetWindowPos().x; }

void brand_mark(float side) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto point = [&](float x, float y) { return ImVec2(at.x + x * side, at.y + y * side); };
  list.AddRectFilled(at, point(1, 1), colors().accent, side * 0.26f);
  const float stroke = side * 0.095f;
  // Three streams that narrow towards the lower right: what runs in, what is sorted, what is left.
  for (int stream = 0; stream < 3; ++stream) {
    const float y = 0.30f + 0.20f * static_cast<float>(stream);
    const float right = 0.80f - 0.15f * static_cast<float>(stream);
    const float bend = 0.09f;
    list.PathLineTo(point(0.20f, y));
    list.PathBezierCubicCurveTo(point(0.38f, y - bend), point(right - 0.20f, y + bend), point(right, y));
    list.PathStroke(colors().on_accent, 0, stroke);
  }
  ImGui::Dummy(ImVec2(side, side));
}

}  // namespace sluice::app::ui
