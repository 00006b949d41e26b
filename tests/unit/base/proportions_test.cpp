#include "base/proportions.h"

#include <gtest/gtest.h>

#include <cmath>

namespace sluice {
namespace {

// Newcombe, R. G. (1998): Interval estimation for the difference between independent proportions, Statistics in
// Medicine 17:873-890, table II, method 10.
TEST(Newcombe, GivesTheExamplesOfThePaper) {
  struct Example {
    Proportion one, other;
    double low, high;
  };
  for (const Example& e : {Example{{56, 70}, {48, 80}, 0.0524, 0.3339},
                           {{9, 10}, {3, 10}, 0.1705, 0.8090},
                           {{6, 7}, {2, 7}, 0.0582, 0.8062},
                           {{5, 56}, {0, 29}, -0.0381, 0.1926},
                           {{0, 10}, {0, 20}, -0.1611, 0.2775},
                           {{0, 10}, {0, 10}, -0.2775, 0.2775},
                           {{10, 10}, {0, 20}, 0.6791, 1},
                           {{10, 10}, {0, 10}, 0.6075, 1}}) {
    const auto interval = newcombe_interval(e.one, e.other);
    ASSERT_TRUE(interval.has_value());
    EXPECT_NEAR(interval->low, e.low, 0.00005) << e.one.successes << "/" << e.one.trials;
    EXPECT_NEAR(interval->high, e.high, 0.00005) << e.one.successes << "/" << e.one.trials;
  }
}

TEST(Newcombe, TurnsRoundWithTheGroupsAndWithTheOutcome) {
  const auto interval = newcombe_interval({17, 90}, {30, 110});
  const auto swapped = newcombe_interval({30, 110}, {17, 90});
  const auto failures = newcombe_interval({90 - 17, 90}, {110 - 30, 110});
  EXPECT_DOUBLE_EQ(interval->low, -swapped->high);
  EXPECT_DOUBLE_EQ(interval->high, -swapped->low);
  EXPECT_NEAR(interval->low, -failures->high, 1e-15);
  EXPECT_NEAR(interval->high, -failures->low, 1e-15);
}

// Agresti, An Introduction to Categorical Data Analysis, 2nd ed., sections 2.2 and 2.3: heart attacks of 11,034 with a
// placebo and of 11,037 with aspirin.
TEST(OddsRatio, GivesAgrestisAspirinStudy) {
  const auto odds = odds_ratio({189, 11'034}, {104, 11'037});
  ASSERT_TRUE(odds.has_value());
  EXPECT_NEAR(odds->value, 1.832, 0.0005);
  EXPECT_NEAR(odds->interval.low, 1.44, 0.005);
  EXPECT_NEAR(odds->interval.high, 2.33, 0.005);
  EXPECT_FALSE(odds->corrected);
  EXPECT_NEAR(relative_lift({189, 11'034}, {104, 11'037})->value, 0.82, 0.005);
}

TEST(OddsRatio, RaisesEveryCellByAHalfWhereOneIsEmpty) {
  const auto odds = odds_ratio({0, 10}, {4, 12});
  ASSERT_TRUE(odds.has_value());
  EXPECT_TRUE(odds->corrected);
  EXPECT_DOUBLE_EQ(odds->value, 0.5 * 8.5 / (10.5 * 4.5));
  const double half = kNormal975 * std::sqrt(1 / 0.5 + 1 / 10.5 + 1 / 4.5 + 1 / 8.5);
  EXPECT_NEAR(odds->interval.low, odds->value * std::exp(-half), 1e-15);
  EXPECT_NEAR(odds->interval.high, odds->value * std::exp(half), 1e-14);
}

TEST(OddsRatio, TurnsRoundWithTheGroups) {
  const auto odds = odds_ratio({7, 31}, {12, 29}), swapped = odds_ratio({12, 29}, {7, 31});
  EXPECT_DOUBLE_EQ(odds->value * swapped->value, 1);
  EXPECT_DOUBLE_EQ(odds->interval.low * swapped->interval.high, 1);
}

TEST(RelativeLift, IsKatzsIntervalOfTheRatioLessOne) {
  const auto lift = relative_lift({30, 100}, {20, 80});
  ASSERT_TRUE(lift && lift->interval);
  EXPECT_DOUBLE_EQ(lift->value, 0.2);
  const double half = kNormal975 * std::sqrt(1.0 / 30 - 1.0 / 100 + 1.0 / 20 - 1.0 / 80);
  EXPECT_NEAR(lift->interval->low, 1.2 * std::exp(-half) - 1, 1e-14);
  EXPECT_NEAR(lift->interval->high, 1.2 * std::exp(half) - 1, 1e-14);
}

TEST(RelativeLift, HasNoIntervalWhereTheLogarithmSaysNothing) {
  EXPECT_FALSE(relative_lift({3, 10}, {0, 10}).has_value());
  EXPECT_EQ(relative_lift({0, 10}, {3, 10})->value, -1);
  EXPECT_FALSE(relative_lift({0, 10}, {3, 10})->interval.has_value());
  EXPECT_EQ(relative_lift({10, 10}, {4, 4})->value, 0);
  EXPECT_FALSE(relative_lift({10, 10}, {4, 4})->interval.has_value());
  EXPECT_TRUE(relative_lift({10, 10}, {3, 4})->interval.has_value());
}

TEST(Proportions, AreNoneWithoutTrialsOrWithMoreSuccessesThanTrials) {
  for (const Proportion bad : {Proportion{0, 0}, {1, 0}, {6, 5}}) {
    for (const auto& [one, other] : {std::pair{bad, Proportion{2, 5}}, {Proportion{2, 5}, bad}}) {
      EXPECT_FALSE(newcombe_interval(one, other).has_value());
      EXPECT_FALSE(relative_lift(one, other).has_value());
      EXPECT_FALSE(odds_ratio(one, other).has_value());
    }
  }
  EXPECT_FALSE(odds_ratio({0, 5}, {0, 9}).has_value());
  EXPECT_FALSE(odds_ratio({5, 5}, {9, 9}).has_value());
}

}  // namespace
}  // namespace sluice
