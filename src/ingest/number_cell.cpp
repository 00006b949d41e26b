#include "ingest/number_cell.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "base/text.h"
#include "ingest/plain_text.h"

namespace sluice::ingest {
namespace {

struct CurrencyWord {
  std::string_view text;  // half-width, lower case
  std::string_view symbol;
};

// Longer words first: "us$" before "$". 元 and 圓 are the yuan, the yen and the dollar of Taiwan and Hong Kong: no cell
// tells which.
constexpr CurrencyWord kCurrencies[] = {
    {"人民币", "¥"}, {"人民幣", "¥"}, {"新台币", "NT$"}, {"新台幣", "NT$"}, {"台币", "NT$"}, {"台幣", "NT$"},
    {"港币", "HK$"}, {"港幣", "HK$"}, {"日元", "¥"},     {"日圓", "¥"},     {"美元", "$"},   {"欧元", "€"},
    {"歐元", "€"},   {"英镑", "£"},   {"英鎊", "£"},     {"us$", "$"},      {"nt$", "NT$"},  {"hk$", "HK$"},
    {"cn¥", "¥"},    {"jp¥", "¥"},    {"rmb¥", "¥"},     {"a$", "A$"},      {"c$", "C$"},    {"s$", "S$"},
    {"r$", "R$"},    {"usd", "$"},    {"cny", "¥"},      {"rmb", "¥"},      {"jpy", "¥"},    {"eur", "€"},
    {"gbp", "£"},    {"twd", "NT$"},  {"ntd", "NT$"},    {"hkd", "HK$"},    {"aud", "A$"},   {"cad", "C$"},
    {"sgd", "S$"},   {"brl", "R$"},   {"inr", "₹"},      {"krw", "₩"},      {"rub", "₽"},  {"chf", "CHF"},
    {"sek", "SEK"},  {"nok", "NOK"},  {"dkk", "DKK"},    {"pln", "PLN"},    {"rs.", "₹"},    {"rs", "₹"},
    {"zł", "PLN"},   {"kr", "kr"},    {"¥", "¥"},        {"元", "¥"},       {"圆", "¥"},     {"圓", "¥"},
    {"円", "¥"},     {"块", "¥"},     {"塊", "¥"},       {"$", "$"},        {"€", "€"},      {"£", "£"},
    {"₹", "₹"},      {"₩", "₩"},      {"₽", "₽"}};

// Counting words behind the digits: powers of ten.
struct Multiple {
  std::string_view text;
  int exponent;
};
constexpr Multiple kMultiples[] = {{"千", 3}, {"万", 4}, {"萬", 4}, {"亿", 8}, {"億", 8}};

bool is_minus(char32_t c) {
  return c == 0x2212 || c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0xFE63;  // minus, hyphens, en dash, small
}

// ASCII form of the cell, lower case, typographic signs replaced; currency words stay as they are.
void plain_form(std::string_view cell, PlainText& plain) {
  std::string character;
  for (size_t at = 0; at < cell.size();) {
    char32_t c = half_width(next_character(cell, at));
    if (is_invisible(c)) continue;
    if (is_minus(c)) c = '-';
    if (c == 0x2019 || c == 0x2BC || c == 0x2BB) c = '\'';
    if (c == 0xFFE5) c = 0xA5;  // full-width yen and yuan sign
    if (c == 0xFFE1) c = 0xA3;
    if (c == 0xFFE6) c = 0x20A9;
    if (c == 0xFF04) c = '$';
    if (c < 0x80) {
      plain.push_back(lower_ascii(static_cast<char>(c)));
      continue;
    }
    character.clear();  // at most four bytes: never on the heap
    append_utf8(c, character);
    plain.append(character);
  }
}

bool is_plain(std::string_view cell) {
  return std::none_of(cell.begin(), cell.end(),
                      [](char c) { return static_cast<unsigned char>(c) >= 0x80 || (c >= 'A' && c <= 'Z'); });
}

// Takes a currency word off one end; its symbol, or empty.
std::string_view take_currency(std::string_view& text) {
  for (const CurrencyWord& word : kCurrencies) {
    // One byte clears most words.
    if (text.front() == word.text.front() && text.starts_with(word.text)) {
      text.remove_prefix(word.text.size());
      return word.symbol;
    }
    if (text.back() == word.text.back() && text.ends_with(word.text)) {
      text.remove_suffix(word.text.size());
      return word.symbol;
    }
  }
  return {};
}

// Takes 万 or 亿 off the end; 0: there is none.
int take_multiple(std::string_view& text) {
  for (const Multiple& multiple : kMultiples) {
    if (!text.ends_with(multiple.text)) continue;
    text.remove_suffix(multiple.text.size());
    return multiple.exponent;
  }
  return 0;
}

// What is left when signs, parentheses, currency, counting words and blanks around the digits are taken away.
struct Core {
  std::string_view digits;
  std::string_view currency;
  bool negative = false;
  bool percent = false;
  int exponent = 0;  // of ten: 4 for 万, -2 for a percentage
};

bool begins_and_ends_with_digits(std::string_view text) {
  return !text.empty() && is_ascii_digit(text.front()) && is_ascii_digit(text.back());
}

std::optional<Core> find_core(std::string_view plain) {
  Core core;
  bool has_sign = false;
  std::string_view text = trim(plain);
  if (text.size() > 1 && text.front() == '\'') text.remove_prefix(1);  // Excel's mark for text
  if (text.size() > 3 && text.starts_with("=\"") && text.ends_with('"')) text = text.substr(2, text.size() - 3);
  for (bool more = true; more;) {
    more = false;
    if (text.empty()) return std::nullopt;
    if (begins_and_ends_with_digits(text)) break;
    if (const std::string_view symbol = take_currency(text); !symbol.empty()) {
      if (core.currency.empty()) core.currency = symbol;
      more = true;
    } else if (const int exponent = take_multiple(text); exponent != 0) {
      core.exponent += exponent;
      if (core.exponent > 12) return std::nullopt;
      more = true;
    } else if (!core.percent && text.back() == '%') {
      core.percent = more = true;
      core.exponent -= 2;
      text.remove_suffix(1);
    }
    if (!has_sign && !text.empty() && (text.front() == '-' || text.front() == '+')) {
      core.negative = text.front() == '-';
      text.remove_prefix(1);
      has_sign = more = true;
    } else if (!has_sign && !text.empty() && text.back() == '-') {
      core.negative = has_sign = more = true;
      text.remove_suffix(1);
    } else if (!has_sign && text.size() > 2 && text.front() == '(' && text.back() == ')') {
      core.negative = has_sign = more = true;
      text = text.substr(1, text.size() - 2);
    }
    text = trim(text);
  }
  core.digits = text;
  return core;
}

// The digits of a number and where its decimal mark stands.
struct Digits {
  std::array<char, kLongestPlainCell> text;
  int count = 0;
  int decimals = 0;  // may be negative, with an exponent
};

// Reads "12,345,678.90e2". Groups: three digits in the last one, two (India) or three in those before.
std::optional<Digits> read_digits(std::string_view core, DecimalMark mark) {
  const char point = mark == DecimalMark::comma ? ',' : '.';
  const char other = mark == DecimalMark::comma ? '.' : ',';
  Digits digits;
  char group_mark = 0;
  int group = 0;   // digits since the last group mark
  int groups = 0;  // group marks so far
  size_t i = 0;
  for (; i < core.size(); ++i) {
    const char c = core[i];
    if (is_ascii_digit(c)) {
      digits.text[static_cast<size_t>(digits.count++)] = c;
      ++group;
    } else if (c == other || c == ' ' || c == '\'') {
      if (group_mark != 0 && c != group_mark) return std::nullopt;
      if (group == 0 || group > 3 || (groups > 0 && group < 2)) return std::nullopt;
      if (digits.count > 0 && digits.text[0] == '0') return std::nullopt;  // "0,125" can only be a fraction
      group_mark = c;
      ++groups;
      group = 0;
    } else {
      break;
    }
  }
  if (groups > 0 && group != 3) return std::nullopt;
  if (i < core.size() && core[i] == point) {
    for (++i; i < core.size() && is_ascii_digit(core[i]); ++i) {
      digits.text[static_cast<size_t>(digits.count++)] = core[i];
      ++digits.decimals;
    }
  }
  if (digits.count == 0) return std::nullopt;
  if (i < core.size() && (core[i] == 'e' || core[i] == 'E')) {
    ++i;
    const bool negative = i < core.size() && core[i] == '-';
    if (i < core.size() && (core[i] == '-' || core[i] == '+')) ++i;
    const size_t from = i;
    int exponent = 0;
    for (; i < core.size() && is_ascii_digit(core[i]) && i - from < 3; ++i) exponent = exponent * 10 + (core[i] - '0');
    if (i == from) return std::nullopt;
    digits.decimals += negative ? exponent : -exponent;
  }
  if (i != core.size()) return std::nullopt;
  return digits;
}

constexpr int64_t kMostUnits = INT64_MAX / 1'000'000;  // at 0 decimals

NumberCell to_exact(const Digits& digits, bool negative) {
  NumberCell cell;
  const int kept = digits.decimals > kMaxDecimals ? digits.count - (digits.decimals - kMaxDecimals) : digits.count;
  int decimals = digits.decimals > kMaxDecimals ? kMaxDecimals : digits.decimals;
  int64_t units = 0;
  const auto append = [&units](int digit) {
    return !__builtin_mul_overflow(units, 10, &units) && !__builtin_add_overflow(units, digit, &units);
  };
  const auto digit_at = [&](int i) { return digits.text[static_cast<size_t>(i)] - '0'; };
  cell.problem = NumberProblem::too_large;
  for (int i = 0; i < kept; ++i) {
    if (!append(digit_at(i))) return cell;
  }
  for (; decimals < 0; ++decimals) {
    if (units != 0 && !append(0)) return cell;
  }
  for (int i = kept < 0 ? 0 : kept; i < digits.count; ++i) cell.rounded |= digit_at(i) != 0;
  if (units == INT64_MAX) return cell;
  if (kept >= 0 && kept < digits.count && digit_at(kept) >= 5) ++units;  // away from zero: the sign comes last
  // What was written finer than six decimals is often a binary fraction's noise: 125.43999999999998 is 125.44.
  while (digits.decimals > kMaxDecimals && decimals > 0 && units % 10 == 0) {
    units /= 10;
    --decimals;
  }
  if (units > kMostUnits * power_of_ten(decimals)) return cell;
  cell.problem = NumberProblem::none;
  cell.value = {negative ? -units : units, decimals};
  return cell;
}

NumberCell to_exact(Digits digits, const Core& core) {
  digits.decimals -= core.exponent;
  NumberCell cell = to_exact(digits, core.negative);
  cell.percent = core.percent;
  return cell;
}

bool is_number(const Core& core, DecimalMark mark) {
  const auto digits = read_digits(core.digits, mark);
  return digits && to_exact(*digits, core).problem == NumberProblem::none;
}

// Also a full-width one. Most cells of text end here.
bool has_digit(std::string_view cell) {
  return cell.find_first_of("0123456789") != std::string_view::npos || cell.find("\xEF\xBC") != std::string_view::npos;
}

}  // namespace

NumberCell read_number(std::string_view cell, DecimalMark mark) {
  NumberCell number;
  if (read_plain_number(cell, mark, number.value)) return number;
  number.problem = NumberProblem::blank;
  cell = trim(cell);
  if (cell.empty() || is_placeholder(cell)) return number;
  number.problem = NumberProblem::unreadable;
  if (cell.size() > kLongestPlainCell) return number;
  PlainText plain;
  if (!is_plain(cell)) {
    plain_form(cell, plain);
    cell = plain.view();
  }
  const auto core = find_core(cell);
  if (!core) return number;
  const auto digits = read_digits(core->digits, mark);
  return digits ? to_exact(*digits, *core) : number;
}

NumberLook look_at_number(std::string_view cell) {
  cell = trim(cell);
  if (cell.empty() || cell.size() > kLongestPlainCell || !has_digit(cell)) return {};
  Money money;
  if (read_plain_digits(cell, '\0', money)) return {true, DecimalMark::automatic, {}, false};
  PlainText plain;
  plain_form(cell, plain);
  const auto core = find_core(plain.view());
  if (!core) return {};
  const bool point = is_number(*core, DecimalMark::point);
  const bool comma = is_number(*core, DecimalMark::comma);
  if (!point && !comma) return {};
  NumberLook look{true, DecimalMark::automatic, core->currency, core->percent};
  if (point != comma) look.mark = point ? DecimalMark::point : DecimalMark::comma;
  return look;
}

}  // namespace sluice::ingest
