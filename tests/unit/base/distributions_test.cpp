#include "base/distributions.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace sluice {
namespace {

// Abramowitz & Stegun 1964, tables 26.1 and 26.2, and the points that every textbook prints.
TEST(Distributions, TheNormalTailHasThePublishedValues) {
  EXPECT_EQ(normal_upper_tail(0), 0.5);
  EXPECT_NEAR(normal_upper_tail(1), 0.158655253931457, 1e-15);
  EXPECT_NEAR(normal_upper_tail(1.959963984540054), 0.025, 1e-16);
  EXPECT_NEAR(normal_upper_tail(2), 0.022750131948179, 1e-15);
  EXPECT_NEAR(normal_upper_tail(-1), 0.841344746068543, 1e-15);
  EXPECT_NEAR(normal_two_sided(-2.5758293035489), 0.01, 1e-14);
  EXPECT_NEAR(-std::log10(normal_upper_tail(5)), 6.54265, 5e-6);
  EXPECT_NEAR(-std::log10(normal_upper_tail(10)), 23.11805, 5e-6);
  EXPECT_NEAR(-std::log10(normal_upper_tail(20)), 88.56010, 5e-6);
}

// P(Z >= z) = phi(z) * integral of exp(-z u - u^2 / 2) over u > 0, by Simpson's rule.
double integrated_tail(double z) {
  const double end = 40 / (z + 2);
  constexpr int kSteps = 20'000;
  double sum = 0;
  for (int i = 0; i <= kSteps; ++i) {
    const double u = end * i / kSteps;
    const double weight = i == 0 || i == kSteps ? 1 : (i % 2 == 1 ? 4 : 2);
    sum += weight * std::exp(-z * u - u * u / 2);
  }
  return std::exp(-z * z / 2) / std::sqrt(8 * std::atan(1.0)) * sum * end / kSteps / 3;
}

TEST(Distributions, TheNormalTailIsTheIntegralOfTheDensity) {
  for (double z = 0; z <= 37; z += 0.37) EXPECT_NEAR(normal_upper_tail(z) / integrated_tail(z), 1, 1e-12) << z;
}

TEST(Distributions, TheNormalTailFallsToZeroAndNotBefore) {
  for (double z = -9; z < 37.4; z += 0.1) EXPECT_GE(normal_upper_tail(z), normal_upper_tail(z + 0.1)) << z;
  EXPECT_GT(normal_upper_tail(37.5), 0);
  EXPECT_EQ(normal_upper_tail(40), 0);
  EXPECT_EQ(normal_upper_tail(1e200), 0);
  EXPECT_EQ(normal_upper_tail(std::numeric_limits<double>::infinity()), 0);
  EXPECT_EQ(normal_upper_tail(-std::numeric_limits<double>::infinity()), 1);
}

// Abramowitz & Stegun 1964, table 26.8: the points that 5 % and 1 % lie beyond.
TEST(Distributions, TheChiSquareTailHasThePublishedValues) {
  EXPECT_NEAR(chi_square_upper_tail(3.84146, 1), 0.05, 1e-6);
  EXPECT_NEAR(chi_square_upper_tail(5.99147, 2), 0.05, 1e-6);
  EXPECT_NEAR(chi_square_upper_tail(18.3070, 10), 0.05, 1e-6);
  EXPECT_NEAR(chi_square_upper_tail(50.8922, 30), 0.01, 1e-6);
  EXPECT_EQ(chi_square_upper_tail(0, 3), 1);
}

}  // namespace
}  // namespace sluice
