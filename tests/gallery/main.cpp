// Draws every widget and chart into PNG files, in both themes and languages and at several widths, so that a designer
// can look at them without a browser: gallery OUTPUT_FOLDER REGULAR_FONT BOLD_FONT [PAGE].
// Fonts: any TrueType or OpenType files with the characters wanted; a collection's third face (Simplified Chinese in
// Noto Sans CJK) is taken.
#include <cfloat>
#include <cstdio>
#include <string>
#include <vector>

#include <imgui.h>
#include <imgui_internal.h>

#include "app/fonts.h"
#include "app/i18n.h"
#include "app/motion.h"
#include "app/theme.h"
#include "app/widgets/item_table.h"
#include "gallery/pages.h"
#include "gallery/raster.h"

namespace sluice::gallery {
namespace {

struct View {
  const char* name;
  float width, height, ratio;
  bool dark;
  app::Language language;
};

const std::vector<View> kViews = {
    {"desktop-light-en", 1280, 900, 1, false, app::Language::english},
    {"desktop-dark-zh", 1280, 900, 1, true, app::Language::chinese},
    {"phone-light-zh", 390, 844, 2, false, app::Language::chinese},
    {"phone-dark-en", 390, 844, 2, true, app::Language::english},
    {"retina-light-en", 1280, 900, 2, false, app::Language::english},
    {"wide-dark-en", 2560, 1300, 1, true, app::Language::english},
};

ImFont* load(const char* path) {
  ImFontConfig config;
  const std::string_view name = path;
  config.FontNo = name.ends_with(".ttc") ? 2 : 0;
  // A negative size makes the em the size, as in CSS; offsets and limits of advances then count backwards.
  config.SizePixels = -16;
  config.GlyphMaxAdvanceX = -FLT_MAX;
  config.GlyphOffset = {0, 4.7f};  // Noto's line is taller than its em; capitals shall be centred
  return ImGui::GetIO().Fonts->AddFontFromFileTTF(path, config.SizePixels, &config);
}

void draw_frame(const Page& page, const View& view) {
  ImGui::GetIO().DeltaTime = 1.0f / 60;
  ImGui::NewFrame();
  app::begin_item_table();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize({view.width, view.height});
  ImGui::Begin("gallery", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBringToFrontOnFocus);
  page.draw();
  ImGui::End();
  ImGui::Render();
}

/// What a person does before the picture is taken.
template <typename Draw>
void act(const Page& page, const Draw& draw) {
  ImGuiIO& io = ImGui::GetIO();
  for (const app::ScreenItem& item : app::screen_items()) {
    if (page.click == nullptr || item.test_key != page.click) continue;
    io.AddMousePosEvent(item.x + item.w / 2, item.y + item.h / 2);
    io.AddMouseButtonEvent(0, true);
    draw(3);
    io.AddMouseButtonEvent(0, false);
    break;
  }
  for (int tab = 0; tab < page.tabs; ++tab) {
    io.AddKeyEvent(ImGuiKey_Tab, true);
    draw(2);
    io.AddKeyEvent(ImGuiKey_Tab, false);
    draw(2);
  }
  draw(4);
}

void picture(const Page& page, const View& view, const std::string& folder, const char* regular, const char* bold) {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  ImGui::GetCurrentContext()->TestEngineHookItems = true;
  io.DisplaySize = {view.width, page.height > 0 ? page.height : view.height};
  io.DisplayFramebufferScale = {view.ratio, view.ratio};
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  app::fonts() = {load(regular), load(bold)};
  io.FontDefault = app::fonts().regular;
  app::set_language(view.language);
  app::set_motion(false);
  constexpr float kNarrow = 700;
  app::apply_theme({.dark = view.dark, .narrow = view.width < kNarrow, .text_scale = 1});
  View actual = view;
  actual.height = io.DisplaySize.y;
  if (page.mouse.x >= 0) io.AddMousePosEvent(page.mouse.x, page.mouse.y);
  const auto draw = [&](int frames) {
    for (int frame = 0; frame < frames; ++frame) {
      draw_frame(page, actual);
      accept_textures(*ImGui::GetDrawData());
    }
  };
  draw(4);
  act(page, draw);
  const Picture result = render(*ImGui::GetDrawData(), app::to_vec4(app::colors().background));
  const std::string path = folder + "/" + page.name + "-" + view.name + ".png";
  if (!write_png(result, path)) std::fprintf(stderr, "cannot write %s\n", path.c_str());
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
  app::fonts() = {};
  ImGui::DestroyContext();
}

}  // namespace
}  // namespace sluice::gallery

int main(int count, char** arguments) {
  if (count < 4) {
    std::fprintf(stderr, "usage: gallery OUTPUT_FOLDER REGULAR_FONT BOLD_FONT [PAGE [VIEW]]\n");
    return 2;
  }
  for (const auto& page : sluice::gallery::pages()) {
    if (count > 4 && std::string(arguments[4]) != page.name) continue;
    for (const auto& view : sluice::gallery::kViews) {
      if (count > 5 && std::string(arguments[5]) != view.name) continue;
      sluice::gallery::picture(page, view, arguments[1], arguments[2], arguments[3]);
    }
  }
  return 0;
}
