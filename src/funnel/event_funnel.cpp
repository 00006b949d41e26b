// A funnel of events: journeys are matched one at a time, then counted.
#include <algorithm>
#include <array>

#include "base/errors.h"
#include "funnel/durations.h"
#include "funnel/event_funnel.h"
#include "funnel/event_plan.h"
#include "funnel/property_choices.h"
#include "funnel/rules.h"
#include "funnel/sources.h"
#include "funnel/step_rates.h"
#include "funnel/wording.h"

namespace sluice::funnel {
namespace {

constexpr int64_t kMinuteMs = 60'000, kHourMs = 60 * kMinuteMs, kDayMs = 24 * kHourMs;
constexpr std::array<int64_t, 10> kTimeClassesMs{kMinuteMs, 5 * kMinuteMs, 15 * kMinuteMs, kHourMs,     6 * kHourMs,
                                                 kDayMs,    3 * kDayMs,    7 * kDayMs,     30 * kDayMs, 90 * kDayMs};

// A sum, not a search: no branch depends on the data.
size_t class_of(uint64_t duration_ms) {
  size_t index = 0;
  for (const int64_t bound : kTimeClassesMs) index += duration_ms >= static_cast<uint64_t>(bound) ? 1 : 0;
  return index;
}

std::vector<EventChoice> list_events(const Events& events) {
  std::vector<EventChoice> choices(events.event_names.size());
  std::vector<uint32_t> last_customer(choices.size(), Dictionary::kNone);
  for (uint32_t code = 0; code < choices.size(); ++code) choices[code].event = events.event_names.at(code);
  for (size_t row = 0; row < events.size(); ++row) {
    EventChoice& choice = choices[events.event[row]];
    ++choice.count;
    uint32_t& last = last_customer[events.event[row]];
    if (last != events.customer[row]) ++choice.customers;
    last = events.customer[row];
  }
  std::stable_sort(choices.begin(), choices.end(),
                   [](const EventChoice& a, const EventChoice& b) { return a.count > b.count; });
  return choices;
}

// The amount, the events' own properties, and those of customers.
std::vector<PropertyChoice> list_properties(const Dataset& dataset) {
  std::vector<PropertyChoice> choices;
  if (!dataset.events->has_amount.empty()) {
    choices.push_back({.name = std::string(EventMarks::kAmount), .title = {"Amount", "金额"}, .numeric = true});
  }
  add_properties(dataset, dataset.events->properties, choices);
  return choices;
}

// One step over all journeys.
struct StepCount {
  uint64_t reached = 0;
  Durations from_first, from_before;  // one entry a journey that reached it; not where both are the same
  std::vector<uint64_t> times = std::vector<uint64_t>(kTimeClassesMs.size() + 1);
  int64_t value = 0, lost_value = 0;  // units of the amount column; lost: of those who got no further
};

// The amount of the journey's event of a step: the first event of that time that matches it.
int64_t amount_at(const Events& events, const MatchedJourney& one, size_t step, TimeMs time) {
  const auto first = std::lower_bound(one.journey.time.begin(), one.journey.time.end(), time);
  for (auto i = static_cast<size_t>(first - one.journey.time.begin());
       i < one.journey.size() && one.journey.time[i] == time; ++i) {
    const bool matches = (one.journey.steps[i] >> step & 1U) != 0;
    if (matches && events.has_amount[one.first_row + i] != 0) return events.amount.units[one.first_row + i];
  }
  return 0;
}

class StepTally {
 public:
  StepTally(const Events& events, const Plan& plan)
      : events_(events),
        plan_(plan),
        steps_(plan.steps.size()),
        behind_first_(find_behind_first(plan)),
        with_value_(!events.has_amount.empty() && plan.mode != Mode::any) {}

  void add(const MatchedJourney& one) {
    const Match& match = *one.match;
    if (match.reached == 0) return;
    size_t furthest = 0;
    int64_t value = 0;
    for (size_t step = 0; step < steps_.size(); ++step) {
      if (!match.has(step)) continue;
      StepCount& count = steps_[step];
      const StepTime& time = match.at[step];
      ++count.reached;
      if (step > 0) {
        const auto from_before = static_cast<uint64_t>(time.at) - static_cast<uint64_t>(time.before);
        count.from_first.add(static_cast<uint64_t>(time.at) - static_cast<uint64_t>(time.start));
        if (step > behind_first_) count.from_before.add(from_before);
        ++count.times[class_of(from_before)];
      }
      if (with_value_) {
        const int64_t amount = amount_at(events_, one, step, time.at);
        count.value += amount;
        if (!plan_.steps[step].optional) value = amount;
      }
      if (!plan_.steps[step].optional) furthest = step;
    }
    if (furthest + 1 < steps_.size()) steps_[next_of(furthest)].lost_value += value;
  }

  void write(std::vector<StepReport>& steps) const {
    for (size_t i = 0; i < steps.size(); ++i) {
      StepReport& step = steps[i];
      const StepCount& count = steps_[i];
      step.count = static_cast<double>(count.reached);
      const DurationSummary from_first = count.from_first.summarise();
      const DurationSummary from_before = i > behind_first_ ? count.from_before.summarise() : from_first;
      step.median_ms = from_first.median_ms;
      step.p90_ms = from_first.p90_ms;
      step.step_median_ms = from_before.median_ms;
      step.step_p90_ms = from_before.p90_ms;
      if (i > 0) step.step_times = count.times;
      if (!with_value_) continue;
      step.value = to_double(count.value, events_.amount.decimals);
      if (i > 0 && !step.optional) step.lost_value = to_double(count.lost_value, events_.amount.decimals);
    }
  }

 private:
  // The last step whose step before is the first one: its times from both are the same.
  static size_t find_behind_first(const Plan& plan) {
    size_t step = 1;
    while (step + 1 < plan.steps.size() && plan.steps[step].optional) ++step;
    return step;
  }

  // The step that is missed by those who came to `step`.
  size_t next_of(size_t step) const {
    size_t next = step + 1;
    while (plan_.steps[next].optional) ++next;
    return next;
  }

  const Events& events_;
  const Plan& plan_;
  std::vector<StepCount> steps_;
  size_t behind_first_;
  bool with_value_;
};

// Without different times the order of the file's events is unknown, and step order is assumed.
bool all_times_equal(const Events& events) {
  return std::all_of(events.time.begin(), events.time.end(), [&](TimeMs time) { return time == events.time.front(); });
}

void note_times(const FunnelSpec& spec, const Events& events, std::vector<TextPair>& notes) {
  const bool step_order = spec.rules.equal_times == EqualTimes::step_order && spec.mode != Mode::any;
  if (all_times_equal(events)) {
    notes.push_back(step_order ? TextPair{"All events carry the same time: they are taken in the order of the steps.",
                                          "所有事件的时间相同：按步骤顺序处理。"}
                               : TextPair{"All events carry the same time.", "所有事件的时间相同。"});
  } else if (step_order && all_times_are_days(events)) {
    notes.push_back({"The file has days without times: events of one day are taken in the order of the steps.",
                     "文件只有日期没有时刻：同一天的事件按步骤顺序处理。"});
  }
  if (spec.window_ms == 0) {
    notes.push_back(
        {"The window is zero: all steps must carry the same time.", "时间窗口为零：所有步骤必须发生在同一时刻。"});
  }
}

const char* unit_name(Unit unit) {
  return unit == Unit::customers ? "customers" : unit == Unit::sessions ? "sessions" : "entries";
}

TextPair number_label(size_t number, size_t steps) {
  const std::string count = std::to_string(number);
  if (number == steps) return {"all " + count, "全部 " + count + " 步"};
  return number == 1 ? TextPair{"any one step", "任意 1 步"}
                     : TextPair{"any " + count + " steps", "任意 " + count + " 步"};
}

void list_presets(const FunnelSpec& spec, FunnelReport& report) {
  if (const Preset* preset = find_preset(spec.mode, spec.rules)) report.preset = preset->id;
  for (const Preset& preset : presets()) {
    report.presets.push_back({std::string(preset.id), std::string(preset.name), preset.mode, preset.rules});
  }
}

struct EventCount {
  EventFunnel funnel;
  StepTally tally;

  explicit EventCount(EventFunnel prepared) : funnel(std::move(prepared)), tally(*funnel.events, funnel.plan) {}
};

FunnelReport make_report(const EventCount& count, const EventChoices& choices, bool filtered) {
  const EventFunnel& funnel = count.funnel;
  const FunnelSpec& spec = funnel.spec;
  FunnelReport report;
  report.unit = unit_name(spec.unit);
  report.window_ms = spec.window_ms;
  report.events = choices.events;
  report.properties = choices.properties;
  report.time_classes_ms.assign(kTimeClassesMs.begin(), kTimeClassesMs.end());
  list_presets(spec, report);
  report.steps = funnel.named_steps();
  count.tally.write(report.steps);
  fill_rates(report.steps);
  report.definition = define_event_funnel(spec, funnel.steps, filtered);
  note_counts(report, report.notes);
  note_times(spec, *funnel.events, report.notes);
  note_unused(spec, funnel.steps, report.notes);
  return report;
}

}  // namespace

EventChoices list_choices(const Dataset& dataset) {
  if (!dataset.events) return {};
  return {list_events(*dataset.events), list_properties(dataset)};
}

bool all_times_are_days(const Events& events) {
  return std::all_of(events.time.begin(), events.time.end(), [](TimeMs time) { return time % kMsPerDay == 0; });
}

Status check_events(const Dataset& dataset, const FunnelSpec& spec) {
  if (spec.steps.empty()) {
    if (spec.source == Source::automatic) return Done{};
    return check_step_count(spec, dataset.events->event_names.size());
  }
  if (const Status status = check_step_count(spec, spec.steps.size()); !status) return status;
  if (const Status status = EventMarks::check(dataset, spec.steps, spec.exclusions); !status) return status;
  return check_plan(spec, spec.steps);
}

Result<EventFunnel> EventFunnel::prepare(const Dataset& dataset, const FunnelSpec& spec) {
  std::vector<Step> steps = spec.steps.empty() ? propose_event_steps(dataset) : spec.steps;
  if (const Status status = check_step_count(spec, steps.size()); !status) return status.error();
  if (const Status status = EventMarks::check(dataset, steps, spec.exclusions); !status) return status.error();
  if (const Status status = check_plan(spec, steps); !status) return status.error();
  return EventFunnel(dataset, spec, std::move(steps));
}

EventFunnel::EventFunnel(const Dataset& dataset, const FunnelSpec& chosen, std::vector<Step> chosen_steps)
    : events(&*dataset.events),
      spec(chosen),
      steps(std::move(chosen_steps)),
      plan(make_plan(chosen, steps)),
      marks(std::make_unique<EventMarks>(dataset, steps, chosen.exclusions)) {}

std::vector<StepReport> EventFunnel::named_steps() const {
  std::vector<StepReport> named;
  for (size_t i = 0; i < steps.size(); ++i) {
    StepReport step;
    step.event = steps[i].event;
    step.label = spec.mode == Mode::any ? number_label(i + 1, steps.size()) : step_label(steps[i]);
    step.zone = steps[i].zone;
    step.optional = plan.steps[i].optional;
    named.push_back(std::move(step));
  }
  return named;
}

Result<PassRun<FunnelReport>> begin_events(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted) {
  Result<EventFunnel> funnel = EventFunnel::prepare(dataset, spec);
  if (!funnel) return std::move(funnel).error();
  const auto count = std::make_shared<EventCount>(std::move(*funnel));
  PassRun<FunnelReport> run;
  EventCount* into = count.get();
  run.passes.add(into->funnel.pass(counted.customers, [into](const MatchedJourney& one) { into->tally.add(one); }));
  run.conclude = [&dataset, count, counted] {
    const EventChoices choices = counted.choices != nullptr ? *counted.choices : list_choices(dataset);
    return make_report(*count, choices, counted.customers != nullptr);
  };
  return run;
}

}  // namespace sluice::funnel
