#include "funnel/breakdown.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "base/calendar.h"
#include "base/errors.h"
#include "base/multiple_tests.h"
#include "base/number_text.h"
#include "base/proportion_tests.h"
#include "funnel/entries.h"
#include "funnel/event_funnel.h"
#include "funnel/step_rates.h"
#include "funnel/wording.h"
#include "rfm/period.h"

namespace sluice::funnel {
namespace {

using Counts = std::vector<uint64_t>;  // by step

struct GroupCount {
  EventFunnel funnel;
  Groups groups;
  std::vector<Counts> counts;  // one row a group, the last one for customers of none

  GroupCount(EventFunnel prepared, Groups chosen)
      : funnel(std::move(prepared)),
        groups(std::move(chosen)),
        counts(groups.groups.size() + 1, Counts(funnel.steps.size())) {}

  void take(const MatchedJourney& one) {
    const bool known = one.customer < groups.of_customer.size() && groups.of_customer[one.customer] != Groups::kNone;
    Counts& group = counts[known ? groups.of_customer[one.customer] : groups.groups.size()];
    for (size_t step = 0; step < group.size(); ++step) group[step] += one.match->has(step) ? 1 : 0;
  }
};

struct CountedGroup {
  std::string id;
  TextPair label;
  Counts counts;
};

// By period --------------------------------------------------------------------------------------------------------

struct DayCounts {
  Counts counts;
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
    DayCounts& day = days[day_of(start)];
    day.counts.resize(funnel.steps.size());
    for (size_t step = 0; step < day.counts.size(); ++step) day.counts[step] += one.match->has(step) ? 1 : 0;
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
    for (size_t step = 0; step < day.counts.size(); ++step) group.counts[step] += day.counts[step];
    open += day.open;
  }
};

std::vector<PeriodGroup> group_around(const CountsByDay& days, Day since, size_t steps) {
  const std::string day = format_day(since);
  std::vector<PeriodGroup> groups{{{"before", {"before " + day, day + " 之前"}, Counts(steps)}, 0},
                                  {{"since", {"from " + day + " on", day + " 起"}, Counts(steps)}, 0}};
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
    PeriodGroup& period = periods[rfm::period_of(day, kind)];
    period.group.counts.resize(steps);
    period.add(counts);
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

void note_open(const std::vector<PeriodGroup>& groups, const Horizon& horizon, std::vector<TextPair>& notes) {
  if (!horizon.is_known()) {
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

// By customer ------------------------------------------------------------------------------------------------------

// Those that somebody belongs to: in their order, or the largest first and the small ones together.
std::vector<CountedGroup> choose_groups(const Groups& groups, const std::vector<Counts>& counts, uint64_t& others) {
  std::vector<CountedGroup> chosen;
  for (size_t i = 0; i < groups.groups.size(); ++i) {
    if (counts[i][0] > 0) chosen.push_back({groups.groups[i].id, groups.groups[i].label, counts[i]});
  }
  if (!groups.in_order) {
    std::stable_sort(chosen.begin(), chosen.end(),
                     [](const CountedGroup& a, const CountedGroup& b) { return a.counts[0] > b.counts[0]; });
    if (chosen.size() > kMostGroups) {
      others = chosen.size() - kMostGroups + 1;
      CountedGroup rest{"", {"other values", "其他"}, Counts(counts[0].size())};
      for (size_t i = kMostGroups - 1; i < chosen.size(); ++i) {
        for (size_t step = 0; step < rest.counts.size(); ++step) rest.counts[step] += chosen[i].counts[step];
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
std::optional<Contrast> compare(const Counts& group, const Counts& all, size_t step, size_t base) {
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
  Counts all(bases.size());
  for (const CountedGroup& group : groups) {
    for (size_t step = 0; step < all.size(); ++step) all[step] += group.counts[step];
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

GroupFunnel funnel_of(const CountedGroup& group, std::vector<StepReport> steps) {
  for (size_t step = 0; step < steps.size(); ++step) steps[step].count = static_cast<double>(group.counts[step]);
  fill_rates(steps);
  GroupFunnel funnel{group.id, group.label, {}, std::nullopt};
  for (const StepReport& step : steps) {
    funnel.steps.push_back({.optional = step.optional,
                            .count = step.count,
                            .step_rate = step.step_rate,
                            .overall_rate = step.overall_rate,
                            .drop_off = step.drop_off,
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
                       text(unclear) + " there are too few customers to tell.",
                   text(tests) + " 项比较中有 " + text(differ) + " 项差异超出偶然范围；" + text(unclear) +
                       " 项样本太少，无法判断。"});
}

Result<EventFunnel> prepare(const Dataset& dataset, const FunnelSpec& spec) {
  if (!dataset.events) {
    return not_applicable(
        {"A funnel of events can be broken down; this file has no events.", "只有事件漏斗可以细分；该文件没有事件。"});
  }
  return EventFunnel::prepare(dataset, spec);
}

// The rest of a report that has its title.
void compare(const EventFunnel& funnel, const std::vector<CountedGroup>& chosen, BreakdownReport& report) {
  std::vector<size_t> bases(funnel.steps.size(), 0);  // the last step before that is not optional
  for (size_t step = 1; step < bases.size(); ++step) {
    bases[step] = funnel.plan.steps[step - 1].optional ? bases[step - 1] : step - 1;
  }
  const std::vector<StepReport> steps = funnel.named_steps();
  for (const StepReport& step : steps) report.steps.push_back(step.label);
  for (const CountedGroup& group : chosen) report.groups.push_back(funnel_of(group, steps));
  compare_all(chosen, bases, report.groups);
  report.definition = define(report.groups.size());
  if (chosen.empty()) {
    report.notes.push_back({"Nobody reaches the first step.", "没有客户到达第一步。"});
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
  compare(count.funnel, choose_groups(count.groups, count.counts, report.other_groups), report);
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
  compare(count.funnel, chosen, report);
  note_open(periods, count.horizon, report.notes);
  return report;
}

}  // namespace

Groups groups_of(const CustomerAttribute& attribute) {
  Groups groups;
  groups.title = attribute.title;
  for (uint32_t code = 0; code < attribute.values.size(); ++code) {
    const std::string value(attribute.values.at(code));
    groups.groups.push_back({value, {value, value}});
  }
  groups.of_customer = attribute.value;  // a code is the index of its group, and kNone the same
  static_assert(Dictionary::kNone == Groups::kNone);
  return groups;
}

Result<PassRun<BreakdownReport>> begin_groups(const Dataset& dataset, const FunnelSpec& spec, Groups groups,
                                              const std::vector<uint8_t>* keep) {
  Result<EventFunnel> funnel = prepare(dataset, spec);
  if (!funnel) return std::move(funnel).error();
  const auto count = std::make_shared<GroupCount>(std::move(*funnel), std::move(groups));
  return run_of(count, keep, [count] { return report_groups(*count); });
}

Result<PassRun<BreakdownReport>> begin_periods(const Dataset& dataset, const FunnelSpec& spec, std::string_view since,
                                               const std::vector<uint8_t>* keep) {
  Result<EventFunnel> funnel = prepare(dataset, spec);
  if (!funnel) return std::move(funnel).error();
  const std::optional<Day> day = parse_iso_day(since);
  if (!since.empty() && !day) {
    return bad_spec("/breakdown/since", {"The day must be written as 2026-05-31.", "日期请写成 2026-05-31 的形式。"});
  }
  const auto count = std::make_shared<PeriodCount>(std::move(*funnel));
  return run_of(count, keep, [count, day] { return report_periods(*count, day); });
}

}  // namespace sluice::funnel
