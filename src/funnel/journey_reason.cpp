#include "funnel/journey_reason.h"

#include <algorithm>

#include "funnel/wording.h"

namespace sluice::funnel {
namespace {

TextPair time_text(TimeMs time) {
  const std::string text = format_time(time);
  return {text, text};
}

class Reasons {
 public:
  Reasons(const EventFunnel& funnel, const ExplainedUnit& unit, const std::vector<TextPair>& labels)
      : funnel_(funnel), plan_(funnel.plan), unit_(unit), labels_(labels) {}

  StoppedBy find() const {
    if (unit_.chain.removed) return removed();
    StoppedBy stopped = plan_.mode == Mode::any ? in_any_order() : in_order();
    stopped.reason = stopped.reason + other_start();
    return stopped;
  }

 private:
  StoppedBy in_order() const {
    const size_t missed = missed_step(plan_, unit_.chain);
    if (unit_.chain.last == Chain::kNone) return never(0);
    const TimeMs last = unit_.time[unit_.chain.event[unit_.chain.last]];
    std::optional<size_t> before, behind;  // the nearest ones
    for (size_t i = 0; i < unit_.time.size() && !behind; ++i) {
      if (!could_fill(i, missed)) continue;
      (unit_.time[i] < last ? before : behind) = i;
    }
    if (behind) return against(*behind, missed, last);
    return before ? came_before(*before, missed) : never(missed);
  }

  bool could_fill(size_t event, size_t step) const {
    return (unit_.steps[event] >> step & 1U) != 0 && !unit_.is_used(event);
  }
  TextPair name_of_step(size_t step) const { return quoted(labels_[step]); }
  TextPair name_of_event(size_t event) const {
    const std::string name(funnel_.events->event_names.at(funnel_.events->event[unit_.first_row + event]));
    return quoted({name, name});
  }

  StoppedBy removed() const {
    return {.reason = {"An excluded event lies between the steps: under this rule the journey is in no step at all.",
                       "各步骤之间出现了排除事件：按此规则，该历程不计入任何步骤。"},
            .obstacle = remover()};
  }

  // The event that an exclusion which removes whole journeys looks for.
  std::optional<size_t> remover() const {
    if (plan_.mode == Mode::any) return excluded_between(unit_.start(), unit_.end(), ~StepMask{0});
    const auto time_of = [&](size_t step) { return unit_.time[unit_.chain.event[step]]; };
    for (size_t e = 0; e < plan_.exclusions.size(); ++e) {
      const auto [from, to] = plan_.exclusions[e];
      if (from >= unit_.chain.last) continue;
      const auto found = excluded_between(time_of(from), time_of(std::min(to, unit_.chain.last)), StepMask{1} << e);
      if (found) return found;
    }
    return std::nullopt;
  }

  std::optional<size_t> excluded_between(TimeMs begin, TimeMs end, StepMask exclusions) const {
    for (size_t i = 0; i < unit_.excluded.size(); ++i) {
      if ((unit_.excluded[i] & exclusions) != 0 && begin < unit_.time[i] && unit_.time[i] < end) return i;
    }
    return std::nullopt;
  }

  StoppedBy never(size_t step) const {
    const TextPair name = name_of_step(step);
    if (step == 0) {
      return {.reason = {name.en + " never came, and every chain begins with it.",
                         "没有发生过" + name.zh + "，而每条路径都从它开始。"}};
    }
    return {.reason = {name.en + " never came afterwards.", "之后没有发生" + name.zh + "。"}};
  }
  StoppedBy came_before(size_t event, size_t step) const {
    const TextPair name = name_of_step(step), last = name_of_step(unit_.chain.last);
    return {.reason = {name.en + " came only before " + last.en + ": the steps count in their order.",
                       name.zh + "只发生在" + last.zh + "之前：步骤须按顺序发生。"},
            .near_miss = event,
            .step = step};
  }

  StoppedBy against(size_t event, size_t step, TimeMs last) const {
    const TimeMs time = unit_.time[event];
    const TextPair came = came_at(event, step);
    StoppedBy stopped{.reason = {}, .near_miss = event, .step = step};
    if (plan_.window_ms && time - unit_.start() > *plan_.window_ms) {
      stopped.late_ms = time - unit_.start() - *plan_.window_ms;
      const TextPair late = rough_duration_text(*stopped.late_ms);
      stopped.reason =
          came + TextPair{", " + late.en + " after the window had closed.", "，晚于窗口关闭 " + late.zh + "。"};
      return stopped;
    }
    const std::optional<int64_t>& own = plan_.steps[step].window_ms;
    if (own && time - last > *own) {
      stopped.late_ms = time - last - *own;
      const TextPair late = rough_duration_text(*stopped.late_ms);
      stopped.reason = came + TextPair{", " + late.en + " after the step's own window had closed.",
                                       "，晚于该步骤窗口关闭 " + late.zh + "。"};
      return stopped;
    }
    if (plan_.rules.equal_times == EqualTimes::increasing && time == last) {
      stopped.reason = came + TextPair{", at the same time as the step before: it has to be later.",
                                       "，与前一步同时：须晚于前一步。"};
      return stopped;
    }
    if (const auto end = end_of_search(); end && unit_.time[*end] < time) {
      const TextPair again = name_of_event(*end), when = time_text(unit_.time[*end]);
      stopped.reason =
          came + TextPair{", but the search had ended at " + when.en + ", when " + again.en + " came again.",
                          "，但" + again.zh + "于 " + when.zh + " 再次发生，匹配已经停止。"};
      stopped.obstacle = end;
      return stopped;
    }
    if (const auto excluded = excluded_before(time, step)) return lies_between(stopped, came, *excluded);
    if (plan_.mode == Mode::strict) {
      if (const auto other = other_between(last, time)) {
        const TextPair between = name_of_event(*other);
        stopped.reason =
            came + TextPair{", but " + between.en + " lies between, and strict order lets nothing lie there.",
                            "，但其间出现了" + between.zh + "，严格顺序不允许。"};
        stopped.obstacle = other;
        return stopped;
      }
    }
    stopped.reason =
        came + TextPair{", but no chain that the rules allow leads there.", "，但没有规则允许的路径能到达。"};
    return stopped;
  }

  TextPair came_at(size_t event, size_t step) const {
    const TextPair name = name_of_step(step), time = time_text(unit_.time[event]);
    return {name.en + " came at " + time.en, name.zh + "发生于 " + time.zh};
  }

  StoppedBy lies_between(StoppedBy stopped, const TextPair& came, size_t excluded) const {
    const TextPair other = name_of_event(excluded);
    stopped.reason =
        came + TextPair{", but " + other.en + " lies between.", "，但其间出现了排除事件" + other.zh + "。"};
    stopped.obstacle = excluded;
    return stopped;
  }

  std::optional<size_t> excluded_before(TimeMs time, size_t step) const {
    for (size_t e = 0; e < plan_.exclusions.size(); ++e) {
      const auto [from, to] = plan_.exclusions[e];
      if (from > unit_.chain.last || to < step) continue;
      const auto found = excluded_between(unit_.time[unit_.chain.event[from]], time, StepMask{1} << e);
      if (found) return found;
    }
    return std::nullopt;
  }
  std::optional<size_t> other_between(TimeMs last, TimeMs time) const {
    for (size_t i = 0; i < unit_.time.size(); ++i) {
      const bool between = unit_.time[i] >= last && unit_.time[i] < time && !unit_.is_used(i);
      if (between && !may_lie_between(unit_.steps[i])) return i;
    }
    return std::nullopt;
  }
  bool may_lie_between(StepMask steps) const {
    if (plan_.rules.between == Between::nothing) return false;
    if (plan_.rules.between == Between::steps) return steps != 0;
    const StepMask beyond = ~StepMask{0} << unit_.chain.last << 1;
    return (steps & ~beyond) != 0;
  }

  // Rules that end the search or let only one chain begin ------------------------------------------------------------

  Match match_under(const Plan& plan) const {
    Match match;
    prepare_matcher(plan)->match(unit_.journey(), match);
    return match;
  }

  // The event by which a step happened again, where that ends the search.
  std::optional<size_t> end_of_search() const {
    if (plan_.rules.repeats != Repeats::end_search) return std::nullopt;
    Plan endless = plan_;  // up to the end it finds the same
    endless.rules.repeats = Repeats::ignored;
    endless.exclusions.clear();
    const Match found = match_under(endless);
    std::vector<std::optional<TimeMs>> taken(plan_.steps.size());  // when the step had its first event
    for (size_t i = 0; i < unit_.time.size(); ++i) {
      for (size_t step = 1; step < plan_.steps.size(); ++step) {
        const bool holds = (unit_.steps[i] >> step & 1U) != 0;
        if (!holds || !found.has(step) || unit_.time[i] < found.at[step].at) continue;
        if (taken[step]) return i;
        taken[step] = unit_.time[i];
      }
    }
    return std::nullopt;
  }

  bool leads_further(const Rules& rules) const {
    Plan other = plan_;
    other.rules = rules;
    const size_t next = plan_.mode == Mode::any ? unit_.chain.last + 1 : missed_step(plan_, unit_.chain);
    return match_under(other).has(next);
  }

  // What another begin would have come to, if one rule allowed it.
  TextPair other_start() const {
    if (unit_.chain.last == Chain::kNone) return {};
    Rules rules = plan_.rules;
    rules.anchor = Anchor::best;
    const bool first_only = plan_.rules.anchor == Anchor::first && funnel_.spec.unit != Unit::entries;
    if (first_only && leads_further(rules)) {
      if (plan_.mode == Mode::any) {
        return {" A later begin leads further, but only the first event of a step may begin.",
                "若从更晚的事件开始可走得更远，但只有第一个步骤事件可作为起点。"};
      }
      const TextPair first = name_of_step(0);
      return {" A later " + first.en + " leads further, but only the first one may begin.",
              "从更晚的一次" + first.zh + "开始可走得更远，但只有第一次可作为起点。"};
    }
    rules = plan_.rules;
    rules.strict_restart = true;
    if (!plan_.rules.strict_restart && leads_further(rules)) {
      const TextPair first = name_of_step(0);
      return {" A later " + first.en + " leads further, but once the chain is broken none may begin again.",
              "从更晚的一次" + first.zh + "开始可走得更远，但路径中断后不得重新开始。"};
    }
    return {};
  }

  // Any order --------------------------------------------------------------------------------------------------------

  StoppedBy in_any_order() const {
    if (unit_.chain.last == Chain::kNone) return {.reason = {"None of the steps came.", "没有发生任何一个步骤。"}};
    std::optional<size_t> nearest;
    size_t step = 0;
    for (size_t i = 0; i < unit_.time.size(); ++i) {
      for (size_t missing = 0; missing < plan_.steps.size(); ++missing) {
        if (unit_.chain.event[missing] != Chain::kNone || !could_fill(i, missing)) continue;
        if (nearest && distance(i) >= distance(*nearest)) continue;
        nearest = i;
        step = missing;
      }
    }
    return nearest ? outside(*nearest, step) : never_at_all();
  }

  // From the events that count.
  TimeMs distance(size_t event) const {
    return std::max({unit_.start() - unit_.time[event], unit_.time[event] - unit_.end(), TimeMs{0}});
  }

  StoppedBy never_at_all() const {
    const auto& events = unit_.chain.event;
    const auto missing =
        std::find(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(plan_.steps.size()), Chain::kNone);
    const TextPair name = name_of_step(static_cast<size_t>(missing - events.begin()));
    return {.reason = {name.en + " never came.", "没有发生" + name.zh + "。"}};
  }

  StoppedBy outside(size_t event, size_t step) const {
    const TimeMs time = unit_.time[event], start = unit_.start(), end = unit_.end();
    const bool early = time < start;
    StoppedBy stopped{.reason = {"No window holds more of the steps.", "没有任何时间窗口包含更多步骤。"},
                      .near_miss = event,
                      .step = step};
    const TimeMs first = std::min(time, start), last = std::max(time, end);
    const TextPair came = came_at(event, step);
    if (plan_.window_ms && last - first > *plan_.window_ms) {
      const int64_t beyond = last - first - *plan_.window_ms;
      stopped.late_ms = early ? -beyond : beyond;
      const TextPair words = rough_duration_text(beyond);
      stopped.reason =
          came + (early ? TextPair{", " + words.en + " too early for the window that holds most of the steps.",
                                   "，比包含最多步骤的时间窗口早了 " + words.zh + "。"}
                        : TextPair{", " + words.en + " too late for the window that holds most of the steps.",
                                   "，比包含最多步骤的时间窗口晚了 " + words.zh + "。"});
      return stopped;
    }
    const auto excluded = excluded_between(first, last, ~StepMask{0});
    return excluded ? lies_between(stopped, came, *excluded) : stopped;
  }

  const EventFunnel& funnel_;
  const Plan& plan_;
  const ExplainedUnit& unit_;
  const std::vector<TextPair>& labels_;
};

}  // namespace

bool ExplainedUnit::is_used(size_t event) const {
  return std::find(chain.event.begin(), chain.event.end(), event) != chain.event.end();
}

TimeMs ExplainedUnit::start() const {
  // Events are in time, and kNone is larger than any.
  return time[*std::min_element(chain.event.begin(), chain.event.end())];
}

TimeMs ExplainedUnit::end() const {
  TimeMs latest = start();
  for (const size_t event : chain.event) {
    if (event != Chain::kNone) latest = std::max(latest, time[event]);
  }
  return latest;
}

size_t missed_step(const Plan& plan, const Chain& chain) {
  size_t step = chain.last == Chain::kNone ? 0 : chain.last + 1;
  while (step < plan.steps.size() && plan.steps[step].optional) ++step;
  return step;
}

StoppedBy find_reason(const EventFunnel& funnel, const ExplainedUnit& unit, const std::vector<TextPair>& labels) {
  return Reasons(funnel, unit, labels).find();
}

}  // namespace sluice::funnel
