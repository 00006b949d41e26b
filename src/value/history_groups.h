// Histories in columns, those of equal repeat purchases together: what a likelihood sums over, time and again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "value/purchase_history.h"

namespace sluice::value {

struct HistoryGroups {
  struct Group {
    uint32_t repeats = 0;
    size_t begin = 0, end = 0;  ///< of its rows
    double customers = 0;
  };

  /// Every stride-th of `rows`, which ascend by repeats; times are divided by `unit`.
  HistoryGroups(std::span<const PurchaseHistory> rows, double unit, size_t stride);

  std::vector<double> last, age, customers;  ///< by row
  std::vector<Group> groups;                 ///< ascending by repeats
};

}  // namespace sluice::value
