// Whom a filter leaves: of the scored customers, and of all that the files know.
#include "rfm/selection.h"

#include <gtest/gtest.h>

#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

Analysis analysis_of_five() {
  const Dataset dataset =
      dataset_of_customers({{"a", 1, 1, 100}, {"b", 2, 1, 100}, {"c", 3, 1, 100}, {"d", 4, 1, 100}, {"e", 5, 1, 100}});
  return *analyze(dataset, RfmSpec{});
}

std::vector<uint8_t> selected(const Analysis& analysis, FunnelOutcome outcome, int step) {
  FilterSpec filter;
  filter.funnel = FunnelCondition{outcome, step, ""};
  const auto left = select({}, analysis, filter);
  EXPECT_TRUE(left.has_value());
  return left ? *left : std::vector<uint8_t>{};
}

using Rows = std::vector<uint8_t>;

TEST(SelectionByFunnel, GoesByTheFurthestStep) {
  Analysis analysis = analysis_of_five();
  analysis.funnel_depth = {0, 1, 2, 3, 2};
  EXPECT_EQ(selected(analysis, FunnelOutcome::reached, 1), (Rows{0, 1, 1, 1, 1}));
  EXPECT_EQ(selected(analysis, FunnelOutcome::reached, 2), (Rows{0, 0, 1, 1, 1}));
  EXPECT_EQ(selected(analysis, FunnelOutcome::lost, 2), (Rows{0, 0, 1, 0, 1}));
  EXPECT_EQ(selected(analysis, FunnelOutcome::lost, 3), (Rows{0, 0, 0, 1, 0}));
  EXPECT_EQ(selected(analysis, FunnelOutcome::reached, 4), (Rows{0, 0, 0, 0, 0}));
}

TEST(SelectionByFunnel, NeedsToKnowHowFarTheyCame) {
  FilterSpec filter;
  filter.funnel = FunnelCondition{};
  EXPECT_EQ(select({}, analysis_of_five(), filter).error().place.pointer, "/filter/funnel");
}

// a..e are scored, x, y and z are known by something else. Everybody has one of two cities or none.
struct KnownCustomers {
  KnownCustomers()
      : dataset(dataset_of_customers(
            {{"a", 1, 1, 100}, {"b", 2, 3, 300}, {"c", 9, 1, 100}, {"d", 40, 1, 50}, {"e", 80, 1, 10}})),
        analysis(*analyze(dataset, RfmSpec{})) {
    for (const char* name : {"x", "y", "z"}) dataset.customers.intern(name);
    CustomerAttribute city{.name = "city", .title = {"city", "城市"}};
    for (const char* name : {"Oslo", "Rome"}) city.values.intern(name);
    city.value = {0, 1, Dictionary::kNone, 0, 1, 0, 1, Dictionary::kNone};
    dataset.attributes.push_back(std::move(city));
    for (size_t row = 0; row < 5; ++row) analysis.funnel_depth.push_back(depths[analysis.profile.customer[row]]);
  }

  Dataset dataset;
  Analysis analysis;
  std::vector<uint8_t> depths{0, 1, 2, 3, 2, 1, 2, 0};
};

FilterSpec by_city(const char* city) {
  FilterSpec filter;
  filter.attributes = {{.attribute = "city", .values = {city}}};
  return filter;
}

TEST(SelectionOfKnownCustomers, LeavesThoseWhoAreNotScored) {
  const KnownCustomers known;
  const auto selected = [&](const FilterSpec& filter) {
    return *select_known(known.dataset, &known.analysis, filter, &known.depths);
  };
  EXPECT_EQ(selected(by_city("Oslo")), (Rows{1, 0, 0, 1, 0, 1, 0, 0}));
  EXPECT_EQ(selected(by_city("")), (Rows{0, 0, 1, 0, 0, 0, 0, 1}));
  FilterSpec filter;
  filter.funnel = FunnelCondition{FunnelOutcome::lost, 2, ""};
  EXPECT_EQ(selected(filter), (Rows{0, 0, 1, 0, 1, 0, 1, 0}));
  filter.attributes = by_city("Rome").attributes;
  EXPECT_EQ(selected(filter), (Rows{0, 0, 0, 0, 1, 0, 1, 0}));
  filter.ranges = {{.dimension = "recency", .from = 0, .to = 1000}};
  EXPECT_EQ(selected(filter), (Rows{0, 0, 0, 0, 1, 0, 0, 0})) << "nobody without a purchase has a recency";
  EXPECT_EQ(selected({}), Rows(8, 1));
}

TEST(SelectionOfKnownCustomers, IsForTheScoredOnesWhatSelectLeaves) {
  const KnownCustomers known;
  std::vector<FilterSpec> filters{{}, by_city("Oslo"), by_city("")};
  for (const int step : {1, 2, 3}) {
    for (const FunnelOutcome outcome : {FunnelOutcome::reached, FunnelOutcome::lost}) {
      filters.push_back(by_city("Rome"));
      filters.back().funnel = FunnelCondition{outcome, step, ""};
      filters.push_back(filters.back());
      filters.back().attributes.clear();
      filters.push_back(filters.back());
      filters.back().ranges = {{.dimension = "monetary", .from = 60, .to = {}}};
    }
  }
  for (const FilterSpec& filter : filters) {
    const auto all = select_known(known.dataset, &known.analysis, filter, &known.depths);
    const auto rows = select(known.dataset, known.analysis, filter);
    ASSERT_TRUE(all && rows);
    for (size_t row = 0; row < rows->size(); ++row) {
      EXPECT_EQ((*all)[known.analysis.profile.customer[row]], (*rows)[row]);
    }
  }
}

TEST(SelectionOfKnownCustomers, WithoutScoresRefusesWhatGoesByThem) {
  const KnownCustomers known;
  EXPECT_EQ(*select_known(known.dataset, nullptr, by_city("Oslo"), nullptr), (Rows{1, 0, 0, 1, 0, 1, 0, 0}));
  FilterSpec filter;
  filter.segments = {"champions"};
  EXPECT_EQ(select_known(known.dataset, nullptr, filter, nullptr).error().place.pointer, "/filter");
  EXPECT_EQ(select_known(known.dataset, nullptr, by_city("Bonn"), nullptr).error().place.pointer,
            "/filter/attributes/0/values/0");
  filter = {};
  filter.funnel = FunnelCondition{};
  EXPECT_EQ(select_known(known.dataset, nullptr, filter, nullptr).error().place.pointer, "/filter/funnel");
}

}  // namespace
}  // namespace sluice::rfm
