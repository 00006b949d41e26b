// Numbers, money, shares, times and dates as people read them, in the current language: 12,345 · 1.2K · 1.2万 · 34.5% ·
// 12 days · 2 h 5 min · 5 Apr 2017. Screens never print a number by other means. Absent and non-finite values are '–'.
// The minus sign is U+2212.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sluice::app {

using Maybe = std::optional<double>;  ///< numbers convert to it by themselves

const char* absent();  ///< "–"

inline constexpr double kPercent = 100;  ///< for shares that are typed or drawn without the sign

std::string format_count(Maybe value);                 ///< 12,345; fractions with up to two decimals: 2.5
std::string format_whole(uint64_t value);              ///< 12,345
std::string format_number(Maybe value, int decimals);  ///< 4.73 with exactly so many decimals, grouped
std::string format_compact(Maybe value);  ///< 950 · 1.2K · 3.4M · 5B, in Chinese 9,500 · 1.2万 · 3.4亿
std::string format_money(Maybe value, std::string_view currency);  ///< ¥12,345; below 1,000 ¥9.50; from a million ¥1.2M
std::string format_money_full(Maybe value, std::string_view currency);  ///< ¥12,345.60, ¥950: cents where there are any
std::string format_money_exact(Maybe value, std::string_view currency);    ///< ¥12,345.60 always two decimals
std::string format_money_compact(Maybe value, std::string_view currency);  ///< ¥1.2K, ¥1.2万
std::string format_percent(Maybe share);                    ///< 0.1234 -> 12.3%; above 0 but rounding to it: <0.1%
std::string format_percent_range(double low, double high);  ///< 12.3–14.1%
std::string format_change(Maybe share);                     ///< signed: +12.3%, −4.0%
std::string format_days(Maybe days);                        ///< 1 day, 12 days, 12.4 days · 12 天
std::string format_duration(Maybe milliseconds);            ///< two largest units: 2 h 5 min, 3 d 4 h · 2 小时 5 分
std::string format_bytes(uint64_t bytes);           ///< 48.2 MB (decimal units, as browsers and file managers count)
std::string format_date(std::string_view iso_day);  ///< "2017-04-05" -> 5 Apr 2017 · 2017年4月5日; else unchanged
std::string format_month(int year, int month);      ///< Apr 2017 · 2017年4月
/// "2017-04" -> Apr 2017 · 2017年4月, "2017-Q2" -> Q2 2017 · 2017年第2季度, "2017-W05" -> W5 2017 · 2017年第5周; with
/// "../" before it: up to Apr 2017. Anything else unchanged.
std::string format_period(std::string_view id);

// For spreadsheets, in no language and without a currency: an ASCII minus, a point, no separators. Absent and
// non-finite values are empty.
std::string plain_number(Maybe value);   ///< 1234567.5: the fewest digits that read back to the value
std::string plain_percent(Maybe share);  ///< 0.12345 -> 12.345%

}  // namespace sluice::app
