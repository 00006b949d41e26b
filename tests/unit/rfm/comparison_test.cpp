#include "rfm/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

struct Compared {
  Dataset dataset;
  RfmSpec spec;
  OwnLines lines;
  CleaningSpec cleaning;
  Analysis analysis;
  Result<Comparison> made;

  Compared(Dataset data, const ComparisonSpec& comparison, RfmSpec chosen = {}, const FilterSpec& filter = {})
      : dataset(std::move(data)),
        spec(std::move(chosen)),
        lines(dataset, spec),
        analysis(rfm::analyze(dataset, spec, lines.get()).value()),
        made(compare({dataset, cleaning, spec, lines.get(), analysis}, comparison, filter)) {}

  const ComparisonReport& report() const { return made->report; }
};

Dataset some_orders() { return dataset_of_orders(random_orders(seed_of_today(), 3'000, 400)); }

TEST(Comparison, CountsWhatTwoAnalysesSay) {
  const Compared compared(some_orders(), {.method = "ntile"});
  ASSERT_TRUE(compared.made);
  RfmSpec other = compared.spec;
  other.recency = other.frequency = other.monetary = {"ntile", {}};
  const Analysis counted = analyze(compared.dataset, other).value();
  uint64_t moved = 0;
  std::array<uint64_t, 3> equal{};
  for (size_t row = 0; row < counted.profile.size(); ++row) {
    moved += counted.segment[row] != compared.analysis.segment[row] ? 1 : 0;
    for (size_t d = 0; d < 3; ++d) equal[d] += counted.scores[d][row] == compared.analysis.scores[d][row] ? 1 : 0;
  }
  ASSERT_GT(moved, 0u);
  EXPECT_EQ(compared.report().moved, moved);
  const auto n = static_cast<double>(counted.profile.size());
  EXPECT_DOUBLE_EQ(compared.report().agreement.value(), (n - static_cast<double>(moved)) / n);
  for (size_t d = 0; d < 3; ++d) EXPECT_EQ(compared.report().scores[d].equal, equal[d]);
  for (const ChangeFlow& flow : compared.report().matrix.flows) {
    uint64_t customers = 0;
    for (size_t row = 0; row < counted.profile.size(); ++row) {
      customers += counted.map->segments[compared.analysis.segment[row]].id == flow.before &&
                   counted.map->segments[counted.segment[row]].id == flow.after;
    }
    EXPECT_EQ(flow.figures.customers, customers) << flow.before << " " << flow.after;
    EXPECT_FALSE(flow.figures.revenue_before);
  }
}

TEST(Comparison, OfOtherMapsShowsWhichSegmentsMeet) {
  const Compared compared(some_orders(), {.map = "pymc"});
  ASSERT_TRUE(compared.made);
  EXPECT_EQ(compared.report().bins, 4) << "what the map needs";
  EXPECT_FALSE(compared.report().moved);
  EXPECT_FALSE(compared.report().agreement);
  EXPECT_FALSE(compared.report().kappa);
  EXPECT_TRUE(compared.report().scores.empty());
  EXPECT_EQ(compared.report().matrix.total.customers, compared.analysis.profile.size());
  EXPECT_EQ(compared.report().matrix.after.size(), 6u);
}

TEST(Comparison, TakesAnotherMethodWhereNothingIsChosen) {
  const Compared compared(some_orders(), {});
  EXPECT_EQ(compared.report().method, "quantile");
  EXPECT_FALSE(compared.report().chosen);
  RfmSpec quantile;
  quantile.recency = quantile.frequency = quantile.monetary = {"quantile", {}};
  EXPECT_EQ(Compared(some_orders(), {}, quantile).report().method, "midrank");
}

TEST(Comparison, WithItselfAgreesOnEverybody) {
  const Compared compared(some_orders(), {.method = "midrank"});
  EXPECT_EQ(compared.report().moved, 0u);
  EXPECT_EQ(compared.report().agreement, 1.0);
  EXPECT_EQ(compared.report().kappa, 1.0);
  EXPECT_THAT(compared.report().notes.front().en, testing::HasSubstr("in force already"));
}

TEST(Comparison, SaysWhatDoesNotFit) {
  const auto pointer = [](const ComparisonSpec& comparison, const RfmSpec& spec = {}) {
    const Compared compared(some_orders(), comparison, spec);
    return compared.made ? "none" : compared.made.error().place.pointer;
  };
  EXPECT_EQ(pointer({.bins = 7}), "/comparison/bins");
  EXPECT_EQ(pointer({.map = "nowhere"}), "/comparison/map");
  EXPECT_EQ(pointer({.bins = 7, .map = "eight"}), "none");
  RfmSpec own;
  own.recency = {"thresholds", {1, 2, 3, 4}};
  EXPECT_EQ(pointer({.bins = 7, .map = "eight"}, own), "/comparison/bins");
  EXPECT_EQ(pointer({.method = "midrank", .bins = 7, .map = "eight"}, own), "none");
}

TEST(Comparison, WorksWithACustomerTable) {
  const Compared compared(dataset_of_customers({{"a", 1, 2, 300}, {"b", 4, 5, 600}, {"c", 9, 1, 100}}), {});
  ASSERT_TRUE(compared.made);
  EXPECT_EQ(compared.report().matrix.total.customers, 3u);
  EXPECT_DOUBLE_EQ(compared.report().matrix.total.revenue, 10.00);
}

TEST(Comparison, FollowsTheFilter) {
  FilterSpec vip;
  vip.tiers = {"vip"};
  const Compared compared(some_orders(), {}, {}, vip);
  const auto& tiers = compared.analysis.groups[kTiers];
  EXPECT_EQ(compared.report().matrix.total.customers,
            static_cast<uint64_t>(std::count(tiers.begin(), tiers.end(), uint8_t{0})));
}

// 50 grants judged by two readers: yes/yes 20, yes/no 5, no/yes 10, no/no 15; p_o = 0.7, p_e = 0.5.
TEST(Comparison, KappaIsThatOfTheTextbooks) {
  EXPECT_DOUBLE_EQ(cohens_kappa({20, 5, 10, 15}, 2).value(), 0.4);
  EXPECT_DOUBLE_EQ(cohens_kappa({45, 15, 25, 15}, 2).value(), (0.6 - 0.54) / (1 - 0.54));
  EXPECT_FALSE(cohens_kappa({7, 0, 0, 0}, 2)) << "both always say the same: nothing to agree on";
  EXPECT_FALSE(cohens_kappa({0, 0, 0, 0}, 2));
}

}  // namespace
}  // namespace sluice::rfm
