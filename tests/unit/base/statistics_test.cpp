#include "base/statistics.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace sluice {
namespace {

// R: quantile(c(...), p, type = 7); numpy.quantile(..., method="linear") prints the same.
TEST(Quantile, IsRsTypeSeven) {
  const std::vector<double> ten{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  EXPECT_DOUBLE_EQ(quantile_type7(ten, 0.25), 3.25);
  EXPECT_DOUBLE_EQ(quantile_type7(ten, 0.5), 5.5);
  EXPECT_DOUBLE_EQ(quantile_type7(ten, 0.75), 7.75);
  EXPECT_DOUBLE_EQ(quantile_type7(ten, 0.9), 9.1);
  EXPECT_DOUBLE_EQ(quantile_type7(ten, 0), 1);
  EXPECT_DOUBLE_EQ(quantile_type7(ten, 1), 10);
  // numpy's documentation: a = [[10, 7, 4], [3, 2, 1]], quantile(a, 0.5) = 3.5
  EXPECT_DOUBLE_EQ(quantile_type7(std::vector<double>{1, 2, 3, 4, 7, 10}, 0.5), 3.5);
  // R: quantile(c(2.5, 4, 4, 9.75), 1/3) = 4; quantile(..., 0.9) = 8.025
  const std::vector<double> four{2.5, 4, 4, 9.75};
  EXPECT_DOUBLE_EQ(quantile_type7(four, 1.0 / 3), 4);
  EXPECT_DOUBLE_EQ(quantile_type7(four, 0.9), 8.025);
  EXPECT_DOUBLE_EQ(quantile_type7(std::vector<double>{42}, 0.9), 42);
}

TEST(Quantile, NeedsNoSortedValues) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 500; ++round) {
    std::vector<double> values(1 + random() % 40);
    for (double& value : values) value = static_cast<double>(random() % 20);
    std::vector<double> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    for (const double p : {0.0, 0.1, 0.5, 0.9, 1.0}) {
      std::vector<double> scratch = values;
      ASSERT_EQ(select_quantile_type7(scratch, p), quantile_type7(sorted, p));
    }
  }
}

TEST(Sum, KeepsWhatRoundingLoses) {
  EXPECT_EQ(sum_of(std::vector<double>{1, 1e100, 1, -1e100}), 2);
  EXPECT_EQ(sum_of(std::vector<double>(1'000, 0.1)), 100);
  EXPECT_EQ(sum_of(std::vector<double>{}), 0);
}

// Newcombe, R. G. (1998): Two-sided confidence intervals for the single proportion, Statistics in Medicine 17:857-872,
// table I, method 3.
TEST(Wilson, GivesNewcombesExamples) {
  struct Example {
    double successes, trials, low, high;
  };
  for (const Example& e :
       {Example{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}}) {
    const Interval interval = wilson_interval(e.successes, e.trials);
    EXPECT_NEAR(interval.low, e.low, 0.00005) << e.successes << "/" << e.trials;
    EXPECT_NEAR(interval.high, e.high, 0.00005) << e.successes << "/" << e.trials;
  }
}

TEST(Wilson, StaysWithinZeroAndOne) {
  for (double trials = 1; trials <= 1e9; trials *= 10) {
    EXPECT_EQ(wilson_interval(0, trials).low, 0);
    EXPECT_EQ(wilson_interval(trials, trials).high, 1);
    EXPECT_GT(wilson_interval(0, trials).high, 0);
    EXPECT_LT(wilson_interval(trials, trials).low, 1);
    for (const double part : {0.25, 0.5, 0.75}) {
      const Interval interval = wilson_interval(part * trials, trials);
      EXPECT_LT(interval.low, part);
      EXPECT_GT(interval.high, part);
    }
  }
}

TEST(Wilson, TurnsRoundWithTheQuestion) {
  const Interval yes = wilson_interval(7, 40);
  const Interval no = wilson_interval(33, 40);
  EXPECT_DOUBLE_EQ(yes.low, 1 - no.high);
  EXPECT_DOUBLE_EQ(yes.high, 1 - no.low);
}

TEST(TwoProportions, GiveAgrestisAspirinStudy) {
  // Agresti, An Introduction to Categorical Data Analysis, 2nd ed.: heart attacks of 11,034 with a placebo and of
  // 11,037 with aspirin; X^2 = 25.01.
  const double z = two_proportion_z(189, 11034, 104, 11037);
  EXPECT_NEAR(z * z, 25.01, 0.005);
  EXPECT_DOUBLE_EQ(two_proportion_z(104, 11037, 189, 11034), -z);
}

TEST(TwoProportions, AreEqualWhereNothingVaries) {
  EXPECT_EQ(two_proportion_z(0, 5, 0, 9), 0);
  EXPECT_EQ(two_proportion_z(5, 5, 9, 9), 0);
}

}  // namespace
}  // namespace sluice
