#include "ingest/date_cell.h"

#include <array>
#include <string>

#include "base/text.h"

namespace sluice::ingest {
namespace {

constexpr size_t kLongestCell = 64;
constexpr char kMorning = '\x01';    // 上午, in plain form
constexpr char kAfternoon = '\x02';  // 下午

// ASCII form: half width, lower case, 2017年4月5日 as 2017-4-5, 8时26分 as 8:26. What has no ASCII form becomes '?'.
std::string plain_form(std::string_view cell) {
  std::string plain;
  for (size_t at = 0; at < cell.size();) {
    const char32_t c = half_width(next_character(cell, at));
    const auto next_is = [&](std::string_view text) {
      if (cell.substr(at, text.size()) != text) return false;
      at += text.size();
      return true;
    };
    switch (c) {
      case U'年':
      case U'月':
        plain.push_back('-');
        break;
      case U'日':
      case U'号':
        plain.push_back(' ');
        break;
      case U'时':
      case U'点':
        plain.push_back(':');
        break;
      case U'分':
        plain.push_back(':');
        break;
      case U'秒':
        break;
      case U'上':
        plain.push_back(next_is("午") ? kMorning : '?');
        break;
      case U'下':
        plain.push_back(next_is("午") ? kAfternoon : '?');
        break;
      default:
        plain.push_back(c < 0x80 ? lower_ascii(static_cast<char>(c)) : '?');
    }
  }
  const size_t last = plain.find_last_not_of(" :");  // "8时26分" leaves a colon behind
  plain.resize(last == std::string::npos ? 0 : last + 1);
  return plain;
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool done() const { return at_ == text_.size(); }
  char peek() const { return done() ? '\0' : text_[at_]; }
  bool take(char c) {
    if (done() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  void skip_blanks() {
    while (take(' ')) {
    }
  }
  /// How many digits were taken, at most `most`; 0: none.
  int number(int most, int& value) {
    int count = 0;
    value = 0;
    while (count < most && !done() && is_ascii_digit(text_[at_])) {
      value = value * 10 + (text_[at_++] - '0');
      ++count;
    }
    return count;
  }

 private:
  std::string_view text_;
  size_t at_ = 0;
};

// Second half of a day in the words of either language.
enum class Half { none, morning, afternoon };

Half take_half(Scanner& scanner) {
  scanner.skip_blanks();
  if (scanner.take(kMorning)) return Half::morning;
  if (scanner.take(kAfternoon)) return Half::afternoon;
  for (const std::string_view word : {"am", "a.m."}) {
    if (scanner.take(word)) return Half::morning;
  }
  for (const std::string_view word : {"pm", "p.m."}) {
    if (scanner.take(word)) return Half::afternoon;
  }
  return Half::none;
}

bool scan_zone(Scanner& scanner, DateCell& date) {
  scanner.skip_blanks();
  if (scanner.done() || scanner.take('z') || scanner.take("utc") || scanner.take("gmt")) return true;
  const char sign = scanner.peek();
  if (sign != '+' && sign != '-') return false;
  scanner.take(sign);
  int hours = 0;
  int minutes = 0;
  if (scanner.number(2, hours) != 2) return false;
  scanner.take(':');
  const int digits = scanner.number(2, minutes);
  if ((digits != 0 && digits != 2) || hours > 15 || minutes > 59) return false;
  date.zone_minutes = (hours * 60 + minutes) * (sign == '-' ? -1 : 1);
  return true;
}

// Everything after the day. true: well formed, although the time may not exist.
bool scan_time(Scanner& scanner, DateCell& date) {
  Half half = take_half(scanner);
  scanner.skip_blanks();
  int hour = 0;
  int minute = 0;
  int second = 0;
  int ms = 0;
  if (scanner.number(2, hour) == 0 || !scanner.take(':') || scanner.number(2, minute) == 0) return false;
  if (scanner.take(':')) {
    if (scanner.number(2, second) == 0) return false;
    if (scanner.take('.') || scanner.take(',')) {
      const int digits = scanner.number(3, ms);
      if (digits == 0) return false;
      for (int i = digits; i < 3; ++i) ms *= 10;
      int finer = 0;
      while (scanner.number(1, finer) != 0) {
      }
    }
  }
  if (half == Half::none) half = take_half(scanner);
  if (!scan_zone(scanner, date) || !scanner.done()) return false;
  date.has_time = true;
  date.time_possible = hour <= 23 && minute <= 59 && second <= 59;
  if (half == Half::afternoon && hour < 12) hour += 12;
  if (half == Half::morning && hour == 12) hour = 0;
  date.ms_of_day = ((hour * 60 + minute) * 60 + second) * 1000 + ms;
  return true;
}

bool is_separator(char c) { return c == '-' || c == '/' || c == '.'; }

// 20170405 and 20170405082600. Years 1900 to 2099 only: anything else is a number.
DateCell scan_compact(std::string_view text) {
  DateCell date;
  Scanner scanner(text);
  scanner.number(4, date.first);
  scanner.number(2, date.second);
  scanner.number(2, date.third);
  if (date.first < 1900 || date.first > 2099 || !is_valid_date(date.first, date.second, date.third)) return {};
  if (!scanner.done()) {
    int hour = 0;
    int minute = 0;
    int second = 0;
    scanner.number(2, hour);
    scanner.number(2, minute);
    scanner.number(2, second);
    if (hour > 23 || minute > 59 || second > 59) return {};
    date.has_time = true;
    date.ms_of_day = ((hour * 60 + minute) * 60 + second) * 1000;
  }
  date.form = DateForm::compact;
  return date;
}

DateCell scan_plain(std::string_view text) {
  const size_t digits = text.find_first_not_of("0123456789");
  if (digits == std::string_view::npos) return text.size() == 8 || text.size() == 14 ? scan_compact(text) : DateCell{};
  if (digits == 8) {
    DateCell date = scan_compact(text.substr(0, 8));
    Scanner scanner(text.substr(8));
    if (date.is_date() && (scanner.take(' ') || scanner.take('t')) && scan_time(scanner, date)) return date;
    return {};
  }
  DateCell date;
  Scanner scanner(text);
  const int width = scanner.number(4, date.first);
  scanner.skip_blanks();
  const char separator = scanner.peek();
  if (!is_separator(separator)) return {};
  scanner.take(separator);
  scanner.skip_blanks();
  if (scanner.number(2, date.second) == 0) return {};
  scanner.skip_blanks();
  if (!scanner.take(separator)) return {};
  scanner.skip_blanks();
  const int last_width = scanner.number(4, date.third);
  if (width == 4 && (last_width == 1 || last_width == 2)) {
    date.form = DateForm::year_first;
  } else if (width <= 2 && (last_width == 2 || last_width == 4)) {
    date.form = DateForm::year_last;
    date.two_digit_year = last_width == 2;
  } else {
    return {};
  }
  if (scanner.done()) return date;
  const bool parted = scanner.take('t') || scanner.peek() == ' ' || scanner.peek() <= kAfternoon;
  if (!parted || !scan_time(scanner, date)) return {};
  // An offset could carry the time over midnight, after which day and month could no longer be exchanged.
  if (date.form == DateForm::year_last && date.zone_minutes != 0) return {};
  return date;
}

// "2017-04-05" and "2017-04-05 08:26:00", by far the most usual forms.
bool scan_iso(std::string_view cell, DateCell& date) {
  if (cell.size() != 10 && cell.size() != 19) return false;
  const auto two = [&](size_t at) {
    const unsigned tens = static_cast<unsigned char>(cell[at]) - '0';
    const unsigned ones = static_cast<unsigned char>(cell[at + 1]) - '0';
    return tens <= 9 && ones <= 9 ? static_cast<int>(tens * 10 + ones) : -1000;
  };
  if (cell[4] != '-' || cell[7] != '-') return false;
  date.first = two(0) * 100 + two(2);
  date.second = two(5);
  date.third = two(8);
  if (date.first < 0 || date.second < 0 || date.third < 0) return false;
  if (cell.size() == 19) {
    if ((cell[10] != ' ' && cell[10] != 'T') || cell[13] != ':' || cell[16] != ':') return false;
    const int hour = two(11);
    const int minute = two(14);
    const int second = two(17);
    if (hour < 0 || minute < 0 || second < 0) return false;
    date.has_time = true;
    date.time_possible = hour <= 23 && minute <= 59 && second <= 59;
    date.ms_of_day = ((hour * 60 + minute) * 60 + second) * 1000;
  }
  date.form = DateForm::year_first;
  return true;
}

// POSIX: 69..99 are of the last century.
int full_year(int year, bool two_digits) { return two_digits ? year + (year < 69 ? 2000 : 1900) : year; }

std::optional<CivilDate> civil_of(const DateCell& date, DateOrder order) {
  CivilDate civil{full_year(date.third, date.two_digit_year), date.second, date.first};
  if (date.form != DateForm::year_last) {
    civil = {date.first, date.second, date.third};
  } else if (order == DateOrder::month_first) {
    civil = {civil.year, date.first, date.second};
  } else if (order == DateOrder::year_first && date.two_digit_year) {
    civil = {full_year(date.first, true), date.second, date.third};
  }
  if (!is_valid_date(civil.year, civil.month, civil.day)) return std::nullopt;
  return civil;
}

}  // namespace

DateCell scan_date(std::string_view cell) {
  DateCell date;
  if (scan_iso(cell, date)) return date;
  cell = trim(cell);
  // A digit in front, half or full width: most cells of text end here.
  if (cell.size() < 6 || cell.size() > kLongestCell) return {};
  if (!is_ascii_digit(cell[0]) && !cell.starts_with("\xEF\xBC")) return {};
  return scan_plain(plain_form(cell));
}

std::optional<TimeMs> time_of(const DateCell& date, DateOrder order) {
  if (!date.is_date() || !date.time_possible) return std::nullopt;
  const auto civil = civil_of(date, order);
  if (!civil) return std::nullopt;
  return day_from_civil(*civil) * kMsPerDay + date.ms_of_day - date.zone_minutes * TimeMs{60'000};
}

DateOrder proven_order(const DateCell& date) {
  if (date.form != DateForm::year_last) return DateOrder::automatic;
  const bool day_first = civil_of(date, DateOrder::day_first).has_value();
  const bool month_first = civil_of(date, DateOrder::month_first).has_value();
  if (day_first == month_first) return DateOrder::automatic;
  return day_first ? DateOrder::day_first : DateOrder::month_first;
}

bool is_possible(const DateCell& date) {
  return time_of(date, DateOrder::day_first).has_value() || time_of(date, DateOrder::month_first).has_value();
}

}  // namespace sluice::ingest
