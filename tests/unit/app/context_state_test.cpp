// What widgets remember beside windows ends with its canvas: the next one begins without it.
#include "app/widgets/context_state.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <imgui.h>

namespace sluice::app {
namespace {

struct Said {
  std::vector<std::string> words{};
};
struct Asked {
  int times = 0;
};

/// A canvas of its own, whatever stands around it.
class Canvas {
 public:
  Canvas() : before_(ImGui::GetCurrentContext()), context_(ImGui::CreateContext()) {
    ImGui::SetCurrentContext(context_);
  }
  ~Canvas() {
    ImGui::DestroyContext(context_);
    ImGui::SetCurrentContext(before_);
  }
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

 private:
  ImGuiContext *before_, *context_;
};

TEST(ContextState, IsKeptAsLongAsItsCanvasAndNoLonger) {
  for (int canvas = 0; canvas < 3; ++canvas) {
    const Canvas one;
    EXPECT_TRUE(ui::context_state<Said>().words.empty()) << canvas;
    EXPECT_EQ(ui::context_state<Asked>().times, 0) << canvas;
    ui::context_state<Said>().words.emplace_back("saved");
    ++ui::context_state<Asked>().times;
    EXPECT_EQ(ui::context_state<Said>().words, (std::vector<std::string>{"saved"}));
    EXPECT_EQ(ui::context_state<Asked>().times, 1);
  }
}

}  // namespace
}  // namespace sluice::app
