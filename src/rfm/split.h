// Where values are divided into better and not better: by the eight-class map, and by the scoring methods `mean` and
// `median`.
#pragma once

#include <array>
#include <span>

#include "base/text_pair.h"
#include "rfm/profile.h"
#include "rfm/rfm_spec.h"
#include "rfm/scoring.h"

namespace sluice::rfm {

/// Of a dimension. `all`: of everybody, at least one.
Averages averages_of(const Totals& all, size_t dimension);

/// The values of R, F and M that split the customers of the eight-class map. `all` as above.
std::array<double, 3> split_values(const EightSpec& spec, const Totals& all);

/// Strictly better than the split: less for recency, more for frequency and monetary.
bool better_than_split(size_t dimension, double value, double split);

/// The cut under the rule of rfm/scoring.h that parts the customers as the split does. For recency it is the greatest
/// value that is better than the split, whole unless some customer's comes closer. `sorted` ascends, not empty.
double cut_of_split(double split, std::span<const double> sorted, bool lower_is_better);

/// "Split at the mean: recency under 31.2 days, frequency over 4.1, monetary over 1,204.5."
TextPair split_sentence(SplitRule rule, const std::array<double, 3>& split);

}  // namespace sluice::rfm
