// Days and times of the proleptic Gregorian calendar as integers: a day is the number of days since 1970-01-01, a
// time is milliseconds since 1970-01-01T00:00 on the file's own clock (no zone is applied; an explicit offset in the
// data has been subtracted by the reader). No clock is read here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sluice {

using Day = int32_t;     ///< days since 1970-01-01
using TimeMs = int64_t;  ///< milliseconds since 1970-01-01T00:00

inline constexpr TimeMs kMsPerDay = 86'400'000;
inline constexpr Day kDaysPerYear = 365;  ///< of "a year" as a length of time; leap days do not count

struct CivilDate {
  int year = 1970;
  int month = 1;  ///< 1..12
  int day = 1;    ///< 1..31

  bool operator==(const CivilDate&) const = default;
};

bool is_valid_date(int year, int month, int day);  ///< a real calendar day with year 1..9999
Day day_from_civil(CivilDate date);                ///< any real calendar day
CivilDate civil_from_day(Day day);
Day day_of(TimeMs time);                             ///< floor, also before 1970
Day months_before(Day day, int months);              ///< the same day of the month, or its last; months >= 0
std::string format_day(Day day);                     ///< "2017-04-05"
std::string format_time(TimeMs time);                ///< "2017-04-05 08:26:00", with ".123" when it has milliseconds
std::optional<Day> parse_iso_day(std::string_view);  ///< exactly "YYYY-MM-DD"

}  // namespace sluice
