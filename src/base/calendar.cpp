#include "base/calendar.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace sluice {

bool is_valid_date(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const int days = kDays[static_cast<size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
  return day <= days;
}

// Both directions count from 0000-03-01, so that the leap day is the last of its year; an era is 400 years,
// 146097 days. (Hinnant, "chrono-compatible low-level date algorithms".)
Day day_from_civil(CivilDate date) {
  const int year = date.month <= 2 ? date.year - 1 : date.year;
  const int era = (year >= 0 ? year : year - 399) / 400;
  const int year_of_era = year - era * 400;
  const int month_from_march = (date.month + 9) % 12;
  const int day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

CivilDate civil_from_day(Day day) {
  const int shifted = day + 719468;
  const int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const int day_of_era = shifted - era * 146097;
  const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int month_from_march = (5 * day_of_year + 2) / 153;
  const int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day_of_year - (153 * month_from_march + 2) / 5 + 1};
}

Day day_of(TimeMs time) {
  const TimeMs day = time >= 0 ? time / kMsPerDay : (time - (kMsPerDay - 1)) / kMsPerDay;
  return static_cast<Day>(day);
}

Day months_before(Day day, int months) {
  const CivilDate date = civil_from_day(day);
  const int month = std::max(12, date.year * 12 + date.month - 1 - months);  // not before year 1
  CivilDate found{month / 12, month % 12 + 1, date.day};
  while (!is_valid_date(found.year, found.month, found.day) && found.day > 28) --found.day;
  return day_from_civil(found);
}

std::string format_day(Day day) {
  const CivilDate date = civil_from_day(day);
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", date.year, date.month, date.day);
  return text.data();
}

std::string format_time(TimeMs time) {
  const Day day = day_of(time);
  const int ms = static_cast<int>(time - static_cast<TimeMs>(day) * kMsPerDay);
  std::array<char, 40> text{};
  const int seconds = ms / 1000;
  std::snprintf(text.data(), text.size(), " %02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  std::string result = format_day(day) + text.data();
  if (ms % 1000 != 0) {
    std::snprintf(text.data(), text.size(), ".%03d", ms % 1000);
    result += text.data();
  }
  return result;
}

std::optional<Day> parse_iso_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int year = 0, month = 0, day = 0;
  const auto number = [&](size_t from, size_t length, int& value) {
    for (size_t i = from; i < from + length; ++i) {
      if (text[i] < '0' || text[i] > '9') return false;
      value = value * 10 + (text[i] - '0');
    }
    return true;
  };
  if (!number(0, 4, year) || !number(5, 2, month) || !number(8, 2, day)) return std::nullopt;
  if (!is_valid_date(year, month, day)) return std::nullopt;
  return day_from_civil({year, month, day});
}

}  // namespace sluice
