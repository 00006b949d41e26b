// The page as the scripts see it: one canvas, one application, one loop of frames. main.cpp makes it, page_exports.cpp
// lets the scripts call it.
#pragma once

#include <memory>
#include <vector>

#include "app/application.h"
#include "app/platform/browser_fonts.h"
#include "app/platform/browser_host.h"
#include "app/platform/canvas_window.h"
#include "app/platform/frame_loop.h"

namespace sluice::app {

class Page {
 public:
  Page();

  /// False when the browser gives no WebGL 2; nothing else may be called then.
  bool start(const CanvasSize& size);

  Application& application() { return *application_; }
  CanvasWindow& window() { return window_; }
  FrameLoop& frames() { return frames_; }

  /// Characters that will be wanted: drawn a few a frame, ahead of their texts.
  void expect_glyphs(std::vector<GlyphWish> wishes);

 private:
  FrameLoop::Drawn draw_frame();
  void draw_glyphs_ahead();

  CanvasWindow window_;
  FrameLoop frames_;
  BrowserHost host_;
  std::unique_ptr<Application> application_;
  std::vector<GlyphWish> glyph_wishes_;
  size_t glyphs_ahead_ = 0;  // of the wishes
};

/// The only one; made by main and never destroyed.
Page* the_page();

}  // namespace sluice::app
