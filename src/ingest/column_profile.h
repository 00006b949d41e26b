// What the cells of a column look like in the sample: how many are numbers, dates, distinct. The ground on which roles,
// date order and decimal mark are decided.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "ingest/import_report.h"
#include "ingest/numeric_date.h"

namespace sluice::ingest {

/// A row of the sample. Cells are as in the file (unquoted, not trimmed).
struct SampleRow {
  uint64_t line = 0;
  std::vector<std::string> cells;
};

struct ColumnProfile {
  uint64_t rows = 0;
  uint64_t filled = 0;         ///< not blank
  uint64_t numbers = 0;        ///< readable with a decimal point or comma
  uint64_t integers = 0;       ///< of those, digits only
  uint64_t point_zeros = 0;    ///< of those, "17850.0"
  uint64_t dates = 0;          ///< readable under one order of day and month, compact ones included
  uint64_t compact_dates = 0;  ///< of those, "20170405": also numbers
  uint64_t times = 0;          ///< of the dates, with a time of day
  uint64_t months = 0;         ///< "2017-04": a date only where the column's name says so; not among `dates`
  uint64_t percents = 0;       ///< of the numbers, written as percentages
  uint64_t hash_numbers = 0;   ///< "#1001", as shops number their orders
  /// Of the numbers, those that would be a day of 1990 to 2100 by a kind of numeric date; index: NumericDate.
  std::array<uint64_t, 5> numeric_dates{};
  uint64_t points = 0;                ///< cells that prove a decimal point
  uint64_t commas = 0;                ///< cells that prove a decimal comma
  uint64_t distinct = 0;              ///< different cells
  uint64_t characters = 0;            ///< bytes of the filled cells
  std::string currency;               ///< the most frequent symbol, or empty
  std::vector<std::string> examples;  ///< the first three distinct cells

  double share(uint64_t count) const {
    return filled == 0 ? 0 : static_cast<double>(count) / static_cast<double>(filled);
  }
  bool mostly_numbers() const { return share(numbers) >= 0.9; }
  bool mostly_dates() const { return share(dates) >= 0.9; }
  /// The kind that most cells which are no dates as they stand would have; none unless it is most of them.
  NumericDate numeric_date() const;
};

/// One profile a column; rows from `first_row` on, cells beyond `columns` left out.
std::vector<ColumnProfile> profile_columns(const std::vector<SampleRow>& rows, size_t first_row, size_t columns);

/// The type that is shown for a column; `is_identifier`: its role is one.
ColumnType column_type(const ColumnProfile& profile, bool is_identifier);

}  // namespace sluice::ingest
