// Round moments for a time axis: by hand, and for ranges of every length that they stay few, inside and round.
#include "app/charts/time_axis.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "test_support/seed.h"
#include "test_support/times.h"
#include "unit/app/widget_fixture.h"

namespace sluice::app {
namespace {

using chart::TimeTick;

using test::kHour;
using test::kMinute;
using test::kSecond;

constexpr TimeMs kWednesday = 17'261 * kMsPerDay;  // 2017-04-05, a Wednesday

class TimeAxis : public WidgetTest {};

std::vector<std::string> texts(const std::vector<TimeTick>& ticks) {
  std::vector<std::string> all;
  for (const TimeTick& tick : ticks) all.push_back(tick.day.empty() ? tick.text : tick.text + " | " + tick.day);
  return all;
}

using Texts = std::vector<std::string>;

TEST_F(TimeAxis, HoursCarryTheirDayWhereItChanges) {
  EXPECT_EQ(texts(chart::time_ticks(kWednesday + 7 * kHour + 1, kWednesday + 26 * kHour, 4)),
            (Texts{"12:00 | 5 Apr 2017", "18:00", "00:00 | 6 Apr 2017"}));
  EXPECT_EQ(texts(chart::time_ticks(kWednesday + 8 * kHour, kWednesday + 9 * kHour, 5)),
            (Texts{"08:00 | 5 Apr 2017", "08:15", "08:30", "08:45", "09:00"}));
  EXPECT_EQ(texts(chart::time_ticks(kWednesday + 8 * kHour, kWednesday + 8 * kHour + 2 * kMinute, 3)),
            (Texts{"08:00 | 5 Apr 2017", "08:01", "08:02"}));
}

TEST_F(TimeAxis, SecondsAndLessAreWritten) {
  EXPECT_EQ(texts(chart::time_ticks(kWednesday, kWednesday + 30 * kSecond, 3)),
            (Texts{"00:00:00 | 5 Apr 2017", "00:00:15", "00:00:30"}));
  EXPECT_EQ(texts(chart::time_ticks(kWednesday + 1, kWednesday + 3, 3)),
            (Texts{"00:00:00.001 | 5 Apr 2017", "00:00:00.002", "00:00:00.003"}));
}

TEST_F(TimeAxis, DaysWeeksMonthsAndYearsStandAlone) {
  EXPECT_EQ(texts(chart::time_ticks(kWednesday - kHour, kWednesday + 2 * kMsPerDay, 3)),
            (Texts{"5 Apr 2017", "6 Apr 2017", "7 Apr 2017"}));
  EXPECT_EQ(texts(chart::time_ticks(kWednesday, kWednesday + 20 * kMsPerDay, 3)),
            (Texts{"10 Apr 2017", "17 Apr 2017", "24 Apr 2017"}))
      << "weeks begin on Mondays";
  EXPECT_EQ(texts(chart::time_ticks(kWednesday, kWednesday + 100 * kMsPerDay, 4)),
            (Texts{"May 2017", "Jun 2017", "Jul 2017"}));
  EXPECT_EQ(texts(chart::time_ticks(kWednesday, kWednesday + 1000 * kMsPerDay, 3)), (Texts{"2018", "2019"}));
}

TEST_F(TimeAxis, AMonthThatIsCutIsNotItsBegin) {
  const std::vector<TimeTick> ticks =
      chart::time_ticks(kWednesday - 4 * kMsPerDay + 1, kWednesday + 100 * kMsPerDay, 4);
  ASSERT_FALSE(ticks.empty());
  EXPECT_EQ(ticks.front().text, "May 2017") << "1 April begins before the axis";
}

TEST_F(TimeAxis, SpeaksChinese) {
  set_language(Language::chinese);
  EXPECT_EQ(texts(chart::time_ticks(kWednesday, kWednesday + kHour, 2)), (Texts{"00:00 | 2017年4月5日", "01:00"}));
}

TEST_F(TimeAxis, TicksAreFewInsideAndAscendingWhateverTheRange) {
  std::mt19937_64 random(test::seed_of_today());
  for (int round = 0; round < 3000; ++round) {
    const auto length = static_cast<TimeMs>(1 + random() % (TimeMs{1} << (random() % 43)));
    const TimeMs low = -30'000 * kMsPerDay + static_cast<TimeMs>(random() % (60'000 * uint64_t{kMsPerDay}));
    const int most = 2 + static_cast<int>(random() % 9);
    const std::vector<TimeTick> ticks = chart::time_ticks(low, low + length, most);
    ASSERT_GE(ticks.size(), 1U) << low << " " << length << " " << most;
    ASSERT_LE(ticks.size(), static_cast<size_t>(most)) << low << " " << length;
    for (size_t i = 0; i < ticks.size(); ++i) {
      EXPECT_GE(ticks[i].time, low);
      EXPECT_LE(ticks[i].time, low + length);
      EXPECT_FALSE(ticks[i].text.empty());
      if (i == 0) continue;
      EXPECT_GT(ticks[i].time, ticks[i - 1].time);
      EXPECT_NE(ticks[i].text + ticks[i].day, ticks[i - 1].text + ticks[i - 1].day);
    }
  }
}

}  // namespace
}  // namespace sluice::app
