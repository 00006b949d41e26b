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
  void open() {
    resize(1280, 9000);
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
    click(std::string(row->test_key));
    answer_analyze(report_);
    answered();
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
