#include "ingest/date_cell.h"

#include <gtest/gtest.h>

#include "ingest/date_order.h"

namespace sluice::ingest {
namespace {

std::string read_date(std::string_view cell, DateOrder order = DateOrder::day_first) {
  const DateCell date = scan_date(cell);
  if (!date.is_date()) return "no date";
  const auto time = time_of(date, order);
  if (!time) return "impossible";
  const std::string text = format_time(*time);
  return date.has_time ? text : text.substr(0, 10);
}

TEST(Date, YearFirst) {
  for (const std::string_view cell :
       {"2017-04-05", "2017-4-5", "2017/4/5", "2017/04/05", "2017.4.5", "20170405", "2017年4月5日", "2017年04月05号",
        "2017 年 4 月 5 日", " 2017-04-05 ", "２０１７－０４－０５", "2017-04-05\u3000"}) {
    EXPECT_EQ(read_date(cell), "2017-04-05") << cell;
  }
}

TEST(Date, ChineseYears) {
  for (const std::string_view cell :
       {"民国106年4月5日", "民國106年4月5日", "中華民國一〇六年四月五日", "民国 106-04-05", "106/4/5", "106年4月5日",
        "二〇一七年四月五日", "二零一七年四月五号", "17年4月5日", "17年04月05日", "平成29年4月5日",
        "2017年4月5日 星期三", "周三 2017-04-05", "星期三，2017年4月5日", "2017-04-05（週三）", "2017/4/5(水)",
        "(周三)2017/4/5"}) {
    EXPECT_EQ(read_date(cell), "2017-04-05") << cell;
  }
  EXPECT_EQ(read_date("令和元年5月1日"), "2019-05-01");
  EXPECT_EQ(read_date("二〇一七年十二月三十一日"), "2017-12-31");
  EXPECT_EQ(read_date("二〇一七年十月二十日"), "2017-10-20");
  EXPECT_EQ(read_date("05-4月 -17"), "2017-04-05");  // Oracle in Chinese
}

TEST(Date, NamesOfMonths) {
  for (const std::string_view cell : {"5 Apr 2017",
                                      "05 APR 2017",
                                      "Apr 5, 2017",
                                      "April 5, 2017",
                                      "April 5th 2017",
                                      "April 5th, 2017",
                                      "5th of April 2017",
                                      "5th of April, 2017",
                                      "05-Apr-17",
                                      "5-Apr-2017",
                                      "2017-Apr-05",
                                      "2017 April 5",
                                      "05/Apr/2017",
                                      "5.Apr.2017",
                                      "Apr-05-2017",
                                      "Wed, 5 Apr 2017",
                                      "Wednesday, April 5, 2017",
                                      "5 Apr '17",
                                      "Apr. 5, 2017",
                                      "Mon 2017-04-05",
                                      "5 April2017"}) {
    EXPECT_EQ(read_date(cell), "2017-04-05") << cell;
  }
  EXPECT_EQ(read_date("1st September 2017"), "2017-09-01");
  EXPECT_EQ(read_date("Sept 2, 2017"), "2017-09-02");
  EXPECT_EQ(read_date("3rd May 2017"), "2017-05-03");
  EXPECT_EQ(read_date("31-Apr-2017"), "impossible");
  for (const std::string_view cell :
       {"Apr 17", "April", "5 Apr", "Aprilia 5 2017", "May flowers 5 17", "Monday", "Mon 5", "5 Apr 2017 2018",
        "Apr May 5 2017", "Sun Microsystems 2017", "Mayer 2017-04-05", "17 4 Apr"}) {
    EXPECT_EQ(read_date(cell), "no date") << cell;
  }
}

TEST(Date, NamesOfMonthsWithATime) {
  for (const std::string_view cell :
       {"5 Apr 2017 08:26", "Apr 5, 2017 8:26 AM", "Apr 5, 2017, 8:26:00 AM", "April 5, 2017 at 8:26 AM",
        "05-APR-17 08.26.00.000000 AM", "Wed, 05 Apr 2017 08:26:00 GMT", "Wed Apr 5 08:26:00 UTC 2017",
        "Wed Apr 05 08:26:00 2017", "4/5/2017, 8:26:00 AM", "20170405T082600Z", "20170405T0826",
        "2017-04-05T08:26:00Z[UTC]"}) {
    EXPECT_EQ(read_date(cell, DateOrder::month_first), "2017-04-05 08:26:00") << cell;
  }
  EXPECT_EQ(read_date("Wed Apr 05 2017 08:26:00 GMT+0800 (China Standard Time)"), "2017-04-05 00:26:00");
  EXPECT_EQ(read_date("Wed Apr 05 08:26:00 +0800 2017"), "2017-04-05 00:26:00");
  EXPECT_EQ(read_date("05/Apr/2017:08:26:00 +0800"), "2017-04-05 00:26:00");
  EXPECT_EQ(read_date("2017-04-05 08:26 UTC+8"), "2017-04-05 00:26:00");
}

TEST(Date, ANamedZoneIsKnownButNotApplied) {
  for (const std::string_view cell :
       {"2017-04-05 08:26:00 CST", "Wed Apr 05 08:26:00 CST 2017", "5 Apr 2017 8:26 est"}) {
    EXPECT_EQ(read_date(cell), "2017-04-05 08:26:00") << cell;
    EXPECT_TRUE(scan_date(cell).named_zone) << cell;
  }
  EXPECT_FALSE(scan_date("2017-04-05 08:26:00 GMT").named_zone);
  EXPECT_FALSE(scan_date("2017-04-05 08:26:00Z").named_zone);
  EXPECT_EQ(read_date("2017-04-05 08:26 XYZ"), "no date");
}

TEST(Date, WithATimeOfDay) {
  for (const std::string_view cell :
       {"2017-04-05 08:26:00", "2017-04-05T08:26:00", "2017-4-5 8:26", "2017/4/5 8:26:00", "2017年4月5日 8:26",
        "2017年4月5日8时26分", "2017年4月5日 上午8:26", "2017年4月5日8点26分0秒", "20170405082600", "20170405 08:26",
        "2017-04-05T08:26:00Z", "2017-04-05T08:26Z", "2017-04-05 08:26:00 UTC", "2017/4/5  8:26 AM",
        "2017-04-05t08:26:00", "2017-04-05 08:26:00.000", "2017-04-05 8:26 a.m."}) {
    EXPECT_EQ(read_date(cell), "2017-04-05 08:26:00") << cell;
  }
  EXPECT_EQ(read_date("2017-04-05 08:26:00.1239999"), "2017-04-05 08:26:00.123");
  EXPECT_EQ(read_date("2017-04-05 08:26:00,5"), "2017-04-05 08:26:00.500");
}

TEST(Date, HalvesOfTheDay) {
  EXPECT_EQ(read_date("2017-04-05 下午3:07"), "2017-04-05 15:07:00");
  EXPECT_EQ(read_date("2017-04-05 3:07 PM"), "2017-04-05 15:07:00");
  EXPECT_EQ(read_date("2017-04-05 3:07pm"), "2017-04-05 15:07:00");
  EXPECT_EQ(read_date("2017-04-05 12:00 AM"), "2017-04-05 00:00:00");
  EXPECT_EQ(read_date("2017-04-05 12:00 PM"), "2017-04-05 12:00:00");
  EXPECT_EQ(read_date("5/4/2017 下午 3:07"), "2017-04-05 15:07:00");
  EXPECT_EQ(read_date("2017年4月5日 下午3時07分"), "2017-04-05 15:07:00");
  EXPECT_EQ(read_date("2017年4月5日上午8时26分"), "2017-04-05 08:26:00");
  EXPECT_EQ(read_date("2017年4月5日 晚上8点半"), "2017-04-05 20:30:00");
  EXPECT_EQ(read_date("2017年4月5日 中午12点"), "2017-04-05 12:00:00");
  EXPECT_EQ(read_date("2017年4月5日 凌晨1点5分"), "2017-04-05 01:05:00");
  EXPECT_EQ(read_date("2017年4月5日 午後3時7分"), "2017-04-05 15:07:00");
  EXPECT_EQ(read_date("2017-04-05 星期三 下午3:07"), "2017-04-05 15:07:00");
  EXPECT_EQ(read_date("2017/4/5 8时"), "2017-04-05 08:00:00");
}

TEST(Date, AnOffsetIsSubtracted) {
  EXPECT_EQ(read_date("2011-10-01T00:38:44.546+02:00"), "2011-09-30 22:38:44.546");
  EXPECT_EQ(read_date("2017-04-05 08:26:00 +0800"), "2017-04-05 00:26:00");
  EXPECT_EQ(read_date("2017-04-05T08:26:00-05"), "2017-04-05 13:26:00");
}

TEST(Date, DayAndMonthInTheOrderOfTheColumn) {
  EXPECT_EQ(read_date("5/4/2017", DateOrder::day_first), "2017-04-05");
  EXPECT_EQ(read_date("5/4/2017", DateOrder::month_first), "2017-05-04");
  EXPECT_EQ(read_date("05.04.2017", DateOrder::day_first), "2017-04-05");
  EXPECT_EQ(read_date("5-4-2017 8:26", DateOrder::month_first), "2017-05-04 08:26:00");
  EXPECT_EQ(read_date("23/04/2017", DateOrder::month_first), "impossible");
  EXPECT_EQ(read_date("10/20/2016", DateOrder::month_first), "2016-10-20");
}

TEST(Date, TwoDigitYears) {
  EXPECT_EQ(read_date("5/4/17"), "2017-04-05");
  EXPECT_EQ(read_date("5/4/68"), "2068-04-05");
  EXPECT_EQ(read_date("5/4/69"), "1969-04-05");
  EXPECT_EQ(read_date("17/4/5", DateOrder::year_first), "no date");  // a day of one digit is no year
  EXPECT_EQ(read_date("17/04/05", DateOrder::year_first), "2017-04-05");
}

TEST(Date, DaysThatDoNotExist) {
  for (const std::string_view cell :
       {"2017-02-30", "2017-13-01", "0000-00-00", "31/4/2017", "2017-04-05 25:00", "2017-04-05 08:75",
        "2017-04-05 24:00:01", "2017-04-05 24:01", "2017-04-05 08:26:61", "5/4/2017 24:00", "2017-13", "2017年0月"}) {
    EXPECT_EQ(read_date(cell), "impossible") << cell;
  }
}

TEST(Date, TwentyFourIsTheEndOfTheDay) {
  for (const std::string_view cell :
       {"2017-04-05 24:00", "2017-04-05 24:00:00", "2017/4/5 24:00", "2017年4月5日24时00分"}) {
    EXPECT_EQ(read_date(cell), "2017-04-06 00:00:00") << cell;
  }
}

TEST(Date, AWholeMonthIsItsFirstDay) {
  for (const std::string_view cell :
       {"2017-04", "2017-4", "2017/04", "2017年4月", "2017年04月", "二〇一七年四月", "4/2017", "04-2017", "Apr 2017",
        "April 2017", "Apr-2017", "2017 Apr", "2017-Apr"}) {
    EXPECT_EQ(read_date(cell), "2017-04-01") << cell;
    EXPECT_TRUE(scan_date(cell).whole_month) << cell;
  }
  EXPECT_FALSE(scan_date("2017-04-01").whole_month);
}

TEST(Date, TextIsNoDate) {
  for (const std::string_view cell : {"",
                                      "abc",
                                      "2017",
                                      "2017.04",
                                      "4-1234",
                                      "Apr 17",
                                      "2017-04-",
                                      "12:30",
                                      "2017-04-05x",
                                      "2017-04-05 8",
                                      "2017-04/05",
                                      "20171305",
                                      "19170405123",
                                      "12345678",
                                      "2017-04-05 08:26 +99:00",
                                      "1.2.3",
                                      "US-2017-1357144",
                                      "2017-4-5-6",
                                      "5/4/2017 +08:00",
                                      "5/4/2017 00:30 +02:00",
                                      "月4日",
                                      "2017-04-05(\x88",
                                      "上午8:26",
                                      "２"}) {
    EXPECT_EQ(read_date(cell), "no date") << cell;
  }
  EXPECT_EQ(read_date(std::string(100, '1')), "no date");
}

TEST(Date, OnlySomeDatesProveTheOrder) {
  const auto proof = [](std::string_view cell) { return proven_order(scan_date(cell)); };
  EXPECT_EQ(proof("23/04/2017"), DateOrder::day_first);
  EXPECT_EQ(proof("04/23/2017"), DateOrder::month_first);
  EXPECT_EQ(proof("04/05/2017"), DateOrder::automatic);
  EXPECT_EQ(proof("31/04/2017"), DateOrder::automatic);  // no day under either order
  EXPECT_EQ(proof("2017-04-23"), DateOrder::automatic);
}

// ---- the decision for a column -----------------------------------------------------------------------------------

void vote(DateOrderDecision& decision, uint64_t line, std::string_view cell) {
  decision.vote(scan_date(cell), line, cell);
}
bool observe(DateOrderDecision& decision, uint64_t line, std::string_view cell) {
  return decision.observe(scan_date(cell), line, cell);
}

TEST(DateOrderDecision, TheMajorityOfTheSampleDecides) {
  DateOrderDecision decision(DateOrder::automatic);
  vote(decision, 2, "04/05/2017");
  vote(decision, 3, "12/31/2017");
  vote(decision, 4, "23/04/2017");
  vote(decision, 5, "24/04/2017");
  decision.settle(DateOrder::month_first);
  EXPECT_EQ(decision.order(), DateOrder::day_first);
  EXPECT_TRUE(decision.proven());
  EXPECT_EQ(decision.evidence()->line, 4U);
  EXPECT_EQ(decision.evidence()->cell, "23/04/2017");
  EXPECT_FALSE(observe(decision, 6, "12/31/2017"));  // a contradiction changes nothing
  EXPECT_EQ(decision.order(), DateOrder::day_first);
}

TEST(DateOrderDecision, AnOpenQuestionIsDecidedByTheFirstLaterDateThatCan) {
  DateOrderDecision decision(DateOrder::automatic);
  vote(decision, 2, "04/05/2017");
  decision.settle(DateOrder::day_first);
  EXPECT_TRUE(decision.open());
  EXPECT_FALSE(decision.proven());
  EXPECT_FALSE(observe(decision, 900, "06/07/2017"));
  EXPECT_TRUE(observe(decision, 901, "04/23/2017"));  // against the assumption: exchange
  EXPECT_EQ(decision.order(), DateOrder::month_first);
  EXPECT_FALSE(decision.open());
  EXPECT_EQ(decision.evidence()->line, 901U);
  EXPECT_FALSE(observe(decision, 902, "24/04/2017"));
}

TEST(DateOrderDecision, ALaterDateThatAgreesNeedsNoExchange) {
  DateOrderDecision decision(DateOrder::automatic);
  decision.settle(DateOrder::day_first);
  EXPECT_FALSE(observe(decision, 7, "23/04/2017"));
  EXPECT_TRUE(decision.proven());
  EXPECT_EQ(decision.order(), DateOrder::day_first);
}

TEST(DateOrderDecision, TheUsersChoiceHoldsAndItsEvidenceIsStillShown) {
  DateOrderDecision decision(DateOrder::month_first);
  vote(decision, 2, "23/04/2017");
  vote(decision, 3, "24/04/2017");
  decision.settle(DateOrder::day_first);
  EXPECT_EQ(decision.order(), DateOrder::month_first);
  EXPECT_FALSE(decision.proven());
  EXPECT_FALSE(observe(decision, 9, "12/31/2017"));
  EXPECT_EQ(decision.evidence()->line, 9U);
}

TEST(DateOrderDecision, DatesThatBeginWithTheYearNeedNone) {
  DateOrderDecision decision(DateOrder::automatic);
  vote(decision, 2, "2017-04-23");
  decision.settle(DateOrder::day_first);
  EXPECT_FALSE(decision.needed());
}

}  // namespace
}  // namespace sluice::ingest
