// Takes the rows of event files and makes the table of them, sorted so that their order in the files leaves no trace.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "dataset/dataset.h"
#include "dataset/event_properties.h"
#include "dataset/interner.h"
#include "dataset/milestone_names.h"
#include "dataset/open_rows.h"
#include "ingest/records.h"

namespace sluice {

class EventsBuilder {
 public:
  /// Events that are added from now on are of another table, which has the properties that begin_columns() names, or
  /// none. Times that are open so far stay as they are.
  void begin_table(uint16_t file);
  void begin_columns(std::span<const std::string> names) { properties_.begin_columns(names); }

  void add(uint32_t customer, const ingest::EventRow& row);

  /// Exchanges day and month of all open times of the table.
  void exchange_day_and_month();

  /// Calls events as these say, where a table has them under the name of the column.
  void rename(const std::vector<MilestoneName>& names);

  /// The table. `new_code`: of the customers' codes that add() got; see Dictionary::sort. Ends this builder.
  Events finish(const std::vector<uint32_t>& new_code);

 private:
  // A table begins at a row.
  struct TableBegin {
    uint16_t file = 0;
    size_t row = 0;
  };

  void add_amount(Money amount);
  void drop_unused_names();
  std::vector<uint32_t> sorted_order(uint32_t customers) const;

  Events events_;
  Interner names_;
  EventProperties properties_;
  std::vector<TableBegin> tables_;  // by row
  OpenRows open_times_;             // of the present table
};

}  // namespace sluice
