// Why a journey came so far and no further: the chain that counts, and of the events of the step that it misses the one
// that came nearest, with the rule that it broke.
#include <algorithm>

#include "base/errors.h"
#include "base/number_text.h"
#include "funnel/event_funnel.h"
#include "funnel/people.h"
#include "funnel/wording.h"

namespace sluice::funnel {
namespace {

// The furthest unit of a customer, copied out of the counter.
struct FurthestUnit {
  size_t first_row = 0;
  std::vector<TimeMs> time;
  std::vector<StepMask> steps, excluded;
  Match match;
  Chain chain;

  Journey journey() const { return {time, steps, excluded}; }
};

struct Rows {
  size_t begin = 0, end = 0;
};

Rows rows_of(const Events& events, uint32_t customer) {
  const auto [first, last] = std::equal_range(events.customer.begin(), events.customer.end(), customer);
  return {static_cast<size_t>(first - events.customer.begin()), static_cast<size_t>(last - events.customer.begin())};
}

TextPair quoted_step(const std::vector<TextPair>& labels, size_t step) { return quoted(labels[step]); }

TextPair time_text(TimeMs time) {
  const std::string text = format_time(time);
  return {text, text};
}

// One candidate for the step that is missed, and what stands against it.
class Reasons {
 public:
  Reasons(const EventFunnel& funnel, const FurthestUnit& unit, const std::vector<TextPair>& labels)
      : funnel_(funnel), plan_(funnel.plan), unit_(unit), labels_(labels) {}

  TextPair explain() const {
    if (unit_.chain.removed) return removed();
    if (plan_.mode == Mode::any) return any_order();
    const size_t missed = missed_step();
    if (unit_.chain.last == Chain::kNone) return never(0);
    const TimeMs last = unit_.time[unit_.chain.event[unit_.chain.last]];
    std::optional<size_t> nearest;  // the first one behind the chain's end
    bool before = false;
    for (size_t i = 0; i < unit_.time.size(); ++i) {
      if ((unit_.steps[i] >> missed & 1U) == 0 || is_used(i)) continue;
      if (unit_.time[i] < last) {
        before = true;
      } else if (!nearest) {
        nearest = i;
      }
    }
    if (nearest) return against(*nearest, missed, last);
    return before ? came_before(missed) : never(missed);
  }

 private:
  size_t missed_step() const {
    size_t step = unit_.chain.last == Chain::kNone ? 0 : unit_.chain.last + 1;
    while (step < plan_.steps.size() && plan_.steps[step].optional) ++step;
    return step;
  }
  bool is_used(size_t event) const {
    return std::find(unit_.chain.event.begin(), unit_.chain.event.end(), event) != unit_.chain.event.end();
  }
  TimeMs start() const { return unit_.time[unit_.chain.event[0]]; }

  TextPair removed() const {
    return {"An excluded event lies between the steps: under this rule the journey is in no step at all.",
            "各步骤之间出现了排除事件：按此规则，该历程不计入任何步骤。"};
  }
  TextPair any_order() const { return {"No window holds more of the steps.", "没有任何时间窗口包含更多步骤。"}; }
  TextPair never(size_t step) const {
    const TextPair name = quoted_step(labels_, step);
    return step == 0 ? TextPair{name.en + " never came, and every chain begins with it.",
                                "没有发生过" + name.zh + "，而每条路径都从它开始。"}
                     : TextPair{name.en + " never came afterwards.", "之后没有发生" + name.zh + "。"};
  }
  TextPair came_before(size_t step) const {
    const TextPair name = quoted_step(labels_, step), last = quoted_step(labels_, unit_.chain.last);
    return {name.en + " came only before " + last.en + ": the steps count in their order.",
            name.zh + "只发生在" + last.zh + "之前：步骤须按顺序发生。"};
  }

  TextPair against(size_t event, size_t step, TimeMs last) const {
    const TimeMs time = unit_.time[event];
    const TextPair name = quoted_step(labels_, step);
    const std::string en = name.en + " came at " + time_text(time).en;
    const std::string zh = name.zh + "发生于 " + time_text(time).zh;
    if (plan_.window_ms && time - start() > *plan_.window_ms) {
      const TextPair late = rough_duration_text(time - start() - *plan_.window_ms);
      return {en + ", " + late.en + " after the window had closed.", zh + "，晚于窗口关闭 " + late.zh + "。"};
    }
    const std::optional<int64_t>& own = plan_.steps[step].window_ms;
    if (own && time - last > *own) {
      const TextPair late = rough_duration_text(time - last - *own);
      return {en + ", " + late.en + " after the step's own window had closed.",
              zh + "，晚于该步骤窗口关闭 " + late.zh + "。"};
    }
    if (plan_.rules.equal_times == EqualTimes::increasing && time == last) {
      return {en + ", at the same time as the step before: it has to be later.", zh + "，与前一步同时：须晚于前一步。"};
    }
    if (const auto excluded = excluded_before(time, step)) {
      const TextPair other = event_name(*excluded);
      return {en + ", but " + other.en + " lies between.", zh + "，但其间出现了排除事件" + other.zh + "。"};
    }
    if (plan_.mode == Mode::strict) {
      if (const auto other = other_between(last, time)) {
        const TextPair between = event_name(*other);
        return {en + ", but " + between.en + " lies between, and strict order lets nothing lie there.",
                zh + "，但其间出现了" + between.zh + "，严格顺序不允许。"};
      }
    }
    return {en + ", but no chain that the rules allow leads there.", zh + "，但没有规则允许的路径能到达。"};
  }

  std::optional<size_t> excluded_before(TimeMs time, size_t step) const {
    for (size_t e = 0; e < plan_.exclusions.size(); ++e) {
      const auto [from, to] = plan_.exclusions[e];
      if (from > unit_.chain.last || to < step) continue;
      const TimeMs begin = unit_.time[unit_.chain.event[from]];
      for (size_t i = 0; i < unit_.excluded.size(); ++i) {
        if ((unit_.excluded[i] >> e & 1U) != 0 && begin < unit_.time[i] && unit_.time[i] < time) return i;
      }
    }
    return std::nullopt;
  }
  std::optional<size_t> other_between(TimeMs last, TimeMs time) const {
    for (size_t i = 0; i < unit_.time.size(); ++i) {
      if (unit_.time[i] >= last && unit_.time[i] < time && !is_used(i)) return i;
    }
    return std::nullopt;
  }
  TextPair event_name(size_t event) const {
    const std::string name(funnel_.events->event_names.at(funnel_.events->event[unit_.first_row + event]));
    return quoted({name, name});
  }

  const EventFunnel& funnel_;
  const Plan& plan_;
  const FurthestUnit& unit_;
  const std::vector<TextPair>& labels_;
};

size_t depth_of(const Match& match) {
  size_t depth = 0;
  for (size_t step = 0; step < kMaxSteps; ++step) depth = match.has(step) ? step + 1 : depth;
  return depth;
}

// The unit that came furthest, the first of equals.
FurthestUnit furthest_unit(const EventFunnel& funnel, const Rows& rows, uint32_t& units) {
  FurthestUnit best;
  JourneyCounter counter = funnel.counter();
  units = 0;
  counter.visit_customer(rows.begin, rows.end, [&](const MatchedJourney& one) {
    if (units++ > 0 && depth_of(*one.match) <= depth_of(best.match)) return;
    best.first_row = one.first_row;
    best.time.assign(one.journey.time.begin(), one.journey.time.end());
    best.steps.assign(one.journey.steps.begin(), one.journey.steps.end());
    best.excluded.assign(one.journey.excluded.begin(), one.journey.excluded.end());
    best.match = *one.match;
  });
  best.chain = counter.matcher().trace(best.journey());
  return best;
}

std::vector<uint32_t> steps_in(StepMask mask, size_t steps) {
  std::vector<uint32_t> list;
  for (uint32_t step = 0; step < steps; ++step) {
    if ((mask >> step & 1U) != 0) list.push_back(step);
  }
  return list;
}

void list_events(const EventFunnel& funnel, const FurthestUnit& unit, JourneyReport& report) {
  const Events& events = *funnel.events;
  const size_t count = std::min(unit.time.size(), kMostJourneyEvents);
  const size_t first =
      unit.chain.last == Chain::kNone ? 0 : *std::min_element(unit.chain.event.begin(), unit.chain.event.end());
  const size_t begin = std::min(first > count / 4 ? first - count / 4 : 0, unit.time.size() - count);
  report.left_out = unit.time.size() - count;
  for (size_t i = begin; i < begin + count; ++i) {
    const size_t row = unit.first_row + i;
    JourneyEvent event{.time = unit.time[i],
                       .event = std::string(events.event_names.at(events.event[row])),
                       .matches = steps_in(unit.steps[i], funnel.steps.size()),
                       .excluded = !unit.excluded.empty() && unit.excluded[i] != 0};
    if (!events.has_amount.empty() && events.has_amount[row] != 0) event.amount = events.amount.value(row);
    const auto fills = std::find(unit.chain.event.begin(), unit.chain.event.end(), i);
    if (fills != unit.chain.event.end()) event.fills = static_cast<uint32_t>(fills - unit.chain.event.begin());
    report.events.push_back(std::move(event));
  }
}

TextPair outcome_of(const EventFunnel& funnel, const FurthestUnit& unit, const std::vector<TextPair>& labels) {
  const size_t last = funnel.steps.size() - 1;
  if (unit.chain.last == Chain::kNone || unit.chain.removed) {
    return {"Counts at no step.", "不计入任何步骤。"};
  }
  const TimeMs start = unit.match.at[unit.chain.last].start, end = unit.match.at[unit.chain.last].at;
  const TextPair took = rough_duration_text(end - start);
  if (unit.chain.last == last) {
    return {"Reached every step, in " + took.en + ".", "完成全部步骤，用时 " + took.zh + "。"};
  }
  const TextPair name = quoted_step(labels, unit.chain.last);
  return {"Came as far as " + name.en + " (step " + std::to_string(unit.chain.last + 1) + " of " +
              std::to_string(last + 1) + ").",
          "到达" + name.zh + "（第 " + std::to_string(unit.chain.last + 1) + " 步，共 " + std::to_string(last + 1) +
              " 步）。"};
}

}  // namespace

Result<JourneyReport> explain_journey(const Dataset& dataset, const FunnelSpec& spec, std::string_view customer) {
  const uint32_t code = dataset.customers.find(customer);
  if (!dataset.events || code == Dictionary::kNone) {
    return not_applicable({"There is no such customer among the events.", "事件中没有该客户。"});
  }
  const Result<EventFunnel> funnel = EventFunnel::prepare(dataset, spec);
  if (!funnel) return funnel.error();
  const Rows rows = rows_of(*dataset.events, code);
  JourneyReport report;
  report.customer = std::string(customer);
  if (!dataset.customer_names.empty()) report.name = dataset.customer_names[code];
  for (const StepReport& step : funnel->named_steps()) report.steps.push_back(step.label);
  const FurthestUnit unit = furthest_unit(*funnel, rows, report.units);
  if (report.units == 0) {
    report.outcome = {"Has no events that could enter the funnel.", "没有可进入漏斗的事件。"};
    return report;
  }
  list_events(*funnel, unit, report);
  if (unit.chain.last != Chain::kNone && !unit.chain.removed) report.furthest = static_cast<uint32_t>(unit.chain.last);
  report.outcome = outcome_of(*funnel, unit, report.steps);
  if (report.furthest.value_or(0) + 1 < report.steps.size() || !report.furthest) {
    report.reason = Reasons(*funnel, unit, report.steps).explain();
  }
  return report;
}

}  // namespace sluice::funnel
