// The face of the body text with leading, for the one widget whose lines Dear ImGui sets itself: it sets them as far
// apart as the font is high, which is right for a line of text and too tight for a paragraph.
#pragma once

struct ImFont;

namespace sluice::app::ui {

/// Glyphs of this face are smaller than the size it is pushed with: PushFont(leaded_font(), kLeading * 14) draws 14px
/// text in the middle of lines that are kLeading * 14 high. The cursor and a selection are as high as the lines.
ImFont* leaded_font();
constexpr float kLeading = 1.5f;

}  // namespace sluice::app::ui
