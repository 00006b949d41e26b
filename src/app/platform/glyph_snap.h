// Moves the characters in Dear ImGui's output onto whole device pixels. They are rasterised at the screen's own
// density, so that a character at a whole device pixel is exactly as sharp as the browser drew it; but Dear ImGui
// places text at whole CSS pixels, and those fall between device pixels when the ratio is 1.25 or 1.5.
#pragma once

struct ImDrawData;

namespace sluice::app {

/// Only upright quads of the font atlas are moved, by less than a device pixel. Shapes and pictures stay.
void snap_glyphs(ImDrawData& data);

}  // namespace sluice::app
