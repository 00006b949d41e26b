#include "funnel/plain_chains.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace sluice::funnel {

bool PlainChains::suits(const Plan& plan) {
  const bool strict = plan.mode == Mode::strict;
  if (strict && (plan.rules.between != Between::nothing || !plan.rules.strict_restart)) return false;
  return plan.mode != Mode::any && plan.rules.repeats == Repeats::ignored &&
         std::none_of(plan.steps.begin(), plan.steps.end(),
                      [](const Plan::Step& step) { return step.optional || step.window_ms; });
}

PlainChains::PlainChains(const Plan& plan)
    : all_(((uint64_t{1} << plan.steps.size()) - 1) << 1),
      window_(plan.window_ms ? static_cast<uint64_t>(*plan.window_ms) : std::numeric_limits<uint64_t>::max()),
      only_first_(plan.rules.anchor == Anchor::first ? 1 : 0),
      strict_(plan.mode == Mode::strict) {}

// Of the journey's events [begin, end) those of steps; false where one of them asks for care.
bool PlainChains::gather(const Journey& journey, size_t begin, size_t end) {
  size_t count = 0;
  StepMask several = 0;
  bool together = end < journey.size() && journey.time[end] == journey.time[end - 1];
  TimeMs before = 0;
  bool any_before = false, apart = begin > 0 && journey.steps[begin - 1] == 0;
  for (size_t i = begin; i < end; ++i) {
    const StepMask steps = journey.steps[i];
    const TimeMs time = journey.time[i];
    const bool of_a_step = steps != 0, counts = of_a_step | strict_;
    events_[count] = {time, steps, apart};
    several |= steps & (steps - 1);
    together |= counts & any_before & (time == before);
    before = counts ? time : before;
    any_before |= counts;
    apart = !of_a_step;
    count += of_a_step ? 1 : 0;
  }
  events_[count].steps = 0;  // the end
  return several == 0 && !together;
}

bool PlainChains::match(const Journey& journey, Match& match) {
  reached_ = 0;
  standing_ = kNoEvent;
  for (size_t begin = 0; begin < journey.size() && reached_ != all_; begin += kBlock) {
    if (!gather(journey, begin, std::min(begin + kBlock, journey.size()))) return false;
    follow(match);
  }
  match.reached = static_cast<StepMask>(reached_ >> 1);
  return true;
}

void PlainChains::follow(Match& match) {
  uint64_t standing = standing_, reached = reached_;
  const uint64_t all = all_, window = window_, only_first = only_first_;
  const bool strict = strict_;
  StepTime not_the_first;
  Standing not_later;
  for (const Event* event = events_.data(); event->steps != 0 && reached != all; ++event) {
    const TimeMs time = event->time;
    const auto before = static_cast<size_t>(std::countr_zero(event->steps)), step = before + 1;
    at_[0] = {time, time};
    standing &= (strict & event->apart) ? kNoEvent : ~uint64_t{0};
    const Standing from = at_[before];
    const bool in_time = static_cast<uint64_t>(time) - static_cast<uint64_t>(from.start) <= window;
    const bool comes = ((standing >> before & 1) != 0) & in_time;
    const bool is_first = comes & ((reached >> step & 1) == 0);
    const bool is_later = is_first | (comes & (from.start > at_[step].start));
    *(is_first ? &match.at[before] : &not_the_first) = {from.start, from.last, time};
    *(is_later ? &at_[step] : &not_later) = {from.start, time};
    reached |= uint64_t{comes} << step;
    standing &= strict ? kNoEvent : ~uint64_t{0};
    standing = (standing | uint64_t{comes} << step) & ~(uint64_t{before == 0} & only_first);
  }
  standing_ = standing;
  reached_ = reached;
}

}  // namespace sluice::funnel
