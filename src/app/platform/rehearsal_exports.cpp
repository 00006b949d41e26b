// The rehearsal as C functions of the module, for a worker: web/rehearsal.js is the only caller. Neither main nor
// anything else of page_exports.cpp may be called beside them.

#include <emscripten.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <cstdint>
#include <memory>
#include <string>

#include "app/motion.h"
#include "app/platform/browser_fonts.h"
#include "app/platform/browser_host.h"
#include "app/platform/frame_loop.h"
#include "app/rehearsal.h"

namespace {

using namespace sluice::app;

/// A stage without a canvas.
struct Stage {
  FrameLoop frames{[] { return FrameLoop::Drawn::no; }};
  BrowserHost host{frames};
  std::unique_ptr<Rehearsal> rehearsal;

  Stage(double file_size, ImVec2 size, float pixel_ratio) {
    IMGUI_CHECKVERSION();
    ImGui::CreateContext()->TestEngineHookItems = true;
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    io.DisplaySize = size;
    io.DisplayFramebufferScale = {pixel_ratio, pixel_ratio};
    io.DeltaTime = 0.1f;  // what waits for time to pass waits for few frames
    set_motion(false);    // it would only be waited for
    create_browser_fonts();
    const std::string language = start_option("language");
    rehearsal = std::make_unique<Rehearsal>(
        host, StartOptions{.language_tag = language},
        FileHandle{.handle = 1, .name = "orders.csv", .size = static_cast<uint64_t>(file_size)});
  }
};

std::unique_ptr<Stage>& stage() {
  static std::unique_ptr<Stage> the_stage;
  return the_stage;
}

/// Nothing is uploaded anywhere.
void take_textures() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    const bool goes = texture->Status == ImTextureStatus_WantDestroy;
    texture->SetTexID(goes ? ImTextureID_Invalid : ImTextureID(1));
    texture->SetStatus(goes ? ImTextureStatus_Destroyed : ImTextureStatus_OK);
  }
}

}  // namespace

extern "C" {

/// Before the others: on a page of this size in CSS pixels. The host will be asked to read a file of so many bytes.
EMSCRIPTEN_KEEPALIVE void sluice_rehearse(double file_size, float width, float height, float pixel_ratio) {
  stage() = std::make_unique<Stage>(file_size, ImVec2(width, height), pixel_ratio);
}

/// 0: there is nothing left to look at.
EMSCRIPTEN_KEEPALIVE int sluice_rehearsal_frame() {
  if (!stage()->rehearsal->draw()) return 0;
  take_textures();
  return 1;
}

EMSCRIPTEN_KEEPALIVE void sluice_rehearsal_answer(uint32_t request_id, const char* json, size_t length) {
  stage()->rehearsal->application().on_answer(request_id, {json, length}, {});
}

EMSCRIPTEN_KEEPALIVE void sluice_rehearsal_error(uint32_t request_id, const char* json, size_t length) {
  stage()->rehearsal->application().on_error(request_id, {json, length});
}

}  // extern "C"
