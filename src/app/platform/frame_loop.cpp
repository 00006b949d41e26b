#include "app/platform/frame_loop.h"

#include <emscripten.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

namespace sluice::app {
namespace {

// clang-format off
EM_JS(void, js_request_frame, (), { Module.bridge.requestFrame(); });
EM_JS(void, js_wake_in, (double milliseconds), { Module.bridge.wakeIn(milliseconds); });
// clang-format on

constexpr int kMostFramesAtOnce = 8;

}  // namespace

void FrameLoop::request(int count) {
  owed_ = std::max(owed_, count);
  if (scheduled_ || owed_ == 0) return;
  scheduled_ = true;
  js_request_frame();
}

void FrameLoop::on_animation_frame() {
  scheduled_ = false;
  if (owed_ > 0) draw_one();
  request(owed_);
}

void FrameLoop::draw_now() {
  request(kFramesForChange);
  for (int i = 0; i < kMostFramesAtOnce; ++i) {
    if (draw_one() != Drawn::yes_and_input_waits) break;
  }
}

FrameLoop::Drawn FrameLoop::draw_one() {
  owed_ = std::max(0, owed_ - 1);
  const Drawn drawn = draw_();
  if (drawn == Drawn::no) return drawn;
  ++drawn_;
  if (drawn == Drawn::yes_and_input_waits) request(kFramesForChange);
  wake_for_tooltip();
  return drawn;
}

/// Dear ImGui shows a tooltip when the mouse has rested on an item for a while, but learns of the time only from
/// frames. The next moment at which something may appear gets one.
void FrameLoop::wake_for_tooltip() {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  waking_ = false;
  if (context.HoverItemDelayId == 0) return;
  const float rested = std::min(context.HoverItemDelayTimer, context.MouseStationaryTimer);
  for (const float moment :
       {context.Style.HoverDelayShort, context.Style.HoverStationaryDelay, context.Style.HoverDelayNormal}) {
    if (rested >= moment) continue;
    waking_ = true;
    js_wake_in(static_cast<double>(moment - rested) * 1000.0 + 5.0);
    return;
  }
}

void FrameLoop::on_wake() {
  waking_ = false;
  request(2);
}

}  // namespace sluice::app
