// Figures of groups of customers: everybody, a selection, segments, cells of the R x F grid and of the R x F x M cube.
#pragma once

#include <vector>

#include "rfm/analysis.h"

namespace sluice::rfm {

Totals total_of_all(const Measured& measured);  ///< what Measured::totals holds
Totals total_of_selection(const Analysis& analysis, const std::vector<uint8_t>& selected);

/// Shares are of the selection.
std::vector<SegmentReport> summarise_segments(const Analysis& analysis, const FilterSpec& filter,
                                              const std::vector<uint8_t>& selected);
std::vector<GridCell> summarise_grid(const Analysis& analysis, int bins, const std::vector<uint8_t>& selected);
std::vector<CubeCell> summarise_cube(const Analysis& analysis, int bins, const std::vector<uint8_t>& selected);

}  // namespace sluice::rfm
