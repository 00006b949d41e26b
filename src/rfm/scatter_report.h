// All customers laid out by two dimensions and counted in cells, so that a million are no more to draw than a
// thousand. Plain data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rfm/rfm_spec.h"

namespace sluice::rfm {

struct ScatterAxis {
  std::string dimension;  ///< "recency" (days), "frequency", "monetary", in the measures in force
  AxisScale scale = AxisScale::linear;
  std::vector<double> edges;  ///< cells + 1, strictly ascending, in the data's unit; cell i holds [edge i, edge i + 1)
};

struct ScatterCell {
  int x = 0, y = 0;  ///< from 0: to the right and upwards
  uint64_t customers = 0;
  uint64_t selected = 0;  ///< of them, those that the filter leaves
};

struct ScatterReport {
  ScatterAxis x, y;
  uint64_t customers = 0;  ///< of all cells
  uint64_t selected = 0;
  std::vector<ScatterCell> cells;  ///< by y, then x; only those with customers
};

}  // namespace sluice::rfm
