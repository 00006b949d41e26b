// The Data screen as a person uses it: what was assumed and corrected, what counts, and the rows behind it.
#include "unit/app/app_fixture.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

class DataScreenTest : public ApplicationTest {
 protected:
  void open(float width = 1280, float height = 2600) {
    resize(width, height);
    start();
    open_example(shop_report());
    press(ImGuiKey_1);
    settle();
  }

  const nlohmann::json& asked_cleaning() { return host.last("analyze")->params["spec"]["cleaning"]; }
  const nlohmann::json& file_choices() { return host.last("load")->params["spec"]["ingest"]["files"][0]; }
};

TEST_F(DataScreenTest, the_ledger_says_what_happened_to_every_row) {
  open();
  const ScreenTable* ledger = find_table("data.ledger");
  ASSERT_NE(ledger, nullptr);
  ASSERT_EQ(ledger->rows.size(), shop_report().ledger.entries.size());
  EXPECT_EQ(ledger->rows[1], (std::vector<std::string>{"the date cannot be read", "−800", "", "40,100"}));
  EXPECT_EQ(ledger->rows.back(), (std::vector<std::string>{"Lines that count", "19,700", "¥1,000,000.00", "19,700"}));
  EXPECT_NE(find("ledger.duplicates"), nullptr);
  EXPECT_NE(find("ledger.duplicates")->label.find("counted in"), std::string::npos);
  EXPECT_NE(find("ledger.reject.bad_date"), nullptr);
}

TEST_F(DataScreenTest, a_line_of_the_ledger_says_what_it_counts_and_whether_it_is_applied) {
  open();
  const ScreenItem line = *find("ledger.duplicates");
  ImGui::GetIO().AddMousePosEvent(line.x + line.w / 2, line.y + line.h / 2);
  settle();
  ASSERT_NE(find("tooltip"), nullptr);
  const std::string said = find("tooltip")->label;
  EXPECT_NE(said.find("repeat an earlier line"), std::string::npos) << said;
  EXPECT_NE(said.find("counted in"), std::string::npos) << said;
  EXPECT_NE(said.find("¥"), std::string::npos) << said;
  const ScreenItem control = *find("rule.duplicates.keep_one");
  ImGui::GetIO().AddMousePosEvent(control.x + control.w / 2, control.y + control.h / 2);
  settle();
  EXPECT_EQ(find("tooltip"), nullptr) << "the control is none of it";
}

TEST_F(DataScreenTest, a_line_of_the_ledger_opens_its_rows) {
  open();
  click("ledger.duplicates");
  answer_questions();
  settle();
  ASSERT_NE(host.last("ledger_rows"), nullptr);
  EXPECT_EQ(host.last("ledger_rows")->params["entry"], "duplicates");
  const ScreenTable* rows = find_table("data.rows");
  ASSERT_NE(rows, nullptr);
  ASSERT_FALSE(rows->rows.empty());
  EXPECT_NE(std::find(rows->header.begin(), rows->header.end(), "Same as line"), rows->header.end());
  const auto order = std::find(rows->header.begin(), rows->header.end(), "Order");
  ASSERT_NE(order, rows->header.end());
  EXPECT_EQ(rows->rows[0][static_cast<size_t>(order - rows->header.begin())], "SO-0");
  click("data.rows.download");
  ASSERT_NE(host.last("export_ledger_rows"), nullptr);
  EXPECT_EQ(host.last("export_ledger_rows")->params["entry"], "duplicates");
  press(ImGuiKey_Escape);
  EXPECT_EQ(find_table("data.rows"), nullptr) << "Escape closes the panel";
}

TEST_F(DataScreenTest, rejects_open_as_they_stand_in_the_file) {
  open();
  click("ledger.reject.bad_date");
  answer_questions();
  settle();
  const ScreenTable* rows = find_table("data.rows");
  ASSERT_NE(rows, nullptr);
  ASSERT_FALSE(rows->rows.empty());
  EXPECT_EQ(rows->rows[0].back(), "C001,SO-1,31/31/2017,12");
}

TEST_F(DataScreenTest, a_rule_is_changed_in_place_and_undone) {
  open();
  click("rule.duplicates.keep_one");
  ASSERT_EQ(host.count("analyze"), 1u);
  EXPECT_EQ(asked_cleaning()["duplicates"], "keep_one");
  EXPECT_EQ(host.count("load"), 1u) << "nothing is read again";
  answer_analyze(shop_report());
  settle();
  click("rule.zero_amounts.drop");
  EXPECT_EQ(asked_cleaning()["zero_amounts"], "drop");
  answer_analyze(shop_report());
  settle();
  press(ImGuiKey_Z, true);
  EXPECT_EQ(asked_cleaning()["zero_amounts"], "keep");
  EXPECT_EQ(asked_cleaning()["duplicates"], "keep_one");
}

TEST_F(DataScreenTest, a_suggested_test_account_is_one_click_away) {
  open();
  EXPECT_NE(find("rule.suggest.test")->label.find("3 customers"), std::string::npos);
  click("rule.suggest.test");
  EXPECT_EQ(asked_cleaning()["test_accounts"], nlohmann::json::array({"test"}));
  answer_analyze(shop_report());
  settle();
  EXPECT_EQ(find("rule.suggest.test"), nullptr) << "it is a rule now";
  click("rule.test_accounts.1.remove");
  EXPECT_EQ(asked_cleaning()["test_accounts"], nlohmann::json::array());
}

TEST_F(DataScreenTest, a_pattern_can_be_typed) {
  open();
  click("rule.test_accounts");
  type("*@ours.com");
  press(ImGuiKey_Enter);
  EXPECT_EQ(asked_cleaning()["test_accounts"], nlohmann::json::array({"*@ours.com"}));
}

TEST_F(DataScreenTest, a_chip_over_the_preview_changes_what_a_column_means) {
  open();
  click("data.preview.role.5");
  settle();
  click("data.preview.role.5.10");
  settle();
  EXPECT_EQ(host.count("load"), 1u);
  click("data.apply.action");
  ASSERT_EQ(host.count("load"), 2u);
  EXPECT_EQ(file_choices()["columns"][0]["name"], "city");
  EXPECT_EQ(file_choices()["columns"][0]["role"], "stage");
}

TEST_F(DataScreenTest, a_wrong_assumption_is_corrected_with_one_click_and_undone) {
  open();
  EXPECT_EQ(find("data.date_evidence")->label, "Decided by line 14: 23/04/2017");
  click("data.date_order.correct");
  ASSERT_EQ(host.count("load"), 2u);
  EXPECT_EQ(file_choices()["date_order"], "month_first");
  answer_load({Spec{}, shop_report()});
  settle();
  click("data.header.correct");
  ASSERT_EQ(host.count("load"), 3u);
  EXPECT_EQ(file_choices()["has_header"], false);
  answer_load({Spec{}, shop_report()});
  settle();
  click("data.decimal_mark.correct");
  ASSERT_EQ(host.count("load"), 4u);
  EXPECT_EQ(file_choices()["decimal_mark"], "comma");
  answer_load({Spec{}, shop_report()});
  settle();
  press(ImGuiKey_Z, true);
  EXPECT_EQ(file_choices()["decimal_mark"], "automatic");
  EXPECT_EQ(file_choices()["has_header"], false);
}

TEST_F(DataScreenTest, stages_are_read_as_events_with_one_click_and_the_funnel_begins_anew) {
  Report report = pipeline_report();
  ingest::FileReport& file = report.import.files.front();
  file.other_shape = ingest::Shape::events;
  resize(1280, 2600);
  start();
  open_example(report);
  press(ImGuiKey_1);
  settle();
  EXPECT_EQ(find("data.stage_history"), nullptr) << "no number repeats";
  click("data.shape.correct");
  ASSERT_EQ(host.count("load"), 2u);
  EXPECT_EQ(file_choices()["shape"], "events");
  EXPECT_EQ(host.last("load")->params["spec"]["funnel"]["source"], "automatic");
  answer_load({Spec{}, report});
  settle();
  press(ImGuiKey_Z, true);
  ASSERT_EQ(host.count("load"), 3u);
  EXPECT_TRUE(host.last("load")->params["spec"]["ingest"]["files"].empty());
}

TEST_F(DataScreenTest, dates_of_customers_are_taken_as_steps_or_left_out_with_one_click) {
  Report report = shop_report();
  ingest::FileReport& file = report.import.files.front();
  file.shape = ingest::Shape::milestones;
  file.other_shape = ingest::Shape::customer_attributes;
  resize(1280, 2600);
  start();
  open_example(report);
  press(ImGuiKey_1);
  settle();
  ASSERT_NE(find("data.shape.correct"), nullptr);
  EXPECT_EQ(find("data.shape.correct")->label, "Read the table as customers with attributes, without the dates");
  click("data.shape.correct");
  EXPECT_EQ(file_choices()["shape"], "customer_attributes");
}

TEST_F(DataScreenTest, it_is_said_what_rows_of_one_number_are) {
  Report report = pipeline_report();
  report.import.files.front().stage_history = true;
  resize(1280, 2600);
  start();
  open_example(report);
  press(ImGuiKey_1);
  settle();
  ASSERT_NE(find("data.stage_history"), nullptr);
  click("data.stage_history");
  settle();
  click("data.stage_history.2");
  settle();
  click("data.apply.action");
  ASSERT_EQ(host.count("load"), 2u);
  EXPECT_EQ(file_choices()["stage_history"], false);
}

TEST_F(DataScreenTest, a_spoiled_identifier_is_marked_in_the_preview) {
  Report report = shop_report();
  ingest::FileReport& file = report.import.files.front();
  file.remarks = {{1, 0, {"Its last digits are lost.", "末尾几位已丢失。"}}};
  resize(1280, 2600);
  start();
  open_example(report);
  press(ImGuiKey_1);
  settle();
  const ScreenTable* preview = find_table("data.preview");
  ASSERT_NE(preview, nullptr);
  EXPECT_EQ(preview->rows[1][0], file.preview[1][0] + " (Its last digits are lost.)");
  EXPECT_EQ(preview->rows[0][0], file.preview[0][0]);
}

TEST_F(DataScreenTest, the_way_of_quoting_is_chosen_beside_the_delimiter) {
  open();
  EXPECT_EQ(find("data.quote")->value, "Double quotes (auto)");
  click("data.quote");
  settle();
  click("data.quote.4");
  settle();
  click("data.apply.action");
  ASSERT_EQ(host.count("load"), 2u);
  EXPECT_EQ(file_choices()["quote"], "none");
}

TEST_F(DataScreenTest, a_corrected_file_stays_in_view_when_it_is_read_again) {
  open();
  click("data.file.2");
  click("data.date_order.correct");
  EXPECT_EQ(file_choices()["name"], "events.csv");
  answer_load({Spec{}, shop_report()});
  settle();
  EXPECT_TRUE(find("data.file.2")->checked);
}

// Assistive technology and tests press an item in its middle.
TEST_F(DataScreenTest, a_step_and_its_control_never_overlap) {
  for (const float width : {390.0f, 800.0f, 1280.0f, 2560.0f}) {
    resize(width, 5000);
    start();
    open_example(shop_report());
    click("nav.data");
    settle();
    for (const auto& [step, control] :
         {std::pair{"ledger.duplicates", "rule.duplicates.keep_one"},
          std::pair{"ledger.zero_amounts", "rule.zero_amounts.drop"}, std::pair{"ledger.returns", "rule.returns"}}) {
      const ScreenItem *a = find(step), *b = find(control);
      ASSERT_TRUE(a != nullptr && b != nullptr) << step;
      const bool apart = a->x + a->w <= b->x || b->x + b->w <= a->x || a->y + a->h <= b->y || b->y + b->h <= a->y;
      EXPECT_TRUE(apart) << step << " at width " << width;
    }
  }
}

TEST_F(DataScreenTest, fits_a_phone_and_speaks_chinese) {
  resize(390, 5000);
  start({.language_tag = "zh-CN"});
  open_example(shop_report());
  click("nav.data");
  settle();
  const ScreenItem* returns = find("rule.returns");
  ASSERT_NE(returns, nullptr);
  EXPECT_GT(returns->w, 200) << "the control has a line of its own";
  for (const char* key : {"ledger.duplicates", "rule.duplicates.keep", "rule.first_day", "rule.returns"}) {
    const ScreenItem* item = find(key);
    ASSERT_NE(item, nullptr) << key;
    EXPECT_GE(item->x, 0) << key;
    EXPECT_LE(item->x + item->w, 390) << key;
    EXPECT_GT(item->w * item->h, 0) << key;
  }
  EXPECT_EQ(find("rule.duplicates.keep_one")->label, "只留一行");
}

}  // namespace
}  // namespace sluice::app
