// Where the eight-class map divides each dimension into better and not better.
#pragma once

#include <array>

#include "base/text_pair.h"
#include "rfm/profile.h"
#include "rfm/rfm_spec.h"

namespace sluice::rfm {

/// The values of R, F and M that split the customers. `all`: of everybody, at least one.
std::array<double, 3> split_values(const EightSpec& spec, const Totals& all);

/// Strictly better than the split: less for recency, more for frequency and monetary.
bool better_than_split(size_t dimension, double value, double split);

/// "Split at the mean: recency under 31.2 days, frequency over 4.1, monetary over 1,204.5."
TextPair split_sentence(SplitRule rule, const std::array<double, 3>& split);

}  // namespace sluice::rfm
