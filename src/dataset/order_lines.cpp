#include "dataset/order_lines.h"

#include <algorithm>

namespace sluice {

size_t OrderLines::first_of_kind(size_t row) {
  const uint32_t wanted = run_of(row);
  const auto [begin, end] = orders_.orders_of(orders_.run_customer[wanted]);
  for (uint32_t order = begin; order < end; ++order) {
    const auto runs = orders_.runs_of_order(order);
    if (std::find(runs.begin(), runs.end(), wanted) == runs.end()) continue;
    size_t first = row;
    for (const uint32_t run : runs) {
      if (orders_.run_time[run] != orders_.run_time[wanted]) continue;
      const LineRange lines = orders_.lines_of(run);
      for (size_t line = lines.begin; line < lines.end; ++line) {
        if (units(line) == units(row) && is_return(line) == is_return(row)) first = std::min(first, line);
      }
    }
    return first;
  }
  return row;
}

}  // namespace sluice
