// The same customers seen twice: what the Changes screen shows and asks.
#include <algorithm>
#include <string>

#include "unit/app/app_fixture.h"
#include "unit/app/example_changes.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

class ChangesScreenTest : public ApplicationTest {
 protected:
  void open(float width = 1280, const char* language = "en") {
    resize(width, 4000);
    start({.language_tag = language});
    open_example(shop_report());
    open_screen("nav.changes");
    settle();
    answer_questions();
    settle();
  }

  nlohmann::json asked_spec() { return host.last("analyze")->params["spec"]; }
  nlohmann::json asked_flow() { return host.last("flow_customers")->params["query"]; }
};

TEST_F(ChangesScreenTest, is_asked_for_when_it_is_first_seen_and_once) {
  resize(1280, 4000);
  start();
  open_example(shop_report());
  EXPECT_EQ(host.count("migration"), 0u);
  open_screen("nav.changes");
  settle();
  EXPECT_EQ(host.count("migration"), 1u);
  EXPECT_EQ(host.count("comparison"), 0u) << "nobody looks at it";
  answer_questions();
  settle(20);
  EXPECT_EQ(host.count("migration"), 1u);
}

TEST_F(ChangesScreenTest, says_whether_it_worked_and_what_that_does_not_prove) {
  open();
  EXPECT_EQ(find("changes.up")->value, "14.5%");
  EXPECT_EQ(find("changes.verdict.0")->label, "Of 550 customers, 14.5% moved up.");
  EXPECT_EQ(find("changes.verdict.1")->label, "This is what happened, not why.");
  EXPECT_NE(find("changes.note.0"), nullptr);
  EXPECT_NE(find("changes.from.reason"), nullptr);
}

TEST_F(ChangesScreenTest, without_a_day_between_the_dates_it_says_so_and_gives_no_figures_of_it) {
  open();
  rfm::MigrationReport report = example_migration();
  report.days = 0;
  report.revenue = 0;
  report.earlier_revenue.reset();
  report.verdict = {{"There is nothing to compare.", "无从比较。"}};
  click("changes.cuts.of_the_start");
  answer_analyze(shop_report());
  settle();
  answer(*host.last("migration"), to_json(report));
  settle();
  EXPECT_EQ(find("changes.verdict.0")->label, "There is nothing to compare.");
  EXPECT_EQ(find("changes.verdict.1"), nullptr);
  EXPECT_EQ(find("changes.again")->value, "–");
  EXPECT_EQ(find("changes.revenue")->value, "–");
}

TEST_F(ChangesScreenTest, the_second_date_is_the_day_of_analysis_of_all_screens) {
  open();
  ASSERT_NE(find("changes.to"), nullptr);
  EXPECT_EQ(find("changes.to")->value, shop_report().rfm->snapshot);
  EXPECT_NE(find("changes.to.hint"), nullptr);
  click("changes.to");
  press(ImGuiKey_A, true);
  type("2017-05-01");
  press(ImGuiKey_Enter);
  settle();
  EXPECT_EQ(asked_spec()["rfm"]["snapshot"], "2017-05-01");
  EXPECT_TRUE(asked_spec()["migration"]["from"].get<std::string>().empty()) << "the first date stays";
  answer_analyze(shop_report());
  settle();
  click("changes.to.automatic");
  EXPECT_EQ(asked_spec()["rfm"]["snapshot"], "");
}

TEST_F(ChangesScreenTest, ribbons_and_bars_open_their_customers) {
  open();
  click("changes.sankey.flow.loyal>champions");
  EXPECT_EQ(asked_flow()["kind"], "migration");
  EXPECT_EQ(asked_flow()["before"], "loyal");
  EXPECT_EQ(asked_flow()["after"], "champions");
  answer_questions();
  settle();
  EXPECT_EQ(find_table("changes.flow.table")->rows[0][0], "F0");
  EXPECT_TRUE(find("changes.sankey.flow.loyal>champions")->checked);
  click("changes.sankey.left.:not_yet");
  EXPECT_EQ(asked_flow()["before"], ":not_yet");
  EXPECT_EQ(asked_flow()["after"], "");
  click("changes.sankey.right.champions");
  EXPECT_EQ(asked_flow()["after"], "champions");
}

TEST_F(ChangesScreenTest, flows_too_thin_to_show_are_counted_and_stand_in_the_table) {
  open();
  EXPECT_EQ(find("changes.sankey.flow.:not_yet>champions"), nullptr);
  ASSERT_NE(find("changes.sankey.faint"), nullptr);
  EXPECT_EQ(find_table("changes.sankey")->rows.size(), 7u);
}

TEST_F(ChangesScreenTest, the_table_of_flows_adds_up_and_opens_cells_rows_and_columns) {
  open(1800);  // beside the list of customers every column has room
  const ScreenTable* matrix = find_table("changes.matrix");
  ASSERT_NE(matrix, nullptr);
  ASSERT_EQ(matrix->rows.size(), 5u);
  EXPECT_EQ(matrix->rows[1], (std::vector<std::string>{"Loyal customers", "80", "–", "–", "90", "170"}));
  EXPECT_EQ(matrix->rows[4].back(), "901");
  EXPECT_EQ(find("changes.matrix.cell.1.loyal"), nullptr) << "nobody went this way";
  click("changes.matrix.cell.0.total");
  EXPECT_EQ(asked_flow()["before"], "champions");
  EXPECT_EQ(asked_flow()["after"], "");
  click("changes.matrix.cell.1.:no_purchase");
  EXPECT_EQ(asked_flow()["before"], "loyal");
  EXPECT_EQ(asked_flow()["after"], ":no_purchase");
  click("changes.matrix.cell.4.champions");
  EXPECT_EQ(asked_flow()["before"], "");
  EXPECT_EQ(asked_flow()["after"], "champions");
}

TEST_F(ChangesScreenTest, arrow_keys_reach_each_cell_of_the_flows_and_enter_opens_it) {
  open(1800);
  click("changes.matrix.cell.0.total");
  EXPECT_EQ(asked_flow()["before"], "champions");
  press(ImGuiKey_DownArrow);
  press(ImGuiKey_LeftArrow);
  settle();
  const ScreenItem* cell = find("changes.matrix.cell.1.:no_purchase");
  ASSERT_NE(cell, nullptr);
  EXPECT_TRUE(cell->focused);
  EXPECT_EQ(cell->label, "Loyal customers, " + find_table("changes.matrix")->header[4]);
  EXPECT_EQ(cell->value, "90");
  EXPECT_FALSE(find("changes.matrix.row.1")->focused) << "the cell is read out, not its row";
  press(ImGuiKey_Enter);
  EXPECT_EQ(asked_flow()["before"], "loyal");
  EXPECT_EQ(asked_flow()["after"], ":no_purchase");
}

TEST_F(ChangesScreenTest, what_nobody_did_is_passed_over_in_words_and_the_first_column_is_the_whole_row) {
  open(1800);
  click("changes.matrix.cell.0.total");
  press(ImGuiKey_DownArrow);
  for (int i = 0; i < 3; ++i) press(ImGuiKey_LeftArrow);
  settle();
  const ScreenItem* nobody = find("changes.matrix.cell.1.loyal");
  ASSERT_NE(nobody, nullptr);
  EXPECT_TRUE(nobody->focused && nobody->disabled);
  press(ImGuiKey_Enter);
  EXPECT_EQ(asked_flow()["before"], "champions") << "there is nobody to list";
  for (int i = 0; i < 3; ++i) press(ImGuiKey_LeftArrow);
  settle();
  EXPECT_TRUE(find("changes.matrix.row.1")->focused);
  press(ImGuiKey_Enter);
  EXPECT_EQ(asked_flow()["before"], "loyal");
  EXPECT_EQ(asked_flow()["after"], "");
}

TEST_F(ChangesScreenTest, customers_or_revenue) {
  open();
  click("changes.measure.revenue");
  settle();
  EXPECT_EQ(find_table("changes.matrix")->rows[0][1], "¥40.0K");
  EXPECT_EQ(find_table("changes.matrix")->exact[0][1], "¥40,000.00");
  EXPECT_EQ(find("changes.sankey.flow.loyal>:no_purchase"), nullptr) << "money that went back has no ribbon";
}

TEST_F(ChangesScreenTest, a_customer_behind_a_flow_opens_over_the_list) {
  open();
  click("changes.sankey.flow.loyal>champions");
  answer_questions();
  settle();
  click("changes.flow.table.row.0");
  EXPECT_EQ(host.last("customer")->params["id"], "F0");
  answer_questions();
  settle();
  ASSERT_NE(find("customer.former.segment"), nullptr);
  EXPECT_NE(find("customer.former.segment")->label.find("Loyal customers → Champions"), std::string::npos)
      << find("customer.former.segment")->label;
  press(ImGuiKey_Escape);
  settle();
  EXPECT_NE(find("changes.flow.table"), nullptr) << "back to the list";
}

TEST_F(ChangesScreenTest, the_customers_of_a_flow_are_exported) {
  open();
  click("changes.sankey.flow.loyal>champions");
  answer_questions();
  settle();
  click("changes.flow.export");
  settle();
  EXPECT_NE(everything_said().find("nothing is sent anywhere"), std::string::npos);
  click("export.customers.xlsx");
  const SentRequest* request = host.last("export_flow_customers");
  ASSERT_NE(request, nullptr);
  EXPECT_EQ(request->params["query"]["before"], "loyal");
  EXPECT_EQ(request->params["language"], "en");
  EXPECT_EQ(request->params["format"], "xlsx");
}

TEST_F(ChangesScreenTest, the_customers_of_a_flow_are_copied) {
  open();
  click("changes.sankey.flow.loyal>champions");
  settle();
  EXPECT_TRUE(find("changes.flow.copy")->disabled) << "nobody is here yet";
  answer_questions();
  settle();
  click("changes.flow.copy");
  const std::string copied = ImGui::GetClipboardText();
  EXPECT_EQ(std::count(copied.begin(), copied.end(), '\n'), 61);
  EXPECT_NE(copied.find("\nF0\t"), std::string::npos) << copied;
  EXPECT_NE(copied.find("(¥)\n"), std::string::npos) << "the header has the unit: " << copied;
  EXPECT_NE(copied.find("\t1000\n"), std::string::npos) << copied;
  settle();
  EXPECT_EQ(find("toast")->label, "60 rows copied. Paste them into a spreadsheet.");
}

TEST_F(ChangesScreenTest, cuts_of_the_first_date_are_a_choice_that_is_asked_again) {
  open();
  click("changes.cuts.of_the_start");
  EXPECT_EQ(asked_spec()["migration"]["cuts"], "of_the_start");
  answer_analyze(shop_report());
  settle();
  EXPECT_EQ(host.count("migration"), 2u);
}

TEST_F(ChangesScreenTest, a_day_that_cannot_be_is_told_at_its_field) {
  resize(1280, 4000);
  start();
  open_example(shop_report());
  open_screen("nav.changes");
  settle();
  fail(*host.last("migration"), ErrorCode::bad_spec, {"Nobody was a customer then.", "当时还没有客户。"},
       {.pointer = "/migration/from"});
  settle();
  EXPECT_NE(everything_said().find("Nobody was a customer then."), std::string::npos);
  EXPECT_NE(find("changes.from"), nullptr) << "to be changed";
  EXPECT_EQ(host.count("migration"), 1u) << "a broken question is not asked in every frame";
}

TEST_F(ChangesScreenTest, a_customer_table_says_why_there_is_no_migration_and_still_compares_methods) {
  resize(1280, 4000);
  start();
  open_example(customer_table());
  open_screen("nav.changes");
  settle();
  fail(*host.last("migration"), ErrorCode::not_applicable, {"One moment only.", "只有一个时点。"});
  settle();
  EXPECT_NE(everything_said().find("One moment only."), std::string::npos);
  EXPECT_EQ(find("changes.from"), nullptr);
  click("changes.tab.comparison");
  answer_questions();
  settle();
  EXPECT_NE(find("changes.agreement"), nullptr);
}

TEST_F(ChangesScreenTest, two_methods_show_agreement_and_who_changes) {
  open();
  click("changes.tab.comparison");
  answer_questions();
  settle();
  EXPECT_EQ(find("changes.agreement")->value, "91.0%");
  EXPECT_EQ(find("changes.kappa")->value, "0.86");
  EXPECT_EQ(find("changes.same_score.frequency")->value, "70.0%");
  EXPECT_TRUE(find("changes.bins")->disabled) << "the map in force has a number of scores of its own";
  EXPECT_NE(find("changes.bins.fixed"), nullptr);
  click("changes.matrix.cell.1.hibernating");
  EXPECT_EQ(asked_flow()["kind"], "comparison");
  EXPECT_EQ(asked_flow()["before"], "loyal");
  EXPECT_EQ(asked_flow()["after"], "hibernating");
}

TEST_F(ChangesScreenTest, everything_is_reached_on_a_phone_in_chinese) {
  open(390, "zh-CN");
  for (const char* key : {"changes.from", "changes.up", "changes.sankey.flow.loyal>champions", "changes.matrix"}) {
    const ScreenItem* item = find(key);
    ASSERT_NE(item, nullptr) << key;
    EXPECT_GE(item->x, 0) << key;
    EXPECT_LE(item->x + item->w, 390) << key;
    EXPECT_GT(item->w * item->h, 0) << key;
  }
  click("changes.sankey.flow.loyal>champions");
  answer_questions();
  settle();
  EXPECT_NE(find("changes.flow.table"), nullptr);
}

}  // namespace
}  // namespace sluice::app
