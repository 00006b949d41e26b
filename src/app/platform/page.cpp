#include "app/platform/page.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <span>
#include <string>
#include <utility>

#include "app/motion.h"
#include "app/platform/input.h"
#include "app/widgets/item_table.h"

namespace sluice::app {
namespace {

constexpr double kMsAhead = 4;  // of a frame, for characters that nobody waits for

}  // namespace

Page::Page() : frames_([this] { return draw_frame(); }), host_(frames_) {}

bool Page::start(const CanvasSize& size) {
  IMGUI_CHECKVERSION();
  ImGuiContext* context = ImGui::CreateContext();
  context->TestEngineHookItems = true;  // fills the item table
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigInputTextCursorBlink = false;  // a blinking caret would be a frame at rest
  if (!window_.open(size)) return false;
  set_motion(start_option("motion") == "1");
  connect_input(start_option("apple") == "1");
  watch_sdl_events(frames_);
  create_browser_fonts();

  const std::string language = start_option("language");
  const std::string sample = start_option("sample");
  const std::string fragment = start_option("fragment");
  application_ = std::make_unique<Application>(host_, StartOptions{.language_tag = language,
                                                                   .prefers_dark = start_option("dark") == "1",
                                                                   .sample = sample,
                                                                   .fragment = fragment});
  frames_.request(kFramesForChange);
  return true;
}

void Page::expect_glyphs(std::vector<GlyphWish> wishes) {
  glyph_wishes_ = std::move(wishes);
  glyphs_ahead_ = 0;
  frames_.request(1);
}

void Page::draw_glyphs_ahead() {
  if (glyphs_ahead_ == glyph_wishes_.size()) return;
  glyphs_ahead_ += draw_ahead(std::span(glyph_wishes_).subspan(glyphs_ahead_), kMsAhead);
  if (glyphs_ahead_ < glyph_wishes_.size()) frames_.request(1);
}

FrameLoop::Drawn Page::draw_frame() {
  if (!window_.visible()) return FrameLoop::Drawn::no;
  read_sdl_events();
  window_.begin_frame();
  ImGui::NewFrame();
  begin_item_table();
  application_->draw();
  draw_glyphs_ahead();
  ImGui::Render();
  const Application::Color color = application_->background();
  window_.present(color.r, color.g, color.b);
  const bool input_waits = !ImGui::GetCurrentContext()->InputEventsQueue.empty();
  return input_waits ? FrameLoop::Drawn::yes_and_input_waits : FrameLoop::Drawn::yes;
}

}  // namespace sluice::app
