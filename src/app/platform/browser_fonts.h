// The faces of fonts.h, rasterised by the browser: a loader for Dear ImGui that asks the page's scripts for one
// character at a time, in the size and at the density of the screen. No font file is shipped, and every script that
// the machine can show is there.
#pragma once

namespace sluice::app {

/// Fills fonts(); call once, after ImGui::CreateContext and before the first frame.
void create_browser_fonts();

/// How much has been drawn so far, for measurements.
struct GlyphCounts {
  unsigned glyphs = 0;
  double milliseconds = 0;
};
GlyphCounts glyph_counts();

}  // namespace sluice::app
