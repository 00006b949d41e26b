// Who the customers of each group are: the card on the Segments screen.
#include "app/widgets/text.h"
#include "unit/app/app_fixture.h"
#include "unit/app/example_crossing.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

class CrossingCardTest : public ApplicationTest {
 protected:
  void open() {
    resize(1280, 4200);
    start();
    open_example(report_with_cities(shop_report()));
    open_screen("nav.segments");
    answered();
    settle();
  }
  nlohmann::json spec() { return host.last("analyze")->params.at("spec"); }
};

TEST_F(CrossingCardTest, is_not_there_without_attributes) {
  resize(1280, 4200);
  start();
  open_example(shop_report());
  open_screen("nav.segments");
  answered();
  EXPECT_EQ(find("crossing.card"), nullptr);
  EXPECT_EQ(host.count("crossing"), 0u);
}

TEST_F(CrossingCardTest, shows_shares_and_marks_what_stands_out) {
  open();
  const ScreenTable* table = find_table("crossing.table");
  ASSERT_NE(table, nullptr) << everything_said();
  ASSERT_EQ(table->rows.size(), 3u);
  EXPECT_EQ(table->rows[0][0], "Rome");
  EXPECT_EQ(table->rows[0][1], "50.0%");
  EXPECT_EQ(table->rows[0][2], "▲ 66.7%");
  EXPECT_EQ(table->rows[1][2], "▼ 31.1%");
  EXPECT_EQ(table->rows[0][3], "50.0%");
  EXPECT_EQ(find("crossing.verdict")->label, "They hang together weakly.");
  EXPECT_NE(find("crossing.test")->label.find("p < 0.001"), std::string::npos);
  EXPECT_NE(find("crossing.unknown"), nullptr);
}

TEST_F(CrossingCardTest, can_be_read_as_an_index_or_as_customers) {
  open();
  click("crossing.measure.index");
  settle();
  EXPECT_EQ(find_table("crossing.table")->rows[0][2], "▲ 133");
  click("crossing.measure.customers");
  settle();
  EXPECT_EQ(find_table("crossing.table")->rows[0][2], "▲ 120");
  EXPECT_EQ(find_table("crossing.table")->rows[0][1], "450");
}

TEST_F(CrossingCardTest, the_strongest_findings_come_first_and_all_on_request) {
  open();
  EXPECT_NE(find("crossing.finding.4"), nullptr);
  EXPECT_EQ(find("crossing.finding.5"), nullptr);
  click("crossing.more");
  settle();
  EXPECT_NE(find("crossing.finding.5"), nullptr);
}

TEST_F(CrossingCardTest, other_groups_are_chosen) {
  open();
  click("crossing.by");
  settle();
  click("crossing.by.1");
  EXPECT_EQ(spec().at("crossing").at("by"), "tiers");
}

TEST_F(CrossingCardTest, a_cell_filters_by_its_value_and_its_group) {
  open();
  click("crossing.table.cell.0.champions");
  const nlohmann::json filter = spec().at("filter");
  ASSERT_EQ(filter.at("attributes").size(), 1u);
  EXPECT_EQ(filter.at("attributes")[0].at("values"), nlohmann::json::array({"Rome"}));
  EXPECT_EQ(filter.at("segments"), nlohmann::json::array({"champions"}));
}

TEST_F(CrossingCardTest, a_cell_of_all_others_filters_by_its_group) {
  open();
  click("crossing.table.cell.2.loyal");
  EXPECT_TRUE(spec().at("filter").at("attributes").empty());
  EXPECT_EQ(spec().at("filter").at("segments"), nlohmann::json::array({"loyal"}));
}

}  // namespace
}  // namespace sluice::app
