// Figures of groups of customers: everybody, a selection, segments, cells of the R x F grid and of the R x F x M cube.
#pragma once

#include <array>
#include <vector>

#include "rfm/analysis.h"
#include "rfm/tally.h"

namespace sluice::rfm {

// `rows`: those that are selected, ascending (rfm/selection.h).

/// One tally a ScoreCell: what the summaries below are made of.
std::vector<Tally> tally_cells(const Analysis& analysis, const std::vector<uint32_t>& rows);
Tally sum_of_tallies(const std::vector<Tally>& tallies);

/// By bar of a dimension's histogram, how many of the rows it holds.
using BarCounts = std::vector<uint64_t>;
BarCounts count_by_bar(const Analysis& analysis, size_t dimension, const std::vector<uint32_t>& rows);
/// The same for each of the three dimensions.
std::array<BarCounts, 3> count_by_bar(const Analysis& analysis, const std::vector<uint32_t>& rows);

Totals total_of_all(const Measured& measured);  ///< what Measured::totals holds
Totals total_of_rows(const Analysis& analysis, const std::vector<uint32_t>& rows);
/// The same where their tally and bars are known.
Totals total_of_rows(const Analysis& analysis, const std::vector<uint32_t>& rows, const Tally& tally,
                     const std::array<BarCounts, 3>& bars);

/// Shares are of the tallies' sum.
std::vector<SegmentReport> summarise_segments(const Analysis& analysis, const FilterSpec& filter,
                                              const std::vector<Tally>& tallies);
std::vector<GridCell> summarise_grid(const Analysis& analysis, int bins, const std::vector<Tally>& tallies);
std::vector<CubeCell> summarise_cube(const Analysis& analysis, int bins, const std::vector<Tally>& tallies);

}  // namespace sluice::rfm
