// A canvas without a browser: widgets and charts are drawn into nothing, and a person points, clicks and types at what
// the item table names.
#pragma once

#include <functional>
#include <string_view>

#include <gtest/gtest.h>
#include <imgui.h>

#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/item_table.h"

namespace sluice::app {

class WidgetTest : public testing::Test {
 protected:
  WidgetTest();
  ~WidgetTest() override;

  void resize(float width, float height);

  /// Draws one frame with `content` in one window over the canvas; checks that no vertex is NaN.
  void frame(const std::function<void()>& content);
  /// As many frames as the layout needs to come to rest.
  void settle(const std::function<void()>& content) {
    for (int i = 0; i < 4; ++i) frame(content);
  }

  static const ScreenItem* find(std::string_view test_key);
  static const ScreenTable* find_table(std::string_view test_key);

  void point_at(std::string_view test_key, const std::function<void()>& content);
  void click(std::string_view test_key, const std::function<void()>& content);  ///< down, up, and a frame after
  void press(ImGuiKey key, const std::function<void()>& content);
  void type(std::string_view text, const std::function<void()>& content);

  int frames_asked = 0;  ///< by request_animation()
};

}  // namespace sluice::app
