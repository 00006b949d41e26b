// The Retention screen: cohorts as a map and curves, the rhythm of purchases, and who is overdue.
#include "app/widgets/text.h"
#include "unit/app/app_fixture.h"
#include "unit/app/example_report.h"
#include "unit/app/example_retention.h"

namespace sluice::app {
namespace {

class RetentionScreenTest : public ApplicationTest {
 protected:
  void open(const char* language = "en") {
    resize(1280, 3000);
    start({.language_tag = language});
    open_example(shop_report());
    open_screen("nav.retention");
    answer_questions();
    settle();
    answer_questions();
    settle();
  }
  void answer_cohorts(const rfm::CohortReport& report) {
    answer(*host.last("cohorts"), to_json(report));
    settle();
  }
};

TEST_F(RetentionScreenTest, nothing_is_asked_before_the_screen_is_shown) {
  start();
  open_example(shop_report());
  EXPECT_EQ(host.count("cohorts"), 0u);
  EXPECT_EQ(host.count("rhythm"), 0u);
  open_screen("nav.retention");
  EXPECT_EQ(host.count("cohorts"), 1u);
  EXPECT_EQ(host.count("rhythm"), 1u);
  answer_questions();
  settle();
  answer_questions();
  click("nav.overview");
  open_screen("nav.retention");
  EXPECT_EQ(host.count("cohorts"), 1u) << "the answer still holds";
}

TEST_F(RetentionScreenTest, the_map_tells_what_each_cohort_did) {
  open();
  const ScreenTable* map = find_table("cohorts.map");
  ASSERT_NE(map, nullptr);
  ASSERT_EQ(map->rows.size(), 7u) << "six cohorts and the mean";
  EXPECT_EQ(map->rows[0][0], "Mean");
  EXPECT_EQ(map->rows[1][0], "Jan 2017");
  EXPECT_EQ(map->rows[1][1], "100");
  EXPECT_EQ(map->rows[1][2], "100%");
  EXPECT_EQ(map->rows[1][3], "25.0%");
  EXPECT_EQ(map->rows[6][3], "") << "June has no second month yet";
}

TEST_F(RetentionScreenTest, the_map_has_no_periods_that_no_cohort_in_sight_has_reached) {
  open();
  click("cohorts.period.quarter");
  answer_analyze(shop_report());
  settle();
  answer_cohorts(example_cohorts(40));
  EXPECT_EQ(find_table("cohorts.map")->header.size(), 2u + 24) << "the latest cohorts are 24";
  EXPECT_EQ(find_table("cohorts.map")->rows.size(), 1u + 24);
  for (const auto& row : find_table("cohorts.map")->rows) EXPECT_EQ(row.size(), 2u + 24);
  click("cohorts.show_all");
  settle();
  EXPECT_EQ(find_table("cohorts.map")->header.size(), 2u + 40);
}

TEST_F(RetentionScreenTest, a_period_that_is_not_over_is_marked_and_in_no_curve) {
  open();
  const ScreenTable* map = find_table("cohorts.map");
  EXPECT_EQ(map->rows[1][7], "12.0% (month not over in the data)");
  EXPECT_EQ(map->rows[6][2], "100% (month not over in the data)");
  const ScreenTable* curves = find_table("cohorts.curves");
  ASSERT_NE(curves, nullptr);
  EXPECT_EQ(curves->rows.size(), 4u) << "months 1 to 4";
  EXPECT_EQ(curves->rows.front()[0], "1");
  EXPECT_EQ(curves->header.size(), 6u) << "the mean and the cohorts with a month that is over";
}

TEST_F(RetentionScreenTest, the_measure_and_the_period_are_part_of_the_question) {
  open();
  click("cohorts.measure");
  settle();
  click("cohorts.measure.6");
  EXPECT_EQ(host.last("analyze")->params["spec"]["cohorts"]["measure"], "cumulated_per_customer");
  answer_analyze(shop_report());
  settle();
  answer_questions();
  settle();
  EXPECT_EQ(find_table("cohorts.map")->rows[1][3], "¥90");
  click("cohorts.period.week");
  EXPECT_EQ(host.last("analyze")->params["spec"]["cohorts"]["period"], "week");
}

TEST_F(RetentionScreenTest, a_click_on_a_cohort_leaves_its_customers) {
  open();
  click("cohorts.map.2017-02");
  EXPECT_EQ(host.last("analyze")->params["spec"]["filter"]["cohorts"], nlohmann::json::array({"2017-02"}));
  answer_analyze(shop_report());
  settle();
  EXPECT_EQ(find("filter.2017-02")->label, "First bought Feb 2017");
  EXPECT_TRUE(find("cohorts.map.2017-02")->checked);
  click("cohorts.customers");
  EXPECT_NE(find("customers.heading"), nullptr);
}

TEST_F(RetentionScreenTest, another_period_lifts_a_filter_by_cohort) {
  open();
  click("cohorts.map.2017-02");
  answer_analyze(shop_report());
  settle();
  click("cohorts.period.quarter");
  EXPECT_TRUE(host.last("analyze")->params["spec"]["filter"]["cohorts"].empty());
}

TEST_F(RetentionScreenTest, many_cohorts_are_shown_on_request) {
  open();
  click("cohorts.period.quarter");
  answer_analyze(shop_report());
  settle();
  answer_cohorts(example_cohorts(40));
  EXPECT_EQ(find_table("cohorts.map")->rows.size(), 25u);
  EXPECT_NE(everything_said().find("The latest 24 of 40 cohorts"), std::string::npos);
  click("cohorts.show_all");
  settle();
  EXPECT_EQ(find_table("cohorts.map")->rows.size(), 41u);
}

TEST_F(RetentionScreenTest, figures_of_the_rhythm) {
  open();
  EXPECT_EQ(find("rhythm.repurchase")->value, "60.0%");
  EXPECT_EQ(find("rhythm.one_time")->value, "40.0%");
  EXPECT_EQ(find("rhythm.median_gap")->value, "34 days");
  EXPECT_EQ(find("rhythm.overdue")->value, "450");
  EXPECT_EQ(find("rhythm.at_stake")->value, "¥96,029.12");
  const ScreenTable* second = find_table("rhythm.second");
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(second->rows[0], (std::vector<std::string>{"30 days", "30.0%", "20.0%"}));
}

TEST_F(RetentionScreenTest, a_copy_of_the_overdue_has_all_of_them) {
  open();
  click("rhythm.list.take_along");
  settle();
  click("card.copy");
  settle();
  EXPECT_EQ(find("toast"), nullptr) << "the rest is fetched first";
  answered();
  ASSERT_NE(find("toast"), nullptr);
  EXPECT_EQ(find("toast")->label, "450 rows copied. Paste them into a spreadsheet.");
}

TEST_F(RetentionScreenTest, the_overdue_are_listed_sorted_and_opened) {
  open();
  ASSERT_EQ(host.count("overdue") > 0, true);
  EXPECT_EQ(host.last("overdue")->params["query"]["sort"], "at_stake");
  const ScreenTable* list = find_table("rhythm.table");
  ASSERT_NE(list, nullptr);
  EXPECT_EQ(list->rows[0][0], "C0");
  click("rhythm.table.ratio");
  settle();
  EXPECT_EQ(host.last("overdue")->params["query"]["sort"], "ratio");
  EXPECT_EQ(host.last("overdue")->params["query"]["descending"], true);
  answer_questions();
  settle();
  click("rhythm.table.row.1");
  settle();
  EXPECT_EQ(host.last("customer")->params["id"], "C1");
}

TEST_F(RetentionScreenTest, the_threshold_is_edited) {
  open();
  click("rhythm.overdue_at");
  press(ImGuiKey_A, true);
  type("3.5");
  press(ImGuiKey_Enter);
  settle();
  ASSERT_GT(host.count("analyze"), 0u);
  EXPECT_EQ(host.last("analyze")->params["spec"]["rhythm"]["overdue_at"], 3.5);
}

TEST_F(RetentionScreenTest, tables_are_exported_in_the_language_of_the_screen) {
  open("zh-CN");
  click("cohorts.export");
  EXPECT_EQ(host.last("export_cohorts")->params["language"], "zh-CN");
  answer(*host.last("export_cohorts"), R"({"rows":12})");
  settle();
  click("rhythm.export");
  settle();
  click("export.customers.json");
  ASSERT_NE(host.last("export_overdue"), nullptr);
  EXPECT_EQ(host.last("export_overdue")->params["query"]["sort"], "at_stake");
  EXPECT_EQ(host.last("export_overdue")->params["format"], "json");
}

TEST_F(RetentionScreenTest, without_repeat_customers_it_says_so) {
  resize(1280, 3000);
  start();
  open_example(shop_report());
  open_screen("nav.retention");
  answer(*host.last("rhythm"), to_json(nobody_twice()));
  answer(*host.last("cohorts"), to_json(example_cohorts(0)));
  settle();
  answer(*host.last("overdue"), to_json(rfm::OverduePage{}));
  settle();
  const std::string said = everything_said();
  EXPECT_NE(said.find("Nobody has a rhythm."), std::string::npos);
  EXPECT_NE(said.find("Nobody is overdue by this measure"), std::string::npos);
}

TEST_F(RetentionScreenTest, an_error_is_said_and_not_asked_again) {
  start();
  open_example(shop_report());
  open_screen("nav.retention");
  fail(*host.last("cohorts"), ErrorCode::not_applicable, {"No cohorts here.", "没有同期群。"});
  settle(10);
  EXPECT_NE(everything_said().find("No cohorts here."), std::string::npos);
  EXPECT_EQ(host.count("cohorts"), 1u);
}

TEST_F(RetentionScreenTest, a_customer_table_is_told_what_it_lacks) {
  start();
  open_example(customer_table());
  open_screen("nav.retention");
  EXPECT_NE(everything_said().find("This file holds no single purchases"), std::string::npos);
  EXPECT_EQ(host.count("cohorts"), 0u);
}

// The bottom bar -----------------------------------------------------------------------------------------------------

class BottomBarTest : public ApplicationTest, public testing::WithParamInterface<const char*> {};

TEST_P(BottomBarTest, has_room_for_every_screen) {
  resize(390, 844);
  start({.language_tag = GetParam()});
  open_example(shop_report());
  float right = 0;
  for (const char* key : {"nav.data", "nav.overview", "nav.segments", "nav.customers", "nav.more"}) {
    const ScreenItem* item = find(key);
    ASSERT_NE(item, nullptr) << key;
    EXPECT_GE(item->w, 44) << key;
    EXPECT_GE(item->h, 44) << key;
    EXPECT_GE(item->x, right - 0.5f) << key;
    right = item->x + item->w;
    EXPECT_LE(ui::measure(TextStyle::caption_strong, item->label).x, item->w) << key << " is cut";
  }
  EXPECT_LE(right, 390.5f);
  EXPECT_EQ(find("nav.funnel"), nullptr);
  click("nav.more");
  settle();
  for (const char* key : {"nav.retention", "nav.funnel"}) {
    const ScreenItem* item = find(key);
    ASSERT_NE(item, nullptr) << key;
    EXPECT_GE(item->h, 44) << key;
    EXPECT_LE(item->y + item->h, 844) << key;
  }
  click("nav.funnel");
  settle();
  EXPECT_NE(find("funnel.heading"), nullptr);
  EXPECT_EQ(find("nav.funnel"), nullptr) << "the menu has closed";
}

TEST_P(BottomBarTest, the_rail_has_room_for_every_screen) {
  resize(1280, 800);
  start({.language_tag = GetParam()});
  open_example(shop_report());
  const ScreenItem* last = find("nav.funnel");
  ASSERT_NE(last, nullptr);
  const float pitch = last->y - find("nav.retention")->y;
  EXPECT_LE(last->y + last->h + 2 * pitch, 800) << "two more screens would have room";
}

INSTANTIATE_TEST_SUITE_P(Languages, BottomBarTest, testing::Values("en", "zh-CN"));

}  // namespace
}  // namespace sluice::app
