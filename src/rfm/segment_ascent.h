// Where customers of a segment would go if they scored a little better.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <vector>

#include "rfm/segment_map.h"

namespace sluice::rfm {

/// Which scores (or bits) of R, F and M somebody has. A method may leave some out: `mean` gives two only.
using ScoresInUse = std::array<std::bitset<11>, 3>;

/// For each cell of the map the segment above its own that the fewest steps up lead to, a step being the next score (or
/// bit) in use in one dimension; of several as near, the one that stands lowest. None where better scores lead nowhere.
std::vector<std::optional<uint16_t>> nearest_above(const SegmentMap& map, const ScoresInUse& in_use);

}  // namespace sluice::rfm
