// The settings of an event funnel against a host that records: steps put in order and edited, what is counted and by
// which rules, what must not happen in between; and what the tables say of it.
#include <algorithm>
#include <string>
#include <vector>

#include "funnel/rules.h"
#include "unit/app/app_fixture.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

using funnel::FunnelReport;

/// The shop's funnel of visit, view, cart, pay, with all that an event funnel offers.
Report event_report() {
  Report report = shop_report();
  FunnelReport& shown = *report.funnel;
  for (const funnel::Preset& preset : funnel::presets()) {
    shown.presets.push_back({std::string(preset.id), std::string(preset.name), preset.mode, preset.rules});
  }
  shown.preset = "sluice";
  shown.properties = {
      {.name = "amount", .title = {"Amount", "金额"}, .numeric = true},
      {.name = "device", .title = {"Device", "设备"}, .values = {"phone", "computer", "tablet"}, .other_values = 2},
      {.name = "age", .title = {"Age", "年龄"}, .values = {"31", "27"}, .numeric = true}};
  shown.time_classes_ms = {60'000, 300'000, 3'600'000};
  for (size_t i = 1; i < shown.steps.size(); ++i) shown.steps[i].step_times = {0, 30, 10, 0};
  return report;
}

class FunnelSettingsTest : public ApplicationTest {
 protected:
  void open(float width = 1280, const char* language = "en") { open(event_report(), width, language); }
  void open(const Report& report, float width = 1280, const char* language = "en") {
    report_ = report;
    resize(width, 9000);
    start({.language_tag = language});
    open_example(report);
    open_screen("nav.funnel");
    settle();
    answer_questions();
    settle();
  }

  /// The engine has counted what was asked.
  void counted() {
    while (host.count("analyze") > answered_) {
      answered_ = host.count("analyze");
      answer_analyze(report_);
      settle();
      answer_questions();
      settle();
    }
  }
  void press_item(std::string_view key) {
    click(key);
    counted();
  }
  void choose(const std::string& select, size_t option) {
    click(select);
    settle();
    press_item(select + "." + std::to_string(option));
    settle();
  }
  void type_into(std::string_view field, std::string_view text) {
    click(field);
    press(ImGuiKey_A, true);
    type(text);
    press(ImGuiKey_Enter);
    counted();
  }
  void key(ImGuiKey pressed) {
    press(pressed);
    counted();
  }

  void point_at(float x, float y) {
    ImGui::GetIO().AddMousePosEvent(x, y);
    settle(2);
  }
  /// Presses in the middle of an item and moves to a height.
  void take_to(std::string_view from, float y) {
    const ScreenItem item = *find(from);
    point_at(item.x + item.w / 2, item.y + item.h / 2);
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    settle(2);
    point_at(item.x + item.w / 2, (item.y + item.h / 2 + y) / 2);
    point_at(find("funnel.steps.1")->x, y);
  }
  void let_go() {
    ImGui::GetIO().AddMouseButtonEvent(0, false);
    settle(3);
    counted();
  }
  float above(std::string_view key) { return find(key)->y + 2; }
  float below(std::string_view key) { return find(key)->y + find(key)->h - 2; }

  nlohmann::json asked() { return host.last("analyze")->params["spec"]["funnel"]; }
  std::string asked_steps() {
    const nlohmann::json funnel = asked();
    std::string names;
    for (const nlohmann::json& step : funnel["steps"]) names += (names.empty() ? "" : " ") + std::string(step["event"]);
    return names;
  }
  std::string shown_steps() {
    std::string names;
    for (size_t i = 1; find("funnel.steps." + std::to_string(i)); ++i) {
      names += (names.empty() ? "" : " ") + find("funnel.steps." + std::to_string(i))->label;
    }
    return names;
  }

 private:
  Report report_;
  size_t answered_ = 0;
};

// Steps --------------------------------------------------------------------------------------------------------------

TEST_F(FunnelSettingsTest, lists_the_steps_and_the_events_that_they_are_picked_from) {
  open();
  EXPECT_EQ(shown_steps(), "visit view cart pay");
  ASSERT_NE(find("funnel.event.search"), nullptr);
  EXPECT_EQ(find("funnel.event.search")->value, "12.3K");
  EXPECT_EQ(find("funnel.events.search"), nullptr) << "eleven events are soon seen";
  EXPECT_EQ(find("funnel.events.more"), nullptr);
  EXPECT_EQ(find("funnel.steps.reset"), nullptr) << "they are the proposed ones";
}

TEST_F(FunnelSettingsTest, an_event_that_is_pressed_becomes_the_last_step) {
  open();
  press_item("funnel.event.review");
  EXPECT_EQ(asked_steps(), "visit view cart pay review");
  EXPECT_EQ(shown_steps(), "visit view cart pay review");
  press_item("funnel.steps.reset");
  EXPECT_TRUE(asked()["steps"].empty());
}

TEST_F(FunnelSettingsTest, an_event_is_dragged_to_its_place) {
  open();
  take_to("funnel.event.search", above("funnel.steps.3"));
  EXPECT_EQ(host.count("analyze"), 0u) << "it is still in the air";
  let_go();
  EXPECT_EQ(asked_steps(), "visit view search cart pay");
  EXPECT_EQ(host.count("analyze"), 1u) << "and was not pressed besides";
}

TEST_F(FunnelSettingsTest, a_step_is_dragged_to_another_place_and_that_is_undone_at_once) {
  open();
  take_to("funnel.steps.1.handle", below("funnel.steps.3"));
  let_go();
  EXPECT_EQ(asked_steps(), "view cart visit pay");
  take_to("funnel.steps.4.handle", above("funnel.steps.1"));
  let_go();
  EXPECT_EQ(asked_steps(), "pay view cart visit");
  press(ImGuiKey_Z, true);
  counted();
  EXPECT_EQ(shown_steps(), "view cart visit pay");
}

TEST_F(FunnelSettingsTest, escape_and_a_drop_elsewhere_leave_everything_as_it_is) {
  open();
  take_to("funnel.steps.1.handle", below("funnel.steps.3"));
  press(ImGuiKey_Escape);
  let_go();
  EXPECT_EQ(host.count("analyze"), 0u);
  take_to("funnel.steps.1.handle", find("funnel.rules")->y);
  let_go();
  EXPECT_EQ(host.count("analyze"), 0u);
  EXPECT_EQ(shown_steps(), "visit view cart pay");
}

TEST_F(FunnelSettingsTest, arrow_keys_on_a_handle_move_the_step_and_go_along_with_it) {
  open();
  EXPECT_EQ(find("funnel.steps.1.handle")->role, "slider");
  EXPECT_EQ(find("funnel.steps.1.handle")->value, "1 of 4");
  click("funnel.steps.1.handle");
  key(ImGuiKey_DownArrow);
  EXPECT_EQ(asked_steps(), "view visit cart pay");
  key(ImGuiKey_DownArrow);
  EXPECT_EQ(asked_steps(), "view cart visit pay");
  EXPECT_TRUE(find("funnel.steps.3.handle")->focused);
  key(ImGuiKey_UpArrow);
  EXPECT_EQ(asked_steps(), "view visit cart pay");
}

TEST_F(FunnelSettingsTest, buttons_move_and_remove_as_far_as_it_goes) {
  open();
  EXPECT_TRUE(find("funnel.steps.1.up")->disabled);
  EXPECT_TRUE(find("funnel.steps.4.down")->disabled);
  press_item("funnel.steps.4.up");
  EXPECT_EQ(asked_steps(), "visit view pay cart");
  press_item("funnel.steps.1.remove");
  press_item("funnel.steps.1.remove");
  EXPECT_EQ(asked_steps(), "pay cart");
  EXPECT_TRUE(find("funnel.steps.1.remove")->disabled) << "a funnel has two steps at least";
}

TEST_F(FunnelSettingsTest, of_many_events_the_most_frequent_are_shown_and_a_search_finds_the_others) {
  Report report = event_report();
  for (int i = 0; i < 100; ++i) report.funnel->events.push_back({"Receipt " + std::to_string(i), 7, 5});
  open(report);
  EXPECT_EQ(find("funnel.event.Receipt 1"), nullptr);
  EXPECT_EQ(find("funnel.events.more")->label, "Show all 111 events");
  type_into("funnel.events.search", "receipt 77");
  ASSERT_NE(find("funnel.event.Receipt 77"), nullptr);
  EXPECT_EQ(find("funnel.event.visit"), nullptr);
  press_item("funnel.event.Receipt 77");
  EXPECT_EQ(asked_steps(), "visit view cart pay Receipt 77");
  type_into("funnel.events.search", "receipt");
  click("funnel.events.more");
  settle();
  EXPECT_NE(find("funnel.event.Receipt 99"), nullptr);
}

TEST_F(FunnelSettingsTest, a_full_funnel_takes_no_more) {
  open();
  for (size_t i = 4; i < funnel::kMaxSteps; ++i) press_item("funnel.event.login");
  EXPECT_EQ(asked()["steps"].size(), funnel::kMaxSteps);
  EXPECT_TRUE(find("funnel.event.login")->disabled);
  EXPECT_EQ(find("funnel.events.hint")->label, "A funnel has at most 32 steps.");
}

// A step -------------------------------------------------------------------------------------------------------------

TEST_F(FunnelSettingsTest, any_of_several_events_can_be_one_step) {
  open();
  EXPECT_EQ(find("funnel.steps.2.events.add"), nullptr) << "closed";
  click("funnel.steps.2");
  settle();
  EXPECT_TRUE(find("funnel.steps.2")->expanded);
  EXPECT_EQ(find("funnel.steps.2.events.1"), nullptr) << "a single one cannot be taken away";
  choose("funnel.steps.2.events.add", 4);  // of all but view
  EXPECT_EQ(asked()["steps"][1]["or_events"], nlohmann::json::array({"search"}));
  EXPECT_EQ(find("funnel.steps.2")->label, "view / search");
  press_item("funnel.steps.2.events.1.remove");
  EXPECT_EQ(asked()["steps"][1]["event"], "search");
  EXPECT_TRUE(asked()["steps"][1]["or_events"].empty());
}

TEST_F(FunnelSettingsTest, a_condition_counts_from_its_first_value_on) {
  open();
  click("funnel.steps.2");
  settle();
  choose("funnel.steps.2.where.add", 1);
  EXPECT_EQ(host.count("analyze"), 0u) << "it asks nothing yet";
  EXPECT_EQ(find("funnel.steps.2.where.add"), nullptr) << "one after the other";
  click("funnel.steps.2.where.1.is_not");
  settle();
  choose("funnel.steps.2.where.1.value.add", 1);
  nlohmann::json where = asked()["steps"][1]["where"];
  ASSERT_EQ(where.size(), 1u);
  EXPECT_EQ(where[0]["property"], "device");
  EXPECT_EQ(where[0]["values"], nlohmann::json::array({"computer"}));
  EXPECT_EQ(where[0]["exclude_values"], true);
  EXPECT_EQ(find("funnel.steps.2")->value, "Device: not computer");
  EXPECT_NE(everything_said().find("2 rarer values are not listed."), std::string::npos);
  press_item("funnel.steps.2.where.1.is");
  choose("funnel.steps.2.where.1.value.add", 0);
  EXPECT_EQ(find("funnel.steps.2")->value, "Device: computer, phone");
  press_item("funnel.steps.2.where.1.value.1.remove");
  press_item("funnel.steps.2.where.1.value.1.remove");
  EXPECT_TRUE(asked()["steps"][1]["where"].empty());
  EXPECT_NE(find("funnel.steps.2.where.1.value.add"), nullptr) << "to be filled again";
  click("funnel.steps.2.where.1.remove");
  settle();
  EXPECT_NE(find("funnel.steps.2.where.add"), nullptr);
}

TEST_F(FunnelSettingsTest, a_number_is_asked_for_by_its_bounds) {
  open();
  click("funnel.steps.4");
  settle();
  choose("funnel.steps.4.where.add", 0);
  type_into("funnel.steps.4.where.1.from", "99.5");
  EXPECT_EQ(asked()["steps"][3]["where"][0]["from"], 99.5);
  EXPECT_EQ(find("funnel.steps.4")->value, "Amount: 99.5 or more");
  type_into("funnel.steps.4.where.1.to", "200");
  EXPECT_EQ(find("funnel.steps.4")->value, "Amount: 99.5 to 200");
  click("funnel.steps.4.where.1.from");
  press(ImGuiKey_A, true);
  press(ImGuiKey_Delete);
  key(ImGuiKey_Enter);
  EXPECT_TRUE(asked()["steps"][3]["where"][0]["from"].is_null());
  EXPECT_EQ(find("funnel.steps.4")->value, "Amount: at most 200");
  press_item("funnel.steps.4.where.1.remove");
  choose("funnel.steps.4.where.add", 2);
  EXPECT_NE(find("funnel.steps.4.where.1.from"), nullptr) << "all of its values are numbers";
}

TEST_F(FunnelSettingsTest, a_step_between_others_may_be_optional_but_in_order_only) {
  open();
  for (const char* step : {"funnel.steps.1", "funnel.steps.4"}) {
    click(step);
    settle();
    EXPECT_EQ(find(std::string(step) + ".optional"), nullptr) << step;
  }
  click("funnel.steps.2");
  settle();
  press_item("funnel.steps.2.optional");
  EXPECT_EQ(asked()["steps"][1]["optional"], true);
  EXPECT_EQ(find("funnel.steps.2")->value, "optional");
  press_item("funnel.mode.any");
  EXPECT_EQ(find("funnel.steps.2.optional"), nullptr);
  EXPECT_EQ(find("funnel.steps.2")->value, "") << "the mode does not use it";
  press_item("funnel.mode.strict");
  EXPECT_EQ(asked()["steps"][1]["optional"], false);
  EXPECT_EQ(find("funnel.steps.2.optional"), nullptr);
}

TEST_F(FunnelSettingsTest, a_step_has_a_window_of_its_own) {
  open();
  click("funnel.steps.1");
  settle();
  EXPECT_EQ(find("funnel.steps.1.window"), nullptr) << "nothing stands before it";
  click("funnel.steps.3");
  settle();
  press_item("funnel.steps.3.window");
  EXPECT_EQ(asked()["steps"][2]["window_ms"], 3'600'000);
  type_into("funnel.steps.3.window.amount", "90");
  EXPECT_EQ(asked()["steps"][2]["window_ms"], 90 * 3'600'000);
  choose("funnel.steps.3.window.unit", 1);
  EXPECT_EQ(asked()["steps"][2]["window_ms"], 90 * 60'000);
  EXPECT_EQ(find("funnel.steps.3")->value, "within 1 h 30 min");
  press_item("funnel.steps.3.window");
  EXPECT_TRUE(asked()["steps"][2]["window_ms"].is_null());
}

TEST_F(FunnelSettingsTest, an_open_step_stays_open_where_it_goes) {
  open();
  click("funnel.steps.2");
  settle();
  press_item("funnel.steps.2.down");
  EXPECT_TRUE(find("funnel.steps.3")->expanded);
  press_item("funnel.steps.1.remove");
  EXPECT_TRUE(find("funnel.steps.2")->expanded);
  EXPECT_EQ(find("funnel.steps.2")->label, "view");
  press_item("funnel.steps.2.remove");
  EXPECT_FALSE(find("funnel.steps.2")->expanded);
}

// What counts --------------------------------------------------------------------------------------------------------

TEST_F(FunnelSettingsTest, the_order_is_chosen_and_said_in_a_sentence) {
  open();
  EXPECT_TRUE(find("funnel.mode.ordered")->checked);
  press_item("funnel.mode.strict");
  EXPECT_EQ(asked()["mode"], "strict");
  const std::string strict = find("funnel.mode.hint")->label;
  press_item("funnel.mode.any");
  EXPECT_EQ(asked()["mode"], "any");
  EXPECT_NE(find("funnel.mode.hint")->label, strict);
  EXPECT_TRUE(asked()["steps"].empty()) << "the proposed steps stay proposed";
}

TEST_F(FunnelSettingsTest, customers_sessions_or_entries_are_counted) {
  open();
  EXPECT_EQ(find("funnel.unit.gap"), nullptr);
  press_item("funnel.unit.sessions");
  EXPECT_EQ(asked()["unit"], "sessions");
  EXPECT_EQ(find("funnel.unit.gap")->value, "30");
  type_into("funnel.unit.gap", "45");
  EXPECT_EQ(asked()["session_gap_ms"], 45 * 60'000);
  press_item("funnel.unit.entries");
  EXPECT_EQ(asked()["unit"], "entries");
}

TEST_F(FunnelSettingsTest, the_whole_has_a_window_of_a_usual_or_an_own_length) {
  open();
  choose("funnel.window", 3);
  EXPECT_EQ(asked()["window_ms"], 86'400'000);
  choose("funnel.window", 6);
  EXPECT_EQ(find("funnel.window.amount")->value, "1");
  type_into("funnel.window.amount", "3");
  EXPECT_EQ(asked()["window_ms"], 3 * 86'400'000);
  choose("funnel.window.unit", 0);
  EXPECT_EQ(asked()["window_ms"], 3'000);
  choose("funnel.window", 0);
  EXPECT_TRUE(asked()["window_ms"].is_null());
}

// Rules --------------------------------------------------------------------------------------------------------------

size_t preset_at(std::string_view id) {
  const auto presets = funnel::presets();
  return static_cast<size_t>(std::find_if(presets.begin(), presets.end(), [&](const auto& p) { return p.id == id; }) -
                             presets.begin());
}

TEST_F(FunnelSettingsTest, a_preset_sets_order_and_rules_at_once) {
  open();
  EXPECT_EQ(find("funnel.rules.preset")->value, "Sluice");
  choose("funnel.rules.preset", preset_at("clickhouse_strict_order"));
  EXPECT_EQ(asked()["mode"], "strict");
  EXPECT_EQ(asked()["rules"]["event_use"], "reused");
  EXPECT_EQ(asked()["rules"]["between"], "repeats");
  EXPECT_EQ(asked()["rules"]["strict_restart"], false);
  EXPECT_EQ(find("funnel.rules.preset")->value, "ClickHouse strict_order");
}

TEST_F(FunnelSettingsTest, a_preset_with_the_rules_of_another_one_keeps_its_name) {
  open();
  choose("funnel.rules.preset", preset_at("clickhouse_strict_once"));
  EXPECT_EQ(find("funnel.rules.preset")->value, "ClickHouse strict_once");
}

TEST_F(FunnelSettingsTest, rules_of_ones_own_have_no_name) {
  Report report = event_report();
  report.funnel->preset.clear();
  open(report);
  EXPECT_EQ(find("funnel.rules.preset")->value, "");
}

TEST_F(FunnelSettingsTest, each_rule_is_chosen_by_its_name) {
  open();
  EXPECT_EQ(find("funnel.rules.anchor"), nullptr);
  click("funnel.rules.details");
  settle();
  const std::vector<std::pair<std::string, std::string>> rules{
      {"anchor", "first"}, {"event_use", "reused"}, {"repeats", "end_search"}};
  for (const auto& [rule, value] : rules) {
    choose("funnel.rules." + rule, 1);
    EXPECT_EQ(asked()["rules"][rule], value);
    ASSERT_NE(find("funnel.rules." + rule + ".tip"), nullptr);
    EXPECT_NE(find("funnel.rules." + rule + ".tip")->label.find("Example:"), std::string::npos) << rule;
  }
  choose("funnel.rules.equal_times", 1);
  EXPECT_EQ(asked()["rules"]["equal_times"], "increasing");
  EXPECT_TRUE(find("funnel.rules.event_use")->disabled) << "a later time is another event";
  EXPECT_EQ(find("funnel.rules.event_use")->value, "One event is one step");
}

TEST_F(FunnelSettingsTest, only_rules_that_have_a_meaning_are_shown) {
  open();
  click("funnel.rules.details");
  settle();
  EXPECT_EQ(find("funnel.rules.between"), nullptr);
  EXPECT_EQ(find("funnel.rules.restart"), nullptr);
  EXPECT_EQ(find("funnel.rules.exclusion"), nullptr) << "nothing is excluded";
  press_item("funnel.mode.strict");
  EXPECT_EQ(find("funnel.rules.repeats"), nullptr);
  choose("funnel.rules.between", 2);
  EXPECT_EQ(asked()["rules"]["between"], "steps");
  EXPECT_EQ(find("funnel.rules.restart")->value, "Begins again at the next start");
  choose("funnel.rules.restart", 0);
  EXPECT_EQ(asked()["rules"]["strict_restart"], false);
  press_item("funnel.mode.ordered");
  EXPECT_EQ(asked()["rules"]["between"], "nothing") << "what is not seen does not count";
  EXPECT_EQ(asked()["rules"]["strict_restart"], true);
  choose("funnel.exclusions.add", 7);
  choose("funnel.rules.exclusion", 1);
  EXPECT_EQ(asked()["rules"]["exclusion"], "removes_whole");
  press_item("funnel.unit.entries");
  EXPECT_EQ(find("funnel.rules.anchor"), nullptr);
}

// Exclusions ---------------------------------------------------------------------------------------------------------

TEST_F(FunnelSettingsTest, an_event_is_excluded_between_two_steps) {
  open();
  choose("funnel.exclusions.add", 7);
  ASSERT_EQ(asked()["exclusions"].size(), 1u);
  EXPECT_EQ(asked()["exclusions"][0]["event"], "return");
  EXPECT_TRUE(asked()["exclusions"][0]["from"].is_null());
  EXPECT_EQ(find("funnel.exclusions.1")->value, "between 1 · visit and 4 · pay");
  EXPECT_TRUE(find("funnel.exclusions.1")->expanded);
  choose("funnel.exclusions.1.from", 1);
  choose("funnel.exclusions.1.to", 0);
  EXPECT_EQ(asked()["exclusions"][0]["from"], 1);
  EXPECT_EQ(asked()["exclusions"][0]["to"], 2);
  EXPECT_EQ(asked_steps(), "visit view cart pay") << "steps that are counted by their places are written down";
  EXPECT_EQ(find("funnel.exclusions.1")->value, "between 2 · view and 3 · cart");
  press_item("funnel.steps.1.down");
  EXPECT_EQ(find("funnel.exclusions.1")->value, "between 1 · view and 3 · cart") << "it stays with its steps";
  press_item("funnel.exclusions.1.remove");
  EXPECT_TRUE(asked()["exclusions"].empty());
}

TEST_F(FunnelSettingsTest, an_exclusion_has_events_and_conditions_like_a_step) {
  open();
  choose("funnel.exclusions.add", 7);
  choose("funnel.exclusions.1.events.add", 0);
  choose("funnel.exclusions.1.where.add", 1);
  choose("funnel.exclusions.1.where.1.value.add", 0);
  const nlohmann::json exclusion = asked()["exclusions"][0];
  EXPECT_EQ(exclusion["or_events"], nlohmann::json::array({"visit"}));
  EXPECT_EQ(exclusion["where"][0]["values"], nlohmann::json::array({"phone"}));
  press_item("funnel.mode.any");
  EXPECT_EQ(find("funnel.exclusions.1.from"), nullptr) << "without an order there are no two steps to lie between";
  EXPECT_EQ(find("funnel.exclusions.1")->value, "anywhere in between · Device: phone");
}

// Other funnels ------------------------------------------------------------------------------------------------------

TEST_F(FunnelSettingsTest, stages_of_sales_are_replaced_and_lie_in_zones_and_have_no_rules) {
  open(pipeline_report());
  EXPECT_EQ(find("funnel.rules"), nullptr);
  EXPECT_EQ(find("funnel.steps.1")->role, "combobox");
  choose("funnel.steps.1.zone", 2);
  EXPECT_EQ(asked()["steps"][0]["zone"], "middle");
  EXPECT_EQ(find("funnel.event.visit"), nullptr) << "a stage stands there once";
  press_item("funnel.event.review");
  EXPECT_EQ(asked_steps(), "visit view cart pay review");
  take_to("funnel.steps.5.handle", above("funnel.steps.1"));
  let_go();
  EXPECT_EQ(asked_steps(), "review visit view cart pay");
}

TEST_F(FunnelSettingsTest, a_ladder_of_purchases_has_no_steps_to_choose) {
  open(customer_table());
  EXPECT_NE(find("funnel.purchases"), nullptr);
  EXPECT_EQ(find("funnel.steps.1"), nullptr);
  EXPECT_EQ(find("funnel.rules"), nullptr);
}

// Numbers ------------------------------------------------------------------------------------------------------------

TEST_F(FunnelSettingsTest, the_table_names_optional_steps_and_the_money_that_was_lost) {
  Report report = event_report();
  open(report);
  const ScreenTable* without = find_table("funnel.table");
  EXPECT_EQ(std::count(without->header.begin(), without->header.end(), "Money lost"), 0);

  report.funnel->steps[1].optional = true;
  report.funnel->steps[3].lost_value = 1234.5;
  open(report);
  const ScreenTable* table = find_table("funnel.table");
  EXPECT_EQ(table->rows[1][0], "view (optional)");
  const auto column = std::find(table->header.begin(), table->header.end(), "Money lost");
  ASSERT_NE(column, table->header.end());
  const auto at = static_cast<size_t>(column - table->header.begin());
  EXPECT_NE(table->rows[3][at].find("1.2K"), std::string::npos) << table->rows[3][at];
  EXPECT_EQ(table->rows[1][at], "–");
}

TEST_F(FunnelSettingsTest, the_table_has_the_times_from_the_first_step_and_from_the_one_before) {
  Report report = event_report();
  funnel::StepReport& step = report.funnel->steps[2];
  step.median_ms = 3 * 3'600'000.0;
  step.p90_ms = 4 * 3'600'000.0;
  step.step_median_ms = 1 * 3'600'000.0;
  step.step_p90_ms = 2 * 3'600'000.0;
  open(report);
  const auto cell = [&](std::string_view title) {
    const ScreenTable* table = find_table("funnel.table");
    const auto column = std::find(table->header.begin(), table->header.end(), title);
    return column == table->header.end() ? std::string("no column")
                                         : table->rows[2][static_cast<size_t>(column - table->header.begin())];
  };
  EXPECT_EQ(cell("Median from first"), "3 h");
  EXPECT_EQ(cell("90% within, from first"), "4 h");
  EXPECT_EQ(cell("Median from previous"), "1 h");
  EXPECT_EQ(cell("90% within, from previous"), "2 h");
  for (funnel::StepReport& one : report.funnel->steps) one.step_median_ms.reset();
  open(report);
  EXPECT_EQ(cell("Median from previous"), "no column") << "of a sale only the whole cycle is known";
  EXPECT_EQ(cell("Median from first"), "3 h");
}

TEST_F(FunnelSettingsTest, the_times_from_step_to_step_stand_in_their_classes) {
  open();
  const ScreenTable* times = find_table("funnel.times");
  ASSERT_NE(times, nullptr);
  EXPECT_EQ(times->header, (std::vector<std::string>{"Step", "1 min – 5 min", "5 min – 1 h"}))
      << "the classes that hold nobody at the ends are left out";
  ASSERT_EQ(times->rows.size(), 3u);
  EXPECT_EQ(times->rows[0], (std::vector<std::string>{"view", "75.0%", "25.0%"}));
  open(pipeline_report());
  EXPECT_EQ(find_table("funnel.times"), nullptr);
}

// Everywhere ---------------------------------------------------------------------------------------------------------

TEST_F(FunnelSettingsTest, everything_has_room_on_a_telephone) {
  for (const char* language : {"en", "zh-CN"}) {
    open(390, language);
    click("funnel.steps.2");
    settle();
    choose("funnel.steps.2.where.add", 1);
    choose("funnel.steps.2.where.1.value.add", 1);
    press_item("funnel.steps.2.window");
    choose("funnel.exclusions.add", 7);
    click("funnel.rules.details");
    settle();
    int seen = 0;
    for (const ScreenItem& item : screen_items()) {
      if (item.test_key.rfind("funnel.", 0) != 0 || item.w <= 0) continue;
      EXPECT_LE(item.x + item.w, 390) << language << " " << item.test_key;
      seen += item.test_key.rfind("funnel.steps.", 0) == 0;
    }
    EXPECT_GT(seen, 15) << language;
    for (const char* step : {"funnel.steps.1", "funnel.steps.4"}) {
      EXPECT_GT(find(step)->w, 120) << "a name has room";
      EXPECT_GT(find(std::string(step) + ".remove")->w, 30) << "for a finger";
    }
  }
}

TEST_F(FunnelSettingsTest, speaks_as_marketers_do) {
  open(1280, "zh-CN");
  click("funnel.rules.details");
  settle();
  const std::string said = everything_said();
  for (const char* words :
       {"起点事件", "事件复用", "同一时刻", "重复步骤", "严格顺序", "不限顺序", "排除事件", "会话数"}) {
    EXPECT_NE(said.find(words), std::string::npos) << words;
  }
}

TEST_F(FunnelSettingsTest, endless_names_are_drawn) {
  open(degenerate_report(), 390);
  click("funnel.steps.1");
  settle();
  EXPECT_TRUE(find("funnel.steps.1")->expanded);
}

}  // namespace
}  // namespace sluice::app
