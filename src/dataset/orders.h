// Order lines, packed, and the orders that they make. Ten million lines are the size to think of.
//
// Files write the lines of an order one below the other. So lines that stand together and share customer, order id and
// time are a run, and what they share is stored once a run. Lines and runs are in the order of the files; beside them
// stands an index by customer: each customer's orders with their sums, and the runs of each order. An order is what
// the file gives one order id within a customer; lines without an id are the customer's order of that day.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/calendar.h"
#include "dataset/columns.h"

namespace sluice {

/// One order of a customer, as its lines come to.
struct CustomerOrder {
  TimeMs time = 0;            ///< of its earliest line that is no return; of its earliest line if all are returns
  int64_t units = 0;          ///< exact sum of its lines, in the decimals of Orders::amount
  uint32_t lines = 0;         ///< that were summed
  uint32_t return_lines = 0;  ///< of those, marked as returns
  Day last_day = 0;           ///< of its latest line that is no return: some shops add to an order for weeks
  uint32_t runs_end = 0;      ///< in Orders::runs: behind the last run of the whole order
};

/// Lines [begin, end) of Orders, all of one run.
struct LineRange {
  uint32_t begin = 0;
  uint32_t end = 0;
};

struct Orders {
  // One entry a line, in the order of the files
  MoneyColumn amount;
  MoneyColumn margin;                 ///< what is left of the amount; 0 where it is not known; empty where it never is
  std::vector<uint8_t> line_flags;    ///< kReturnLine, kDuplicateLine, kKnownMargin
  std::vector<uint32_t> record_hash;  ///< of the whole record; given back by index_orders()

  // One entry a run, in the order of the files
  std::vector<uint32_t> run_end;       ///< behind its last line; it begins where the run before ends
  std::vector<uint32_t> run_customer;  ///< code in Dataset::customers
  std::vector<TimeMs> run_time;
  std::vector<uint32_t> run_source_line;  ///< in the file, of its first line; those of the others follow one by one
  TextColumn run_order_id;                ///< empty texts where there is no id; the whole column is empty without any

  /// Runs from `first_run` on are of this file, up to the next entry.
  struct FileRuns {
    uint16_t file = 0;
    uint32_t first_run = 0;
  };
  std::vector<FileRuns> files;

  // The index by customer, made by index_orders()
  std::vector<uint32_t> customer_end;  ///< by customer code: behind the last one of the customer's `orders`
  std::vector<CustomerOrder> orders;   ///< of each customer by time, then order id
  std::vector<uint32_t> runs;          ///< indices of runs; those of an order by time, then as in the files
  bool sums_fit = true;                ///< false: an order's sum leaves the 64-bit range, and `orders` has no sums

  /// A line that says again what an earlier one says.
  struct Copy {
    uint32_t line = 0;
    uint32_t of = 0;  ///< the first line that says it

    auto operator<=>(const Copy&) const = default;
  };
  std::vector<Copy> copies;  ///< by line; those are marked as kDuplicateLine

  static constexpr uint8_t kReturnLine = 1;     ///< negative quantity or amount, or a cancelled order
  static constexpr uint8_t kDuplicateLine = 2;  ///< says the same as a line before it; set by index_orders()

  static constexpr uint8_t kKnownMargin = 4;  ///< the file says the line's cost or margin

  size_t size() const { return line_flags.size(); }  ///< lines
  bool has_margin() const { return !margin.units.empty(); }
  bool knows_margin(size_t line) const { return (line_flags[line] & kKnownMargin) != 0; }
  bool is_return(size_t line) const { return (line_flags[line] & kReturnLine) != 0; }
  bool is_duplicate(size_t line) const { return (line_flags[line] & kDuplicateLine) != 0; }
  uint32_t first_of_kind(uint32_t line) const;  ///< Copy::of, or the line itself where it is no copy
  size_t run_count() const { return run_end.size(); }
  bool has_order_ids() const { return run_order_id.size() > 0; }

  LineRange lines_of(uint32_t run) const { return {run == 0 ? 0 : run_end[run - 1], run_end[run]}; }
  uint16_t file_of(uint32_t run) const;
  uint32_t run_of(uint32_t line) const;  ///< by bisection

  /// Positions in `orders` of a customer's orders.
  std::pair<uint32_t, uint32_t> orders_of(uint32_t customer) const {
    return {customer == 0 ? 0 : customer_end[customer - 1], customer_end[customer]};
  }
  std::span<const uint32_t> runs_of_order(uint32_t order) const {
    const uint32_t begin = order == 0 ? 0 : orders[order - 1].runs_end;
    return {runs.data() + begin, orders[order].runs_end - begin};
  }
};

/// Makes the index by customer from lines and runs, and finds the lines that are said twice: equal in customer, order,
/// time, amount, kind and in their whole record. `customers`: how many codes there are.
void index_orders(Orders& orders, uint32_t customers);

/// About how much memory index_orders needs beside the index that it makes.
size_t indexing_bytes(uint64_t runs);

/// Which lines count at all: those whose mark has no bit of `leave_out`. See dataset/cleaning.h.
struct LineFilter {
  const uint8_t* mark = nullptr;  ///< one a line; null: every line counts
  uint8_t leave_out = 0;
  const std::vector<bool>* touched = nullptr;  ///< by run: whether the filter leaves out any of its lines

  bool leaves_out(size_t line) const { return mark != nullptr && (mark[line] & leave_out) != 0; }
};

/// LineFilter::touched for these marks.
std::vector<bool> find_touched_runs(const Orders& orders, const std::vector<uint8_t>& mark, uint8_t leave_out);

/// A customer's orders made of the lines that the filter leaves, oldest first. Orders without any such line are left
/// out. A view of the index where the filter changes nothing, else of `memory`. nullopt where a sum leaves the 64-bit
/// range.
std::optional<std::span<const CustomerOrder>> filtered_orders(const Orders& orders, uint32_t customer,
                                                              const LineFilter& filter,
                                                              std::vector<CustomerOrder>& memory);

}  // namespace sluice
