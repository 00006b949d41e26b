// Bars of round widths for a picture of one dimension.
#pragma once

#include <span>
#include <vector>

#include "rfm/rfm_report.h"

namespace sluice::rfm {

inline constexpr int kMaxBars = 40;

/// At most kMaxBars bars over ascending values (not empty), widths 1, 2 or 5 times a power of ten. Whole numbers within
/// a small range get a bar each. A long tail above the 98th percentile is gathered in the last bar, which is then wider
/// than the others, so that the many can be told apart.
std::vector<HistogramBar> make_histogram(std::span<const double> sorted);

}  // namespace sluice::rfm
