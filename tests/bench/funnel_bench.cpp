// How long a changed funnel takes at ten million events, from the spec to the report.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>

#include "base/random.h"
#include "funnel/analysis.h"

namespace {

using namespace sluice;
using namespace sluice::funnel;

constexpr uint32_t kCustomers = 1'000'000;
constexpr size_t kEventsOfCustomer = 10;
constexpr std::array<const char*, 12> kNames{"cart",   "checkout", "login",   "newsletter", "pay",   "review",
                                             "search", "share",    "support", "view",       "visit", "wishlist"};
constexpr std::array<uint32_t, 5> kSteps{10, 9, 0, 1, 4};  // visit, view, cart, checkout, pay
constexpr TimeMs kDayMs = 86'400'000;

/// Journeys of one to nineteen events within ninety days: some are the next step of the shop, some are not.
struct Shop {
  Shop() {
    Random random(20250101);
    Events events;
    for (const char* name : kNames) events.event_names.intern(name);
    for (uint32_t i = 0; i < kCustomers; ++i) {
      const uint32_t customer = dataset.customers.intern(std::to_string(10'000'000 + i));
      const auto size = static_cast<size_t>(random.share() * (2 * kEventsOfCustomer - 1)) + 1;
      std::array<TimeMs, 2 * kEventsOfCustomer> times{};
      for (size_t at = 0; at < size; ++at) times[at] = static_cast<TimeMs>(random.share() * 90 * 86'400) * 1000;
      std::sort(times.begin(), times.begin() + static_cast<ptrdiff_t>(size));
      size_t next = 0;
      for (size_t at = 0; at < size; ++at) {
        const bool advances = random.share() < (next == 0 ? 1 : 0.45);
        const auto other = static_cast<uint32_t>(random.share() * kNames.size());
        events.customer.push_back(customer);
        events.time.push_back(times[at]);
        events.event.push_back(advances ? kSteps[next] : other);
        if (advances) next = (next + 1) % kSteps.size();
      }
    }
    dataset.events = std::move(events);
  }

  Dataset dataset;
};

FunnelSpec usual() {
  FunnelSpec spec;
  spec.source = Source::events;
  for (const uint32_t step : kSteps) spec.steps.push_back(Step{.event = kNames[step]});
  spec.window_ms = 7 * kDayMs;
  return spec;
}

void report(benchmark::State& state, const FunnelSpec& spec) {
  static const Shop shop;
  static const EventChoices choices = list_choices(shop.dataset);
  for (auto _ : state) {
    benchmark::DoNotOptimize(analyze(shop.dataset, spec, nullptr, nullptr, &choices));
  }
}

BENCHMARK_CAPTURE(report, ordered, usual())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(report, no_window,
                  [] {
                    FunnelSpec spec = usual();
                    spec.window_ms.reset();
                    return spec;
                  }())
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(report, window_of_a_step,
                  [] {
                    FunnelSpec spec = usual();
                    spec.steps[2].window_ms = kDayMs;
                    return spec;
                  }())
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(report, exclusion,
                  [] {
                    FunnelSpec spec = usual();
                    spec.exclusions.push_back(Exclusion{.event = "support"});
                    return spec;
                  }())
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(report, strict,
                  [] {
                    FunnelSpec spec = usual();
                    spec.mode = Mode::strict;
                    return spec;
                  }())
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(report, any,
                  [] {
                    FunnelSpec spec = usual();
                    spec.mode = Mode::any;
                    return spec;
                  }())
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(report, sessions,
                  [] {
                    FunnelSpec spec = usual();
                    spec.unit = Unit::sessions;
                    return spec;
                  }())
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(report, entries,
                  [] {
                    FunnelSpec spec = usual();
                    spec.unit = Unit::entries;
                    return spec;
                  }())
    ->Unit(benchmark::kMillisecond);

}  // namespace
