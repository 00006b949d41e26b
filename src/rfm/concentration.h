// How unevenly revenue is spread over the customers: the Lorenz curve read from the best customer, Gini's coefficient,
// and what the best fifth brings. Exact integers up to the one division of each figure.
#pragma once

#include <cstdint>
#include <vector>

#include "rfm/rfm_report.h"

namespace sluice::rfm {

/// `units`: revenue of each customer, any order. Curve and top fifth are absent where total revenue is <= 0. Where five
/// does not divide the number of customers, the fraction of the next one counts: the value of the curve at 0.2.
Concentration measure_concentration(const std::vector<int64_t>& units);

}  // namespace sluice::rfm
