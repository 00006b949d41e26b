// The journey of one customer: the chain that counts, the time that it had, what came nearest to the step that it
// misses, and words for it all.
#include <algorithm>
#include <limits>

#include "base/errors.h"
#include "funnel/event_plan.h"
#include "funnel/journey_reason.h"
#include "funnel/people.h"
#include "funnel/wording.h"

namespace sluice::funnel {
namespace {

struct Rows {
  size_t begin = 0, end = 0;
};

Rows rows_of(const Events& events, uint32_t customer) {
  const auto [first, last] = std::equal_range(events.customer.begin(), events.customer.end(), customer);
  return {static_cast<size_t>(first - events.customer.begin()), static_cast<size_t>(last - events.customer.begin())};
}

size_t depth_of(const Match& match) {
  size_t depth = 0;
  for (size_t step = 0; step < kMaxSteps; ++step) depth = match.has(step) ? step + 1 : depth;
  return depth;
}

// The unit that begins at that time, else the one that came furthest, the first of equals.
ExplainedUnit choose_unit(const EventFunnel& funnel, const Rows& rows, std::optional<TimeMs> begin,
                          JourneyReport& report) {
  ExplainedUnit chosen;
  bool found = false;
  JourneyCounter counter = funnel.counter();
  report.units = 0;
  counter.visit_customer(rows.begin, rows.end, [&](const MatchedJourney& one) {
    const uint32_t number = report.units++;
    const bool asked_for = one.journey.time.front() == begin;
    if (!asked_for && number > 0 && (found || depth_of(*one.match) <= depth_of(chosen.match))) return;
    found = found || asked_for;
    report.unit = number;
    chosen.first_row = one.first_row;
    chosen.time.assign(one.journey.time.begin(), one.journey.time.end());
    chosen.steps.assign(one.journey.steps.begin(), one.journey.steps.end());
    chosen.excluded.assign(one.journey.excluded.begin(), one.journey.excluded.end());
    chosen.match = *one.match;
  });
  chosen.chain = counter.matcher().trace(chosen.journey());
  return chosen;
}

std::vector<uint32_t> steps_in(StepMask mask, size_t steps) {
  std::vector<uint32_t> list;
  for (uint32_t step = 0; step < steps; ++step) {
    if ((mask >> step & 1U) != 0) list.push_back(step);
  }
  return list;
}

// Indices in the unit of the events that are listed, ascending: those around the begin of the chain, and of what lies
// further away what the explanation speaks of.
std::vector<size_t> choose_events(const ExplainedUnit& unit, const StoppedBy& stopped) {
  const size_t size = unit.time.size(), count = std::min(size, kMostJourneyEvents);
  const bool begun = unit.chain.last != Chain::kNone;
  const size_t first = begun ? *std::min_element(unit.chain.event.begin(), unit.chain.event.end()) : 0;
  const size_t begin = std::min(first > count / 4 ? first - count / 4 : 0, size - count);
  std::vector<size_t> spoken_of;
  for (const size_t event : unit.chain.event) {
    if (event != Chain::kNone) spoken_of.push_back(event);
  }
  for (const std::optional<size_t>& event : {stopped.near_miss, stopped.obstacle}) {
    if (event) spoken_of.push_back(*event);
  }
  std::sort(spoken_of.begin(), spoken_of.end());
  spoken_of.erase(std::unique(spoken_of.begin(), spoken_of.end()), spoken_of.end());
  std::vector<size_t> chosen;
  const auto is_around = [&](size_t event) { return event >= begin && event < begin + count; };
  size_t room = count - spoken_of.size();
  for (size_t event = 0; event < size; ++event) {
    if (!std::binary_search(spoken_of.begin(), spoken_of.end(), event)) {
      if (!is_around(event) || room == 0) continue;
      --room;
    }
    chosen.push_back(event);
  }
  return chosen;
}

JourneyEvent describe(const EventFunnel& funnel, const ExplainedUnit& unit, size_t index) {
  const Events& events = *funnel.events;
  const size_t row = unit.first_row + index;
  JourneyEvent event{.time = unit.time[index],
                     .event = std::string(events.event_names.at(events.event[row])),
                     .matches = steps_in(unit.steps[index], funnel.steps.size()),
                     .excluded = !unit.excluded.empty() && unit.excluded[index] != 0};
  if (!events.has_amount.empty() && events.has_amount[row] != 0) event.amount = events.amount.value(row);
  const auto fills = std::find(unit.chain.event.begin(), unit.chain.event.end(), index);
  if (fills != unit.chain.event.end()) event.fills = static_cast<uint32_t>(fills - unit.chain.event.begin());
  return event;
}

void list_events(const EventFunnel& funnel, const ExplainedUnit& unit, const StoppedBy& stopped,
                 JourneyReport& report) {
  const std::vector<size_t> chosen = choose_events(unit, stopped);
  const auto place_of = [&](size_t event) {
    return static_cast<uint32_t>(std::lower_bound(chosen.begin(), chosen.end(), event) - chosen.begin());
  };
  for (const size_t index : chosen) report.events.push_back(describe(funnel, unit, index));
  report.left_out = unit.time.size() - chosen.size();
  if (stopped.near_miss) {
    report.near_miss = NearMiss{place_of(*stopped.near_miss), static_cast<uint32_t>(stopped.step), stopped.late_ms};
  }
  if (stopped.obstacle) report.obstacle = place_of(*stopped.obstacle);
}

JourneySpan span_from(TimeMs begin, int64_t length) {
  const bool ends = begin <= 0 || length <= std::numeric_limits<TimeMs>::max() - begin;
  return {begin, ends ? begin + length : std::numeric_limits<TimeMs>::max()};
}

// The time that the chain had, and for the step that it misses.
void set_windows(const EventFunnel& funnel, const ExplainedUnit& unit, JourneyReport& report) {
  const Plan& plan = funnel.plan;
  if (unit.chain.last == Chain::kNone) return;
  if (plan.window_ms) report.window = span_from(unit.start(), *plan.window_ms);
  const size_t missed = plan.mode == Mode::any ? plan.steps.size() : missed_step(plan, unit.chain);
  if (missed >= plan.steps.size() || !plan.steps[missed].window_ms) return;
  report.step_window = span_from(unit.time[unit.chain.event[unit.chain.last]], *plan.steps[missed].window_ms);
}

TextPair outcome_of(const EventFunnel& funnel, const ExplainedUnit& unit, const std::vector<TextPair>& labels) {
  if (unit.chain.last == Chain::kNone || unit.chain.removed) {
    return {"Counts at no step.", "不计入任何步骤。"};
  }
  const size_t reached = unit.chain.last + 1, all = funnel.steps.size();
  const TimeMs start = unit.match.at[unit.chain.last].start, end = unit.match.at[unit.chain.last].at;
  const TextPair took = rough_duration_text(end - start);
  if (reached == all) return {"Reached every step, in " + took.en + ".", "完成全部步骤，用时 " + took.zh + "。"};
  const std::string number = std::to_string(reached), most = std::to_string(all);
  if (funnel.plan.mode == Mode::any) {
    return {"Did " + number + " of the " + most + " steps, in " + took.en + ".",
            "完成 " + most + " 个步骤中的 " + number + " 个，用时 " + took.zh + "。"};
  }
  const TextPair name = quoted(labels[unit.chain.last]);
  return {"Came as far as " + name.en + " (step " + number + " of " + most + ").",
          "到达" + name.zh + "（第 " + number + " 步，共 " + most + " 步）。"};
}

}  // namespace

Result<JourneyReport> explain_journey(const Dataset& dataset, const FunnelSpec& spec, const JourneyQuery& query) {
  const uint32_t code = dataset.customers.find(query.customer);
  if (!dataset.events || code == Dictionary::kNone) {
    return not_applicable({"There is no such customer among the events.", "事件中没有该客户。"});
  }
  const Result<EventFunnel> funnel = EventFunnel::prepare(dataset, spec);
  if (!funnel) return funnel.error();
  const Rows rows = rows_of(*dataset.events, code);
  JourneyReport report;
  report.customer = query.customer;
  if (!dataset.customer_names.empty()) report.name = dataset.customer_names[code];
  for (const Step& step : funnel->steps) report.steps.push_back(step_label(step));
  const ExplainedUnit unit = choose_unit(*funnel, rows, query.unit, report);
  if (report.units == 0) {
    report.outcome = {"Has no events that could enter the funnel.", "没有可进入漏斗的事件。"};
    return report;
  }
  if (unit.chain.last != Chain::kNone && !unit.chain.removed) report.furthest = static_cast<uint32_t>(unit.chain.last);
  StoppedBy stopped;
  const bool reached_all = report.furthest && *report.furthest + 1 == report.steps.size();
  if (!reached_all) stopped = find_reason(*funnel, unit, report.steps);
  list_events(*funnel, unit, stopped, report);
  set_windows(*funnel, unit, report);
  report.outcome = outcome_of(*funnel, unit, report.steps);
  report.reason = std::move(stopped.reason);
  return report;
}

}  // namespace sluice::funnel
