#include "app/format.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <vector>

#include "app/i18n.h"
#include "base/calendar.h"

namespace sluice::app {
namespace {

constexpr const char* kMinus = "\u2212";

/// Half away from zero, as people round; printf alone would round exact halves to even.
double round_to(double value, int decimals) {
  const double power = std::pow(10.0, decimals);
  constexpr double kExactIntegers = 9007199254740992.0;  // 2^53
  const double scaled = value * power;
  return std::abs(scaled) < kExactIntegers ? std::round(scaled) / power : value;
}

/// Digits of a value >= 0 with a comma before each three of the whole part.
std::string grouped(double magnitude, int decimals) {
  std::array<char, 400> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, round_to(magnitude, decimals));
  std::string text = buffer.data();
  const size_t whole = std::min(text.find('.'), text.size());
  for (size_t at = whole; at > 3; at -= 3) text.insert(at - 3, 1, ',');
  return text;
}

std::string without_trailing_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

/// "−" unless the value rounds to zero.
std::string sign_of(double value, int decimals) { return round_to(value, decimals) < 0 ? kMinus : ""; }

struct Unit {
  double size = 1;
  std::string name;
};

/// The language's units for large numbers, smallest first: the table says "3:K 6:M ..." by powers of ten, because
/// Chinese counts in ten thousands ("4:万 8:亿").
std::vector<Unit> compact_units() {
  std::vector<Unit> units;
  std::istringstream pairs(tr("format.compact_units"));
  for (std::string pair; pairs >> pair;) {
    const size_t colon = std::min(pair.find(':'), pair.size() - 1);
    units.push_back({std::pow(10.0, std::atoi(pair.c_str())), pair.substr(colon + 1)});
  }
  return units;
}

/// Below the first unit: more decimals the smaller the number, so that averages stay meaningful.
int plain_decimals(double magnitude) { return magnitude < 10 ? 2 : magnitude < 100 ? 1 : 0; }

/// The magnitude without its sign: "950", "1.2K", "3.4亿". A value that rounds to the next unit's size belongs there
/// (999,950 is 1.0M).
std::string compact_magnitude(double magnitude) {
  const std::vector<Unit> units = compact_units();
  for (size_t at = 0; at <= units.size(); ++at) {
    const double size = at == 0 ? 1 : units[at - 1].size;
    const double next = at < units.size() ? units[at].size / size : HUGE_VAL;
    constexpr double kOneDecimalBelow = 100;
    const double scaled = magnitude / size;
    const int decimals = at == 0 ? plain_decimals(scaled) : round_to(scaled, 1) < kOneDecimalBelow ? 1 : 0;
    if (round_to(scaled, decimals) >= next) continue;
    return at == 0 ? without_trailing_zeros(grouped(scaled, decimals)) : grouped(scaled, decimals) + units[at - 1].name;
  }
  return grouped(magnitude, 0);
}

/// Enough decimals for cents, and for amounts under a cent as many as show two digits of them: 0.001 is not nothing.
int money_decimals(double magnitude) {
  constexpr int kMost = 6;  // as many as are kept of an amount
  if (magnitude == 0 || round_to(magnitude, 2) > 0) return 2;
  const int first_digit = std::min(kMost, static_cast<int>(std::ceil(-std::log10(magnitude))));
  if (first_digit == kMost || round_to(magnitude, first_digit) == round_to(magnitude, first_digit + 1)) {
    return first_digit;
  }
  return first_digit + 1;
}

std::string with_currency(double value, std::string_view currency, const std::string& magnitude, int decimals) {
  // A symbol stands close to the number, a code such as "CHF" keeps its distance.
  const bool code = currency.size() >= 3 && currency[0] >= 'A' && currency[0] <= 'Z';
  return sign_of(value, decimals) + std::string(currency) + (code ? " " : "") + magnitude;
}

bool missing(const Maybe& value) { return !value.has_value() || !std::isfinite(*value); }

}  // namespace

const char* absent() { return "\u2013"; }

std::string format_count(Maybe value) {
  if (missing(value)) return absent();
  constexpr int kDecimals = 2;
  return sign_of(*value, kDecimals) + without_trailing_zeros(grouped(std::abs(*value), kDecimals));
}

std::string format_whole(uint64_t value) { return format_count(static_cast<double>(value)); }

std::string format_number(Maybe value, int decimals) {
  if (missing(value)) return absent();
  return sign_of(*value, decimals) + grouped(std::abs(*value), decimals);
}

std::string format_compact(Maybe value) {
  if (missing(value)) return absent();
  return sign_of(*value, plain_decimals(std::abs(*value))) + compact_magnitude(std::abs(*value));
}

std::string format_money(Maybe value, std::string_view currency) {
  if (missing(value)) return absent();
  constexpr double kCentsBelow = 1000, kShortFrom = 1e6;
  const int cents = money_decimals(std::abs(*value));
  const double magnitude = round_to(std::abs(*value), cents);
  if (magnitude >= kShortFrom) return format_money_compact(value, currency);
  const int decimals = magnitude < kCentsBelow && magnitude != std::floor(magnitude) ? cents : 0;
  return with_currency(*value, currency, grouped(magnitude, decimals), decimals);
}

std::string format_money_full(Maybe value, std::string_view currency) {
  if (missing(value)) return absent();
  const int cents = money_decimals(std::abs(*value));
  const double magnitude = round_to(std::abs(*value), cents);
  const int decimals = magnitude != std::floor(magnitude) ? cents : 0;
  return with_currency(*value, currency, grouped(magnitude, decimals), decimals);
}

std::string format_money_exact(Maybe value, std::string_view currency) {
  if (missing(value)) return absent();
  const int decimals = money_decimals(std::abs(*value));
  return with_currency(*value, currency, grouped(std::abs(*value), decimals), decimals);
}

std::string format_money_compact(Maybe value, std::string_view currency) {
  if (missing(value)) return absent();
  const double magnitude = std::abs(*value);
  if (round_to(magnitude, 2) == 0) return format_money_full(value, currency);
  return with_currency(*value, currency, compact_magnitude(magnitude), plain_decimals(magnitude));
}

std::string format_percent(Maybe share) {
  if (missing(share)) return absent();
  const double percent = *share * 100;
  const double magnitude = std::abs(percent);
  const double rounded = round_to(magnitude, 1);
  if (magnitude > 0 && rounded == 0) return percent > 0 ? "<0.1%" : std::string(">") + kMinus + "0.1%";
  if (magnitude < 100 && rounded == 100) return percent > 0 ? ">99.9%" : std::string("<") + kMinus + "99.9%";
  const bool whole = magnitude == 0 || magnitude == 100;
  return sign_of(percent, 1) + grouped(magnitude, whole ? 0 : 1) + "%";
}

std::string format_percent_range(double low, double high) {
  if (!std::isfinite(low) || !std::isfinite(high)) return absent();
  return format_number(low * 100, 1) + "\u2013" + format_number(high * 100, 1) + "%";
}

std::string format_change(Maybe share) {
  if (missing(share)) return absent();
  const double percent = round_to(*share * 100, 1);
  if (percent == 0) return "0%";
  return std::string(percent > 0 ? "+" : kMinus).append(grouped(std::abs(percent), 1)).append("%");
}

std::string format_days(Maybe days) {
  if (missing(days)) return absent();
  return tr_plural("format.days", round_to(*days, 1));
}

std::string format_duration(Maybe milliseconds) {
  if (missing(milliseconds)) return absent();
  struct TimeUnit {
    double size;
    const char* key;
  };
  constexpr std::array<TimeUnit, 4> kUnits = {TimeUnit{86'400'000, "format.day"}, TimeUnit{3'600'000, "format.hour"},
                                              TimeUnit{60'000, "format.minute"}, TimeUnit{1'000, "format.second"}};
  constexpr double kSecond = 1'000;
  constexpr double kOnlyDaysFrom = 30 * 86'400'000.0;
  const double magnitude = std::abs(*milliseconds);
  const std::string sign = *milliseconds < 0 ? kMinus : "";
  if (magnitude < 10 * kSecond) {
    return sign + tr_format("format.second", {without_trailing_zeros(grouped(magnitude / kSecond, 1))});
  }
  for (size_t at = 0; at < kUnits.size(); ++at) {
    const bool alone = at + 1 == kUnits.size() || (at == 0 && magnitude >= kOnlyDaysFrom);
    const double smaller = alone ? kUnits[at].size : kUnits[at + 1].size;
    const double rounded = std::round(magnitude / smaller) * smaller;
    if (rounded < kUnits[at].size) continue;
    const double whole = std::floor(rounded / kUnits[at].size);
    const double rest = (rounded - whole * kUnits[at].size) / smaller;
    std::string text = sign + tr_format(kUnits[at].key, {grouped(whole, 0)});
    if (!alone && rest >= 1) text += " " + tr_format(kUnits[at + 1].key, {grouped(rest, 0)});
    return text;
  }
  return sign + tr_format("format.second", {"0"});
}

std::string format_bytes(uint64_t bytes) {
  constexpr std::array<const char*, 5> kNames = {"B", "kB", "MB", "GB", "TB"};
  double value = static_cast<double>(bytes);
  size_t unit = 0;
  while (unit + 1 < kNames.size() && round_to(value, unit == 0 ? 0 : 1) >= 1000) {
    value /= 1000;
    ++unit;
  }
  return without_trailing_zeros(grouped(value, unit == 0 ? 0 : 1)) + " " + kNames[unit];
}

std::string format_date(std::string_view iso_day) {
  const std::optional<Day> day = parse_iso_day(iso_day);
  if (!day) return std::string(iso_day);
  const CivilDate date = civil_from_day(*day);
  const char* month = tr("month.short." + std::to_string(date.month));
  return tr_format("format.date", {std::to_string(date.year), month, std::to_string(date.day)});
}

std::string format_month(int year, int month) {
  return tr_format("format.month", {std::to_string(year), tr("month.short." + std::to_string(month))});
}

std::string format_period(std::string_view id) {
  constexpr std::string_view kUpTo = "../";
  if (id.starts_with(kUpTo)) return tr_format("format.up_to", {format_period(id.substr(kUpTo.size()))});
  constexpr size_t kYearAndDash = 5;
  if (id.size() < kYearAndDash + 2 || id[kYearAndDash - 1] != '-') return std::string(id);
  const std::string year(id.substr(0, kYearAndDash - 1));
  std::string_view part = id.substr(kYearAndDash);
  if (part[0] == 'Q') return tr_format("format.quarter", {year, part.substr(1)});
  const bool week = part[0] == 'W';
  if (week) part.remove_prefix(1);
  if (part[0] == '0') part.remove_prefix(1);
  if (week) return tr_format("format.week", {year, part});
  return tr_format("format.month", {year, tr("month.short." + std::string(part))});
}

std::string plain_number(Maybe value) {
  if (missing(value)) return {};
  std::array<char, 400> buffer{};      // for all digits of any double, without an exponent
  const double number = *value + 0.0;  // never -0
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed);
  return {buffer.data(), end.ptr};
}

std::string plain_percent(Maybe share) {
  if (missing(share)) return {};
  constexpr int kDecimals = 10;  // times 100, 0.07 would be 7.000000000000001
  return plain_number(round_to(*share * 100, kDecimals)) + "%";
}

}  // namespace sluice::app
