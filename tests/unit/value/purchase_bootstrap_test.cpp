#include "value/purchase_bootstrap.h"

#include <gtest/gtest.h>

#include <cmath>

#include "unit/value/simulated_customers.h"

namespace sluice::value {
namespace {

const PurchaseModel kResampledModels[] = {BgNbd{0.7, 60, 0.9, 2.5}, MbgNbd{0.7, 60, 0.9, 2.5},
                                          ParetoNbd{0.7, 60, 0.9, 120}};

// Times are rounded up to so many whole days.
std::vector<PurchaseHistory> merged_rows(const PurchaseModel& model, size_t count, uint64_t seed, double days = 1) {
  const auto rounded = [days](double time) { return static_cast<uint32_t>(std::ceil(time / days) * days); };
  std::array<std::vector<uint32_t>, 3> columns;
  for (const SimulatedCustomer& customer : simulate_purchases(seed, count, model, 200, 400, 0)) {
    columns[0].push_back(customer.history.repeats);
    columns[1].push_back(rounded(customer.history.last));
    columns[2].push_back(rounded(customer.history.age));
  }
  return merge_histories(columns[0], columns[1], columns[2]).rows;
}

double total_expected(const PurchaseModel& model, const std::vector<PurchaseHistory>& rows, double horizon) {
  double sum = 0;
  for (const PurchaseHistory& row : rows) {
    sum += row.customers * expected_purchases(model, row.repeats, row.last, row.age, horizon);
  }
  return sum;
}

BootstrapReport report_of(const PurchaseFit& fit, const std::vector<PurchaseHistory>& rows, uint64_t seed,
                          size_t replicates) {
  auto report = finish(bootstrap_purchases(fit, rows, 90, seed, replicates));
  EXPECT_TRUE(report.has_value());
  return report ? *report : BootstrapReport{};
}

bool holds(const Interval& interval, double value) { return interval.low <= value && value <= interval.high; }

// Samples of customers whose parameters are known: most of the intervals hold them, and what they expect. Few samples
// and replicates, to be quick; 200 of each hold what is expected in 96 % of the samples and the parameters in 92 to
// 95 %.
TEST(PurchaseBootstrap, IntervalsHoldTheTruthAsOftenAsTheySay) {
  constexpr int kSamples = 50;
  const PurchaseModel model = MbgNbd{1.5, 45, 1.2, 3};
  int used = 0, expected_held = 0;
  std::array<int, 4> held{};
  for (uint64_t sample = 0; sample < kSamples; ++sample) {
    const std::vector<PurchaseHistory> rows = merged_rows(model, 600, 500 + sample);
    const auto fit = fit_purchases(kind_of(model), rows);
    if (!fit) continue;
    const BootstrapReport report = report_of(*fit, rows, sample, 50);
    if (!report.intervals) continue;
    ++used;
    expected_held += holds(report.intervals->expected, total_expected(model, rows, 90));
    for (size_t i = 0; i < 4; ++i) held[i] += holds(report.intervals->parameters[i], parameters_of(model)[i]);
  }
  EXPECT_GT(used, 45);
  EXPECT_GT(expected_held, 0.85 * used);
  for (size_t i = 0; i < 4; ++i) EXPECT_GT(held[i], 0.8 * used) << i;
}

TEST(PurchaseBootstrap, IntervalsOfManyCustomersAreThoseOfTheStandardErrors) {
  for (const PurchaseModel& model : kResampledModels) {
    const std::vector<PurchaseHistory> rows = merged_rows(model, 3'000, 3, 7);
    const auto fit = fit_purchases(kind_of(model), rows);
    ASSERT_TRUE(fit.has_value() && fit->standard_errors);
    const BootstrapReport report = report_of(*fit, rows, 1, 60);
    EXPECT_EQ(report.replicates, 60U);
    EXPECT_EQ(report.failed, 0U);
    ASSERT_TRUE(report.intervals);
    for (size_t i = 0; i < 4; ++i) {
      const Interval& interval = report.intervals->parameters[i];
      EXPECT_TRUE(holds(interval, parameters_of(fit->model)[i]));
      EXPECT_NEAR((interval.high - interval.low) / (2 * 1.96 * (*fit->standard_errors)[i]), 1, 0.4) << i;
    }
    const double total = total_expected(fit->model, rows, 90);
    EXPECT_TRUE(holds(report.intervals->expected, total));
    EXPECT_LT(report.intervals->expected.high - report.intervals->expected.low, 0.4 * total);
  }
}

TEST(PurchaseBootstrap, TheSameSeedGivesTheSameIntervalsHoweverItIsCut) {
  const std::vector<PurchaseHistory> rows = merged_rows(kResampledModels[0], 600, 3);
  const auto fit = fit_purchases(PurchaseModelKind::bg_nbd, rows);
  ASSERT_TRUE(fit.has_value());
  const BootstrapReport whole = report_of(*fit, rows, 1, 20), other = report_of(*fit, rows, 2, 20);
  auto run = bootstrap_purchases(*fit, rows, 90, 1, 20);
  ASSERT_TRUE(run.has_value());
  int steps = 0;
  for (; !run->done(); ++steps) run->advance(1);
  EXPECT_EQ(steps, 20);
  const BootstrapReport cut = run->conclude().value();
  ASSERT_TRUE(whole.intervals && cut.intervals && other.intervals);
  EXPECT_EQ(cut.intervals->expected.low, whole.intervals->expected.low);
  EXPECT_EQ(cut.intervals->parameters[2].high, whole.intervals->parameters[2].high);
  EXPECT_NE(other.intervals->expected.low, whole.intervals->expected.low);
}

// Twelve customers who bought again: now and then fewer than ten of them are drawn.
TEST(PurchaseBootstrap, GivesNoIntervalsWhereTooManyReplicatesHaveNoFit) {
  std::vector<PurchaseHistory> rows = {{0, 0, 100, 60}};
  for (uint32_t i = 1; i <= 12; ++i) rows.push_back({1 + i % 5, 7.0 * i, 100, 1});
  PurchaseFit fit;
  fit.model = kResampledModels[1];
  const BootstrapReport report = report_of(fit, rows, 1, 100);
  EXPECT_EQ(report.replicates, 100U);
  EXPECT_GT(report.failed, 10U);
  EXPECT_FALSE(report.intervals);
}

TEST(PurchaseBootstrap, RefusesPartsOfCustomers) {
  PurchaseFit fit;
  fit.model = kResampledModels[1];
  const std::vector<PurchaseHistory> rows = {{0, 0, 100, 60.5}};
  EXPECT_FALSE(bootstrap_purchases(fit, rows, 90, 1).has_value());
}

}  // namespace
}  // namespace sluice::value
