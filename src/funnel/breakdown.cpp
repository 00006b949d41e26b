#include "funnel/breakdown.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "base/calendar.h"
#include "base/errors.h"
#include "base/multiple_tests.h"
#include "base/number_text.h"
#include "base/proportion_tests.h"
#include "funnel/analysis.h"
#include "funnel/climbs.h"
#include "funnel/entries.h"
#include "funnel/event_funnel.h"
#include "funnel/step_rates.h"
#include "funnel/wording.h"
#include "rfm/period.h"

namespace sluice::funnel {
namespace {

// By step.
struct GroupCounts {
  std::vector<uint64_t> reached;
  std::vector<uint64_t> still_open;  // of those at the step before, who may yet come to it; not of events

  explicit GroupCounts(size_t steps = 0) : reached(steps), still_open(steps) {}

  size_t size() const { return reached.size(); }
  uint64_t operator[](size_t step) const { return reached[step]; }

  void add(const GroupCounts& other) {
    for (size_t step = 0; step < size(); ++step) {
      reached[step] += other.reached[step];
      still_open[step] += other.still_open[step];
    }
  }
  void add(const Match& match) {
    for (size_t step = 0; step < size(); ++step) reached[step] += match.has(step) ? 1 : 0;
  }
  void add(const Climb& climb) {
    for (size_t step = 0; step < climb.depth; ++step) ++reached[step];
    if (climb.open && climb.depth > 0) ++still_open[climb.depth];
  }
};

struct GroupCount {
  EventFunnel funnel;
  Groups groups;
  std::vector<GroupCounts> counts;  // one row a group, the last one for customers of none

  GroupCount(EventFunnel prepared, Groups chosen)
      : funnel(std::move(prepared)),
        groups(std::move(chosen)),
        counts(groups.groups.size() + 1, GroupCounts(funnel.steps.size())) {}

  void take(const MatchedJourney& one) { counts[groups.index_of(one.customer)].add(*one.match); }
};

struct CountedGroup {
  std::string id;
  TextPair label;
  GroupCounts counts;
};

// By period --------------------------------------------------------------------------------------------------------

struct DayCounts {
  GroupCounts counts;
  uint64_t open = 0;  // entries that may yet convert
};
using CountsByDay = std::map<Day, DayCounts>;

struct PeriodCount {
  EventFunnel funnel;
  Horizon horizon;
  CountsByDay days;

  explicit PeriodCount(EventFunnel prepared) : funnel(std::move(prepared)), horizon(funnel) {}

  void take(const MatchedJourney& one) {
    if (!one.match->has(0)) return;
    const TimeMs start = entry_time(*one.match, funnel.plan);
    DayCounts& day = days.try_emplace(day_of(start), DayCounts{GroupCounts(funnel.steps.size())}).first->second;
    day.counts.add(*one.match);
    const bool converted = one.match->has(funnel.steps.size() - 1);
    if (!converted && horizon.is_open(one)) ++day.open;
  }
};

rfm::CohortPeriod choose_period(const CountsByDay& days) {
  for (const rfm::CohortPeriod kind : {rfm::CohortPeriod::week, rfm::CohortPeriod::month}) {
    const int32_t last = rfm::period_of(days.rbegin()->first, kind);
    if (last - rfm::period_of(days.begin()->first, kind) < static_cast<int32_t>(kMostGroups)) return kind;
  }
  return rfm::CohortPeriod::quarter;
}

struct PeriodGroup {
  CountedGroup group;
  uint64_t open = 0;

  void add(const DayCounts& day) {
    group.counts.add(day.counts);
    open += day.open;
  }
};

std::vector<PeriodGroup> group_around(const CountsByDay& days, Day since, size_t steps) {
  const std::string day = format_day(since);
  std::vector<PeriodGroup> groups{{{"before", {"before " + day, day + " 之前"}, GroupCounts(steps)}, 0},
                                  {{"since", {"from " + day + " on", day + " 起"}, GroupCounts(steps)}, 0}};
  for (const auto& [at, counts] : days) groups[at < since ? 0 : 1].add(counts);
  groups.erase(
      std::remove_if(groups.begin(), groups.end(), [](const PeriodGroup& one) { return one.group.counts[0] == 0; }),
      groups.end());
  return groups;
}

// Oldest first; more quarters than are drawn side by side: the earliest put together.
std::vector<PeriodGroup> group_periods(const CountsByDay& days, size_t steps, uint64_t& others) {
  std::vector<PeriodGroup> groups;
  if (days.empty()) return groups;
  const rfm::CohortPeriod kind = choose_period(days);
  std::map<int32_t, PeriodGroup> periods;
  for (const auto& [day, counts] : days) {
    const PeriodGroup empty{{{}, {}, GroupCounts(steps)}, 0};
    periods.try_emplace(rfm::period_of(day, kind), empty).first->second.add(counts);
  }
  for (auto& [number, period] : periods) {
    period.group.id = rfm::period_id(number, kind);
    period.group.label = {period.group.id, period.group.id};
    groups.push_back(std::move(period));
  }
  if (groups.size() <= kMostGroups) return groups;
  others = groups.size() - kMostGroups + 1;
  PeriodGroup& earliest = groups[others - 1];  // the last of those that are put together
  for (size_t i = 0; i + 1 < others; ++i) earliest.add({groups[i].group.counts, groups[i].open});
  earliest.group.label = {"up to " + earliest.group.id, "截至 " + earliest.group.id};
  earliest.group.id = "../" + earliest.group.id;
  groups.erase(groups.begin(), groups.begin() + static_cast<ptrdiff_t>(others - 1));
  return groups;
}

// `ends`: whether it is known of each when it can convert no more.
void note_open(const std::vector<PeriodGroup>& groups, bool ends, std::vector<TextPair>& notes) {
  if (!ends) {
    notes.push_back(
        {"The funnel has no limit of time: the later periods had less time to convert than the earlier ones.",
         "漏斗没有时限：越晚的时段可用于转化的时间越短。"});
  }
  for (const PeriodGroup& one : groups) {
    if (one.open == 0) continue;
    const std::string open = grouped_text(one.open);
    notes.push_back({open + " who entered in " + one.group.label.en + " may yet convert: that rate is not final.",
                     one.group.label.zh + " 的进入者中有 " + open + " 个尚可转化：该组转化率尚非最终结果。"});
  }
}

void note_open_sales(const std::vector<PeriodGroup>& groups, std::vector<TextPair>& notes) {
  for (const PeriodGroup& one : groups) {
    if (one.open == 0) continue;
    const std::string open = grouped_text(one.open);
    notes.push_back({open + " of " + one.group.label.en + " are still open: that rate is not final.",
                     one.group.label.zh + " 中有 " + open + " 个仍在进行：该组转化率尚非最终结果。"});
  }
}

// By customer ------------------------------------------------------------------------------------------------------

// Those that somebody belongs to: in their order, or the largest first and the small ones together.
std::vector<CountedGroup> choose_groups(const Groups& groups, const std::vector<GroupCounts>& counts,
                                        uint64_t& others) {
  std::vector<CountedGroup> chosen;
  for (size_t i = 0; i < groups.groups.size(); ++i) {
    if (counts[i][0] > 0) chosen.push_back({groups.groups[i].id, groups.groups[i].label, counts[i]});
  }
  if (!groups.in_order) {
    std::stable_sort(chosen.begin(), chosen.end(),
                     [](const CountedGroup& a, const CountedGroup& b) { return a.counts[0] > b.counts[0]; });
    if (chosen.size() > kMostGroups) {
      others = chosen.size() - kMostGroups + 1;
      CountedGroup rest{"", {"other values", "其他"}, GroupCounts(counts[0].size())};
      for (size_t i = kMostGroups - 1; i < chosen.size(); ++i) {
        rest.counts.add(chosen[i].counts);
      }
      chosen.resize(kMostGroups - 1);
      chosen.push_back(std::move(rest));
    }
  }
  if (counts.back()[0] > 0) chosen.push_back({"", {"unknown", "未知"}, counts.back()});
  return chosen;
}

Contrast contrast_of(const ProportionComparison& found) {
  Contrast contrast;
  contrast.difference = found.difference;
  contrast.low = found.interval.low;
  contrast.high = found.interval.high;
  if (found.lift) contrast.lift = found.lift->value;
  contrast.p = contrast.p_adjusted = found.p;
  contrast.fisher = found.test == ProportionTest::fisher_exact;
  contrast.too_few_to_tell = found.too_few_to_tell;
  return contrast;
}

// A group's `step` of its `base` against those of all other groups together.
std::optional<Contrast> compare(const GroupCounts& group, const GroupCounts& all, size_t step, size_t base) {
  const Proportion own{group[step], group[base]};
  const Proportion others{all[step] - group[step], all[base] - group[base]};
  const auto found = compare_proportions(own, others);
  return found ? std::optional(contrast_of(*found)) : std::nullopt;
}

// Every test of the breakdown raised together.
void adjust(std::vector<Contrast*>& contrasts) {
  std::vector<std::optional<double>> p;
  for (const Contrast* contrast : contrasts) p.emplace_back(contrast->p);
  const std::vector<std::optional<double>> adjusted = adjust_holm(p);
  for (size_t i = 0; i < contrasts.size(); ++i) {
    contrasts[i]->p_adjusted = *adjusted[i];
    contrasts[i]->differs = contrasts[i]->p_adjusted < kSignificance;
    contrasts[i]->too_few_to_tell = contrasts[i]->too_few_to_tell && !contrasts[i]->differs;
  }
}

// Of two groups one says all: what the other has is the same with another sign.
void compare_all(const std::vector<CountedGroup>& groups, const std::vector<size_t>& bases,
                 std::vector<GroupFunnel>& funnels) {
  if (groups.size() < 2) return;
  GroupCounts all(bases.size());
  for (const CountedGroup& group : groups) {
    all.add(group.counts);
  }
  std::vector<Contrast*> contrasts;
  for (size_t i = groups.size() == 2 ? 1 : 0; i < groups.size(); ++i) {
    for (size_t step = 1; step < all.size(); ++step) {
      funnels[i].steps[step].contrast = compare(groups[i].counts, all, step, bases[step]);
      if (funnels[i].steps[step].contrast) contrasts.push_back(&*funnels[i].steps[step].contrast);
    }
    if (all.size() <= 2) continue;  // the one step is the whole
    funnels[i].overall = compare(groups[i].counts, all, all.size() - 1, 0);
    if (funnels[i].overall) contrasts.push_back(&*funnels[i].overall);
  }
  adjust(contrasts);
}

// `with_open`: what is still open was counted.
GroupFunnel funnel_of(const CountedGroup& group, std::vector<StepReport> steps, bool with_open) {
  for (size_t step = 0; step < steps.size(); ++step) {
    steps[step].count = static_cast<double>(group.counts[step]);
    if (step > 0 && with_open) steps[step].still_open = static_cast<double>(group.counts.still_open[step]);
  }
  fill_rates(steps);
  GroupFunnel funnel{group.id, group.label, {}, std::nullopt};
  for (const StepReport& step : steps) {
    funnel.steps.push_back({.optional = step.optional,
                            .count = step.count,
                            .step_rate = step.step_rate,
                            .overall_rate = step.overall_rate,
                            .drop_off = step.drop_off,
                            .still_open = step.still_open,
                            .share_of_loss = step.share_of_loss,
                            .larger_than_before = step.larger_than_before,
                            .contrast = std::nullopt});
  }
  return funnel;
}

TextPair define(size_t groups) {
  if (groups < 2) return {};
  if (groups == 2) {
    return {
        "Each percentage is of the group's own first step. The second group is compared with the first at every "
        "step (pooled z test, Fisher's exact test where fewer than five are expected; p-values raised for the "
        "number of tests after Holm; intervals of the differences after Newcombe).",
        "每个百分比都以该组自己的第一步为基数。第二组在每一步与第一组比较（合并 z 检验，期望数不足 5 时用 Fisher "
        "精确检验；p 值按 Holm 法校正多重比较；差异区间按 Newcombe 法）。"};
  }
  return {
      "Each percentage is of the group's own first step. Every group is compared with all others together at every "
      "step (pooled z test, Fisher's exact test where fewer than five are expected; p-values raised for the number "
      "of tests after Holm; intervals of the differences after Newcombe).",
      "每个百分比都以该组自己的第一步为基数。每一组在每一步与其余各组的合计比较（合并 z 检验，期望数不足 5 时用 "
      "Fisher 精确检验；p 值按 Holm 法校正多重比较；差异区间按 Newcombe 法）。"};
}

void note_findings(const BreakdownReport& report, std::vector<TextPair>& notes) {
  size_t tests = 0, differ = 0, unclear = 0;
  const auto count = [&](const std::optional<Contrast>& contrast) {
    if (!contrast) return;
    ++tests;
    differ += contrast->differs ? 1 : 0;
    unclear += contrast->too_few_to_tell ? 1 : 0;
  };
  for (const GroupFunnel& group : report.groups) {
    for (const GroupStep& step : group.steps) count(step.contrast);
    count(group.overall);
  }
  if (tests == 0) {
    notes.push_back({"There is one group only: nothing to compare with.", "只有一个分组，无法比较。"});
    return;
  }
  const auto text = [](size_t number) { return grouped_text(static_cast<uint64_t>(number)); };
  notes.push_back({text(differ) + " of " + text(tests) + " comparisons differ by more than chance explains; for " +
                       text(unclear) + " there are too few to tell.",
                   text(tests) + " 项比较中有 " + text(differ) + " 项差异超出偶然范围；" + text(unclear) +
                       " 项样本太少，无法判断。"});
}

// The rest of a report that has its title.
void compare(const std::vector<StepReport>& steps, const std::vector<CountedGroup>& chosen, bool with_open,
             BreakdownReport& report) {
  std::vector<size_t> bases(steps.size(), 0);  // the last step before that is not optional
  for (size_t step = 1; step < bases.size(); ++step) {
    bases[step] = steps[step - 1].optional ? bases[step - 1] : step - 1;
  }
  for (const StepReport& step : steps) report.steps.push_back(step.label);
  for (const CountedGroup& group : chosen) report.groups.push_back(funnel_of(group, steps, with_open));
  compare_all(chosen, bases, report.groups);
  report.definition = define(report.groups.size());
  if (chosen.empty()) {
    report.notes.push_back({"Nobody reaches the first step.", "没有任何记录到达第一步。"});
  } else {
    note_findings(report, report.notes);
  }
}

// Every unit goes to what `count` counts.
template <class Count>
PassRun<BreakdownReport> run_of(const std::shared_ptr<Count>& count, const std::vector<uint8_t>* keep,
                                std::function<BreakdownReport()> conclude) {
  PassRun<BreakdownReport> run{{}, std::move(conclude)};
  run.passes.add(count->funnel.pass(keep, [into = count.get()](const MatchedJourney& one) { into->take(one); }));
  return run;
}

BreakdownReport report_groups(const GroupCount& count) {
  BreakdownReport report;
  report.title = count.groups.title;
  const std::vector<CountedGroup> chosen = choose_groups(count.groups, count.counts, report.other_groups);
  compare(count.funnel.named_steps(), chosen, false, report);
  return report;
}

BreakdownReport report_periods(const PeriodCount& count, std::optional<Day> since) {
  BreakdownReport report;
  report.title = {"Time of entry", "进入时间"};
  const size_t steps = count.funnel.steps.size();
  const std::vector<PeriodGroup> periods =
      since ? group_around(count.days, *since, steps) : group_periods(count.days, steps, report.other_groups);
  std::vector<CountedGroup> chosen;
  for (const PeriodGroup& period : periods) chosen.push_back(period.group);
  compare(count.funnel.named_steps(), chosen, false, report);
  note_open(periods, count.horizon.is_known(), report.notes);
  return report;
}

// Without journeys -------------------------------------------------------------------------------------------------

bool is_of_events(const Dataset& dataset, const FunnelSpec& spec) { return source_of(dataset, spec) == Source::events; }

void note_still_open(const std::vector<CountedGroup>& groups, std::vector<TextPair>& notes) {
  uint64_t open = 0;
  for (const CountedGroup& group : groups) {
    open = std::accumulate(group.counts.still_open.begin(), group.counts.still_open.end(), open);
  }
  if (open == 0) return;
  const std::string count = grouped_text(open);
  notes.push_back({count + " may yet come further: they count up to where they are, and are not counted as lost.",
                   "有 " + count + " 个仍可能继续推进：统计到当前所处步骤，不计入流失。"});
}

struct ClimbsByGroup {
  Climbs climbs;
  Groups groups;
  std::vector<GroupCounts> counts;  // as GroupCount::counts
  Status status = Done{};           // of listing them

  ClimbsByGroup(Climbs found, Groups chosen)
      : climbs(std::move(found)),
        groups(std::move(chosen)),
        counts(groups.groups.size() + 1, GroupCounts(climbs.steps.size())) {}

  void take(const Climb& climb) {
    const bool by_row = !groups.of_opportunity.empty();
    counts[by_row ? groups.index_in(groups.of_opportunity, climb.row) : groups.index_of(climb.customer)].add(climb);
  }
};

struct ClimbsByPeriod {
  Climbs climbs;
  CountsByDay days;
  CountedGroup unknown;  // what has no time of its own counts for itself
  Status status = Done{};

  explicit ClimbsByPeriod(Climbs found)
      : climbs(std::move(found)), unknown{"", {"unknown", "未知"}, GroupCounts(climbs.steps.size())} {}

  void take(const Climb& climb) {
    if (climb.depth == 0) return;
    if (!climb.began) return unknown.counts.add(climb);
    DayCounts& day = days.try_emplace(day_of(*climb.began), DayCounts{GroupCounts(climbs.steps.size())}).first->second;
    day.counts.add(climb);
    day.open += climb.open ? 1 : 0;
  }
};

// Every unit goes to what `count` counts.
template <class Count>
PassRun<BreakdownReport> run_of_climbs(const std::shared_ptr<Count>& count, std::function<BreakdownReport()> conclude) {
  PassRun<BreakdownReport> run;
  run.conclude = [count, conclude = std::move(conclude)]() -> Result<BreakdownReport> {
    if (!count->status) return count->status.error();
    return conclude();
  };
  run.passes.add({count->climbs.rows, count->climbs.cost, [into = count.get()](size_t begin, size_t end) {
                    into->status = into->climbs.list(begin, end, [into](const Climb& climb) { into->take(climb); });
                    return into->status ? end : into->climbs.rows;
                  }});
  return run;
}

BreakdownReport report_climbs(const ClimbsByGroup& count) {
  BreakdownReport report;
  report.title = count.groups.title;
  const std::vector<CountedGroup> chosen = choose_groups(count.groups, count.counts, report.other_groups);
  compare(count.climbs.steps, chosen, count.climbs.lists_open, report);
  note_still_open(chosen, report.notes);
  return report;
}

BreakdownReport report_climbs(const ClimbsByPeriod& count, std::optional<Day> since, TextPair title) {
  const Climbs& climbs = count.climbs;
  const size_t steps = climbs.steps.size();
  BreakdownReport report;
  report.title = std::move(title);
  const std::vector<PeriodGroup> periods =
      since ? group_around(count.days, *since, steps) : group_periods(count.days, steps, report.other_groups);
  std::vector<CountedGroup> chosen;
  for (const PeriodGroup& period : periods) chosen.push_back(period.group);
  if (count.unknown.counts[0] > 0) chosen.push_back(count.unknown);
  compare(climbs.steps, chosen, climbs.lists_open, report);
  climbs.lists_open ? note_open_sales(periods, report.notes) : note_open(periods, climbs.ends, report.notes);
  return report;
}

Groups groups_of_values(const TextPair& title, const Dictionary& values) {
  Groups groups;
  groups.title = title;
  for (uint32_t code = 0; code < values.size(); ++code) {
    const std::string value(values.at(code));
    groups.groups.push_back({value, {value, value}});
  }
  return groups;
}

Error no_times() {
  return not_applicable({"The file does not say when they began, so there are no periods. Choose something else.",
                         "文件中没有开始时间，无法按时段细分。请另选一种。"});
}

}  // namespace

size_t Groups::index_in(const std::vector<uint32_t>& of, size_t item) const {
  return item < of.size() && of[item] != kNone ? of[item] : groups.size();
}

Groups groups_of(const CustomerAttribute& attribute) {
  Groups groups = groups_of_values(attribute.title, attribute.values);
  groups.of_customer = attribute.value;  // a code is the index of its group, and kNone the same
  static_assert(Dictionary::kNone == Groups::kNone);
  return groups;
}

Groups groups_of(const EventProperty& property) {
  Groups groups = groups_of_values(property.title, property.values);
  groups.of_opportunity = property.value;
  return groups;
}

Result<PassRun<BreakdownReport>> begin_groups(const Dataset& dataset, const FunnelSpec& spec, Groups groups,
                                              const std::vector<uint8_t>* keep, const Cleaning* cleaning) {
  if (!is_of_events(dataset, spec)) {
    Result<Climbs> climbs = find_climbs(dataset, spec, {keep, cleaning, nullptr});
    if (!climbs) return std::move(climbs).error();
    const auto count = std::make_shared<ClimbsByGroup>(std::move(*climbs), std::move(groups));
    return run_of_climbs(count, [counted = count.get()] { return report_climbs(*counted); });
  }
  Result<EventFunnel> funnel = EventFunnel::prepare(dataset, spec);
  if (!funnel) return std::move(funnel).error();
  const auto count = std::make_shared<GroupCount>(std::move(*funnel), std::move(groups));
  return run_of(count, keep, [count] { return report_groups(*count); });
}

Result<PassRun<BreakdownReport>> begin_periods(const Dataset& dataset, const FunnelSpec& spec, std::string_view since,
                                               const std::vector<uint8_t>* keep, const Cleaning* cleaning) {
  const std::optional<Day> day = parse_iso_day(since);
  if (!since.empty() && !day) {
    return bad_spec("/breakdown/since", {"The day must be written as 2026-05-31.", "日期请写成 2026-05-31 的形式。"});
  }
  if (!is_of_events(dataset, spec)) {
    Result<Climbs> climbs = find_climbs(dataset, spec, {keep, cleaning, nullptr});
    if (!climbs) return std::move(climbs).error();
    if (!climbs->has_times) return no_times();
    const bool sales = source_of(dataset, spec) == Source::opportunities;
    const TextPair title =
        sales ? TextPair{"Time of creation", "创建时间"} : TextPair{"First purchase", "首次购买时间"};
    const auto count = std::make_shared<ClimbsByPeriod>(std::move(*climbs));
    return run_of_climbs(count, [counted = count.get(), day, title] { return report_climbs(*counted, day, title); });
  }
  Result<EventFunnel> funnel = EventFunnel::prepare(dataset, spec);
  if (!funnel) return std::move(funnel).error();
  const auto count = std::make_shared<PeriodCount>(std::move(*funnel));
  return run_of(count, keep, [count, day] { return report_periods(*count, day); });
}

}  // namespace sluice::funnel
