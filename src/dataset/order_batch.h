// The order lines of a piece of a file, as far as they can be packed without knowing the rest: customers are still
// text, amounts have the piece's own scale. Pieces are read independently (by several workers, if there are) and put
// together in the order of the file by OrdersBuilder, so that how many readers there were leaves no trace.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dataset/columns.h"
#include "dataset/latest_values.h"
#include "dataset/orders.h"
#include "ingest/records.h"

namespace sluice {

/// A line of a file as run_source_line keeps it: those beyond 2^32 - 1 are all that one.
uint32_t narrow_line(uint64_t line);

struct OrderBatch {
  MoneyColumn amount;                 ///< by line
  MoneyColumn margin;                 ///< by line, 0 where it is not known; empty where it never is
  std::vector<uint8_t> line_flags;    ///< by line: Orders::kReturnLine, Orders::kKnownMargin
  std::vector<uint32_t> record_hash;  ///< by line: of the record as text
  std::vector<uint32_t> run_end;      ///< by run, as in Orders
  TextColumn run_customer;            ///< by run: the identifier
  std::vector<uint64_t> run_customer_hash;
  std::vector<TimeMs> run_time;
  std::vector<uint8_t> run_time_is_open;  ///< read by an assumed order of day and month
  std::vector<uint32_t> run_source_line;
  TextColumn run_order_id;  ///< one entry a run, also where there is no id
  bool has_order_ids = false;
  std::vector<std::string> run_name;     ///< by run: its customer's smallest name by bytes; may end early
  std::vector<LatestValues> attributes;  ///< by attribute column of the table, of runs; empty when it has none

  size_t lines() const { return line_flags.size(); }

  /// false, and nothing is added: the amount leaves what is summed exactly.
  bool add(const ingest::OrderLineRow& row);

  /// Exchanges day and month of the open times.
  void exchange_day_and_month();

  /// Room for about so many, so that the columns need not grow.
  void expect_lines(size_t lines);

  /// Empty again, with its memory.
  void clear();

 private:
  void add_margin(const ingest::OrderLineRow& row);
  bool continues_run(const ingest::OrderLineRow& row) const;
  void name_run(std::string_view name);
  void observe_attributes(const ingest::OrderLineRow& row);

  uint64_t next_line_ = 0;  // in the file, of the last run if it goes on
};

/// The same time with day and month exchanged; its day is one under both orders.
TimeMs day_and_month_exchanged(TimeMs time);

/// A time with what it would be under the other order, where that is open.
LatestValues::Moment moment_of(TimeMs time, bool is_open);

}  // namespace sluice
