#include "ingest/sheet_cell.h"

#include <fast_float/fast_float.h>

#include <cmath>
#include <cstdint>

#include "base/calendar.h"
#include "base/number_text.h"
#include "base/text.h"

namespace sluice::ingest {
namespace {

constexpr double kMsInDay = 86'400'000;
constexpr double kFirstBeyond9999 = 2'958'466;
constexpr double kDaysFrom1900To1904 = 1462;

// Up to 15 digits without a surplus zero read back to themselves: no need to go through a double.
bool is_shortest(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  size_t digits = 0;
  size_t point = std::string_view::npos;
  for (size_t i = 0; i < text.size(); ++i) {
    if (is_ascii_digit(text[i]))
      ++digits;
    else if (text[i] == '.' && point == std::string_view::npos)
      point = i;
    else
      return false;
  }
  if (digits == 0 || digits > 15 || point == 0 || point + 1 == text.size()) return false;
  if (text.size() > 1 && text[0] == '0' && point != 1) return false;
  return point == std::string_view::npos || text.back() != '0';
}

std::string two_digits(int64_t value) { return value < 10 ? "0" + std::to_string(value) : std::to_string(value); }

// "27:30:00", with milliseconds where there are any.
std::string clock_text(int64_t ms) {
  std::string text = two_digits(ms / 3'600'000) + ":" + two_digits(ms / 60'000 % 60) + ":" + two_digits(ms / 1000 % 60);
  if (ms % 1000 != 0) text += "." + std::to_string(1000 + ms % 1000).substr(1);
  return text;
}

}  // namespace

NumberKind kind_of_format(unsigned id) {
  const auto within = [id](unsigned first, unsigned last) { return id >= first && id <= last; };
  if (within(14, 17) || within(27, 31) || id == 36 || within(50, 54) || within(57, 58)) return NumberKind::date;
  if (id == 22) return NumberKind::date_time;
  if (within(18, 21) || within(32, 35) || id == 45 || id == 47 || within(55, 56)) return NumberKind::time;
  return id == 46 ? NumberKind::duration : NumberKind::number;
}

NumberKind kind_of_format(std::string_view code) {
  bool day = false;
  bool clock = false;
  bool month_or_minute = false;
  for (size_t i = 0; i < code.size(); ++i) {
    const char c = lower_ascii(code[i]);
    if (c == ';') break;  // the first section is that of positive numbers
    if (c == '"') {
      i = code.find('"', i + 1);
      if (i == std::string_view::npos) break;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const size_t end = code.find(']', i);
      if (end == std::string_view::npos) break;
      const std::string inside = lower_ascii(code.substr(i + 1, end - i - 1));
      const bool elapsed = !inside.empty() && (inside[0] == 'h' || inside[0] == 'm' || inside[0] == 's') &&
                           inside.find_first_not_of(inside[0]) == std::string::npos;
      if (elapsed) return NumberKind::duration;
      i = end;
    } else if (c == 'y' || c == 'd') {
      day = true;
    } else if (c == 'h' || c == 's') {
      clock = true;
    } else if (c == 'm') {
      month_or_minute = true;
    } else if (lower_ascii(code.substr(i, 7)) == "general") {
      i += 6;
    } else if (lower_ascii(code.substr(i, 5)) == "am/pm") {
      clock = true;
      i += 4;
    }
  }
  if (day) return clock ? NumberKind::date_time : NumberKind::date;
  if (clock) return NumberKind::time;
  return month_or_minute ? NumberKind::date : NumberKind::number;
}

std::string number_text(double value, NumberKind kind, bool days_from_1904) {
  if (!std::isfinite(value)) return {};
  if (kind == NumberKind::number) return shortest_text(value);
  double serial = value;
  if (days_from_1904 && (kind == NumberKind::date || kind == NumberKind::date_time || value >= 1)) {
    serial += kDaysFrom1900To1904;
  }
  if (serial < 0 || serial >= kFirstBeyond9999) return shortest_text(value);
  const int64_t ms = std::llround(serial * kMsInDay);
  if (kind == NumberKind::duration) return clock_text(ms);
  const int64_t days = ms / kMsPerDay;
  const int64_t in_day = ms % kMsPerDay;
  if (days == 0) return kind == NumberKind::time || in_day != 0 ? clock_text(in_day) : shortest_text(value);
  const bool shows_clock = in_day != 0 || kind == NumberKind::date_time || kind == NumberKind::time;
  if (days == 60) return "1900-02-29" + (shows_clock ? " " + clock_text(in_day) : std::string());
  static const Day kDayZero = day_from_civil({1899, 12, 30});
  const TimeMs time = (kDayZero + days + (days < 60 ? 1 : 0)) * kMsPerDay + in_day;
  return shows_clock ? format_time(time) : format_day(day_of(time));
}

std::optional<double> read_double(std::string_view written) {
  double value = 0;
  const char* const end = written.data() + written.size();
  const auto [stop, error] = fast_float::from_chars(written.data(), end, value);
  if (error != std::errc() || stop != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string shortest_number(std::string_view written) {
  if (is_shortest(written)) return std::string(written);
  const auto value = read_double(written);
  return value ? shortest_text(*value) : std::string(written);
}

}  // namespace sluice::ingest
