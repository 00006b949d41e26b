// By what the funnel is broken down, as chosen on its card, against a host that records.
#include <algorithm>
#include <string>
#include <vector>

#include "unit/app/app_fixture.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

class FunnelBreakdownTest : public ApplicationTest {
 protected:
  void open(float width = 1280) {
    resize(width, width < 1000 ? 16'000 : 9000);
    start();
    open_example(report_);
    open_screen("nav.funnel");
    answered();
  }
  void choose(std::string_view option) {
    click("breakdown.by");
    settle();
    const auto items = screen_items();
    const auto row = std::find_if(items.begin(), items.end(), [&](const ScreenItem& item) {
      return item.test_key.starts_with("breakdown.by.") && item.label == option;
    });
    ASSERT_NE(row, items.end()) << option;
    const size_t asked = host.count("analyze");
    click(std::string(row->test_key));
    if (host.count("analyze") > asked) answer_analyze(report_);  // else it was chosen before
    answered();
  }
  void open_events_alone() {
    report_.rfm.reset();
    report_.funnel->source = funnel::Source::events;
    report_.funnel->sources = report_.funnel_sources = {funnel::Source::events};
    report_.funnel->properties = {{.name = "city", .title = {"city", "city"}, .values = {"a", "b"}}};
    report_.chosen = ChosenCustomers{.known = 380, .customers = 180};
    open();
  }
  /// Champions, who are the filter from now on, under a name.
  void keep_an_audience(std::string_view name) {
    open_screen("nav.segments");
    settle();
    click("segment.champions");
    counted();
    click("audiences.keep");
    settle();
    type(name);
    click("audience.keep");
    counted();
    open_screen("nav.funnel");
    answered();
  }
  /// The engine has counted what was asked.
  void counted() {
    settle();
    answer_analyze(report_);
    answered();
  }
  /// Labels of the choices, in their order.
  std::vector<std::string> offered() {
    click("breakdown.by");
    settle();
    std::vector<std::string> labels;
    for (const ScreenItem& item : screen_items()) {
      if (item.test_key.starts_with("breakdown.by.")) labels.push_back(item.label);
    }
    press(ImGuiKey_Escape);
    settle();
    return labels;
  }
  nlohmann::json asked() { return host.last("analyze")->params["spec"]["breakdown"]; }

 private:
  Report report_ = shop_report();
};

TEST_F(FunnelBreakdownTest, the_time_of_entry_is_put_in_periods_or_cut_at_a_day) {
  open();
  EXPECT_EQ(find("breakdown.since"), nullptr) << "a day means nothing to segments";
  choose("Time of entry");
  EXPECT_EQ(asked()["by"], "period");
  EXPECT_EQ(asked()["since"], "");
  ASSERT_NE(find("breakdown.since"), nullptr);
  EXPECT_EQ(find("breakdown.since.none"), nullptr);

  click("breakdown.since");
  settle();
  type("2026-05-03");
  press(ImGuiKey_Enter);
  settle();
  EXPECT_EQ(asked()["since"], "2026-05-03");
  answer_analyze(shop_report());
  answered();
  ASSERT_NE(find("breakdown.table"), nullptr) << "a day does not undo the choice";
  click("breakdown.since.none");
  settle();
  EXPECT_EQ(asked()["since"], "");
}

TEST_F(FunnelBreakdownTest, sales_and_purchases_are_broken_down_too_and_ready_counts_say_why_not) {
  const auto open_as = [&](funnel::Source source) {
    resize(1280, 9000);
    start();
    Report report = pipeline_report();
    report.funnel->source = source;
    report.funnel->sources = report.funnel_sources = {source};
    report.funnel->properties = {{.name = "owner", .title = {"owner", "owner"}, .values = {"Ann", "Bob"}}};
    open_example(report);
    open_screen("nav.funnel");
    answered();
  };
  open_as(funnel::Source::opportunities);
  EXPECT_EQ(offered(), (std::vector<std::string>{"Time of creation", "owner"}));
  open_as(funnel::Source::orders);
  EXPECT_EQ(offered(), (std::vector<std::string>{"First purchase", "owner"}));
  open_as(funnel::Source::frequency);
  EXPECT_EQ(offered(), std::vector<std::string>{"owner"}) << "it knows no times";
  open_as(funnel::Source::stage_counts);
  EXPECT_EQ(find("breakdown.by"), nullptr);
  ASSERT_NE(find("breakdown.counts_only"), nullptr);
}

TEST_F(FunnelBreakdownTest, with_events_alone_a_group_by_an_attribute_is_a_filter) {
  open_events_alone();
  choose("city");
  EXPECT_EQ(find("breakdown.filter"), nullptr) << "no group is chosen";
  click("breakdown.table.row.1");
  settle();
  ASSERT_NE(find("breakdown.filter"), nullptr);
  EXPECT_EQ(find("breakdown.filter")->label, "Use as filter");
  click("breakdown.filter");
  settle();
  const nlohmann::json wanted = {{{"attribute", "city"}, {"values", {"b"}}}};
  EXPECT_EQ(host.last("analyze")->params["spec"]["filter"]["attributes"], wanted);
  counted();
  ASSERT_NE(find("filter.attribute.city.b"), nullptr);
  EXPECT_EQ(find("filter.attribute.city.b")->label, "city: b");
  click("breakdown.table.row.1");
  settle();
  EXPECT_EQ(find("breakdown.filter")->label, "Lift this filter");
  click("breakdown.filter");
  settle();
  EXPECT_TRUE(host.last("analyze")->params["spec"]["filter"]["attributes"].empty());
}

TEST_F(FunnelBreakdownTest, a_segment_behind_the_funnel_is_a_filter_too) {
  open();
  choose("Segment");
  click("breakdown.table.row.0");
  settle();
  click("breakdown.filter");
  settle();
  EXPECT_EQ(host.last("analyze")->params["spec"]["filter"]["segments"], nlohmann::json::array({"a"}));
}

TEST_F(FunnelBreakdownTest, a_group_by_time_is_no_filter) {
  open();
  choose("Time of entry");
  click("breakdown.table.row.0");
  settle();
  EXPECT_EQ(find("breakdown.filter"), nullptr);
}

/// Champions (200, of whom 120 pay) and Lost (180, of whom 40 pay).
TEST_F(FunnelBreakdownTest, every_group_has_a_small_funnel_of_its_own_first_step) {
  for (const float width : {1280.0f, 390.0f}) {
    open(width);
    choose("Segment");
    const ScreenTable *champions = find_table("breakdown.bars.0"), *lost = find_table("breakdown.bars.1");
    ASSERT_TRUE(champions != nullptr && lost != nullptr) << width;
    EXPECT_EQ(champions->caption, "Champions");
    EXPECT_EQ(champions->rows[0][1], "200");
    EXPECT_EQ(champions->rows[0][2], "100%");
    EXPECT_EQ(champions->rows[1][1], "120");
    EXPECT_EQ(champions->rows[1][2], "60.0%");
    EXPECT_EQ(lost->rows[0][2], "100%") << "of its own first step";
    EXPECT_EQ(lost->rows[1][2], "22.2%");
    const ScreenItem *left = find("breakdown.bars.0.1"), *right = find("breakdown.bars.1.1");
    ASSERT_TRUE(left != nullptr && right != nullptr);
    EXPECT_EQ(left->role, "img") << "there is nothing to choose";
    EXPECT_NEAR(left->w, right->w, 1) << "equal shares are equally long";
    if (width > 1000) {
      EXPECT_NEAR(left->y, right->y, 0.5);
      EXPECT_GT(right->x, left->x + left->w);
    } else {
      EXPECT_NEAR(left->x, right->x, 0.5) << "one below the other";
      EXPECT_GT(right->y, find("breakdown.bars.0.2")->y);
      EXPECT_LE(right->x + right->w, width);
    }
  }
}

TEST_F(FunnelBreakdownTest, the_groups_are_drawn_side_by_side_or_over_one_another) {
  open();
  choose("Segment");
  EXPECT_TRUE(find("breakdown.form.side_by_side")->checked);
  EXPECT_EQ(find_table("breakdown.lines"), nullptr);
  const size_t asked_before = host.count("analyze");
  click("breakdown.form.overlaid");
  settle();
  EXPECT_TRUE(find("breakdown.form.overlaid")->checked);
  EXPECT_NE(find_table("breakdown.lines"), nullptr);
  EXPECT_EQ(find_table("breakdown.bars.0"), nullptr);
  choose("Tier");
  EXPECT_NE(find_table("breakdown.lines"), nullptr) << "remembered for other groups";
  EXPECT_EQ(host.count("analyze"), asked_before + 1) << "the drawing asks nothing of the engine";
  click("breakdown.form.side_by_side");
  settle();
  EXPECT_NE(find_table("breakdown.bars.0"), nullptr);
}

TEST_F(FunnelBreakdownTest, an_audience_is_compared_with_everybody_else) {
  open();
  const auto is_audience = [](const std::string& label) { return label.starts_with("Audience: "); };
  const std::vector<std::string> before = offered();
  EXPECT_TRUE(std::none_of(before.begin(), before.end(), is_audience)) << "none has been kept";
  keep_an_audience("Best");
  click("filter.clear");
  counted();
  const std::vector<std::string> now = offered();
  EXPECT_EQ(std::count_if(now.begin(), now.end(), is_audience), 1);
  choose("Audience: Best");
  EXPECT_EQ(asked()["by"], "audience");
  EXPECT_EQ(asked()["audience"], "Best");
  EXPECT_EQ(asked()["attribute"], "");
  EXPECT_EQ(find("breakdown.by")->value, "Audience: Best");
  EXPECT_EQ(find("breakdown.since"), nullptr) << "a day means nothing to an audience";
  ASSERT_NE(find_table("breakdown.table"), nullptr);
  choose("Time of entry");
  EXPECT_EQ(asked()["audience"], "") << "another choice forgets it";
}

TEST_F(FunnelBreakdownTest, an_audience_that_is_gone_is_chosen_no_more) {
  open();
  keep_an_audience("Best");
  choose("Audience: Best");
  ASSERT_NE(find("breakdown.table"), nullptr);
  click("audiences");
  settle();
  click("audiences.delete");
  counted();
  EXPECT_EQ(find("breakdown.table"), nullptr);
  const std::vector<std::string> now = offered();
  EXPECT_EQ(std::count(now.begin(), now.end(), "Audience: Best"), 0);
  choose("Tier");
  EXPECT_EQ(asked()["by"], "tiers");
  EXPECT_NE(find("breakdown.table"), nullptr);
}

}  // namespace
}  // namespace sluice::app
