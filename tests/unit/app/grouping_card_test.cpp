// The card of the groupings: one is picked, a click on a group filters, thresholds are edited in place.
#include <algorithm>

#include "unit/app/app_fixture.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

class GroupingCardTest : public ApplicationTest {
 protected:
  void open(const char* language = "en", const Report& report = shop_report()) {
    resize(1280, 3000);
    start({.language_tag = language});
    open_example(report);
    click("nav.overview");
    settle();
  }
  nlohmann::json filter() { return host.last("analyze")->params["spec"]["filter"]; }
  nlohmann::json rfm() { return host.last("analyze")->params["spec"]["rfm"]; }
};

TEST_F(GroupingCardTest, tiers_come_first_beside_the_rule_of_thumb) {
  open();
  const ScreenTable* bars = find_table("overview.group");
  ASSERT_NE(bars, nullptr);
  ASSERT_EQ(bars->rows.size(), 3u) << "customers, revenue, rule of thumb";
  EXPECT_EQ(bars->rows[2][1], "50.0%");
  const ScreenTable* groups = find_table("overview.groups");
  ASSERT_NE(groups, nullptr);
  ASSERT_EQ(groups->rows.size(), 3u);
  EXPECT_EQ(groups->rows[0][0], "VIP");
  EXPECT_EQ(groups->rows[0][1], "50");
}

TEST_F(GroupingCardTest, the_pyramid_of_the_tiers_stands_above_the_bars_and_filters) {
  open();
  const ScreenItem* vip = find("overview.pyramid.vip");
  ASSERT_NE(vip, nullptr);
  EXPECT_EQ(vip->label, "VIP");
  EXPECT_EQ(vip->value, "50 customers · 5.0%, 45.0% of revenue (rule: 50.0%)");
  EXPECT_LT(vip->y, find("overview.group.vip.0")->y);
  click("overview.pyramid.vip");
  EXPECT_EQ(filter()["tiers"], nlohmann::json::array({"vip"}));
  answer_analyze(shop_report());
  settle();
  EXPECT_TRUE(find("overview.pyramid.vip")->checked);
  click("overview.pyramid.vip");
  EXPECT_TRUE(filter()["tiers"].empty()) << "a second click takes it back";
}

TEST_F(GroupingCardTest, only_tiers_are_a_pyramid) {
  open();
  EXPECT_NE(find_table("overview.pyramid"), nullptr);
  click("overview.grouping.lifecycle");
  settle();
  EXPECT_EQ(find_table("overview.pyramid"), nullptr);
}

TEST_F(GroupingCardTest, the_pyramid_speaks_chinese) {
  open("zh-CN");
  EXPECT_EQ(find("overview.pyramid.ordinary")->value, "800 位客户 · 80.0%, 占销售额 22.0%（法则 20.0%）");
  EXPECT_EQ(find_table("overview.pyramid")->caption, "客户金字塔");
}

TEST_F(GroupingCardTest, tiers_are_also_read_as_high_medium_and_low_value) {
  Report report = shop_report();
  std::vector<rfm::GroupReport>& tiers = report.rfm->groupings[rfm::kTiers].groups;
  tiers[0].also = {"High value", "高价值客户"};
  tiers[1].also = {"Medium value", "中价值客户"};
  tiers[2].also = {"Low value", "低价值客户"};
  open("zh-CN", report);
  EXPECT_EQ(find("overview.pyramid.vip")->label, "VIP 客户 · 高价值客户");
  EXPECT_EQ(find_table("overview.pyramid")->rows[2][0], "普通客户 · 低价值客户");
  EXPECT_NE(everything_said().find("重点客户 · 中价值客户"), std::string::npos);
}

TEST_F(GroupingCardTest, the_picture_of_the_card_has_the_pyramid) {
  open();
  click("overview.groups_card.take_along");
  settle();
  click("card.svg");
  settle();
  ASSERT_EQ(host.downloads.size(), 1u);
  EXPECT_NE(host.downloads.begin()->second.find("45.0% of revenue (rule: 50.0%)"), std::string::npos);
}

TEST_F(GroupingCardTest, the_picture_of_the_card_is_copied) {
  open();
  click("overview.groups_card.take_along");
  settle();
  click("card.copy_picture");
  settle();
  EXPECT_TRUE(host.downloads.empty());
  const auto& [file_name, svg] = host.copied_png;
  EXPECT_NE(svg.find("45.0% of revenue (rule: 50.0%)"), std::string::npos);
  EXPECT_TRUE(file_name.ends_with(".png")) << file_name;
  EXPECT_EQ(find("toast"), nullptr) << "the browser has not answered";
  application->on_picture_copied("");
  settle();
  ASSERT_NE(find("toast"), nullptr);
  EXPECT_EQ(find("toast")->label, "Picture copied. Paste it into a document or a message.");
}

TEST_F(GroupingCardTest, a_picture_that_the_browser_does_not_copy_is_a_file_by_name) {
  open();
  application->on_picture_copied("Groups.png");
  settle();
  ASSERT_NE(find("toast"), nullptr);
  EXPECT_EQ(find("toast")->label,
            "This browser does not let pictures be copied, so it was saved as Groups.png instead.");
}

TEST_F(GroupingCardTest, a_click_on_a_group_leaves_its_customers_and_its_chip_lifts_it) {
  open();
  click("overview.grouping.lifecycle");
  settle();
  EXPECT_EQ(find_table("overview.group")->rows.size(), 2u) << "no rule of thumb";
  click("overview.group.at_risk.0");
  EXPECT_EQ(filter()["lifecycle"], nlohmann::json::array({"at_risk"}));
  EXPECT_TRUE(filter()["loyalty"].empty());
  answer_analyze(shop_report());
  settle();
  EXPECT_EQ(find("filter.lifecycle.at_risk")->label, "Life cycle: At risk");
  EXPECT_TRUE(find("overview.group.at_risk.0")->checked);
  click("overview.grouping.loyalty");
  settle();
  click("overview.group.loyal.1");
  EXPECT_EQ(filter()["loyalty"], nlohmann::json::array({"loyal"}));
  EXPECT_EQ(filter()["lifecycle"], nlohmann::json::array({"at_risk"})) << "both must hold";
  answer_analyze(shop_report());
  settle();
  click("filter.lifecycle.at_risk.remove");
  EXPECT_TRUE(filter()["lifecycle"].empty());
  EXPECT_EQ(filter()["loyalty"], nlohmann::json::array({"loyal"}));
}

TEST_F(GroupingCardTest, the_rule_is_written_under_the_groups_in_the_language_of_the_page) {
  open("zh-CN");
  click("overview.grouping.lifecycle");
  settle();
  EXPECT_EQ(find("overview.groups.rule")->label, "超过 90 天没买为流失风险。");
}

TEST_F(GroupingCardTest, without_margin_growth_says_what_to_do) {
  open();
  click("overview.grouping.growth");
  settle();
  EXPECT_EQ(find_table("overview.group"), nullptr);
  EXPECT_EQ(find("overview.groups.not_applicable")->label, "The orders say neither cost nor margin.");
}

TEST_F(GroupingCardTest, thresholds_are_edited_and_go_back_to_the_data) {
  open();
  click("overview.grouping.lifecycle");
  settle();
  EXPECT_EQ(find("overview.threshold.at_risk_days"), nullptr);
  click("overview.thresholds");
  settle();
  ASSERT_NE(find("overview.threshold.at_risk_days"), nullptr);
  edit("overview.threshold.at_risk_days", "45");
  EXPECT_EQ(rfm()["lifecycle"]["at_risk_days"], 45);
  EXPECT_EQ(rfm()["lifecycle"]["lost_days"], 0) << "still from the data";
  answer_analyze(shop_report());
  settle();
  click("overview.thresholds.standard");
  EXPECT_EQ(rfm()["lifecycle"]["at_risk_days"], 0);
}

TEST_F(GroupingCardTest, shares_of_the_tiers_are_percentages) {
  open();
  click("overview.thresholds");
  settle();
  edit("overview.threshold.vip", "10");
  EXPECT_DOUBLE_EQ(rfm()["tiers"]["vip"].get<double>(), 0.1);
}

TEST_F(GroupingCardTest, the_rungs_of_the_ladder_keep_their_order) {
  open();
  click("overview.grouping.loyalty");
  settle();
  click("overview.thresholds");
  settle();
  edit("overview.threshold.regular", "4");  // as many as established
  EXPECT_EQ(rfm()["loyalty"]["regular"], 3) << "one under the rung above";
}

TEST_F(GroupingCardTest, kinds_show_what_is_expected_and_filter) {
  open();
  click("overview.grouping.kinds");
  settle();
  const ScreenTable* groups = find_table("overview.groups");
  ASSERT_NE(groups, nullptr);
  ASSERT_EQ(groups->rows.size(), 5u);
  EXPECT_EQ(groups->rows[1][0], "Cash flow");
  EXPECT_NE(std::find(groups->header.begin(), groups->header.end(), "Expected"), groups->header.end());
  EXPECT_NE(std::find(groups->rows[1].begin(), groups->rows[1].end(), "¥100K"), groups->rows[1].end());
  click("overview.group.cash_flow.0");
  EXPECT_EQ(filter()["kinds"], nlohmann::json::array({"cash_flow"}));
  answer_analyze(shop_report());
  settle();
  EXPECT_EQ(find("filter.kinds.cash_flow")->label, "Kinds: Cash flow");
}

TEST_F(GroupingCardTest, what_cannot_be_expected_is_a_dash) {
  Report report = shop_report();
  report.rfm->lifetime->active.reset();
  report.rfm->lifetime->expected_revenue.reset();
  report.rfm->lifetime->no_estimate = {"Too short.", "太短。"};
  for (rfm::GroupReport& group : report.rfm->groupings[rfm::kKinds].groups) group.expected_revenue.reset();
  open("en", report);
  click("overview.grouping.kinds");
  settle();
  const ScreenTable* groups = find_table("overview.groups");
  ASSERT_NE(groups, nullptr);
  const auto expected = std::find(groups->header.begin(), groups->header.end(), "Expected");
  ASSERT_NE(expected, groups->header.end());
  EXPECT_EQ(groups->rows[1][static_cast<size_t>(expected - groups->header.begin())], "–");
}

TEST_F(GroupingCardTest, thresholds_of_the_kinds_are_shares_and_days) {
  open();
  click("overview.grouping.kinds");
  settle();
  click("overview.thresholds");
  settle();
  edit("overview.threshold.value_share", "10");
  EXPECT_DOUBLE_EQ(rfm()["kinds"]["value_share"].get<double>(), 0.1);
  answer_analyze(shop_report());
  settle();
  edit("overview.threshold.horizon_days", "90");
  EXPECT_EQ(rfm()["lifetime"]["horizon_days"], 90);
  answer_analyze(shop_report());
  settle();
  click("overview.thresholds.standard");
  EXPECT_EQ(rfm()["lifetime"]["horizon_days"], 365);
  EXPECT_DOUBLE_EQ(rfm()["kinds"]["value_share"].get<double>(), 0.2);
}

TEST_F(GroupingCardTest, fits_a_telephone) {
  resize(390, 3000);
  start();
  open_example(shop_report());
  settle();
  const ScreenTable* groups = find_table("overview.groups");
  ASSERT_NE(groups, nullptr);
  EXPECT_EQ(groups->rows[0][0], "VIP");
  const ScreenItem* ordinary = find("overview.pyramid.ordinary");
  ASSERT_NE(ordinary, nullptr);
  EXPECT_LE(ordinary->x + ordinary->w, 390);
  EXPECT_LT(find("overview.pyramid")->x + find("overview.pyramid")->w, ordinary->x + 1);
  click("overview.group.vip.0");
  EXPECT_EQ(filter()["tiers"], nlohmann::json::array({"vip"}));
}

TEST_F(GroupingCardTest, what_to_do_about_a_group_is_rewritten_in_the_language_in_force_and_brought_back) {
  open("zh-CN");
  EXPECT_EQ(find("group.advice"), nullptr);
  click("overview.advice.key");
  settle();
  ASSERT_NE(find("group.advice"), nullptr);
  click("group.advice");
  press(ImGuiKey_A, true);
  type("x");
  press(ImGuiKey_Tab);
  settle();
  const nlohmann::json text{{"en", ""}, {"zh", "x"}};
  const nlohmann::json entry{{"map", "tiers"}, {"segment", "key"}, {"text", text}};
  ASSERT_EQ(rfm()["playbook"], nlohmann::json::array({entry}));
  answer_analyze(shop_report());
  settle();
  click("group.advice_reset");
  EXPECT_TRUE(rfm()["playbook"].empty());
  answer_analyze(shop_report());
  settle();
  EXPECT_EQ(find("group.advice_reset"), nullptr);
  click("overview.advice.key");
  settle();
  EXPECT_EQ(find("group.advice"), nullptr);
}

Report shop_with_prospects() {
  Report report = shop_report();
  for (const rfm::Grouping grouping : {rfm::kLoyalty, rfm::kLifecycle}) {
    report.rfm->groupings[grouping].prospects =
        rfm::ProspectReport{"prospect", {"Prospects", "潜在客户"}, {"Greet them.", "打招呼。"}, "#7d8fb3", 250, 0.2};
  }
  return report;
}

TEST_F(GroupingCardTest, prospects_are_the_first_rung_of_the_ladder) {
  open("en", shop_with_prospects());
  EXPECT_EQ(find_table("overview.groups")->rows.size(), 3u) << "not of the tiers";
  click("overview.grouping.loyalty");
  settle();
  const ScreenTable* bars = find_table("overview.group");
  ASSERT_EQ(bars->rows.size(), 3u);
  EXPECT_EQ(bars->header[1], "Prospects");
  EXPECT_EQ(bars->rows[0],
            (std::vector<std::string>{"Everybody in the files", "20.0%", "32.0%", "24.0%", "16.0%", "8.0%"}));
  EXPECT_EQ(bars->rows[1][1], "–") << "no share of the customers";
  const ScreenTable* groups = find_table("overview.groups");
  ASSERT_EQ(groups->rows.size(), 5u);
  EXPECT_EQ(groups->rows[0][0], "Prospects");
  EXPECT_EQ(groups->rows[0][1], "250");
  EXPECT_EQ(groups->rows[0][2], "–");
  EXPECT_EQ(groups->rows[1][0], "New");
  EXPECT_NE(everything_said().find("Greet them."), std::string::npos);
}

TEST_F(GroupingCardTest, prospects_are_listed_and_it_is_said_that_they_have_no_scores) {
  open("en", shop_with_prospects());
  click("overview.grouping.loyalty");
  settle();
  EXPECT_EQ(find_table("prospects.table"), nullptr);
  const size_t asked = host.count("analyze");
  click("overview.group.prospect.0");
  settle();
  answer_questions();
  settle();
  EXPECT_EQ(host.count("analyze"), asked) << "they are no filter";
  EXPECT_TRUE(find("overview.group.prospect.0")->checked);
  ASSERT_NE(find_table("prospects.table"), nullptr);
  EXPECT_EQ(find_table("prospects.table")->rows[0][0], "P0");
  EXPECT_NE(everything_said().find("250 people without a purchase, and so without scores"), std::string::npos);
  EXPECT_EQ(everything_said().find("what it says of purchases"), std::string::npos);
  click("overview.group.new.0");
  EXPECT_EQ(filter()["loyalty"], nlohmann::json::array({"new"}));
  answer_analyze(shop_with_prospects());
  settle();
  answer_questions();
  settle();
  EXPECT_NE(everything_said().find("what it says of purchases does not concern them"), std::string::npos);
  click("overview.groups.row.0");
  settle();
  EXPECT_EQ(find_table("prospects.table"), nullptr) << "a second click closes the list";
}

TEST_F(GroupingCardTest, the_list_of_prospects_goes_with_its_rung_and_is_saved) {
  open("zh-CN", shop_with_prospects());
  click("overview.grouping.lifecycle");
  settle();
  click("overview.groups.row.0");
  settle();
  answer_questions();
  settle();
  EXPECT_NE(everything_said().find("250 人尚未购买，因此没有得分"), std::string::npos);
  click("prospects.export");
  settle();
  click("export.customers.xlsx");
  settle();
  ASSERT_EQ(host.count("export_prospects"), 1u);
  EXPECT_EQ(host.last("export_prospects")->params["format"], "xlsx");
  EXPECT_EQ(host.last("export_prospects")->params["language"], "zh-CN");
  click("overview.grouping.tiers");
  settle();
  EXPECT_EQ(find_table("prospects.table"), nullptr) << "tiers have no such rung";
}

TEST_F(GroupingCardTest, under_a_filter_prospects_are_counted_without_a_share_of_the_filtered) {
  Report report = shop_with_prospects();
  open("en", report);
  click("overview.grouping.loyalty");
  settle();
  click("overview.group.new.0");
  answer_analyze(report);
  settle();
  EXPECT_EQ(find_table("overview.group")->rows.size(), 2u);
  EXPECT_EQ(find_table("overview.groups")->rows[0][1], "250");
}

}  // namespace
}  // namespace sluice::app
