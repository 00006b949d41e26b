// Where the eight-class map divides each dimension into better and not better.
#pragma once

#include <array>
#include <vector>

#include "base/text_pair.h"
#include "rfm/profile.h"
#include "rfm/rfm_spec.h"

namespace sluice::rfm {

/// The values of R, F and M that split the customers. `sorted`: the profile's values, ascending.
std::array<double, 3> split_values(const EightSpec& spec, const Profile& profile,
                                   const std::array<std::vector<double>, 3>& sorted);

/// Strictly better than the split: less for recency, more for frequency and monetary.
bool better_than_split(size_t dimension, double value, double split);

/// "Split at the mean: recency under 31.2 days, frequency over 4.1, monetary over 1,204.5."
TextPair split_sentence(SplitRule rule, const std::array<double, 3>& split);

}  // namespace sluice::rfm
