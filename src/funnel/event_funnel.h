// An event funnel that is ready to be counted: what every question about it begins with.
#pragma once

#include <memory>
#include <vector>

#include "base/result.h"
#include "dataset/dataset.h"
#include "funnel/counting.h"
#include "funnel/event_marks.h"
#include "funnel/funnel_report.h"
#include "funnel/funnel_spec.h"
#include "funnel/matching.h"

namespace sluice::funnel {

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

  /// Steps without counts, as screens name them.
  std::vector<StepReport> named_steps() const;

 private:
  EventFunnel(const Dataset& dataset, const FunnelSpec& chosen, std::vector<Step> chosen_steps);
};

}  // namespace sluice::funnel
