// Stages: how many reached them, how likely they are won from there, what is open, what was lost there.
#include <algorithm>
#include <cassert>

#include "funnel/pipeline_parts.h"

namespace sluice::funnel {
namespace {

using ingest::Outcome;

const StageSetting* setting_of(const PipelineSpec& spec, const std::string& stage) {
  const auto found = std::find_if(spec.stages.begin(), spec.stages.end(),
                                  [&](const StageSetting& setting) { return setting.stage == stage; });
  return found == spec.stages.end() ? nullptr : &*found;
}

void count_reached(const PipelineState& state, std::vector<PipelineStage>& stages) {
  for (const OpportunityState& o : state.opportunities) {
    for (size_t i = 0; i < o.reached; ++i) {
      ++stages[i].reached;
      if (o.outcome == Outcome::won) ++stages[i].reached_won;
      if (o.outcome == Outcome::lost) ++stages[i].reached_lost;
      if (o.outcome == Outcome::open) ++stages[i].reached_open;
    }
  }
}

// An unplaced one may have reached any stage: counted among the lost of each, it makes no estimate too high.
StageProbability probability_of(const PipelineStage& stage, uint64_t unplaced_elsewhere, const StageSetting* setting) {
  StageProbability probability;
  probability.estimate = observed_share(stage.reached_won, stage.reached_won + stage.reached_lost + unplaced_elsewhere);
  probability.too_few = !probability.estimate || probability.estimate->of < kFewClosed;
  probability.given = setting != nullptr && setting->probability.has_value();
  if (probability.given)
    probability.value = setting->probability;
  else if (probability.estimate)
    probability.value = probability.estimate->value;
  return probability;
}

void weigh(StageOpen& open, const std::optional<double>& probability) {
  if (!probability) return;
  open.expected_wins = static_cast<double>(open.opportunities) * *probability;
  if (open.value) open.weighted = *open.value * *probability;
}

struct StageSums {
  ValueSum open, lost;
};

std::vector<StageSums> add_up(const PipelineState& state) {
  std::vector<StageSums> sums(state.stages.size());
  for (const OpportunityState& o : state.opportunities) {
    if (o.stage == 0 || o.outcome == Outcome::won) continue;
    StageSums& at = sums[o.stage - 1];
    (o.outcome == Outcome::open ? at.open : at.lost).add(o.value);
  }
  return sums;
}

}  // namespace

std::optional<ObservedShare> observed_share(uint64_t count, uint64_t of) {
  assert(count <= of);
  if (of == 0) return std::nullopt;
  const auto part = static_cast<double>(count), whole = static_cast<double>(of);
  const Interval interval = wilson_interval(part, whole);
  return ObservedShare{part / whole, interval.low, interval.high, count, of};
}

std::optional<double> ratio_of(const std::optional<double>& part, const std::optional<double>& whole) {
  if (!part || !whole || *whole <= 0) return std::nullopt;
  return *part / *whole;
}

std::optional<double> quantile_of(std::vector<double>& values, double p) {
  if (values.empty()) return std::nullopt;
  return select_quantile_type7(values, p);
}

PipelineTotals count_totals(const PipelineState& state) {
  PipelineTotals totals;
  ValueSum open, won, lost;
  for (const OpportunityState& o : state.opportunities) {
    if (o.outcome == Outcome::open) open.add(o.value);
    if (o.outcome == Outcome::won) won.add(o.value);
    if (o.outcome == Outcome::lost) lost.add(o.value);
    if (o.outcome == Outcome::lost && o.stage == 0) ++totals.unplaced;
  }
  totals.opportunities = state.opportunities.size();
  totals.open = open.with() + open.without();
  totals.won = won.with() + won.without();
  totals.lost = lost.with() + lost.without();
  totals.open_value = open.value();
  totals.won_value = won.value();
  totals.lost_value = lost.value();
  totals.open_without_value = open.without();
  totals.won_without_value = won.without();
  totals.lost_without_value = lost.without();
  totals.opened_later = state.opened_later;
  totals.unknown_then = state.unknown_then;
  totals.before_first_stage = state.before_first_stage;
  return totals;
}

std::vector<PipelineStage> count_stages(const PipelineState& state, const PipelineTotals& totals,
                                        const PipelineSpec& spec) {
  std::vector<PipelineStage> stages(state.stages.size());
  count_reached(state, stages);
  const std::vector<StageSums> sums = add_up(state);
  for (size_t i = 0; i < stages.size(); ++i) {
    PipelineStage& stage = stages[i];
    stage.stage = state.stages[i].event;
    stage.label = {stage.stage, stage.stage};
    stage.zone = state.zones[i];
    stage.skipped = state.traffic[i].skipped;
    stage.fell_back = state.traffic[i].fell_back;
    stage.probability = probability_of(stage, i == 0 ? 0 : totals.unplaced, setting_of(spec, stage.stage));
    stage.open.opportunities = sums[i].open.with() + sums[i].open.without();
    stage.open.without_value = sums[i].open.without();
    stage.open.value = sums[i].open.value();
    weigh(stage.open, stage.probability.value);
    std::vector<double> stays = state.traffic[i].stays;
    stage.stays = {stays.size(), quantile_of(stays, 0.5), quantile_of(stays, 0.9)};
    stage.losses.lost = sums[i].lost.with() + sums[i].lost.without();
    stage.losses.value = sums[i].lost.value();
    stage.losses.share = ratio_of(static_cast<double>(stage.losses.lost), static_cast<double>(totals.lost));
    stage.losses.share_of_value = ratio_of(stage.losses.value, totals.lost_value);
  }
  return stages;
}

}  // namespace sluice::funnel
