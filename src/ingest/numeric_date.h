// Dates that are plain numbers, because a spreadsheet or a program counts from a day on. A single such cell could be
// anything; a column of them under the name of a date is taken for what it is (table_plan.h decides).
#pragma once

#include <optional>
#include <string_view>

#include "ingest/date_cell.h"

namespace sluice::ingest {

enum class NumericDate : uint8_t {
  none,
  excel_days,          ///< 42830.3513888889: days since 1899-12-30, read to the second
  epoch_seconds,       ///< 1491380760: since 1970-01-01T00:00 UTC
  epoch_milliseconds,  ///< 1491380760000
  epoch_microseconds,  ///< 1491380760000000
};

/// What the number would count if it is a date of 1990 to 2100: these ranges do not overlap. none: no such number.
NumericDate numeric_date_kind(std::string_view cell);

/// No date where the cell is not of that kind.
DateCell read_numeric_date(std::string_view cell, NumericDate kind);

}  // namespace sluice::ingest
