// The faces of fonts.h, rasterised by the browser: a loader for Dear ImGui that asks the page's scripts for one
// character at a time, in the size and at the density of the screen. No font file is shipped, and every script that
// the machine can show is there.
#pragma once

#include <cstddef>
#include <span>

namespace sluice::app {

/// Fills fonts(); call once, after ImGui::CreateContext and before the first frame.
void create_browser_fonts();

/// A character in a face of that weight, at a size in CSS pixels, as the page's scripts hand it over.
struct GlyphWish {
  float weight, size, code_point;
};
/// Draws characters that texts have not asked for yet, between ImGui::NewFrame and Render, until about
/// `milliseconds` are over. Returns how many of the list are done: at least one.
size_t draw_ahead(std::span<const GlyphWish> wishes, double milliseconds);

/// How much has been drawn so far, for measurements.
struct GlyphCounts {
  unsigned glyphs = 0;
  double milliseconds = 0;
};
GlyphCounts glyph_counts();

}  // namespace sluice::app
