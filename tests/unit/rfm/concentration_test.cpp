#include "rfm/concentration.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>

#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

Concentration concentration_of(std::vector<int64_t> units) {
  std::sort(units.begin(), units.end(), std::greater<>());
  return measure_concentration(std::move(units));
}

// Mean absolute difference of all pairs over twice the mean: Gini's own definition.
double gini_by_pairs(const std::vector<int64_t>& units) {
  double differences = 0, total = 0;
  for (const int64_t a : units) {
    total += static_cast<double>(a);
    for (const int64_t b : units) differences += std::abs(static_cast<double>(a - b));
  }
  return differences / (2 * static_cast<double>(units.size()) * total);
}

TEST(Concentration, GiniIsHalfTheRelativeMeanDifference) {
  std::mt19937_64 random(seed_of_today());
  for (int round = 0; round < 300; ++round) {
    std::vector<int64_t> units(1 + random() % 50);
    for (int64_t& amount : units) amount = static_cast<int64_t>(random() % 1000);
    units.push_back(1);
    ASSERT_NEAR(*concentration_of(units).gini, gini_by_pairs(units), 1e-12);
  }
}

TEST(Concentration, EqualCustomersHaveNone) {
  const Concentration equal = concentration_of({5, 5, 5, 5, 5, 5});
  EXPECT_EQ(*equal.gini, 0);
  EXPECT_DOUBLE_EQ(*equal.top_fifth_share, 0.2);
}

TEST(Concentration, TheTopFifthIsExact) {
  EXPECT_DOUBLE_EQ(*concentration_of({10, 80, 5, 3, 2}).top_fifth_share, 0.8);
  // Six customers: the best one and a fifth of the second.
  EXPECT_DOUBLE_EQ(*concentration_of({50, 20, 10, 10, 5, 5}).top_fifth_share, 0.54);
  EXPECT_DOUBLE_EQ(*concentration_of({9}).top_fifth_share, 0.2);
}

TEST(Concentration, TheCurveRunsFromCornerToCornerBestFirst) {
  std::vector<int64_t> units(12'345);
  std::mt19937_64 random(7);
  for (int64_t& amount : units) amount = static_cast<int64_t>(random() % 100'000);
  const Concentration result = concentration_of(units);
  ASSERT_EQ(result.curve.size(), 201U);
  EXPECT_EQ(result.curve.front().revenue, 0);
  EXPECT_EQ(result.curve.back().customers, 1);
  EXPECT_EQ(result.curve.back().revenue, 1);
  for (size_t i = 1; i < result.curve.size(); ++i) {
    ASSERT_GT(result.curve[i].customers, result.curve[i - 1].customers);
    ASSERT_GE(result.curve[i].revenue, result.curve[i].customers - 1e-12);  // above the diagonal
  }
  EXPECT_EQ(concentration_of({3, 1}).curve.size(), 3U);
}

TEST(Concentration, LeavesBlankWhatHasNoMeaning) {
  EXPECT_FALSE(concentration_of({}).gini);
  EXPECT_FALSE(concentration_of({0, 0}).top_fifth_share);
  EXPECT_TRUE(concentration_of({-5, 2}).curve.empty());
  const Concentration some_negative = concentration_of({-5, 10});
  EXPECT_FALSE(some_negative.gini);
  EXPECT_TRUE(some_negative.top_fifth_share);
}

TEST(Concentration, StandsTheLargestAmounts) {
  const std::vector<int64_t> units(1000, INT64_MAX);
  EXPECT_EQ(*concentration_of(units).gini, 0);
}

}  // namespace
}  // namespace sluice::rfm
