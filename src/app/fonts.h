// The two faces of the interface. The platform creates them before the first frame (in a browser: glyphs that the
// browser itself draws with its system font); screens choose a face and a size with ImGui::PushFont(face, size).
#pragma once

struct ImFont;

namespace sluice::app {

// Sizes are CSS pixels, as in CSS font-size: PushFont(fonts().regular, 14.0f) looks like 14px text on the page, at
// any pixel ratio. Dear ImGui rounds sizes to whole pixels and sets the lines of one text exactly `size` apart:
// right for labels, too tight for paragraphs, which need their own leading (about 1.5 for Chinese and Latin alike).
//
// Capitals and Han characters are centred in the line, so a label in a frame with equal padding looks centred.
// Digits are tabular in both faces: numbers in a column line up. Every character that the machine can show exists;
// there is no shaping, so Arabic and Indic scripts appear letter by letter.
struct Fonts {
  ImFont* regular = nullptr;
  ImFont* semibold = nullptr;
};

/// Null until the platform (or a test, with any ImFont) has set them.
Fonts& fonts();

}  // namespace sluice::app
