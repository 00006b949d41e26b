#include "app/widgets/surface.h"

#include <cmath>

#include "app/theme.h"

namespace sluice::app::ui {
namespace {

/// Rings of falling opacity stand in for a blur.
void draw_shadow(ImDrawList& list, ImVec2 min, ImVec2 max, float radius, int rings, float drop) {
  const Color tone = colors().shadow;
  const float strength = to_vec4(tone).w;
  for (int ring = rings; ring >= 1; --ring) {
    const float grow = static_cast<float>(ring);
    const float fade = 1 - (grow - 1) / static_cast<float>(rings);
    list.AddRectFilled({min.x - grow, min.y - grow + drop}, {max.x + grow, max.y + grow + drop},
                       with_alpha(tone, strength * fade), radius + grow);
  }
}

void draw_body(ImDrawList& list, ImVec2 min, ImVec2 max, Color fill, float radius) {
  list.AddRectFilled(min, max, fill, radius);
  list.AddRect(min, max, colors().border, radius, 0, sizes().hairline);
}

}  // namespace

void draw_surface(ImDrawList& list, ImVec2 min, ImVec2 max, Color fill, float radius) {
  draw_shadow(list, min, max, radius, 2, 1);
  draw_body(list, min, max, fill, radius);
}

void draw_raised(ImDrawList& list, ImVec2 min, ImVec2 max, Color fill, float radius) {
  draw_shadow(list, min, max, radius, 8, 4);
  draw_body(list, min, max, fill, radius);
}

void draw_window_shadow(float radius) {
  const ImVec2 min = ImGui::GetWindowPos();
  const ImVec2 max = {min.x + ImGui::GetWindowSize().x, min.y + ImGui::GetWindowSize().y};
  const Color tone = colors().shadow;
  const float strength = to_vec4(tone).w * 1.6f;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRectFullScreen();
  constexpr int kRings = 10;
  constexpr float kDrop = 2;
  for (int ring = 0; ring < kRings; ++ring) {
    const float grow = static_cast<float>(ring) + 0.5f;
    const float fade = 1 - grow / kRings;
    // Twice as wide as their distance: neighbouring rings melt into each other.
    list.AddRect({min.x - grow, min.y - grow + kDrop}, {max.x + grow, max.y + grow + kDrop},
                 with_alpha(tone, strength * fade * fade), radius + grow, 0, 2);
  }
  list.AddRect(min, max, colors().border, radius, 0, sizes().hairline);
  list.PopClipRect();
}

void draw_surface_rim(ImDrawList& list, ImVec2 min, ImVec2 max, Color behind, float radius) {
  constexpr float kQuarter = 1.5707963f;
  constexpr int kSegments = 8;
  struct Corner {
    ImVec2 tip;
    float x, y;  // towards the middle of the surface
    float from;  // angle at which its arc begins
  };
  const Corner corners[] = {{min, 1, 1, 2 * kQuarter},
                            {{max.x, min.y}, -1, 1, 3 * kQuarter},
                            {max, -1, -1, 0},
                            {{min.x, max.y}, 1, -1, kQuarter}};
  for (const Corner& corner : corners) {
    const ImVec2 center = {corner.tip.x + corner.x * radius, corner.tip.y + corner.y * radius};
    const auto on_arc = [&](int segment) {
      const float angle = corner.from + kQuarter * static_cast<float>(segment) / kSegments;
      return ImVec2(center.x + radius * std::cos(angle), center.y + radius * std::sin(angle));
    };
    for (int segment = 0; segment < kSegments; ++segment) {
      list.AddTriangleFilled(corner.tip, on_arc(segment), on_arc(segment + 1), behind);
    }
  }
  list.AddRect(min, max, colors().border, radius, 0, sizes().hairline);
}

}  // namespace sluice::app::ui
