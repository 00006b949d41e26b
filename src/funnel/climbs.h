// Units of the funnels without journeys: opportunities, and customers by their purchases. They climb the steps one
// after the other, so that a number says how far each of them came. What such a funnel is broken down by is counted
// from them.
#pragma once

#include <cstdint>
#include <functional>
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

/// Units that can be listed, a stretch of their table after the other.
struct Climbs {
  using Visit = std::function<void(const Climb&)>;

  std::vector<StepReport> steps;  ///< named, without counts
  bool has_times = false;         ///< it is known of some when they began
  bool ends = false;              ///< it is known of each whether it may come further; else all of them may
  bool lists_open = false;        ///< as StepReport::still_open
  size_t rows = 0;                ///< of the table: opportunities, customers
  uint64_t cost = 1;              ///< of a row; see Pass
  /// Visits the units of these rows, also those that reach no step. Errors: not_applicable (amounts that cannot be
  /// summed exactly).
  std::function<Status(size_t begin, size_t end, const Visit& visit)> list{};
};

/// Of a funnel of opportunities, orders or frequencies; the dataset and what `counted` points to must stay. Errors:
/// those of the funnel; not_applicable (another source: the one of ready counts knows no units).
Result<Climbs> find_climbs(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted);

// One for each source, in the file of that source.
Result<Climbs> climbs_of_opportunities(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted);
Result<Climbs> climbs_of_orders(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted);
Result<Climbs> climbs_of_frequency(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted);

}  // namespace sluice::funnel
