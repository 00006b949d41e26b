#include "rfm/scoring.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "rfm/scoring_methods.h"
#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

struct Column {
  std::vector<double> values, sorted;
  ScoringInput input(bool lower_is_better, int bins, std::span<const double> cuts = {}) const {
    return {values, sorted, lower_is_better, bins, cuts, averages()};
  }
  Averages averages() const {
    const size_t n = sorted.size();
    return {std::accumulate(sorted.begin(), sorted.end(), 0.0) / static_cast<double>(n),
            (sorted[(n - 1) / 2] + sorted[n / 2]) / 2};
  }
};

Column column_of(std::vector<double> values) {
  Column column{values, values};
  std::sort(column.sorted.begin(), column.sorted.end());
  return column;
}

Scoring score(const std::string& method, const ScoringInput& input) {
  return find_scoring_method(method)->score(input);
}

// The formula of the domain in rational numbers, one customer against all others.
int midrank_by_hand(const std::vector<double>& values, double value, bool lower_is_better, int bins) {
  int64_t less = 0, equal = 0;
  for (const double other : values) {
    less += (lower_is_better ? other > value : other < value) ? 1 : 0;
    equal += other == value ? 1 : 0;
  }
  const int64_t numerator = bins * (2 * less + equal);
  const auto denominator = static_cast<int64_t>(2 * values.size());
  const int64_t ceiling = numerator / denominator + (numerator % denominator != 0 ? 1 : 0);
  return static_cast<int>(std::clamp<int64_t>(ceiling, 1, bins));
}

std::vector<Column> random_columns(int count) {
  std::mt19937_64 random(seed_of_today());
  const auto pick = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
  std::vector<Column> columns;
  for (int i = 0; i < count; ++i) {
    const int distinct = pick(1, 12);
    std::vector<double> values(static_cast<size_t>(pick(1, 60)));
    for (double& value : values) value = pick(0, distinct) * 0.25 - 1;
    columns.push_back(column_of(std::move(values)));
  }
  return columns;
}

TEST(Midrank, FollowsItsFormula) {
  for (const Column& column : random_columns(2'000)) {
    for (const bool lower_is_better : {false, true}) {
      for (const int bins : {3, 5, 10}) {
        const Scoring scoring = score("midrank", column.input(lower_is_better, bins));
        ASSERT_EQ(scoring.cuts.size(), static_cast<size_t>(bins - 1));
        ASSERT_TRUE(std::is_sorted(scoring.cuts.begin(), scoring.cuts.end()));
        for (size_t row = 0; row < column.values.size(); ++row) {
          ASSERT_EQ(scoring.scores[row], midrank_by_hand(column.values, column.values[row], lower_is_better, bins));
        }
      }
    }
  }
}

TEST(Thresholds, WithTheCutsOfAnotherMethodGiveItsScores) {
  for (const Column& column : random_columns(2'000)) {
    for (const bool lower_is_better : {false, true}) {
      for (int bins = 3; bins <= 10; ++bins) {
        const Scoring midrank = score("midrank", column.input(lower_is_better, bins));
        const Scoring thresholds = score("thresholds", column.input(lower_is_better, bins, midrank.cuts));
        ASSERT_EQ(thresholds.scores, midrank.scores);
      }
    }
  }
}

TEST(Thresholds, CountCutsStrictlyBelowTheValue) {
  const Column days = column_of({0, 30, 31, 90, 400});
  const std::vector<double> cuts{30, 60, 90, 180};
  EXPECT_EQ(score("thresholds", days.input(true, 5, cuts)).scores, (std::vector<uint8_t>{5, 5, 4, 3, 1}));
  EXPECT_EQ(score("thresholds", days.input(false, 5, cuts)).scores, (std::vector<uint8_t>{1, 1, 2, 3, 5}));
}

TEST(Thresholds, AStrangerFarAwayChangesNobodysScore) {
  const std::vector<double> cuts{10, 20, 30, 40};
  Column column = column_of({5, 15, 25, 35, 45});
  const Scoring before = score("thresholds", column.input(false, 5, cuts));
  column = column_of({5, 15, 25, 35, 45, 1e9});
  Scoring after = score("thresholds", column.input(false, 5, cuts));
  after.scores.pop_back();
  EXPECT_EQ(after.scores, before.scores);
}

TEST(Midrank, ScalingMoneyScalesCutsAndLeavesScores) {
  for (const Column& column : random_columns(200)) {
    std::vector<double> cents = column.values;
    for (double& value : cents) value = (value + 1) * 1024;  // a power of two: exact
    const Scoring yuan = score("midrank", column.input(false, 5));
    const Scoring scaled = score("midrank", column_of(cents).input(false, 5));
    ASSERT_EQ(yuan.scores, scaled.scores);
    for (size_t i = 0; i < yuan.cuts.size(); ++i) {
      if (yuan.cuts[i] >= column.sorted.front()) {
        ASSERT_EQ((yuan.cuts[i] + 1) * 1024, scaled.cuts[i]);
      }
    }
  }
}

TEST(Midrank, GivesTheMiddleScoreWhereAllAreEqual) {
  const Column column = column_of({7, 7, 7});
  const Scoring scoring = score("midrank", column.input(false, 5));
  EXPECT_EQ(scoring.scores, (std::vector<uint8_t>{3, 3, 3}));
  EXPECT_EQ(scoring.cuts, (std::vector<double>{6, 6, 7, 7}));
}

TEST(Midrank, StandsExtremeValues) {
  const Column column = column_of({-1e300, 1e300, 1e300});
  const Scoring scoring = score("midrank", column.input(false, 10));
  for (const double cut : scoring.cuts) EXPECT_TRUE(std::isfinite(cut));
  EXPECT_EQ(score("thresholds", column.input(false, 10, scoring.cuts)).scores, scoring.scores);
}

// Least sum of squared deviations over all ways to cut the distinct values into at most `classes`.
double least_variation(const std::vector<double>& sorted, size_t begin, size_t classes) {
  if (begin == sorted.size()) return 0;
  if (classes == 0) return INFINITY;
  double least = INFINITY;
  for (size_t end = begin + 1; end <= sorted.size(); ++end) {
    if (end < sorted.size() && sorted[end] == sorted[end - 1]) continue;
    double sum = 0, squares = 0;
    for (size_t i = begin; i < end; ++i) sum += sorted[i];
    const double mean = sum / static_cast<double>(end - begin);
    for (size_t i = begin; i < end; ++i) squares += (sorted[i] - mean) * (sorted[i] - mean);
    least = std::min(least, squares + least_variation(sorted, end, classes - 1));
  }
  return least;
}

double variation_within(const Column& column, const Scoring& scoring) {
  double total = 0;
  for (int score = 1; score <= 10; ++score) {
    double sum = 0, squares = 0;
    int count = 0;
    for (size_t row = 0; row < column.values.size(); ++row) {
      if (scoring.scores[row] != score) continue;
      sum += column.values[row];
      squares += column.values[row] * column.values[row];
      ++count;
    }
    if (count > 0) total += squares - sum * sum / count;
  }
  return total;
}

TEST(Jenks, LeavesTheLeastVariationOfAllPartitions) {
  for (const Column& column : random_columns(400)) {
    for (const bool lower_is_better : {false, true}) {
      for (const int bins : {3, 4, 5}) {
        const Scoring scoring = score("jenks", column.input(lower_is_better, bins));
        ASSERT_NEAR(variation_within(column, scoring), least_variation(column.sorted, 0, static_cast<size_t>(bins)),
                    1e-9);
      }
    }
  }
}

TEST(Jenks, IsNotMisledByAValueFarAway) {
  for (const double far : {-1e12, -1e10, 1e10, 1e12}) {
    std::vector<double> values{far};
    for (int i = 0; i < 16; ++i) values.push_back(5 + i * i % 41 * 1.25);
    const Column column = column_of(values);
    std::vector<double> near = column.sorted;
    near.erase(far < 0 ? near.begin() : near.end() - 1);
    const Scoring scoring = score("jenks", column.input(false, 5));
    double total = 0;
    for (int s = 1; s <= 5; ++s) {
      std::vector<double> of_score;
      for (size_t row = 1; row < values.size(); ++row) {
        if (scoring.scores[row] == s) of_score.push_back(values[row]);
      }
      double mean = 0;
      for (const double value : of_score) mean += value / static_cast<double>(of_score.size());
      for (const double value : of_score) total += (value - mean) * (value - mean);
    }
    EXPECT_NEAR(total, least_variation(near, 0, 4), 1e-6) << far;
  }
}

TEST(Jenks, FindsTheGapsOfAMillionValues) {
  std::vector<double> values;
  for (int i = 0; i < 1'000'000; ++i) values.push_back(i % 5 * 1e6 + i * 0.001);
  const Column column = column_of(std::move(values));
  const Scoring scoring = score("jenks", column.input(false, 5));
  for (size_t row = 0; row < column.values.size(); ++row) ASSERT_EQ(scoring.scores[row], 1 + row % 5);
}

TEST(SplitMethods, GiveTheBestScoreToWhoIsStrictlyBetterAndOneToEverybodyElse) {
  for (const Column& column : random_columns(2'000)) {
    for (const bool lower_is_better : {false, true}) {
      for (const int bins : {3, 5, 10}) {
        const Averages averages = column.averages();
        const Scoring by_mean = score("mean", column.input(lower_is_better, bins));
        const Scoring by_median = score("median", column.input(lower_is_better, bins));
        EXPECT_EQ(std::count(by_mean.cuts.begin(), by_mean.cuts.end(), by_mean.cuts[0]), bins - 1);
        for (size_t row = 0; row < column.values.size(); ++row) {
          const double value = column.values[row];
          const auto wanted = [&](double split) {
            return (lower_is_better ? value < split : value > split) ? bins : 1;
          };
          ASSERT_EQ(by_mean.scores[row], wanted(averages.mean));
          ASSERT_EQ(by_median.scores[row], wanted(averages.median));
        }
      }
    }
  }
}

TEST(ScoringMethods, AreThoseThatTheSpecNames) {
  std::vector<std::string_view> names;
  for (const ScoringMethod& method : scoring_methods()) names.push_back(method.name);
  EXPECT_EQ(names, std::vector<std::string_view>(kScoringMethods.begin(), kScoringMethods.end()));
}

TEST(ScoringMethods, EveryOneKeepsItsRules) {
  for (const Column& column : random_columns(500)) {
    std::vector<double> shuffled(column.values.rbegin(), column.values.rend());
    const Column reversed = column_of(shuffled);
    for (const ScoringMethod& method : scoring_methods()) {
      if (method.user_cuts) continue;
      for (const bool lower_is_better : {false, true}) {
        for (const int bins : {3, 5, 10}) {
          const Scoring scoring = method.score(column.input(lower_is_better, bins));
          ASSERT_EQ(scoring.cuts.size(), static_cast<size_t>(bins - 1)) << method.name;
          ASSERT_TRUE(std::is_sorted(scoring.cuts.begin(), scoring.cuts.end())) << method.name;
          for (size_t a = 0; a < column.values.size(); ++a) {
            ASSERT_TRUE(scoring.scores[a] >= 1 && scoring.scores[a] <= bins) << method.name;
            for (size_t b = 0; b < a; ++b) {
              const bool better =
                  lower_is_better ? column.values[a] < column.values[b] : column.values[a] > column.values[b];
              if (better) {
                ASSERT_GE(scoring.scores[a], scoring.scores[b]) << method.name;
              }
            }
          }
          if (method.splits_equal) continue;
          EXPECT_EQ(count_split(column.values, column.sorted, scoring.scores), 0U) << method.name;
          EXPECT_EQ(score("thresholds", column.input(lower_is_better, bins, scoring.cuts)).scores, scoring.scores)
              << method.name;
          std::vector<uint8_t> back = method.score(reversed.input(lower_is_better, bins)).scores;
          std::reverse(back.begin(), back.end());
          EXPECT_EQ(back, scoring.scores) << method.name << ": the order of the rows must not matter";
        }
      }
    }
  }
}

TEST(ScoringMethods, AllButTheRPackagesScaleWithMoney) {
  for (const Column& column : random_columns(200)) {
    std::vector<double> cents = column.values;
    for (double& value : cents) value *= 1024;  // a power of two: exact
    for (const ScoringMethod& method : scoring_methods()) {
      if (method.user_cuts || method.name == "rfm-r") continue;  // that one adds 1 in whatever unit there is
      EXPECT_EQ(method.score(column_of(cents).input(false, 5)).scores, method.score(column.input(false, 5)).scores)
          << method.name;
    }
  }
}

TEST(ScoringMethods, SayHowManyEqualCustomersAreParted) {
  const std::vector<double> values{1, 1, 1, 2, 2, 3};
  const Column column = column_of(values);
  const Scoring scoring = score("ntile", column.input(false, 3));
  EXPECT_EQ(scoring.scores, (std::vector<uint8_t>{1, 1, 2, 2, 3, 3}));
  EXPECT_EQ(count_split(column.values, column.sorted, scoring.scores), 5U);  // three ones, two twos
}

TEST(Straddling, CountsGroupsThatReachOverANominalCut) {
  // Ten customers, five bins: nominal cuts after ranks 2, 4, 6, 8.
  EXPECT_EQ(count_straddling(std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 5), 0U);
  EXPECT_EQ(count_straddling(std::vector<double>{1, 1, 2, 2, 3, 3, 4, 4, 5, 5}, 5), 0U);
  EXPECT_EQ(count_straddling(std::vector<double>{1, 2, 2, 4, 5, 6, 7, 8, 9, 10}, 5), 2U);
  EXPECT_EQ(count_straddling(std::vector<double>{1, 1, 1, 1, 1, 1, 1, 2, 3, 4}, 5), 7U);
}

TEST(Straddling, AgreesWithItsDefinition) {
  for (const Column& column : random_columns(2'000)) {
    for (const int bins : {3, 4, 5, 10}) {
      uint64_t customers = 0;
      const uint64_t n = column.sorted.size();
      for (const double value : column.sorted) {
        const auto [low, high] = std::equal_range(column.sorted.begin(), column.sorted.end(), value);
        const auto k = static_cast<uint64_t>(bins);
        const uint64_t a = static_cast<uint64_t>(low - column.sorted.begin()) * k;
        const uint64_t b = static_cast<uint64_t>(high - column.sorted.begin()) * k;
        bool crosses = false;
        for (uint64_t i = 1; i < k && high - low > 1; ++i) crosses = crosses || (a < i * n && i * n < b);
        customers += crosses ? 1 : 0;
      }
      ASSERT_EQ(count_straddling(column.sorted, bins), customers);
    }
  }
}

TEST(CheckDimension, NamesTheMemberToBlame) {
  const auto pointer = [](const DimensionSpec& spec) {
    const Status status = check_dimension(spec, 5, "/rfm/monetary");
    return status ? "" : status.error().place.pointer;
  };
  EXPECT_EQ(pointer({"midrank", {}}), "");
  EXPECT_EQ(pointer({"thresholds", {1, 2, 3, 4}}), "");
  EXPECT_EQ(pointer({"thresholds", {1, 1, 1, 4}}), "");
  EXPECT_EQ(pointer({"astrology", {}}), "/rfm/monetary/method");
  EXPECT_EQ(pointer({"thresholds", {1, 2, 3}}), "/rfm/monetary/cuts");
  EXPECT_EQ(pointer({"thresholds", {1, 2, 1, 4}}), "/rfm/monetary/cuts/2");
  EXPECT_EQ(pointer({"thresholds", {1, 2, NAN, 4}}), "/rfm/monetary/cuts/2");
}

}  // namespace
}  // namespace sluice::rfm
