#include "value/purchase_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "unit/value/finite_differences.h"
#include "unit/value/simulated_customers.h"
#include "value/beta_geometric_likelihood.h"
#include "value/pareto_likelihood.h"

namespace sluice::value {
namespace {

// Others, some with parameters at which closed forms have a gap.
const PurchaseModel kOtherModels[] = {BgNbd{0.243, 4.414, 0.793, 2.426}, BgNbd{1.8, 20, 1, 4},
                                      BgNbd{0.6, 3, 2.2, 0.8},           MbgNbd{1.8, 20, 1, 4},
                                      MbgNbd{0.6, 3, 2.2, 0.8},          ParetoNbd{0.553, 10.578, 0.606, 11.669},
                                      ParetoNbd{1.8, 20, 1, 20},         ParetoNbd{0.6, 30, 2.2, 4},
                                      ParetoNbd{2.4, 0.8, 0.3, 60}};

double relative(double value, double expected) { return std::abs(value / expected - 1); }

// The models' stories, one customer at a time with a rate lambda and a second trait (the chance p to leave, or the rate
// mu of leaving), integrated over both by the trapezoidal rule. Nothing of it comes from the code under test.
struct Integrals {
  double likelihood = 0, active = 0, purchases = 0, none = 0;
};

// Of one customer, each in proportion to the likelihood of the history.
struct Known {
  double left = 0, active = 0;
  double purchases = 0, none = 0;  // in the horizon, of an active one
};

Known known_of_chance(double rate, double p, double stay, const PurchaseHistory& h, double horizon, bool after_first) {
  const double bought = std::pow(stay * rate, h.repeats);
  Known known;
  known.active = bought * (after_first ? stay : 1) * std::exp(-rate * h.age);
  const bool may_have_left = after_first || h.repeats > 0;
  if (may_have_left) known.left = bought / (after_first ? 1 : stay) * p * std::exp(-rate * h.last);
  known.purchases = -std::expm1(-rate * p * horizon) / p;
  known.none = std::exp(-rate * horizon);
  return known;
}

Known known_of_rate(double rate, double mu, const PurchaseHistory& h, double horizon) {
  const double bought = std::pow(rate, h.repeats), both = rate + mu;
  Known known;
  known.active = bought * std::exp(-both * h.age);
  known.left = bought * std::exp(-both * h.last) * mu / both * -std::expm1(-both * (h.age - h.last));
  known.purchases = rate * -std::expm1(-mu * horizon) / mu;
  known.none = (mu + rate * std::exp(-both * horizon)) / both;
  return known;
}

double gamma_density(double shape, double scale, double log_value) {
  return std::exp(shape * std::log(scale) + shape * log_value - scale * std::exp(log_value) - std::lgamma(shape));
}

// Calls with the second trait's weight and what is known of a customer who has it.
using Second = std::function<void(double weight, const Known& known)>;

void over_second(const PurchaseModel& model, double rate, const PurchaseHistory& h, double horizon,
                 const Second& second) {
  constexpr double kStep = 0.2;
  const PurchaseParameters parameters = parameters_of(model);
  const double a = parameters[2], b = parameters[3];
  const PurchaseModelKind kind = kind_of(model);
  for (double v = -30 / std::min(a, 1.0); v < 50; v += kStep) {
    if (kind == PurchaseModelKind::pareto_nbd) {
      const double density = gamma_density(a, b, v);
      if (v < 8 && density > 1e-30) second(kStep * density, known_of_rate(rate, std::exp(v), h, horizon));
      continue;
    }
    const double p = 1 / (1 + std::exp(-v)), stay = 1 / (1 + std::exp(v));
    const double density =
        std::exp(a * std::log(p) + b * std::log(stay) + std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b));
    second(kStep * density, known_of_chance(rate, p, stay, h, horizon, kind == PurchaseModelKind::mbg_nbd));
  }
}

Integrals integrate(const PurchaseModel& model, const PurchaseHistory& h, double horizon) {
  constexpr double kStep = 0.2;
  const PurchaseParameters parameters = parameters_of(model);
  Integrals sum;
  for (double u = -30 / std::min(parameters[0], 1.0); u < 8; u += kStep) {
    const double density = kStep * gamma_density(parameters[0], parameters[1], u);
    if (density < 1e-30) continue;
    over_second(model, std::exp(u), h, horizon, [&](double weight, const Known& known) {
      const double active = weight * density * known.active, left = weight * density * known.left;
      sum.likelihood += active + left;
      sum.active += active;
      sum.purchases += active * known.purchases;
      sum.none += active * known.none + left;
    });
  }
  return sum;
}

constexpr PurchaseHistory kFew[] = {{0, 0, 30}, {1, 2, 40}, {3, 25, 26}, {12, 30, 60}, {2, 5, 5}, {0, 0, 0}};

void expect_integrals(const PurchaseModel& model) {
  for (const PurchaseHistory& h : kFew) {
    const Integrals expected = integrate(model, h, 26);
    EXPECT_NEAR(log_likelihood(model, {&h, 1}), std::log(expected.likelihood), 1e-9);
    EXPECT_NEAR(probability_active(model, h.repeats, h.last, h.age), expected.active / expected.likelihood, 1e-9);
    EXPECT_NEAR(expected_purchases(model, h.repeats, h.last, h.age, 26), expected.purchases / expected.likelihood,
                1e-8);
    EXPECT_NEAR(probability_no_purchase(model, h.repeats, h.last, h.age, 26), expected.none / expected.likelihood,
                1e-9);
  }
}

TEST(PurchaseModel, LikelihoodAndForecastsAreTheIntegralsOfTheStory) {
  for (const PurchaseModel& model : kModelsInWeeks) expect_integrals(model);
  for (const PurchaseModel& model : kOtherModels) expect_integrals(model);
}

// Gauss's series of 2F1, |z| < 1.
double gauss(double a, double b, double c, double z) {
  double term = 1, sum = 1;
  for (int k = 0; k < 20'000 && std::abs(term) > 1e-18 * std::abs(sum); ++k) {
    term *= (a + k) * (b + k) / ((c + k) * (k + 1)) * z;
    sum += term;
  }
  return sum;
}

// Fader, Hardie & Lee 2005, equation 10, and Hoppe & Wagner 2007; a is not near 1.
TEST(PurchaseModel, ExpectedPurchasesOfBetaGeometricModelsAreThoseOfTheClosedForms) {
  constexpr double r = 0.7, alpha = 9, a = 0.9, b = 2.5, horizon = 10;
  for (const PurchaseHistory& h : kFew) {
    for (const double first : {0.0, 1.0}) {
      const double x = h.repeats, stay = b + x + first, c = a + stay - 1;
      const double zeta = horizon / (alpha + h.age + horizon);
      const double expected = c / (a - 1) * (1 - std::pow(1 - zeta, r + x) * gauss(r + x, stay, c, zeta));
      const PurchaseModel model = first > 0 ? PurchaseModel(MbgNbd{r, alpha, a, b}) : BgNbd{r, alpha, a, b};
      EXPECT_LT(relative(expected_while_active(model, h.repeats, h.age, horizon), expected), 1e-11);
    }
  }
}

// Fader & Hardie 2005, equations 17 to 20: with 2F1, and other ones for alpha < beta.
TEST(PurchaseModel, TheLikelihoodOfParetoNbdIsThatOfTheClosedForm) {
  for (const ParetoNbd& m : {ParetoNbd{0.7, 9, 0.6, 12}, ParetoNbd{0.55, 10.6, 0.61, 10.6}, ParetoNbd{1.7, 20, 2, 8}}) {
    for (const PurchaseHistory& h : kFew) {
      const double x = h.repeats, both = m.r + m.s + x, greater = std::max(m.alpha, m.beta);
      const double second = m.alpha >= m.beta ? m.s + 1 : m.r + x;
      const auto part = [&](double time) {
        const double scale = greater + time;
        return gauss(both, second, both + 1, std::abs(m.alpha - m.beta) / scale) * std::pow(scale, -both);
      };
      const double stayed = std::pow(m.alpha + h.age, -m.r - x) * std::pow(m.beta + h.age, -m.s);
      const double either = stayed + m.s / both * (part(h.last) - part(h.age));
      const double expected =
          std::lgamma(m.r + x) - std::lgamma(m.r) + m.r * std::log(m.alpha) + m.s * std::log(m.beta) + std::log(either);
      EXPECT_NEAR(log_likelihood(m, {&h, 1}), expected, 1e-9);
      EXPECT_NEAR(probability_active(m, h.repeats, h.last, h.age), stayed / either, 1e-9);
    }
  }
}

TEST(PurchaseModel, ExpectedPurchasesHaveNoGapWhereAParameterIsOne) {
  const auto expected = [](const PurchaseModel& model) { return expected_purchases(model, 4, 20, 30, 50); };
  EXPECT_LT(relative(expected(MbgNbd{0.7, 9, 1 - 1e-9, 2.5}), expected(MbgNbd{0.7, 9, 1, 2.5})), 1e-8);
  EXPECT_LT(relative(expected(BgNbd{0.7, 9, 1 + 1e-9, 2.5}), expected(BgNbd{0.7, 9, 1, 2.5})), 1e-8);
  EXPECT_LT(relative(expected(ParetoNbd{0.7, 9, 1 + 1e-9, 12}), expected(ParetoNbd{0.7, 9, 1, 12})), 1e-8);
}

TEST(PurchaseModel, AShortHorizonGivesTheRateOfThoseWhoAreActive) {
  const double horizon = 1e-9;
  for (const PurchaseModel& model : kModelsInWeeks) {
    const double expected = (0.7 + 4) / (9 + 30) * horizon;
    EXPECT_LT(relative(expected_while_active(model, 4, 30, horizon), expected), 1e-8);
    EXPECT_EQ(expected_while_active(model, 4, 30, 0), 0);
    EXPECT_EQ(probability_no_purchase(model, 4, 20, 30, 0), 1);
  }
}

TEST(PurchaseModel, BgNbdCallsEveryOneTimeBuyerActive) {
  for (const double age : {0.0, 50.0, 1e6}) EXPECT_EQ(probability_active(kModelsInWeeks[0], 0, 0, age), 1);
  EXPECT_LT(probability_active(kModelsInWeeks[1], 0, 0, 1e6), 0.01);
  EXPECT_LT(probability_active(kModelsInWeeks[2], 0, 0, 1e6), 0.01);
}

TEST(PurchaseModel, OfManyCustomersAtOnceIsThatOfEachOfThem) {
  for (const PurchaseModel& model : kModelsInWeeks) {
    std::vector<PurchaseHistory> rows = histories_of(simulate_purchases(4, 2'000, model, 0, 3'000, 0));
    rows.insert(rows.end(), {{0, 0, 0}, {0, 0, 1e6}, {200, 3, 80}, {200, 3'000, 3'000}, {5'000, 1, 3'000}, {3, 0, 0}});
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.repeats < b.repeats; });
    const std::vector<double> active = probabilities_active(model, rows);
    ASSERT_EQ(active.size(), rows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
      const PurchaseHistory& h = rows[i];
      EXPECT_NEAR(active[i], probability_active(model, h.repeats, h.last, h.age), 1e-12);
    }
  }
}

struct Group {
  double customers = 0, active = 0, later = 0, silent = 0;
  double expected_active = 0, expected_later = 0, expected_silent = 0, later_squared = 0;
};

void expect_right_on_average(const PurchaseModel& model) {
  std::array<Group, 8> groups{};
  ExpectedPurchases expected(model, 40);
  for (const SimulatedCustomer& customer : simulate_purchases(11, 40'000, model, 10, 80, 40)) {
    const PurchaseHistory& h = customer.history;
    Group& group = groups[std::min(h.repeats, 3U) + (h.age - h.last < 15 ? 4 : 0)];
    group.customers += 1;
    group.active += customer.active;
    group.later += customer.later;
    group.silent += customer.later == 0;
    group.expected_active += probability_active(model, h.repeats, h.last, h.age);
    group.expected_silent += probability_no_purchase(model, h.repeats, h.last, h.age, 40);
    const double later = expected(h.repeats, h.last, h.age);
    group.expected_later += later;
    group.later_squared += (customer.later - later) * (customer.later - later);
  }
  for (const Group& group : groups) {
    ASSERT_GT(group.customers, 100);
    EXPECT_NEAR(group.active, group.expected_active, 4 * std::sqrt(group.customers) / 2);
    EXPECT_NEAR(group.silent, group.expected_silent, 4 * std::sqrt(group.customers) / 2);
    EXPECT_NEAR(group.later, group.expected_later, 4 * std::sqrt(group.later_squared));
  }
}

// 40,000 customers who do what the model says; each group's sum within four standard errors.
TEST(PurchaseModel, ForecastsAreRightOnAverageInEveryGroupOfCustomers) {
  for (const PurchaseModel& model : kModelsInWeeks) expect_right_on_average(model);
}

TEST(PurchaseModel, RemembersWhatItExpectsWithoutAChange) {
  const auto customers = simulate_purchases(1, 200, kModelsInWeeks[1], 10, 80, 0);
  for (const PurchaseModel& model : kModelsInWeeks) {
    ExpectedPurchases expected(model, 13);
    for (int round = 0; round < 2; ++round) {
      for (const SimulatedCustomer& customer : customers) {
        const PurchaseHistory& h = customer.history;
        EXPECT_EQ(expected(h.repeats, h.last, h.age), expected_purchases(model, h.repeats, h.last, h.age, 13));
      }
    }
  }
}

void expect_finite(const PurchaseModel& model, const PurchaseHistory& h) {
  const double active = probability_active(model, h.repeats, h.last, h.age);
  EXPECT_TRUE(active >= 0 && active <= 1) << active;
  EXPECT_TRUE(std::isfinite(log_likelihood(model, {&h, 1})));
  const double later = expected_purchases(model, h.repeats, h.last, h.age, 3'650);
  const auto [r, alpha, third, fourth] = parameters_of(model);
  EXPECT_GE(later, 0);
  EXPECT_LE(later, (r + h.repeats) / (alpha + h.age) * 3'650 * (1 + 1e-9));
  const double none = probability_no_purchase(model, h.repeats, h.last, h.age, 3'650);
  EXPECT_TRUE(none >= 0 && none <= 1) << none;
}

TEST(PurchaseModel, ForecastsStayFiniteForExtremeHistories) {
  for (const PurchaseModelKind kind :
       {PurchaseModelKind::bg_nbd, PurchaseModelKind::mbg_nbd, PurchaseModelKind::pareto_nbd}) {
    for (const PurchaseParameters& parameters :
         {PurchaseParameters{0.7, 9, 0.9, 2.5}, PurchaseParameters{1e-5, 1e-3, 1e-5, 1e-5},
          PurchaseParameters{1e5, 1e-3, 1e5, 1e5}, PurchaseParameters{1e-5, 1e5, 1e5, 1e-5}}) {
      for (const uint32_t repeats : {0U, 1U, 200U, 5'000U, UINT32_MAX}) {
        for (const double last : {0.0, 0.5, 10'000.0}) {
          expect_finite(make_purchase_model(kind, parameters), {repeats, repeats == 0 ? 0 : last, 10'000});
        }
      }
    }
  }
}

template <class Make>
void expect_own_derivatives(PurchaseModelKind kind, const Make& make) {
  std::vector<PurchaseHistory> histories =
      histories_of(simulate_purchases(1, 60, make_purchase_model(kind, {0.7, 9, 0.9, 2.5}), 10, 80, 0));
  histories.push_back({400, 79, 80, 2.5});
  histories.push_back({200, 3, 80, 1});
  histories.push_back({0, 0, 0, 1});
  std::sort(histories.begin(), histories.end(), [](const auto& a, const auto& b) { return a.repeats < b.repeats; });
  const auto likelihood = make(HistoryGroups(histories, 1, 1));
  Random random(3);
  for (int i = 0; i < 20; ++i) {
    Vector<4> at;
    for (double& logarithm : at) logarithm = 5 * (random.share() - 0.5);
    expect_derivatives<4>(likelihood, at);
    const double value = likelihood(at).value;
    EXPECT_NEAR(log_likelihood(make_purchase_model(kind, exponentials(at)), histories), value, 1e-12 * std::abs(value));
  }
}

TEST(PurchaseModel, TheDerivativesAreThoseOfTheLikelihood) {
  expect_own_derivatives(PurchaseModelKind::bg_nbd,
                         [](HistoryGroups groups) { return BetaGeometricLikelihood(std::move(groups), 0); });
  expect_own_derivatives(PurchaseModelKind::mbg_nbd,
                         [](HistoryGroups groups) { return BetaGeometricLikelihood(std::move(groups), 1); });
  expect_own_derivatives(PurchaseModelKind::pareto_nbd,
                         [](HistoryGroups groups) { return ParetoLikelihood(std::move(groups)); });
}

TEST(PurchaseModel, AShorterUnitMakesNoDifference) {
  for (const PurchaseModel& in_weeks : kModelsInWeeks) {
    const PurchaseModel in_days = in_shorter_unit(in_weeks, 7);
    EXPECT_EQ(kind_of(in_days), kind_of(in_weeks));
    EXPECT_NEAR(probability_active(in_days, 3, 140, 210), probability_active(in_weeks, 3, 20, 30), 1e-14);
    EXPECT_NEAR(expected_purchases(in_days, 3, 140, 210, 70), expected_purchases(in_weeks, 3, 20, 30, 10), 1e-13);
  }
}

}  // namespace
}  // namespace sluice::value
