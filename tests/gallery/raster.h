// A software renderer for Dear ImGui's draw lists and a PNG writer: enough to look at the interface without a browser
// or a graphics card. Slow and simple; for pictures, not for measuring.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <imgui.h>

namespace sluice::gallery {

struct Picture {
  int width = 0, height = 0;
  std::vector<uint8_t> rgb;  ///< rows from the top, three bytes a pixel
};

/// Says yes to every texture request; Dear ImGui keeps the pixels, and render() reads them there.
void accept_textures(ImDrawData& data);
Picture render(ImDrawData& data, ImVec4 background);
bool write_png(const Picture& picture, const std::string& path);

}  // namespace sluice::gallery
