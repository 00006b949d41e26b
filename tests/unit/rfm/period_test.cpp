#include "rfm/period.h"

#include <gtest/gtest.h>

namespace sluice::rfm {
namespace {

std::string id_of(const char* day, CohortPeriod kind) { return period_id(period_of(*parse_iso_day(day), kind), kind); }

TEST(Period, NamesMonthsAndQuarters) {
  EXPECT_EQ(id_of("2017-03-31", CohortPeriod::month), "2017-03");
  EXPECT_EQ(id_of("1969-12-31", CohortPeriod::month), "1969-12");
  EXPECT_EQ(id_of("2017-03-31", CohortPeriod::quarter), "2017-Q1");
  EXPECT_EQ(id_of("2017-10-01", CohortPeriod::quarter), "2017-Q4");
}

// Years whose first or last days belong to a week of the year beside them, from the examples of ISO 8601.
TEST(Period, NamesWeeksAsIso8601) {
  const std::vector<std::pair<const char*, const char*>> known{
      {"2005-01-01", "2004-W53"}, {"2005-01-02", "2004-W53"}, {"2005-12-31", "2005-W52"}, {"2007-01-01", "2007-W01"},
      {"2007-12-30", "2007-W52"}, {"2007-12-31", "2008-W01"}, {"2008-12-28", "2008-W52"}, {"2008-12-29", "2009-W01"},
      {"2009-12-31", "2009-W53"}, {"2010-01-03", "2009-W53"}, {"2010-01-04", "2010-W01"}, {"1969-12-31", "1970-W01"}};
  for (const auto& [day, week] : known) EXPECT_EQ(id_of(day, CohortPeriod::week), week) << day;
}

TEST(Period, EveryDayLiesInThePeriodThatItsIdNames) {
  for (const CohortPeriod kind : {CohortPeriod::week, CohortPeriod::month, CohortPeriod::quarter}) {
    int32_t before = period_of(-800, kind);
    for (Day day = -800; day < 20'000; ++day) {
      const int32_t period = period_of(day, kind);
      const auto range = parse_period_id(period_id(period, kind));
      ASSERT_TRUE(range.has_value()) << period_id(period, kind);
      ASSERT_TRUE(range->first <= day && day <= range->last) << format_day(day);
      ASSERT_EQ(range->first, first_day_of(period, kind));
      ASSERT_TRUE(period == before || (period == before + 1 && range->first == day)) << format_day(day);
      before = period;
    }
  }
}

TEST(Period, AnOpenIdReachesToTheEndOfItsPeriod) {
  const auto range = parse_period_id("../2017-Q1");
  ASSERT_TRUE(range.has_value());
  EXPECT_EQ(format_day(range->last), "2017-03-31");
  EXPECT_LE(range->first, day_from_civil({1, 1, 1}));
}

TEST(Period, RefusesWhatNamesNone) {
  for (const char* text : {"", "2017", "2017-13", "2017-00", "2017-Q5", "2017-Q0", "2017-W00", "2017-W53", "2017-W99",
                           "17-03", "2017-3", "2017-03-01", "..2017-03", "../", "20a7-03", "2017/03", "0000-01"}) {
    EXPECT_FALSE(parse_period_id(text).has_value()) << text;
  }
}

TEST(Period, TheTableSaysTheSame) {
  const PeriodTable table(-40, 400, CohortPeriod::week);
  for (Day day = -40; day <= 400; ++day) EXPECT_EQ(table[day], period_of(day, CohortPeriod::week));
}

}  // namespace
}  // namespace sluice::rfm
