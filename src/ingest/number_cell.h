// One cell read as a number: thousands marks (also Indian and Swiss), decimal point or comma, currency before or after,
// parentheses and trailing minus for negatives, full-width digits, exponents, percent, and the Chinese 千, 万 and 亿.
// The result is exact: no binary fraction is ever in between.
#pragma once

#include <string_view>

#include "base/money.h"
#include "ingest/ingest_spec.h"

namespace sluice::ingest {

enum class NumberProblem {
  none,
  blank,
  unreadable,
  too_large,  ///< beyond +-9.2 * 10^12, so that every amount of a column fits 64 bits at six decimals
};

struct NumberCell {
  NumberProblem problem = NumberProblem::none;
  Money value;           ///< decimals as written, at most kMaxDecimals
  bool rounded = false;  ///< finer than 10^-6: rounded half away from zero
  bool percent = false;  ///< written as a percentage; the value is the share: 12.5% is 0.125
};

/// Reads the most usual form: "-1234.50", at most 12 digits before the point and six after it, so that nothing can be
/// too large. `point` may be NUL: integers only. One pass, no tables: this is where nearly every number of a file is
/// read. false: it is another form, or none; `money` is as it was.
inline bool read_plain_digits(std::string_view cell, char point, Money& money) {
  const char* at = cell.data();
  const char* const end = at + cell.size();
  if (at == end) return false;
  const bool negative = *at == '-';
  if (negative || *at == '+') ++at;
  const char* const whole = at;
  uint64_t units = 0;
  unsigned digit = 0;
  for (; at != end && (digit = static_cast<unsigned char>(*at) - unsigned{'0'}) <= 9; ++at) units = units * 10 + digit;
  const auto whole_digits = at - whole;
  if (whole_digits == 0 || whole_digits > 12) return false;
  int decimals = 0;
  if (at != end) {
    if (*at != point || point == '\0') return false;
    const char* const fraction = ++at;
    if (end - fraction > kMaxDecimals) return false;
    for (; at != end && (digit = static_cast<unsigned char>(*at) - unsigned{'0'}) <= 9; ++at)
      units = units * 10 + digit;
    decimals = static_cast<int>(at - fraction);
    if (at != end || decimals == 0) return false;
  }
  const auto signed_units = static_cast<int64_t>(units);
  money = {negative ? -signed_units : signed_units, decimals};
  return true;
}

inline bool read_plain_number(std::string_view cell, DecimalMark mark, Money& money) {
  return read_plain_digits(cell, mark == DecimalMark::comma ? ',' : '.', money);
}

/// `mark`: point or comma (automatic counts as point). The other one of them may mark thousands, as may blanks and
/// apostrophes. "-", "N/A", "NULL" and their like are blank.
NumberCell read_number(std::string_view cell, DecimalMark mark);

/// What a cell shows of itself before the decimal mark of its column is known.
struct NumberLook {
  bool is_number = false;  ///< readable under one decimal mark or the other
  /// The decimal mark that this cell can only have: "1.234,5" and "12,5" have a comma, "1,234.5" and "0.25" a point.
  /// automatic: no mark, or one that can also be a thousands mark ("1,234").
  DecimalMark mark = DecimalMark::automatic;
  /// "¥", "$", "€", "£", "₹", "HK$", "CHF"... where the cell carries one (also as 元, RMB, USD...); else empty.
  std::string_view currency;
  bool percent = false;
};

NumberLook look_at_number(std::string_view cell);

}  // namespace sluice::ingest
