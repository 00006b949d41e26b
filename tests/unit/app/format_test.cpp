#include "app/format.h"

#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "app/i18n.h"
#include "test_support/times.h"

namespace sluice::app {
namespace {

class FormatTest : public testing::Test {
 protected:
  ~FormatTest() override { set_language(Language::english); }
};

struct Case {
  double value;
  std::string english, chinese;
};

template <typename Function>
void expect(const std::vector<Case>& cases, Function format) {
  for (const Case& one : cases) {
    set_language(Language::english);
    EXPECT_EQ(format(one.value), one.english) << one.value;
    set_language(Language::chinese);
    EXPECT_EQ(format(one.value), one.chinese) << one.value;
  }
}

TEST_F(FormatTest, CompactNumbersCountInTheLanguagesUnitsAndCarry) {
  expect(
      {
          {0, "0", "0"},
          {7, "7", "7"},
          {2.345, "2.35", "2.35"},
          {12.34, "12.3", "12.3"},
          {950, "950", "950"},
          {999.4, "999", "999"},
          {999.5, "1.0K", "1,000"},
          {1000, "1.0K", "1,000"},
          {1234, "1.2K", "1,234"},
          {9999.4, "10.0K", "9,999"},
          {9999.6, "10.0K", "1.0万"},
          {12345, "12.3K", "1.2万"},
          {99949, "99.9K", "10.0万"},
          {99950, "100K", "10.0万"},
          {999949, "1.0M", "100万"},
          {999950, "1.0M", "100万"},
          {1234567, "1.2M", "123万"},
          {12345678, "12.3M", "1,235万"},
          {99994999, "100M", "9,999万"},
          {99995000, "100M", "1.0亿"},
          {340000000, "340M", "3.4亿"},
          {999960000, "1.0B", "10.0亿"},
          {5.2e9, "5.2B", "52.0亿"},
          {1.5e12, "1.5T", "1.5万亿"},
          {-1234, "\u22121.2K", "\u22121,234"},
          {-0.001, "0", "0"},
      },
      [](double value) { return format_compact(value); });
}

TEST_F(FormatTest, CountsAreGroupedAndKeepAtMostTwoDecimals) {
  expect({{12345, "12,345", "12,345"},
          {1234567.5, "1,234,567.5", "1,234,567.5"},
          {0.005, "0.01", "0.01"},
          {2.5, "2.5", "2.5"},
          {999.999, "1,000", "1,000"},
          {-12345, "\u221212,345", "\u221212,345"},
          {-0.004, "0", "0"},
          {1e15, "1,000,000,000,000,000", "1,000,000,000,000,000"}},
         [](double value) { return format_count(value); });
}

TEST_F(FormatTest, MoneyHasItsSymbolAndCentsOnlyWhereTheyMatter) {
  EXPECT_EQ(format_money(12345.6, "¥"), "¥12,346");
  EXPECT_EQ(format_money(9.5, "¥"), "¥9.50");
  EXPECT_EQ(format_money(12, "$"), "$12");
  EXPECT_EQ(format_money(999.996, "$"), "$1,000");
  EXPECT_EQ(format_money(-9.5, "€"), "\u2212€9.50");
  EXPECT_EQ(format_money(9.5, ""), "9.50");
  EXPECT_EQ(format_money(9.5, "CHF"), "CHF 9.50");
  EXPECT_EQ(format_money_exact(12345.6, "¥"), "¥12,345.60");
  EXPECT_EQ(format_money_compact(1234567, "¥"), "¥1.2M");
  set_language(Language::chinese);
  EXPECT_EQ(format_money_compact(1234567, "¥"), "¥123万");
  EXPECT_EQ(format_money_compact(-340000000, "¥"), "\u2212¥3.4亿");
}

TEST_F(FormatTest, MoneyIsShortWhenLargeAndNeverNothingWhenSmall) {
  EXPECT_EQ(format_money(999999.4, "¥"), "¥999,999");
  EXPECT_EQ(format_money(5e6, "¥"), "¥5.0M");
  EXPECT_EQ(format_money(1.5e10, ""), "15.0B");
  EXPECT_EQ(format_money(0.001, ""), "0.001");
  EXPECT_EQ(format_money_compact(0.0012, "$"), "$0.0012");
  EXPECT_EQ(format_money_exact(0.001, ""), "0.001");
  EXPECT_EQ(format_money(0, ""), "0");
  EXPECT_EQ(format_money_full(1697.6, ""), "1,697.60");
  EXPECT_EQ(format_money_full(1698, "¥"), "¥1,698");
  set_language(Language::chinese);
  EXPECT_EQ(format_money(5e6, "¥"), "¥500万");
}

TEST_F(FormatTest, SharesHaveOneDecimalAndNeverLieAtTheEnds) {
  EXPECT_EQ(format_percent(0.1234), "12.3%");
  EXPECT_EQ(format_percent(0.5), "50.0%");
  EXPECT_EQ(format_percent(0), "0%");
  EXPECT_EQ(format_percent(1), "100%");
  EXPECT_EQ(format_percent(0.00001), "<0.1%");
  EXPECT_EQ(format_percent(0.99999), ">99.9%");
  EXPECT_EQ(format_percent(1.081), "108.1%");
  EXPECT_EQ(format_percent(-0.25), "\u221225.0%");
  EXPECT_EQ(format_percent_range(0.1201, 0.1409), "12.0\u201314.1%");
  EXPECT_EQ(format_change(0.123), "+12.3%");
  EXPECT_EQ(format_change(-0.04), "\u22124.0%");
  EXPECT_EQ(format_change(0.0001), "0%");
}

TEST_F(FormatTest, DurationsShowTheirTwoLargestUnitsAndCarry) {
  using test::kDay, test::kHour, test::kMinute;
  expect({{0, "0 s", "0 秒"},
          {400, "0.4 s", "0.4 秒"},
          {4200, "4.2 s", "4.2 秒"},
          {45e3, "45 s", "45 秒"},
          {59.6e3, "1 min", "1 分"},
          {90e3, "1 min 30 s", "1 分 30 秒"},
          {kHour - 400, "1 h", "1 小时"},
          {2 * kHour + 5 * kMinute, "2 h 5 min", "2 小时 5 分"},
          {23 * kHour + 59.7 * kMinute, "1 d", "1 天"},
          {3 * kDay + 4 * kHour, "3 d 4 h", "3 天 4 小时"},
          {45 * kDay + 5 * kHour, "45 d", "45 天"},
          {-90e3, "\u22121 min 30 s", "\u22121 分 30 秒"}},
         [](double value) { return format_duration(value); });
}

TEST_F(FormatTest, DaysDatesAndBytes) {
  expect({{1, "1 day", "1 天"}, {12, "12 days", "12 天"}, {12.44, "12.4 days", "12.4 天"}, {0, "0 days", "0 天"}},
         [](double value) { return format_days(value); });
  set_language(Language::english);
  EXPECT_EQ(format_date("2017-04-05"), "5 Apr 2017");
  EXPECT_EQ(format_month(2017, 12), "Dec 2017");
  EXPECT_EQ(format_date("soon"), "soon");
  set_language(Language::chinese);
  EXPECT_EQ(format_date("2017-04-05"), "2017年4月5日");
  EXPECT_EQ(format_month(2017, 12), "2017年12月");
  EXPECT_EQ(format_bytes(512), "512 B");
  EXPECT_EQ(format_bytes(48'200'000), "48.2 MB");
  EXPECT_EQ(format_bytes(999'960), "1 MB");
}

TEST_F(FormatTest, PlainNumbersAreReadByAnySpreadsheet) {
  expect({{0, "0", "0"},
          {1'234'567.25, "1234567.25", "1234567.25"},
          {-0.1, "-0.1", "-0.1"},
          {-0.0, "0", "0"},
          {-3e21, "-3000000000000000000000", "-3000000000000000000000"},
          {2e-9, "0.000000002", "0.000000002"},
          {1.0 / 3, "0.3333333333333333", "0.3333333333333333"}},
         plain_number);
  expect({{0, "0%", "0%"},
          {0.125, "12.5%", "12.5%"},
          {0.07, "7%", "7%"},
          {-0.04, "-4%", "-4%"},
          {0.000'012, "0.0012%", "0.0012%"},
          {0.999'999, "99.9999%", "99.9999%"},
          {12.5, "1250%", "1250%"}},
         plain_percent);
  for (const Maybe& value : {Maybe(), Maybe(std::numeric_limits<double>::quiet_NaN())}) {
    EXPECT_EQ(plain_number(value), "");
    EXPECT_EQ(plain_percent(value), "");
  }
}

TEST_F(FormatTest, WhatIsAbsentIsADash) {
  for (const Maybe& value :
       {Maybe(), Maybe(std::numeric_limits<double>::quiet_NaN()), Maybe(std::numeric_limits<double>::infinity())}) {
    for (const std::string& text :
         {format_count(value), format_number(value, 2), format_compact(value), format_money(value, "¥"),
          format_money_exact(value, "¥"), format_money_compact(value, "¥"), format_percent(value), format_change(value),
          format_days(value), format_duration(value)}) {
      EXPECT_EQ(text, "\u2013");
    }
  }
}

}  // namespace
}  // namespace sluice::app
