// Key figures under the pointer and on the keyboard's way: each tells how it was computed, once, and is whole.
#include <algorithm>
#include <string>

#include "app/widgets/card.h"
#include "app/widgets/layout.h"
#include "app/widgets/text_area.h"
#include "unit/app/widget_fixture.h"

namespace sluice::app {
namespace {

class KeyFigureTest : public WidgetTest {
 protected:
  static long tooltips() {
    const auto items = screen_items();
    return std::count_if(items.begin(), items.end(), [](const ScreenItem& item) { return item.role == "tooltip"; });
  }
  static void draw_two(float column) {
    ui::Grid grid({.key = "figures", .min_column = column, .most = 2});
    grid.next();
    ui::key_figure({.key = "orders", .label = "Orders", .value = "7", .tip = "Purchases"});
    grid.next();
    ui::key_figure({.key = "revenue",
                    .label = "Revenue of everybody who bought in the last twelve months",
                    .value = "1.4M",
                    .exact = "1,400,123.00",
                    .sub = "1.5M in as many days before, when nobody had heard of it",
                    .tip = "Sum of all amounts"});
  }
};

TEST_F(KeyFigureTest, AnywhereOnTheTileOneTooltipTellsTheExactNumberAndHowItIsComputed) {
  const auto draw = [] { draw_two(200); };
  settle(draw);
  EXPECT_EQ(find("revenue")->role, "figure");
  EXPECT_EQ(find("revenue")->value, "1,400,123.00");
  EXPECT_EQ(tooltips(), 0);
  const ScreenItem tile = *find("revenue");
  for (const float share : {0.05f, 0.5f, 0.95f}) {
    ImGui::GetIO().AddMousePosEvent(tile.x + tile.w * share, tile.y + tile.h * share);
    settle(draw);
    ASSERT_EQ(tooltips(), 1) << share;
    EXPECT_EQ(find("tooltip")->label, "1,400,123.00. Sum of all amounts");
  }
  point_at("orders", draw);
  ASSERT_EQ(tooltips(), 1);
  EXPECT_EQ(find("tooltip")->label, "Purchases") << "7 is exact";
}

TEST_F(KeyFigureTest, TheKeyboardReachesTheExplanation) {
  const auto draw = [] { draw_two(200); };
  settle(draw);
  press(ImGuiKey_Tab, draw);
  settle(draw);
  EXPECT_TRUE(find("orders")->focused);
  ASSERT_EQ(tooltips(), 1);
  EXPECT_EQ(find("tooltip")->label, "Purchases");
}

TEST_F(KeyFigureTest, LongWordsTakeMoreLinesAndTheTilesOfARowStayEquallyHigh) {
  resize(2000, 800);
  const auto draw = [] { draw_two(120); };
  settle(draw);
  const float on_one_line = find("revenue")->h;
  resize(390, 800);
  settle(draw);
  EXPECT_GT(find("revenue")->h, on_one_line + 2 * line_height(TextStyle::caption));
  EXPECT_FLOAT_EQ(find("orders")->h, find("revenue")->h);
  EXPECT_FLOAT_EQ(find("orders")->y, find("revenue")->y);
}

TEST_F(KeyFigureTest, ALabelLeavesRoomForItsMarkAtAnyWidth) {
  for (float width = 150; width < 320; width += 7) {
    resize(width, 800);
    const auto draw = [] {
      ui::key_figure({.key = "recency", .label = "Median recency", .value = "27 days", .tip = "The median"});
    };
    settle(draw);
    const ScreenItem tile = *find("recency");
    const auto items = screen_items();
    const auto mark =
        std::find_if(items.begin(), items.end(), [](const ScreenItem& item) { return item.role == "note"; });
    ASSERT_NE(mark, items.end());
    EXPECT_LE(mark->x + mark->w + sizes().s4, tile.x + tile.w - sizes().s16) << width;
  }
}

class TextAreaTest : public WidgetTest {};

TEST_F(TextAreaTest, LinesHaveLeading) {
  std::string text;
  const auto draw = [&] { ui::text_area({.key = "t", .width = 300}, text); };
  settle(draw);
  const float empty = find("t")->h;
  EXPECT_GE(empty, 3 * 1.35f * size_of(TextStyle::body)) << "three lines";
  for (int i = 0; i < 60; ++i) text += "word ";
  settle(draw);
  EXPECT_GT(find("t")->h, empty);
}

TEST_F(TextAreaTest, TheCursorGoesToTheLineThatIsPressed) {
  std::string text = "first second third";
  const auto draw = [&] { ui::text_area({.key = "t", .width = 90}, text); };
  settle(draw);
  click("t", draw);  // the middle one of three lines, a word each
  type("X", draw);
  const size_t at = text.find('X');
  ASSERT_NE(at, std::string::npos);
  EXPECT_GE(at, std::string("first ").size());
  EXPECT_LE(at, std::string("first second ").size());
}

}  // namespace
}  // namespace sluice::app
