#include "app/rehearsal.h"

#include <utility>

#include <imgui.h>

#include "app/screens/screen.h"
#include "app/widgets/item_table.h"

namespace sluice::app {
namespace {

constexpr int kPatience = 600;  // frames: then what is awaited does not come
constexpr int kFramesToSettle = 3;
constexpr int kReportRounds = 6;
constexpr int kPagesDown = 8;
constexpr float kLinesOfAPage = 6;  // of the wheel

/// The middle of the first visible item whose test key begins so.
bool find_middle(const std::string& key_begins, ImVec2& middle) {
  for (const ScreenItem& item : screen_items()) {
    if (item.w <= 0 || item.h <= 0 || !item.test_key.starts_with(key_begins)) continue;
    middle = {item.x + item.w / 2, item.y + item.h / 2};
    return true;
  }
  return false;
}

}  // namespace

Rehearsal::Rehearsal(Host& host, const StartOptions& options, const FileHandle& file) : application_(host, options) {
  then([this, file] { application_.on_files({&file, 1}); });
  then_rest(kFramesToSettle);
  for (int number = 1; number <= static_cast<int>(kScreens.size()); ++number) look_at_screen(number);
  // What is pressed most: a segment with its panel and the filter that it becomes, a customer.
  then_press(ImGuiKey_3);
  then_click("segment.");
  then_rest(kFramesToSettle);
  then_press(ImGuiKey_4);
  then_click("customers.table.cell.");
  then_rest(kFramesToSettle);
  then_press(ImGuiKey_Escape);
  // Reports, often: browsers compile well what has been called often, and to read a long report takes long otherwise.
  then_press(ImGuiKey_6);
  for (int round = 0; round < kReportRounds; ++round) {
    for (const int chord : {ImGuiMod_Ctrl | ImGuiKey_Z, ImGuiMod_Ctrl | ImGuiKey_Y}) {
      then_press(chord);
      then_rest(kFramesToSettle);
    }
  }
}

bool Rehearsal::draw() {
  if (application_.busy()) {
    if (++waited_ > kPatience) return false;
  } else {
    if (acts_.empty()) return false;
    waited_ = 0;
    acts_.front()();
    acts_.pop();
  }
  ImGui::NewFrame();
  begin_item_table();
  application_.draw();
  ImGui::Render();
  return true;
}

void Rehearsal::look_at_screen(int number) {
  then_press(ImGuiKey_0 + number);
  then_rest(kFramesToSettle);
  for (int page = 0; page < kPagesDown; ++page) {
    for (const float share : {0.3f, 0.5f, 0.8f}) then_point(share, 0.2f + 0.7f * share);
    then_scroll(-kLinesOfAPage);
  }
  then_scroll(kPagesDown * kLinesOfAPage);
}

void Rehearsal::then_rest(int frames) {
  for (int i = 0; i < frames; ++i) then([] {});
}

void Rehearsal::then_press(int key_chord) {
  for (const bool down : {true, false}) {
    then([key_chord, down] {
      ImGuiIO& io = ImGui::GetIO();
      if ((key_chord & ImGuiMod_Ctrl) != 0) io.AddKeyEvent(ImGuiMod_Ctrl, down);
      io.AddKeyEvent(static_cast<ImGuiKey>(key_chord & ~ImGuiMod_Mask_), down);
    });
  }
}

void Rehearsal::then_click(std::string key_begins) {
  then([key_begins = std::move(key_begins)] {
    ImVec2 middle;
    if (find_middle(key_begins, middle)) ImGui::GetIO().AddMousePosEvent(middle.x, middle.y);
  });
  for (const bool down : {true, false}) {
    then([down] { ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, down); });
  }
}

void Rehearsal::then_point(float x, float y) {
  then([x, y] {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    ImGui::GetIO().AddMousePosEvent(x * size.x, y * size.y);
  });
}

void Rehearsal::then_scroll(float lines) {
  then([lines] { ImGui::GetIO().AddMouseWheelEvent(0, lines); });
}

}  // namespace sluice::app
