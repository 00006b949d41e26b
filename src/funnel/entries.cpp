#include "funnel/entries.h"

#include <algorithm>

namespace sluice::funnel {

TimeMs entry_time(const Match& match, const Plan& plan) {
  size_t furthest = 0;
  for (size_t step = 0; step < plan.steps.size(); ++step) {
    if (match.has(step) && !plan.steps[step].optional) furthest = step;
  }
  return match.at[furthest].start;
}

Horizon::Horizon(const EventFunnel& funnel)
    : window_(funnel.spec.window_ms),
      session_gap_(funnel.spec.unit == Unit::sessions ? std::optional(funnel.spec.session_gap_ms) : std::nullopt) {
  const std::vector<TimeMs>& times = funnel.events->time;
  if (times.empty()) return;
  last_event_ = *std::max_element(times.begin(), times.end());
  days_only_ = all_times_are_days(*funnel.events);
  end_ = days_only_ ? last_event_ + kMsPerDay - 1 : last_event_;
}

std::string Horizon::end_text() const {
  return days_only_ ? format_day(day_of(last_event_)) : format_time(last_event_);
}

}  // namespace sluice::funnel
