// How long a changed cleaning rule takes at ten million order lines of a million customers: marking the lines anew (a
// pattern or a day has changed), switching a rule (keep, leave out), and looking for suspicious accounts at loading.
#include <benchmark/benchmark.h>

#include <random>
#include <string>

#include "dataset/cleaning.h"
#include "dataset/dataset_builder.h"
#include "rfm/lines.h"

namespace sluice {
namespace {

constexpr size_t kLines = 10'000'000;
constexpr uint32_t kCustomers = 1'000'000;

/// As a shop writes them: by time, the lines of an order together; some returns, free lines and duplicates.
const Dataset& ten_million_lines() {
  static const Dataset dataset = [] {
    std::mt19937_64 random(1);
    DatasetBuilder builder;
    builder.begin_table(0, ingest::Shape::order_lines);
    builder.expect_order_lines(kLines);
    ingest::OrderLineRow row;
    std::string customer, order;
    for (size_t line = 0; line < kLines; ++line) {
      if (line % 3 == 0) {
        customer = "C" + std::to_string(1'000'000'000 + random() % kCustomers);
        order = std::to_string(line);
      }
      const bool repeats = line % 3 != 0 && random() % 200 == 0;
      if (!repeats) {
        row.is_return = random() % 50 == 0;
        row.amount = {static_cast<int64_t>(random() % 100 == 0 ? 0 : random() % 50'000), 2};
        if (row.is_return) row.amount.units = -row.amount.units;
      }
      row.customer = customer;
      row.order = order;
      row.time = (19'000 + static_cast<TimeMs>(line / (kLines / 700))) * kMsPerDay;
      row.line = line + 2;
      builder.order_line(row);
    }
    return std::move(builder.finish({})).value();
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
