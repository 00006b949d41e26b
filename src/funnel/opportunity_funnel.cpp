// A funnel of sales opportunities. An opportunity has reached every stage up to the furthest one that is known of it,
// by its present or last stage and by its history; a won one has reached them all.
#include <algorithm>
#include <numeric>

#include "base/errors.h"
#include "base/number_text.h"
#include "funnel/climbs.h"
#include "funnel/durations.h"
#include "funnel/journeys.h"
#include "funnel/property_choices.h"
#include "funnel/sales_stages.h"
#include "funnel/sources.h"
#include "funnel/stage_ladder.h"
#include "funnel/step_rates.h"
#include "funnel/wording.h"

namespace sluice::funnel {
namespace {

std::vector<EventChoice> list_stages(const Opportunities& table, const StageLadder& ladder) {
  std::vector<EventChoice> choices(table.stage_names.size());
  std::vector<std::vector<uint32_t>> customers(choices.size());
  for (size_t i = 0; i < choices.size(); ++i) choices[i].event = table.stage_names[i];
  EventChoice won{std::string(kWonStep), 0, 0};
  std::vector<uint32_t> won_customers;
  const auto distinct = [](std::vector<uint32_t>& codes) {
    std::sort(codes.begin(), codes.end());
    return static_cast<uint64_t>(std::unique(codes.begin(), codes.end()) - codes.begin());
  };
  for (size_t row = 0; row < table.size(); ++row) {
    const bool known = table.customer[row] != Dictionary::kNone;
    ++choices[table.stage[row]].count;
    if (known) customers[table.stage[row]].push_back(table.customer[row]);
    if (table.outcome[row] != ingest::Outcome::won) continue;
    ++won.count;
    if (known) won_customers.push_back(table.customer[row]);
  }
  for (size_t i = 0; i < choices.size(); ++i) choices[i].customers = distinct(customers[i]);
  won.customers = distinct(won_customers);
  if (ladder.any_won && !ladder.won_is_stage) choices.push_back(std::move(won));
  std::stable_sort(choices.begin(), choices.end(), [](const EventChoice& a, const EventChoice& b) {
    return a.count != b.count ? a.count > b.count : a.event < b.event;
  });
  return choices;
}

// How far one came, and how it stands.
struct OpportunityPlace {
  size_t depth = 0;
  ingest::Outcome outcome = ingest::Outcome::open;
  bool lost_without_stage = false;
};

OpportunityPlace place_of(const Opportunities& table, const StageLadder& ladder,
                          const std::vector<size_t>& depth_of_stage, size_t steps, size_t row) {
  const ingest::Outcome outcome = outcome_in(ladder, table.stage[row], table.outcome[row]);
  if (outcome == ingest::Outcome::won) return {steps, outcome};
  const Reach reach = reach_of(table, ladder, depth_of_stage, row);
  return reach.known ? OpportunityPlace{reach.depth, outcome} : OpportunityPlace{1, outcome, true};
}

bool is_left(const Opportunities& table, const std::vector<uint8_t>* keep, size_t row) {
  return keep == nullptr || (table.customer[row] != Dictionary::kNone && is_kept(keep, table.customer[row]));
}

std::vector<StepReport> name_steps(const std::vector<Step>& steps, const StageLadder& ladder) {
  std::vector<StepReport> named;
  for (const Step& chosen : steps) {
    StepReport step;
    step.event = chosen.event;
    step.label = {chosen.event, chosen.event};
    if (chosen.event == kWonStep && !ladder.won_is_stage) step.label = {"Won", "赢单"};
    step.zone = chosen.zone;
    named.push_back(std::move(step));
  }
  return named;
}

struct OpportunityTally {
  std::vector<uint64_t> furthest;  // opportunities by depth 1..steps, [0] reaches none
  std::vector<uint64_t> open;      // those of them that are neither won nor lost
  std::vector<double> value;       // by depth
  bool has_value = false;
  uint64_t lost_without_stage = 0;
  Durations cycle_ms;  // won: from opening to closing
};

OpportunityTally count_opportunities(const Opportunities& table, const StageLadder& ladder,
                                     const std::vector<size_t>& depth_of_stage, size_t steps,
                                     const std::vector<uint8_t>* keep) {
  OpportunityTally tally;
  tally.furthest.resize(steps + 1);
  tally.open.resize(steps + 1);
  tally.value.resize(steps + 1);
  for (size_t row = 0; row < table.size(); ++row) {
    if (!is_left(table, keep, row)) continue;
    const OpportunityPlace place = place_of(table, ladder, depth_of_stage, steps, row);
    if (place.outcome == ingest::Outcome::won) {
      if (table.opened[row] && table.closed[row] && *table.closed[row] >= *table.opened[row]) {
        tally.cycle_ms.add(static_cast<uint64_t>(*table.closed[row] - *table.opened[row]));
      }
    } else if (place.lost_without_stage) {
      ++tally.lost_without_stage;
    } else if (place.outcome == ingest::Outcome::open) {
      ++tally.open[place.depth];
    }
    ++tally.furthest[place.depth];
    if (table.value[row]) {
      tally.value[place.depth] += *table.value[row];
      tally.has_value = true;
    }
  }
  return tally;
}

void write_notes(const OpportunityTally& tally, bool filter_has_no_hold, bool has_cycle, std::vector<TextPair>& notes) {
  if (tally.lost_without_stage > 0) {
    const std::string count = grouped_text(tally.lost_without_stage);
    const bool one = tally.lost_without_stage == 1;
    notes.push_back({count + (one ? " lost opportunity does" : " lost opportunities do") +
                         " not say at which stage the sale was lost; counted at the first step.",
                     count + " 个丢单商机没有记录丢单前的阶段，计入第一步。"});
  }
  if (tally.furthest[0] > 0) {
    const std::string count = grouped_text(tally.furthest[0]);
    const bool one = tally.furthest[0] == 1;
    notes.push_back(
        {count + (one ? " opportunity is" : " opportunities are") + " at a stage before the first step and left out.",
         count + " 个商机所处阶段早于第一步，未计入。"});
  }
  const uint64_t open = std::accumulate(tally.open.begin() + 1, tally.open.end() - 1, uint64_t{0});
  if (open > 0) {
    const std::string count = grouped_text(open);
    notes.push_back({count + (open == 1 ? " opportunity is" : " opportunities are") +
                         " still open and counted up to the present stage, not as lost.",
                     count + " 个商机仍在进行中：统计到当前所处阶段，不计入流失。"});
  }
  if (has_cycle) {
    notes.push_back({"The time at the last step is from opening to closing of the won opportunities.",
                     "最后一步的时间为赢单商机从创建到关闭的时长。"});
  }
  if (filter_has_no_hold) {
    notes.push_back({"The opportunities name no customers: the filter does not change them.",
                     "商机没有客户信息：筛选对其不起作用。"});
  }
}

}  // namespace

std::vector<Step> propose_opportunity_steps(const Dataset& dataset) {
  const Opportunities& table = *dataset.opportunities;
  const StageLadder ladder = ladder_of(table);
  std::vector<Step> steps;
  for (const size_t stage : ladder.order) steps.push_back({.event = table.stage_names[stage]});
  if (ladder.any_won && !ladder.won_is_stage) steps.push_back({.event = std::string(kWonStep)});
  for (size_t i = 0; i < steps.size(); ++i) steps[i].zone = default_zone(i, steps.size());
  return steps;
}

Status check_opportunities(const Dataset& dataset, const FunnelSpec& spec) {
  const Opportunities& table = *dataset.opportunities;
  const auto is_known = [&](const std::string& name) {
    const auto found = std::find(table.stage_names.begin(), table.stage_names.end(), name);
    return found != table.stage_names.end() || (name == kWonStep && ladder_of(table).any_won);
  };
  const auto count = [&] { return table.stage_names.size() + (is_known(std::string(kWonStep)) ? 1 : 0); };
  return check_steps(spec, count, is_known, [&] { return table.stage_names; });
}

Result<Climbs> climbs_of_opportunities(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted) {
  constexpr uint64_t kCostOfRow = 100, kCostOfEntry = 20;
  const Opportunities& table = *dataset.opportunities;
  const StageLadder ladder = ladder_of(table);
  const std::vector<Step> steps = spec.steps.empty() ? propose_opportunity_steps(dataset) : spec.steps;
  if (const Status status = check_step_count(spec, steps.size()); !status) return status.error();
  const bool has_times = std::any_of(table.opened.begin(), table.opened.end(),
                                     [](const std::optional<TimeMs>& time) { return time.has_value(); });
  Climbs climbs{.steps = name_steps(steps, ladder),
                .has_times = has_times,
                .ends = true,
                .lists_open = true,
                .rows = table.size(),
                .cost = kCostOfRow + kCostOfEntry * table.history.time.size() / std::max<size_t>(table.size(), 1)};
  climbs.list = [&table, ladder, count = steps.size(), depth_of_stage = depth_of_stages(table, ladder, steps),
                 keep = names_customers(table) ? counted.customers : nullptr](size_t begin, size_t end,
                                                                              const Climbs::Visit& visit) -> Status {
    for (size_t row = begin; row < end; ++row) {
      if (!is_left(table, keep, row)) continue;
      const OpportunityPlace place = place_of(table, ladder, depth_of_stage, count, row);
      const bool open = place.outcome == ingest::Outcome::open && !place.lost_without_stage;
      visit({.customer = table.customer[row],
             .row = static_cast<uint32_t>(row),
             .depth = static_cast<uint32_t>(place.depth),
             .open = open && place.depth < count,
             .began = table.opened[row]});
    }
    return Done{};
  };
  return climbs;
}

Result<FunnelReport> analyze_opportunities(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted) {
  const Opportunities& table = *dataset.opportunities;
  const StageLadder ladder = ladder_of(table);
  const std::vector<Step> steps = spec.steps.empty() ? propose_opportunity_steps(dataset) : spec.steps;
  if (const Status status = check_step_count(spec, steps.size()); !status) return status.error();
  const bool filtered = counted.customers != nullptr && names_customers(table);
  OpportunityTally tally = count_opportunities(table, ladder, depth_of_stages(table, ladder, steps), steps.size(),
                                               filtered ? counted.customers : nullptr);

  FunnelReport report;
  report.unit = "opportunities";
  report.events = list_stages(table, ladder);
  add_properties(dataset, table.properties, report.properties);
  report.steps = name_steps(steps, ladder);
  uint64_t reached = 0;
  double value = 0;
  for (size_t i = steps.size(); i-- > 0;) {
    reached += tally.furthest[i + 1];
    value += tally.value[i + 1];
    report.steps[i].count = static_cast<double>(reached);
    if (tally.has_value) report.steps[i].value = value;
    if (i > 0) report.steps[i].still_open = static_cast<double>(tally.open[i]);
  }
  const bool has_cycle = is_won_step(steps.back()) && !tally.cycle_ms.empty();
  if (has_cycle) {
    const DurationSummary cycle = tally.cycle_ms.summarise();
    report.steps.back().median_ms = cycle.median_ms;
    report.steps.back().p90_ms = cycle.p90_ms;
  }
  assign_zones(report.steps);
  fill_rates(report.steps);
  report.definition = {
      "Counted at each stage are the opportunities whose furthest known stage is this one or a later one; "
      "a won opportunity has passed them all.",
      "每个阶段统计最远到达该阶段或其后阶段的商机；赢单商机视为经过全部阶段。"};
  if (filtered) {
    report.definition =
        report.definition + TextPair{" Only customers that the filter leaves count.", "仅限筛选后的客户。"};
  }
  note_counts(report, report.notes);
  write_notes(tally, counted.customers != nullptr && !filtered, has_cycle, report.notes);
  return report;
}

}  // namespace sluice::funnel
