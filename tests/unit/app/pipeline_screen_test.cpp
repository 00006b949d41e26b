// The sales pipeline on the Funnel screen, against a host that records and answers that can be reckoned by hand
// (example_pipeline.h).
#include <algorithm>
#include <string>
#include <vector>

#include "unit/app/app_fixture.h"
#include "unit/app/example_pipeline.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

class PipelineScreenTest : public ApplicationTest {
 protected:
  void open(float width = 1600, const char* language = "en") {
    resize(width, 7000);
    start({.language_tag = language});
    open_example(pipeline_report());
    open_screen("nav.funnel");
    answered();
  }
  /// With this report in the place of the example's.
  void open_with(const funnel::PipelineReport& report) {
    resize(1600, 7000);
    start();
    drop("opportunities.csv");
    answer_load({Spec{}, pipeline_report()});
    settle();
    open_screen("nav.funnel");
    settle();
    answer(*host.last("funnel"), to_json(*pipeline_report().funnel));
    settle();
    answer(*host.last("pipeline"), to_json(report));
    settle();
  }
  /// The engine has taken the spec that was asked for.
  void counted() {
    while (host.count("analyze") > analyzed_) {
      analyzed_ = host.count("analyze");
      answer_analyze(pipeline_report());
      answered();
    }
  }
  void press_item(std::string_view key) {
    click(key);
    settle();
    counted();
  }
  void type_into(std::string_view field, std::string_view text) {
    click(field);
    press(ImGuiKey_A, true);
    type(text);
    press(ImGuiKey_Enter);
    settle();
    counted();
  }
  nlohmann::json asked() { return host.last("analyze")->params["spec"]["pipeline"]; }

  static std::vector<std::string> column(std::string_view table, const std::string& header) {
    std::vector<std::string> cells;
    const ScreenTable* found = find_table(table);
    if (found == nullptr) return cells;
    const auto at = std::find(found->header.begin(), found->header.end(), header) - found->header.begin();
    for (const auto& row : found->rows) cells.push_back(row.at(static_cast<size_t>(at)));
    return cells;
  }
  static std::string value(std::string_view key) {
    const ScreenItem* item = find(key);
    return item ? item->value : std::string("none");
  }
  /// What the tooltip says over the middle of an item.
  std::string told_over(std::string_view key) {
    const ScreenItem item = *find(key);
    ImGui::GetIO().AddMousePosEvent(item.x + item.w / 2, item.y + item.h / 2);
    settle(3);
    const ScreenItem* tip = find("tooltip");
    return tip ? tip->label : std::string();
  }

 private:
  size_t analyzed_ = 0;
};

using Texts = std::vector<std::string>;

// Figures ------------------------------------------------------------------------------------------------------------

TEST_F(PipelineScreenTest, says_what_is_open_and_what_will_come_of_it) {
  open();
  EXPECT_EQ(value("pipeline.figure.open"), "6");
  EXPECT_EQ(value("pipeline.figure.weighted"), "¥300.00") << "300 * 0.4 + 200 * 0.5 + 100 * 0.8";
  EXPECT_EQ(value("pipeline.figure.win_rate"), "40.0%");
  EXPECT_EQ(value("pipeline.figure.win_rate_by_value"), "40.0%");
  EXPECT_EQ(value("pipeline.figure.velocity"), "¥365.24") << "6 * 100 * 0.4 / 20 days, times 30.436875 days";
  EXPECT_EQ(value("pipeline.figure.cycle"), "20 days");
  EXPECT_EQ(value("pipeline.figure.rotten"), "3");
  EXPECT_EQ(find("pipeline.figure.at_average"), nullptr) << "every open one has a value";
}

TEST_F(PipelineScreenTest, each_figure_says_how_it_came_about) {
  open();
  EXPECT_NE(told_over("pipeline.figure.win_rate").find("4 / 10 = 40.0%"), std::string::npos);
  EXPECT_NE(told_over("pipeline.figure.win_rate_by_value").find("¥400.00 / ¥1,000.00 = 40.0%"), std::string::npos);
  EXPECT_NE(told_over("pipeline.figure.velocity").find("6 × ¥100.00 × 40.0% ÷ 20 days = ¥12.00 a day"),
            std::string::npos);
  EXPECT_NE(told_over("pipeline.figure.weighted").find("Talk: ¥200 × 50.0% = ¥100"), std::string::npos);
  size_t headers = 0;
  const Texts names{"stage", "value", "id", "customer", "figure", "property.owner", "property.source"};
  std::vector<std::string> keys;
  for (const ScreenItem& item : screen_items()) {
    const bool figure = item.role == "figure" || item.role == "columnheader";
    if (figure && item.test_key.starts_with("pipeline.") && item.w * item.h > 0) keys.push_back(item.test_key);
  }
  for (const std::string& key : keys) {
    const bool named =
        std::any_of(names.begin(), names.end(), [&](const auto& name) { return key.ends_with("." + name); });
    if (named) continue;
    ++headers;
    EXPECT_NE(told_over(key), "") << key;
  }
  EXPECT_GT(headers, 40U);
}

TEST_F(PipelineScreenTest, is_there_for_opportunities_only) {
  resize(1600, 7000);
  start();
  open_example(shop_report());
  open_screen("nav.funnel");
  answered();
  EXPECT_EQ(find("pipeline.card"), nullptr);
  EXPECT_EQ(host.last("pipeline"), nullptr);
}

TEST_F(PipelineScreenTest, is_shown_as_of_another_day) {
  open();
  type_into("pipeline.as_of", "2024-01-15");
  EXPECT_EQ(asked()["as_of"], "2024-01-15");
  EXPECT_EQ(value("pipeline.figure.cycle"), "–") << "nothing is won yet";
  EXPECT_NE(find_label("No opportunity is won."), nullptr);
}

// Stages -------------------------------------------------------------------------------------------------------------

TEST_F(PipelineScreenTest, lists_the_stages) {
  open();
  EXPECT_EQ(column("pipeline.stages", "Stage"), (Texts{"Lead", "Talk", "Offer"}));
  EXPECT_EQ(column("pipeline.stages", "Open"), (Texts{"3", "2", "1"}));
  EXPECT_EQ(column("pipeline.stages", "Value"), (Texts{"¥300", "¥200", "¥100"}));
  EXPECT_EQ(column("pipeline.stages", "Probability of winning"), (Texts{"40.0% ?", "50.0% ?", "80.0% ?"}))
      << "from fewer than thirty closed ones";
  EXPECT_EQ(column("pipeline.stages", "Weighted value"), (Texts{"¥120", "¥100", "¥80"}));
  EXPECT_EQ(column("pipeline.stages", "Median age"), (Texts{"2 days", "21 days", "21 days"}));
  EXPECT_EQ(column("pipeline.stages", "Rotten"), (Texts{"0", "2", "1"}));
  // Wilson's interval of 4 of 10, from the literature: 16.8 to 68.7 %.
  EXPECT_EQ(column("pipeline.stages", "95% interval").at(0), "16.8–68.7%");
}

TEST_F(PipelineScreenTest, a_probability_is_set_by_hand_and_taken_back) {
  open();
  EXPECT_EQ(find("pipeline.stage.probability"), nullptr);
  click("pipeline.stages.row.1");
  settle();
  EXPECT_EQ(find("pipeline.stage.name")->label, "Talk");
  type_into("pipeline.stage.probability", "70");
  EXPECT_EQ(asked()["stages"],
            nlohmann::json::array({{{"stage", "Talk"}, {"probability", 0.7}, {"rotten_days", nullptr}}}));
  EXPECT_EQ(column("pipeline.stages", "Probability of winning").at(1), "70.0% ●");
  EXPECT_EQ(value("pipeline.figure.weighted"), "¥340.00");
  EXPECT_EQ(find("pipeline.given.2")->label, "Talk: 70.0% instead of 50.0%");
  press_item("pipeline.stage.back");
  EXPECT_TRUE(asked()["stages"].empty());
  EXPECT_EQ(column("pipeline.stages", "Probability of winning").at(1), "50.0% ?");

  type_into("pipeline.stage.probability", "250");
  EXPECT_EQ(asked()["stages"][0]["probability"], 1.0) << "at most everything is won";
  press_item("pipeline.given.2.remove");
  EXPECT_TRUE(asked()["stages"].empty());
  press(ImGuiKey_Z, true);
  counted();
  EXPECT_EQ(asked()["stages"][0]["probability"], 1.0) << "undone";
}

TEST_F(PipelineScreenTest, a_limit_is_set_for_a_stage_and_for_all) {
  open();
  click("pipeline.stages.row.0");
  settle();
  type_into("pipeline.stage.limit", "1");
  EXPECT_EQ(asked()["stages"][0]["rotten_days"], 1.0);
  EXPECT_EQ(column("pipeline.stages", "Limit").at(0), "1 day ●");
  EXPECT_EQ(column("pipeline.stages", "Rotten"), (Texts{"3", "2", "1"}));
  press_item("pipeline.stage.limit_back");
  EXPECT_TRUE(asked()["stages"].empty());
  type_into("pipeline.limit", "40");
  EXPECT_EQ(asked()["rotten_days"], 40.0);
  EXPECT_EQ(column("pipeline.ages", "Rotten"), (Texts{"0", "0", "0"}));
  EXPECT_EQ(column("pipeline.ages", "Where the limit comes from").at(0), "set by hand");
  type_into("pipeline.limit", " ");
  EXPECT_TRUE(asked()["rotten_days"].is_null());
}

TEST_F(PipelineScreenTest, ages_stand_in_their_ranges) {
  open();
  EXPECT_EQ(column("pipeline.ages", "up to 7 d"), (Texts{"3", "0", "0"}));
  EXPECT_EQ(column("pipeline.ages", "14–30 d"), (Texts{"0", "2", "1"}));
  EXPECT_EQ(column("pipeline.ages", "Limit"), (Texts{"20 days", "20 days", "20 days"}));
  EXPECT_EQ(column("pipeline.ages", "Where the limit comes from").at(0), "90% point of 10 cycle times");
}

// What if ------------------------------------------------------------------------------------------------------------

TEST_F(PipelineScreenTest, a_slider_tells_what_a_better_rate_would_bring) {
  open();
  EXPECT_EQ(find("pipeline.what_if.2")->label, "Talk → Offer");
  EXPECT_EQ(find("pipeline.what_if.3")->label, "Offer → Won");
  EXPECT_EQ(value("pipeline.what_if.2"), "62.5%");
  EXPECT_EQ(column("pipeline.what_if", "Difference").at(0), "¥0");
  press_item("pipeline.what_if.2");  // in its middle, from 0.5 to 100 %
  const double middle = asked()["what_if"][0]["rate"];
  EXPECT_NEAR(middle, 0.505, 0.02);
  EXPECT_EQ(asked()["what_if"][0]["stage"], "Talk");
  press(ImGuiKey_RightArrow);
  counted();
  EXPECT_NEAR(asked()["what_if"][0]["rate"].get<double>(), middle + 0.01, 1e-9) << "a point further";
  press_item("pipeline.what_if.reset");
  EXPECT_TRUE(asked()["what_if"].empty());
  EXPECT_EQ(value("pipeline.what_if.2"), "62.5%");
}

// Talk to Offer at 0.75: probabilities of 0.48, 0.6 and 0.8; of the closed ones 4.8 would have been won.
TEST_F(PipelineScreenTest, what_comes_of_it_stands_beside_what_is) {
  funnel::PipelineSpec spec;
  spec.what_if = {{"Talk", 0.75, std::nullopt}};
  open_with(example_pipeline(spec));
  EXPECT_EQ(column("pipeline.what_if", "Now"), (Texts{"¥300", "3.0", "¥365", "4.0", "¥400"}));
  EXPECT_EQ(column("pipeline.what_if", "With these rates"), (Texts{"¥344", "3.4", "¥438", "4.8", "¥480"}));
  EXPECT_EQ(column("pipeline.what_if", "Difference"), (Texts{"+¥44", "+0.4", "+¥73", "+0.8", "+¥80"}));
  EXPECT_EQ(column("pipeline.what_if", "Change"), (Texts{"+14.7%", "+14.7%", "+20.0%", "+20.0%", "+20.0%"}));
}

TEST_F(PipelineScreenTest, a_rate_that_is_not_known_is_said_in_words) {
  funnel::PipelineSpec spec;
  spec.stages = {{"Offer", 0.2, std::nullopt}};
  spec.what_if = {{"Offer", 0.3, std::nullopt}};
  open_with(example_pipeline(spec));
  EXPECT_NE(find("pipeline.what_if.absence")->label.find("no rate from 'Talk' on"), std::string::npos);
  EXPECT_EQ(column("pipeline.what_if", "With these rates").at(0), "–");
}

// Losses -------------------------------------------------------------------------------------------------------------

TEST_F(PipelineScreenTest, says_where_sales_are_lost) {
  open();
  EXPECT_EQ(column("pipeline.losses", "Lost"), (Texts{"2", "3", "1"}));
  EXPECT_EQ(column("pipeline.losses", "Share of lost"), (Texts{"33.3%", "50.0%", "16.7%"}));
  EXPECT_EQ(column("pipeline.losses", "Value lost"), (Texts{"¥200", "¥300", "¥100"}));
  EXPECT_EQ(find("pipeline.unplaced_rule"), nullptr);
}

TEST_F(PipelineScreenTest, losses_without_a_stage_are_a_row_of_their_own_and_their_rule_is_told) {
  open_with(pipeline_of_table(
      "opportunity_id,deal_stage,close_value\n1,Lead,\n2,Talk,\n3,Lost,\n4,Lost,\n5,Won,7\n6,Won,8\n"));
  const Texts stages = column("pipeline.losses", "Stage");
  ASSERT_FALSE(stages.empty());
  EXPECT_EQ(stages.back(), "Stage not recorded");
  EXPECT_EQ(column("pipeline.losses", "Lost").back(), "2");
  ASSERT_NE(find("pipeline.unplaced_rule"), nullptr);
}

TEST_F(PipelineScreenTest, wins_and_losses_by_a_property_of_choice) {
  open();
  EXPECT_EQ(find("pipeline.property")->value, "owner");
  EXPECT_EQ(column("pipeline.properties", "owner"), (Texts{"Ann", "Bob"}));
  EXPECT_EQ(column("pipeline.properties", "Lost"), (Texts{"3", "3"}));
  EXPECT_EQ(column("pipeline.properties", "Win rate"), (Texts{"40.0%", "40.0%"}));
  click("pipeline.property");
  settle();
  press_item("pipeline.property.1");
  EXPECT_EQ(asked()["property"], "source");
  EXPECT_EQ(column("pipeline.properties", "source"), (Texts{"Fair", "Web"}));
  EXPECT_EQ(column("pipeline.properties", "Lost"), (Texts{"4", "2"})) << "the third and the sixth are from the web";
}

// Rotten ones --------------------------------------------------------------------------------------------------------

TEST_F(PipelineScreenTest, lists_the_rotten_sorts_and_saves_them) {
  open();
  EXPECT_EQ(host.last("rotten")->params["query"]["sort"], "value");
  EXPECT_EQ(column("pipeline.rotten", "Opportunity"), (Texts{"OP-114", "OP-115", "OP-116"}));
  EXPECT_EQ(column("pipeline.rotten", "Over the limit"), (Texts{"1 day", "1 day", "1 day"}));
  EXPECT_EQ(column("pipeline.rotten", "owner"), (Texts{"Bob", "Ann", "Bob"}));
  click("pipeline.rotten.age");
  answered();
  EXPECT_EQ(host.last("rotten")->params["query"]["sort"], "age");
  click("pipeline.rotten.since");
  answered();
  EXPECT_EQ(host.last("rotten")->params["query"]["sort"], "age") << "by that it is not sorted";
  click("pipeline.rotten.export");
  settle();
  click("export.customers.xlsx");
  ASSERT_NE(host.last("export_rotten"), nullptr);
  EXPECT_EQ(host.last("export_rotten")->params["format"], "xlsx");
  EXPECT_EQ(host.last("export_rotten")->params["query"]["sort"], "age");
}

// What is not there --------------------------------------------------------------------------------------------------

TEST_F(PipelineScreenTest, settings_that_do_not_fit_are_said_and_can_be_discarded) {
  open();
  click("pipeline.stages.row.1");
  settle();
  type_into("pipeline.stage.probability", "70");
  click("pipeline.property");
  settle();
  click("pipeline.property.1");
  settle();
  answer_analyze(pipeline_report());
  settle();
  fail(*host.last("pipeline"), ErrorCode::bad_spec, {"The file has no stage 'Talk'.", "文件中没有阶段“Talk”。"});
  settle();
  ASSERT_NE(find("pipeline.error"), nullptr);
  EXPECT_EQ(find("pipeline.figure.open"), nullptr);
  click("pipeline.error.action");
  settle();
  EXPECT_TRUE(asked()["stages"].empty());
  EXPECT_EQ(asked()["property"], "");
}

TEST_F(PipelineScreenTest, a_bare_table_has_words_for_what_is_missing) {
  open_with(pipeline_of_table("opportunity_id,stage\n1,Lead\n2,Lead\n3,Talk\n"));
  EXPECT_EQ(value("pipeline.figure.win_rate"), "–");
  EXPECT_NE(find_label("No opportunity is won or lost."), nullptr);
  EXPECT_NE(find("pipeline.no_properties"), nullptr);
  EXPECT_EQ(find("pipeline.as_of"), nullptr) << "without dates there is no day to choose";
  EXPECT_EQ(find("pipeline.ages_card"), nullptr);
  EXPECT_EQ(find("pipeline.rotten_card"), nullptr);
  click("pipeline.stages.row.0");
  settle();
  EXPECT_NE(find("pipeline.stage.probability"), nullptr) << "where none can be estimated, one may be set";
  const std::string said = everything_said();
  EXPECT_EQ(said.find("nan"), std::string::npos);
  EXPECT_EQ(said.find("inf "), std::string::npos);
}

// Everywhere ---------------------------------------------------------------------------------------------------------

TEST_F(PipelineScreenTest, has_room_on_a_telephone_in_both_languages) {
  for (const char* language : {"en", "zh-CN"}) {
    open(390, language);
    click("pipeline.stages.row.1");
    settle();
    size_t seen = 0;
    for (const ScreenItem& item : screen_items()) {
      if (!item.test_key.starts_with("pipeline.") || item.w * item.h <= 0) continue;
      ++seen;
      EXPECT_GE(item.x, 0) << item.test_key;
      EXPECT_LE(item.x + item.w, 390) << item.test_key;
    }
    EXPECT_GT(seen, 30U);
  }
  EXPECT_EQ(find("pipeline.card")->label, "销售管道");
  EXPECT_EQ(column("pipeline.stages", "赢单概率").at(0), "40.0% ?");
}

}  // namespace
}  // namespace sluice::app
