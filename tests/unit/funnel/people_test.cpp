// Who stands behind a bar, and why they came no further.
#include "funnel/people.h"

#include <gtest/gtest.h>

#include "unit/funnel/journey_fixture.h"

namespace sluice::funnel {
namespace {

constexpr TimeMs kHour = 3'600'000;

FunnelSpec shop_funnel() {
  FunnelSpec spec;
  for (const char* name : {"view", "cart", "pay"}) spec.steps.push_back({.event = name});
  spec.window_ms = 24 * kHour;
  return spec;
}

Dataset shop() {
  return dataset_of_events({
      {"anna", "view", 1 * kHour},
      {"anna", "cart", 2 * kHour},
      {"anna", "pay", 5 * kHour},
      {"bert", "view", 1 * kHour},
      {"bert", "cart", 4 * kHour},
      {"bert", "pay", 27 * kHour},
      {"cleo", "view", 1 * kHour},
      {"dora", "pay", 1 * kHour},
      {"dora", "view", 2 * kHour},
      {"dora", "cart", 3 * kHour},
      {"emil", "cart", 3 * kHour},
  });
}

std::vector<std::string> names(const Dataset& dataset, const FunnelSpec& spec, uint32_t step, bool lost) {
  const PeopleQuery query{.step = step, .lost = lost, .limit = 100};
  const auto places = find_people(dataset, spec, query, nullptr);
  EXPECT_TRUE(places.has_value());
  std::vector<std::string> list;
  for (const FunnelPerson& person : page_of(dataset, *places, query).rows) list.push_back(person.customer);
  return list;
}

JourneyReport journey_of(const Dataset& dataset, const FunnelSpec& spec, const char* customer) {
  auto report = explain_journey(dataset, spec, customer);
  EXPECT_TRUE(report.has_value());
  return std::move(report).value();
}

using Names = std::vector<std::string>;

TEST(FunnelPeople, AreThoseBehindABarAndBehindALoss) {
  const Dataset dataset = shop();
  EXPECT_EQ(names(dataset, shop_funnel(), 0, false), (Names{"anna", "bert", "cleo", "dora"}));
  EXPECT_EQ(names(dataset, shop_funnel(), 1, true), (Names{"cleo"}));
  EXPECT_EQ(names(dataset, shop_funnel(), 2, true), (Names{"bert", "dora"}));
  EXPECT_EQ(names(dataset, shop_funnel(), 2, false), (Names{"anna"}));
  EXPECT_EQ(names(dataset, shop_funnel(), 0, true), Names{});
  EXPECT_FALSE(find_people(dataset, shop_funnel(), {.step = 3}, nullptr).has_value());
}

TEST(FunnelPeople, ReachedAndLostAddUpToTheStepBefore) {
  const Dataset dataset = shop();
  for (uint32_t step = 1; step < 3; ++step) {
    EXPECT_EQ(names(dataset, shop_funnel(), step, false).size() + names(dataset, shop_funnel(), step, true).size(),
              names(dataset, shop_funnel(), step - 1, false).size());
  }
}

TEST(FunnelPeople, ArePagedAndKnowTheirTimes) {
  const Dataset dataset = shop();
  const PeopleQuery query{.step = 0, .offset = 1, .limit = 1};
  const PeoplePage page = page_of(dataset, *find_people(dataset, shop_funnel(), query, nullptr), query);
  EXPECT_EQ(page.total, 4U);
  ASSERT_EQ(page.rows.size(), 1U);
  EXPECT_EQ(page.rows[0].customer, "bert");
  EXPECT_EQ(page.rows[0].start, kHour);
  EXPECT_EQ(page.rows[0].reached, 2U);
}

TEST(FunnelPeople, HaveADepthEach) {
  const Dataset dataset = shop();
  const auto depth = depth_by_customer(dataset, shop_funnel());
  ASSERT_TRUE(depth.has_value());
  EXPECT_EQ(*depth, (std::vector<uint8_t>{3, 2, 1, 2, 0}));
}

TEST(FunnelPeople, HaveADepthThatPassesOverOptionalSteps) {
  FunnelSpec spec = shop_funnel();
  spec.steps[1].optional = true;
  spec.window_ms.reset();
  EXPECT_EQ(*depth_by_customer(shop(), spec), (std::vector<uint8_t>{3, 3, 1, 1, 0}));
}

TEST(JourneyExplanation, MarksTheChain) {
  const JourneyReport report = journey_of(shop(), shop_funnel(), "anna");
  ASSERT_EQ(report.events.size(), 3U);
  EXPECT_EQ(report.events[2].fills, 2U);
  EXPECT_EQ(report.outcome.en, "Reached every step, in 4 hours.");
  EXPECT_TRUE(report.reason.empty());
}

TEST(JourneyExplanation, TellsTheNearMiss) {
  const Dataset dataset = shop();
  const JourneyReport bert = journey_of(dataset, shop_funnel(), "bert");
  EXPECT_EQ(bert.outcome.en, "Came as far as 'cart' (step 2 of 3).");
  EXPECT_EQ(bert.reason.en, "'pay' came at 1970-01-02 03:00:00, 2 hours after the window had closed.");
  EXPECT_EQ(journey_of(dataset, shop_funnel(), "cleo").reason.en, "'cart' never came afterwards.");
  EXPECT_EQ(journey_of(dataset, shop_funnel(), "dora").reason.en,
            "'pay' came only before 'cart': the steps count in their order.");
  const JourneyReport emil = journey_of(dataset, shop_funnel(), "emil");
  EXPECT_FALSE(emil.furthest);
  EXPECT_EQ(emil.reason.en, "'view' never came, and every chain begins with it.");
  EXPECT_FALSE(explain_journey(dataset, shop_funnel(), "nobody").has_value());
}

TEST(JourneyExplanation, NamesWhatLiesBetween) {
  const Dataset dataset = dataset_of_events({{"anna", "view", 1}, {"anna", "refund", 2}, {"anna", "pay", 3}});
  FunnelSpec spec;
  for (const char* name : {"view", "pay"}) spec.steps.push_back({.event = name});
  spec.exclusions = {{.event = "refund"}};
  EXPECT_NE(journey_of(dataset, spec, "anna").reason.en.find("but 'refund' lies between"), std::string::npos);
  spec.exclusions.clear();
  spec.mode = Mode::strict;
  EXPECT_NE(journey_of(dataset, spec, "anna").reason.en.find("strict order"), std::string::npos);
}

}  // namespace
}  // namespace sluice::funnel
