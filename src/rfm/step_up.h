// The smallest change that would move a customer one segment up: the answer to 'what is missing?'.
#pragma once

#include <array>
#include <optional>

#include "base/text_pair.h"
#include "rfm/analysis.h"

namespace sluice::rfm {

/// Values of R, F and M that lead to a segment that stands above the customer's own (SegmentMap::stands_above). Those
/// that differ from the customer's are the least that their score takes.
struct StepUp {
  uint16_t segment = 0;  ///< index into SegmentMap::segments
  std::array<double, 3> values{};
};

/// Of all such values those by which the customer passes the fewest others, summed over the dimensions; of several,
/// those of the fewest dimensions. None where nothing better can be reached. A dimension whose method scores equal
/// values differently is left as it is. At most ten values a dimension are tried.
std::optional<StepUp> find_step_up(const Analysis& analysis, const RfmSpec& spec, size_t row);

/// The nearest value on the better side of a cut: at the cut for recency, the next whole order or smallest
/// coin above it for the others.
double value_beyond(double cut, size_t dimension, const Profile& profile);

}  // namespace sluice::rfm
