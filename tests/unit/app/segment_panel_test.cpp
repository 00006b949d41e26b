// One segment explained at the side of its screen, and the words about it that the user may change.
#include "unit/app/app_fixture.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

class SegmentPanelTest : public ApplicationTest {
 protected:
  /// The panel of the first segment.
  void open_panel(float width = 1280, const char* language = "en") {
    resize(width, 3000);  // all of the screen can be clicked
    start({.language_tag = language});
    report_ = shop_report();
    open_example(report_);
    open_screen("nav.segments");
    settle();
    click("segments.explain." + first());
    answer_questions();
    settle();
  }

  const std::string& first() const { return report_.rfm->segments[0].id; }

  Report report_;
};

TEST_F(SegmentPanelTest, says_who_they_are_what_sets_them_apart_and_what_moving_up_is_worth) {
  open_panel();
  ASSERT_EQ(host.count("segment"), 1u);
  EXPECT_EQ(host.last("segment")->params["id"], first());
  ASSERT_NE(find("segment.who"), nullptr);
  EXPECT_EQ(find("segment.who")->label, "120 customers, 12% of all, who bring 24% of the revenue.");
  EXPECT_NE(find("segment.recency"), nullptr);
  EXPECT_NE(find("segment.attribute.0"), nullptr);
  EXPECT_NE(find("segment.ascent.champions"), nullptr);
  press(ImGuiKey_Escape);
  EXPECT_EQ(find("segment.who"), nullptr);
}

TEST_F(SegmentPanelTest, each_is_asked_for_by_a_button_that_says_whom_it_means) {
  open_panel();
  press(ImGuiKey_Escape);
  settle();
  EXPECT_EQ(find("segments.explain.champions")->label, "Who are they? Champions");
  EXPECT_EQ(find("segments.explain.loyal")->label, "Who are they? Loyal Customers");
}

TEST_F(SegmentPanelTest, filters_every_screen_by_the_segment_and_back) {
  open_panel();
  click("segment.filter");
  EXPECT_EQ(host.last("analyze")->params["spec"]["filter"]["segments"], nlohmann::json::array({first()}));
  answer_analyze(report_);
  answer_questions();
  settle();
  click("segment.filter");
  EXPECT_EQ(host.last("analyze")->params["spec"]["filter"]["segments"], nlohmann::json::array());
}

TEST_F(SegmentPanelTest, takes_words_of_ones_own_and_gives_the_proposed_ones_back) {
  open_panel();
  click("segment.advice");
  press(ImGuiKey_A, true);
  type("Call them on Monday.");
  press(ImGuiKey_Tab);
  settle();
  const nlohmann::json text{{"en", "Call them on Monday."}, {"zh", ""}};
  const nlohmann::json entry{{"map", "grid"}, {"segment", first()}, {"text", text}};
  ASSERT_EQ(host.last("analyze")->params["spec"]["rfm"]["playbook"], nlohmann::json::array({entry}));
  answer_analyze(report_);
  answer_questions();
  settle();
  click("segment.advice_reset");
  EXPECT_EQ(host.last("analyze")->params["spec"]["rfm"]["playbook"], nlohmann::json::array());
}

TEST_F(SegmentPanelTest, follows_every_new_report_and_closes_where_the_map_has_no_such_segment) {
  open_panel();
  click("segment.filter");
  answer_analyze(report_);
  EXPECT_EQ(host.count("segment"), 2u);
  answer_questions();
  settle();
  click("segment.filter");
  Report other = report_;
  other.rfm->segments.erase(other.rfm->segments.begin());
  answer_analyze(other);
  settle();
  EXPECT_EQ(find("segment.who"), nullptr);
}

TEST_F(SegmentPanelTest, covers_a_narrow_screen_and_stays_within_it) {
  open_panel(390, "zh-CN");
  ASSERT_NE(find("segment.who"), nullptr);
  for (const ScreenItem& item : screen_items()) EXPECT_LE(item.x + item.w, 391) << item.label;
}

}  // namespace
}  // namespace sluice::app
