#include "rfm/tiers.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace sluice::rfm {
namespace {

TEST(Tiers, TakeTheBestFewWithTiesInTheirOrder) {
  MoneyColumn revenue;
  for (int i = 0; i < 100; ++i) revenue.units.push_back(i / 4);  // in fours
  const auto tier = assign_tiers(rank_by_revenue(revenue.units), {});
  EXPECT_EQ(std::count(tier.begin(), tier.end(), 0), 5);
  EXPECT_EQ(std::count(tier.begin(), tier.end(), 1), 15);
  EXPECT_EQ(tier[96], 0);
  EXPECT_EQ(tier[99], 0);
  EXPECT_EQ(tier[92], 0);  // the first of the four with 23
  EXPECT_EQ(tier[93], 1);
}

TEST(Tiers, EvenOneCustomerMakesAVip) {
  EXPECT_EQ(assign_tiers(rank_by_revenue({-5}), {}), (std::vector<uint8_t>{0}));
  EXPECT_EQ(assign_tiers(rank_by_revenue({1, 2, 3}), {0, 0}), (std::vector<uint8_t>{2, 2, 2}));
  EXPECT_EQ(assign_tiers(rank_by_revenue({1, 2, 3}), {1, 0}), (std::vector<uint8_t>{0, 0, 0}));
}

}  // namespace
}  // namespace sluice::rfm
