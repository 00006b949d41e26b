// The A/B test on the Funnel screen, against a host that records and answers that can be reckoned by hand
// (example_experiment.h).
#include <algorithm>
#include <string>
#include <vector>

#include "unit/app/app_fixture.h"
#include "unit/app/example_experiment.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

using Texts = std::vector<std::string>;

class ExperimentScreenTest : public ApplicationTest {
 protected:
  void open(float width = 1600, const char* language = "en") {
    resize(width, 5000);
    start({.language_tag = language});
    open_example(experiment_report());
    open_screen("nav.funnel");
    answered();
  }
  /// With this report in the place of the example's.
  void open_with(const funnel::ExperimentReport& report) {
    shown_experiment = report;
    open();
  }
  void choose(std::string_view select, std::string_view option) {
    click(select);
    settle();
    click(std::string(select) + "." + std::string(option));
    settle();
    while (host.count("analyze") > analyzed_) {
      analyzed_ = host.count("analyze");
      answer_analyze(experiment_report());
      answered();
    }
  }
  nlohmann::json asked() { return host.last("analyze")->params["spec"]["experiment"]; }
  static Texts column(std::string_view table, const std::string& header) {
    Texts cells;
    const ScreenTable* found = find_table(table);
    if (found == nullptr) return cells;
    const auto at = std::find(found->header.begin(), found->header.end(), header) - found->header.begin();
    if (static_cast<size_t>(at) == found->header.size()) return cells;
    for (const auto& row : found->rows) cells.push_back(row.at(static_cast<size_t>(at)));
    return cells;
  }

 private:
  size_t analyzed_ = 0;
};

TEST_F(ExperimentScreenTest, lists_the_rates_of_the_arms) {
  open();
  EXPECT_EQ(column("experiment.rates", "Arm"), (Texts{"control", "new", "control", "new"}));
  EXPECT_EQ(column("experiment.rates", "Outcome"), (Texts{"visit", "visit", "conversion", "conversion"}));
  EXPECT_EQ(column("experiment.rates", "People"), (Texts{"1,000", "1,000", "1,000", "1,000"}));
  EXPECT_EQ(column("experiment.rates", "Count"), (Texts{"100", "160", "20", "50"}));
  EXPECT_EQ(column("experiment.rates", "Rate"), (Texts{"10.0%", "16.0%", "2.00%", "5.00%"}));
  EXPECT_EQ(column("experiment.rates", "Lift (95% interval)").at(3).substr(0, 7), "+150.0%");
  EXPECT_EQ(column("experiment.rates", "In words"),
            (Texts{"control", "▲ more than the control", "control", "▲ more than the control"}));
  EXPECT_EQ(column("experiment.chart", "Rate"), (Texts{"10.0%", "16.0%"}));
}

TEST_F(ExperimentScreenTest, says_in_words_what_came_of_it_and_copies_that) {
  open();
  const ScreenItem* verdict = find("experiment.verdict.1");
  ASSERT_NE(verdict, nullptr);
  EXPECT_NE(verdict->label.find("new: visit 16.0%, against 10.0% with 'control': 1.60 times as many"),
            std::string::npos)
      << verdict->label;
  EXPECT_NE(verdict->label.find("1.00 a person, against 0.20"), std::string::npos) << verdict->label;
  EXPECT_EQ(find("experiment.split"), nullptr);
  click("experiment.copy");
  settle();
  EXPECT_EQ(host.clipboard.find("new: visit 16.0%"), 0U) << host.clipboard;
}

TEST_F(ExperimentScreenTest, tells_the_revenue_per_person) {
  open();
  EXPECT_EQ(column("experiment.revenue", "Per person").size(), 2U);
  EXPECT_NE(column("experiment.revenue", "Per person").at(1).find("1.00"), std::string::npos);
  EXPECT_EQ(column("experiment.revenue", "Buyers"), (Texts{"20", "50"}));
  EXPECT_EQ(column("experiment.revenue", "In words"), (Texts{"control", "▲ more than the control"}));
}

TEST_F(ExperimentScreenTest, of_totals_says_why_there_is_no_interval) {
  open_with(experiment_of_table("arm,sent,converted,spend\nA,1000,20,300\nB,1300,40,600\n"));
  EXPECT_NE(find("experiment.revenue_absence"), nullptr);
  EXPECT_NE(find("experiment.split"), nullptr) << "1,000 and 1,300 are no equal split";
  EXPECT_TRUE(column("experiment.revenue", "Buyers").empty());
}

TEST_F(ExperimentScreenTest, another_control_outcome_and_amount_are_chosen) {
  open();
  EXPECT_EQ(find("experiment.arm")->value, "group");
  EXPECT_EQ(find("experiment.control")->value, "control");
  choose("experiment.control", "1");
  EXPECT_EQ(asked()["control"], "new");
  EXPECT_EQ(column("experiment.rates", "Arm").front(), "new");
  choose("experiment.amount", "0");
  EXPECT_EQ(asked()["amount"], "");
  EXPECT_EQ(find("experiment.revenue_card"), nullptr);
  choose("experiment.add_outcome", "0");
  EXPECT_EQ(asked()["outcomes"].size(), 3U);
}

TEST_F(ExperimentScreenTest, says_what_file_it_needs) {
  resize(1600, 9000);
  start();
  open_example(shop_report());
  open_screen("nav.funnel");
  settle();
  answer(*host.last("funnel"), to_json(*shop_report().funnel));
  settle();
  const auto* request = host.last("experiment");
  ASSERT_NE(request, nullptr);
  fail(*request, ErrorCode::not_applicable, {"The files hold no A/B test.", "文件中没有 A/B 测试。"});
  settle();
  ASSERT_NE(find("experiment.needs"), nullptr);
  EXPECT_EQ(find("experiment.rates_card"), nullptr);
}

TEST_F(ExperimentScreenTest, choices_that_do_not_fit_are_said_and_can_be_discarded) {
  open();
  click("experiment.control");
  settle();
  click("experiment.control.1");
  settle();
  answer_analyze(experiment_report());
  settle();
  fail(*host.last("experiment"), ErrorCode::bad_spec, {"There is no arm 'new'.", "没有“new”组。"});
  settle();
  ASSERT_NE(find("experiment.error"), nullptr);
  EXPECT_EQ(find("experiment.rates_card"), nullptr);
  click("experiment.error.action");
  settle();
  EXPECT_EQ(asked()["control"], "");
}

TEST_F(ExperimentScreenTest, a_column_is_chosen_where_none_is_recognised) {
  funnel::ExperimentReport report;
  report.columns = {{"city", {"city", "city"}, 3, true, false, false, false}};
  report.notes = {{"No column is recognised as that of the arms.", "未识别到分组列。"}};
  open_with(report);
  EXPECT_EQ(find("experiment.rates_card"), nullptr);
  EXPECT_EQ(find("experiment.control"), nullptr);
  EXPECT_NE(find("experiment.note.0"), nullptr);
  click("experiment.arm");
  settle();
  click("experiment.arm.0");
  settle();
  EXPECT_EQ(asked()["arm"], "city");
}

TEST_F(ExperimentScreenTest, the_arms_are_held_against_the_shares_that_were_planned) {
  open();
  EXPECT_EQ(find("experiment.split"), nullptr) << "1,000 each, as by default";
  ASSERT_NE(find("experiment.planned.0"), nullptr);
  click("experiment.planned.0");
  press(ImGuiKey_A, true);
  type("90");
  press(ImGuiKey_Enter);
  settle();
  const nlohmann::json planned = asked()["planned"];
  ASSERT_EQ(planned.size(), 2U);
  EXPECT_EQ(planned[0], (nlohmann::json{{"arm", "control"}, {"share", 0.9}}));
  EXPECT_EQ(planned[1], (nlohmann::json{{"arm", "new"}, {"share", 0.1}}));
  answer_analyze(experiment_report());
  answered();
  ASSERT_NE(find("experiment.split"), nullptr);
  EXPECT_NE(find("experiment.split")->label.find("control 1,000 or 50.0% instead of 90.0%"), std::string::npos)
      << find("experiment.split")->label;
  click("experiment.planned.equal");
  settle();
  EXPECT_TRUE(asked()["planned"].empty());
}

TEST_F(ExperimentScreenTest, each_figure_says_how_it_is_computed) {
  open();
  size_t headers = 0;
  std::vector<ScreenItem> figures;
  for (const ScreenItem& item : screen_items()) {
    if (item.role == "columnheader" && item.test_key.starts_with("experiment.") && item.w * item.h > 0) {
      figures.push_back(item);
    }
  }
  for (const ScreenItem& item : figures) {
    if (item.test_key.ends_with(".arm")) continue;
    ImGui::GetIO().AddMousePosEvent(item.x + item.w / 2, item.y + item.h / 2);
    settle(3);
    ++headers;
    EXPECT_NE(find("tooltip"), nullptr) << item.test_key;
  }
  EXPECT_GT(headers, 10U);
}

TEST_F(ExperimentScreenTest, has_room_on_a_telephone_in_both_languages) {
  for (const char* language : {"en", "zh-CN"}) {
    open(390, language);
    size_t seen = 0;
    for (const ScreenItem& item : screen_items()) {
      if (!item.test_key.starts_with("experiment.") || item.w * item.h <= 0) continue;
      ++seen;
      if (item.role == "columnheader" || item.role == "row") continue;  // tables scroll sideways
      EXPECT_GE(item.x, 0) << item.test_key;
      EXPECT_LE(item.x + item.w, 390) << item.test_key;
    }
    EXPECT_GT(seen, 10U);
  }
  EXPECT_EQ(find("experiment.card")->label, "A/B 测试");
}

}  // namespace
}  // namespace sluice::app
