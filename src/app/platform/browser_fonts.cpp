#include "app/platform/browser_fonts.h"

#include <emscripten.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <cmath>
#include <cstdio>
#include <iterator>

#include "app/fonts.h"

namespace sluice::app {
namespace {

/// What the page's scripts say of a character, in whole device pixels: `left` and `top` from the pen on the
/// baseline to the picture's corner (down and right are positive).
struct GlyphBox {
  float advance, left, top, width, height;
};

// clang-format off
EM_JS(float, js_cap_height, (int weight, float size), {
  return Module.bridge.glyphs.capHeight(weight, size);
});

EM_JS(void, js_measure_glyph, (int weight, float size, unsigned code_point, GlyphBox* box), {
  const found = Module.bridge.glyphs.measure(weight, size, code_point);
  HEAPF32.set([found.advance, found.left, found.top, found.width, found.height], box >>> 2);
});

// Paints the character that was measured last. Returns 1 when `pixels` got colours (an emoji), 0 for coverage only.
EM_JS(int, js_paint_glyph, (unsigned char* pixels), {
  const painted = Module.bridge.glyphs.paint();
  HEAPU8.set(painted.pixels, pixels >>> 0);
  return painted.colored ? 1 : 0;
});
// clang-format on

constexpr int kRegularWeight = 400;
constexpr int kSemiboldWeight = 600;

GlyphCounts counts;

/// Dear ImGui keeps one of these for each face; `FontNo` is free for a loader's own use and carries the weight.
int weight_of(const ImFontConfig* face) { return static_cast<int>(face->FontNo); }

float density_of(const ImFontConfig* face, const ImFontBaked* baked) {
  return face->RasterizerDensity * baked->RasterizerDensity;
}

bool contains_glyph(ImFontAtlas*, ImFontConfig*, ImWchar code_point) {
  const bool control = code_point < 0x20 || (code_point >= 0x7f && code_point < 0xa0);
  const bool surrogate = code_point >= 0xd800 && code_point < 0xe000;
  return !control && !surrogate && code_point <= IM_UNICODE_CODEPOINT_MAX;
}

bool init_size(ImFontAtlas*, ImFontConfig* face, ImFontBaked* baked, void*) {
  const float density = density_of(face, baked);
  const float size = baked->Size * density;
  // The baseline that centres capitals in the line; Han characters, 0.88 em above it and 0.12 em below, are then
  // centred within a fiftieth of an em.
  const float baseline = std::round((size + js_cap_height(weight_of(face), size)) / 2.0f);
  baked->Ascent = baseline / density;
  baked->Descent = baked->Ascent - baked->Size;
  return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* face, ImFontBaked* baked, void*, ImWchar code_point,
                ImFontGlyph* glyph, float* advance_only) {
  if (!contains_glyph(atlas, face, code_point)) return false;
  const double started = emscripten_get_now();
  const float density = density_of(face, baked);
  GlyphBox box{};
  js_measure_glyph(weight_of(face), baked->Size * density, code_point, &box);
  if (advance_only != nullptr) {
    *advance_only = box.advance / density;
    return true;
  }
  glyph->Codepoint = code_point;
  glyph->AdvanceX = box.advance / density;
  const int width = static_cast<int>(box.width);
  const int height = static_cast<int>(box.height);
  if (width > 0 && height > 0) {
    const ImFontAtlasRectId rect_id = ImFontAtlasPackAddRect(atlas, width, height);
    if (rect_id == ImFontAtlasRectId_Invalid) return false;
    ImTextureRect* rect = ImFontAtlasPackGetRect(atlas, rect_id);
    ImVector<unsigned char>& pixels = atlas->Builder->TempBuffer;
    pixels.resize(width * height * 4);
    const bool colored = js_paint_glyph(pixels.Data) != 0;
    glyph->X0 = box.left / density;
    glyph->Y0 = box.top / density + baked->Ascent;
    glyph->X1 = glyph->X0 + box.width / density;
    glyph->Y1 = glyph->Y0 + box.height / density;
    glyph->Visible = true;
    glyph->Colored = colored;
    glyph->PackId = rect_id;
    const ImTextureFormat format = colored ? ImTextureFormat_RGBA32 : ImTextureFormat_Alpha8;
    ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, face, glyph, rect, pixels.Data, format,
                                       colored ? width * 4 : width);
  }
  ++counts.glyphs;
  counts.milliseconds += emscripten_get_now() - started;
  return true;
}

const ImFontLoader& browser_loader() {
  static const ImFontLoader loader = [] {
    ImFontLoader made;
    made.Name = "browser";
    made.FontSrcContainsGlyph = contains_glyph;
    made.FontBakedInit = init_size;
    made.FontBakedLoadGlyph = load_glyph;
    return made;
  }();
  return loader;
}

ImFont* add_face(const char* name, int weight) {
  ImFontConfig config;
  std::snprintf(config.Name, std::size(config.Name), "%s", name);
  config.FontLoader = &browser_loader();
  config.FontNo = static_cast<ImU32>(weight);
  config.SizePixels = 14.0f;  // only what PushFont(nullptr, 0) means before the theme has said its sizes
  return ImGui::GetIO().Fonts->AddFont(&config);
}

}  // namespace

void create_browser_fonts() {
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  // Phones promise no texture larger than this. Sizes that are out of use make room before it is full.
  atlas->TexMaxWidth = atlas->TexMaxHeight = 4096;
  fonts().regular = add_face("system-ui", kRegularWeight);
  fonts().semibold = add_face("system-ui semibold", kSemiboldWeight);
}

size_t draw_ahead(std::span<const GlyphWish> wishes, double milliseconds) {
  const double end = emscripten_get_now() + milliseconds;
  size_t done = 0;
  while (done < wishes.size()) {
    const GlyphWish& wish = wishes[done++];
    ImFont* face = wish.weight == kSemiboldWeight ? fonts().semibold : fonts().regular;
    face->GetFontBaked(wish.size)->FindGlyph(static_cast<ImWchar>(wish.code_point));
    if (emscripten_get_now() >= end) break;
  }
  return done;
}

GlyphCounts glyph_counts() { return counts; }

}  // namespace sluice::app
