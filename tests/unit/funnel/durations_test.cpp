#include "funnel/durations.h"

#include <algorithm>
#include <limits>

#include <gtest/gtest.h>

#include "base/random.h"
#include "base/statistics.h"

namespace sluice::funnel {
namespace {

DurationSummary by_sorting(const std::vector<uint64_t>& durations) {
  std::vector<double> sorted(durations.begin(), durations.end());
  std::sort(sorted.begin(), sorted.end());
  return {quantile_type7(sorted, 0.5), quantile_type7(sorted, 0.9)};
}

void expect_as_sorted(const std::vector<uint64_t>& durations) {
  Durations counted;
  for (const uint64_t one : durations) counted.add(one);
  const DurationSummary summary = counted.summarise(), expected = by_sorting(durations);
  EXPECT_EQ(summary.median_ms, expected.median_ms);
  EXPECT_EQ(summary.p90_ms, expected.p90_ms);
}

TEST(Durations, NoneHaveNoQuantiles) {
  EXPECT_TRUE(Durations().empty());
  EXPECT_EQ(Durations().summarise().median_ms, std::nullopt);
  EXPECT_EQ(Durations().summarise().p90_ms, std::nullopt);
}

TEST(Durations, OneIsEveryQuantile) { expect_as_sorted({86'400'000}); }

TEST(Durations, NeighboursLieInDifferentBars) {
  expect_as_sorted({0, 1});
  expect_as_sorted({63, 64});
  expect_as_sorted({127, 128, 129});
  expect_as_sorted({0, std::numeric_limits<uint64_t>::max()});
}

TEST(Durations, QuantilesAreThoseOfTheSortedOnes) {
  Random random(20261127);
  for (const uint64_t most : {uint64_t{2}, uint64_t{70}, uint64_t{5'000}, uint64_t{1} << 36}) {
    for (size_t size = 1; size < 60; ++size) {
      std::vector<uint64_t> durations;
      for (size_t i = 0; i < size; ++i) {
        durations.push_back(static_cast<uint64_t>(random.share() * random.share() * static_cast<double>(most)));
      }
      expect_as_sorted(durations);
    }
  }
}

}  // namespace
}  // namespace sluice::funnel
