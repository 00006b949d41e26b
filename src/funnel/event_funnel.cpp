// A funnel of events: customers are matched one journey at a time, then counted.
#include <algorithm>

#include "base/errors.h"
#include "base/number_text.h"
#include "funnel/matching.h"
#include "funnel/sources.h"
#include "funnel/step_rates.h"
#include "funnel/wording.h"

namespace sluice::funnel {
namespace {

// What the step picker offers: every event of the file, whatever the filter.
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

struct Counts {
  std::vector<uint64_t> reached;                   // by step
  std::vector<std::vector<double>> from_first_ms;  // by step, one entry a customer who reached it
  std::vector<std::vector<double>> from_before_ms;
};

Counts count_customers(const Events& events, const StepSequence& steps, const MatchingMode& mode,
                       const std::vector<uint8_t>* keep) {
  const size_t depth = steps.events.size();
  Counts counts{std::vector<uint64_t>(depth), std::vector<std::vector<double>>(depth),
                std::vector<std::vector<double>>(depth)};
  const auto matcher = mode.prepare(steps, events.event_names.size());
  std::vector<StepTime> times;
  for_each_journey(events, keep, [&](const Journey& journey) {
    const size_t reached = matcher->match(journey, times);
    for (size_t step = 0; step < reached; ++step) {
      ++counts.reached[step];
      if (step == 0) continue;
      counts.from_first_ms[step].push_back(static_cast<double>(times[step].from_first_ms));
      counts.from_before_ms[step].push_back(static_cast<double>(times[step].from_before_ms));
    }
  });
  return counts;
}

TextPair define(const FunnelReport& report, bool filtered) {
  const TextPair first = report.steps.front().label;
  TextPair text{"Counted are customers who did " + list_steps(report.steps).en + " in this order",
                "统计依次完成" + list_steps(report.steps).zh + "的客户"};
  if (report.window_ms) {
    const TextPair window = duration_text(*report.window_ms);
    text =
        text + TextPair{", the last within " + window.en + " of the first", "，且最后一步距第一步不超过 " + window.zh};
  }
  text =
      text + TextPair{"; any '" + first.en +
                          "' may begin, other events may lie between, one event fills one step, "
                          "and each customer counts once with the furthest step reached",
                      "；任意一次“" + first.zh +
                          "”均可作为起点，中间可以有其他事件，一个事件只对应一个步骤，每位客户按到达的最远步骤计一次"};
  if (filtered) text = text + TextPair{", among the customers that the filter leaves", "，仅限筛选后的客户"};
  return text + TextPair{".", "。"};
}

// Without different times the order of the file's events is unknown, and step order is assumed.
bool all_times_equal(const Events& events) {
  return std::all_of(events.time.begin(), events.time.end(), [&](TimeMs time) { return time == events.time.front(); });
}

bool all_times_are_days(const Events& events) {
  return std::all_of(events.time.begin(), events.time.end(), [](TimeMs time) { return time % kMsPerDay == 0; });
}

void note_times(const FunnelReport& report, const Events& events, std::vector<TextPair>& notes) {
  if (all_times_equal(events)) {
    notes.push_back({"All events carry the same time: they are taken in the order of the steps.",
                     "所有事件的时间相同：按步骤顺序处理。"});
  } else if (all_times_are_days(events)) {
    notes.push_back({"The file has days without times: events of one day are taken in the order of the steps.",
                     "文件只有日期没有时刻：同一天的事件按步骤顺序处理。"});
  }
  if (report.window_ms == 0) {
    notes.push_back(
        {"The window is zero: all steps must carry the same time.", "时间窗口为零：所有步骤必须发生在同一时刻。"});
  }
}

}  // namespace

Status check_events(const Dataset& dataset, const FunnelSpec& spec) {
  const Events& events = *dataset.events;
  if (find_mode(spec.mode) == nullptr) {
    return bad_spec("/funnel/mode", {"This mode is not known.", "未知的匹配模式。"});
  }
  return check_steps(
      spec, [&] { return events.event_names.size(); },
      [&](const std::string& name) { return events.event_names.find(name) != Dictionary::kNone; },
      [&] {
        std::vector<std::string> known;
        for (const EventChoice& choice : list_events(events)) known.push_back(choice.event);
        return known;
      });
}

Result<FunnelReport> analyze_events(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted) {
  const Events& events = *dataset.events;
  const std::vector<Step> steps = spec.steps.empty() ? propose_event_steps(dataset) : spec.steps;
  if (const Status status = check_step_count(spec, steps.size()); !status) return status.error();

  FunnelReport report;
  report.unit = "customers";
  report.window_ms = spec.window_ms;
  report.events = list_events(events);
  StepSequence sequence{{}, spec.window_ms};
  for (const Step& chosen : steps) {
    sequence.events.push_back(events.event_names.find(chosen.event));
    StepReport step;
    step.event = chosen.event;
    step.label = {step.event, step.event};
    step.zone = chosen.zone;
    report.steps.push_back(std::move(step));
  }
  Counts counts = count_customers(events, sequence, *find_mode(spec.mode), counted.customers);
  for (size_t i = 0; i < report.steps.size(); ++i) {
    StepReport& step = report.steps[i];
    step.count = static_cast<double>(counts.reached[i]);
    const DurationSummary from_first = summarise_durations(counts.from_first_ms[i]);
    const DurationSummary from_before = summarise_durations(counts.from_before_ms[i]);
    step.median_ms = from_first.median_ms;
    step.p90_ms = from_first.p90_ms;
    step.step_median_ms = from_before.median_ms;
    step.step_p90_ms = from_before.p90_ms;
  }
  fill_rates(report.steps);
  report.definition = define(report, counted.customers != nullptr);
  note_counts(report, report.notes);
  note_times(report, events, report.notes);
  return report;
}

}  // namespace sluice::funnel
