// What is said of events, opportunities and customers, as a list to choose from: for the conditions of steps and for
// the groups by which a funnel is broken down.
#pragma once

#include <vector>

#include "dataset/dataset.h"
#include "funnel/funnel_report.h"

namespace sluice::funnel {

/// Adds these properties of the rows of a table, then the attributes of customers whose name none of the choices has.
void add_properties(const Dataset& dataset, const std::vector<EventProperty>& own,
                    std::vector<PropertyChoice>& choices);

}  // namespace sluice::funnel
