// By what the funnel is broken down, as chosen on its card, against a host that records.
#include <string>

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
    const ScreenItem* row = find_label(option);
    ASSERT_NE(row, nullptr) << option;
    click(std::string(row->test_key));
    answer_analyze(report_);
    answered();
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

}  // namespace
}  // namespace sluice::app
