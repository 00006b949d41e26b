// How long the sales pipeline of a million opportunities takes, and how long its answer holds up others: reading them
// goes a stretch at a time, what is concluded from them does not.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <functional>
#include <string>
#include <utility>

#include "base/random.h"
#include "funnel/breakdown.h"
#include "funnel/pipeline.h"

namespace {

using namespace sluice;
using namespace sluice::funnel;

constexpr size_t kOpportunities = 1'000'000;
constexpr size_t kOwners = 40;
constexpr std::array<const char*, 5> kStages{"Lead", "Qualified", "Demo", "Proposal", "Contract"};

/// Half of them are open; each with its history, a value and an owner.
Dataset made_dataset() {
  Random random(20250101);
  Opportunities table;
  table.stage_names.assign(kStages.begin(), kStages.end());
  EventProperty owner{.name = "owner", .title = {"owner", "owner"}};
  for (size_t i = 0; i < kOwners; ++i) owner.values.intern("Owner " + std::to_string(10 + i));
  for (size_t i = 0; i < kOpportunities; ++i) {
    const auto furthest = static_cast<uint32_t>(random.share() * kStages.size());
    const TimeMs opened = static_cast<TimeMs>(random.share() * 365) * kMsPerDay;
    TimeMs time = opened;
    const double luck = random.share();
    const auto outcome = luck < 0.5    ? ingest::Outcome::open
                         : luck < 0.75 ? ingest::Outcome::won
                                       : ingest::Outcome::lost;
    for (uint32_t stage = 0; stage <= furthest; ++stage) {
      table.history.time.emplace_back(time);
      table.history.stage.push_back(stage);
      table.history.outcome.push_back(stage == furthest ? outcome : ingest::Outcome::open);
      time += static_cast<TimeMs>(random.share() * 30 * static_cast<double>(kMsPerDay));
    }
    table.history.ends.push_back(table.history.time.size());
    table.id.push_back(table.ids.intern("O" + std::to_string(10'000'000 + i)));
    table.customer.push_back(Dictionary::kNone);
    table.stage.push_back(furthest);
    table.outcome.push_back(outcome);
    table.value.emplace_back(100 + 9'900 * random.share());
    table.opened.emplace_back(opened);
    table.closed.push_back(outcome == ingest::Outcome::open ? std::nullopt : std::optional(time));
    owner.value.push_back(static_cast<uint32_t>(random.share() * kOwners));
  }
  table.properties.push_back(std::move(owner));
  Dataset dataset;
  dataset.opportunities = std::move(table);
  return dataset;
}

const Dataset& dataset() {
  static const Dataset made = made_dataset();
  return made;
}

/// The time of the whole, and as counters in milliseconds of the processor that of what nobody can stop: its beginning,
/// its longest stretch of the work that the service does at a time, its conclusion.
template <class Answer>
void run_in_stretches(benchmark::State& state, const std::function<Result<PassRun<Answer>>()>& begin) {
  constexpr uint64_t kWork = 60'000'000;
  std::clock_t before = 0;
  const auto lap = [&before] {
    const std::clock_t now = std::clock();
    return 1000.0 * static_cast<double>(now - std::exchange(before, now)) / CLOCKS_PER_SEC;
  };
  double beginning = 0, longest = 0, concluding = 0;
  for (auto _ : state) {
    before = std::clock();
    auto run = begin();
    beginning = lap();
    for (longest = 0; !run->done(); longest = std::max(longest, lap())) run->advance(kWork);
    benchmark::DoNotOptimize(run->conclude());
    concluding = lap();
  }
  state.counters["begin"] = beginning;
  state.counters["stretch"] = longest;
  state.counters["conclude"] = concluding;
}

void pipeline(benchmark::State& state) {
  run_in_stretches<Pipeline>(state, [] { return begin_pipeline(dataset(), {}, {}, nullptr); });
}

void breakdown_by_owner(benchmark::State& state) {
  const Groups owners = groups_of(dataset().opportunities->properties.front());
  run_in_stretches<BreakdownReport>(state, [&] { return begin_groups(dataset(), {}, owners, nullptr); });
}

void breakdown_by_period(benchmark::State& state) {
  run_in_stretches<BreakdownReport>(state, [] { return begin_periods(dataset(), {}, "", nullptr); });
}

BENCHMARK(pipeline)->Unit(benchmark::kMillisecond);
BENCHMARK(breakdown_by_owner)->Unit(benchmark::kMillisecond);
BENCHMARK(breakdown_by_period)->Unit(benchmark::kMillisecond);

}  // namespace
