// Values of spreadsheets as text.
#include "ingest/sheet_cell.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <limits>

namespace sluice::ingest {
namespace {

TEST(NumberFormat, BuiltInIds) {
  for (const unsigned id : {14U, 17U, 31U, 57U}) EXPECT_EQ(kind_of_format(id), NumberKind::date) << id;
  for (const unsigned id : {18U, 21U, 45U, 33U}) EXPECT_EQ(kind_of_format(id), NumberKind::time) << id;
  EXPECT_EQ(kind_of_format(22), NumberKind::date_time);
  EXPECT_EQ(kind_of_format(46), NumberKind::duration);
  for (const unsigned id : {0U, 1U, 4U, 9U, 11U, 44U, 49U, 163U})
    EXPECT_EQ(kind_of_format(id), NumberKind::number) << id;
}

TEST(NumberFormat, CodesOfDates) {
  for (const char* code : {"yyyy-mm-dd", "d-mmm-yy", "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "mmm",
                           "[$-F800]dddd\\,\\ mmmm\\ dd", "YYYY/MM/DD", "dd.mm.yyyy;@", "[Red]m/d"}) {
    EXPECT_EQ(kind_of_format(code), NumberKind::date) << code;
  }
  for (const char* code : {"yyyy/m/d h:mm", "m/d/yy h:mm AM/PM", "dd.mm.yy\\ hh:mm:ss.000"}) {
    EXPECT_EQ(kind_of_format(code), NumberKind::date_time) << code;
  }
  for (const char* code : {"h:mm", "mm:ss", "[$-409]h:mm:ss\\ AM/PM", "上午/下午h\"时\"mm\"分\""}) {
    EXPECT_EQ(kind_of_format(code), NumberKind::time) << code;
  }
  for (const char* code : {"[h]:mm:ss", "[mm]:ss", "[ss]"})
    EXPECT_EQ(kind_of_format(code), NumberKind::duration) << code;
}

TEST(NumberFormat, CodesOfNumbers) {
  for (const char* code : {"General", "0.00E+00", "#,##0.00_);[Red]\\(#,##0.00\\)", "0\" days\"", "[$USD] #,##0",
                           "_-* #,##0.00\\ \"sk\"_-", "\\d0", "0%", "@", "[>=100]0;0.0", "[DBNum1]0", "",
                           "\"unclosed yyyy", "[unclosed", "\\"}) {
    EXPECT_EQ(kind_of_format(code), NumberKind::number) << code;
  }
}

TEST(NumberText, Days) {
  const auto day = [](double serial) { return number_text(serial, NumberKind::date, false); };
  EXPECT_EQ(day(42830), "2017-04-05");
  EXPECT_EQ(day(1), "1900-01-01");
  EXPECT_EQ(day(59), "1900-02-28");
  EXPECT_EQ(day(60), "1900-02-29");  // of which spreadsheets believe that it was
  EXPECT_EQ(day(61), "1900-03-01");
  EXPECT_EQ(day(2958465), "9999-12-31");
  EXPECT_EQ(day(2958466), "2958466");
  EXPECT_EQ(day(-1), "-1");
  EXPECT_EQ(day(0), "0");
  EXPECT_EQ(day(42830.5), "2017-04-05 12:00:00");  // a time that the format hides
  EXPECT_EQ(number_text(41368, NumberKind::date, true), "2017-04-05");
  EXPECT_EQ(number_text(0, NumberKind::date, true), "1904-01-01");
}

TEST(NumberText, TimesAreExactToTheMillisecond) {
  EXPECT_EQ(number_text(42830.351388888892, NumberKind::date_time, false), "2017-04-05 08:26:00");
  EXPECT_EQ(number_text(42830, NumberKind::date_time, false), "2017-04-05 00:00:00");
  EXPECT_EQ(number_text(42830.999999999, NumberKind::date_time, false), "2017-04-06 00:00:00");
  EXPECT_EQ(number_text(42830.0000057870370370, NumberKind::date_time, false), "2017-04-05 00:00:00.500");
  EXPECT_EQ(number_text(0.351388888888889, NumberKind::time, false), "08:26:00");
  EXPECT_EQ(number_text(0, NumberKind::time, false), "00:00:00");
  EXPECT_EQ(number_text(1.25, NumberKind::duration, false), "30:00:00");
}

// Every second of a day, as Excel stores it, is that second.
TEST(NumberText, NoSecondIsLost) {
  for (int second = 0; second < 86'400; second += 7) {
    const double serial = 42830 + second / 86'400.0;
    char expected[32];
    std::snprintf(expected, sizeof expected, "2017-04-05 %02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60);
    ASSERT_EQ(number_text(serial, NumberKind::date_time, false), expected);
  }
}

TEST(NumberText, NumbersAreTheShortestThatReadBack) {
  EXPECT_EQ(number_text(1234.5, NumberKind::number, false), "1234.5");
  EXPECT_EQ(number_text(0.1 + 0.2, NumberKind::number, false), "0.30000000000000004");
  EXPECT_EQ(number_text(17850, NumberKind::number, false), "17850");
  EXPECT_EQ(number_text(std::numeric_limits<double>::infinity(), NumberKind::number, false), "");
  EXPECT_EQ(shortest_number("4.3499999999999996"), "4.35");
  EXPECT_EQ(shortest_number("1.2E3"), "1200");
  EXPECT_EQ(shortest_number("9.9999999999999995E-7"), "0.000001");
  EXPECT_EQ(shortest_number("-0.5"), "-0.5");
  EXPECT_EQ(shortest_number("12.50"), "12.5");
  EXPECT_EQ(shortest_number("007"), "7");
  EXPECT_EQ(shortest_number("123456789012345678"), "1.2345678901234568e+17");
  for (const char* text : {"", "-", ".", "abc", "1e999", "1 2", "NaN"}) EXPECT_EQ(shortest_number(text), text);
}

}  // namespace
}  // namespace sluice::ingest
