#include "ingest/date_cell.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "ingest/date_words.h"

namespace sluice::ingest {
namespace {

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
  void skip_any_of(std::string_view characters) {
    while (!done() && characters.find(text_[at_]) != std::string_view::npos) ++at_;
  }
  std::string_view rest() const { return text_.substr(at_); }
  void skip_rest() { at_ = text_.size(); }
  /// The letters that come next; empty: none.
  std::string_view word() {
    const size_t from = at_;
    while (!done() && is_ascii_letter(text_[at_])) ++at_;
    return text_.substr(from, at_ - from);
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

// Which half of a day, in the words of either language.
enum class Half { none, morning, afternoon, noon };

Half take_half(Scanner& scanner) {
  scanner.skip_blanks();
  if (scanner.take(kMorning)) return Half::morning;
  if (scanner.take(kAfternoon)) return Half::afternoon;
  if (scanner.take(kNoon)) return Half::noon;
  for (const std::string_view word : {"am", "a.m."}) {
    if (scanner.take(word)) return Half::morning;
  }
  for (const std::string_view word : {"pm", "p.m."}) {
    if (scanner.take(word)) return Half::afternoon;
  }
  return Half::none;
}

bool scan_offset(Scanner& scanner, int fewest_digits, DateCell& date) {
  const bool west = scanner.take('-');
  if (!west) scanner.take('+');
  int hours = 0;
  int minutes = 0;
  if (scanner.number(2, hours) < fewest_digits) return false;
  scanner.take(':');
  const int digits = scanner.number(2, minutes);
  if ((digits != 0 && digits != 2) || hours > 15 || minutes > 59) return false;
  date.zone_minutes = (hours * 60 + minutes) * (west ? -1 : 1);
  return true;
}

// What may follow the time of day: an offset, a name, both, and the name once more in brackets.
bool scan_zone(Scanner& scanner, DateCell& date) {
  scanner.skip_blanks();
  bool is_utc = false;
  if (const std::string_view name = scanner.word(); !name.empty()) {
    is_utc = name == "z" || name == "utc" || name == "gmt" || name == "ut";
    date.named_zone = !is_utc && is_zone_name(name);
    if (!is_utc && !date.named_zone) return false;
  }
  if (scanner.peek() == '+' || scanner.peek() == '-') {
    if (!scan_offset(scanner, is_utc ? 1 : 2, date)) return false;
    date.named_zone = false;
  }
  scanner.skip_blanks();
  // "GMT+0800 (China Standard Time)" of JavaScript, "+08:00[Asia/Shanghai]" of Java
  if (scanner.peek() == '(' || scanner.peek() == '[') scanner.skip_rest();
  return true;
}

// 8:26, 08:26:00.123, 8:26 PM, 08.26.00; after a T also 0826 and 082600. true: well formed, although it may not exist.
bool scan_clock(Scanner& scanner, bool after_t, DateCell& date) {
  Half half = take_half(scanner);
  scanner.skip_blanks();
  int hour = 0;
  int minute = 0;
  int second = 0;
  int ms = 0;
  const int width = scanner.number(2, hour);
  if (width == 0) return false;
  const char separator = scanner.peek();
  const bool compact = after_t && width == 2 && is_ascii_digit(separator);
  if (!compact && !scanner.take(':') && !scanner.take('.')) return false;
  // 8时 leaves a colon and no minute.
  if (scanner.number(2, minute) == 0 && !(separator == ':' && scanner.done())) return false;
  const bool has_second = compact ? is_ascii_digit(scanner.peek()) : scanner.take(separator) && !scanner.done();
  if (has_second) {
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
  date.has_time = true;
  date.time_possible = (hour <= 23 && minute <= 59 && second <= 59) || (hour == 24 && minute + second + ms == 0);
  if (half == Half::afternoon && hour < 12) hour += 12;
  if (half == Half::noon && hour < 3) hour += 12;
  if (half == Half::morning && hour == 12) hour = 0;
  date.ms_of_day = ((hour * 60 + minute) * 60 + second) * 1000 + ms;
  return true;
}

void skip_weekday(Scanner& scanner) {
  Scanner ahead = scanner;
  ahead.skip_blanks();
  const bool open = ahead.take('(');
  if (!is_weekday(ahead.word())) return;
  if (open && !ahead.take(')')) return;
  ahead.take('.');
  ahead.take(',');
  scanner = ahead;
}

// Everything after the day: a weekday, a time. true: well formed, although the time may not exist.
bool scan_rest(Scanner& scanner, DateCell& date) {
  const bool after_t = scanner.take('t');
  if (!after_t) {
    scanner.take(',');
    skip_weekday(scanner);
    scanner.skip_blanks();
    if (scanner.done()) return true;
    if (scanner.take("at ")) scanner.skip_blanks();
  }
  return scan_clock(scanner, after_t, date) && scan_zone(scanner, date) && scanner.done();
}

// POSIX: 69..99 are of the last century.
int full_year(int year, bool two_digits) { return two_digits ? year + (year < 69 ? 2000 : 1900) : year; }

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

// Years 1900 to 2099 only: anything else is no month.
DateCell whole_month(int year, int month) {
  DateCell date;
  if (year < 1900 || year > 2099) return date;
  date.form = DateForm::year_first;
  date.first = year;
  date.second = month;
  date.third = 1;
  date.whole_month = true;
  return date;
}

// Dates with the name of a month. Whatever is not the year or the month is the day: 5 Apr 2017, April 5th, 2017,
// 05-Apr-17, 2017-Apr-05; also Wed Apr 05 08:26:00 CST 2017, as programs print it.
DateCell scan_named(std::string_view text) {
  DateCell date;
  Scanner scanner(text);
  int month = 0;
  std::array<int, 2> numbers{};
  std::array<int, 2> widths{};
  size_t count = 0;
  while (month == 0 || count < 2) {
    scanner.skip_any_of(" ,-/.'");
    if (scanner.done()) return month > 0 && count == 1 && widths[0] == 4 ? whole_month(numbers[0], month) : DateCell{};
    if (is_ascii_digit(scanner.peek())) {
      Scanner ahead = scanner;
      int number = 0;
      const int width = ahead.number(4, number);
      if (width <= 2 && ahead.peek() == ':') {  // the time stands before the year
        if (count != 1 || month == 0 || !scan_clock(scanner, false, date)) return {};
        scanner.skip_blanks();
        const bool has_offset = scanner.peek() == '+' || scanner.peek() == '-';
        if (has_offset && !scan_offset(scanner, 2, date)) return {};
        if (const std::string_view zone = scanner.word(); !zone.empty()) {
          date.named_zone = is_zone_name(zone);
          if (!date.named_zone && zone != "utc" && zone != "gmt") return {};
        }
        continue;
      }
      if (count == 2) return {};
      scanner = ahead;
      numbers[count] = number;
      widths[count++] = width;
      if (const std::string_view ordinal = ahead.word();
          ordinal == "st" || ordinal == "nd" || ordinal == "rd" || ordinal == "th")
        scanner = ahead;
    } else {
      const std::string_view word = scanner.word();
      if (const int found = month_of(word); found > 0 && month == 0)
        month = found;
      else if (!is_weekday(word) && word != "of" && word != "the")
        return {};
    }
  }
  const size_t year = widths[0] == 4 ? 0 : 1;
  if ((widths[year] != 4 && widths[year] != 2) || widths[1 - year] > 2) return {};
  date.form = DateForm::year_first;
  date.first = full_year(numbers[year], widths[year] == 2);
  date.second = month;
  date.third = numbers[1 - year];
  if (scanner.done()) return date;
  if (date.has_time) return {};
  scanner.take(':');  // 05/Apr/2017:08:26:00 +0800, as web servers log it
  return scan_rest(scanner, date) ? date : DateCell{};
}

DateCell scan_plain(std::string_view text, int era, bool year_word) {
  Scanner weekday(text);
  skip_weekday(weekday);
  weekday.skip_any_of(" ,");
  text = weekday.rest();
  const size_t digits = text.find_first_not_of("0123456789");
  if (digits == std::string_view::npos) return text.size() == 8 || text.size() == 14 ? scan_compact(text) : DateCell{};
  if (digits == 8) {
    DateCell date = scan_compact(text.substr(0, 8));
    Scanner scanner(text.substr(8));
    const bool parted = scanner.peek() == ' ' || scanner.peek() == 't';
    return date.is_date() && parted && scan_rest(scanner, date) ? date : DateCell{};
  }
  DateCell date;
  Scanner scanner(text);
  int width = scanner.number(4, date.first);
  scanner.skip_blanks();
  const char separator = scanner.peek();
  if (!is_separator(separator)) return {};
  if (era != 0 && width > 0 && width <= 3) {
    date.first += era;
    width = 4;
  } else if (width == 3 && (year_word || separator == '/')) {  // Taiwan counts from 1912 on
    date.first += 1911;
    width = 4;
  } else if (width == 2 && year_word) {
    date.first = full_year(date.first, true);
    width = 4;
  }
  scanner.take(separator);
  scanner.skip_blanks();
  const int second_width = scanner.number(4, date.second);
  scanner.skip_blanks();
  if (separator != '.' && scanner.done()) {
    if (width == 4 && second_width <= 2) return whole_month(date.first, date.second);
    return width <= 2 && second_width == 4 ? whole_month(date.second, date.first) : DateCell{};
  }
  if (second_width == 0 || second_width > 2 || !scanner.take(separator)) return {};
  scanner.skip_blanks();
  if (year_word && width == 4 && scanner.done()) return whole_month(date.first, date.second);
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
  const bool parted = scanner.peek() == 't' || scanner.peek() == ' ' || scanner.peek() == ',' ||
                      scanner.peek() == '(' || scanner.peek() <= kNoon;
  if (!parted || !scan_rest(scanner, date)) return {};
  // Behind midnight, where an offset or 24:00 would carry the time, day and month could no longer be exchanged.
  if (date.form == DateForm::year_last && date.zone_minutes != 0) return {};
  if (date.form == DateForm::year_last && date.ms_of_day >= kMsPerDay) date.time_possible = false;
  return date;
}

// Two digits; more than 99: no digits.
unsigned two_digits(const char* at) {
  const unsigned tens = static_cast<unsigned char>(at[0]) - unsigned{'0'};
  const unsigned ones = static_cast<unsigned char>(at[1]) - unsigned{'0'};
  return tens <= 9 && ones <= 9 ? tens * 10 + ones : 10'000;
}

// "2017-04-05", "2017/04/05", with "08:26" or "08:26:00" behind a blank or T: by far the most usual forms, and where
// nearly every date of a file is read.
bool scan_iso(std::string_view cell, DateCell& date) {
  if (cell.size() != 10 && cell.size() != 16 && cell.size() != 19) return false;
  const char* const text = cell.data();
  if ((text[4] != '-' && text[4] != '/') || text[7] != text[4]) return false;
  const unsigned year = two_digits(text) * 100 + two_digits(text + 2);
  const unsigned month = two_digits(text + 5);
  const unsigned day = two_digits(text + 8);
  unsigned hour = 0;
  unsigned minute = 0;
  unsigned second = 0;
  if (cell.size() > 10) {
    if ((text[10] != ' ' && text[10] != 'T') || text[13] != ':') return false;
    hour = two_digits(text + 11);
    minute = two_digits(text + 14);
    if (cell.size() == 19) {
      if (text[16] != ':') return false;
      second = two_digits(text + 17);
    }
  }
  if (year > 9999 || month > 99 || day > 99 || hour > 99 || minute > 99 || second > 99) return false;
  date.form = DateForm::year_first;
  date.first = static_cast<int>(year);
  date.second = static_cast<int>(month);
  date.third = static_cast<int>(day);
  date.has_time = cell.size() > 10;
  date.time_possible = (hour <= 23 && minute <= 59 && second <= 59) || (hour == 24 && minute + second == 0);
  date.ms_of_day = static_cast<int>((hour * 60 + minute) * 60 + second) * 1000;
  return true;
}

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
  if (cell.size() < 6 || cell.size() > kLongestPlainCell) return {};
  if (!is_ascii_digit(cell[0]) && !begins_like_date(cell)) return {};
  const auto is_plain = [](char c) { return static_cast<unsigned char>(c) < 0x80 && c >= ' ' && !is_ascii_letter(c); };
  if (std::all_of(cell.begin(), cell.end(), is_plain)) return scan_plain(cell, 0, false);
  PlainDate plain;
  plain_date(cell, plain);
  date = scan_plain(plain.text.view(), plain.era, plain.year_word);
  return date.is_date() ? date : scan_named(plain.text.view());
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
