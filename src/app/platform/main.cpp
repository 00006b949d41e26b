// The interface as a WebAssembly module. main makes the page and returns; from then on the browser's events call the
// functions of page_exports.cpp.

#include <emscripten.h>

#include "app/platform/page.h"

namespace {

// clang-format off
EM_JS(void, js_canvas_size, (sluice::app::CanvasSize* size), {
  const canvas = Module.bridge.canvasSize();
  HEAP32.set([canvas.width, canvas.height], size >>> 2);
  HEAPF32[(size >>> 2) + 2] = canvas.ratio;
});
// clang-format on

sluice::app::Page* page = nullptr;

}  // namespace

sluice::app::Page* sluice::app::the_page() { return page; }

/// 0: running; 1: the browser gives no WebGL 2.
int main() {
  sluice::app::CanvasSize size;
  js_canvas_size(&size);
  page = new sluice::app::Page;
  return page->start(size) ? 0 : 1;
}
