#include "ingest/date_words.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace sluice::ingest {
namespace {

using namespace std::string_view_literals;

struct Replacement {
  std::string_view word;
  std::string_view plain;
};

// Longer words first. 年 and 月 are looked at by hand.
constexpr Replacement kReplacements[] = {
    {"日", " "},      {"号", " "},      {"號", " "},      {"时", ":"},      {"時", ":"},      {"点", ":"},
    {"點", ":"},      {"分", ":"},      {"秒", ""},       {"半", "30"},     {"整", ""},       {"上午", "\x01"},
    {"早上", "\x01"}, {"早晨", "\x01"}, {"清晨", "\x01"}, {"凌晨", "\x01"}, {"午前", "\x01"}, {"下午", "\x02"},
    {"晚上", "\x02"}, {"傍晚", "\x02"}, {"午后", "\x02"}, {"午後", "\x02"}, {"中午", "\x03"}, {"正午", "\x03"},
};

constexpr std::array<std::string_view, 5> kWeekdayWords{"星期", "礼拜", "禮拜", "周", "週"};
constexpr std::string_view kWeekdays = "一二三四五六日天";
constexpr std::string_view kJapaneseWeekdays = "月火水木金土日";

struct Era {
  std::string_view name;
  int offset;
};
constexpr Era kEras[] = {{"中华民国", 1911}, {"中華民國", 1911}, {"民国", 1911}, {"民國", 1911},
                         {"令和", 2018},     {"平成", 1988},     {"昭和", 1925}};

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 18> kEnglishWeekdays{
    "mon", "tue", "tues",   "wed",     "weds",      "thu",      "thur",   "thurs",    "fri",
    "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
constexpr std::array<std::string_view, 30> kZones{
    "est",  "edt", "cst",  "cdt", "mst", "mdt", "pst", "pdt", "akst", "hst",  "bst",  "ist",  "cet",  "cest", "eet",
    "eest", "wet", "west", "msk", "jst", "kst", "hkt", "sgt", "aest", "aedt", "acst", "awst", "nzst", "nzdt", "brt"};

template <class Words>
bool holds(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The length of the first character.
size_t first_length(std::string_view text) {
  size_t at = 0;
  next_character(text, at);
  return at;
}

// `characters`: of three bytes each. The middle of one of them is no character.
bool begins_with_one_of(std::string_view text, std::string_view characters) {
  if (text.empty() || first_length(text) != 3) return false;
  const size_t at = characters.find(text.substr(0, 3));
  return at != std::string_view::npos && at % 3 == 0;
}

// 〇 to 九 as 0 to 9, 十 as 10; -1: no numeral.
int numeral(std::string_view text) {
  constexpr std::string_view kNumerals = "〇一二三四五六七八九十";
  if (text.starts_with("零") || text.starts_with("○")) return 0;
  const size_t at = text.empty() || text.front() == '\0' ? std::string_view::npos : kNumerals.find(text.substr(0, 3));
  return text.size() >= 3 && at != std::string_view::npos && at % 3 == 0 ? static_cast<int>(at / 3) : -1;
}

// A run of numerals: "二〇一七" is 2017, "十二" 12, "二十" 20, "三十一" 31. Returns its length.
size_t take_numerals(std::string_view cell, PlainText& plain) {
  size_t at = 0;
  int tens = -1;
  std::array<int, 4> digits{};
  size_t count = 0;
  for (int value = numeral(cell); value >= 0 && count < digits.size(); value = numeral(cell.substr(at))) {
    if (value == 10) {
      if (tens >= 0 || count > 1) break;
      tens = count == 1 ? digits[0] : 1;
      count = 0;
    } else {
      digits[count++] = value;
    }
    at += 3;
  }
  if (tens >= 0) plain.push_back(static_cast<char>('0' + tens));
  if (tens >= 0 && count == 0) plain.push_back('0');
  for (size_t i = 0; i < count; ++i) plain.push_back(static_cast<char>('0' + digits[i]));
  return at;
}

// "星期三", "周三", "(水)": its length; 0: no weekday.
size_t weekday_length(std::string_view text) {
  for (const std::string_view word : kWeekdayWords) {
    if (text.starts_with(word) && begins_with_one_of(text.substr(word.size()), kWeekdays)) return word.size() + 3;
  }
  for (const auto& [open, close] : {std::pair{"("sv, ")"sv}, std::pair{"（"sv, "）"sv}}) {
    if (!text.starts_with(open)) continue;
    const std::string_view inside = text.substr(open.size());
    size_t length = weekday_length(inside);
    if (length == 0 && begins_with_one_of(inside, kJapaneseWeekdays)) length = 3;
    if (length > 0 && inside.substr(length).starts_with(close)) return open.size() + length + close.size();
  }
  return 0;
}

}  // namespace

void plain_date(std::string_view cell, PlainDate& plain) {
  for (const Era& era : kEras) {
    if (!cell.starts_with(era.name)) continue;
    plain.era = era.offset;
    cell = trim(cell.substr(era.name.size()));
    if (cell.starts_with("元年")) {
      plain.text.push_back('1');
      cell.remove_prefix(std::string_view("元").size());
    }
    break;
  }
  bool after_month = false;  // a dash may follow 月, as Oracle writes it: 05-4月 -17
  for (size_t at = 0; at < cell.size();) {
    const size_t from = at;
    const std::string_view rest = cell.substr(from);
    const char32_t c = half_width(next_character(cell, at));
    if (const size_t weekday = c == '(' || c >= 0x80 ? weekday_length(rest) : 0; weekday > 0) {
      plain.text.push_back(' ');
      at = from + weekday;
      continue;
    }
    if (is_invisible(c)) continue;
    if (c == U'年' || c == U'月') {
      plain.text.push_back('-');
      plain.year_word |= c == U'年';
      after_month = c == U'月';
      continue;
    }
    if (c < 0x80) {
      const bool second_dash = c == '-' && after_month;
      if (!second_dash) plain.text.push_back(lower_ascii(static_cast<char>(c < ' ' ? '?' : c)));
      after_month = after_month && c == ' ';
      continue;
    }
    after_month = false;
    if (numeral(rest) >= 0) {
      at = from + take_numerals(rest, plain.text);
      continue;
    }
    const auto known = std::find_if(std::begin(kReplacements), std::end(kReplacements),
                                    [&](const Replacement& entry) { return rest.starts_with(entry.word); });
    if (known == std::end(kReplacements)) {
      plain.text.push_back('?');
      continue;
    }
    plain.text.append(known->plain);
    at = from + known->word.size();
  }
  const size_t last = plain.text.view().find_last_not_of(' ');
  plain.text.resize(last == std::string_view::npos ? 0 : last + 1);
}

bool begins_like_date(std::string_view cell) {
  if (cell.empty()) return false;
  if (is_ascii_letter(cell.front())) {
    std::string_view word = cell.substr(0, std::min<size_t>(cell.size(), 3));
    std::array<char, 3> lower{};
    for (size_t i = 0; i < word.size(); ++i) lower[i] = lower_ascii(word[i]);
    word = std::string_view(lower.data(), word.size());
    return month_of(word) > 0 || is_weekday(word);
  }
  if (static_cast<unsigned char>(cell.front()) < 0x80) return cell.front() == '(';
  if (cell.starts_with("\xEF\xBC") || numeral(cell) >= 0 || weekday_length(cell) > 0) return true;
  return std::any_of(std::begin(kEras), std::end(kEras), [&](const Era& era) { return cell.starts_with(era.name); });
}

int month_of(std::string_view word) {
  if (word == "sept") return 9;
  for (size_t i = 0; i < kMonths.size(); ++i) {
    if (word == kMonths[i] || word == kMonths[i].substr(0, 3)) return static_cast<int>(i) + 1;
  }
  return 0;
}

bool is_weekday(std::string_view word) { return holds(kEnglishWeekdays, word); }
bool is_zone_name(std::string_view word) { return holds(kZones, word); }

}  // namespace sluice::ingest
