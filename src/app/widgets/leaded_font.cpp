#include "app/widgets/leaded_font.h"

#include <cmath>

#include <imgui.h>
#include <imgui_internal.h>

#include "app/theme.h"

namespace sluice::app::ui {
namespace {

/// What draws the glyphs of the face that gets leading. One for the whole program: the page's, or Dear ImGui's own.
const ImFontLoader* drawing_loader = nullptr;

/// Dear ImGui tells a loader the size of the line; the glyphs are smaller. While one is alive, `baked` has their size.
class GlyphSize {
 public:
  explicit GlyphSize(ImFontBaked& baked) : baked_(baked), line_(baked.Size) {
    baked_.Size = std::round(line_ / kLeading);
  }
  ~GlyphSize() { baked_.Size = line_; }
  GlyphSize(const GlyphSize&) = delete;
  GlyphSize& operator=(const GlyphSize&) = delete;

 private:
  ImFontBaked& baked_;
  float line_;
};

bool init_size(ImFontAtlas* atlas, ImFontConfig* face, ImFontBaked* baked, void* data) {
  const float line = baked->Size;
  float glyphs = line;
  {
    const GlyphSize smaller(*baked);
    glyphs = baked->Size;
    if (!drawing_loader->FontBakedInit(atlas, face, baked, data)) return false;
  }
  if (face->MergeMode) return true;  // stands on the baseline of the face that it adds to
  // Loaders measure from the baseline, so that lowering it moves every glyph to the middle; by whole device pixels.
  const float density = face->RasterizerDensity * baked->RasterizerDensity;
  baked->Ascent += std::floor((line - glyphs) / 2 * density) / density;
  baked->Descent = baked->Ascent - line;
  return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* face, ImFontBaked* baked, void* data, ImWchar code_point,
                ImFontGlyph* glyph, float* advance_only) {
  const GlyphSize smaller(*baked);
  return drawing_loader->FontBakedLoadGlyph(atlas, face, baked, data, code_point, glyph, advance_only);
}

ImFontLoader& leading_loader() {
  static ImFontLoader loader;
  return loader;
}

/// The face that was made before in this atlas.
ImFont* find_face(const ImFontAtlas& atlas) {
  for (ImFont* font : atlas.Fonts) {
    if (!font->Sources.empty() && font->Sources[0]->FontLoader == &leading_loader()) return font;
  }
  return nullptr;
}

}  // namespace

ImFont* leaded_font() {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  if (ImFont* known = find_face(atlas)) return known;
  const ImFont* base = font_of(TextStyle::body);
  const ImFontConfig* first = base->Sources[0];
  drawing_loader = first->FontLoader != nullptr ? first->FontLoader : atlas.FontLoader;
  leading_loader() = *drawing_loader;
  leading_loader().Name = "leading";
  leading_loader().LoaderInit = nullptr;  // the atlas has begun and ends the loader itself
  leading_loader().LoaderShutdown = nullptr;
  leading_loader().FontBakedInit = init_size;
  leading_loader().FontBakedLoadGlyph = load_glyph;
  ImVector<ImFontConfig> faces;  // copies: adding a font moves the atlas's own
  for (const ImFontConfig* face : base->Sources) faces.push_back(*face);
  ImFont* made = nullptr;
  for (ImFontConfig& face : faces) {
    face.DstFont = nullptr;
    face.FontLoaderData = nullptr;
    face.FontLoader = &leading_loader();
    face.FontDataOwnedByAtlas = face.FontData == nullptr;  // the atlas copies what belongs to the other face
    made = atlas.AddFont(&face);
  }
  return made;
}

}  // namespace sluice::app::ui
