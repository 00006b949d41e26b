// An event funnel that is ready to be counted: what every question about it begins with.
#pragma once

#include <memory>
#include <vector>

#include "base/passes.h"
#include "base/result.h"
#include "dataset/dataset.h"
#include "funnel/counting.h"
#include "funnel/event_marks.h"
#include "funnel/funnel_report.h"
#include "funnel/funnel_spec.h"
#include "funnel/matching.h"

namespace sluice::funnel {

/// Operations that it takes to match an event, about (Pass::cost).
inline constexpr uint64_t kWorkOfAnEvent = 40;

/// The file names days, and no times of the day.
bool all_times_are_days(const Events& events);

struct EventFunnel {
  const Events* events;
  FunnelSpec spec;
  std::vector<Step> steps;  ///< of the spec, or proposed
  Plan plan;
  std::unique_ptr<EventMarks> marks;

  /// The dataset has events and must stay. Errors: bad_spec (a step or property that the file does not have, an
  /// impossible plan), not_applicable (fewer than two steps).
  static Result<EventFunnel> prepare(const Dataset& dataset, const FunnelSpec& spec);

  JourneyCounter counter() const { return {*events, *marks, plan, spec.unit, spec.session_gap_ms}; }

  /// A look at every unit of the customers that `keep` leaves: `visit(const MatchedJourney&)`. What the pass refers to
  /// must stay where it is: this funnel, and what `visit` writes to.
  template <class Visit>
  Pass pass(const std::vector<uint8_t>* keep, Visit visit) const {
    const auto units = std::make_shared<JourneyCounter>(counter());
    return {events->size(), kWorkOfAnEvent,
            [units, keep, visit](size_t begin, size_t end) { return units->visit(begin, end, keep, visit); }};
  }

  /// Steps without counts, as screens name them.
  std::vector<StepReport> named_steps() const;

 private:
  EventFunnel(const Dataset& dataset, const FunnelSpec& chosen, std::vector<Step> chosen_steps);
};

}  // namespace sluice::funnel
