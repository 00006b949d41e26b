// The cells of a sheet as they are found, made into records: each cell at the place of its column, blanks between them.
// A reader fills in whole rows at a time, next() empties them; cells lie in one piece of memory that is used again.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/record_splitter.h"

namespace sluice::ingest {

class SheetRows {
 public:
  void begin_row(uint64_t number);  ///< from 1; also ends the row before it

  /// `column` from 0, in any order; a blank text is no cell. Of two cells in one place the later counts.
  void cell(size_t column, std::string_view text);

  void end_row();  ///< a row without cells is forgotten

  /// The oldest complete row that was not taken yet. `raw` is its cells with tabs between them.
  bool next(Record& record);

  uint64_t last_row() const { return row_; }  ///< with a cell in it

 private:
  struct Cell {
    size_t column = 0;
    size_t begin = 0;  // in text_
    size_t end = 0;
  };
  struct Row {
    uint64_t number = 0;
    size_t first_cell = 0;
    size_t end_cell = 0;
  };

  std::string text_;
  std::vector<Cell> cells_;
  std::vector<Row> rows_;
  size_t next_row_ = 0;
  bool in_row_ = false;
  uint64_t number_ = 0;
  size_t first_cell_ = 0;
  bool in_order_ = true;
  uint64_t row_ = 0;
  std::string raw_;
  std::vector<std::string_view> views_;
};

}  // namespace sluice::ingest
