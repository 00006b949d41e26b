#include "ingest/sheet_rows.h"

#include <algorithm>

#include "base/text.h"

namespace sluice::ingest {

void SheetRows::begin_row(uint64_t number) {
  end_row();
  if (next_row_ == rows_.size()) {
    text_.clear();
    cells_.clear();
    rows_.clear();
    next_row_ = 0;
  }
  number_ = number;
  first_cell_ = cells_.size();
  in_row_ = in_order_ = true;
}

void SheetRows::cell(size_t column, std::string_view text) {
  if (!in_row_ || trim(text).empty()) return;
  if (cells_.size() > first_cell_ && cells_.back().column >= column) in_order_ = false;
  const size_t begin = text_.size();
  text_.append(text);
  cells_.push_back({column, begin, text_.size()});
}

void SheetRows::end_row() {
  if (!in_row_) return;
  in_row_ = false;
  if (cells_.size() == first_cell_) return;
  if (!in_order_) {
    const auto first = cells_.begin() + static_cast<std::ptrdiff_t>(first_cell_);
    std::stable_sort(first, cells_.end(), [](const Cell& a, const Cell& b) { return a.column < b.column; });
  }
  rows_.push_back({number_, first_cell_, cells_.size()});
  row_ = number_;
}

bool SheetRows::next(Record& record) {
  if (next_row_ == rows_.size()) return false;
  const Row& row = rows_[next_row_++];
  const size_t width = cells_[row.end_cell - 1].column + 1;
  size_t bytes = width;  // the tabs
  for (size_t i = row.first_cell; i < row.end_cell; ++i) bytes += cells_[i].end - cells_[i].begin;
  raw_.clear();
  raw_.reserve(bytes);  // the views must not move
  views_.clear();
  for (size_t i = row.first_cell; i < row.end_cell; ++i) {
    const Cell& cell = cells_[i];
    if (i + 1 < row.end_cell && cells_[i + 1].column == cell.column) continue;
    while (views_.size() <= cell.column) {
      if (!views_.empty()) raw_.push_back('\t');
      views_.emplace_back(raw_.data() + raw_.size(), 0);
    }
    raw_.append(text_, cell.begin, cell.end - cell.begin);
    views_.back() = std::string_view(raw_.data() + raw_.size() - (cell.end - cell.begin), cell.end - cell.begin);
  }
  record.cells = views_;
  record.raw = raw_;
  record.line = row.number;
  record.open_quote = false;
  return true;
}

}  // namespace sluice::ingest
