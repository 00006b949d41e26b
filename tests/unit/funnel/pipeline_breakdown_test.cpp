// Wins and losses by the values of a property.
#include <gtest/gtest.h>

#include "base/proportion_tests.h"
#include "unit/funnel/pipeline_fixture.h"

namespace sluice::funnel {
namespace {

// `count` closed or open opportunities of an owner.
void add(std::string& table, const std::string& owner, const std::string& status, int count, int value = 10) {
  static int id = 0;
  for (int i = 0; i < count; ++i) {
    table += std::to_string(++id) + ",Lead," + status + "," + owner + "," + std::to_string(value) + "\n";
  }
}

const std::string kHead = "opportunity_id,stage,status,owner,amount\n";

const PropertyRow& row_of(const PropertyBreakdown& breakdown, const std::string& value) {
  const auto found = std::find_if(breakdown.rows.begin(), breakdown.rows.end(),
                                  [&](const PropertyRow& row) { return row.value == value; });
  EXPECT_NE(found, breakdown.rows.end()) << value;
  return *found;
}

TEST(PipelineBreakdown, ComparesEachValueWithAllOthers) {
  std::string table = kHead;
  add(table, "Ann", "Won", 90);
  add(table, "Ann", "Lost", 110, 30);
  add(table, "Bob", "Won", 150, 20);
  add(table, "Bob", "Lost", 50);
  add(table, "Cy", "Won", 3);
  add(table, "Cy", "Lost", 2);
  add(table, "Cy", "Open", 4);
  add(table, "Di", "Open", 6);
  const PropertyBreakdown breakdown = report_of(table).breakdown;
  EXPECT_EQ(breakdown.property, "owner");
  ASSERT_EQ(breakdown.rows.size(), 4U);
  EXPECT_EQ(breakdown.rows[0].value, "Ann") << "most losses first";
  const PropertyRow& ann = row_of(breakdown, "Ann");
  EXPECT_EQ(ann.opportunities, 200U);
  EXPECT_EQ(ann.win_rate->value, 0.45);
  EXPECT_EQ(ann.won_value, 900);
  EXPECT_EQ(ann.lost_value, 3300);
  EXPECT_EQ(ann.share_of_lost, 110.0 / 162);
  EXPECT_EQ(ann.share_of_lost_value, 3300.0 / 3820);
  EXPECT_EQ(ann.difference, Difference::lower);
  EXPECT_DOUBLE_EQ(*ann.rate_difference, 0.45 - 153.0 / 205);
  EXPECT_EQ(row_of(breakdown, "Bob").difference, Difference::higher);
  const PropertyRow& cy = row_of(breakdown, "Cy");
  EXPECT_EQ(cy.open, 4U);
  EXPECT_EQ(cy.difference, Difference::too_few);
  const PropertyRow& di = row_of(breakdown, "Di");
  EXPECT_EQ(di.difference, Difference::untested);
  EXPECT_FALSE(di.win_rate);
  EXPECT_FALSE(di.p);
  // Holm over the three that can be compared: the smallest p times 3.
  const auto raw = compare_proportions({90, 200}, {153, 205});
  const auto other = compare_proportions({150, 200}, {93, 205});
  EXPECT_DOUBLE_EQ(std::min(*ann.p, *row_of(breakdown, "Bob").p), 3 * std::min(raw->p, other->p));
}

TEST(PipelineBreakdown, GathersBlankAndRareValues) {
  std::string table = kHead;
  for (int owner = 0; owner < 120; ++owner)
    add(table, "owner " + std::to_string(1000 + owner), "Won", owner < 90 ? 3 : 2);
  add(table, "", "Lost", 7);
  const PropertyBreakdown breakdown = report_of(table).breakdown;
  ASSERT_EQ(breakdown.rows.size(), kMostPropertyRows + 2);
  EXPECT_EQ(breakdown.rows[kMostPropertyRows].kind, PropertyRow::Kind::blank);
  EXPECT_EQ(breakdown.rows[kMostPropertyRows].lost, 7U);
  const PropertyRow& others = breakdown.rows.back();
  EXPECT_EQ(others.kind, PropertyRow::Kind::others);
  EXPECT_EQ(others.opportunities, 20U * 2) << "90 owners with three and ten with two are shown";
  EXPECT_EQ(others.difference, Difference::untested);
  uint64_t all = 0;
  for (const PropertyRow& row : breakdown.rows) all += row.opportunities;
  EXPECT_EQ(all, 90U * 3 + 30 * 2 + 7);
}

TEST(PipelineBreakdown, ChoosesTheProperty) {
  const std::string table =
      "opportunity_id,stage,status,owner,source\n1,Lead,Won,Ann,Web\n2,Lead,Lost,Ann,Fair\n3,Lead,Lost,Bob,Web\n4,Lead,"
      "Won,Bob,Fair\n";
  EXPECT_EQ(report_of(table).breakdown.property, "owner");
  PipelineSpec spec;
  spec.property = "source";
  const PipelineReport report = report_of(table, spec);
  EXPECT_EQ(report.breakdown.rows.at(0).value, "Fair");
  ASSERT_EQ(report.properties.size(), 2U);
  EXPECT_EQ(report.properties[1].name, "source");
  EXPECT_EQ(report.properties[1].values, 2U);
  const PipelineReport none = report_of("opportunity_id,stage,status\n1,Lead,Won\n");
  EXPECT_TRUE(none.breakdown.property.empty());
  EXPECT_TRUE(none.breakdown.rows.empty());
}

}  // namespace
}  // namespace sluice::funnel
