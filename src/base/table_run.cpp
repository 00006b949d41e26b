#include "base/table_run.h"

#include <algorithm>
#include <utility>

namespace sluice {

TableRun::TableRun(std::unique_ptr<TableWriter> table, uint64_t rows, WriteRow write)
    : table_(std::move(table)), rows_(rows), write_(std::move(write)) {}

void TableRun::advance(uint64_t rows) {
  constexpr uint64_t kSampleRows = 1'000;
  constexpr double kSpare = 1.05;  // the sample may have the shorter rows
  for (const uint64_t end = written_ + std::min(rows, rows_ - written_); written_ < end; ++written_) {
    if (written_ == kSampleRows) table_->reserve(kSpare * static_cast<double>(rows_) / kSampleRows);
    write_(written_, *table_);
    table_->end_row();
  }
}

WrittenTable TableRun::finish() {
  advance(rows_);
  return table_->finish();
}

}  // namespace sluice
