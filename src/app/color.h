// Colour arithmetic: what the theme needs to derive fills, hovers and readable text from a few chosen colours. A colour
// is Dear ImGui's packed ImU32. Lightness and mixing are done in OKLab (Ottosson 2020), where equal steps look equal.
#pragma once

#include <cstdint>
#include <string_view>

#include <imgui.h>

namespace sluice::app {

using Color = ImU32;  ///< packed as Dear ImGui wants it; make one with rgb() or parse_hex()

Color rgb(uint32_t hex);                                  ///< 0xRRGGBB, opaque
Color parse_hex(std::string_view text, Color otherwise);  ///< "#rrggbb"; anything else gives `otherwise`
Color with_alpha(Color color, float alpha);               ///< alpha 0..1 replaces the colour's own
Color mix(Color from, Color to, float share);             ///< share 0..1 of `to`, in OKLab
Color over(Color front, Color back);                      ///< the opaque colour seen when `front` covers `back`
ImVec4 to_vec4(Color color);
double contrast(Color a, Color b);  ///< WCAG 2 contrast ratio, 1..21; alpha is ignored

/// OKLab in polar form: lightness 0..1, chroma 0..0.4, hue in radians.
struct Lch {
  float lightness = 0, chroma = 0, hue = 0;
};
Lch to_lch(Color color);
Color from_lch(Lch lch);  ///< chroma is reduced until the colour exists in sRGB

}  // namespace sluice::app
