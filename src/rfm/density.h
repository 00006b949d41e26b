// Counts customers in the cells of a plane of two dimensions: every customer once, exactly, in one pass. Each axis is
// logarithmic where its values are highly skewed (features.h says when), else linear; its cells are equally wide on
// the axis.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rfm/analysis.h"
#include "rfm/scatter_report.h"
#include "rfm/scatter_spec.h"

namespace sluice::rfm {

inline constexpr int kScatterColumns = 128, kScatterRows = 64;  // powers of two, see make_edges

/// Edges of at most `cells` (a power of two) cells around ascending values (not empty). Cells of whole numbers end
/// half-way between two of them and hold at least one, so there may be fewer of them. One cell where all are equal.
/// Only arithmetic that IEEE 754 fixes: the same bits on every platform.
std::vector<double> make_edges(std::span<const double> sorted, AxisScale scale, int cells);

/// `selected`: one byte a profile row, whom the filter leaves. `spec` is valid.
ScatterReport make_scatter(const Analysis& analysis, const ScatterSpec& spec, const std::vector<uint8_t>& selected);

}  // namespace sluice::rfm
