#include "funnel/counting.h"

#include <algorithm>

namespace sluice::funnel {
namespace {

constexpr size_t kWalk = 16;  // events

// An entry is its own first event: a chain of it begins there and nowhere else.
Plan plan_of(const Plan& plan, Unit unit) {
  Plan used = plan;
  if (unit == Unit::entries) used.rules.anchor = Anchor::first;
  return used;
}

}  // namespace

size_t row_of_step(const MatchedJourney& one, const Plan& plan, size_t step) {
  const TimeMs time = one.match->at[step].at;
  const auto first = std::lower_bound(one.journey.time.begin(), one.journey.time.end(), time);
  auto at = static_cast<size_t>(first - one.journey.time.begin());
  const StepMask wanted = plan.mode == Mode::any ? ~StepMask{0} : StepMask{1} << step;
  while (at + 1 < one.journey.size() && one.journey.time[at + 1] == time && (one.journey.steps[at] & wanted) == 0) ++at;
  return one.first_row + at;
}

JourneyCounter::JourneyCounter(const Events& events, const EventMarks& marks, const Plan& plan, Unit unit,
                               int64_t session_gap_ms)
    : events_(events),
      marks_(marks),
      plan_(plan_of(plan, unit)),
      unit_(unit),
      session_gap_ms_(session_gap_ms),
      matcher_(prepare_matcher(plan_)) {}

// The first event from `from` on that may begin a chain, with those of its time before it.
size_t JourneyCounter::find_entry(const Journey& journey, size_t from) const {
  const StepMask wanted = plan_.mode == Mode::any ? ~StepMask{0} : StepMask{1};
  size_t entry = from;
  while (entry < journey.size() && (journey.steps[entry] & wanted) == 0) ++entry;
  while (entry < journey.size() && entry > from && journey.time[entry - 1] == journey.time[entry]) --entry;
  return entry;
}

size_t JourneyCounter::end_of_window(const Journey& journey, size_t entry) const {
  if (!plan_.window_ms) return journey.size();
  const auto start = static_cast<uint64_t>(journey.time[entry]), window = static_cast<uint64_t>(*plan_.window_ms);
  const auto is_within = [&](TimeMs time) { return static_cast<uint64_t>(time) - start <= window; };
  // Most windows hold few events: these are walked through, and what is left is searched.
  const size_t walked = std::min(journey.size(), entry + kWalk);
  size_t end = entry + 1;
  while (end < walked && is_within(journey.time[end])) ++end;
  if (end < walked) return end;
  const auto from = journey.time.begin() + static_cast<std::ptrdiff_t>(end);
  return end + static_cast<size_t>(std::partition_point(from, journey.time.end(), is_within) - from);
}

bool JourneyCounter::completes(const Match& match) const { return match.has(plan_.steps.size() - 1); }

}  // namespace sluice::funnel
