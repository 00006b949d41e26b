#include "ingest/number_cell.h"

#include <gtest/gtest.h>

namespace sluice::ingest {
namespace {

// The number as plain text, or what is wrong with it.
std::string number_in(std::string_view cell, DecimalMark mark = DecimalMark::point) {
  const NumberCell number = read_number(cell, mark);
  switch (number.problem) {
    case NumberProblem::blank:
      return "blank";
    case NumberProblem::unreadable:
      return "unreadable";
    case NumberProblem::too_large:
      return "too large";
    case NumberProblem::none:
      break;
  }
  return format_plain(number.value.units, number.value.decimals) + (number.rounded ? " rounded" : "");
}

std::string read_comma(std::string_view cell) { return number_in(cell, DecimalMark::comma); }

TEST(Number, PlainForms) {
  EXPECT_EQ(number_in("129.696"), "129.696");
  EXPECT_EQ(number_in("-60"), "-60");
  EXPECT_EQ(number_in("+7"), "7");
  EXPECT_EQ(number_in("0"), "0");
  EXPECT_EQ(number_in("007"), "7");
  EXPECT_EQ(number_in(".5"), "0.5");
  EXPECT_EQ(number_in("5."), "5");
  EXPECT_EQ(number_in("100.00"), "100.00");
  EXPECT_EQ(number_in(" 12.5\u3000"), "12.5");
}

TEST(Number, BlankIsNotZero) {
  EXPECT_EQ(number_in(""), "blank");
  EXPECT_EQ(number_in(" \u00A0"), "blank");
  for (const std::string_view cell : {"-", "–", "—", "--", "N/A", "n/a", "NA", "null", "NULL", "#N/A", "NaN", "\\N"}) {
    EXPECT_EQ(number_in(cell), "blank") << cell;
    EXPECT_FALSE(look_at_number(cell).is_number) << cell;
  }
}

TEST(Number, ThousandsMarks) {
  EXPECT_EQ(number_in("1,234.5"), "1234.5");
  EXPECT_EQ(number_in("12,345,678"), "12345678");
  EXPECT_EQ(number_in("1 234.50"), "1234.50");
  EXPECT_EQ(number_in("1\u00A0"
                      "234"),
            "1234");
  EXPECT_EQ(number_in("1\u202F"
                      "234"),
            "1234");
  EXPECT_EQ(number_in("1'234.5"), "1234.5");
  EXPECT_EQ(number_in("1’234.5"), "1234.5");
  EXPECT_EQ(number_in("12,34,567.00"), "1234567.00");  // India
  EXPECT_EQ(number_in("1,23,456.78"), "123456.78");
  EXPECT_EQ(number_in("₹1,23,456.78"), "123456.78");
  EXPECT_EQ(number_in("1'234'567.50"), "1234567.50");  // Switzerland
  EXPECT_EQ(number_in("CHF 1’234.50"), "1234.50");
  EXPECT_EQ(read_comma("1.234,5"), "1234.5");
  EXPECT_EQ(read_comma("1 234,5"), "1234.5");
  EXPECT_EQ(read_comma("261,96"), "261.96");
}

TEST(Number, WrongThousandsMarksAreNotGuessed) {
  EXPECT_EQ(number_in("12,5"), "unreadable");
  EXPECT_EQ(number_in("1,2345"), "unreadable");
  EXPECT_EQ(number_in("1234,567"), "unreadable");
  EXPECT_EQ(number_in("0,125"), "unreadable");
  EXPECT_EQ(number_in(",125"), "unreadable");
  EXPECT_EQ(number_in("1,234 567"), "unreadable");
  EXPECT_EQ(number_in("1,234,"), "unreadable");
  EXPECT_EQ(read_comma("12.5"), "unreadable");
}

TEST(Number, NegativesInEveryForm) {
  EXPECT_EQ(number_in("(12.50)"), "-12.50");
  EXPECT_EQ(number_in("12.50-"), "-12.50");
  EXPECT_EQ(number_in("−12.50"), "-12.50");     // minus sign
  EXPECT_EQ(number_in("－１２．５"), "-12.5");  // full width
  EXPECT_EQ(number_in("–12.5"), "-12.5");       // en dash
  EXPECT_EQ(number_in("﹣12.5"), "-12.5");      // small hyphen-minus
  EXPECT_EQ(number_in("12.5−"), "-12.5");
  EXPECT_EQ(number_in("＋12.5"), "12.5");
  EXPECT_EQ(number_in("（12.5）"), "-12.5");
  EXPECT_EQ(number_in("-$12"), "-12");
  EXPECT_EQ(number_in("$-12"), "-12");
  EXPECT_EQ(number_in("($1,234.50)"), "-1234.50");
  EXPECT_EQ(number_in("(-12)"), "unreadable");
  EXPECT_EQ(number_in("--12"), "unreadable");
}

TEST(Number, CurrencyBeforeOrAfter) {
  for (const std::string_view cell : {"¥12.5", "￥12.5", "$ 12.5", "€12.5", "£12.5", "12.5元", "12.5 €", "12.5 EUR",
                                      "US$12.5", "RMB 12.5", "CNY12.5", "¥12.5元", "12.5 usd"}) {
    EXPECT_EQ(number_in(cell), "12.5") << cell;
  }
  EXPECT_EQ(look_at_number("￥1,234").currency, "¥");
  EXPECT_EQ(look_at_number("12元").currency, "¥");
  EXPECT_EQ(look_at_number("12 EUR").currency, "€");
  EXPECT_EQ(look_at_number("US$5").currency, "$");
  EXPECT_EQ(look_at_number("12").currency, "");
  for (const auto& [cell, symbol] : {std::pair{"HK$12.5", "HK$"},
                                     {"NT$ 12.5", "NT$"},
                                     {"A$12.5", "A$"},
                                     {"CN¥12.5", "¥"},
                                     {"12.5 TWD", "NT$"},
                                     {"JPY 12.5", "¥"},
                                     {"12.5円", "¥"},
                                     {"12.5圓", "¥"},
                                     {"₩12.5", "₩"},
                                     {"₹12.5", "₹"},
                                     {"人民币12.5元", "¥"},
                                     {"Rs. 12.5", "₹"},
                                     {"12.5 CHF", "CHF"},
                                     {"港幣12.5", "HK$"},
                                     {"USD -12.5", "$"},
                                     {"￦12.5", "₩"}}) {
    EXPECT_EQ(number_in(cell), cell[4] == '-' ? "-12.5" : "12.5") << cell;
    EXPECT_EQ(look_at_number(cell).currency, symbol) << cell;
  }
}

TEST(Number, FullWidthDigits) {
  EXPECT_EQ(number_in("１２３"), "123");
  EXPECT_EQ(number_in("１，２３４．５"), "1234.5");
}

TEST(Number, ChineseCountingWordsAreExact) {
  EXPECT_EQ(number_in("1.2万"), "12000");
  EXPECT_EQ(number_in("1.23456万"), "12345.6");
  EXPECT_EQ(number_in("0.00001万"), "0.1");
  EXPECT_EQ(number_in("3亿"), "300000000");
  EXPECT_EQ(number_in("1.5億元"), "150000000");
  EXPECT_EQ(number_in("¥1,234.5萬"), "12345000");
  EXPECT_EQ(number_in("-2千"), "-2000");
  EXPECT_EQ(number_in("1万亿"), "1000000000000");
  EXPECT_EQ(number_in("10万亿"), "too large");
}

TEST(Number, APercentageIsAShare) {
  EXPECT_EQ(number_in("12.5%"), "0.125");
  EXPECT_EQ(number_in("-5%"), "-0.05");
  EXPECT_EQ(number_in("１００％"), "1.00");
  EXPECT_TRUE(read_number("12.5 %", DecimalMark::point).percent);
  EXPECT_FALSE(read_number("12.5", DecimalMark::point).percent);
  EXPECT_TRUE(look_at_number("12%").percent);
}

TEST(Number, MarksForTextAndInvisibleCharactersAreNoPartOfIt) {
  EXPECT_EQ(number_in("'12.5"), "12.5");
  EXPECT_EQ(number_in("=\"12.5\""), "12.5");
  EXPECT_EQ(number_in("\u200B12\u200E.5\uFEFF"), "12.5");
}

TEST(Number, ExponentsOfSpreadsheets) {
  EXPECT_EQ(number_in("1e5"), "100000");
  EXPECT_EQ(number_in("1.23E+3"), "1230");
  EXPECT_EQ(number_in("1.5e-3"), "0.0015");
  EXPECT_EQ(number_in("0e999"), "0");
  EXPECT_EQ(number_in("1e"), "unreadable");
  EXPECT_EQ(number_in("1e1000"), "unreadable");
}

TEST(Number, FinerThanSixDecimalsIsRoundedHalfAwayFromZeroAndSaysSo) {
  EXPECT_EQ(number_in("125.43999999999998"), "125.44 rounded");
  EXPECT_EQ(number_in("-60.70400000000001"), "-60.704 rounded");
  EXPECT_EQ(number_in("0.0000005"), "0.000001 rounded");
  EXPECT_EQ(number_in("-0.0000005"), "-0.000001 rounded");
  EXPECT_EQ(number_in("0.00000049999"), "0 rounded");
  EXPECT_EQ(number_in("1.5000000"), "1.5");  // only zeros were lost
  EXPECT_EQ(number_in("5e-7"), "0.000001 rounded");
  EXPECT_EQ(number_in("1e-30"), "0 rounded");
  EXPECT_EQ(number_in("9.9999999"), "10 rounded");
}

TEST(Number, TheExactRangeEndsWhereSixDecimalsWouldOverflow) {
  EXPECT_EQ(number_in("9223372036854"), "9223372036854");
  EXPECT_EQ(number_in("9223372036855"), "too large");
  EXPECT_EQ(number_in("-9223372036854.000000"), "-9223372036854.000000");
  EXPECT_EQ(number_in("99999999999999999999999"), "too large");
  EXPECT_EQ(number_in("1e20"), "too large");
  EXPECT_EQ(number_in("9223372036854.7758079"), "too large");
}

TEST(Number, TextIsNotANumber) {
  for (const std::string_view cell : {"abc", "12 pieces", "1.2.3", "12:30",    "2017-04-05", "()",  "$",     "1,2,3",
                                      "%",   "12%%",      "万",    "1万2",     "0x10",       "inf", "1_000", "C536379",
                                      "元",  "1-2",       "．",    "\xEF\xBC", "1万亿亿",    "+-1", "'",     "=\"\""}) {
    EXPECT_EQ(number_in(cell), "unreadable") << cell;
    EXPECT_FALSE(look_at_number(cell).is_number) << cell;
  }
  EXPECT_EQ(number_in(std::string(200, '1')), "unreadable");
}

TEST(Number, ACellMayProveTheDecimalMark) {
  const auto mark = [](std::string_view cell) { return look_at_number(cell).mark; };
  EXPECT_EQ(mark("12.5"), DecimalMark::point);
  EXPECT_EQ(mark("1,234.5"), DecimalMark::point);
  EXPECT_EQ(mark("1,234,567"), DecimalMark::point);
  EXPECT_EQ(mark("0.125"), DecimalMark::point);
  EXPECT_EQ(mark("12,5"), DecimalMark::comma);
  EXPECT_EQ(mark("1.234,5"), DecimalMark::comma);
  EXPECT_EQ(mark("1.234.567"), DecimalMark::comma);
  EXPECT_EQ(mark("0,125"), DecimalMark::comma);
  EXPECT_EQ(mark("1,234"), DecimalMark::automatic);
  EXPECT_EQ(mark("1.234"), DecimalMark::automatic);
  EXPECT_EQ(mark("1234"), DecimalMark::automatic);
  EXPECT_EQ(mark("05.04.2017"), DecimalMark::automatic);
}

}  // namespace
}  // namespace sluice::ingest
