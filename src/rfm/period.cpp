#include "rfm/period.h"

#include <array>
#include <cstdio>
#include <limits>

namespace sluice::rfm {
namespace {

constexpr int kDaysOfWeek = 7;
constexpr Day kMondayOffset = 3;  // 1970-01-01 was a Thursday: the week 0 began three days before

int32_t floor_divide(int32_t a, int32_t b) { return a / b - (a % b < 0 ? 1 : 0); }

int months_of(CohortPeriod kind) { return kind == CohortPeriod::quarter ? 3 : 1; }

// The ISO year of a week is that of its Thursday.
std::string week_id(int32_t week) {
  const Day thursday = first_day_of(week, CohortPeriod::week) + 3;
  const int year = civil_from_day(thursday).year;
  const int number = (thursday - day_from_civil({year, 1, 1})) / kDaysOfWeek + 1;
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "%04d-W%02d", year, number);
  return text.data();
}

std::optional<int> read_digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// "03", "Q1", "W05" behind "2017-".
std::optional<DayRange> parse_part(int year, std::string_view part) {
  const auto range = [](int32_t period, CohortPeriod kind) {
    return DayRange{first_day_of(period, kind), first_day_of(period + 1, kind) - 1};
  };
  if (part.size() == 2 && part[0] == 'Q') {
    if (part[1] < '1' || part[1] > '4') return std::nullopt;
    return range(year * 4 + part[1] - '1', CohortPeriod::quarter);
  }
  if (part.size() == 3 && part[0] == 'W') {
    const auto number = read_digits(part.substr(1));
    if (!number || *number < 1) return std::nullopt;
    // The 4th of January is always in the first week.
    const int32_t week = period_of(day_from_civil({year, 1, 4}), CohortPeriod::week) + *number - 1;
    const int year_of_week = civil_from_day(first_day_of(week, CohortPeriod::week) + 3).year;
    if (year_of_week != year) return std::nullopt;  // most years have no week 53
    return range(week, CohortPeriod::week);
  }
  const auto month = part.size() == 2 ? read_digits(part) : std::nullopt;
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  return range(year * 12 + *month - 1, CohortPeriod::month);
}

}  // namespace

int32_t period_of(Day day, CohortPeriod kind) {
  if (kind == CohortPeriod::week) return floor_divide(day + kMondayOffset, kDaysOfWeek);
  const CivilDate date = civil_from_day(day);
  return floor_divide(date.year * 12 + date.month - 1, months_of(kind));
}

Day first_day_of(int32_t period, CohortPeriod kind) {
  if (kind == CohortPeriod::week) return period * kDaysOfWeek - kMondayOffset;
  const int32_t month = period * months_of(kind);
  const int32_t year = floor_divide(month, 12);
  return day_from_civil({year, month - year * 12 + 1, 1});
}

std::string period_id(int32_t period, CohortPeriod kind) {
  if (kind == CohortPeriod::week) return week_id(period);
  const CivilDate date = civil_from_day(first_day_of(period, kind));
  std::array<char, 24> text{};
  if (kind == CohortPeriod::quarter) {
    std::snprintf(text.data(), text.size(), "%04d-Q%d", date.year, date.month / 3 + 1);
  } else {
    std::snprintf(text.data(), text.size(), "%04d-%02d", date.year, date.month);
  }
  return text.data();
}

std::optional<DayRange> parse_period_id(std::string_view id) {
  constexpr std::string_view kUpTo = "../";
  const bool open = id.starts_with(kUpTo);
  if (open) id.remove_prefix(kUpTo.size());
  if (id.size() < 7 || id[4] != '-') return std::nullopt;
  const auto year = read_digits(id.substr(0, 4));
  if (!year || *year < 1) return std::nullopt;
  auto range = parse_part(*year, id.substr(5));
  if (range && open) range->first = std::numeric_limits<Day>::min();
  return range;
}

PeriodTable::PeriodTable(Day first, Day last, CohortPeriod kind) : first_(first) {
  periods_.reserve(static_cast<size_t>(last - first) + 1);
  for (Day day = first; day <= last; ++day) periods_.push_back(period_of(day, kind));
}

}  // namespace sluice::rfm
