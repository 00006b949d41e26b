// From the chart to those behind it: bars and losses that choose people, people who become the filter, and where they
// went, against a host that records.
#include <string>

#include "app/choices.h"
#include "app/format.h"
#include "unit/app/app_fixture.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

class FunnelAfterwardsTest : public ApplicationTest {
 protected:
  void open(const Report& report = shop_report(), float width = 1280, const char* language = "en",
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
  void choose(const std::string& select, size_t option) {
    click(select);
    settle();
    click(select + "." + std::to_string(option));
    answered();
  }
  nlohmann::json query(const char* method) { return host.last(method)->params["query"]; }
  nlohmann::json asked_filter() { return host.last("analyze")->params["spec"]["filter"]["funnel"]; }
  static nlohmann::json condition(const char* outcome, int step, const char* event) {
    return {{"outcome", outcome}, {"step", step}, {"event", event}};
  }

 private:
  Report report_;
};

// People --------------------------------------------------------------------------------------------------------------

TEST_F(FunnelAfterwardsTest, a_bar_or_a_loss_chooses_who_is_listed) {
  open();
  EXPECT_FALSE(find("funnel.step.1")->checked) << "everybody is no choice";
  click("funnel.step.3");
  answered();
  EXPECT_EQ(query("people")["step"], 2);
  EXPECT_EQ(query("people")["lost"], false);
  EXPECT_TRUE(find("funnel.step.3")->checked);
  click("funnel.step.4.loss");
  answered();
  EXPECT_EQ(query("people")["step"], 3);
  EXPECT_EQ(query("people")["lost"], true);
  EXPECT_EQ(query("people_segments")["lost"], true);
  EXPECT_FALSE(find("funnel.step.4")->checked);
  EXPECT_TRUE(find("funnel.step.4.loss")->checked);
  EXPECT_EQ(find("people.step")->value, "pay");
}

TEST_F(FunnelAfterwardsTest, the_list_is_brought_into_view) {
  open(shop_report(), 1280, "en", 800);
  EXPECT_EQ(find("people.step")->h, 0) << "below the window";
  click("funnel.step.2.loss");
  answered();
  EXPECT_GT(find("people.step")->h, 0);
}

TEST_F(FunnelAfterwardsTest, a_sales_funnel_has_no_people) {
  open(pipeline_report());
  const size_t asked = host.count("people");
  click("funnel.step.2");
  answered();
  EXPECT_EQ(host.count("people"), asked);
  EXPECT_EQ(find("people.card"), nullptr);
  EXPECT_EQ(find("afterwards.card"), nullptr);
}

TEST_F(FunnelAfterwardsTest, their_segments_and_values_stand_below_them) {
  open();
  const ScreenTable* table = find_table("people.segments");
  ASSERT_NE(table, nullptr);
  ASSERT_EQ(table->rows.size(), 2u);
  EXPECT_EQ(table->rows[0][0], "Champions");
  EXPECT_EQ(table->rows[0][2], "50.0%");
  EXPECT_EQ(table->rows[1][3], absent()) << "without a purchase";
  EXPECT_NE(find("people.segments_sum")->label.find("2 customers"), std::string::npos);
  ASSERT_NE(find("people.not_scored"), nullptr);
}

// Filter --------------------------------------------------------------------------------------------------------------

TEST_F(FunnelAfterwardsTest, those_lost_at_a_step_become_the_filter) {
  open();
  click("funnel.step.4.loss");
  answered();
  click("people.filter");
  EXPECT_EQ(asked_filter(), condition("lost", 3, "cart"));
  counted();
  ASSERT_NE(find("filter.funnel"), nullptr) << everything_said();
  EXPECT_EQ(find("filter.funnel")->label, "Funnel: reached cart, no further");
  EXPECT_EQ(find("people.filter")->label, "Lift this filter");
  click("people.filter");
  EXPECT_TRUE(asked_filter().is_null());
  counted();
  EXPECT_EQ(find("filter.funnel"), nullptr);
}

TEST_F(FunnelAfterwardsTest, those_who_reached_a_step_become_the_filter_and_an_audience) {
  open(shop_report(), 1280, "zh-CN");
  click("funnel.step.2");
  answered();
  click("people.filter");
  EXPECT_EQ(asked_filter(), condition("reached", 2, "view"));
  counted();
  EXPECT_EQ(find("filter.funnel")->label, "漏斗：到达“view”");
  click("audiences.keep");
  settle();
  click("audience.name");
  type("Viewers");
  press(ImGuiKey_Enter);
  counted();
  const nlohmann::json audiences = host.last("analyze")->params["spec"]["audiences"];
  ASSERT_EQ(audiences.size(), 1u);
  EXPECT_EQ(audiences[0]["filter"]["funnel"], condition("reached", 2, "view"));
}

TEST_F(FunnelAfterwardsTest, with_events_alone_those_lost_become_the_filter_too) {
  Report events = shop_report();
  events.rfm.reset();
  events.funnel_sources = {funnel::Source::events};
  open(events);
  click("funnel.step.4.loss");
  answered();
  click("people.filter");
  EXPECT_EQ(asked_filter(), condition("lost", 3, "cart"));
  events.chosen = ChosenCustomers{.known = 1500, .customers = 400, .scored = 0};
  answer_analyze(events);
  answered();
  ASSERT_NE(find("filter.funnel"), nullptr) << everything_said();
  EXPECT_EQ(find("filter.remaining")->label, "· 400 of 1,500 customers");
  click("audiences.keep");
  settle();
  click("audience.name");
  type("Lost carts");
  press(ImGuiKey_Enter);
  answer_analyze(events);
  answered();
  click("breakdown.by");
  settle();
  click("breakdown.by.0");
  EXPECT_EQ(host.last("analyze")->params["spec"]["breakdown"]["by"], "audience");
  EXPECT_EQ(host.last("analyze")->params["spec"]["breakdown"]["audience"], "Lost carts");
}

TEST_F(FunnelAfterwardsTest, the_sentence_at_the_top_counts_who_has_not_bought) {
  open();
  click("funnel.step.4.loss");
  answered();
  click("people.filter");
  Report filtered = shop_report();
  filtered.rfm->selection.customers = 300;
  filtered.chosen = ChosenCustomers{.known = 1500, .customers = 400, .scored = 300};
  answer_analyze(filtered);
  answered();
  EXPECT_EQ(find("filter.remaining")->label,
            "· 300 of 1,000 customers and 100 more without a purchase, who count in the funnel only");
}

TEST_F(FunnelAfterwardsTest, another_funnel_lifts_the_filter_by_its_steps) {
  open();
  click("funnel.step.4.loss");
  answered();
  click("people.filter");
  counted();
  click("funnel.event.review");  // becomes the last step: the third one stays
  EXPECT_EQ(asked_filter(), condition("lost", 3, "cart"));
  counted();
  click("funnel.steps.reset");
  EXPECT_TRUE(asked_filter().is_null());
}

TEST(FunnelCondition, is_that_of_the_people_who_are_listed) {
  const auto report = *shop_report().funnel;
  using rfm::FunnelOutcome;
  EXPECT_EQ(condition_of(report, {.step = 1, .lost = true}), (rfm::FunnelCondition{FunnelOutcome::lost, 1, "visit"}));
  EXPECT_EQ(condition_of(report, {.step = 3}), (rfm::FunnelCondition{FunnelOutcome::reached, 4, "pay"}));
  EXPECT_FALSE(condition_of(report, {.step = 0, .lost = true}));
  EXPECT_FALSE(condition_of(report, {.step = 9}));
  auto changed = report;
  changed.steps[1].optional = true;
  EXPECT_EQ(condition_of(changed, {.step = 2, .lost = true}), (rfm::FunnelCondition{FunnelOutcome::lost, 1, "visit"}));
  EXPECT_FALSE(condition_of(changed, {.step = 1}));
  changed.mode = funnel::Mode::any;
  EXPECT_EQ(condition_of(changed, {.step = 2}), (rfm::FunnelCondition{FunnelOutcome::reached, 3, ""}));
}

TEST(FunnelCondition, goes_with_the_step_that_it_was_made_for) {
  Spec before;
  before.funnel.steps = {{.event = "view"}, {.event = "cart"}, {.event = "pay"}};
  before.filter.funnel = rfm::FunnelCondition{rfm::FunnelOutcome::lost, 2, "cart"};
  const auto kept = [&](auto change) {
    Spec spec = before;
    change(spec);
    lift_other_steps(spec, before);
    return spec.filter.funnel.has_value();
  };
  EXPECT_TRUE(kept([](Spec&) {}));
  EXPECT_TRUE(kept([](Spec& spec) { spec.funnel.window_ms = 5; }));
  EXPECT_TRUE(kept([](Spec& spec) { spec.funnel.steps.push_back({.event = "review"}); }));
  EXPECT_FALSE(kept([](Spec& spec) { spec.funnel.steps.erase(spec.funnel.steps.begin()); }));
  EXPECT_FALSE(kept([](Spec& spec) { spec.funnel.steps[1].optional = true; }));
  EXPECT_FALSE(kept([](Spec& spec) { spec.funnel.steps.clear(); }));
  EXPECT_FALSE(kept([](Spec& spec) { spec.funnel.mode = funnel::Mode::any; }));
  EXPECT_FALSE(kept([](Spec& spec) { spec.funnel.source = funnel::Source::orders; }));
  // A filter that comes together with its funnel, as in a link, is not that of the funnel before.
  EXPECT_TRUE(kept([](Spec& spec) {
    spec.funnel.steps.clear();
    spec.filter.funnel->step = 3;
  }));
}

// Where they went -----------------------------------------------------------------------------------------------------

TEST_F(FunnelAfterwardsTest, their_next_events_are_drawn_and_listed) {
  open();
  EXPECT_EQ(query("afterwards"), (nlohmann::json{{"step", 0}, {"depth", 3}, {"floor", 0.02}}));
  EXPECT_EQ(find("afterwards.conclusion")->label, "Of 900 that reached visit, 400 (44.4%) did not reach view.");
  ASSERT_NE(find("afterwards.flows.1.help"), nullptr);
  EXPECT_EQ(find("afterwards.flows.1.help")->label, "Event 1: help");
  EXPECT_EQ(find("afterwards.flows.1.:others")->label, "Event 1: other (4 names)");
  EXPECT_EQ(find("afterwards.flows.2.:nothing")->value, "80");
  const ScreenTable* table = find_table("afterwards.flows");
  ASSERT_NE(table, nullptr);
  ASSERT_EQ(table->rows.size(), 7u);
  EXPECT_EQ(table->rows[0], (std::vector<std::string>{"Lost after: visit", "Event 1: help", "250"}));
  EXPECT_EQ(table->rows[6], (std::vector<std::string>{"Event 1: other (4 names)", "Event 2: nothing more", "20"}));
}

TEST_F(FunnelAfterwardsTest, step_depth_and_floor_are_chosen) {
  open();
  choose("afterwards.step", 3);
  choose("afterwards.depth", 5);
  choose("afterwards.floor", 0);
  EXPECT_EQ(query("afterwards"), (nlohmann::json{{"step", 3}, {"depth", 6}, {"floor", 0.0}}));
  EXPECT_EQ(find("afterwards.conclusion")->label, "Of 900 that reached cart, 400 (44.4%) did not reach pay.");
}

TEST_F(FunnelAfterwardsTest, a_step_that_is_gone_is_asked_for_no_more) {
  open();
  choose("afterwards.step", 3);
  Report shorter = shop_report();
  shorter.funnel->steps.resize(3);
  click("funnel.step.4.loss");
  answered();
  click("people.filter");
  answer_analyze(shorter);
  answered();
  EXPECT_EQ(query("afterwards")["step"], 0);
  EXPECT_EQ(query("people")["step"], 0);
}

TEST_F(FunnelAfterwardsTest, what_sets_them_apart_is_a_table_in_both_languages) {
  open(shop_report(), 1280, "zh-CN");
  const ScreenTable* table = find_table("traits.table");
  ASSERT_NE(table, nullptr);
  ASSERT_EQ(table->rows.size(), 2u);
  EXPECT_EQ(table->rows[0][0], "设备");
  EXPECT_EQ(table->rows[0][2], "75.0%");
  EXPECT_EQ(table->rows[0][4], "3.00");
  EXPECT_EQ(table->rows[0][7], "▲ 流失者中较多");
  EXPECT_EQ(table->rows[1][6], absent());
  EXPECT_EQ(table->rows[1][7], "? 样本太少，无法判断");
}

TEST_F(FunnelAfterwardsTest, fits_a_telephone) {
  open(shop_report(), 390);
  for (const ScreenItem& item : screen_items()) {
    if (!item.test_key.starts_with("afterwards.")) continue;
    EXPECT_GE(item.x, 0) << item.test_key;
    EXPECT_LE(item.x + item.w, 390) << item.test_key;
  }
  EXPECT_NE(find("afterwards.flows.2.exit"), nullptr);
}

}  // namespace
}  // namespace sluice::app
