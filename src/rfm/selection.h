// Whom the filter leaves.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "dataset/dataset.h"
#include "rfm/analysis.h"
#include "rfm/rfm_spec.h"

namespace sluice::rfm {

/// One byte a profile row: 1 where the filter leaves the customer. bad_spec for an id that the map does not have, an
/// attribute that the dataset does not have, a value that no customer has, a cluster that there is not, or a condition
/// on the funnel while Analysis::funnel_depth is empty.
Result<std::vector<uint8_t>> select(const Dataset& dataset, const Analysis& analysis, const FilterSpec& filter);

/// One byte a customer code: 1 where the filter leaves the customer, whether scored or not. Of scored customers those
/// that select leaves, whose Analysis::funnel_depth says the same as `depths`; of the others those that its known_part
/// leaves, where it has no other. `analysis`: null where nobody is scored; `depths`: as Analysis::funnel_depth, by
/// customer code, null where that is not known. Errors: those of select; bad_spec ("/filter") where nobody is scored
/// and the filter has a scored_part.
Result<std::vector<uint8_t>> select_known(const Dataset& dataset, const Analysis* analysis, const FilterSpec& filter,
                                          const std::vector<uint8_t>* depths);

/// The rows that are selected, ascending.
std::vector<uint32_t> rows_of(const std::vector<uint8_t>& selected);

}  // namespace sluice::rfm
