// From a bar of an event funnel to the customers behind it, and from a customer to the journey.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "dataset/dataset.h"
#include "funnel/funnel_spec.h"
#include "funnel/journey_report.h"

namespace sluice::funnel {

/// One unit behind a bar: enough to list it.
struct Place {
  uint32_t customer = 0;
  uint32_t reached = 0;
  TimeMs start = 0, last = 0;
  size_t row = 0;  ///< of the event at `last` in Dataset::events
};

/// Everybody whom the query is about, whatever its page. Errors: those of the funnel; not_applicable (no events);
/// bad_spec (no such step).
Result<std::vector<Place>> find_people(const Dataset& dataset, const FunnelSpec& spec, const PeopleQuery& query,
                                       const std::vector<uint8_t>* keep);

PeoplePage page_of(const Dataset& dataset, const std::vector<Place>& places, const PeopleQuery& query);

/// By customer code the number, from 1, of the furthest step reached that is not optional, over all of a customer's
/// units; 0: none.
Result<std::vector<uint8_t>> depth_by_customer(const Dataset& dataset, const FunnelSpec& spec);

/// The journey of a customer by identifier. Errors: not_found; those of the funnel.
Result<JourneyReport> explain_journey(const Dataset& dataset, const FunnelSpec& spec, std::string_view customer);

}  // namespace sluice::funnel
