// One dimension as its screen shows it: cuts, bins with their sizes and values, straddling ties, histogram.
#pragma once

#include "rfm/analysis.h"

namespace sluice::rfm {

/// `dimension`: 0 recency, 1 frequency, 2 monetary.
DimensionReport report_dimension(const Analysis& analysis, const RfmSpec& spec, size_t dimension);

const DimensionSpec& dimension_spec(const RfmSpec& spec, size_t dimension);

}  // namespace sluice::rfm
