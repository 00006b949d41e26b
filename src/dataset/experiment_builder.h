// Gathers the rows of A/B test tables. Columns of one name are one column, whichever files they stand in. Memory is
// bounded: a column of words that shows more than kMostAttributeValues of them is given up; numbers are not.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "dataset/dataset.h"
#include "dataset/interner.h"
#include "ingest/records.h"

namespace sluice {

class ExperimentBuilder {
 public:
  /// A table begins; its rows have the cells that begin_columns() names, or none.
  void begin_table() { present_.clear(); }
  void begin_columns(std::span<const std::string> names);

  void add(uint32_t customer, const ingest::ExperimentRow& row);  ///< customer: Dictionary::kNone where unknown

  /// `new_code`: of the customers' codes that add() got; see Dictionary::sort. Without the columns that were given up
  /// and those that are always blank. Ends this builder.
  Experiment finish(const std::vector<uint32_t>& new_code);

 private:
  struct Column {
    std::string name;
    Interner values;
    std::vector<uint32_t> value;                 // by row; behind its end there is none
    std::vector<std::optional<double>> numbers;  // by code, under the decimal mark of the file that brought it
    uint32_t words = 0;                          // codes that are no numbers
    bool given_up = false;

    void observe(size_t row, std::string_view text, ingest::DecimalMark mark);
    ExperimentColumn finish(size_t rows);
  };

  std::vector<uint32_t> customer_;
  std::vector<Column> columns_;
  std::vector<size_t> present_;  // of the present table: indices into columns_
};

}  // namespace sluice
