// The words of dates in English, Chinese and Japanese: months, weekdays, halves of the day, eras, names of time zones.
// Only what scan_date() needs; a date is read in date_cell.cpp.
#pragma once

#include <string_view>

#include "ingest/plain_text.h"

namespace sluice::ingest {

// How halves of the day stand in the plain form.
inline constexpr char kMorning = '\x01';
inline constexpr char kAfternoon = '\x02';
inline constexpr char kNoon = '\x03';

/// What the plain form says beside its text.
struct PlainDate {
  PlainText text;
  int era = 0;             ///< to be added to the year: 1911 for 民国, 2018 for 令和; 0: the common era
  bool year_word = false;  ///< the year was followed by 年
};

/// ASCII form: half width, lower case, 2017年4月5日 as 2017-4-5, 8时26分 as 8:26, 二〇一七 as 2017, without weekdays in
/// Chinese characters. What has no ASCII form becomes '?'.
void plain_date(std::string_view cell, PlainDate& plain);

/// Whether a text that does not begin with a digit may be a date: "Apr", "Mon", "周", "民国"... Most cells of text end
/// here.
bool begins_like_date(std::string_view cell);

int month_of(std::string_view word);     ///< 1..12 of "apr" or "april", lower case; 0: no month
bool is_weekday(std::string_view word);  ///< "mon", "monday", "tues"

/// EST, CST, JST...: lower case. Several of them mean more than one offset, so that none is applied.
bool is_zone_name(std::string_view word);

}  // namespace sluice::ingest
