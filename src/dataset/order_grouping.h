// Order lines put together into orders, one customer at a time: what recency, frequency and purchase ladders count. An
// order is what the file gives one order number; a line without a number belongs to the customer's purchases of its
// day.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "dataset/dataset.h"

namespace sluice {

struct CustomerOrder {
  TimeMs time = 0;            ///< of its earliest line that is no return; of its earliest line if all are returns
  int64_t units = 0;          ///< exact sum of its lines, in the decimals of Orders::amount
  uint32_t lines = 0;         ///< that were summed
  uint32_t return_lines = 0;  ///< of those, marked as returns
};

/// Which lines count at all: those whose mark has no bit of `leave_out`. See dataset/cleaning.h.
struct LineFilter {
  const uint8_t* mark = nullptr;  ///< one a row; null: every line counts
  uint8_t leave_out = 0;

  bool leaves_out(size_t row) const { return mark != nullptr && (mark[row] & leave_out) != 0; }
};

/// Rows [first, second) of the next customer that begins at `row`; orders are sorted by customer.
std::pair<size_t, size_t> customer_lines(const Orders& orders, size_t row);

/// The orders made of rows [begin, end), all of one customer: oldest first, then by order code. Lines of an order may
/// lie apart. false where a sum leaves the 64-bit range. `result` is cleared first; its memory is reused.
bool group_orders(const Orders& orders, size_t begin, size_t end, const LineFilter& filter,
                  std::vector<CustomerOrder>& result);

}  // namespace sluice
