#include "ingest/numeric_date.h"

#include <algorithm>

#include "base/text.h"

namespace sluice::ingest {
namespace {

constexpr Day kFirstDay = 7305;       // 1990-01-01
constexpr Day kEndDay = 47'847;       // 2101-01-01
constexpr Day kExcelEpoch = -25'569;  // 1899-12-30
constexpr uint64_t kMsOfASecond = 1000;
constexpr size_t kMostDigits = 16;  // of microseconds
constexpr uint64_t kMsPerDayUnsigned = kMsPerDay;

struct PlainNumber {
  uint64_t whole = 0;
  uint64_t fraction = 0;  // of 10^fraction_digits
  int fraction_digits = 0;
};

// Digits, and after a point or comma some more; finer than 10^-12 is left out.
std::optional<PlainNumber> plain_number(std::string_view cell) {
  PlainNumber number;
  size_t at = 0;
  for (; at < cell.size() && is_ascii_digit(cell[at]); ++at) {
    if (at == kMostDigits) return std::nullopt;
    number.whole = number.whole * 10 + static_cast<uint64_t>(cell[at] - '0');
  }
  if (at == 0) return std::nullopt;
  if (at == cell.size()) return number;
  if (cell[at] != '.' && cell[at] != ',') return std::nullopt;
  for (++at; at < cell.size() && is_ascii_digit(cell[at]); ++at) {
    if (number.fraction_digits == 12) continue;
    number.fraction = number.fraction * 10 + static_cast<uint64_t>(cell[at] - '0');
    ++number.fraction_digits;
  }
  return at == cell.size() ? std::optional(number) : std::nullopt;
}

uint64_t power(int exponent) {
  uint64_t value = 1;
  while (exponent-- > 0) value *= 10;
  return value;
}

NumericDate kind_of(uint64_t whole) {
  const auto within = [whole](uint64_t units_a_day) {
    return whole >= kFirstDay * units_a_day && whole < kEndDay * units_a_day;
  };
  if (whole >= kFirstDay - kExcelEpoch && whole < static_cast<uint64_t>(kEndDay - kExcelEpoch))
    return NumericDate::excel_days;
  if (within(kMsPerDayUnsigned / kMsOfASecond)) return NumericDate::epoch_seconds;
  if (within(kMsPerDayUnsigned)) return NumericDate::epoch_milliseconds;
  if (within(kMsPerDayUnsigned * 1000)) return NumericDate::epoch_microseconds;
  return NumericDate::none;
}

DateCell from_ms(uint64_t ms_since_1970, bool has_time) {
  const CivilDate civil = civil_from_day(static_cast<Day>(ms_since_1970 / kMsPerDayUnsigned));
  DateCell date;
  date.form = DateForm::year_first;
  date.first = civil.year;
  date.second = civil.month;
  date.third = civil.day;
  date.has_time = has_time;
  date.ms_of_day = static_cast<int>(ms_since_1970 % kMsPerDayUnsigned);
  return date;
}

}  // namespace

NumericDate numeric_date_kind(std::string_view cell) {
  const auto number = plain_number(trim(cell));
  return number ? kind_of(number->whole) : NumericDate::none;
}

DateCell read_numeric_date(std::string_view cell, NumericDate kind) {
  const auto number = plain_number(trim(cell));
  if (!number || kind == NumericDate::none || kind_of(number->whole) != kind) return {};
  const uint64_t scale = power(number->fraction_digits);
  switch (kind) {
    case NumericDate::none:
      break;
    case NumericDate::excel_days: {
      // A fraction of a day has no exact decimal form: what is meant is the nearest second.
      const auto seconds = static_cast<uint64_t>(
          static_cast<double>(number->fraction) / static_cast<double>(scale) * (kMsPerDay / kMsOfASecond) + 0.5);
      const uint64_t days = number->whole - static_cast<uint64_t>(-kExcelEpoch);
      return from_ms(days * kMsPerDayUnsigned + seconds * kMsOfASecond, number->fraction != 0);
    }
    case NumericDate::epoch_seconds:
      return from_ms(number->whole * kMsOfASecond + number->fraction * kMsOfASecond / scale, true);
    case NumericDate::epoch_milliseconds:
      return from_ms(number->whole, true);
    case NumericDate::epoch_microseconds:
      return from_ms(number->whole / 1000, true);
  }
  return {};
}

}  // namespace sluice::ingest
