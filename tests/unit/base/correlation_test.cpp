#include "base/correlation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "base/random.h"

namespace sluice {
namespace {

TEST(Correlation, IsPearsons) {
  // Deviations (-2, -1, 0, 1, 2) and (-2, 0, -1, 2, 1): 8 of 10.
  const std::vector<double> one = {1, 2, 3, 4, 5}, other = {10, 30, 20, 50, 40};
  const auto correlation = correlation_of(one, other);
  ASSERT_TRUE(correlation);
  EXPECT_DOUBLE_EQ(correlation->value, 0.8);
  EXPECT_DOUBLE_EQ(correlation_of(one, one)->value, 1);
}

TEST(Correlation, IsNoneWhereOneDoesNotVary) {
  const std::vector<double> one = {1, 2, 3}, same = {7, 7, 7};
  EXPECT_FALSE(correlation_of(one, same));
  EXPECT_FALSE(correlation_of({}, {}));
}

TEST(Correlation, IntervalIsFishers) {
  const double z = std::atanh(0.6), half = 1.959963984540054 / 5;
  const Interval strong = fisher_interval(0.6, 28);
  EXPECT_NEAR(strong.low, std::tanh(z - half), 1e-15);
  EXPECT_NEAR(strong.high, std::tanh(z + half), 1e-15);
}

TEST(Correlation, IntervalStaysWithinItsRange) {
  EXPECT_EQ(fisher_interval(1, 10).low, 1);
  EXPECT_EQ(fisher_interval(-1, 10).high, -1);
  const Interval wide = fisher_interval(0.999, 4);
  EXPECT_TRUE(wide.low > -1 && wide.high < 1);
  const std::vector<double> three = {1, 2, 4}, others = {2, 1, 5};
  EXPECT_FALSE(correlation_of(three, others)->interval);
}

// Pairs with a known correlation: 95 % of the intervals hold it.
TEST(Correlation, IntervalHoldsTheTruthAsOftenAsItSays) {
  Random random(4);
  const auto normal = [&] {
    return std::sqrt(-2 * std::log(1 - random.share())) * std::cos(6.283185307179586 * random.share());
  };
  int held = 0;
  for (int sample = 0; sample < 2'000; ++sample) {
    std::vector<double> one, other;
    for (int i = 0; i < 40; ++i) {
      one.push_back(normal());
      other.push_back(0.5 * one.back() + std::sqrt(0.75) * normal());
    }
    const Interval interval = *correlation_of(one, other)->interval;
    held += interval.low <= 0.5 && 0.5 <= interval.high ? 1 : 0;
  }
  EXPECT_NEAR(held / 2'000.0, 0.95, 0.02);
}

}  // namespace
}  // namespace sluice
