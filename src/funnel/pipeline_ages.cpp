// How long open opportunities have stood in their stages, and which of them are rotten.
#include <algorithm>

#include "funnel/pipeline_parts.h"

namespace sluice::funnel {
namespace {

using ingest::Outcome;

constexpr double kRottenShare = 0.9;  // of what moved on was faster
// Times are known to the millisecond: what is closer to a limit is that old, and not older.
constexpr double kHalfMsDays = 0.5 / static_cast<double>(kMsPerDay);

void count_ranges(const std::vector<double>& ages, StageAges& report) {
  for (const double age : ages) {
    const auto bound = std::lower_bound(kAgeBounds.begin(), kAgeBounds.end(), age,
                                        [](int upper, double days) { return upper < days; });
    ++report.ranges[static_cast<size_t>(bound - kAgeBounds.begin())];
  }
}

std::optional<double> chosen_limit(const PipelineSpec& spec, const std::string& stage) {
  for (const StageSetting& setting : spec.stages) {
    if (setting.stage == stage && setting.rotten_days) return setting.rotten_days;
  }
  return spec.rotten_days;
}

std::vector<double> cycles_of(const PipelineState& state) {
  std::vector<double> cycles;
  for (const OpportunityState& o : state.opportunities) {
    if (o.cycle_days && *o.cycle_days >= 0) cycles.push_back(*o.cycle_days);
  }
  return cycles;
}

void find_limit(const PipelineState& state, const PipelineSpec& spec, std::vector<double>& cycles,
                PipelineStage& stage) {
  StageAges& ages = stage.ages;
  if (const auto limit = chosen_limit(spec, stage.stage)) {
    ages.basis = RottenBasis::chosen;
    ages.limit = limit;
  } else if (state.has_history && stage.stays.p90) {
    ages.basis = RottenBasis::stays;
    ages.limit = stage.stays.p90;
    ages.basis_count = stage.stays.stays;
  } else if (!state.has_history && !cycles.empty()) {
    ages.basis = RottenBasis::cycles;
    ages.limit = quantile_of(cycles, kRottenShare);
    ages.basis_count = cycles.size();
  }
}

}  // namespace

void measure_ages(const PipelineState& state, const PipelineSpec& spec, std::vector<PipelineStage>& stages) {
  std::vector<std::vector<double>> ages(stages.size());
  std::vector<double> cycles = cycles_of(state);
  for (const OpportunityState& o : state.opportunities) {
    if (o.outcome != Outcome::open) continue;
    if (o.age_days)
      ages[o.stage - 1].push_back(*o.age_days);
    else
      ++stages[o.stage - 1].ages.undated;
  }
  for (size_t i = 0; i < stages.size(); ++i) {
    StageAges& report = stages[i].ages;
    report.dated = ages[i].size();
    count_ranges(ages[i], report);
    report.first_quartile = quantile_of(ages[i], 0.25);
    report.median = quantile_of(ages[i], 0.5);
    report.third_quartile = quantile_of(ages[i], 0.75);
    report.p90 = quantile_of(ages[i], 0.9);
    report.longest = quantile_of(ages[i], 1);
    find_limit(state, spec, cycles, stages[i]);
  }
  std::vector<CompensatedSum> values(stages.size());
  for (const OpportunityState& o : state.opportunities) {
    if (!rotten_limit(o, stages)) continue;
    ++stages[o.stage - 1].ages.rotten;
    values[o.stage - 1].add(o.value.value_or(0));
  }
  for (size_t i = 0; i < stages.size(); ++i) stages[i].ages.rotten_value = values[i].value();
}

std::optional<double> rotten_limit(const OpportunityState& opportunity, const std::vector<PipelineStage>& stages) {
  if (opportunity.outcome != Outcome::open || !opportunity.age_days) return std::nullopt;
  const std::optional<double>& limit = stages[opportunity.stage - 1].ages.limit;
  return limit && *opportunity.age_days > *limit + kHalfMsDays ? limit : std::nullopt;
}

}  // namespace sluice::funnel
