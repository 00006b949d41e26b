#include "ingest/number_cell.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "base/text.h"

namespace sluice::ingest {
namespace {

constexpr size_t kLongestCell = 64;  // no number that people write is longer

struct CurrencyWord {
  std::string_view text;  // half-width, lower case
  std::string_view symbol;
};

// Longer words first: "us$" before "$".
constexpr std::array<CurrencyWord, 15> kCurrencies{{{"us$", "$"},
                                                    {"cn¥", "¥"},
                                                    {"人民币", "¥"},
                                                    {"usd", "$"},
                                                    {"cny", "¥"},
                                                    {"rmb", "¥"},
                                                    {"eur", "€"},
                                                    {"gbp", "£"},
                                                    {"¥", "¥"},
                                                    {"￥", "¥"},
                                                    {"元", "¥"},
                                                    {"圆", "¥"},
                                                    {"$", "$"},
                                                    {"€", "€"},
                                                    {"£", "£"}}};

// ASCII form of the cell, lower case, typographic signs replaced; currency words stay as they are.
std::string plain_form(std::string_view cell) {
  std::string plain;
  for (size_t at = 0; at < cell.size();) {
    char32_t c = half_width(next_character(cell, at));
    if (c == 0x2212 || c == 0x2013) c = '-';  // minus sign, en dash
    if (c == 0x2019) c = '\'';
    if (c == 0xFFE5) c = 0xA5;  // full-width yen and yuan sign
    if (c == 0xFFE1) c = 0xA3;
    if (c < 0x80) c = static_cast<unsigned char>(lower_ascii(static_cast<char>(c)));
    append_utf8(c, plain);
  }
  return plain;
}

// Takes a currency word off one end; its symbol, or empty.
std::string_view take_currency(std::string_view& text) {
  for (const CurrencyWord& word : kCurrencies) {
    if (text.starts_with(word.text)) {
      text.remove_prefix(word.text.size());
      return word.symbol;
    }
    if (text.ends_with(word.text)) {
      text.remove_suffix(word.text.size());
      return word.symbol;
    }
  }
  return {};
}

// What is left when signs, parentheses, currency and blanks around the digits are taken away.
struct Core {
  std::string_view digits;
  std::string_view currency;
  bool negative = false;
};

std::optional<Core> find_core(std::string_view plain) {
  Core core;
  bool has_sign = false;
  std::string_view text = trim(plain);
  for (bool more = true; more;) {
    more = false;
    if (text.empty()) return std::nullopt;
    if (const std::string_view symbol = take_currency(text); !symbol.empty()) {
      if (core.currency.empty()) core.currency = symbol;
      more = true;
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
  std::array<char, kLongestCell> text{};
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
      if (digits.text[0] == '0') return std::nullopt;  // "0,125" can only be a fraction
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
  if (i < core.size() && core[i] == 'e') {
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

// The most usual form without any of the above: "-1234.50". Up to 12 digits, so that nothing can be too large. `point`
// may be NUL: integers only.
std::optional<Money> read_simple(std::string_view cell, char point) {
  const bool negative = !cell.empty() && cell.front() == '-';
  if (negative) cell.remove_prefix(1);
  if (cell.empty() || cell.size() > 12) return std::nullopt;
  int64_t units = 0;
  size_t i = 0;
  for (; i < cell.size() && is_ascii_digit(cell[i]); ++i) units = units * 10 + (cell[i] - '0');
  if (i == 0) return std::nullopt;
  int decimals = 0;
  if (i < cell.size()) {
    if (cell[i] != point) return std::nullopt;
    for (++i; i < cell.size() && is_ascii_digit(cell[i]); ++i, ++decimals) units = units * 10 + (cell[i] - '0');
    if (i < cell.size() || decimals == 0 || decimals > kMaxDecimals) return std::nullopt;
  }
  return Money{negative ? -units : units, decimals};
}

bool is_number(const Core& core, DecimalMark mark) {
  const auto digits = read_digits(core.digits, mark);
  return digits && to_exact(*digits, core.negative).problem == NumberProblem::none;
}

// Also a full-width one. Most cells of text end here.
bool has_digit(std::string_view cell) {
  return cell.find_first_of("0123456789") != std::string_view::npos || cell.find("\xEF\xBC") != std::string_view::npos;
}

}  // namespace

NumberCell read_number(std::string_view cell, DecimalMark mark) {
  if (const auto simple = read_simple(cell, mark == DecimalMark::comma ? ',' : '.')) return {{}, *simple, false};
  cell = trim(cell);
  if (cell.empty()) return {NumberProblem::blank, {}, false};
  const NumberCell unreadable{NumberProblem::unreadable, {}, false};
  if (cell.size() > kLongestCell) return unreadable;
  const std::string plain = plain_form(cell);
  const auto core = find_core(plain);
  if (!core) return unreadable;
  const auto digits = read_digits(core->digits, mark);
  return digits ? to_exact(*digits, core->negative) : unreadable;
}

NumberLook look_at_number(std::string_view cell) {
  cell = trim(cell);
  if (cell.empty() || cell.size() > kLongestCell || !has_digit(cell)) return {};
  if (read_simple(cell, '\0')) return {true, DecimalMark::automatic, {}};
  const std::string plain = plain_form(cell);
  const auto core = find_core(plain);
  if (!core) return {};
  const bool point = is_number(*core, DecimalMark::point);
  const bool comma = is_number(*core, DecimalMark::comma);
  if (!point && !comma) return {};
  NumberLook look{true, DecimalMark::automatic, core->currency};
  if (point != comma) look.mark = point ? DecimalMark::point : DecimalMark::comma;
  return look;
}

}  // namespace sluice::ingest
