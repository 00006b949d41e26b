// How unevenly revenue is spread over the customers: the Lorenz curve read from the best customer, Gini's coefficient,
// and what the best fifth brings. Exact integers up to the one division of each figure.
#pragma once

#include <cstdint>
#include <vector>

#include "rfm/profile.h"
#include "rfm/rfm_report.h"

namespace sluice::rfm {

/// `best_first`: revenue of each customer, descending. Curve and fifths are absent where total revenue is <= 0. Where
/// five does not divide the number of customers, the fraction of the next one counts: the value of the curve at 0.2,
/// and what it lacks of 1 at 0.8. No margin is looked at.
Concentration measure_concentration(const std::vector<int64_t>& best_first);

/// Concentration::bottom_fifth_margin of the rows that are `selected`, fractions of a customer as above.
std::optional<double> bottom_fifth_margin(const Profile& profile, const std::vector<uint8_t>& selected);

}  // namespace sluice::rfm
