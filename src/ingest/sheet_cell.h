// Values of spreadsheets as text: serial numbers that are dates by their number format become ISO dates and times,
// other numbers the shortest text that reads back to them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sluice::ingest {

enum class NumberKind {
  number,
  date,       ///< shows a day
  date_time,  ///< shows a day and a time
  time,       ///< shows a time only
  duration,   ///< hours that go on beyond 24: [h]:mm
};

/// What a number format makes of a number: built-in ids (ECMA-376 part 1, 18.8.30, East Asian ones included), and codes
/// such as `yyyy"年"m"月"`, `[$-804]dddd`, `#,##0.00_);[Red]`.
NumberKind kind_of_format(unsigned id);
NumberKind kind_of_format(std::string_view code);

/// A number of the kind. Days count from 1900 with a 29 February 1900 that never was, or from 1904. What is no date of
/// the years 1900 to 9999 stays a number.
std::string number_text(double value, NumberKind kind, bool days_from_1904);

std::optional<double> read_double(std::string_view written);  ///< nullopt: no finite number, or more than one

/// A number as a file writes it ("4.3499999999999996", "1E-2") as the shortest text: "4.35", "0.01". Text that is no
/// number stays as it is.
std::string shortest_number(std::string_view written);

}  // namespace sluice::ingest
