// How far a journey gets along the steps of an event funnel. A rule of matching looks at one journey at a time and
// knows nothing of events' names, of reports or of who is counted.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "funnel/funnel_spec.h"
#include "funnel/journeys.h"

namespace sluice::funnel {

/// The steps as a matcher needs them. 1..kMaxSteps of them; the first and the last are not optional.
struct Plan {
  struct Step {
    bool optional = false;
    std::optional<int64_t> window_ms;  ///< >= 0
  };
  struct Exclusion {
    size_t from = 0, to = 0;  ///< steps that are not optional, from < to
  };
  std::vector<Step> steps;
  std::vector<Exclusion> exclusions;  ///< bit i of Journey::excluded; at most kMaxExclusions
  std::optional<int64_t> window_ms;   ///< from the first event of a chain to its last, inclusive; >= 0
  Mode mode = Mode::ordered;
  Rules rules;
};

/// When a journey reached a step: at the earliest possible time, from the latest start that allows it.
struct StepTime {
  TimeMs start = 0;   ///< of the chain's first event
  TimeMs before = 0;  ///< of its event of the last step before that is not optional; mode `any`: when it had one less
  TimeMs at = 0;
};

/// In modes `ordered` and `strict` bit i of `reached` says that step i was reached; in mode `any` that i + 1 different
/// steps were, whichever. `at` has an entry for each bit.
struct Match {
  StepMask reached = 0;
  std::array<StepTime, kMaxSteps> at;

  bool has(size_t step) const { return step < kMaxSteps && (reached >> step & 1U) != 0; }
};

/// The events of one chain, by step: the one that reaches the furthest step (modes `ordered`, `strict`: of those not
/// optional) first, of equals the one with the latest start.
struct Chain {
  static constexpr size_t kNone = static_cast<size_t>(-1);
  std::array<size_t, kMaxSteps> event;  ///< index in the journey; kNone: not part of it
  size_t last = kNone;                  ///< the furthest step; kNone: no step was reached
  bool removed = false;                 ///< by an exclusion (ExclusionEffect::removes_whole): it does not count
};

/// Of all chains to a step the shortest, from first event to last; in mode `any` of all sets of i + 1 different steps.
struct Spans {
  StepMask reached = 0;
  std::array<uint64_t, kMaxSteps> shortest_ms{};  ///< of the bits of `reached`

  void add(size_t step, TimeMs start, TimeMs at) {
    const uint64_t span = static_cast<uint64_t>(at) - static_cast<uint64_t>(start);
    const StepMask bit = StepMask{1} << step;
    if ((reached & bit) == 0 || span < shortest_ms[step]) shortest_ms[step] = span;
    reached |= bit;
  }
};

/// What may come behind a journey.
struct Future {
  TimeMs first = 0;                       ///< the earliest time of an event; behind the journey
  int64_t tick = 1;                       ///< events of different times are at least so far apart; > 0
  bool several_times = true;              ///< they may have different times
  std::vector<StepMask> steps, excluded;  ///< by step: what an event of it matches at least, that step included
};

class Matcher {
 public:
  virtual ~Matcher() = default;
  virtual void match(const Journey& journey, Match& match) = 0;
  /// Looks at every chain that lies within the plan's window, not just at the first; about twice as slow. An exclusion
  /// removes nobody (ExclusionEffect::removes_whole).
  virtual void measure(const Journey& journey, Spans& spans) = 0;
  /// The chain behind match(), for explanations; several times as slow.
  virtual Chain trace(const Journey& journey) = 0;
  /// Whether a chain whose first event is at `start` has the last step, or would have it if the right events came. An
  /// exclusion breaks it and removes nobody. Some times as slow as match().
  virtual bool may_complete(const Journey& journey, TimeMs start, const Future& future) = 0;
};

std::unique_ptr<Matcher> prepare_matcher(const Plan& plan);

/// Whether a journey reaches a step within a window exactly when, without one, its shortest chain to that step is no
/// longer than it. Not so where what is reached ends the search (Repeats::end_search, strict_restart off) or takes the
/// journey out (ExclusionEffect::removes_whole): there a longer window may reach less.
bool is_decided_by_spans(const Plan& plan);

// One file each.
std::unique_ptr<Matcher> prepare_chains(const Plan& plan);  ///< chain_matcher.cpp: modes ordered and strict
std::unique_ptr<Matcher> prepare_sets(const Plan& plan);    ///< set_matcher.cpp: mode any

}  // namespace sluice::funnel
