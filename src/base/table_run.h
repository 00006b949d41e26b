// A table that is written a stretch at a time, so that whoever waits can be told how far it is and may stop.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "base/table_writer.h"

namespace sluice {

class TableRun {
 public:
  /// Writes the cells of one row, from 0, in the order of the columns, without ending it.
  using WriteRow = std::function<void(uint64_t row, TableWriter& table)>;

  TableRun(std::unique_ptr<TableWriter> table, uint64_t rows, WriteRow write);

  /// Writes the next rows, but at most so many.
  void advance(uint64_t rows);

  bool done() const { return written_ == rows_; }
  double share() const { return done() ? 1 : static_cast<double>(written_) / static_cast<double>(rows_); }

  WrittenTable finish();  ///< what is left, and the end: once

 private:
  std::unique_ptr<TableWriter> table_;
  uint64_t rows_;
  uint64_t written_ = 0;
  WriteRow write_;
};

}  // namespace sluice
