#include "app/platform/glyph_snap.h"

#include <imgui.h>

#include <cmath>

namespace sluice::app {
namespace {

/// A line of text keeps its advances in whole device pixels, so all its characters share one fraction; the bias
/// keeps those at exactly one half from being rounded apart by the last bit of a float.
float offset_to_pixel(float position, float scale) {
  const float device = position * scale;
  return (std::floor(device + 0.49f) - device) / scale;
}

/// A character is written as four corners, clockwise from the top left, with the texture's corners in step. Lines
/// and plain shapes share the atlas but cover no area of it.
bool is_glyph(const ImDrawVert* corner) {
  const bool upright = corner[0].pos.x == corner[3].pos.x && corner[1].pos.x == corner[2].pos.x &&
                       corner[0].pos.y == corner[1].pos.y && corner[2].pos.y == corner[3].pos.y;
  const bool textured = corner[0].uv.x < corner[1].uv.x && corner[1].uv.y < corner[2].uv.y &&
                        corner[0].uv.y == corner[1].uv.y && corner[0].uv.x == corner[3].uv.x;
  return upright && textured;
}

void snap_command(ImDrawList& list, const ImDrawCmd& command, ImVec2 scale) {
  const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
  ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
  const auto vertex_count = static_cast<unsigned>(list.VtxBuffer.Size) - command.VtxOffset;
  for (unsigned i = 0; i + 6 <= command.ElemCount;) {
    const unsigned first = index[i];
    const bool quad = index[i + 1] == first + 1 && index[i + 2] == first + 2 && index[i + 3] == first &&
                      index[i + 4] == first + 2 && index[i + 5] == first + 3 && first + 3 < vertex_count;
    if (!quad) {
      i += 3;
      continue;
    }
    i += 6;
    ImDrawVert* corner = vertices + first;
    if (!is_glyph(corner)) continue;
    const float dx = offset_to_pixel(corner[0].pos.x, scale.x);
    const float dy = offset_to_pixel(corner[0].pos.y, scale.y);
    for (int k = 0; k < 4; ++k) {
      corner[k].pos.x += dx;
      corner[k].pos.y += dy;
    }
  }
}

}  // namespace

void snap_glyphs(ImDrawData& data) {
  const ImTextureRef atlas = ImGui::GetIO().Fonts->TexRef;
  for (ImDrawList* list : data.CmdLists) {
    for (const ImDrawCmd& command : list->CmdBuffer) {
      const bool text = command.UserCallback == nullptr && command.TexRef._TexData == atlas._TexData;
      if (text) snap_command(*list, command, data.FramebufferScale);
    }
  }
}

}  // namespace sluice::app
