// Units of the funnels without journeys: opportunities, and customers by their purchases. They climb the steps one
// after the other, so that a number says how far each of them came. What such a funnel is broken down by is counted
// from them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "dataset/dataset.h"
#include "funnel/funnel_report.h"
#include "funnel/funnel_spec.h"
#include "funnel/sources.h"

namespace sluice::funnel {

struct Climb {
  uint32_t customer = Dictionary::kNone;
  uint32_t row = 0;             ///< of an opportunity in Dataset::opportunities
  uint32_t depth = 0;           ///< steps reached
  bool open = false;            ///< below the last step, and may yet come further
  std::optional<TimeMs> began;  ///< the opportunity was opened, the customer bought for the first time
};

struct Climbs {
  std::vector<StepReport> steps;  ///< named, without counts
  std::vector<Climb> units;       ///< those that reach no step, too
  bool ends = false;              ///< it is known of each whether it may come further; else all of them may
  bool lists_open = false;        ///< as StepReport::still_open
};

/// Of a funnel of opportunities, orders or frequencies. Errors: those of the funnel; not_applicable (another source:
/// the one of ready counts knows no units).
Result<Climbs> list_climbs(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted);

// One for each source, in the file of that source.
Result<Climbs> climb_opportunities(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted);
Result<Climbs> climb_orders(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted);
Result<Climbs> climb_frequency(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted);

}  // namespace sluice::funnel
