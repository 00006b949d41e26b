#include "rfm/kmeans.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "rfm/elbow.h"
#include "rfm/silhouette.h"

namespace sluice::rfm {
namespace {

Points random_points(uint64_t seed, size_t count, size_t dimensions, double grain = 0) {
  Random random(seed);
  Points points;
  points.columns.resize(dimensions);
  for (std::vector<double>& column : points.columns) {
    for (size_t i = 0; i < count; ++i) {
      const double value = random.share() * 4;
      column.push_back(grain > 0 ? static_cast<double>(static_cast<int>(value / grain)) * grain : value);
    }
  }
  return points;
}

/// The sum of squares of one way to group the points, by the definition: around the mean of each group.
double within_of(const Points& points, const std::vector<size_t>& group, size_t k) {
  double sum = 0;
  for (size_t j = 0; j < k; ++j) {
    for (const std::vector<double>& column : points.columns) {
      double count = 0, total = 0;
      for (size_t i = 0; i < group.size(); ++i) {
        if (group[i] != j) continue;
        count += 1;
        total += column[i];
      }
      for (size_t i = 0; i < group.size(); ++i) {
        if (group[i] == j) sum += (column[i] - total / count) * (column[i] - total / count);
      }
    }
  }
  return sum;
}

/// The smallest one of all ways to put the points into at most k groups.
double best_of_all_partitions(const Points& points, size_t k) {
  std::vector<size_t> group(points.size(), 0);
  double best = std::numeric_limits<double>::max();
  while (true) {
    best = std::min(best, within_of(points, group, k));
    size_t i = 0;
    while (i < group.size() && ++group[i] == k) group[i++] = 0;
    if (i == group.size()) return best;
  }
}

TEST(KMeans, NeverRaisesTheObjectiveFromOneIterationToTheNext) {
  for (uint64_t seed = 0; seed < 200; ++seed) {
    const Points points = random_points(seed, 5 + seed % 300, 1 + seed % 5, seed % 3 == 0 ? 0.5 : 0);
    const size_t k = 1 + seed % std::min<size_t>(kMostClusters, count_distinct(points, kMostClusters));
    Random random(seed);
    // Also from starts that are equal, so that clusters without points have to be mended.
    const bool equal = seed % 4 == 0;
    const std::vector<uint32_t> first(k, 0);
    KMeans run(points, equal ? points_at(points, first) : seed_centres(points, k, random));
    run.run(0);
    for (size_t i = 1; i < run.trace().size(); ++i) {
      EXPECT_LE(run.trace()[i], run.trace()[i - 1] * (1 + 1e-12)) << "seed " << seed << ", iteration " << i;
    }
  }
}

TEST(KMeans, FindsTheBestOfAllPartitionsOfAFewPoints) {
  for (uint64_t seed = 0; seed < 40; ++seed) {
    const Points points = random_points(seed, 7, 2, seed % 2 == 0 ? 0.5 : 0);
    const size_t k = 2 + seed % 2;
    Random random(seed);
    KMeans run(points, best_centres(points, k, 30, random));
    run.run(0);
    EXPECT_NEAR(run.objective(), best_of_all_partitions(points, k), 1e-9) << "seed " << seed;
  }
}

TEST(KMeans, PutsEveryPointToItsNearestCentre) {
  const Points points = random_points(3, 500, 3);
  Random random(3);
  KMeans run(points, seed_centres(points, 6, random));
  run.run();
  double sum = 0;
  for (size_t i = 0; i < points.size(); ++i) {
    double nearest = std::numeric_limits<double>::max();
    for (size_t j = 0; j < 6; ++j) nearest = std::min(nearest, squared_distance(points, i, run.centres(), j));
    EXPECT_EQ(squared_distance(points, i, run.centres(), run.labels()[i]), nearest);
    sum += nearest;
  }
  EXPECT_NEAR(run.objective(), sum, 1e-9);
}

TEST(KMeans, LeavesNoClusterEmptyWhileThereArePointsForIt) {
  const Points points{{{0, 0, 0, 0, 1, 5, 9}}};
  const std::vector<uint32_t> start{0, 1, 2, 3};
  KMeans run(points, points_at(points, start));
  run.run(0);
  EXPECT_EQ(run.objective(), 0);
  std::vector<uint8_t> used = run.labels();
  std::sort(used.begin(), used.end());
  EXPECT_EQ(std::unique(used.begin(), used.end()) - used.begin(), 4);
}

TEST(KMeans, GoesThroughFewerDifferentPointsThanClusters) {
  const Points points{{{2, 2, 2, 7, 7}}};
  Random random(1);
  KMeans run(points, seed_centres(points, 5, random));
  run.run(0);
  EXPECT_EQ(run.objective(), 0);
}

TEST(KMeans, StartsWithDifferentPointsWhereThereAreEnough) {
  for (uint64_t seed = 0; seed < 50; ++seed) {
    const Points points{{{0, 0, 0, 0, 0, 0, 0, 0, 3, 4}}};
    Random random(seed);
    EXPECT_EQ(count_distinct(seed_centres(points, 3, random), 10), 3U);
  }
}

TEST(KMeans, FitsNoWorseWithOneClusterMoreAtTheFarthestPoint) {
  const Points points = random_points(8, 200, 2);
  Random random(8);
  Points centres = best_centres(points, 1, 1, random);
  double before = std::numeric_limits<double>::max();
  for (size_t k = 1; k <= 10; ++k) {
    KMeans run(points, centres);
    run.run();
    EXPECT_LE(run.objective(), before);
    before = run.objective();
    if (k < 10) centres = with_farthest(points, run.centres());
  }
}

TEST(Points, SampleHasTheWantedSizeAndEveryRowHasTheSameChance) {
  std::vector<int> times(20, 0);
  Random random(5);
  for (int i = 0; i < 4000; ++i) {
    const std::vector<uint32_t> rows = sample_rows(20, 5, random);
    ASSERT_EQ(rows.size(), 5U);
    ASSERT_TRUE(std::is_sorted(rows.begin(), rows.end()));
    for (const uint32_t row : rows) ++times[row];
  }
  for (const int count : times) EXPECT_NEAR(count, 1000, 130);  // five standard deviations
  EXPECT_EQ(sample_rows(3, 10, random), (std::vector<uint32_t>{0, 1, 2}));
}

TEST(Silhouette, IsThatOfTheDefinitionOnALine) {
  // Of 0: a = 1, b = 10.5; of 1: a = 1, b = 9.5; of 10 and 11 likewise.
  const Points points{{{0, 1, 10, 11}}};
  const std::vector<uint8_t> labels{0, 0, 1, 1};
  const double outer = (10.5 - 1) / 10.5, inner = (9.5 - 1) / 9.5;
  EXPECT_NEAR(silhouette(points, labels, 2).mean.value(), (outer + inner) / 2, 1e-15);
}

TEST(Silhouette, IsZeroForAPointAloneAndNoneForOneCluster) {
  const Points points{{{0, 0, 9}}};
  const Silhouette two = silhouette(points, std::vector<uint8_t>{0, 0, 1}, 2);
  EXPECT_EQ(two.cluster_mean[1], 0);
  EXPECT_EQ(two.cluster_mean[0], 1);
  EXPECT_FALSE(silhouette(points, std::vector<uint8_t>{0, 0, 0}, 2).mean);
  const Points equal{{{4, 4, 4, 4}}};
  EXPECT_EQ(silhouette(equal, std::vector<uint8_t>{0, 0, 1, 1}, 2).mean, 0);
}

TEST(Elbow, IsTheValueFarthestUnderTheLineFromFirstToLast) {
  EXPECT_EQ(elbow(std::vector<double>{100, 30, 20, 10, 0}), 1U);
  EXPECT_EQ(elbow(std::vector<double>{100, 80, 10, 5, 0}), 2U);
  EXPECT_FALSE(elbow(std::vector<double>{4, 3, 2, 1, 0}));
  EXPECT_FALSE(elbow(std::vector<double>{4, 0}));
  EXPECT_FALSE(elbow(std::vector<double>{0, 0, 0}));
}

}  // namespace
}  // namespace sluice::rfm
