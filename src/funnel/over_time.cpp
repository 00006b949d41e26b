#include "funnel/over_time.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/calendar.h"
#include "base/errors.h"
#include "base/number_text.h"
#include "funnel/entries.h"
#include "funnel/event_funnel.h"
#include "funnel/step_rates.h"
#include "funnel/wording.h"
#include "rfm/period.h"

namespace sluice::funnel {
namespace {

struct Entries {
  uint64_t entered = 0, converted = 0, open = 0;

  void add(const Entries& other) {
    entered += other.entered;
    converted += other.converted;
    open += other.open;
  }
};

using EntriesByDay = std::map<Day, Entries>;

struct EntryCount {
  EventFunnel funnel;
  Horizon horizon;
  EntriesByDay days;

  explicit EntryCount(EventFunnel prepared) : funnel(std::move(prepared)), horizon(funnel) {}

  void take(const MatchedJourney& one) {
    if (!one.match->has(0)) return;
    const TimeMs start = entry_time(*one.match, funnel.plan);
    const bool converted = one.match->has(funnel.plan.steps.size() - 1);
    const bool open = !converted && horizon.is_open(one);
    days[day_of(start)].add({1, converted ? 1U : 0U, open ? 1U : 0U});
  }
};

// Periods of one grain, numbered one after the other.
class Calendar {
 public:
  explicit Calendar(EntryGrain grain) : grain_(grain) {}

  int32_t number_of(Day day) const { return grain_ == EntryGrain::day ? day : rfm::period_of(day, kind()); }
  Day first_day(int32_t number) const { return grain_ == EntryGrain::day ? number : rfm::first_day_of(number, kind()); }
  std::string id(int32_t number) const {
    return grain_ == EntryGrain::day ? format_day(number) : rfm::period_id(number, kind());
  }
  int64_t count(Day first, Day last) const { return int64_t{number_of(last)} - number_of(first) + 1; }

 private:
  rfm::CohortPeriod kind() const {
    return grain_ == EntryGrain::week ? rfm::CohortPeriod::week : rfm::CohortPeriod::month;
  }

  EntryGrain grain_;
};

EntryGrain choose_grain(const EntriesByDay& days) {
  constexpr int64_t kMost = 60;
  if (days.empty()) return EntryGrain::day;
  for (const EntryGrain grain : {EntryGrain::day, EntryGrain::week}) {
    if (Calendar(grain).count(days.begin()->first, days.rbegin()->first) <= kMost) return grain;
  }
  return EntryGrain::month;
}

std::vector<EntryPeriod> list_periods(const EntriesByDay& days, const Calendar& calendar, bool open_known) {
  if (days.empty()) return {};
  const int32_t first = calendar.number_of(days.begin()->first);
  const int32_t last = calendar.number_of(days.rbegin()->first);
  const int32_t shown = std::max(first, last - static_cast<int32_t>(kMostEntryPeriods) + 1);
  const bool gathers = shown > first;
  std::vector<Entries> sums(static_cast<size_t>(last - shown) + (gathers ? 2 : 1));
  for (const auto& [day, entries] : days) {
    const int32_t number = calendar.number_of(day);
    sums[number < shown ? 0 : static_cast<size_t>(number - shown) + (gathers ? 1 : 0)].add(entries);
  }
  std::vector<EntryPeriod> periods;
  for (size_t i = 0; i < sums.size(); ++i) {
    const bool gathered = gathers && i == 0;
    const int32_t number = gathered ? shown - 1 : shown + static_cast<int32_t>(i) - (gathers ? 1 : 0);
    const Entries& sum = sums[i];
    periods.push_back({.id = (gathered ? "../" : "") + calendar.id(number),
                       .first_day = format_day(calendar.first_day(gathered ? first : number)),
                       .last_day = format_day(calendar.first_day(number + 1) - 1),
                       .periods = gathered ? static_cast<uint64_t>(shown - first) : 1,
                       .entered = sum.entered,
                       .converted = sum.converted,
                       .open = open_known ? std::optional(sum.open) : std::nullopt,
                       .rate = conversion(static_cast<double>(sum.converted), static_cast<double>(sum.entered))});
  }
  return periods;
}

TextPair grain_words(EntryGrain grain) {
  if (grain == EntryGrain::day) return {"day", "日"};
  return grain == EntryGrain::week ? TextPair{"week (from Monday on)", "周（周一起）"} : TextPair{"month", "月"};
}

TextPair define(EntryGrain grain, const Horizon& horizon) {
  const TextPair words = grain_words(grain);
  TextPair text{"Everybody who enters stands in the " + words.en +
                    " of the first event of the path that counts, and converts there, however much later that was.",
                "每个进入者归入其所计路径第一个事件发生的那一" + words.zh + "；无论多久之后完成，转化都计在那一" +
                    (grain == EntryGrain::week ? "周" : words.zh) + "。"};
  if (!horizon.is_known()) return text;
  const std::string end = horizon.end_text();
  const TextPair limits = horizon.limits();
  return text + TextPair{" Still open: had not converted when the data end (" + end +
                             "), and the missing steps could still come within " + limits.en + ".",
                         "“尚可转化”指数据截止时（" + end + "）尚未完成，但余下步骤仍可能在" + limits.zh + "内发生。"};
}

void note(const OverTimeReport& report, const Horizon& horizon, std::vector<TextPair>& notes) {
  if (report.entered == 0) {
    notes.push_back({"Nobody reaches the first step, so nobody enters.", "没有任何对象到达第一步，因此没有进入者。"});
    return;
  }
  if (!horizon.is_known()) {
    notes.push_back(
        {"The funnel has no limit of time, so that nobody's time is known to be over: the latest periods "
         "had less time to convert than the others. Set a limit to see which are settled.",
         "漏斗没有时限，无法判断谁的时间已经结束：越晚的时段可用于转化的时间越短。设定时限后即可看出哪些时段已成定局"
         "。"});
  }
  const EntryPeriod& first = report.periods.front();
  if (first.periods > 1) {
    const std::string count = grouped_text(first.periods);
    notes.push_back({"The first " + count + " periods are put together.", "最早的 " + count + " 个时段合并为一项。"});
  }
  if (report.open.value_or(0) == 0) return;
  const auto with_open =
      static_cast<uint64_t>(std::count_if(report.periods.begin(), report.periods.end(),
                                          [](const EntryPeriod& period) { return period.open.value_or(0) > 0; }));
  const std::string open = grouped_text(*report.open), entered = grouped_text(report.entered);
  const std::string periods = grouped_text(with_open);
  notes.push_back(
      {open + " of " + entered + " who entered may yet convert. Where they stand (" + periods +
           (with_open == 1 ? " period" : " periods") + ") the rate is not final.",
       entered + " 个进入者中有 " + open + " 个尚可转化，涉及 " + periods + " 个时段，其转化率尚非最终结果。"});
}

OverTimeReport make_report(const EntryCount& count, const FunnelTimeSpec& time) {
  const EntriesByDay& days = count.days;
  const Horizon& horizon = count.horizon;
  OverTimeReport report;
  report.grain = time.grain == EntryGrain::automatic ? choose_grain(days) : time.grain;
  report.periods = list_periods(days, Calendar(report.grain), horizon.is_known());
  Entries all;
  for (const auto& [day, entries] : days) all.add(entries);
  report.entered = all.entered;
  report.converted = all.converted;
  if (horizon.is_known()) report.open = all.open;
  report.rate = conversion(static_cast<double>(all.converted), static_cast<double>(all.entered));
  report.definition = define(report.grain, horizon);
  note(report, horizon, report.notes);
  return report;
}

}  // namespace

Result<PassRun<OverTimeReport>> begin_over_time(const Dataset& dataset, const FunnelSpec& spec,
                                                const FunnelTimeSpec& time, const std::vector<uint8_t>* keep) {
  if (!dataset.events) {
    return not_applicable({"Only a funnel of events is entered at a time; this file has no events.",
                           "只有事件漏斗有进入时间；该文件没有事件。"});
  }
  Result<EventFunnel> funnel = EventFunnel::prepare(dataset, spec);
  if (!funnel) return std::move(funnel).error();
  const auto count = std::make_shared<EntryCount>(std::move(*funnel));
  PassRun<OverTimeReport> run{{}, [count, time] { return make_report(*count, time); }};
  run.passes.add(count->funnel.pass(keep, [into = count.get()](const MatchedJourney& one) { into->take(one); }));
  return run;
}

}  // namespace sluice::funnel
