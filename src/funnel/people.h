// From a bar of an event funnel to the customers behind it, and from a customer to the journey.
#pragma once

#include <memory>
#include <vector>

#include "base/result.h"
#include "base/table_columns.h"
#include "dataset/dataset.h"
#include "funnel/funnel_spec.h"
#include "funnel/journey_report.h"
#include "rfm/analysis.h"

namespace sluice::funnel {

/// One unit behind a bar: enough to list it.
struct Place {
  uint32_t customer = 0;
  uint32_t reached = 0;
  TimeMs unit = 0;  ///< FunnelPerson::unit
  TimeMs start = 0, last = 0;
  size_t row = 0;         ///< of the event at `last` in Dataset::events
  uint32_t furthest = 0;  ///< the furthest step reached that is not optional, in any order the number less one
  TimeMs furthest_at = 0;
};

/// In the order of the customers' codes.
using Places = std::shared_ptr<const std::vector<Place>>;

/// Everybody whom the query is about, whatever its page. Errors: those of the funnel; not_applicable (no events);
/// bad_spec (no such step).
Result<Places> find_people(const Dataset& dataset, const FunnelSpec& spec, const PeopleQuery& query,
                           const std::vector<uint8_t>* keep);

PeoplePage page_of(const Dataset& dataset, const std::vector<Place>& places, const PeopleQuery& query);

/// The list as a file: customer, name where known, when the chain began, when it came to the step that was asked for
/// (of the lost ones the step before), the number of steps, the furthest step's number, name (in any order it has none)
/// and time, the amount at the step where the events have any; with an analysis segment and scores, empty for whoever
/// is not scored. Times are on the file's clock. `dataset` and `analysis` must outlive the run unchanged. Errors: those
/// of the funnel.
Result<TableRun> begin_people_table(const Dataset& dataset, const FunnelSpec& spec, Places places,
                                    const rfm::Analysis* analysis, TableStyle style);

/// By customer code the number, from 1, of the furthest step reached that is not optional, over all of a customer's
/// units; 0: none.
Result<std::vector<uint8_t>> depth_by_customer(const Dataset& dataset, const FunnelSpec& spec);

/// Errors: not_applicable (no such customer among the events); those of the funnel.
Result<JourneyReport> explain_journey(const Dataset& dataset, const FunnelSpec& spec, const JourneyQuery& query);

}  // namespace sluice::funnel
