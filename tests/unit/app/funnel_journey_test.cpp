// From a customer behind a bar to the journey: drawn, listed, explained, taken along, against a host that records.
#include <string>
#include <vector>

#include "unit/app/app_fixture.h"
#include "unit/app/example_funnels.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

class FunnelJourneyTest : public ApplicationTest {
 protected:
  void open(float width = 1280, const char* language = "en", float height = 9000) {
    resize(width, height);
    start({.language_tag = language});
    open_example(shop_report());
    open_screen("nav.funnel");
    answered();
  }
  void choose_customer() {
    click("people.table.row.0");
    answered();
  }
};

TEST_F(FunnelJourneyTest, a_customer_of_the_list_is_drawn_listed_and_explained) {
  open();
  EXPECT_EQ(find("journey.card"), nullptr);
  choose_customer();
  EXPECT_EQ(host.last("journey")->params["customer"], "anna");
  ASSERT_NE(find("journey.card"), nullptr);
  EXPECT_EQ(find("journey.card")->label, "Journey of anna");
  EXPECT_EQ(find("journey.reason")->label, "'pay' came 1 hour after the window had closed.");
  ASSERT_NE(find("journey.line"), nullptr);
  EXPECT_EQ(find("journey.line")->value, "3 events, Window: 1 h, until 2023-11-14 23:13:20");
  const ScreenTable *line = find_table("journey.line"), *table = find_table("journey.table");
  ASSERT_TRUE(line != nullptr && table != nullptr);
  using Rows = std::vector<std::vector<std::string>>;
  EXPECT_EQ(line->rows, (Rows{{"2023-11-14 22:13:20", "view", "Counts as step 1, view"},
                              {"2023-11-14 22:43:20", "help", "Belongs to no step"},
                              {"2023-11-15 00:13:20", "pay", "Missed step 2, pay: 1 h too late"}}));
  EXPECT_EQ(table->rows, (Rows{{"2023-11-14 22:13:20", "view", "\u25CF Counts as step 1, view"},
                               {"2023-11-14 22:43:20", "help", ""},
                               {"2023-11-15 00:13:20", "pay", "\u25C7 Missed step 2, pay: 1 h too late"}}));
  EXPECT_LT(find("journey.line")->y, find("journey.table")->y) << "the table stays below it";
}

TEST_F(FunnelJourneyTest, those_listed_are_taken_along) {
  open();
  click("funnel.step.2.loss");
  answered();
  click("people.export");
  settle();
  click("export.customers.json");
  ASSERT_NE(host.last("export_people"), nullptr);
  EXPECT_EQ(host.last("export_people")->params["format"], "json");
  EXPECT_EQ(host.last("export_people")->params["language"], "en");
  EXPECT_EQ(host.last("export_people")->params["query"]["step"], 1) << "from 0";
  EXPECT_EQ(host.last("export_people")->params["query"]["lost"], true);
}

// anna twice: two of her sessions.
TEST_F(FunnelJourneyTest, of_several_sessions_the_chosen_one_is_asked_for_and_marked) {
  open();
  click("funnel.unit.sessions");
  settle();
  Report report = shop_report();
  report.funnel->unit = "sessions";
  answer_analyze(report);
  answered();
  click("funnel.step.2.loss");
  settle();
  funnel::PeoplePage page = example_people(0);
  page.rows[1] = page.rows[0];
  page.rows[1].unit = page.rows[0].unit + 3'600'000;
  answer(*host.last("people"), to_json(page));
  settle();
  click("people.table.row.1");
  settle();
  EXPECT_EQ(host.last("journey")->params["customer"], "anna");
  EXPECT_EQ(host.last("journey")->params["unit"], page.rows[1].unit);
  funnel::JourneyReport journey = example_journey("anna");
  journey.units = 2;
  journey.unit = 1;
  answer(*host.last("journey"), to_json(journey));
  settle();
  EXPECT_EQ(find("journey.unit")->label, "Session 2 of 2 of this customer, in order of time.");
  EXPECT_FALSE(find("people.table.row.0")->checked);
  EXPECT_TRUE(find("people.table.row.1")->checked);
}

TEST_F(FunnelJourneyTest, what_stood_between_is_named) {
  open();
  click("people.table.row.1");
  settle();
  funnel::JourneyReport report = example_journey("bert");
  report.events[1].excluded = true;
  report.obstacle = 1;
  report.near_miss->late_ms.reset();
  report.window.reset();
  answer(*host.last("journey"), to_json(report));
  settle();
  const ScreenTable* line = find_table("journey.line");
  ASSERT_NE(line, nullptr);
  EXPECT_EQ(line->rows[1][2], "Excluded event, between the steps");
  EXPECT_EQ(line->rows[2][2], "Could have been step 2, pay, but does not count");
  EXPECT_EQ(find("journey.line")->value, "3 events") << "no window";
}

TEST_F(FunnelJourneyTest, is_read_mark_by_mark_with_the_keys_and_marks_the_row) {
  open();
  choose_customer();
  for (int presses = 0; presses < 300 && !find("journey.line")->focused; ++presses) press(ImGuiKey_Tab);
  ASSERT_TRUE(find("journey.line")->focused);
  press(ImGuiKey_End);
  settle();
  ASSERT_NE(find("tooltip"), nullptr);
  EXPECT_EQ(find("tooltip")->label,
            "pay; Time: 2023-11-15 00:13:20. Missed step 2, pay: 1 h too late. 'pay' came 1 hour after the window had "
            "closed.");
  EXPECT_FALSE(find("journey.table.row.2")->checked);
  press(ImGuiKey_Enter);
  settle();
  EXPECT_TRUE(find("journey.table.row.2")->checked);
}

TEST_F(FunnelJourneyTest, is_brought_into_view_when_it_is_chosen) {
  open(1280, "en", 800);
  click("funnel.step.2.loss");
  answered();
  choose_customer();
  settle();
  EXPECT_GT(find("journey.card")->h, 0);
  EXPECT_GT(find("journey.line")->h, 0);
}

TEST_F(FunnelJourneyTest, is_taken_along_as_a_picture) {
  open();
  choose_customer();
  click("journey.card.take_along");
  settle();
  click("card.svg");
  settle();
  ASSERT_EQ(host.downloads.size(), 1U);
  const auto& [name, svg] = *host.downloads.begin();
  EXPECT_EQ(name, "Journey of anna.svg");
  EXPECT_NE(svg.find(">pay: 1 h too late</text>"), std::string::npos);
  EXPECT_NE(svg.find(">Came nearest</text>"), std::string::npos);
}

TEST_F(FunnelJourneyTest, fits_a_telephone_in_both_languages) {
  for (const char* language : {"en", "zh-CN"}) {
    open(390, language, 16'000);
    choose_customer();
    ASSERT_NE(find("journey.line"), nullptr) << language;
    for (const ScreenItem& item : screen_items()) {
      if (!item.test_key.starts_with("journey.") || item.w <= 0) continue;
      EXPECT_GE(item.x, 0) << item.test_key;
      EXPECT_LE(item.x + item.w, 390) << item.test_key;
    }
  }
  EXPECT_EQ(find_table("journey.line")->rows[2][2], "错过第 2 步“pay”：晚了 1 小时");
}

}  // namespace
}  // namespace sluice::app
