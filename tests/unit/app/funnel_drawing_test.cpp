// How the funnel's chart is drawn, as chosen on its card: aligned bars or trapezoids, on a linear scale or a square
// root; on the screen and on the picture, against a host that records.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <sstream>
#include <string>
#include <vector>

#include "app/theme.h"
#include "unit/app/app_fixture.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

/// From its left end to its right one, on the picture.
struct DrawnBar {
  float left = 0, right = 0, top = 0;
  float width() const { return right - left; }
  float middle() const { return (left + right) / 2; }
};

class FunnelDrawingTest : public ApplicationTest {
 protected:
  void open(const Report& report = shop_report(), float width = 1280, const char* language = "en") {
    resize(width, 9000);
    start({.language_tag = language});
    open_example(report);
    open_screen("nav.funnel");
    answered();
  }
  void choose(std::string_view option) {
    click(option);
    settle();
    EXPECT_TRUE(find(option)->checked) << option;
  }
  std::string picture() {
    host.downloads.clear();
    click("funnel.card.take_along");
    settle();
    click("card.svg");
    settle();
    return host.downloads.size() == 1 ? host.downloads.begin()->second : std::string();
  }
  /// Shapes in the colour of bars without a zone, which are as high as bars, from top to bottom.
  static std::vector<DrawnBar> bars_of(const std::string& svg) {
    const ImVec4 accent = ImGui::ColorConvertU32ToFloat4(colors().accent);
    const auto byte = [](float part) { return static_cast<unsigned>(std::lround(part * 255)); };
    char fill[24];
    std::snprintf(fill, sizeof fill, " fill=\"#%02x%02x%02x\" d=\"", byte(accent.x), byte(accent.y), byte(accent.z));
    std::vector<DrawnBar> bars;
    for (size_t at = svg.find(fill); at != std::string::npos; at = svg.find(fill, at + 1)) {
      const size_t begin = at + std::string_view(fill).size();
      std::string path = svg.substr(begin, svg.find('"', begin) - begin);
      std::replace_if(
          path.begin(), path.end(), [](char c) { return c == 'M' || c == 'L' || c == 'Z'; }, ' ');
      std::istringstream numbers(path);
      DrawnBar bar{1e9f, -1e9f, 1e9f};
      float bottom = -1e9f;
      for (float x = 0, y = 0; numbers >> x >> y;) {
        bar = {std::min(bar.left, x), std::max(bar.right, x), std::min(bar.top, y)};
        bottom = std::max(bottom, y);
      }
      if (bottom - bar.top > sizes().s16) bars.push_back(bar);
    }
    std::sort(bars.begin(), bars.end(), [](const DrawnBar& a, const DrawnBar& b) { return a.top < b.top; });
    return bars;
  }
  std::vector<DrawnBar> drawn() { return bars_of(picture()); }
};

// The example's steps: 9,000, 6,000, 2,100 and 300.
constexpr double kShares[] = {1, 6.0 / 9, 2.1 / 9, 0.3 / 9};

TEST_F(FunnelDrawingTest, bars_begin_at_one_line_and_are_as_long_as_the_numbers) {
  open();
  EXPECT_TRUE(find("funnel.form.bars")->checked);
  EXPECT_TRUE(find("funnel.scale.linear")->checked);
  EXPECT_EQ(find("funnel.step.scale"), nullptr) << "nothing to warn of";
  const std::vector<DrawnBar> bars = drawn();
  ASSERT_EQ(bars.size(), 4U);
  for (size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(bars[i].left, bars[0].left, 0.1);
    EXPECT_NEAR(bars[i].width(), bars[0].width() * kShares[i], 0.2);
  }
}

TEST_F(FunnelDrawingTest, trapezoids_are_centred_and_as_wide_as_the_numbers) {
  open();
  choose("funnel.form.trapezoids");
  const std::vector<DrawnBar> bars = drawn();
  ASSERT_EQ(bars.size(), 4U);
  for (size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(bars[i].middle(), bars[0].middle(), 0.1);
    EXPECT_NEAR(bars[i].width(), bars[0].width() * kShares[i], 0.2);
  }
  choose("funnel.form.bars");
  EXPECT_NEAR(drawn()[3].left, bars[0].left, 0.1);
}

TEST_F(FunnelDrawingTest, a_square_root_scale_says_so_under_the_chart) {
  open();
  const size_t asked = host.sent.size();
  choose("funnel.scale.square_root");
  EXPECT_EQ(host.sent.size(), asked) << "a drawing is no question";
  ASSERT_NE(find("funnel.step.scale"), nullptr);
  EXPECT_NE(find("funnel.step.scale")->label.find("square-root scale"), std::string::npos);
  EXPECT_GT(find("funnel.step.scale")->y, find("funnel.step.4")->y);
  EXPECT_EQ(find("funnel.step.4")->value, "300, 3.3%") << "numbers have no scale";
  for (const char* form : {"funnel.form.bars", "funnel.form.trapezoids"}) {
    choose(form);
    const std::string svg = picture();
    EXPECT_NE(svg.find("square-root"), std::string::npos) << "the picture says so, too";
    const std::vector<DrawnBar> bars = bars_of(svg);
    ASSERT_EQ(bars.size(), 4U) << form;
    for (size_t i = 0; i < 4; ++i) {
      EXPECT_NEAR(bars[i].width(), bars[0].width() * std::sqrt(kShares[i]), 0.2) << form;
    }
  }
  choose("funnel.scale.linear");
  EXPECT_EQ(find("funnel.step.scale"), nullptr);
}

TEST_F(FunnelDrawingTest, bars_and_losses_of_trapezoids_choose_people) {
  open();
  choose("funnel.form.trapezoids");
  click("funnel.step.3");
  answered();
  EXPECT_TRUE(find("funnel.step.3")->checked);
  EXPECT_EQ(host.last("people")->params["query"]["step"], 2);
  EXPECT_EQ(host.last("people")->params["query"]["lost"], false);
  click("funnel.step.4.loss");
  answered();
  EXPECT_TRUE(find("funnel.step.4.loss")->checked);
  EXPECT_EQ(host.last("people")->params["query"]["step"], 3);
  EXPECT_EQ(host.last("people")->params["query"]["lost"], true);
}

TEST_F(FunnelDrawingTest, a_larger_step_stays_flagged_in_words) {
  open(pipeline_report());
  for (const char* form : {"funnel.form.trapezoids", "funnel.form.bars"}) {
    choose(form);
    EXPECT_EQ(find("funnel.step.3.loss")->label, "100 more than the step before") << form;
  }
}

TEST_F(FunnelDrawingTest, flows_lead_on_or_end) {
  open();
  choose("funnel.form.flows");
  EXPECT_EQ(find("funnel.scale.linear"), nullptr) << "ribbons add up on one scale only";
  EXPECT_EQ(find("funnel.step.2"), nullptr);
  // 9,000, 6,000, 2,100 and 300: what goes on and what ends make up the step before
  const std::pair<const char*, const char*> bars[] = {{"funnel.flows.0.1", "9,000"},      {"funnel.flows.1.2", "6,000"},
                                                      {"funnel.flows.1.2.lost", "3,000"}, {"funnel.flows.2.3", "2,100"},
                                                      {"funnel.flows.2.3.lost", "3,900"}, {"funnel.flows.3.4", "300"},
                                                      {"funnel.flows.3.4.lost", "1,800"}};
  for (const auto& [key, value] : bars) {
    ASSERT_NE(find(key), nullptr) << key;
    EXPECT_EQ(find(key)->value, value) << key;
  }
}

TEST_F(FunnelDrawingTest, flows_need_steps_that_are_parts_of_each_other) {
  open(pipeline_report());
  choose("funnel.form.flows");
  ASSERT_NE(find("funnel.flows.none"), nullptr);
  EXPECT_EQ(find("funnel.flows.0.1"), nullptr);
}

TEST_F(FunnelDrawingTest, keys_reach_and_make_each_choice) {
  open();
  for (const char* option :
       {"funnel.form.trapezoids", "funnel.scale.square_root", "funnel.form.bars", "funnel.scale.linear"}) {
    for (int presses = 0; presses < 300 && !find(option)->focused; ++presses) press(ImGuiKey_Tab);
    ASSERT_TRUE(find(option)->focused) << option;
    press(ImGuiKey_Enter);
    settle();
    EXPECT_TRUE(find(option)->checked) << option;
  }
}

TEST_F(FunnelDrawingTest, the_choice_of_a_drawing_stays_where_it_is) {
  for (const char* language : {"en", "zh-CN"}) {
    for (const float width : {390.0f, 700.0f, 1280.0f}) {
      open(shop_report(), width, language);
      const ScreenItem before = *find("funnel.form.bars");
      for (const char* form : {"funnel.form.flows", "funnel.form.trapezoids", "funnel.form.bars"}) {
        choose(form);
        settle();
        const ScreenItem* option = find("funnel.form.bars");
        ASSERT_NE(option, nullptr);
        EXPECT_NEAR(option->x, before.x, 0.5) << form << " at " << width << " in " << language;
        EXPECT_NEAR(option->y, before.y, 0.5) << form << " at " << width << " in " << language;
      }
    }
  }
}

TEST_F(FunnelDrawingTest, the_result_is_copied_in_words_with_how_it_was_counted) {
  open();
  click("funnel.copy");
  settle();
  EXPECT_EQ(host.clipboard,
            "Of 9,000 customers who reached 'visit', 300 reached 'pay': 3.3%.\n"
            "Customers who did visit, view, cart and pay in this order.");
}

TEST_F(FunnelDrawingTest, the_words_come_in_the_language_of_the_reader) {
  open(shop_report(), 1280, "zh-CN");
  click("funnel.copy");
  settle();
  EXPECT_EQ(host.clipboard,
            "9,000 位客户到达“visit”，其中 300 位到达“pay”，转化率 3.3%。\n依次完成访问、浏览、加购、支付的客户。");
}

TEST_F(FunnelDrawingTest, a_kept_funnel_stands_beside_the_changed_one) {
  const Report report = shop_report();
  open(report);
  click("pair.keep");
  settle();
  const auto kept = host.last("analyze")->params["spec"]["kept_funnel"];
  EXPECT_EQ(kept["source"], "events");
  EXPECT_EQ(kept["steps"].size(), 4U) << "what was proposed is kept by its names";
  answer_analyze(report);
  answered();
  ASSERT_NE(find("pair.table"), nullptr);
  click("pair.swap");
  settle();
  EXPECT_EQ(host.last("analyze")->params["spec"]["funnel"]["steps"], kept["steps"]);
  answer_analyze(report);
  answered();
  click("pair.forget");
  settle();
  EXPECT_TRUE(host.last("analyze")->params["spec"]["kept_funnel"].is_null());
}

/// A funnel is kept, and the two are drawn: view, cart and pay (200, 90, 40) beside view and pay (200, 60).
TEST_F(FunnelDrawingTest, both_funnels_are_drawn_as_bars_each_of_its_own_first_step) {
  for (const float width : {2200.0f, 390.0f}) {
    const Report report = shop_report();
    open(report, width);
    resize(width, 16'000);
    answered();
    click("pair.keep");
    answer_analyze(report);
    answered();
    const ScreenTable *first = find_table("pair.bars.this"), *kept = find_table("pair.bars.kept");
    ASSERT_TRUE(first != nullptr && kept != nullptr);
    ASSERT_EQ(first->rows.size(), 3U);
    ASSERT_EQ(kept->rows.size(), 2U);
    EXPECT_EQ(first->rows[0][2], "100%");
    EXPECT_EQ(first->rows[2], (std::vector<std::string>{"pay", "40", "20.0%", "20.0–20.0%", "44.4%", "50", "–", "–",
                                                        "–", "–", "–", "–", "–"}));
    EXPECT_EQ(kept->rows[0][2], "100%") << "of its own first step";
    EXPECT_EQ(kept->rows[1][2], "30.0%");
    EXPECT_EQ(kept->rows[1][4], "30.0%") << "of its step before";
    const ScreenItem *bar = find("pair.bars.this.1"), *other = find("pair.bars.kept.1");
    ASSERT_TRUE(bar != nullptr && other != nullptr);
    EXPECT_EQ(bar->role, "img") << "there is nothing to choose";
    EXPECT_NEAR(bar->w, other->w, 1);
    EXPECT_NEAR(bar->h, other->h, 0.5);
    if (width > 1000) {
      EXPECT_NEAR(bar->y, other->y, 0.5) << "the steps stand on the same lines";
      EXPECT_GT(other->x, bar->x + bar->w);
      EXPECT_NEAR(find("pair.bars.this.2")->y, find("pair.bars.kept.2")->y, 0.5);
    } else {
      EXPECT_NEAR(bar->x, other->x, 0.5);
      EXPECT_GT(other->y, find("pair.bars.this.3")->y);
      EXPECT_LE(other->x + other->w, width);
    }
  }
}

class FunnelOnTelephone : public FunnelDrawingTest, public testing::WithParamInterface<const char*> {};

TEST_P(FunnelOnTelephone, has_room_for_both_choices) {
  open(shop_report(), 390, GetParam());
  choose("funnel.form.trapezoids");
  choose("funnel.scale.square_root");
  settle(60);
  host.frames_asked = 0;
  frame();
  EXPECT_EQ(host.frames_asked, 0) << "at rest";
  for (const ScreenItem& item : screen_items()) {
    if (!item.test_key.starts_with("funnel.") || item.w <= 0) continue;
    EXPECT_GE(item.x, 0) << item.test_key;
    EXPECT_LE(item.x + item.w, 390) << item.test_key;
  }
  const std::vector<DrawnBar> bars = drawn();
  ASSERT_EQ(bars.size(), 4U);
  for (const DrawnBar& bar : bars) EXPECT_NEAR(bar.middle(), bars[0].middle(), 0.1);
  EXPECT_NEAR(bars[3].width(), bars[0].width() * std::sqrt(kShares[3]), 0.2);
  EXPECT_NE(find("funnel.step.scale"), nullptr);
}

INSTANTIATE_TEST_SUITE_P(InBothLanguages, FunnelOnTelephone, testing::Values("en", "zh-CN"));

}  // namespace
}  // namespace sluice::app
