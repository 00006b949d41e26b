// The page's canvas as an SDL window with a WebGL 2 context: its size in CSS and device pixels, the drawing of Dear
// ImGui's output onto it, and the loss and return of the graphics context. SDL knows the size in CSS pixels only (it
// scales mouse positions by it); the device pixels are ours, taken from the browser's own layout, since SDL's guess
// (size * ratio) is off by one at fractional ratios and blurs everything.
#pragma once

struct SDL_Window;

namespace sluice::app {

/// What a ResizeObserver says: `device_*` are whole pixels of the screen, `pixel_ratio` is device per CSS pixel.
struct CanvasSize {
  int device_width = 0, device_height = 0;
  float pixel_ratio = 1.0f;
};

class CanvasWindow {
 public:
  /// Creates window, context and Dear ImGui's two backends; false when the browser gives no WebGL 2.
  bool open(const CanvasSize& size);

  void resize(const CanvasSize& size);
  bool visible() const;  ///< it has a size and a context

  void begin_frame();                                ///< before ImGui::NewFrame
  void present(float red, float green, float blue);  ///< after ImGui::Render: clears and draws

  void on_context_lost();
  void on_context_restored();

 private:
  SDL_Window* window_ = nullptr;
  void* context_ = nullptr;
  CanvasSize size_;
  bool context_lost_ = false;
};

}  // namespace sluice::app
