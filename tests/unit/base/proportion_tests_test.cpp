#include "base/proportion_tests.h"

#include <cmath>

#include <gtest/gtest.h>

#include "base/distributions.h"

#include <algorithm>
#include <cmath>

#include "base/exact_sum.h"
#include "base/random.h"

namespace sluice {
namespace {

TEST(FisherExact, GivesTheLadyTastingTea) {
  // Fisher 1935, Agresti 2007 section 2.6: three of four cups with milk first recognised; two-sided p = 0.486.
  EXPECT_NEAR(*fisher_exact({3, 4}, {1, 4}), 34.0 / 70, 1e-15);
  // All four: 2 / 70.
  EXPECT_NEAR(*fisher_exact({4, 4}, {0, 4}), 2.0 / 70, 1e-15);
}

TEST(FisherExact, GivesTheConvictionsOfRsManual) {
  // help(fisher.test), from Fisher 1970: convicted and not, 2 and 15 dizygotic twins, 10 and 3 monozygotic ones;
  // p-value = 0.0005367.
  EXPECT_NEAR(*fisher_exact({2, 17}, {10, 13}), 0.0005367, 5e-8);
}

// All tables of the same margins, counted in whole numbers.
struct Counted {
  static Int128 choose(int n, int k) {
    Int128 ways = 1;
    for (int i = 1; i <= k; ++i) ways = ways * (n - k + i) / i;
    return ways;
  }
  static double p(int x1, int n1, int x2, int n2) {
    const int successes = x1 + x2;
    const Int128 observed = choose(n1, x1) * choose(n2, x2);
    Int128 all = 0, rare = 0;
    for (int x = std::max(0, successes - n2); x <= std::min(n1, successes); ++x) {
      const Int128 ways = choose(n1, x) * choose(n2, successes - x);
      all += ways;
      if (ways * 10'000'000 <= observed * 10'000'001) rare += ways;
    }
    return static_cast<double>(rare) / static_cast<double>(all);
  }
};

TEST(FisherExact, CountsTheTables) {
  for (int n1 = 1; n1 <= 9; ++n1) {
    for (int n2 = 1; n2 <= 11; ++n2) {
      for (int x1 = 0; x1 <= n1; ++x1) {
        for (int x2 = 0; x2 <= n2; ++x2) {
          const auto p = fisher_exact({static_cast<uint64_t>(x1), static_cast<uint64_t>(n1)},
                                      {static_cast<uint64_t>(x2), static_cast<uint64_t>(n2)});
          ASSERT_NEAR(*p, Counted::p(x1, n1, x2, n2), 1e-14) << x1 << "/" << n1 << " " << x2 << "/" << n2;
        }
      }
    }
  }
  for (int x = 0; x <= 30; ++x) {
    const double expected = Counted::p(x, 30, 11, 25);
    EXPECT_NEAR(*fisher_exact({static_cast<uint64_t>(x), 30}, {11, 25}) / expected, 1, 1e-13) << x;
  }
}

TEST(FisherExact, DoesNotCareForTheOrderOfGroupsOrOutcomes) {
  Random random(4);
  for (int i = 0; i < 300; ++i) {
    const Proportion one{random.next() % 400, 2'000 + random.next() % 3'000};
    const Proportion other{random.next() % 400, 2'000 + random.next() % 3'000};
    const double p = fisher_exact(one, other).value();
    EXPECT_GT(p, 0);
    EXPECT_LE(p, 1);
    EXPECT_NEAR(*fisher_exact(other, one) / p, 1, 1e-11);
    EXPECT_NEAR(*fisher_exact({one.failures(), one.trials}, {other.failures(), other.trials}) / p, 1, 1e-11);
  }
}

TEST(FisherExact, NearsTheZTestForManyPersons) {
  const Proportion one{50'300, 1'000'000}, other{49'700, 1'000'000};
  const auto comparison = compare_proportions(one, other);
  ASSERT_EQ(comparison->test, ProportionTest::pooled_z);
  EXPECT_NEAR(*fisher_exact(one, other) / comparison->p, 1, 0.01);
}

TEST(FisherExact, HoldsTheProbabilityOfAFalseAlarm) {
  // Over all outcomes of two groups of 15 and 9 with the same p, weighted exactly.
  for (const double p : {0.05, 0.3, 0.5}) {
    double alarms = 0;
    for (int x1 = 0; x1 <= 15; ++x1) {
      for (int x2 = 0; x2 <= 9; ++x2) {
        const double probability = static_cast<double>(Counted::choose(15, x1) * Counted::choose(9, x2)) *
                                   std::pow(p, x1 + x2) * std::pow(1 - p, 24 - x1 - x2);
        const auto found = fisher_exact({static_cast<uint64_t>(x1), 15}, {static_cast<uint64_t>(x2), 9});
        if (*found <= 0.05) alarms += probability;
      }
    }
    EXPECT_LE(alarms, 0.05) << p;
  }
}

TEST(CompareProportions, TakesFisherWhereFewerThanFiveAreExpected) {
  EXPECT_EQ(compare_proportions({3, 4}, {1, 4})->test, ProportionTest::fisher_exact);
  EXPECT_FALSE(compare_proportions({3, 4}, {1, 4})->z.has_value());
  EXPECT_NEAR(compare_proportions({3, 4}, {1, 4})->p, 0.4857, 0.00005);
  EXPECT_EQ(compare_proportions({8, 10}, {2, 10})->test, ProportionTest::pooled_z);  // five expected in each cell
  EXPECT_EQ(compare_proportions({8, 10}, {1, 10})->test, ProportionTest::fisher_exact);
  EXPECT_EQ(compare_proportions({10, 10}, {1, 10})->test, ProportionTest::fisher_exact);  // too few failures
  EXPECT_EQ(compare_proportions({2, 1'000'000}, {2, 1'000'000})->test, ProportionTest::fisher_exact);
}

TEST(CompareProportions, GivesAgrestisAspirinStudy) {
  const auto comparison = compare_proportions({189, 11'034}, {104, 11'037});
  ASSERT_TRUE(comparison.has_value());
  EXPECT_NEAR(*comparison->z, 5.00, 0.005);  // X^2 = 25.01
  EXPECT_NEAR(comparison->difference, 0.0077, 0.00005);
  EXPECT_NEAR(comparison->interval.low, 0.005, 0.0005);  // (0.005, 0.011)
  EXPECT_NEAR(comparison->interval.high, 0.011, 0.0005);
  EXPECT_NEAR(comparison->lift->value, 0.82, 0.005);
  EXPECT_FALSE(comparison->too_few_to_tell);
}

TEST(CompareProportions, KnowsTooFewFromNoDifferenceThatMatters) {
  EXPECT_TRUE(compare_proportions({3, 40}, {2, 40})->too_few_to_tell);
  // A twentieth more or less at most, where a tenth would matter.
  const auto alike = compare_proportions({50'000, 1'000'000}, {50'100, 1'000'000});
  EXPECT_GT(alike->p, 0.5);
  EXPECT_FALSE(alike->too_few_to_tell);
  EXPECT_TRUE(compare_proportions({50'000, 1'000'000}, {50'100, 1'000'000}, 0.01)->too_few_to_tell);
  // -0.02 to 0.52 points, where 0.51 would matter: open on one side is open.
  EXPECT_TRUE(compare_proportions({2'625, 50'000}, {2'500, 50'000})->too_few_to_tell);
  EXPECT_TRUE(compare_proportions({2'500, 50'000}, {2'625, 50'000})->too_few_to_tell);
  // Plainly different, though there are few.
  EXPECT_FALSE(compare_proportions({29, 30}, {1, 30})->too_few_to_tell);
  // Nobody at all: nothing is known of those who would.
  const auto nobody = compare_proportions({0, 5'000}, {0, 5'000});
  EXPECT_TRUE(nobody->too_few_to_tell);
  EXPECT_EQ(nobody->p, 1);
  EXPECT_FALSE(nobody->detectable.has_value());
  EXPECT_FALSE(nobody->lift.has_value());
}

TEST(CompareProportions, SaysTheSameOfSuccessesAndFailures) {
  Random random(5);
  int too_few = 0;
  for (int i = 0; i < 500; ++i) {
    const Proportion one{random.next() % 900, 900 + random.next() % 200};
    const Proportion other{one.successes * (1'000 + random.next() % 20) / 1'010, 900 + random.next() % 200};
    const auto comparison = compare_proportions(one, other);
    const auto turned = compare_proportions({one.failures(), one.trials}, {other.failures(), other.trials});
    EXPECT_EQ(comparison->too_few_to_tell, turned->too_few_to_tell);
    EXPECT_EQ(comparison->test, turned->test);
    EXPECT_NEAR(comparison->p / turned->p, 1, 1e-11);
    EXPECT_NEAR(comparison->difference, -turned->difference, 1e-15);
    too_few += comparison->too_few_to_tell ? 1 : 0;
  }
  EXPECT_GT(too_few, 50);
  EXPECT_LT(too_few, 450);
}

TEST(CompareProportions, TheDetectableDifferenceIsFoundInEightyOfAHundredCases) {
  const double detectable = compare_proportions({60, 300}, {120, 600})->detectable.value();
  Random random(6);
  const auto draw = [&](uint64_t trials, double p) {
    Proportion drawn{0, trials};
    for (uint64_t i = 0; i < trials; ++i) drawn.successes += random.share() < p ? 1 : 0;
    return drawn;
  };
  int found = 0;
  constexpr int kRounds = 2'000;
  for (int round = 0; round < kRounds; ++round) {
    // The common proportion stays 0.2.
    const Proportion one = draw(300, 0.2 + detectable * 2 / 3), other = draw(600, 0.2 - detectable / 3);
    found += compare_proportions(one, other)->p < 0.05 ? 1 : 0;
  }
  EXPECT_NEAR(static_cast<double>(found) / kRounds, 0.8, 0.03);
}

void expect_within(const Interval& interval, double value, double lowest, double highest) {
  EXPECT_GE(interval.low, lowest);
  EXPECT_LE(interval.low, value);
  EXPECT_GE(interval.high, value);
  EXPECT_LE(interval.high, highest);
}

TEST(CompareProportions, HasFiguresOrNoneForEverySmallTable) {
  for (uint64_t n1 = 1; n1 <= 6; ++n1) {
    for (uint64_t n2 = 1; n2 <= 6; ++n2) {
      for (uint64_t x1 = 0; x1 <= n1; ++x1) {
        for (uint64_t x2 = 0; x2 <= n2; ++x2) {
          const auto c = compare_proportions({x1, n1}, {x2, n2});
          ASSERT_TRUE(c.has_value());
          EXPECT_GT(c->p, 0);
          EXPECT_LE(c->p, 1);
          expect_within(c->interval, c->difference, -1, 1);
          if (c->lift && c->lift->interval) expect_within(*c->lift->interval, c->lift->value, -1, 1e6);
          EXPECT_GT(c->detectable.value_or(1), 0);
          const auto odds = odds_ratio({x1, n1}, {x2, n2});
          if (odds) expect_within(odds->interval, odds->value, 0, 1e6);
        }
      }
    }
  }
  EXPECT_FALSE(compare_proportions({0, 0}, {1, 2}).has_value());
  EXPECT_FALSE(compare_proportions({1, 2}, {3, 2}).has_value());
  EXPECT_FALSE(fisher_exact({1, 2}, {0, 0}).has_value());
}

TEST(CompareProportions, KeepsSmallPValuesApartFromZero) {
  const auto far = compare_proportions({5'200, 10'000}, {2'700, 10'000});
  EXPECT_GT(far->p, 0);
  EXPECT_LT(far->p, 1e-250);
  const double exact = fisher_exact({5'200, 10'000}, {2'700, 10'000}).value();
  EXPECT_GT(exact, 0);
  EXPECT_LT(exact, 1e-250);
}

// Twice the smaller binomial tail in exact fractions: Python's fractions and math.comb.
TEST(McNemarExact, IsTwiceTheSmallerTail) {
  EXPECT_NEAR(mcnemar_exact(1, 5), 0.21875, 1e-14);
  EXPECT_NEAR(mcnemar_exact(5, 1), 0.21875, 1e-14);
  EXPECT_NEAR(mcnemar_exact(0, 8), 0.0078125, 1e-14);
  EXPECT_NEAR(mcnemar_exact(3, 20), 0.00048828125, 1e-15);
  EXPECT_NEAR(mcnemar_exact(59, 121), 4.434449263755176e-06, 1e-17);
  EXPECT_NEAR(mcnemar_exact(107, 132), 0.12037670033387107, 1e-12);  // the answers of Agresti 2007, table 8.1
  EXPECT_NEAR(mcnemar_exact(170, 230), 0.0031290161268145234, 1e-13);
}

TEST(McNemarExact, NobodyDiffersOrAsManyEitherWay) {
  EXPECT_EQ(mcnemar_exact(0, 0), 1);
  EXPECT_EQ(mcnemar_exact(10, 10), 1);
  EXPECT_EQ(mcnemar_exact(1'000'000, 1'000'000), 1);
}

TEST(McNemarExact, NearsTheNormalDistributionForManyPersons) {
  const double z = (501'500.0 - 498'500.0 - 1) / std::sqrt(1'000'000.0);  // continuity corrected
  EXPECT_NEAR(mcnemar_exact(498'500, 501'500), normal_two_sided(z), 1e-6);
  EXPECT_GE(mcnemar_exact(0, 1'000'000), 0);
}

}  // namespace
}  // namespace sluice
