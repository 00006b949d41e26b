// Where a falling curve bends: the point that lies farthest under the straight line from its first point to its last
// (the 'kneedle' of Satopää et al. 2011, without smoothing), both axes taken from 0 to 1.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace sluice::rfm {

/// Index of the bend, the first of equally far ones. None for fewer than three values, for a curve that does not fall,
/// and for one that nowhere lies under the line.
std::optional<size_t> elbow(std::span<const double> curve);

}  // namespace sluice::rfm
