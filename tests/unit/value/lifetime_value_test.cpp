#include "value/lifetime_value.h"

#include <gtest/gtest.h>

#include <cmath>

#include "unit/value/simulated_customers.h"

namespace sluice::value {
namespace {

// Weeks.
constexpr ValueTerms kTwoYears = {104, 4.35, 52.18, 0.12, 0.4};

TEST(LifetimeValue, IsTheSumOfTheFormulaStepByStep) {
  for (const PurchaseModel& model : kModelsInWeeks) {
    double expected = 0, before = 0;
    for (int k = 1; k <= 24; ++k) {
      const double end = std::min(k * 4.35, 104.0);
      const double now = expected_purchases(model, 3, 20, 30, end);
      expected += (now - before) / std::pow(1.12, end / 52.18);
      before = now;
    }
    LifetimeValue value(model, kTwoYears);
    EXPECT_NEAR(value.purchases(3, 20, 30), expected, 1e-12 * expected);
    EXPECT_NEAR(value(3, 20, 30, 250), 0.4 * 250 * expected, 1e-9);
    EXPECT_EQ(value.purchases(3, 20, 30), value.purchases_given(probability_active(model, 3, 20, 30), 3, 30));
  }
}

TEST(LifetimeValue, WithoutADiscountItCountsThePurchasesExpected) {
  for (const PurchaseModel& model : kModelsInWeeks) {
    LifetimeValue value(model, {104, 1, 52.18, 0, 1});
    EXPECT_EQ(value.purchases(2, 10, 40), expected_purchases(model, 2, 10, 40, 104));
    LifetimeValue nothing(model, {0, 1, 52.18, 0.1, 1});
    EXPECT_EQ(nothing.purchases(2, 10, 40), 0);
  }
}

TEST(LifetimeValue, IsLessTheHigherTheDiscount) {
  double before = 1e9;
  for (const double discount : {0.0, 0.05, 0.2, 1.0, 50.0, 1e9}) {
    LifetimeValue value(kModelsInWeeks[1], {104, 1, 52.18, discount, 1});
    const double purchases = value.purchases(2, 10, 40);
    EXPECT_LT(purchases, before);
    EXPECT_GE(purchases, 0);
    before = purchases;
  }
}

// What 20,000 customers who do what the model says buy, each purchase discounted at the end of its step.
TEST(LifetimeValue, IsRightOnAverage) {
  for (const PurchaseModel& model : kModelsInWeeks) {
    LifetimeValue value(model, kTwoYears);
    double actual = 0, expected = 0, squares = 0;
    for (const SimulatedCustomer& customer : simulate_purchases(21, 20'000, model, 10, 80, 104)) {
      const PurchaseHistory& h = customer.history;
      double own = 0;
      for (const double time : customer.times) {
        if (time <= h.age) continue;
        own += std::pow(1.12, -std::min(std::ceil((time - h.age) / 4.35) * 4.35, 104.0) / 52.18);
      }
      const double of_model = value.purchases(h.repeats, h.last, h.age);
      actual += own;
      expected += of_model;
      squares += (own - of_model) * (own - of_model);
    }
    EXPECT_NEAR(actual, expected, 4 * std::sqrt(squares));
    EXPECT_LT(std::sqrt(squares), 0.03 * expected);
  }
}

// The confluent hypergeometric function of the second kind (Abramowitz & Stegun 1964, 13.2.5), by the trapezoidal rule
// in the logarithm of t.
double tricomi(double a, double c, double z) {
  double sum = 0;
  for (double u = -60 / a; u < 20; u += 0.02) {
    sum += 0.02 * std::exp(a * u - z * std::exp(u) + (c - a - 1) * std::log1p(std::exp(u)));
  }
  return sum / std::tgamma(a);
}

// Discounted expected residual transactions for ever, at every moment: Fader, Hardie & Lee 2005, equation 2. Many short
// steps come to the same but for half a step's discount.
TEST(LifetimeValue, OfParetoNbdGoesToThePublishedResidualTransactions) {
  const ParetoNbd m = {0.55, 10.58, 0.61, 11.67};
  const double delta = 0.0027, step = 0.05;  // 15 % a year, by weeks
  LifetimeValue value(m, {8'000, step, 1, std::expm1(delta), 1});
  for (const PurchaseHistory& h :
       {PurchaseHistory{0, 0, 30}, PurchaseHistory{26, 30.86, 31}, PurchaseHistory{4, 20, 77}}) {
    const double x = h.repeats;
    const double log_factor = m.r * std::log(m.alpha) + m.s * std::log(m.beta) + (m.s - 1) * std::log(delta) +
                              std::lgamma(m.r + x + 1) - std::lgamma(m.r) - (m.r + x + 1) * std::log(m.alpha + h.age) -
                              log_likelihood(m, {&h, 1});
    const double expected = std::exp(log_factor) * tricomi(m.s, m.s, delta * (m.beta + h.age));
    EXPECT_NEAR(value.purchases(h.repeats, h.last, h.age) * std::exp(delta * step / 2) / expected, 1, 1e-6);
  }
}

TEST(LifetimeValue, StaysFiniteForExtremeHistories) {
  for (const PurchaseModel& model : kModelsInWeeks) {
    LifetimeValue value(model, {3'650, 30, 365, 0.1, 1});
    for (const uint32_t repeats : {0U, 1U, 200U, 5'000U}) {
      for (const double last : {0.0, 10'000.0}) {
        const double worth = value(repeats, repeats == 0 ? 0 : last, 10'000, 1e6);
        EXPECT_TRUE(std::isfinite(worth) && worth >= 0) << worth;
      }
    }
  }
}

}  // namespace
}  // namespace sluice::value
