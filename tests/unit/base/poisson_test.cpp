#include "base/poisson.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace sluice {
namespace {

double draw(Random& random, double mean) { return mean == 1 ? draw_poisson_one(random) : draw_poisson(random, mean); }

TEST(PoissonDraw, HasItsMeanAndVariance) {
  for (const double mean : {1.0, 10.0, 12.5, 100.0, 5e4, 3e8}) {
    Random random(11);
    constexpr double kDraws = 40'000;
    double sum = 0, squares = 0;
    for (int i = 0; i < kDraws; ++i) {
      const double off = draw(random, mean) - mean;
      sum += off;
      squares += off * off;
    }
    // Four standard errors; the fourth central moment is mean + 3 mean^2.
    EXPECT_LE(std::abs(sum / kDraws), 4 * std::sqrt(mean / kDraws)) << mean;
    EXPECT_LE(std::abs(squares / kDraws - mean), 4 * std::sqrt((mean + 2 * mean * mean) / kDraws)) << mean;
  }
}

TEST(PoissonDraw, HasItsProbabilities) {
  for (const double mean : {1.0, 10.0, 11.0, 40.0}) {
    Random random(12);
    constexpr double kDraws = 200'000;
    std::vector<double> counts(200);
    for (int i = 0; i < kDraws; ++i) {
      const double drawn = draw(random, mean);
      ASSERT_EQ(drawn, std::floor(drawn));
      ASSERT_LT(drawn, counts.size());
      counts[static_cast<size_t>(drawn)] += 1;
    }
    double off = 0, cells = 0;  // Pearson's chi-square over the values that are expected ten times
    for (size_t k = 0; k < counts.size(); ++k) {
      const auto x = static_cast<double>(k);
      const double expected = kDraws * std::exp(x * std::log(mean) - mean - std::lgamma(x + 1));
      if (expected < 10) continue;
      off += (counts[k] - expected) * (counts[k] - expected) / expected;
      cells += 1;
    }
    EXPECT_LT(off, cells + 4 * std::sqrt(2 * cells)) << mean;
  }
}

// As if each of them were drawn alone: mean and variance are the number of persons.
TEST(PoissonDraw, OfPersonsIsTheSumOfTheirOwn) {
  for (const double persons : {0.0, 1.0, 4.0, 9.0, 10.0, 60.0}) {
    Random random(13);
    constexpr double kDraws = 40'000;
    double sum = 0, squares = 0;
    for (int i = 0; i < kDraws; ++i) {
      const double drawn = draw_poisson_of_persons(random, persons);
      ASSERT_EQ(drawn, std::floor(drawn));
      sum += drawn - persons;
      squares += (drawn - persons) * (drawn - persons);
    }
    EXPECT_LE(std::abs(sum / kDraws), 4 * std::sqrt(persons / kDraws)) << persons;
    EXPECT_LE(std::abs(squares / kDraws - persons), 4 * std::sqrt((persons + 2 * persons * persons) / kDraws));
  }
}

}  // namespace
}  // namespace sluice
