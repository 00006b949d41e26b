// How long the lifetime models of a million customers take: BG/NBD fitted to distinct histories with their numbers of
// customers, beside the same fit customer by customer, in the same run; the other models; and what is asked of a fitted
// one: lifetime values, a holdout check, and one replicate of the bootstrap, which nothing interrupts.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>

#include "../unit/value/simulated_customers.h"
#include "value/beta_geometric_likelihood.h"
#include "value/holdout.h"
#include "value/lifetime_value.h"
#include "value/purchase_bootstrap.h"
#include "value/purchase_fit.h"

namespace {

using namespace sluice;
using namespace sluice::value;

constexpr size_t kCustomers = 1'000'000;
constexpr int kDays = 730, kHoldoutDays = 180;

/// Who bought first on any day of two years, and came back as the model says; whole days.
struct Shop {
  Shop() {
    customers.split_day = kDays;
    customers.holdout_days = kHoldoutDays;
    customers.purchases_by_day.resize(kDays + kHoldoutDays + 1);
    const BgNbd model = {0.6, 45, 0.8, 2.4};
    for (const value::SimulatedCustomer& one :
         value::simulate_purchases(7, kCustomers, model, 0, kDays, kHoldoutDays)) {
      const auto age = static_cast<uint32_t>(one.history.age);
      uint32_t before = 0;
      for (const double time : one.times) {
        const auto day = kDays - age + static_cast<uint32_t>(time);
        ++customers.purchases_by_day[std::min<size_t>(day, kDays + kHoldoutDays)];
        before += day > kDays - kHoldoutDays && day <= kDays ? 1 : 0;
      }
      customers.repeats.push_back(one.history.repeats);
      customers.last.push_back(static_cast<uint32_t>(one.history.last));
      customers.age.push_back(age);
      customers.before.push_back(before);
      customers.later.push_back(one.later);
    }
    merged = merge_histories(customers.repeats, customers.last, customers.age);
  }

  HoldoutCustomers customers;
  MergedHistories merged;
};

const Shop& shop() {
  static const Shop made;
  return made;
}

const PurchaseFit& fit_of_shop(PurchaseModelKind kind) {
  static const std::array fits = {fit_purchases(PurchaseModelKind::bg_nbd, shop().merged.rows).value(),
                                  fit_purchases(PurchaseModelKind::mbg_nbd, shop().merged.rows).value(),
                                  fit_purchases(PurchaseModelKind::pareto_nbd, shop().merged.rows).value()};
  return fits[static_cast<size_t>(kind)];
}

// Merging them included.
void fit_of_distinct_histories(benchmark::State& state, PurchaseModelKind kind) {
  shop();
  for (auto _ : state) {
    const MergedHistories merged =
        merge_histories(shop().customers.repeats, shop().customers.last, shop().customers.age);
    const auto fit = fit_purchases(kind, merged.rows);
    state.counters["rows"] = static_cast<double>(merged.rows.size());
    state.counters["log_likelihood"] = fit->log_likelihood;
  }
}

// The same likelihood and the same climb to its top, every customer a row, from one start.
void bg_nbd_customer_by_customer(benchmark::State& state) {
  const HoldoutCustomers& customers = shop().customers;
  for (auto _ : state) {
    std::vector<PurchaseHistory> rows;
    for (size_t i = 0; i < kCustomers; ++i) {
      rows.push_back(
          {customers.repeats[i], static_cast<double>(customers.last[i]), static_cast<double>(customers.age[i])});
    }
    std::sort(rows.begin(), rows.end(), [](const auto& one, const auto& other) { return one.repeats < other.repeats; });
    const Maximum<4> found = maximize<4>(BetaGeometricLikelihood(HistoryGroups(rows, 1, 1), 0), {0, 4, -1, 1});
    state.counters["rows"] = static_cast<double>(rows.size());
    state.counters["log_likelihood"] = found.value;
    state.counters["evaluations"] = found.iterations;
  }
}

void lifetime_values(benchmark::State& state, PurchaseModelKind kind) {
  const PurchaseModel& model = fit_of_shop(kind).model;
  for (auto _ : state) {
    LifetimeValue value(model, {365, 30.4375, 365.25, 0.1, 1});
    double sum = 0;
    const std::vector<PurchaseHistory>& rows = shop().merged.rows;
    const std::vector<double> active = probabilities_active(model, rows);
    for (size_t i = 0; i < rows.size(); ++i) {
      sum += rows[i].customers * value.purchases_given(active[i], rows[i].repeats, rows[i].age);
    }
    benchmark::DoNotOptimize(sum);
  }
}

void holdout_check(benchmark::State& state, PurchaseModelKind kind) {
  shop();
  for (auto _ : state) {
    const auto report = finish(check_holdout(shop().customers, kind));
    state.counters["verdict"] = static_cast<double>(report->verdict);
  }
}

void bootstrap_replicate(benchmark::State& state, PurchaseModelKind kind) {
  const PurchaseFit& fit = fit_of_shop(kind);
  auto run = bootstrap_purchases(fit, shop().merged.rows, 365, 1, 1'000'000);
  for (auto _ : state) run->advance(1);
}

constexpr auto kBgNbd = PurchaseModelKind::bg_nbd;
constexpr auto kMbgNbd = PurchaseModelKind::mbg_nbd;
constexpr auto kParetoNbd = PurchaseModelKind::pareto_nbd;

BENCHMARK_CAPTURE(fit_of_distinct_histories, bg_nbd, kBgNbd)->Unit(benchmark::kMillisecond);
BENCHMARK(bg_nbd_customer_by_customer)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(fit_of_distinct_histories, mbg_nbd, kMbgNbd)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(fit_of_distinct_histories, pareto_nbd, kParetoNbd)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(lifetime_values, bg_nbd, kBgNbd)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(lifetime_values, pareto_nbd, kParetoNbd)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(holdout_check, mbg_nbd, kMbgNbd)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(bootstrap_replicate, mbg_nbd, kMbgNbd)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(bootstrap_replicate, pareto_nbd, kParetoNbd)->Unit(benchmark::kMillisecond);

}  // namespace
