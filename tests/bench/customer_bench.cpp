// How long the panel of a customer takes, of a million customers with ten million order lines: the first that is opened
// behind another returns rule, for which everything was measured anew, with the longest time for which others wait
// meanwhile, and the next one.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>

#include "engine/session.h"
#include "support/many_lines.h"

namespace sluice::engine {
namespace {

struct Opened {
  Session session;
  std::string customer;
};

Opened& opened() {
  static Opened of_all = [] {
    Dataset dataset = bench::make_ten_million_lines();
    std::string customer(dataset.customers.at(dataset.customers.size() / 2));
    Session session = std::move(Session::open(std::move(dataset), {})).value();
    while (session.advance().value() < 1) continue;
    return Opened{std::move(session), std::move(customer)};
  }();
  return of_all;
}

void measure_anew(Session& session) {
  Spec spec = session.spec();
  spec.rfm.returns = spec.rfm.returns == rfm::ReturnsRule::net ? rfm::ReturnsRule::drop : rfm::ReturnsRule::net;
  while (session.analyze(spec).value() < 1) continue;
  while (session.estimate() < 1) continue;
}

void FirstCustomer(benchmark::State& state) {
  using Clock = std::chrono::steady_clock;
  constexpr Stride kStride{.work = 60'000'000};  // as of the service
  auto& [session, customer] = opened();
  double longest = 0;
  for (auto _ : state) {
    state.PauseTiming();
    measure_anew(session);
    state.ResumeTiming();
    for (double share = 0; share < 1;) {
      const Clock::time_point before = Clock::now();
      share = session.prepare_customer(kStride);
      longest = std::max(longest, std::chrono::duration<double, std::milli>(Clock::now() - before).count());
    }
    benchmark::DoNotOptimize(session.customer(customer)->rhythm);
  }
  state.counters["longest_step_ms"] = longest;
}
BENCHMARK(FirstCustomer)->Unit(benchmark::kMillisecond)->Iterations(3);

void NextCustomer(benchmark::State& state) {
  auto& [session, customer] = opened();
  benchmark::DoNotOptimize(session.customer(customer)->rhythm);
  for (auto _ : state) benchmark::DoNotOptimize(session.customer(customer)->rhythm);
}
BENCHMARK(NextCustomer)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sluice::engine
