#include "funnel/entries.h"

#include <algorithm>

#include "funnel/wording.h"

namespace sluice::funnel {

TimeMs entry_time(const Match& match, const Plan& plan) {
  size_t furthest = 0;
  for (size_t step = 0; step < plan.steps.size(); ++step) {
    if (match.has(step) && !plan.steps[step].optional) furthest = step;
  }
  return match.at[furthest].start;
}

Horizon::Horizon(const EventFunnel& funnel) : plan_(funnel.plan), matcher_(prepare_matcher(funnel.plan)) {
  if (funnel.spec.unit == Unit::sessions) session_gap_ = funnel.spec.session_gap_ms;
  step_windows_ = plan_.mode != Mode::any && std::any_of(plan_.steps.begin(), plan_.steps.end(), [](const auto& step) {
                    return !step.optional && step.window_ms.has_value();
                  });
  const std::vector<TimeMs>& times = funnel.events->time;
  if (times.empty()) return;
  last_event_ = *std::max_element(times.begin(), times.end());
  days_only_ = all_times_are_days(*funnel.events);
  end_ = days_only_ ? last_event_ + kMsPerDay - 1 : last_event_;
  future_.first = end_ + 1;
  future_.tick = days_only_ ? kMsPerDay : 1;
  future_.several_times = !session_gap_ || future_.tick <= *session_gap_;
  for (size_t step = 0; step < plan_.steps.size(); ++step) {
    future_.steps.push_back(funnel.marks->least_steps(step));
    future_.excluded.push_back(funnel.marks->least_excluded(step));
  }
}

bool Horizon::is_open(const MatchedJourney& one) {
  if (!is_known()) return false;
  const TimeMs start = entry_time(*one.match, plan_);
  if (plan_.window_ms && is_over(start, *plan_.window_ms)) return false;
  if (session_gap_ && is_over(one.journey.time.back(), *session_gap_)) return false;
  return matcher_->may_complete(one.journey, start, future_);
}

std::string Horizon::end_text() const {
  return days_only_ ? format_day(day_of(last_event_)) : format_time(last_event_);
}

TextPair Horizon::limits() const {
  TextPair text;
  const auto add = [&text](const TextPair& limit) {
    text = text.empty() ? limit : text + TextPair{" and ", "和"} + limit;
  };
  if (plan_.window_ms) {
    const TextPair window = duration_text(*plan_.window_ms);
    add({"the limit of " + window.en, window.zh + "的时限"});
  }
  if (step_windows_) add({"the steps' own limits", "各步骤的时限"});
  if (session_gap_) add({"the session", "同一会话"});
  return text;
}

}  // namespace sluice::funnel
