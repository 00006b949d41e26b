// How long a changed cleaning rule takes at ten million order lines of a million customers: marking the lines anew (a
// pattern or a day has changed), switching a rule (keep, leave out), and looking for suspicious accounts at loading.
#include <benchmark/benchmark.h>

#include "dataset/cleaning.h"
#include "rfm/lines.h"
#include "support/many_lines.h"

namespace sluice {
namespace {

const Dataset& ten_million_lines() {
  static const Dataset dataset = bench::make_ten_million_lines();
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
