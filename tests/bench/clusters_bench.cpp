// How long clusters of a million customers take, phase by phase: figures made comparable, the whole search to the end,
// another number of clusters afterwards, the report of what was found, and the longest single step, which is how long
// anybody else has to wait for the engine meanwhile.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>

#include "base/random.h"
#include "rfm/cluster_summary.h"

namespace {

using namespace sluice;
using namespace sluice::rfm;

constexpr size_t kCustomers = 1'000'000;

/// Buyers as a shop has them: many who came once, long tails of orders and money.
struct Shop {
  Shop() {
    Random random(20170405);
    CustomerTable table;
    table.monetary.decimals = 2;
    for (uint32_t i = 0; i < kCustomers; ++i) {
      const std::string id = std::to_string(10'000'000 + i);
      table.customer.push_back(dataset.customers.intern(id));
      const double frequency = std::floor(1 / (1 - 0.98 * random.share()));
      table.recency_days.push_back(std::floor(730 * random.share() * random.share()));
      table.frequency.push_back(frequency);
      table.monetary.units.push_back(
          static_cast<int64_t>(100 * frequency * std::exp(2 + 2 * (random.share() + random.share() - 1))));
    }
    dataset.customer_table = std::move(table);
    analysis = analyze(dataset, RfmSpec{}, nullptr).value();
  }

  Dataset dataset;
  Analysis analysis;
};

const Shop& shop() {
  static const Shop made;
  return made;
}

std::unique_ptr<ClusterRun> begin(const ClusterSpec& spec = {}) {
  return std::make_unique<ClusterRun>(make_features(shop().dataset, shop().analysis.profile, spec),
                                      shop().analysis.profile.monetary, spec);
}

ClusterRun& finished() {
  static const std::unique_ptr<ClusterRun> run = [] {
    auto made = begin();
    made->finish();
    return made;
  }();
  return *run;
}

void features(benchmark::State& state) {
  shop();
  for (auto _ : state) benchmark::DoNotOptimize(begin());
}

void whole_search(benchmark::State& state) {
  shop();
  double longest = 0;
  int steps = 0;
  for (auto _ : state) {
    const auto run = begin();
    while (!run->done()) {
      const auto from = std::chrono::steady_clock::now();
      run->advance(1);
      longest =
          std::max(longest, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count());
      ++steps;
    }
  }
  state.counters["longest_step_ms"] = longest;
  state.counters["steps"] = steps / static_cast<double>(state.iterations());
}

void another_number(benchmark::State& state) {
  ClusterRun& run = finished();
  int k = 4;
  for (auto _ : state) {
    run.choose(k);
    run.finish();
    k = k == 4 ? 5 : 4;
  }
}

void report(benchmark::State& state) {
  const ClusterRun& run = finished();
  const std::vector<uint8_t> all(kCustomers, 1);
  for (auto _ : state) {
    benchmark::DoNotOptimize(report_clusters(shop().analysis, run, {}, MonetaryMeasure::sum, {}, all));
  }
}

BENCHMARK(features)->Unit(benchmark::kMillisecond);
BENCHMARK(whole_search)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(another_number)->Unit(benchmark::kMillisecond)->Iterations(2);
BENCHMARK(report)->Unit(benchmark::kMillisecond);

}  // namespace
