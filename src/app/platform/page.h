// The page as the scripts see it: one canvas, one application, one loop of frames. main.cpp makes it, page_exports.cpp
// lets the scripts call it.
#pragma once

#include <memory>

#include "app/application.h"
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

 private:
  FrameLoop::Drawn draw_frame();

  CanvasWindow window_;
  FrameLoop frames_;
  BrowserHost host_;
  std::unique_ptr<Application> application_;
};

/// The only one; made by main and never destroyed.
Page* the_page();

}  // namespace sluice::app
