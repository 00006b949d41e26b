// One cell read as a date, with or without a time of day. Reading has two steps, because "4/5/2017" cannot be read
// alone: scan_date() takes the parts as they are written, time_of() puts them together once the order of day and month
// is known.
//
// Forms: 2017-04-05, 2017/4/5, 2017.4.5, 20170405, 20170405082600, 2017年4月5日, 二〇一七年四月五日, 民国106年4月5日,
// 106/4/5, 令和5年4月5日; 5/4/2017, 4/5/17, 5.4.2017, 5-4-2017; 5 Apr 2017, April 5th, 2017, 05-Apr-17, 2017-Apr-05;
// each may have a weekday (Mon, 周一, 星期一) and a time (but 20170405082600): 8:26, 08:26:00.123, 8:26 PM, 下午8:26,
// 8时26分, T08:26:00Z, +08:00, GMT; 24:00 is the end of the day. Whole months are taken for their first day: 2017-04,
// 2017年4月, 04/2017, Apr 2017. Numbers that count from a day on are read in numeric_date.h.
#pragma once

#include <optional>
#include <string_view>

#include "base/calendar.h"
#include "ingest/ingest_spec.h"

namespace sluice::ingest {

enum class DateForm : uint8_t {
  none,        ///< not a date; the cell may be blank
  year_first,  ///< four digits of a year come first: nothing to decide
  compact,     ///< 20170405: year first, and also a number
  year_last,   ///< day and month in an order that the cell alone may not tell
};

struct DateCell {
  DateForm form = DateForm::none;
  int first = 0;   ///< year_first, compact: the year; else day or month
  int second = 0;  ///< year_first, compact: the month; else month or day
  int third = 0;   ///< year_first, compact: the day; else the year
  bool two_digit_year = false;
  bool whole_month = false;  ///< no day is written; it is the first
  bool has_time = false;
  bool time_possible = true;  ///< false: 25:00, 8:75
  int ms_of_day = 0;
  int zone_minutes = 0;     ///< east of UTC; to be subtracted
  bool named_zone = false;  ///< a zone's name, as CST, stands behind it; it is not applied

  bool is_date() const { return form != DateForm::none; }
};

DateCell scan_date(std::string_view cell);

/// nullopt: no such day or time under this order (automatic and year_first: day comes first, or the year where it has
/// two digits and the order is year_first).
std::optional<TimeMs> time_of(const DateCell& date, DateOrder order);

/// The one order under which this is a real day; automatic where both or none are.
DateOrder proven_order(const DateCell& date);

/// A real day under one order or the other.
bool is_possible(const DateCell& date);

}  // namespace sluice::ingest
