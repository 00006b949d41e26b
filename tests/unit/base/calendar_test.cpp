#include "base/calendar.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

TEST(Calendar, CountsDaysFrom1970) {
  EXPECT_EQ(day_from_civil({1970, 1, 1}), 0);
  EXPECT_EQ(day_from_civil({1969, 12, 31}), -1);
  EXPECT_EQ(day_from_civil({2000, 3, 1}), 11017);  // python: (date(2000,3,1) - date(1970,1,1)).days
  EXPECT_EQ(day_from_civil({2017, 4, 5}), 17261);
}

TEST(Calendar, EveryDayFromYear1To9999SurvivesTheWayThereAndBack) {
  const Day last = day_from_civil({9999, 12, 31});
  CivilDate before = civil_from_day(day_from_civil({1, 1, 1}) - 1);
  for (Day day = day_from_civil({1, 1, 1}); day <= last; ++day) {
    const CivilDate date = civil_from_day(day);
    ASSERT_EQ(day_from_civil(date), day);
    ASSERT_TRUE(date.day == before.day + 1 || date.day == 1);
    before = date;
  }
  EXPECT_EQ(last - day_from_civil({1, 1, 1}), 3652058);  // python: (date.max - date.min).days
}

TEST(Calendar, KnowsWhichDaysExist) {
  EXPECT_TRUE(is_valid_date(2016, 2, 29));
  EXPECT_FALSE(is_valid_date(2017, 2, 29));
  EXPECT_FALSE(is_valid_date(1900, 2, 29));
  EXPECT_TRUE(is_valid_date(2000, 2, 29));
  EXPECT_FALSE(is_valid_date(2017, 13, 1));
  EXPECT_FALSE(is_valid_date(2017, 4, 31));
  EXPECT_FALSE(is_valid_date(2017, 0, 1));
  EXPECT_FALSE(is_valid_date(2017, 1, 0));
}

TEST(Calendar, TheDayOfATimeIsTheFloorAlsoBefore1970) {
  EXPECT_EQ(day_of(0), 0);
  EXPECT_EQ(day_of(kMsPerDay - 1), 0);
  EXPECT_EQ(day_of(-1), -1);
  EXPECT_EQ(day_of(-kMsPerDay), -1);
}

TEST(Calendar, CountsMonthsBack) {
  const auto before = [](const char* day, int months) {
    return format_day(months_before(*parse_iso_day(day), months));
  };
  EXPECT_EQ(before("2024-03-15", 0), "2024-03-15");
  EXPECT_EQ(before("2024-03-15", 12), "2023-03-15");
  EXPECT_EQ(before("2024-03-31", 1), "2024-02-29");
  EXPECT_EQ(before("2023-03-31", 1), "2023-02-28");
  EXPECT_EQ(before("2024-01-01", 1), "2023-12-01");
  EXPECT_EQ(before("2024-02-29", 12), "2023-02-28");
}

TEST(Calendar, WritesDaysAndTimes) {
  EXPECT_EQ(format_day(17261), "2017-04-05");
  EXPECT_EQ(format_time(17261 * kMsPerDay + 30'360'000), "2017-04-05 08:26:00");
  EXPECT_EQ(format_time(17261 * kMsPerDay + 7), "2017-04-05 00:00:00.007");
  EXPECT_EQ(format_time(-1), "1969-12-31 23:59:59.999");
  EXPECT_EQ(parse_iso_day("2017-04-05"), 17261);
  EXPECT_EQ(parse_iso_day("2017-02-30"), std::nullopt);
  EXPECT_EQ(parse_iso_day("2017-4-5"), std::nullopt);
}

}  // namespace
}  // namespace sluice
