// What other rates along the stages would bring.
#include <algorithm>

#include "funnel/pipeline_parts.h"
#include "funnel/pipeline_words.h"

namespace sluice::funnel {
namespace {

using Rates = std::vector<std::optional<double>>;

const RateChange* change_of(const PipelineSpec& spec, const std::string& stage) {
  const auto found = std::find_if(spec.what_if.begin(), spec.what_if.end(),
                                  [&](const RateChange& change) { return change.stage == stage; });
  return found == spec.what_if.end() ? nullptr : &*found;
}

std::optional<double> changed_rate(const std::optional<double>& now, const RateChange& change) {
  if (change.rate) return change.rate;
  if (!now || !change.factor) return std::nullopt;
  return std::min(1.0, *now * *change.factor);
}

// From each stage to the next, from the last one to a win. Stages whose probabilities fall have no rate; what rounding
// adds to 1 is forgiven.
Rates rates_of(const Rates& probabilities) {
  constexpr double kTolerance = 1e-9;
  Rates rates;
  for (size_t i = 0; i < probabilities.size(); ++i) {
    const std::optional<double> next = i + 1 < probabilities.size() ? probabilities[i + 1] : 1;
    std::optional<double> rate = ratio_of(probabilities[i], next);
    if (rate && *rate > 1 + kTolerance) rate.reset();
    if (rate) rate = std::min(1.0, *rate);
    rates.push_back(rate);
  }
  return rates;
}

// Probabilities of stages that no change touches stay as they are, to the last bit.
Rates changed_probabilities(const Rates& now, const std::vector<WhatIfStage>& stages) {
  Rates then(now);
  bool touched = false;
  for (size_t i = now.size(); i-- > 0;) {
    touched = touched || stages[i].changed;
    if (!touched) continue;
    const std::optional<double> next = i + 1 < now.size() ? then[i + 1] : 1;
    const std::optional<double>& rate = stages[i].rate_then;
    then[i] = rate && next ? std::optional(*rate * *next) : std::nullopt;
  }
  return then;
}

std::vector<WhatIfStage> change_stages(const std::vector<PipelineStage>& stages, const PipelineSpec& spec) {
  Rates now;
  for (const PipelineStage& stage : stages) now.push_back(stage.probability.value);
  const Rates rates = rates_of(now);
  std::vector<WhatIfStage> result;
  for (size_t i = 0; i < stages.size(); ++i) {
    const RateChange* change = change_of(spec, stages[i].stage);
    const std::optional<double> rate = change != nullptr ? changed_rate(rates[i], *change) : rates[i];
    result.push_back({stages[i].stage, change != nullptr, rates[i], rate, now[i], {}});
  }
  const Rates then = changed_probabilities(now, result);
  for (size_t i = 0; i < stages.size(); ++i) result[i].probability_then = then[i];
  return result;
}

void add(std::optional<double>& sum, double term) { sum = sum.value_or(0) + term; }

void expect(const std::vector<PipelineStage>& stages, WhatIfReport& report) {
  for (size_t i = 0; i < stages.size(); ++i) {
    const StageOpen& open = stages[i].open;
    const WhatIfStage& stage = report.stages[i];
    if (open.opportunities == 0 || !stage.probability_now) continue;
    const auto count = static_cast<double>(open.opportunities);
    add(report.wins_now, count * *stage.probability_now);
    if (open.value) add(report.value_now, *open.value * *stage.probability_now);
    if (!report.absence.empty()) continue;
    if (!stage.probability_then) {
      const auto missing = std::find_if(report.stages.begin() + static_cast<std::ptrdiff_t>(i), report.stages.end(),
                                        [](const WhatIfStage& later) { return !later.rate_then; });
      report.absence = no_rate(stages[static_cast<size_t>(missing - report.stages.begin())].label);
      continue;
    }
    add(report.wins_then, count * *stage.probability_then);
    if (open.value) add(report.value_then, *open.value * *stage.probability_then);
  }
  if (report.absence.empty()) return;
  report.wins_then.reset();
  report.value_then.reset();
}

// Of the closed opportunities that reached each stage: the shares that reached the next one, or were won.
Rates observed_rates(const std::vector<PipelineStage>& stages, const PipelineTotals& totals) {
  Rates rates;
  for (size_t i = 0; i < stages.size(); ++i) {
    const auto& estimate = stages[i].probability.estimate;
    std::optional<double> next = static_cast<double>(totals.won);
    if (i + 1 < stages.size()) {
      const auto& later = stages[i + 1].probability.estimate;
      next = later ? static_cast<double>(later->of) : 0;
    }
    rates.push_back(estimate ? ratio_of(next, static_cast<double>(estimate->of)) : std::nullopt);
  }
  return rates;
}

void expect_of_closed(const std::vector<PipelineStage>& stages, const PipelineTotals& totals, const PipelineSpec& spec,
                      WhatIfReport& report) {
  if (stages.empty() || !stages.front().probability.estimate) return;
  const auto won = static_cast<double>(totals.won);
  report.closed_wins_now = won;
  report.closed_value_now = totals.won_value;
  const Rates observed = observed_rates(stages, totals);
  std::optional<double> share = 1;
  for (size_t i = 0; i < stages.size(); ++i) {
    const RateChange* change = change_of(spec, stages[i].stage);
    const std::optional<double> rate = change != nullptr ? changed_rate(observed[i], *change) : observed[i];
    share = share && rate ? std::optional(*share * *rate) : std::nullopt;
  }
  if (!report.changed) {
    report.closed_wins_then = report.closed_wins_now;
    report.closed_value_then = report.closed_value_now;
  } else if (share) {
    report.closed_wins_then = static_cast<double>(stages.front().probability.estimate->of) * *share;
    const std::optional<double> times = ratio_of(report.closed_wins_then, won);
    if (times && totals.won_value) report.closed_value_then = *totals.won_value * *times;
  }
}

// Open opportunities, average won value and cycle stay as they are: it grows as the wins do.
void expect_velocity(const SalesVelocity& velocity, WhatIfReport& report) {
  report.velocity_now = velocity.per_month.value;
  const std::optional<double> times = ratio_of(report.closed_wins_then, report.closed_wins_now);
  if (times && report.velocity_now) report.velocity_then = *report.velocity_now * *times;
}

}  // namespace

WhatIfReport what_if(const PipelineReport& pipeline, const PipelineSpec& spec) {
  const std::vector<PipelineStage>& stages = pipeline.stages;
  WhatIfReport report;
  report.definition = define_what_if();
  report.stages = change_stages(stages, spec);
  report.changed =
      std::any_of(report.stages.begin(), report.stages.end(), [](const WhatIfStage& stage) { return stage.changed; });
  expect(stages, report);
  expect_of_closed(stages, pipeline.totals, spec, report);
  expect_velocity(pipeline.velocity, report);
  return report;
}

}  // namespace sluice::funnel
