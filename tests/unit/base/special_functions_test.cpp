#include "base/special_functions.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"

namespace sluice {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kEuler = 0.57721566490153286061;

double relative(double value, double expected) {
  return std::abs(value - expected) / std::max(1.0, std::abs(expected));
}

TEST(SpecialFunctions, ExponentialIsThatOfTheLibraryToTheLastPlaces) {
  Random random(1);
  for (int i = 0; i < 20'000; ++i) {
    const double x = (random.share() - 0.5) * (i % 2 == 0 ? 1400 : 4);
    EXPECT_NEAR(exponential(x) / std::exp(x), 1, 5e-16) << x;
  }
  EXPECT_EQ(exponential(0), 1);
  EXPECT_EQ(exponential(-1e9), 0);
  EXPECT_EQ(exponential(1e9), std::numeric_limits<double>::infinity());
}

TEST(SpecialFunctions, LogOnePlusKeepsItsDigitsWhereXIsSmall) {
  Random random(2);
  for (int i = 0; i < 20'000; ++i) {
    const double x = std::pow(10, -17 * random.share()) * (i % 2 == 0 ? 1 : 1e6) * (i % 3 == 0 ? -0.9e-6 : 1);
    EXPECT_NEAR(log_one_plus(x) / std::log1p(x), 1, 1e-15) << x;
  }
  EXPECT_EQ(log_one_plus(0), 0);
  EXPECT_EQ(log_one_plus(1e-300), 1e-300);
}

TEST(SpecialFunctions, MeanDecayHasNoGapAtZero) {
  for (const double z : {-300.0, -3.0, -1.0000001, -0.9999999, -1e-3, -1e-12, 1e-300, 1e-7, 0.5, 1.0, 1.1, 40.0, 1e9}) {
    EXPECT_NEAR(mean_decay(z) / (-std::expm1(-z) / z), 1, 2e-15) << z;
  }
  EXPECT_EQ(mean_decay(0), 1);
}

TEST(SpecialFunctions, SoftplusAndLogisticNeitherOverflowNorVanish) {
  EXPECT_NEAR(softplus(0), std::log(2), 1e-16);
  EXPECT_EQ(softplus(1e6), 1e6);
  EXPECT_EQ(softplus(-1e6), 0);
  EXPECT_NEAR(softplus(3), std::log1p(std::exp(3)), 1e-15);
  EXPECT_NEAR(softplus(-3), std::log1p(std::exp(-3)), 1e-16);
  EXPECT_EQ(logistic(0), 0.5);
  EXPECT_EQ(logistic(1e6), 1);
  EXPECT_EQ(logistic(-1e6), 0);
  EXPECT_NEAR(logistic(-40) / std::exp(-40), 1, 1e-15);
  EXPECT_NEAR(logistic(2) + logistic(-2), 1, 3e-16);
}

// Abramowitz & Stegun 1964, tables 6.1 and 6.5 and the closed forms of section 6.
TEST(SpecialFunctions, LogGammaHasThePublishedValues) {
  EXPECT_NEAR(log_gamma(1), 0, 2e-15);
  EXPECT_NEAR(log_gamma(2), 0, 2e-15);
  EXPECT_NEAR(log_gamma(0.5), std::log(kPi) / 2, 2e-15);
  EXPECT_NEAR(std::exp(log_gamma(1.25)), 0.9064024771, 1e-10);
  EXPECT_NEAR(std::exp(log_gamma(1.75)), 0.9190625268, 1e-10);
  EXPECT_NEAR(relative(log_gamma(11), std::log(3'628'800)), 0, 1e-15);
}

TEST(SpecialFunctions, DigammaHasThePublishedValues) {
  EXPECT_NEAR(digamma(1), -kEuler, 1e-14);
  EXPECT_NEAR(digamma(0.5), -kEuler - 2 * std::log(2), 1e-14);
  EXPECT_NEAR(digamma(1.5), 0.0364899740, 1e-10);
  EXPECT_NEAR(digamma(2), 0.4227843351, 1e-10);
  EXPECT_NEAR(digamma(10), 2.2517525891, 1e-10);
}

TEST(SpecialFunctions, TrigammaHasThePublishedValues) {
  EXPECT_NEAR(trigamma(1), kPi * kPi / 6, 1e-14);
  EXPECT_NEAR(trigamma(0.5), kPi * kPi / 2, 1e-14);
  EXPECT_NEAR(trigamma(1.5), 0.9348022005, 1e-10);
  EXPECT_NEAR(trigamma(2), 0.6449340668, 1e-10);
}

// Abramowitz & Stegun 1964, 6.5.13: for whole a, Q(a, x) = e^-x (1 + x + ... + x^(a-1) / (a-1)!); 6.5.17 for a = 1/2.
TEST(SpecialFunctions, UpperGammaHasItsClosedForms) {
  for (const double x : {0.0, 1e-12, 0.2, 1.0, 3.9, 4.0, 4.1, 17.0, 300.0, 690.0}) {
    EXPECT_NEAR(gamma_upper_share(1, x) / std::exp(-x), 1, 2e-13) << x;
    EXPECT_NEAR(gamma_upper_share(4, x) / (std::exp(-x) * (1 + x * (1 + x / 2 * (1 + x / 3)))), 1, 2e-13) << x;
    EXPECT_NEAR(gamma_upper_share(0.5, x) / std::erfc(std::sqrt(x)), 1, 2e-13) << x;
  }
  EXPECT_EQ(gamma_upper_share(2.5, 0), 1);
  EXPECT_EQ(gamma_upper_share(2.5, 1e300), 0);
  EXPECT_EQ(gamma_upper_share(2.5, std::numeric_limits<double>::infinity()), 0);
}

TEST(SpecialFunctions, UpperGammaKeepsItsRecurrence) {
  // 6.5.22: Q(a + 1, x) = Q(a, x) + x^a e^-x / gamma(a + 1), on both sides of where series and fraction meet.
  Random random(3);
  for (int i = 0; i < 2'000; ++i) {
    const double a = 0.5 + random.share() * 60, x = random.share() * 120;
    const double step = std::exp(a * std::log(x) - x - std::lgamma(a + 1));
    const double next = gamma_upper_share(a + 1, x);
    EXPECT_LT(std::abs(gamma_upper_share(a, x) + step - next), 1e-12 * next) << a << ", " << x;
  }
}

TEST(SpecialFunctions, EachKeepsItsRecurrence) {
  Random random(2);
  for (int i = 0; i < 2'000; ++i) {
    const double x = exponential((random.share() - 0.5) * 24);  // 6e-6 to 160,000
    EXPECT_LT(relative(log_gamma(x + 1), log_gamma(x) + std::log(x)), 4e-15) << x;
    EXPECT_LT(relative(digamma(x) + 1 / x, digamma(x + 1)), 2e-15 * std::max(4.0, 1 / x)) << x;
    EXPECT_LT(std::abs(trigamma(x) - 1 / (x * x) - trigamma(x + 1)), 2e-15 * std::max(4.0, trigamma(x))) << x;
  }
}

TEST(SpecialFunctions, EachIsTheDerivativeOfTheOneBefore) {
  for (const double x : {0.3, 1.0, 4.5, 9.99, 10.0, 37.0, 5'000.0}) {
    const double h = 1e-3 * x;
    const auto slope = [&](double (*f)(double)) {  // of order four
      return (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h);
    };
    EXPECT_LT(std::abs(slope(log_gamma) - digamma(x)), 1e-9 * std::max(1.0, std::abs(digamma(x)))) << x;
    EXPECT_LT(std::abs(slope(digamma) / trigamma(x) - 1), 1e-9) << x;
  }
}

}  // namespace
}  // namespace sluice
