#include "ingest/numeric_date.h"

#include <gtest/gtest.h>

namespace sluice::ingest {
namespace {

std::string read_serial_date(std::string_view cell) {
  const NumericDate kind = numeric_date_kind(cell);
  const DateCell date = read_numeric_date(cell, kind);
  if (!date.is_date()) return "no date";
  const std::string text = format_time(*time_of(date, DateOrder::automatic));
  return date.has_time ? text : text.substr(0, 10);
}

TEST(NumericDate, DaysOfASpreadsheet) {
  EXPECT_EQ(read_serial_date("42830"), "2017-04-05");
  EXPECT_EQ(read_serial_date(" 42830.0 "), "2017-04-05");
  EXPECT_EQ(read_serial_date("42830.3513888889"), "2017-04-05 08:26:00");
  EXPECT_EQ(read_serial_date("42830,3513888889"), "2017-04-05 08:26:00");
  EXPECT_EQ(read_serial_date("42830.351388888891"), "2017-04-05 08:26:00");
  EXPECT_EQ(read_serial_date("42830.9999999999"), "2017-04-06 00:00:00");  // the nearest second is on the next day
  EXPECT_EQ(read_serial_date("32874"), "1990-01-01");
  EXPECT_EQ(read_serial_date("73415"), "2100-12-31");
}

TEST(NumericDate, SecondsAndTheirPartsSince1970) {
  EXPECT_EQ(read_serial_date("1491380760"), "2017-04-05 08:26:00");
  EXPECT_EQ(read_serial_date("1491380760.5"), "2017-04-05 08:26:00.500");
  EXPECT_EQ(read_serial_date("631152000"), "1990-01-01 00:00:00");
  EXPECT_EQ(read_serial_date("1491380760123"), "2017-04-05 08:26:00.123");
  EXPECT_EQ(read_serial_date("1491380760123456"), "2017-04-05 08:26:00.123");
}

TEST(NumericDate, OtherNumbersAreNone) {
  for (const std::string_view cell : {"", "0", "2017", "20170405", "32873", "73416", "-42830", "4e4", "1,491,380,760",
                                      "4133980800", "99999999999999999", "42830.5.1", "12.30", "13800138000"}) {
    EXPECT_EQ(numeric_date_kind(cell), NumericDate::none) << cell;
  }
  EXPECT_FALSE(read_numeric_date("42830", NumericDate::epoch_seconds).is_date());
}

}  // namespace
}  // namespace sluice::ingest
