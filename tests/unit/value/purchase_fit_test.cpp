#include "value/purchase_fit.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "unit/value/simulated_customers.h"
#include "value/beta_geometric_likelihood.h"
#include "value/pareto_likelihood.h"

namespace sluice::value {
namespace {

std::vector<PurchaseHistory> some_histories(const PurchaseModel& model, size_t count, uint64_t seed = 1) {
  return histories_of(simulate_purchases(seed, count, model, 10, 80, 0));
}

PurchaseFit fit_like(const PurchaseModel& model, std::span<const PurchaseHistory> histories) {
  const auto fit = fit_purchases(kind_of(model), histories);
  EXPECT_TRUE(fit.has_value());
  return fit ? *fit : PurchaseFit{};
}

void expect_equal(const PurchaseModel& model, const PurchaseModel& expected, double tolerance) {
  ASSERT_EQ(kind_of(model), kind_of(expected));
  for (size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(parameters_of(model)[i] / parameters_of(expected)[i], 1, tolerance) << i;
  }
}

TEST(PurchaseFit, FindsTheParametersOfSimulatedCustomers) {
  for (const PurchaseModel& model : kModelsInWeeks) {
    const PurchaseFit fit = fit_like(model, some_histories(model, 10'000, 5));
    ASSERT_TRUE(fit.standard_errors);
    EXPECT_EQ(fit.customers, 10'000);
    for (size_t i = 0; i < 4; ++i) {
      const double error = (*fit.standard_errors)[i];
      EXPECT_NEAR(parameters_of(fit.model)[i], parameters_of(model)[i], 3 * error) << i;
      EXPECT_LT(error, 0.3 * parameters_of(model)[i]) << i;
    }
  }
}

// The spread of the estimates over many samples, against the standard errors that one of them states.
TEST(PurchaseFit, StandardErrorsAreTheSpreadOfTheEstimates) {
  for (const PurchaseModel& model : kModelsInWeeks) {
    constexpr int kSamples = 25;
    Vector<4> sum{}, squares{}, stated{};
    for (int sample = 0; sample < kSamples; ++sample) {
      const PurchaseFit fit = fit_like(model, some_histories(model, 1'000, 100 + static_cast<uint64_t>(sample)));
      ASSERT_TRUE(fit.standard_errors);
      for (size_t i = 0; i < 4; ++i) {
        const double logarithm = std::log(parameters_of(fit.model)[i]);
        sum[i] += logarithm;
        squares[i] += logarithm * logarithm;
        stated[i] += (*fit.standard_errors)[i] / parameters_of(fit.model)[i];
      }
    }
    for (size_t i = 0; i < 4; ++i) {
      const double spread = std::sqrt((squares[i] - sum[i] * sum[i] / kSamples) / (kSamples - 1));
      EXPECT_NEAR(spread / (stated[i] / kSamples), 1, 0.4) << i;
    }
  }
}

TEST(PurchaseFit, IsTheTopOfTheLikelihood) {
  for (const PurchaseModel& model : kModelsInWeeks) {
    const std::vector<PurchaseHistory> histories = some_histories(model, 1'000);
    const PurchaseFit fit = fit_like(model, histories);
    EXPECT_NEAR(fit.log_likelihood, log_likelihood(fit.model, histories), 1e-8);
    EXPECT_GT(fit.log_likelihood, log_likelihood(model, histories));
    for (size_t i = 0; i < 4; ++i) {
      for (const double factor : {0.999, 1.001}) {
        PurchaseParameters other = parameters_of(fit.model);
        other[i] *= factor;
        EXPECT_LT(log_likelihood(make_purchase_model(kind_of(model), other), histories), fit.log_likelihood);
      }
    }
  }
}

// Where many leave at once and the rest hardly ever do, the likelihood has another maximum, at infinity, that is far
// less likely.
TEST(PurchaseFit, FindsTheHigherOfTwoMaxima) {
  const PurchaseModel model = MbgNbd{7.8, 30, 0.06, 0.04};
  const std::vector<PurchaseHistory> histories = histories_of(simulate_purchases(8, 1'000, model, 10, 50, 0));
  const PurchaseFit fit = fit_like(model, histories);
  EXPECT_GT(fit.log_likelihood, log_likelihood(model, histories));
  EXPECT_LT(parameters_of(fit.model)[2], 1);
  EXPECT_LT(parameters_of(fit.model)[3], 1);
}

TEST(PurchaseFit, TheOrderOfTheCustomersLeavesNoTrace) {
  for (const PurchaseModel& model : kModelsInWeeks) {
    std::vector<PurchaseHistory> histories = some_histories(model, 1'000);
    const PurchaseFit fit = fit_like(model, histories);
    Random random(9);
    for (size_t i = histories.size(); i > 1; --i) std::swap(histories[i - 1], histories[random.next() % i]);
    const PurchaseFit permuted = fit_like(model, histories);
    expect_equal(permuted.model, fit.model, 1e-15);
    EXPECT_EQ(permuted.log_likelihood, fit.log_likelihood);
  }
}

TEST(PurchaseFit, MergedHistoriesFitLikeSingleOnes) {
  for (const PurchaseModel& model : kModelsInWeeks) {
    std::array<std::vector<uint32_t>, 3> columns;
    std::vector<PurchaseHistory> single;
    for (PurchaseHistory h : some_histories(model, 1'500)) {
      h = {h.repeats, std::ceil(h.last / 4), std::ceil(h.age / 4)};
      single.push_back(h);
      columns[0].push_back(h.repeats);
      columns[1].push_back(static_cast<uint32_t>(h.last));
      columns[2].push_back(static_cast<uint32_t>(h.age));
    }
    const MergedHistories merged = merge_histories(columns[0], columns[1], columns[2]);
    ASSERT_LT(merged.rows.size(), single.size() / 2);
    const PurchaseFit of_single = fit_like(model, single), of_merged = fit_like(model, merged.rows);
    expect_equal(of_merged.model, of_single.model, 1e-9);
    EXPECT_NEAR(of_merged.log_likelihood, log_likelihood(of_single.model, single), 1e-8);
    EXPECT_EQ(of_merged.customers, 1'500);
  }
}

TEST(PurchaseFit, TheUnitOfTimeShowsInParametersOfTimeAlone) {
  for (const PurchaseModel& model : kModelsInWeeks) {
    std::vector<PurchaseHistory> histories = some_histories(model, 1'000);
    const PurchaseFit in_weeks = fit_like(model, histories);
    for (PurchaseHistory& h : histories) h = {h.repeats, 7 * h.last, 7 * h.age};
    const PurchaseFit in_days = fit_like(model, histories);
    expect_equal(in_days.model, in_shorter_unit(in_weeks.model, 7), 1e-8);
    EXPECT_NEAR((*in_days.standard_errors)[1] / (*in_weeks.standard_errors)[1], 7, 1e-5);
    EXPECT_NEAR(in_days.log_likelihood, log_likelihood(in_days.model, histories), 1e-8);
  }
}

TEST(PurchaseFit, AStartNearbyEndsAtTheSamePlaceSooner) {
  for (const PurchaseModel& model : kModelsInWeeks) {
    const std::vector<PurchaseHistory> histories = some_histories(model, 3'000);
    const PurchaseFit fit = fit_like(model, histories);
    const PurchaseFitting near = try_fit_purchases(kind_of(model), histories, &model);
    ASSERT_TRUE(std::holds_alternative<PurchaseFit>(near));
    expect_equal(std::get<PurchaseFit>(near).model, fit.model, 1e-7);
    EXPECT_LE(std::get<PurchaseFit>(near).iterations, fit.iterations);
  }
}

double steepest(const PurchaseFit& fit, std::vector<PurchaseHistory> histories) {
  std::sort(histories.begin(), histories.end(), [](const auto& a, const auto& b) { return a.repeats < b.repeats; });
  Vector<4> at = parameters_of(fit.model);
  for (double& value : at) value = std::log(value);
  HistoryGroups groups(histories, 1, 1);
  const PurchaseModelKind kind = kind_of(fit.model);
  const Likelihood<4> top =
      kind == PurchaseModelKind::pareto_nbd
          ? ParetoLikelihood(std::move(groups))(at)
          : BetaGeometricLikelihood(std::move(groups), kind == PurchaseModelKind::mbg_nbd ? 1 : 0)(at);
  double most = 0;
  for (const double slope : top.gradient) most = std::max(most, std::abs(slope));
  return most;
}

// More rows than the start looks at.
TEST(PurchaseFit, AStartFromAPartEndsWhereTheWholeDoes) {
  for (const PurchaseModel& model : kModelsInWeeks) {
    const std::vector<PurchaseHistory> histories = some_histories(model, 50'000, 3);
    const PurchaseFit fit = fit_like(model, histories);
    EXPECT_LE(fit.iterations, 5);
    EXPECT_LT(steepest(fit, histories), 1e-4);
  }
}

TEST(PurchaseFit, BearsThousandsOfPurchases) {
  for (const PurchaseModel& model : kModelsInWeeks) {
    std::vector<PurchaseHistory> histories = some_histories(model, 1'000);
    for (uint32_t i = 0; i < 5; ++i) histories.push_back({2'000 + 500 * i, 79, 80});
    const PurchaseFit fit = fit_like(model, histories);
    EXPECT_TRUE(std::isfinite(fit.log_likelihood));
    EXPECT_LT(steepest(fit, histories), 1e-3);
  }
}

void expect_refused(const std::vector<PurchaseHistory>& histories, NoPurchaseFit why, const std::string& words) {
  for (const PurchaseModel& model : kModelsInWeeks) {
    const PurchaseFitting fitting = try_fit_purchases(kind_of(model), histories);
    ASSERT_TRUE(std::holds_alternative<PurchaseFitRefusal>(fitting));
    EXPECT_EQ(std::get<PurchaseFitRefusal>(fitting).why, why);
    const auto fit = fit_purchases(kind_of(model), histories);
    ASSERT_FALSE(fit.has_value());
    EXPECT_EQ(fit.error().code,
              why == NoPurchaseFit::no_history ? ErrorCode::engine_failed : ErrorCode::not_applicable);
    EXPECT_NE(fit.error().message.en.find(words), std::string::npos) << fit.error().message.en;
    EXPECT_FALSE(fit.error().message.zh.empty());
  }
}

TEST(PurchaseFit, AsksForTenCustomersWhoBoughtAgain) {
  std::vector<PurchaseHistory> histories(500, {0, 0, 30});
  for (int i = 0; i < 9; ++i) histories.push_back({2, 10, 30});
  expect_refused(histories, NoPurchaseFit::too_few_repeat_buyers, "bought more than once: 9. At least 10");
  expect_refused({}, NoPurchaseFit::too_few_repeat_buyers, "bought more than once: 0. At least 10");
}

TEST(PurchaseFit, RefusesCustomersWithoutTime) {
  expect_refused(std::vector<PurchaseHistory>(50, {1, 0, 0}), NoPurchaseFit::no_time, "no time has passed");
}

TEST(PurchaseFit, RefusesCustomersWhoNeverLeave) {
  std::vector<PurchaseHistory> histories;
  for (uint32_t i = 0; i < 300; ++i) histories.push_back({1 + i * i % 17, 50, 50});
  expect_refused(histories, NoPurchaseFit::leaving_at_bound, "in what way customers leave");
}

// Less spread than chance would give: no two customers differ in their rate.
TEST(PurchaseFit, RefusesPurchasesAsRegularAsAClock) {
  std::vector<PurchaseHistory> histories;
  for (uint32_t i = 0; i < 300; ++i) histories.push_back({10 + i % 2, 40.0 + i % 8, 50});
  for (const PurchaseModel& model : kModelsInWeeks) {
    const auto fit = fit_purchases(kind_of(model), histories);
    ASSERT_FALSE(fit.has_value());
    EXPECT_NE(fit.error().message.en.find("runs to 0 or infinity"), std::string::npos) << fit.error().message.en;
  }
}

TEST(PurchaseFit, NamesAHistoryThatIsNone) {
  const double nothing = std::numeric_limits<double>::quiet_NaN(), endless = std::numeric_limits<double>::infinity();
  for (const PurchaseHistory& bad :
       {PurchaseHistory{1, 31, 30}, PurchaseHistory{1, -1, 30}, PurchaseHistory{0, 0, -1}, PurchaseHistory{0, 1, 30},
        PurchaseHistory{1, nothing, 30}, PurchaseHistory{1, 1, nothing}, PurchaseHistory{1, 1, endless},
        PurchaseHistory{1, 1, 2, 0}, PurchaseHistory{1, 1, 2, nothing}}) {
    std::vector<PurchaseHistory> histories = some_histories(kModelsInWeeks[1], 100);
    histories[3] = bad;
    expect_refused(histories, NoPurchaseFit::no_history, "history 3 ");
  }
}

}  // namespace
}  // namespace sluice::value
