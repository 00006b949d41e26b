// Gathers what event files say of each event beside its name, time and amount: their attribute columns. Columns of one
// name are one property, whichever files they stand in. Memory is bounded: a column that shows more than
// kMostAttributeValues values is given up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "dataset/dataset.h"
#include "dataset/interner.h"
#include "ingest/records.h"

namespace sluice {

class EventProperties {
 public:
  /// A table begins; its events have the cells that begin_columns() names, or none.
  void begin_table() { present_.clear(); }
  void begin_columns(std::span<const std::string> names);

  /// What the present table says of the event with this index. Indices ascend.
  void observe(size_t event, ingest::AttributeCells cells);

  /// Each with a value or none for all of so many events; without the columns that were given up and those that are
  /// always blank. Ends this.
  std::vector<EventProperty> finish(size_t events);

 private:
  struct Column {
    std::string name;
    Interner values;
    std::vector<uint32_t> value;  // by event; behind its end there is none
    bool given_up = false;

    void observe(size_t event, std::string_view text);
    EventProperty finish(size_t events);
  };

  std::vector<Column> columns_;
  std::vector<size_t> present_;  // of the present table: indices into columns_
};

}  // namespace sluice
