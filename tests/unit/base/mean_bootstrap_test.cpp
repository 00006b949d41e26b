#include "base/mean_bootstrap.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace sluice {
namespace {

// Revenue of each person: `share` of them buy, for amounts of a mean of `mean`, most small and a few large.
std::vector<double> revenues(Random& random, size_t persons, double share, double mean) {
  std::vector<double> values(persons);
  for (double& value : values) {
    if (random.share() < share) value = -mean * std::log(1 - random.share());
  }
  return values;
}

Interval bootstrap(const std::vector<double>& one, const std::vector<double>& other, uint64_t seed,
                   uint64_t replicates = MeanDifferenceBootstrap::kReplicates) {
  MeanDifferenceBootstrap run(one, other, seed, replicates);
  run.finish();
  return run.interval().value();
}

TEST(MeanBootstrap, CoversTheTrueDifferenceAboutAsOftenAsItSays) {
  Random random(21);
  const double truth = 0.3 * 80 - 0.25 * 60;
  constexpr int kRounds = 600;
  int covered = 0, below = 0;
  for (int round = 0; round < kRounds; ++round) {
    const auto one = revenues(random, 250, 0.3, 80), other = revenues(random, 300, 0.25, 60);
    const Interval interval = bootstrap(one, other, random.next(), 400);
    covered += interval.low <= truth && truth <= interval.high ? 1 : 0;
    below += truth < interval.low ? 1 : 0;
  }
  // Two and a half standard errors around 95 %, and neither side takes all the misses.
  EXPECT_GT(covered, kRounds * 0.925);
  EXPECT_LT(covered, kRounds * 0.972);
  EXPECT_LT(below, kRounds * 0.05);
  EXPECT_LT(kRounds - covered - below, kRounds * 0.05);
}

TEST(MeanBootstrap, NearsTheNormalIntervalForManyPersons) {
  Random random(22);
  const auto one = revenues(random, 20'000, 0.1, 50), other = revenues(random, 30'000, 0.1, 50);
  const Moments first = moments_of(one), second = moments_of(other);
  const double error =
      std::sqrt(first.deviation * first.deviation / 20'000 + second.deviation * second.deviation / 30'000);
  const Interval interval = bootstrap(one, other, 1);
  const double difference = first.mean - second.mean;
  EXPECT_NEAR(interval.low, difference - kNormal975 * error, 0.15 * error);
  EXPECT_NEAR(interval.high, difference + kNormal975 * error, 0.15 * error);
}

TEST(MeanBootstrap, IsThatOfAShareWhereValuesAreZeroAndOne) {
  // 300 of 1,000 less 200 of 1,000: standard error sqrt(0.21 / 1000 + 0.16 / 1000).
  std::vector<double> one(1'000), other(1'000);
  std::fill_n(one.begin(), 300, 1);
  std::fill_n(other.begin(), 200, 1);
  const Interval interval = bootstrap(one, other, 2, 20'000);
  const double half = kNormal975 * std::sqrt(0.21 / 1'000 + 0.16 / 1'000);
  EXPECT_NEAR(interval.low, 0.1 - half, 0.0015);
  EXPECT_NEAR(interval.high, 0.1 + half, 0.0015);
}

TEST(MeanBootstrap, DoesNotDependOnStepsOrOnTheOrderOfThePersons) {
  Random random(23);
  auto one = revenues(random, 90, 0.4, 30), other = revenues(random, 70, 0.4, 30);
  const Interval whole = bootstrap(one, other, 3, 101);
  std::reverse(one.begin(), one.end());
  std::rotate(other.begin(), other.begin() + 13, other.end());
  MeanDifferenceBootstrap run(one, other, 3, 101);
  EXPECT_EQ(run.share(), 0);
  double before = 0;
  while (!run.done()) {
    EXPECT_FALSE(run.interval().has_value());
    run.advance(7);
    EXPECT_GT(run.share(), before);
    before = run.share();
  }
  EXPECT_EQ(run.share(), 1);
  run.advance(1'000);
  EXPECT_EQ(run.interval()->low, whole.low);
  EXPECT_EQ(run.interval()->high, whole.high);
  EXPECT_NE(bootstrap(one, other, 4, 101).low, whole.low);
}

TEST(MeanBootstrap, KnowsTheDifferenceAtOnce) {
  const std::vector<double> one{0, 0, 12, 6, -3}, other{0, 4};
  EXPECT_DOUBLE_EQ(MeanDifferenceBootstrap(one, other, 1).difference().value(), 1);
}

TEST(MeanBootstrap, HasNoneWhereResamplesCannotVary) {
  const std::vector<double> nobody, single{5}, zeros(50), some{0, 0, 3, 8};
  for (const auto* without : {&nobody, &single, &zeros}) {
    for (const auto& [one, other] : {std::pair{without, &some}, {&some, without}}) {
      MeanDifferenceBootstrap run(*one, *other, 1);
      EXPECT_TRUE(run.done());
      EXPECT_EQ(run.share(), 1);
      run.finish();
      EXPECT_FALSE(run.interval().has_value());
      EXPECT_EQ(run.difference().has_value(), !without->empty());
    }
  }
}

TEST(MeanBootstrap, TakesAPairOfPersons) {
  const Interval interval = bootstrap({0, 10}, {0, 10}, 5, 500);
  EXPECT_GE(interval.low, -10);
  EXPECT_LE(interval.high, 10);
  EXPECT_LT(interval.low, interval.high);
}

}  // namespace
}  // namespace sluice
