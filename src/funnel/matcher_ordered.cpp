// Mode `ordered` (domain, section 4). Step k is reached when there are distinct events e1..ek of the customer that
// match steps 1..k, in order of time, ek no later than the window after e1. Any e1 may start a chain; events of equal
// time may be taken in step order.
//
// The whole state is, for each step j, start[j]: the latest first event of any chain that has reached j so far. A later
// start is never worse, because a chain looks back only to its start. Since every chain that reaches j has passed j -
// 1, start never rises with j.
//
// Events of equal time form a group and may fill a run of steps i+1..j at once, as long as the group holds each of
// these events as often as the run does. For each j the longest such run is best (start[i] is latest for the smallest
// i), and its begin moves forward with j, so that a group costs one pass over the steps. A group of one event is the
// common case and touches only the steps of that event.
#include <algorithm>
#include <limits>

#include "funnel/matching.h"

namespace sluice::funnel {
namespace {

constexpr TimeMs kNever = std::numeric_limits<TimeMs>::min();

class OrderedMatcher final : public Matcher {
 public:
  OrderedMatcher(const StepSequence& steps, uint32_t event_names)
      : steps_(steps), steps_of_event_(event_names), held_(event_names, 0), used_(event_names, 0) {
    for (size_t step = 0; step < steps.events.size(); ++step) {
      steps_of_event_[steps.events[step]].push_back(static_cast<uint32_t>(step) + 1);
    }
    for (auto& list : steps_of_event_) std::reverse(list.begin(), list.end());
    state_.resize(steps.events.size() + 1);
    next_.resize(state_.size());
  }

  size_t match(const Journey& journey, std::vector<StepTime>& times) override {
    times.clear();
    std::fill(state_.begin(), state_.end(), Reached{});
    for (size_t begin = 0; begin < journey.size();) {
      size_t end = begin + 1;
      while (end < journey.size() && journey.time[end] == journey.time[begin]) ++end;
      if (end - begin == 1) {
        take_event(journey.event[begin], journey.time[begin], times);
      } else {
        take_group(journey.event.subspan(begin, end - begin), journey.time[begin], times);
      }
      begin = end;
    }
    return times.size();
  }

 private:
  struct Reached {
    TimeMs start = kNever;  // of the chain: the latest possible first event
    TimeMs at = kNever;     // when a chain from `start` first reached this step
  };

  bool in_window(TimeMs start, TimeMs time) const {
    if (start == kNever) return false;
    // Unsigned: the difference of two times may leave the signed range.
    return !steps_.window_ms ||
           static_cast<uint64_t>(time) - static_cast<uint64_t>(start) <= static_cast<uint64_t>(*steps_.window_ms);
  }

  // Step `step` is reached at `time` by a chain whose step before was reached at `before`.
  static void reach(size_t step, TimeMs start, TimeMs before, TimeMs time, std::vector<StepTime>& times) {
    if (step == times.size() + 1) times.push_back({time - start, step == 1 ? 0 : time - before});
  }

  void take_event(uint32_t event, TimeMs time, std::vector<StepTime>& times) {
    for (const uint32_t step : steps_of_event_[event]) {  // last step first: an event fills one step of a chain
      if (step == 1) {
        state_[1] = {time, time};
        reach(1, time, time, time, times);
        continue;
      }
      const Reached& before = state_[step - 1];
      if (!in_window(before.start, time)) continue;
      reach(step, before.start, before.at, time, times);
      if (before.start > state_[step].start) state_[step] = {before.start, time};
    }
  }

  void take_group(std::span<const uint32_t> events, TimeMs time, std::vector<StepTime>& times) {
    for (const uint32_t event : events) ++held_[event];
    std::copy(state_.begin(), state_.end(), next_.begin());
    const size_t known = times.size();
    size_t from = 0;  // the run is steps from+1..step
    for (size_t step = 1; step < state_.size(); ++step) {
      const uint32_t event = steps_.events[step - 1];
      ++used_[event];
      while (used_[event] > held_[event]) --used_[steps_.events[from++]];
      if (from == step) continue;  // the group does not hold this event
      const TimeMs start = from == 0 ? time : state_[from].start;
      if (!in_window(start, time)) continue;
      // The chain's step before: taken earlier where a chain from the same start has it already, else in this group.
      const bool had_before = step > 1 && state_[step - 1].start == start;
      if (step > known) reach(step, start, had_before ? state_[step - 1].at : time, time, times);
      if (start > next_[step].start) next_[step] = {start, time};
    }
    while (from < steps_.events.size()) --used_[steps_.events[from++]];
    for (const uint32_t event : events) held_[event] = 0;
    state_.swap(next_);
  }

  StepSequence steps_;
  std::vector<std::vector<uint32_t>> steps_of_event_;  // by event code: its steps from 1, last first
  std::vector<Reached> state_, next_;                  // by step from 1
  std::vector<uint32_t> held_, used_;                  // by event code: in the group, in the run
};

}  // namespace

std::unique_ptr<Matcher> prepare_ordered(const StepSequence& steps, uint32_t event_names) {
  return std::make_unique<OrderedMatcher>(steps, event_names);
}

}  // namespace sluice::funnel
