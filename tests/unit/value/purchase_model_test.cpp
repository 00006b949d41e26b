#include "value/purchase_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "unit/value/finite_differences.h"
#include "unit/value/simulated_customers.h"
#include "value/purchase_likelihood.h"

namespace sluice::value {
namespace {

constexpr MbgNbd kPurchaseModel = {0.7, 9, 0.9, 2.5};

std::vector<PurchaseHistory> histories_of(const std::vector<SimulatedCustomer>& customers) {
  std::vector<PurchaseHistory> histories;
  for (const SimulatedCustomer& customer : customers) histories.push_back(customer.history);
  return histories;
}

std::vector<PurchaseHistory> some_histories(size_t count, uint64_t seed = 1) {
  return histories_of(simulate_purchases(seed, count, kPurchaseModel, 10, 80, 0));
}

void expect_equal(const MbgNbd& model, const MbgNbd& expected, double tolerance) {
  EXPECT_LT(relative_error(model.r, expected.r), tolerance);
  EXPECT_LT(relative_error(model.alpha, expected.alpha), tolerance);
  EXPECT_LT(relative_error(model.a, expected.a), tolerance);
  EXPECT_LT(relative_error(model.b, expected.b), tolerance);
}

// The model's story, one customer with rate lambda and chance p at a time, integrated over both by the trapezoidal rule
// in ln(lambda) and the logit of p. Nothing of it comes from the code under test.
struct PurchaseIntegrals {
  double likelihood = 0, active = 0, purchases = 0;
};

PurchaseIntegrals integrate(const MbgNbd& m, double x, double last, double age, double horizon) {
  constexpr double kStep = 0.2;
  PurchaseIntegrals sum;
  for (double u = -50; u < 8; u += kStep) {
    const double rate = std::exp(u);
    const double gamma_density = std::exp(m.r * std::log(m.alpha) + m.r * u - m.alpha * rate - std::lgamma(m.r));
    if (gamma_density < 1e-30) continue;
    for (double v = -50; v < 50; v += kStep) {
      const double p = 1 / (1 + std::exp(-v)), stay = 1 / (1 + std::exp(v));
      const double beta_density = std::exp(m.a * std::log(p) + m.b * std::log(stay) + std::lgamma(m.a + m.b) -
                                           std::lgamma(m.a) - std::lgamma(m.b));
      const double weight = kStep * kStep * gamma_density * beta_density * std::pow(stay * rate, x);
      const double is_active = weight * stay * std::exp(-rate * age);
      sum.likelihood += weight * p * std::exp(-rate * last) + is_active;
      sum.active += is_active;
      sum.purchases += is_active * -std::expm1(-rate * p * horizon) / p;
    }
  }
  return sum;
}

constexpr PurchaseHistory kFew[] = {{0, 0, 30}, {1, 2, 40}, {3, 25, 26}, {12, 30, 60}, {2, 5, 5}, {0, 0, 0}};

TEST(PurchaseModel, LikelihoodAndForecastsAreTheIntegralsOfTheStory) {
  for (const MbgNbd& model : {kPurchaseModel, MbgNbd{1.8, 20, 1, 4}, MbgNbd{0.6, 3, 2.2, 0.8}}) {
    for (const PurchaseHistory& h : kFew) {
      const PurchaseIntegrals expected = integrate(model, h.repeats, h.last, h.age, 26);
      EXPECT_NEAR(log_likelihood(model, {&h, 1}), std::log(expected.likelihood), 1e-9);
      EXPECT_NEAR(probability_active(model, h.repeats, h.last, h.age), expected.active / expected.likelihood, 1e-9);
      EXPECT_NEAR(expected_purchases(model, h.repeats, h.last, h.age, 26), expected.purchases / expected.likelihood,
                  1e-8);
    }
  }
}

// Hoppe & Wagner 2007 with Gauss's series for 2F1, which converges quickly here; a is not near 1.
TEST(PurchaseModel, ExpectedPurchasesAreThoseOfTheClosedForm) {
  const MbgNbd& m = kPurchaseModel;
  for (const PurchaseHistory& h : kFew) {
    const double x = h.repeats, horizon = 10;
    const double zeta = horizon / (m.alpha + h.age + horizon), c = m.a + m.b + x;
    double term = 1, series = 1;
    for (int k = 0; k < 2'000; ++k) {
      term *= (m.r + x + k) * (m.b + x + 1 + k) / ((c + k) * (k + 1)) * zeta;
      series += term;
    }
    const double expected = c / (m.a - 1) * (1 - std::pow(1 - zeta, m.r + x) * series);
    EXPECT_LT(relative_error(expected_while_active(m, h.repeats, h.age, horizon), expected), 1e-11);
  }
}

TEST(PurchaseModel, ExpectedPurchasesHaveNoGapWhereAIsOne) {
  const auto expected = [](double a) { return expected_purchases({0.7, 9, a, 2.5}, 4, 20, 30, 50); };
  EXPECT_LT(relative_error(expected(1 - 1e-9), expected(1)), 1e-8);
  EXPECT_LT(relative_error(expected(1 + 1e-9), expected(1)), 1e-8);
}

TEST(PurchaseModel, AShortHorizonGivesTheRateOfThoseWhoAreActive) {
  const double horizon = 1e-9;
  const double rate = (kPurchaseModel.r + 4) / (kPurchaseModel.alpha + 30);
  EXPECT_LT(relative_error(expected_while_active(kPurchaseModel, 4, 30, horizon), rate * horizon), 1e-8);
  EXPECT_EQ(expected_while_active(kPurchaseModel, 4, 30, 0), 0);
}

// 40,000 customers who do what the model says; each group's sum within four standard errors.
TEST(PurchaseModel, ForecastsAreRightOnAverageInEveryGroupOfCustomers) {
  struct Group {
    double customers = 0, active = 0, later = 0, expected_active = 0, expected_later = 0, later_squared = 0;
  };
  std::array<Group, 8> groups{};
  ExpectedPurchases expected(kPurchaseModel, 40);
  for (const SimulatedCustomer& customer : simulate_purchases(11, 40'000, kPurchaseModel, 10, 80, 40)) {
    const PurchaseHistory& h = customer.history;
    const bool recent = h.age - h.last < 15;
    Group& group = groups[std::min(h.repeats, 3U) + (recent ? 4 : 0)];
    group.customers += 1;
    group.active += customer.active;
    group.later += customer.later;
    group.expected_active += probability_active(kPurchaseModel, h.repeats, h.last, h.age);
    const double later = expected(h.repeats, h.last, h.age);
    group.expected_later += later;
    group.later_squared += (customer.later - later) * (customer.later - later);
  }
  for (const Group& group : groups) {
    ASSERT_GT(group.customers, 100);
    EXPECT_NEAR(group.active, group.expected_active, 4 * std::sqrt(group.customers) / 2);
    EXPECT_NEAR(group.later, group.expected_later, 4 * std::sqrt(group.later_squared));
  }
}

TEST(PurchaseModel, RemembersWhatItExpectsWithoutAChange) {
  ExpectedPurchases expected(kPurchaseModel, 13);
  for (int round = 0; round < 2; ++round) {
    for (const PurchaseHistory& h : some_histories(200)) {
      EXPECT_EQ(expected(h.repeats, h.last, h.age), expected_purchases(kPurchaseModel, h.repeats, h.last, h.age, 13));
    }
  }
}

TEST(PurchaseModel, ForecastsStayFiniteForExtremeHistories) {
  for (const MbgNbd& model : {kPurchaseModel, MbgNbd{1e-5, 1e-3, 1e-5, 1e-5}, MbgNbd{1e5, 1e-3, 1e5, 1e5}}) {
    for (const uint32_t repeats : {0U, 1U, 5'000U, UINT32_MAX}) {
      for (const double last : {0.0, 0.5, 10'000.0}) {
        const PurchaseHistory h{repeats, repeats == 0 ? 0 : last, 10'000};
        const double active = probability_active(model, h.repeats, h.last, h.age);
        EXPECT_TRUE(active >= 0 && active <= 1);
        EXPECT_TRUE(std::isfinite(log_likelihood(model, {&h, 1})));
        const double later = expected_purchases(model, h.repeats, h.last, h.age, 3'650);
        EXPECT_GE(later, 0);
        EXPECT_LE(later, (model.r + repeats) / (model.alpha + h.age) * 3'650 * (1 + 1e-9));
      }
    }
  }
}

TEST(PurchaseModel, TheDerivativesAreThoseOfTheLikelihood) {
  std::vector<PurchaseHistory> histories = some_histories(60);
  histories.push_back({400, 79, 80, 2.5});
  std::sort(histories.begin(), histories.end(), [](const auto& a, const auto& b) { return a.repeats < b.repeats; });
  const PurchaseLikelihood likelihood(histories, 1, 1);
  Random random(3);
  for (int i = 0; i < 20; ++i) {
    Vector<4> at;
    for (double& logarithm : at) logarithm = 5 * (random.share() - 0.5);
    expect_derivatives<4>(likelihood, at);
    const double value = likelihood(at).value;
    EXPECT_NEAR(log_likelihood(PurchaseLikelihood::model_at(at), histories), value, 1e-12 * std::abs(value));
  }
}

TEST(PurchaseFit, FindsTheParametersOf20000SimulatedCustomers) {
  const auto fit = fit_mbg_nbd(some_histories(20'000, 5));
  ASSERT_TRUE(fit.has_value());
  ASSERT_TRUE(fit->standard_errors);
  EXPECT_EQ(fit->customers, 20'000);
  const std::array<double, 4>& error = *fit->standard_errors;
  EXPECT_NEAR(fit->model.r, kPurchaseModel.r, 3 * error[0]);
  EXPECT_NEAR(fit->model.alpha, kPurchaseModel.alpha, 3 * error[1]);
  EXPECT_NEAR(fit->model.a, kPurchaseModel.a, 3 * error[2]);
  EXPECT_NEAR(fit->model.b, kPurchaseModel.b, 3 * error[3]);
  EXPECT_LT(error[0], 0.05);
  EXPECT_LT(error[3], 0.5);
}

TEST(PurchaseFit, IsTheTopOfTheLikelihood) {
  const std::vector<PurchaseHistory> histories = some_histories(1'000);
  const auto fit = fit_mbg_nbd(histories);
  ASSERT_TRUE(fit.has_value());
  EXPECT_NEAR(fit->log_likelihood, log_likelihood(fit->model, histories), 1e-8);
  for (double MbgNbd::*parameter : {&MbgNbd::r, &MbgNbd::alpha, &MbgNbd::a, &MbgNbd::b}) {
    for (const double factor : {0.999, 1.001}) {
      MbgNbd other = fit->model;
      other.*parameter *= factor;
      EXPECT_LT(log_likelihood(other, histories), fit->log_likelihood);
    }
  }
}

// Where many leave at once and the rest hardly ever do, the likelihood has another maximum, at infinity, that is far
// less likely.
TEST(PurchaseFit, FindsTheHigherOfTwoMaxima) {
  const MbgNbd model = {7.8, 30, 0.06, 0.04};
  const std::vector<PurchaseHistory> histories = histories_of(simulate_purchases(8, 1'000, model, 10, 50, 0));
  const auto fit = fit_mbg_nbd(histories);
  ASSERT_TRUE(fit.has_value());
  EXPECT_GT(fit->log_likelihood, log_likelihood(model, histories));
  EXPECT_LT(fit->model.a, 1);
  EXPECT_LT(fit->model.b, 1);
}

TEST(PurchaseFit, TheOrderOfTheCustomersLeavesNoTrace) {
  std::vector<PurchaseHistory> histories = some_histories(1'000);
  const auto fit = fit_mbg_nbd(histories);
  Random random(9);
  for (size_t i = histories.size(); i > 1; --i) std::swap(histories[i - 1], histories[random.next() % i]);
  const auto permuted = fit_mbg_nbd(histories);
  ASSERT_TRUE(fit.has_value() && permuted.has_value());
  expect_equal(permuted->model, fit->model, 1e-15);
  EXPECT_EQ(permuted->log_likelihood, fit->log_likelihood);
}

TEST(PurchaseFit, MergedHistoriesFitLikeSingleOnes) {
  std::array<std::vector<uint32_t>, 3> columns;
  std::vector<PurchaseHistory> single;
  for (PurchaseHistory h : some_histories(1'500)) {
    h = {h.repeats, std::ceil(h.last / 4), std::ceil(h.age / 4)};
    single.push_back(h);
    columns[0].push_back(h.repeats);
    columns[1].push_back(static_cast<uint32_t>(h.last));
    columns[2].push_back(static_cast<uint32_t>(h.age));
  }
  const MergedHistories merged = merge_histories(columns[0], columns[1], columns[2]);
  ASSERT_LT(merged.rows.size(), single.size() / 2);
  const auto of_single = fit_mbg_nbd(single), of_merged = fit_mbg_nbd(merged.rows);
  ASSERT_TRUE(of_single.has_value() && of_merged.has_value());
  expect_equal(of_merged->model, of_single->model, 1e-9);
  EXPECT_NEAR(of_merged->log_likelihood, log_likelihood(of_single->model, single), 1e-8);
  EXPECT_EQ(of_merged->customers, 1'500);
}

TEST(PurchaseFit, TheUnitOfTimeShowsInAlphaAlone) {
  std::vector<PurchaseHistory> histories = some_histories(1'000);
  const auto in_weeks = fit_mbg_nbd(histories);
  for (PurchaseHistory& h : histories) h = {h.repeats, 7 * h.last, 7 * h.age};
  const auto in_days = fit_mbg_nbd(histories);
  ASSERT_TRUE(in_weeks.has_value() && in_days.has_value());
  MbgNbd expected = in_weeks->model;
  expected.alpha *= 7;
  expect_equal(in_days->model, expected, 1e-9);
  EXPECT_LT(relative_error((*in_days->standard_errors)[1], 7 * (*in_weeks->standard_errors)[1]), 1e-6);
  EXPECT_NEAR(in_days->log_likelihood, log_likelihood(in_days->model, histories), 1e-8);
}

// More rows than the start looks at.
TEST(PurchaseFit, AStartFromAPartEndsWhereTheWholeDoes) {
  const std::vector<PurchaseHistory> histories = some_histories(50'000, 3);
  const auto fit = fit_mbg_nbd(histories);
  ASSERT_TRUE(fit.has_value());
  EXPECT_LE(fit->iterations, 5);
  Vector<4> at = {std::log(fit->model.r), std::log(fit->model.alpha), std::log(fit->model.a), std::log(fit->model.b)};
  std::vector<PurchaseHistory> ascending = histories;
  std::sort(ascending.begin(), ascending.end(), [](const auto& a, const auto& b) { return a.repeats < b.repeats; });
  const Likelihood<4> top = PurchaseLikelihood(ascending, 1, 1)(at);
  for (const double slope : top.gradient) EXPECT_NEAR(slope, 0, 1e-4);
}

TEST(PurchaseFit, BearsThousandsOfPurchases) {
  std::vector<PurchaseHistory> histories = some_histories(1'000);
  for (uint32_t i = 0; i < 5; ++i) histories.push_back({2'000 + 500 * i, 79, 80});
  const auto fit = fit_mbg_nbd(histories);
  ASSERT_TRUE(fit.has_value());
  EXPECT_TRUE(std::isfinite(fit->log_likelihood));
}

void expect_refused(const std::vector<PurchaseHistory>& histories, ErrorCode code, const std::string& words) {
  const auto fit = fit_mbg_nbd(histories);
  ASSERT_FALSE(fit.has_value());
  EXPECT_EQ(fit.error().code, code);
  EXPECT_NE(fit.error().message.en.find(words), std::string::npos) << fit.error().message.en;
  EXPECT_FALSE(fit.error().message.zh.empty());
}

TEST(PurchaseFit, AsksForTenCustomersWhoBoughtAgain) {
  std::vector<PurchaseHistory> histories(500, {0, 0, 30});
  for (int i = 0; i < 9; ++i) histories.push_back({2, 10, 30});
  expect_refused(histories, ErrorCode::not_applicable, "bought more than once: 9. At least 10");
  expect_refused({}, ErrorCode::not_applicable, "bought more than once: 0. At least 10");
}

TEST(PurchaseFit, RefusesCustomersWithoutTime) {
  expect_refused(std::vector<PurchaseHistory>(50, {1, 0, 0}), ErrorCode::not_applicable, "no time has passed");
}

TEST(PurchaseFit, RefusesCustomersWhoNeverLeave) {
  std::vector<PurchaseHistory> histories;
  for (uint32_t i = 0; i < 300; ++i) histories.push_back({1 + i * i % 17, 50, 50});
  expect_refused(histories, ErrorCode::not_applicable, "in what way customers leave");
}

// Less spread than chance would give: no two customers differ in their rate.
TEST(PurchaseFit, RefusesPurchasesAsRegularAsAClock) {
  std::vector<PurchaseHistory> histories;
  for (uint32_t i = 0; i < 300; ++i) histories.push_back({10 + i % 2, 40.0 + i % 8, 50});
  expect_refused(histories, ErrorCode::not_applicable, "runs to 0 or infinity");
}

TEST(PurchaseFit, NamesAHistoryThatIsNone) {
  const double nothing = std::numeric_limits<double>::quiet_NaN(), endless = std::numeric_limits<double>::infinity();
  for (const PurchaseHistory& bad :
       {PurchaseHistory{1, 31, 30}, PurchaseHistory{1, -1, 30}, PurchaseHistory{0, 0, -1}, PurchaseHistory{0, 1, 30},
        PurchaseHistory{1, nothing, 30}, PurchaseHistory{1, 1, nothing}, PurchaseHistory{1, 1, endless},
        PurchaseHistory{1, 1, 2, 0}, PurchaseHistory{1, 1, 2, nothing}}) {
    std::vector<PurchaseHistory> histories = some_histories(100);
    histories[3] = bad;
    expect_refused(histories, ErrorCode::engine_failed, "history 3 ");
  }
}

}  // namespace
}  // namespace sluice::value
