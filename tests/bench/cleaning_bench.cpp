// How long a changed cleaning rule takes at ten million order lines of a million customers: marking the lines anew (a
// pattern or a day has changed), switching a rule (keep, leave out), and looking for suspicious accounts at loading.
#include <benchmark/benchmark.h>

#include <random>
#include <string>

#include "dataset/cleaning.h"
#include "rfm/lines.h"

namespace sluice {
namespace {

constexpr size_t kLines = 10'000'000;
constexpr uint32_t kCustomers = 1'000'000;

/// In the order of a loaded table; some returns, free lines and duplicates.
const Dataset& ten_million_lines() {
  static const Dataset dataset = [] {
    std::mt19937_64 random(1);
    Dataset made;
    Orders orders;
    orders.amount.decimals = 2;
    for (uint32_t i = 0; i < kCustomers; ++i) made.customers.intern("C" + std::to_string(1'000'000'000 + i));
    made.customers.sort();
    const size_t lines_each = kLines / kCustomers;
    for (size_t row = 0; row < kLines; ++row) {
      const bool repeats = row > 0 && row % lines_each != 0 && random() % 200 == 0;
      const bool is_return = random() % 50 == 0;
      const auto cents = static_cast<int64_t>(random() % 100 == 0 ? 0 : random() % 50'000);
      orders.customer.push_back(static_cast<uint32_t>(row / lines_each));
      orders.order.push_back(repeats ? orders.order.back() : static_cast<uint32_t>(row / 3));
      orders.time.push_back(repeats ? orders.time.back()
                                    : (19'000 + static_cast<TimeMs>(row % lines_each) * 50) * kMsPerDay);
      orders.amount.units.push_back(repeats ? orders.amount.units.back() : is_return ? -cents : cents);
      orders.is_return.push_back(repeats ? orders.is_return.back() : is_return ? 1 : 0);
    }
    made.orders = std::move(orders);
    return made;
  }();
  return dataset;
}

void MarkTheLines(benchmark::State& state) {
  const Dataset& dataset = ten_million_lines();
  for (auto _ : state) benchmark::DoNotOptimize(mark_lines(dataset, {.first_day = 19'100}).mark.data());
}
BENCHMARK(MarkTheLines)->Unit(benchmark::kMillisecond);

void MarkTheLinesOfTestAccounts(benchmark::State& state) {
  const Dataset& dataset = ten_million_lines();
  for (auto _ : state) benchmark::DoNotOptimize(mark_lines(dataset, {.test_accounts = {"test", "*99"}}).mark.data());
}
BENCHMARK(MarkTheLinesOfTestAccounts)->Unit(benchmark::kMillisecond);

void SwitchARule(benchmark::State& state) {
  const Dataset& dataset = ten_million_lines();
  const auto former = rfm::clean_lines(dataset, {}, {});
  CleaningSpec cleaning;
  for (auto _ : state) {
    cleaning.duplicates = cleaning.duplicates == DuplicateRule::keep ? DuplicateRule::keep_one : DuplicateRule::keep;
    benchmark::DoNotOptimize(rfm::clean_lines(dataset, cleaning, {}, &*former)->snapshot);
  }
}
BENCHMARK(SwitchARule)->Unit(benchmark::kMillisecond);

void FindSuspectAccounts(benchmark::State& state) {
  const Dataset& dataset = ten_million_lines();
  for (auto _ : state) benchmark::DoNotOptimize(find_suspect_accounts(dataset).size());
}
BENCHMARK(FindSuspectAccounts)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sluice
