// What another limit or order would make of the funnel, and the funnel over time, against a host that records.
#include <algorithm>
#include <string>

#include "test_support/times.h"
#include "unit/app/app_fixture.h"
#include "unit/app/example_funnels.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

using test::kDay;

class FunnelTimeTest : public ApplicationTest {
 protected:
  void open(const Report& report = shop_report(), const char* language = "en", float width = 1280,
            float height = 9000) {
    report_ = report;
    resize(width, height);
    start({.language_tag = language});
    open_example(report);
    open_screen("nav.funnel");
    answered();
  }
  /// The engine has counted what was asked.
  void counted() {
    answer_analyze(report_);
    answered();
  }
  nlohmann::json asked_window() { return host.last("analyze")->params["spec"]["funnel"]["window_ms"]; }
  nlohmann::json asked_grain() { return host.last("analyze")->params["spec"]["funnel_time"]["grain"]; }

  void press_at(std::string_view key, float share_x, float share_y) {
    const ScreenItem* item = find(key);
    ASSERT_NE(item, nullptr) << key;
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(item->x + item->w * share_x, item->y + item->h * share_y);
    settle(2);
    io.AddMouseButtonEvent(0, true);
    settle(2);
    io.AddMouseButtonEvent(0, false);
    settle(3);
  }

 private:
  Report report_;
};

// Limits --------------------------------------------------------------------------------------------------------------

TEST_F(FunnelTimeTest, the_work_begins_when_its_card_is_in_sight) {
  open(shop_report(), "en", 1280, 800);
  EXPECT_EQ(host.count("sensitivity"), 0U);
  EXPECT_EQ(host.count("funnel_over_time"), 0U);
  resize(1280, 9000);
  answered();
  EXPECT_EQ(host.count("sensitivity"), 1U);
  EXPECT_EQ(host.count("funnel_over_time"), 1U);
  answered();
  EXPECT_EQ(host.count("sensitivity"), 1U) << "the answer is kept";
}

TEST_F(FunnelTimeTest, a_sentence_and_a_table_say_what_each_limit_gives) {
  open();
  EXPECT_EQ(find("sensitivity.finding")->label, "With 7 d instead of no limit, 40.0% instead of 42.0% convert.")
      << "the shortest limit in which nine in ten of them do";
  const ScreenTable* points = find_table("sensitivity.points");
  ASSERT_NE(points, nullptr);
  EXPECT_EQ(points->header,
            (std::vector<std::string>{"Time limit", "visit", "view", "cart", "pay", "Conversion", "95% interval"}));
  ASSERT_EQ(points->rows.size(), 4U);
  EXPECT_EQ(points->rows[1], (std::vector<std::string>{"1 d", "1,000", "600", "310", "300", "30.0%", "28.0–32.0%"}));
  EXPECT_EQ(points->rows[3][0], "No limit");
  EXPECT_EQ(find("sensitivity.curve")->value, "No limit") << "the limit in force";
  const ScreenTable* curve = find_table("sensitivity.curve");
  ASSERT_NE(curve, nullptr);
  EXPECT_EQ(curve->rows[0], (std::vector<std::string>{"1 h", "20.0%", "11.0%", "10.0%"}));
}

TEST_F(FunnelTimeTest, a_row_sets_its_limit_and_undo_takes_it_back) {
  open();
  click("sensitivity.points.row.1");
  EXPECT_EQ(asked_window(), kDay);
  counted();
  EXPECT_EQ(find("sensitivity.finding")->label, "With no limit instead of 1 d, 42.0% instead of 30.0% convert.");
  EXPECT_EQ(find("sensitivity.curve")->value, "1 d");
  EXPECT_EQ(find("funnel.window")->value, "1 d");
  EXPECT_EQ(host.count("sensitivity"), 2U);
  press(ImGuiKey_Z, true);
  EXPECT_TRUE(asked_window().is_null());
}

TEST_F(FunnelTimeTest, a_point_of_the_curve_sets_its_limit) {
  open();
  press_at("sensitivity.curve", 0.02f, 0.5f);
  EXPECT_EQ(asked_window(), kDay / 24);
  counted();
  press_at("sensitivity.curve", 0.66f, 0.5f);
  EXPECT_EQ(asked_window(), 7 * kDay);
  counted();
  press_at("sensitivity.curve", 0.98f, 0.5f);
  EXPECT_TRUE(asked_window().is_null());
}

TEST_F(FunnelTimeTest, hovering_a_point_tells_its_interval) {
  open();
  const ScreenItem* curve = find("sensitivity.curve");
  ASSERT_NE(curve, nullptr);
  ImGui::GetIO().AddMousePosEvent(curve->x + curve->w - 2, curve->y + curve->h / 2);
  settle();
  ASSERT_NE(find("tooltip"), nullptr);
  const std::string told = find("tooltip")->label;
  EXPECT_TRUE(told.starts_with("No limit; ")) << told;
  EXPECT_NE(told.find("pay: 42.0%; 95% interval: 40.0–44.0%; visit: 1,000; Converted: 420"), std::string::npos) << told;
}

TEST_F(FunnelTimeTest, each_order_is_counted_or_says_why_it_cannot_be) {
  open();
  EXPECT_EQ(find("sensitivity.modes_finding")->label, "Conversion in each order: In order 42.0%, Any order 50.0%.");
  EXPECT_EQ(find("sensitivity.refused")->label, "Strict order cannot be counted: No step can be optional.");
  const ScreenTable* modes = find_table("sensitivity.modes");
  ASSERT_NE(modes, nullptr);
  EXPECT_EQ(modes->header,
            (std::vector<std::string>{"Step", "In order", "In order: of first", "Any order", "Any order: of first"}));
  EXPECT_EQ(modes->rows[1], (std::vector<std::string>{"2 view", "840", "84.0%", "900", "90.0%"}));
}

TEST_F(FunnelTimeTest, what_takes_long_says_how_far_it_is_and_can_be_stopped) {
  resize(1280, 9000);
  start();
  open_example(shop_report());
  open_screen("nav.funnel");
  settle();
  const SentRequest funnel = *host.last("funnel");
  answer(funnel, to_json(*shop_report().funnel));
  settle();
  ASSERT_EQ(host.count("sensitivity"), 1U);
  answer(*host.last("sensitivity"), share_json(0.4));
  settle();
  EXPECT_EQ(host.count("sensitivity"), 2U) << "asked again until it is there";
  ASSERT_NE(find("sensitivity.progress"), nullptr);
  click("sensitivity.progress.cancel");
  ASSERT_NE(find("sensitivity.stopped"), nullptr);
  answer(*host.last("sensitivity"), share_json(0.5));
  settle();
  EXPECT_EQ(host.count("sensitivity"), 2U);
  click("sensitivity.stopped.action");
  settle();
  EXPECT_EQ(host.count("sensitivity"), 3U);
  answer(*host.last("sensitivity"), to_json(example_sensitivity()));
  settle();
  EXPECT_NE(find_table("sensitivity.points"), nullptr);
}

TEST_F(FunnelTimeTest, the_periods_of_a_large_file_are_counted_a_moment_at_a_time) {
  resize(1280, 9000);
  start();
  open_example(shop_report());
  open_screen("nav.funnel");
  settle();
  answer(*host.last("funnel"), to_json(*shop_report().funnel));
  settle();
  ASSERT_EQ(host.count("funnel_over_time"), 1U);
  answer(*host.last("funnel_over_time"), R"({"share":0.25})");
  settle();
  EXPECT_EQ(host.count("funnel_over_time"), 2U) << "asked again until it is there";
  ASSERT_NE(find("over_time.progress"), nullptr);
  click("over_time.progress.cancel");
  ASSERT_NE(find("over_time.stopped"), nullptr);
  answer(*host.last("funnel_over_time"), R"({"share":0.5})");
  settle();
  EXPECT_EQ(host.count("funnel_over_time"), 2U);
  click("over_time.stopped.action");
  settle();
  EXPECT_EQ(host.count("funnel_over_time"), 3U);
  answer(*host.last("funnel_over_time"), to_json(example_over_time()));
  settle();
  EXPECT_EQ(find("over_time.stopped"), nullptr);
  EXPECT_NE(find_table("over_time.table"), nullptr);
}

TEST_F(FunnelTimeTest, an_error_is_said) {
  resize(1280, 9000);
  start();
  open_example(shop_report());
  open_screen("nav.funnel");
  settle();
  answer(*host.last("funnel"), to_json(*shop_report().funnel));
  settle();
  fail(*host.last("sensitivity"), ErrorCode::not_applicable, {"No events.", "没有事件。"});
  fail(*host.last("funnel_over_time"), ErrorCode::not_applicable, {"No times.", "没有时间。"});
  settle();
  EXPECT_EQ(find("sensitivity.error")->label, "No events.");
  EXPECT_EQ(find("over_time.error")->label, "No times.");
}

// Time ----------------------------------------------------------------------------------------------------------------

TEST_F(FunnelTimeTest, periods_stand_in_a_curve_and_a_table_and_say_what_is_not_final) {
  open();
  EXPECT_EQ(find("over_time.finding")->label,
            "Of those who entered in Feb 2017, the latest period that is final, 40.0% converted; of all it is 30.0%.");
  EXPECT_NE(find("over_time.ring"), nullptr);
  const ScreenTable* table = find_table("over_time.table");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->header, (std::vector<std::string>{"Entered in", "Entered", "Converted", "Conversion", "95% interval",
                                                     "May yet convert"}));
  ASSERT_EQ(table->rows.size(), 3U);
  EXPECT_EQ(table->rows[0], (std::vector<std::string>{"Feb 2017", "200", "80", "40.0%", "33.0–47.0%", "0"}));
  EXPECT_EQ(table->rows[1], (std::vector<std::string>{"Mar 2017", "0", "0", "–", "–", "0"}));
  const ScreenTable* curve = find_table("over_time.curve");
  ASSERT_NE(curve, nullptr);
  EXPECT_EQ(curve->rows[2], (std::vector<std::string>{"Apr 2017", "10.0%"}));
}

TEST_F(FunnelTimeTest, the_grain_is_a_choice_that_is_asked) {
  open();
  EXPECT_TRUE(find("over_time.grain.automatic")->checked);
  click("over_time.grain.week");
  EXPECT_EQ(asked_grain(), "week");
  counted();
  EXPECT_TRUE(find("over_time.grain.week")->checked);
  EXPECT_EQ(host.count("funnel_over_time"), 2U);
}

TEST_F(FunnelTimeTest, without_a_limit_nothing_is_called_open) {
  resize(1280, 9000);
  start();
  open_example(shop_report());
  open_screen("nav.funnel");
  settle();
  answer(*host.last("funnel"), to_json(*shop_report().funnel));
  settle();
  funnel::OverTimeReport report = example_over_time();
  report.grain = funnel::EntryGrain::day;
  report.open.reset();
  report.notes.clear();
  for (funnel::EntryPeriod& period : report.periods) {
    period.open.reset();
    period.last_day = period.first_day;
  }
  report.periods.front().periods = 3;
  answer(*host.last("funnel_over_time"), to_json(report));
  settle();
  EXPECT_EQ(find("over_time.finding")->label,
            "Of those who entered in the latest period, 1 Apr 2017, 10.0% converted; of all it is 30.0%.");
  EXPECT_EQ(find("over_time.ring"), nullptr);
  const ScreenTable* table = find_table("over_time.table");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->header.size(), 5U);
  EXPECT_EQ(table->rows[0][0], "up to 1 Feb 2017");
}

// Everywhere ----------------------------------------------------------------------------------------------------------

TEST_F(FunnelTimeTest, only_funnels_of_events_have_the_cards) {
  open(pipeline_report());
  EXPECT_EQ(find("sensitivity.card"), nullptr);
  EXPECT_EQ(find("over_time.card"), nullptr);
  EXPECT_EQ(host.count("sensitivity"), 0U);
}

TEST_F(FunnelTimeTest, both_speak_chinese) {
  open(shop_report(), "zh-CN");
  EXPECT_EQ(find("sensitivity.finding")->label, "把时限由“不限”改为“7 天”，转化率将由 42.0% 变为 40.0%。");
  EXPECT_EQ(find("over_time.finding")->label,
            "最近一个已成定局的时段（2017年2月）进入者的转化率为 40.0%，全部进入者为 30.0%。");
}

TEST_F(FunnelTimeTest, both_have_room_on_a_telephone) {
  for (const char* language : {"en", "zh-CN"}) {
    open(shop_report(), language, 390, 12'000);
    size_t seen = 0;
    for (const ScreenItem& item : screen_items()) {
      const bool own = item.test_key.starts_with("sensitivity.") || item.test_key.starts_with("over_time.");
      if (!own || item.w * item.h == 0) continue;
      ++seen;
      EXPECT_GE(item.x, 0) << item.test_key;
      EXPECT_LE(item.x + item.w, 390) << item.test_key;
    }
    EXPECT_GT(seen, 10U);
  }
}

}  // namespace
}  // namespace sluice::app
