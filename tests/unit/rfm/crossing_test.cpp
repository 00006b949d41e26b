// An attribute against groups: counts against plain loops, the test against a published table, and what is said.
#include "rfm/crossing.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

#include "base/errors.h"
#include "unit/rfm/living_customers.h"
#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

CrossingReport crossing_of(const Dataset& dataset, const CrossingSpec& spec = {}, const FilterSpec& filter = {}) {
  return make_crossing(dataset, analyze(dataset, {}).value(), spec, filter).value();
}

// One purchase each: `first` of the customers spent much, the others little, so that tiers part them.
Dataset two_tiers(int first, int others) {
  std::vector<OrderRow> rows;
  for (int i = 0; i < first + others; ++i) {
    rows.push_back({"c" + std::to_string(10'000 + i), std::to_string(i), "2024-01-01", i < first ? 90'000 : 100});
  }
  return dataset_of_orders(rows);
}

TEST(Crossing, CountsWhatPlainLoopsCount) {
  const std::vector<OrderRow> rows = living_customers(seed_of_today(), 400);
  Dataset dataset = dataset_of_orders(rows);
  std::mt19937_64 random(seed_of_today());
  std::vector<std::string> cities;
  for (uint32_t i = 0; i < dataset.customers.size(); ++i) {
    const auto draw = random() % 20;
    cities.push_back(draw < 3 ? "" : "city" + std::to_string(draw));  // 17 of them
  }
  add_attribute(dataset, "city", cities);
  const Analysis analysis = analyze(dataset, {}).value();
  const CrossingReport report = make_crossing(dataset, analysis, {}, {}).value();
  std::map<std::string, std::map<size_t, uint64_t>> counts;
  uint64_t unknown = 0;
  for (size_t row = 0; row < analysis.profile.size(); ++row) {
    const std::string& city = cities[analysis.profile.customer[row]];
    city.empty() ? ++unknown : ++counts[city][analysis.segment[row]];
  }
  EXPECT_EQ(report.unknown, unknown);
  EXPECT_EQ(report.customers + report.unknown, analysis.profile.size());
  ASSERT_EQ(report.values.size(), kMostCrossedValues) << "eleven, and all others";
  uint64_t all = 0;
  for (const CrossedValue& value : report.values) {
    all += value.customers;
    if (!value.value) continue;
    for (size_t group = 0; group < report.groups.size(); ++group) {
      EXPECT_EQ(value.cells[group].customers, counts[*value.value][group]) << *value.value;
    }
  }
  EXPECT_EQ(all, report.customers);
  EXPECT_FALSE(report.values.back().value.has_value());
  EXPECT_EQ(report.values.back().label.en, "6 others");
  for (size_t i = 2; i + 1 < report.values.size(); ++i) {
    EXPECT_GE(report.values[i - 1].customers, report.values[i].customers);
  }
}

// Agresti 2007, table 2.5: party by gender; chi-square 30.07 with 2 degrees, adjusted residuals 4.50, 0.70, -5.32 of
// the women. Women stand for the customers of the upper tiers, men for ordinary ones.
TEST(Crossing, AgreesWithAPublishedTable) {
  const std::array<int, 3> women{762, 327, 468}, men{484, 239, 477};
  const std::array<const char*, 3> parties{"Democrat", "Independent", "Republican"};
  Dataset dataset = two_tiers(1557, 1200);
  std::vector<std::string> party;
  for (const auto& counts : {women, men}) {
    for (size_t i = 0; i < 3; ++i) party.insert(party.end(), static_cast<size_t>(counts[i]), parties[i]);
  }
  add_attribute(dataset, "party", party);
  RfmSpec spec;
  spec.tiers = {.vip = 1557.0 / 2757, .key = 0};
  const Analysis analysis = analyze(dataset, spec).value();
  const CrossingReport report = make_crossing(dataset, analysis, {.attribute = "party", .by = "tiers"}, {}).value();
  ASSERT_TRUE(report.test.has_value());
  EXPECT_NEAR(report.test->chi_square, 30.07, 0.005);
  EXPECT_EQ(report.test->degrees, 2);
  EXPECT_NEAR(report.test->cramers_v, std::sqrt(30.07 / 2757), 1e-4);
  const std::map<std::string, double> residuals{{"Democrat", 4.50}, {"Independent", 0.70}, {"Republican", -5.32}};
  for (const CrossedValue& value : report.values) {
    EXPECT_NEAR(value.cells[0].deviation.value(), residuals.at(*value.value), 0.005) << *value.value;
    EXPECT_EQ(value.cells[0].stands_out, *value.value != "Independent");
    EXPECT_NEAR(*value.cells[0].index, 100 * *value.cells[0].share / value.share, 1e-9);
  }
  ASSERT_EQ(report.findings.size(), 4U) << "two values in two groups";
  EXPECT_NE(report.findings[0].sentence.en.find("Republican"), std::string::npos) << "the strongest first";
  EXPECT_NE(report.verdict.en.find("weakly"), std::string::npos) << report.verdict.en;
}

TEST(Crossing, NumbersAreCutIntoQuarters) {
  Dataset dataset = two_tiers(20, 60);
  std::vector<std::string> ages;
  for (int i = 0; i < 80; ++i) ages.push_back(std::to_string(20 + i / 2));
  add_attribute(dataset, "age", ages);
  const CrossingReport report = crossing_of(dataset, {.attribute = "age", .by = "tiers"});
  ASSERT_EQ(report.values.size(), 4U);
  EXPECT_EQ(report.values[0].label.en, "up to 29");
  EXPECT_EQ(report.values[1].label.en, "over 29, up to 39");
  for (const CrossedValue& value : report.values) EXPECT_EQ(value.customers, 20U);
}

TEST(Crossing, ChanceIsNotTakenForAFinding) {
  Dataset dataset = two_tiers(500, 1'500);
  std::vector<std::string> coin;
  for (int i = 0; i < 2'000; ++i) coin.push_back(i % 2 == 0 ? "heads" : "tails");
  add_attribute(dataset, "coin", coin);
  const CrossingReport report = crossing_of(dataset, {.by = "tiers"});
  EXPECT_TRUE(report.findings.empty());
  EXPECT_NE(report.verdict.en.find("Chance alone"), std::string::npos) << report.verdict.en;
  EXPECT_NE(report.verdict.zh.find("偶然"), std::string::npos);
}

TEST(Crossing, FollowsTheFilterButForItsOwnGroupsAndValues) {
  Dataset dataset = two_tiers(100, 300);
  std::vector<std::string> city, channel;
  for (int i = 0; i < 400; ++i) {
    city.push_back(i % 3 == 0 ? "Basel" : "Bern");
    channel.push_back(i % 2 == 0 ? "web" : "shop");
  }
  add_attribute(dataset, "channel", channel);
  add_attribute(dataset, "city", city);
  FilterSpec own;
  own.tiers = {"vip"};
  own.attributes = {{"city", {"Basel"}}};
  const CrossingSpec spec{.attribute = "city", .by = "tiers"};
  EXPECT_EQ(crossing_of(dataset, spec, own).customers, 400U);
  FilterSpec other;
  other.attributes = {{"channel", {"web"}}};
  EXPECT_EQ(crossing_of(dataset, spec, other).customers, 200U);
}

TEST(Crossing, WithNothingToCompareSaysSo) {
  const Dataset without = two_tiers(10, 10);
  const Error error = make_crossing(without, analyze(without, {}).value(), {}, {}).error();
  EXPECT_EQ(error.code, ErrorCode::not_applicable);
  EXPECT_FALSE(error.message.zh.empty());
  Dataset alike = two_tiers(1, 0);
  add_attribute(alike, "city", {"Basel"});
  const CrossingReport one = crossing_of(alike);
  EXPECT_FALSE(one.test.has_value());
  EXPECT_NE(one.verdict.en.find("nothing to compare"), std::string::npos);
  Dataset blank = two_tiers(2, 2);
  add_attribute(blank, "city", {"", "", "", ""});
  const CrossingReport none = crossing_of(blank);
  EXPECT_EQ(none.customers, 0U);
  EXPECT_EQ(none.unknown, 4U);
  EXPECT_TRUE(none.values.empty());
  Dataset no_margin = two_tiers(5, 5);
  add_attribute(no_margin, "city", std::vector<std::string>(10, "Basel"));
  EXPECT_EQ(make_crossing(no_margin, analyze(no_margin, {}).value(), {.by = "growth"}, {}).error().code,
            ErrorCode::not_applicable);
}

}  // namespace
}  // namespace sluice::rfm
