// Why a journey came so far and no further: of the events of the step that it misses the one that came nearest, with
// the rule that it broke, and what stood between. Between journey_explanation.cpp and journey_reason.cpp.
#pragma once

#include <optional>
#include <vector>

#include "base/text_pair.h"
#include "funnel/event_funnel.h"
#include "funnel/matching.h"

namespace sluice::funnel {

/// A session, an entry or the whole of a customer, copied out of the counter.
struct ExplainedUnit {
  size_t first_row = 0;  ///< of its first event in Dataset::events
  std::vector<TimeMs> time;
  std::vector<StepMask> steps, excluded;
  Match match;
  Chain chain;

  Journey journey() const { return {time, steps, excluded}; }
  bool is_used(size_t event) const;  ///< by the chain
  TimeMs start() const;              ///< of the chain, which has begun
  TimeMs end() const;                ///< of the chain's latest event
};

/// Events are indices in the unit.
struct StoppedBy {
  TextPair reason;
  std::optional<size_t> near_miss;
  size_t step = 0;                 ///< that the near miss could have filled
  std::optional<int64_t> late_ms;  ///< as NearMiss::late_ms
  std::optional<size_t> obstacle;
};

/// The step that an ordered or strict chain needs next; the number of steps where it needs none.
size_t missed_step(const Plan& plan, const Chain& chain);

/// Of a unit that does not reach every step. `labels` name the steps.
StoppedBy find_reason(const EventFunnel& funnel, const ExplainedUnit& unit, const std::vector<TextPair>& labels);

}  // namespace sluice::funnel
