#include "value/spend_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "unit/value/finite_differences.h"
#include "unit/value/simulated_customers.h"
#include "value/spend_likelihood.h"

namespace sluice::value {
namespace {

constexpr GammaGamma kSpendModel = {5, 3.5, 20};

void expect_equal(const GammaGamma& model, const GammaGamma& expected, double tolerance) {
  EXPECT_LT(relative_error(model.p, expected.p), tolerance);
  EXPECT_LT(relative_error(model.q, expected.q), tolerance);
  EXPECT_LT(relative_error(model.v, expected.v), tolerance);
}

// The model's story for one customer, integrated over nu by the trapezoidal rule in its logarithm.
struct SpendIntegrals {
  double likelihood = 0, mean = 0;
};

SpendIntegrals integrate(const GammaGamma& m, double x, double mean) {
  constexpr double kStep = 0.02;
  SpendIntegrals sum;
  for (double u = -30; u < 30; u += kStep) {
    const double nu = std::exp(u), shape = m.p * x;
    const double nu_density = m.q * std::log(m.v) + m.q * u - m.v * nu - std::lgamma(m.q);
    const double mean_density =
        shape * std::log(nu * x) + (shape - 1) * std::log(mean) - nu * x * mean - std::lgamma(shape);
    const double weight = kStep * std::exp(nu_density + mean_density);
    sum.likelihood += weight;
    sum.mean += weight * m.p / nu;
  }
  return sum;
}

TEST(SpendModel, LikelihoodAndForecastsAreTheIntegralsOfTheStory) {
  for (const GammaGamma& model : {kSpendModel, GammaGamma{0.6, 1.4, 3}}) {
    for (const SpendHistory& h : {SpendHistory{1, 12}, SpendHistory{3, 40}, SpendHistory{20, 7.5}}) {
      const SpendIntegrals expected = integrate(model, h.purchases, h.mean);
      EXPECT_NEAR(log_likelihood(model, {&h, 1}), std::log(expected.likelihood), 1e-9);
      EXPECT_LT(relative_error(expected_spend(model, h.purchases, h.mean), expected.mean / expected.likelihood), 1e-9);
    }
  }
}

TEST(SpendModel, ExpectsOfACustomerWithoutPurchasesTheMeanOfAll) {
  EXPECT_DOUBLE_EQ(mean_spend(kSpendModel), 5 * 20 / 2.5);
  EXPECT_EQ(expected_spend(kSpendModel, 0, 0), mean_spend(kSpendModel));
  EXPECT_EQ(expected_spend(kSpendModel, 0, std::nan("")), mean_spend(kSpendModel));
}

TEST(SpendModel, DrawsTheMeanToThatOfAllLessTheMorePurchasesThereAre) {
  double before = mean_spend(kSpendModel);
  for (const uint32_t purchases : {1U, 2U, 10U, 1'000U, UINT32_MAX}) {
    const double expected = expected_spend(kSpendModel, purchases, 100);
    EXPECT_GT(expected, before);
    before = expected;
  }
  EXPECT_LE(before, 100 * (1 + 1e-15));
  EXPECT_NEAR(before, 100, 1e-6);
}

TEST(SpendModel, TheDerivativesAreThoseOfTheLikelihood) {
  std::vector<SpendHistory> histories = simulate_spending(2, 60, kSpendModel);
  histories.push_back({3'000, 25});
  std::sort(histories.begin(), histories.end(), [](const auto& a, const auto& b) { return a.purchases < b.purchases; });
  const SpendLikelihood likelihood(histories, 1, 1);
  Random random(3);
  for (int i = 0; i < 20; ++i) {
    Vector<3> at;
    for (double& logarithm : at) logarithm = 5 * (random.share() - 0.5);
    expect_derivatives<3>(likelihood, at);
    const double value = likelihood(at).value;
    EXPECT_NEAR(log_likelihood(SpendLikelihood::model_at(at), histories), value, 1e-12 * std::abs(value));
  }
}

TEST(SpendFit, FindsTheParametersOf20000SimulatedCustomers) {
  const auto fit = fit_gamma_gamma(simulate_spending(4, 20'000, kSpendModel));
  ASSERT_TRUE(fit.has_value());
  ASSERT_TRUE(fit->standard_errors);
  const std::array<double, 3>& error = *fit->standard_errors;
  EXPECT_NEAR(fit->model.p, kSpendModel.p, 3 * error[0]);
  EXPECT_NEAR(fit->model.q, kSpendModel.q, 3 * error[1]);
  EXPECT_NEAR(fit->model.v, kSpendModel.v, 3 * error[2]);
  EXPECT_LT(error[0], 0.3);
  EXPECT_LT(error[1], 0.1);
}

// More rows than the start looks at.
TEST(SpendFit, IsTheTopOfTheLikelihood) {
  for (const size_t count : {1'000, 50'000}) {
    std::vector<SpendHistory> histories = simulate_spending(6, count, kSpendModel);
    const auto fit = fit_gamma_gamma(histories);
    ASSERT_TRUE(fit.has_value());
    EXPECT_LT(relative_error(fit->log_likelihood, log_likelihood(fit->model, histories)), 1e-12);
    std::sort(histories.begin(), histories.end(),
              [](const auto& a, const auto& b) { return a.purchases < b.purchases; });
    const Vector<3> at = {std::log(fit->model.p), std::log(fit->model.q), std::log(fit->model.v)};
    for (const double slope : SpendLikelihood(histories, 1, 1)(at).gradient) EXPECT_NEAR(slope, 0, 1e-4);
  }
}

TEST(SpendFit, TheOrderOfTheCustomersLeavesNoTrace) {
  std::vector<SpendHistory> histories = simulate_spending(6, 1'000, kSpendModel);
  const auto fit = fit_gamma_gamma(histories);
  std::reverse(histories.begin(), histories.end());
  const auto reversed = fit_gamma_gamma(histories);
  ASSERT_TRUE(fit.has_value() && reversed.has_value());
  expect_equal(reversed->model, fit->model, 1e-15);
  EXPECT_EQ(reversed->log_likelihood, fit->log_likelihood);
}

TEST(SpendFit, TheCurrencyShowsInVAlone) {
  std::vector<SpendHistory> histories = simulate_spending(6, 1'000, kSpendModel);
  const auto in_euros = fit_gamma_gamma(histories);
  for (SpendHistory& h : histories) h.mean *= 7.8;
  const auto in_yuan = fit_gamma_gamma(histories);
  ASSERT_TRUE(in_euros.has_value() && in_yuan.has_value());
  expect_equal(in_yuan->model, {in_euros->model.p, in_euros->model.q, 7.8 * in_euros->model.v}, 1e-9);
  EXPECT_NEAR(in_yuan->log_likelihood, log_likelihood(in_yuan->model, histories), 1e-8);
}

void expect_refused(const std::vector<SpendHistory>& histories, ErrorCode code, const std::string& words) {
  const auto fit = fit_gamma_gamma(histories);
  ASSERT_FALSE(fit.has_value());
  EXPECT_EQ(fit.error().code, code);
  EXPECT_NE(fit.error().message.en.find(words), std::string::npos) << fit.error().message.en;
  EXPECT_FALSE(fit.error().message.zh.empty());
}

TEST(SpendFit, AsksForTenCustomers) {
  expect_refused(simulate_spending(6, 9, kSpendModel), ErrorCode::not_applicable, ": 9. At least 10");
}

TEST(SpendFit, RefusesMeansThatAreAllEqual) {
  expect_refused(std::vector<SpendHistory>(50, {3, 9.9}), ErrorCode::not_applicable, "spend the same");
}

TEST(SpendFit, RefusesAmountsThatHaveNoMean) {
  expect_refused(simulate_spending(6, 2'000, {4, 0.7, 10}), ErrorCode::not_applicable, "has no mean (its q is 0.");
}

// The spread shrinks as one over the purchases, as if all customers had one and the same nu.
TEST(SpendFit, RefusesCustomersWhoDoNotDiffer) {
  std::vector<SpendHistory> histories;
  for (uint32_t i = 0; i < 400; ++i) {
    const uint32_t purchases = 1 + i % 20;
    histories.push_back({purchases, 10 + (i % 40 < 20 ? 1.0 : -1.0) / purchases});
  }
  expect_refused(histories, ErrorCode::not_applicable, "runs to 0 or infinity");
}

TEST(SpendFit, NamesAHistoryThatIsNone) {
  const double nothing = std::numeric_limits<double>::quiet_NaN(), endless = std::numeric_limits<double>::infinity();
  for (const SpendHistory& bad : {SpendHistory{0, 5}, SpendHistory{1, 0}, SpendHistory{1, -5}, SpendHistory{1, nothing},
                                  SpendHistory{1, endless}}) {
    std::vector<SpendHistory> histories = simulate_spending(6, 100, kSpendModel);
    histories[3] = bad;
    expect_refused(histories, ErrorCode::engine_failed, "history 3 ");
  }
}

TEST(FrequencySpendCorrelation, IsPearsons) {
  const SpendHistory rising[] = {{1, 10}, {2, 20}, {3, 30}};
  EXPECT_DOUBLE_EQ(frequency_spend_correlation(rising)->value, 1);
  const SpendHistory falling[] = {{1, 30}, {2, 20}, {3, 10}};
  EXPECT_DOUBLE_EQ(frequency_spend_correlation(falling)->value, -1);
  // Deviations (-1, 0, 1) and (-2, 4, -2): none. (-1, 0, 1) and (-3, 0, 3) but for the last: by hand.
  const SpendHistory bent[] = {{1, 8}, {2, 14}, {3, 8}};
  EXPECT_NEAR(frequency_spend_correlation(bent)->value, 0, 1e-15);
  const SpendHistory some[] = {{1, 1}, {2, 3}, {3, 2}};
  EXPECT_DOUBLE_EQ(frequency_spend_correlation(some)->value, 0.5);
}

TEST(FrequencySpendCorrelation, IsNoneWhereOneDoesNotVary) {
  const SpendHistory same_count[] = {{2, 10}, {2, 20}};
  EXPECT_FALSE(frequency_spend_correlation(same_count));
  const SpendHistory same_mean[] = {{1, 10}, {2, 10}};
  EXPECT_FALSE(frequency_spend_correlation(same_mean));
  EXPECT_FALSE(frequency_spend_correlation({}));
}

}  // namespace
}  // namespace sluice::value
