// Chains of journeys that ask for no special care, which are most journeys of most files: steps in order within one
// window, no two events at one time (but for events of no step that change nothing), no event for two steps. There a
// step's latest start is all that is to be known of the chains before it, and it is followed by arithmetic that takes
// no branch on what an event says: on events in no order to be foreseen, branches are what the general search
// (chain_matcher.cpp) spends its time with.
#pragma once

#include <array>
#include <cstdint>

#include "funnel/matching.h"

namespace sluice::funnel {

class PlainChains {
 public:
  /// Whether some journeys of the plan may be plain: not mode `any`, no optional step, no window of a step's own,
  /// nothing that ends the search, and in mode `strict` nothing that may lie between. Its exclusions are left to the
  /// caller.
  static bool suits(const Plan& plan);

  explicit PlainChains(const Plan& plan);

  /// As Matcher::match() of a plan that suits, for a journey without excluded events. False where the journey is not
  /// plain: `match` is then to be filled anew.
  bool match(const Journey& journey, Match& match);

 private:
  static constexpr size_t kBlock = 32;  // most journeys are shorter; of long ones the rest may not be needed

  struct Event {
    TimeMs time = 0;
    StepMask steps = 0;
    bool apart = false;  // one of no step lies before it
  };
  struct Standing {
    TimeMs start = 0, last = 0;  // of its first and its last event
  };

  bool gather(const Journey& journey, size_t begin, size_t end);
  void follow(Match& match);

  // Step k is held at k + 1; at 0 stands a chain without an event, as long as one may begin.
  static constexpr uint64_t kNoEvent = 1;
  uint64_t all_;         // bits of the steps
  uint64_t window_;      // the longest time from a chain's start
  uint64_t only_first_;  // 1: none but the first event of the first step begins a chain
  bool strict_;

  std::array<Event, kBlock + 1> events_;      // of steps, in the block at hand
  std::array<Standing, kMaxSteps + 1> at_{};  // the chain that stands at a step: stale where there is none
  uint64_t standing_ = 0, reached_ = 0;       // steps where a chain stands, and to which one came
};

}  // namespace sluice::funnel
