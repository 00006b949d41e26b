// Where customers of a segment would go if they scored a little better.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rfm/segment_map.h"

namespace sluice::rfm {

/// For each cell of the map the segment above its own that the fewest steps up lead to, a step being one score (or bit)
/// more in one dimension; of several as near, the one that stands lowest. None where no better scores lead above.
std::vector<std::optional<uint16_t>> nearest_above(const SegmentMap& map);

}  // namespace sluice::rfm
