#include "unit/app/widget_fixture.h"

#include <cmath>

#include <imgui_internal.h>

#include "app/fonts.h"
#include "app/motion.h"

namespace sluice::app {

WidgetTest::WidgetTest() {
  ImGui::CreateContext();
  ImGui::GetCurrentContext()->TestEngineHookItems = true;
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DeltaTime = 1.0f / 60;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigInputTrickleEventQueue = false;
  io.Fonts->AddFontDefault();
  fonts() = {};
  set_language(Language::english);
  set_motion(false);
  set_frame_request([this] { ++frames_asked; });
  resize(1280, 800);
}

WidgetTest::~WidgetTest() {
  set_frame_request(nullptr);
  set_motion(true);
  set_language(Language::english);
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
  ImGui::DestroyContext();
  begin_item_table();
}

void WidgetTest::resize(float width, float height) {
  ImGui::GetIO().DisplaySize = {width, height};
  constexpr float kNarrow = 700;
  apply_theme({.dark = dark_theme(), .narrow = width < kNarrow, .text_scale = 1});
}

void WidgetTest::frame(const std::function<void()>& content) {
  ImGui::NewFrame();
  begin_item_table();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
  ImGui::Begin("canvas", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBringToFrontOnFocus);
  content();
  ImGui::End();
  ImGui::Render();
  ImDrawData& data = *ImGui::GetDrawData();
  if (data.Textures != nullptr) {
    for (ImTextureData* texture : *data.Textures) {
      if (texture->Status == ImTextureStatus_OK) continue;
      const bool dies = texture->Status == ImTextureStatus_WantDestroy;
      texture->SetTexID(dies ? ImTextureID_Invalid : static_cast<ImTextureID>(texture->UniqueID + 1));
      texture->SetStatus(dies ? ImTextureStatus_Destroyed : ImTextureStatus_OK);
    }
  }
  bool finite = true;
  for (const ImDrawList* list : data.CmdLists) {
    for (const ImDrawVert& vertex : list->VtxBuffer) {
      finite = finite && std::isfinite(vertex.pos.x) && std::isfinite(vertex.pos.y);
    }
  }
  ASSERT_TRUE(finite) << "a shape is drawn at NaN or infinity";
}

const ScreenItem* WidgetTest::find(std::string_view test_key) {
  for (const ScreenItem& item : screen_items()) {
    if (item.test_key == test_key) return &item;
  }
  return nullptr;
}

const ScreenTable* WidgetTest::find_table(std::string_view test_key) {
  for (const ScreenTable& table : screen_tables()) {
    if (table.test_key == test_key) return &table;
  }
  return nullptr;
}

void WidgetTest::point_at(std::string_view test_key, const std::function<void()>& content) {
  const ScreenItem* item = find(test_key);
  ASSERT_NE(item, nullptr) << test_key;
  ASSERT_GT(item->w * item->h, 0) << test_key << " is not visible";
  ImGui::GetIO().AddMousePosEvent(item->x + item->w / 2, item->y + item->h / 2);
  frame(content);
  frame(content);
}

void WidgetTest::click(std::string_view test_key, const std::function<void()>& content) {
  point_at(test_key, content);
  ImGui::GetIO().AddMouseButtonEvent(0, true);
  frame(content);
  ImGui::GetIO().AddMouseButtonEvent(0, false);
  frame(content);
  frame(content);
}

void WidgetTest::press(ImGuiKey key, const std::function<void()>& content) {
  ImGui::GetIO().AddKeyEvent(key, true);
  frame(content);
  ImGui::GetIO().AddKeyEvent(key, false);
  frame(content);
}

void WidgetTest::type(std::string_view text, const std::function<void()>& content) {
  ImGui::GetIO().AddInputCharactersUTF8(std::string(text).c_str());
  frame(content);
  frame(content);
}

}  // namespace sluice::app
