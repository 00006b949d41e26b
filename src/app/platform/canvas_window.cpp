#include "app/platform/canvas_window.h"

#include <GLES3/gl3.h>
#include <SDL.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_impl_sdl2.h>

#include <cmath>

#include "app/platform/glyph_snap.h"

namespace sluice::app {
namespace {

constexpr const char* kCanvas = "#canvas";

int css_pixels(int device_pixels, float pixel_ratio) {
  return static_cast<int>(std::lround(static_cast<float>(device_pixels) / pixel_ratio));
}

}  // namespace

bool CanvasWindow::open(const CanvasSize& size) {
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");  // touch is read by the page's own scripts
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return false;
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_ALPHA_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
  // Not SDL_WINDOW_RESIZABLE: SDL would then size the canvas itself, and wrongly (see the header).
  window_ = SDL_CreateWindow("", 0, 0, css_pixels(size.device_width, size.pixel_ratio),
                             css_pixels(size.device_height, size.pixel_ratio), SDL_WINDOW_OPENGL);
  if (window_ == nullptr) return false;
  context_ = SDL_GL_CreateContext(window_);
  if (context_ == nullptr) return false;
  resize(size);
  return ImGui_ImplSDL2_InitForOpenGL(window_, context_) && ImGui_ImplOpenGL3_Init("#version 300 es");
}

void CanvasWindow::resize(const CanvasSize& size) {
  size_ = size;
  SDL_SetWindowSize(window_, css_pixels(size.device_width, size.pixel_ratio),
                    css_pixels(size.device_height, size.pixel_ratio));
  emscripten_set_canvas_element_size(kCanvas, size.device_width, size.device_height);
}

bool CanvasWindow::visible() const { return !context_lost_ && size_.device_width > 0 && size_.device_height > 0; }

void CanvasWindow::begin_frame() {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplSDL2_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(static_cast<float>(size_.device_width) / size_.pixel_ratio,
                          static_cast<float>(size_.device_height) / size_.pixel_ratio);
  io.DisplayFramebufferScale = ImVec2(size_.pixel_ratio, size_.pixel_ratio);
}

void CanvasWindow::present(float red, float green, float blue) {
  ImDrawData* data = ImGui::GetDrawData();
  snap_glyphs(*data);
  glViewport(0, 0, size_.device_width, size_.device_height);
  glClearColor(red, green, blue, 1.0f);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(data);
}

void CanvasWindow::on_context_lost() { context_lost_ = true; }

void CanvasWindow::on_context_restored() {
  // Every object is gone. The backend makes its own again at the next frame, and Dear ImGui uploads its textures
  // once more when it finds them destroyed; it still has their pixels.
  ImGui_ImplOpenGL3_DestroyDeviceObjects();
  context_lost_ = false;
}

}  // namespace sluice::app
