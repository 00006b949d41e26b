// Bars that are chosen by clicks, drags and keys, and what the histogram tells of them.
#include "app/charts/histogram.h"

#include <vector>

#include "unit/app/widget_fixture.h"

namespace sluice::app {
namespace {

using chart::BinRange;
using chart::Histogram;
using chart::HistogramEvent;

class HistogramTest : public WidgetTest {
 protected:
  static constexpr int kBars = 4;

  HistogramTest() {
    resize(500, 400);
    data.key = "bars";
    data.caption = "Recency";
    data.count_header = "Customers";
    data.brush = true;
    for (int bar = 0; bar < kBars; ++bar) data.bins.push_back({10.0 * bar, 10.0 * bar + 10, 100, 40});
    settle(draw);
  }

  static float middle_of(int bar) {
    const ScreenItem& plot = *find("bars");
    return plot.x + plot.w * (static_cast<float>(bar) + 0.5f) / kBars;
  }
  static float height_of_bars() { return find("bars")->y + find("bars")->h / 2; }

  void move_to(float x, float y) {
    ImGui::GetIO().AddMousePosEvent(x, y);
    frame(draw);
    frame(draw);
  }
  void hold(bool down) {
    ImGui::GetIO().AddMouseButtonEvent(0, down);
    frame(draw);
    frame(draw);
  }
  void press_with_shift(ImGuiKey key) {
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
    frame(draw);
    press(key, draw);
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, false);
    frame(draw);
  }

  Histogram data;
  std::vector<BinRange> brushed;
  std::vector<size_t> clicked;
  std::vector<chart::MovedCut> moved;
  int taken_back = 0;
  bool somebody_else_hears_escape = false;  ///< as a panel that is drawn after the chart asks for it
  const std::function<void()> draw = [this] {
    const HistogramEvent event = chart::histogram(data);
    if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) somebody_else_hears_escape = true;
    if (event.taken_back) ++taken_back;
    if (event.brushed) brushed.push_back(*event.brushed);
    if (event.clicked) clicked.push_back(*event.clicked);
    if (event.moved) moved.push_back(*event.moved);
  };
};

TEST_F(HistogramTest, ADragOverBarsChoosesThemOnceWhenItEnds) {
  move_to(middle_of(2), height_of_bars());
  hold(true);
  move_to(middle_of(1), height_of_bars());
  move_to(middle_of(0), height_of_bars());
  EXPECT_TRUE(brushed.empty()) << "not before the pointer is let go";
  hold(false);
  ASSERT_EQ(brushed.size(), 1u);
  EXPECT_EQ(brushed[0].first, 0u);
  EXPECT_EQ(brushed[0].last, 2u);
  EXPECT_TRUE(clicked.empty());
}

TEST_F(HistogramTest, ADragThatEndsBesideThePlotReachesItsLastBar) {
  move_to(middle_of(1), height_of_bars());
  hold(true);
  move_to(find("bars")->x + find("bars")->w + 100, height_of_bars() + 300);
  hold(false);
  ASSERT_EQ(brushed.size(), 1u);
  EXPECT_EQ(brushed[0].first, 1u);
  EXPECT_EQ(brushed[0].last, 3u);
}

TEST_F(HistogramTest, EscapeEndsADragWithoutAChoice) {
  move_to(middle_of(2), height_of_bars());
  hold(true);
  move_to(middle_of(0), height_of_bars());
  press(ImGuiKey_Escape, draw);
  EXPECT_FALSE(somebody_else_hears_escape);
  move_to(middle_of(1), height_of_bars());
  hold(false);
  EXPECT_TRUE(brushed.empty());
  EXPECT_TRUE(clicked.empty());
  press(ImGuiKey_Escape, draw);
  EXPECT_TRUE(somebody_else_hears_escape) << "without a drag the key is everybody's";
  hold(true);
  move_to(middle_of(2), height_of_bars());
  hold(false);
  EXPECT_EQ(brushed.size(), 1u) << "the next drag is a new one";
}

TEST_F(HistogramTest, EscapeTakesADraggedCutBack) {
  data.cuts = {20};
  data.grips = {{"grip", "Recency, cut 1 of 1"}};
  settle(draw);
  const ScreenItem grip = *find("grip");
  move_to(grip.x + grip.w / 2, grip.y + 2);
  hold(true);
  move_to(middle_of(3), grip.y + 2);
  ASSERT_FALSE(moved.empty());
  EXPECT_EQ(taken_back, 0);
  moved.clear();
  press(ImGuiKey_Escape, draw);
  EXPECT_EQ(taken_back, 1) << "once";
  EXPECT_FALSE(somebody_else_hears_escape);
  move_to(middle_of(0), grip.y + 2);
  hold(false);
  EXPECT_TRUE(moved.empty()) << "it is held no more";
  EXPECT_TRUE(brushed.empty());
  EXPECT_TRUE(clicked.empty());
}

TEST_F(HistogramTest, AClickOnAGripMovesNothing) {
  data.cuts = {21.3};
  data.grips = {{"grip", "Recency, cut 1 of 1"}};
  settle(draw);
  const ScreenItem grip = *find("grip");
  for (const float place : {1.0f, grip.w / 2, grip.w - 1}) {
    move_to(grip.x + place, grip.y + 2);
    hold(true);
    move_to(grip.x + place + 1, grip.y + 3);
    hold(false);
    EXPECT_TRUE(moved.empty()) << "pressed " << place << " from its left edge";
  }
}

TEST_F(HistogramTest, ADraggedCutKeepsItsDistanceFromThePointer) {
  data.cuts = {20};
  data.grips = {{"grip", "Recency, cut 1 of 1"}};
  data.grip_step = 1;
  settle(draw);
  const ScreenItem grip = *find("grip");
  const float a_bar = middle_of(1) - middle_of(0);
  move_to(grip.x + 1, grip.y + 2);
  hold(true);
  move_to(grip.x + 1 + a_bar, grip.y + 2);
  hold(false);
  ASSERT_FALSE(moved.empty());
  EXPECT_EQ(moved.back().value, 30) << "as far as the pointer, which was not over the line";
}

TEST_F(HistogramTest, APressOfAnArrowKeyIsOneStepAndShiftOrAPageKeyManyAtOnce) {
  data.cuts = {20};
  data.grips = {{"grip", "Recency, cut 1 of 1"}};
  data.grip_step = 1;
  for (chart::HistogramBin& bin : data.bins) bin.from *= 20, bin.to *= 20;  // 800 days, of which a pixel is two
  settle(draw);
  click("grip", draw);
  EXPECT_FALSE(find("grip")->focused) << "a click shows no focus";
  const auto value_after = [&](ImGuiKey key, bool shift) {
    moved.clear();
    if (shift) {
      press_with_shift(key);
    } else {
      press(key, draw);
    }
    EXPECT_EQ(moved.size(), 1u);
    return moved.empty() ? 0 : moved.front().value;
  };
  EXPECT_EQ(value_after(ImGuiKey_RightArrow, false), 21);
  EXPECT_EQ(value_after(ImGuiKey_LeftArrow, false), 19);
  EXPECT_EQ(value_after(ImGuiKey_RightArrow, true), 50);
  EXPECT_EQ(value_after(ImGuiKey_PageUp, false), 50);
  EXPECT_EQ(value_after(ImGuiKey_PageDown, false), 0);
  EXPECT_TRUE(find("grip")->focused) << "what keys have moved has the focus";
  ASSERT_NE(find("tooltip"), nullptr);
  EXPECT_NE(find("tooltip")->label.find("by 1, with Shift or Page Up and Page Down by 50"), std::string::npos)
      << find("tooltip")->label;
}

TEST_F(HistogramTest, OnlyWithABrushAFingerThatSetsOutSidewaysDragsIt) {
  EXPECT_TRUE(find("bars")->drags_sideways);
  data.brush = false;
  settle(draw);
  EXPECT_FALSE(find("bars")->drags_sideways);
}

TEST_F(HistogramTest, APressAndReleaseOnOneBarIsAClick) {
  move_to(middle_of(1), height_of_bars());
  hold(true);
  move_to(middle_of(1) + 10, height_of_bars() - 10);
  hold(false);
  EXPECT_EQ(clicked, std::vector<size_t>{1});
  EXPECT_TRUE(brushed.empty());
}

TEST_F(HistogramTest, ATremblingClickBetweenTwoBarsIsAClick) {
  const float border = (middle_of(1) + middle_of(2)) / 2;
  move_to(border - 1, height_of_bars());
  hold(true);
  move_to(border + 1, height_of_bars());
  hold(false);
  EXPECT_EQ(clicked.size(), 1u);
  EXPECT_TRUE(brushed.empty());
}

TEST_F(HistogramTest, WithoutABrushADragIsAClickWhereItEnds) {
  data.brush = false;
  move_to(middle_of(0), height_of_bars());
  hold(true);
  move_to(middle_of(2), height_of_bars());
  hold(false);
  EXPECT_TRUE(brushed.empty());
  EXPECT_EQ(clicked, std::vector<size_t>{2});
}

TEST_F(HistogramTest, AGripWinsOverTheBrush) {
  data.cuts = {20};
  data.grips = {{"grip", "Recency, cut 1 of 1"}};
  settle(draw);
  const ScreenItem grip = *find("grip");
  move_to(grip.x + grip.w / 2, grip.y + grip.h - 1);  // where it reaches into the plot
  hold(true);
  move_to(middle_of(3), height_of_bars());
  hold(false);
  EXPECT_FALSE(moved.empty());
  EXPECT_TRUE(brushed.empty());
  EXPECT_TRUE(clicked.empty());
}

TEST_F(HistogramTest, WithShiftTheArrowKeysTakeAnEndAlong) {
  press(ImGuiKey_Tab, draw);
  press(ImGuiKey_RightArrow, draw);
  EXPECT_TRUE(brushed.empty()) << "plain arrows move the current bar";
  press_with_shift(ImGuiKey_RightArrow);
  ASSERT_EQ(brushed.size(), 1u);
  EXPECT_EQ(brushed[0].first, 1u);
  EXPECT_EQ(brushed[0].last, 2u);
  data.chosen = chart::ChosenValues{10, 30};
  press_with_shift(ImGuiKey_RightArrow);
  ASSERT_EQ(brushed.size(), 2u);
  EXPECT_EQ(brushed[1].first, 1u);
  EXPECT_EQ(brushed[1].last, 3u);
  data.chosen = chart::ChosenValues{10, std::nullopt};
  press_with_shift(ImGuiKey_LeftArrow);
  ASSERT_EQ(brushed.size(), 3u);
  EXPECT_EQ(brushed[2].first, 1u);
  EXPECT_EQ(brushed[2].last, 2u) << "and back";
}

TEST_F(HistogramTest, SaysWhatIsChosen) {
  EXPECT_EQ(find("bars")->value, "0 – 40");
  data.chosen = chart::ChosenValues{10, 30};
  settle(draw);
  EXPECT_EQ(find("bars")->value, "0 – 40; chosen: 10 – 30");
  data.chosen = chart::ChosenValues{std::nullopt, 20};
  settle(draw);
  EXPECT_EQ(find("bars")->value, "0 – 40; chosen: 0 – 20");
}

TEST_F(HistogramTest, TheTableHasTheSelectedPartsOfTheBars) {
  ASSERT_NE(find_table("bars"), nullptr);
  EXPECT_EQ(find_table("bars")->header.size(), 3u);
  data.parts = true;
  data.cuts = {20};
  settle(draw);
  const ScreenTable& table = *find_table("bars");
  EXPECT_EQ(table.header, (std::vector<std::string>{"From", "To", "Customers", "Selected"}));
  EXPECT_EQ(table.rows[0], (std::vector<std::string>{"0", "10", "100", "40"}));
  for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.header.size());
}

}  // namespace
}  // namespace sluice::app
