// The line of a journey: where its marks and labels go, against counts of every pair, and what a person reads of it.
#include "app/charts/journey_line.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "test_support/seed.h"
#include "test_support/times.h"
#include "unit/app/chart_samples.h"
#include "unit/app/widget_fixture.h"

namespace sluice::app {
namespace {

using chart::JourneyLine;
using chart::JourneyRole;
using chart::MarkGroup;
using samples::Flavor;

using test::kDay;
using test::kHour;
using test::kMinute;

constexpr int64_t kEightOClock = 1'491'379'200'000;  // 2017-04-05 08:00

// Range ---------------------------------------------------------------------------------------------------------------

JourneyLine journey(const std::vector<std::pair<int64_t, JourneyRole>>& events) {
  JourneyLine line;
  for (const auto& [time, role] : events) line.marks.push_back({.time = time, .role = role});
  return line;
}

TEST(JourneyRange, HoldsTheWholeJourneyWhereThatIsNotMuchLonger) {
  const JourneyLine line = journey({{0, JourneyRole::other}, {10, JourneyRole::step}, {40, JourneyRole::near_miss}});
  EXPECT_EQ(chart::journey_range(line).low, 0);
  EXPECT_EQ(chart::journey_range(line).high, 40);
}

TEST(JourneyRange, ShowsWhatCountsAndSomethingAroundIt) {
  const JourneyLine line = journey({{0, JourneyRole::other},
                                    {100 * kDay, JourneyRole::step},
                                    {104 * kDay, JourneyRole::step},
                                    {400 * kDay, JourneyRole::other}});
  const chart::TimeRange range = chart::journey_range(line);
  EXPECT_EQ(range.low, 99.0 * kDay);
  EXPECT_EQ(range.high, 105.0 * kDay);
}

TEST(JourneyRange, ReachesTheEndOfTheWindowWhereThatIsNotFarOff) {
  JourneyLine line = journey({{0, JourneyRole::step}, {10 * kHour, JourneyRole::step}});
  line.bands.push_back({0, 20 * kHour, ""});
  EXPECT_EQ(chart::journey_range(line).high, 20.0 * kHour);
  line.bands[0].end = 100 * kHour;
  EXPECT_EQ(chart::journey_range(line).high, 15.0 * kHour) << "a part of it: the steps would be one mark";
  line.marks.push_back({.time = 90 * kHour});
  EXPECT_EQ(chart::journey_range(line).high, 100.0 * kHour) << "something happened in it";
}

TEST(JourneyRange, OfOneMomentHasALength) {
  JourneyLine line = journey({{kEightOClock, JourneyRole::step}});
  chart::TimeRange range = chart::journey_range(line);
  EXPECT_LT(range.low, kEightOClock);
  EXPECT_GT(range.high, kEightOClock);
  line.bands.push_back({kEightOClock, kEightOClock, "a window of zero"});
  EXPECT_LT(chart::journey_range(line).low, chart::journey_range(line).high);
  line.bands[0].end = std::numeric_limits<int64_t>::max();
  range = chart::journey_range(line);
  EXPECT_LT(range.high - range.low, 1.0 * kDay) << "no limit shows nothing";
  line.bands[0].end = kEightOClock + kDay;
  EXPECT_EQ(chart::journey_range(line).high, static_cast<double>(kEightOClock + kDay));
  EXPECT_LT(chart::journey_range({}).low, chart::journey_range({}).high);
}

TEST(JourneyRange, NeverLeavesOutWhatCounts) {
  std::mt19937_64 random(test::seed_of_today());
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::pair<int64_t, JourneyRole>> events;
    for (size_t i = 0; i < 1 + random() % 30; ++i) {
      const auto role = static_cast<JourneyRole>(random() % 3 > 0 ? 0 : random() % 4);
      events.emplace_back(static_cast<int64_t>(random() % (int64_t{1} << (1 + random() % 40))), role);
    }
    std::sort(events.begin(), events.end());
    JourneyLine line = journey(events);
    if (random() % 2 == 0) {
      const int64_t begin = events[random() % events.size()].first;
      line.bands.push_back({begin, begin + static_cast<int64_t>(random() % (int64_t{1} << (random() % 40))), ""});
    }
    const chart::TimeRange range = chart::journey_range(line);
    ASSERT_LT(range.low, range.high);
    for (const auto& mark : line.marks) {
      if (mark.role == JourneyRole::other) continue;
      EXPECT_TRUE(range.low <= static_cast<double>(mark.time) && static_cast<double>(mark.time) <= range.high);
    }
    for (const auto& band : line.bands) EXPECT_LE(range.low, static_cast<double>(band.begin));
  }
}

// Marks ---------------------------------------------------------------------------------------------------------------

TEST(MergeMarks, JoinsNeighboursThatWouldTouch) {
  const auto ten = [](size_t, size_t) { return 10.0f; };
  const std::vector<float> xs{20, 25, 80, 200};
  const std::vector<MarkGroup> groups = chart::merge_marks(xs, ten, 0, 300, 2);
  ASSERT_EQ(groups.size(), 3U);
  EXPECT_EQ(groups[0].count, 2U);
  EXPECT_FLOAT_EQ(groups[0].x, 22.5f);
  EXPECT_EQ(groups[1].first, 2U);
  EXPECT_FLOAT_EQ(groups[2].x, 200);
  EXPECT_TRUE(chart::merge_marks({}, ten, 0, 300, 2).empty());
}

TEST(MergeMarks, AMarkThatGrowsTakesInItsNextNeighbour) {
  const auto width = [](size_t, size_t count) { return count == 1 ? 10.0f : 30.0f; };
  const std::vector<float> xs{50, 58, 70};
  const std::vector<MarkGroup> groups = chart::merge_marks(xs, width, 0, 300, 0);
  ASSERT_EQ(groups.size(), 1U) << "54 +- 15 reaches 65, where the third begins";
  EXPECT_EQ(groups[0].count, 3U);
}

TEST(MergeMarks, LosesNoneAndLetsNoTwoTouch) {
  std::mt19937_64 random(test::seed_of_today());
  for (int round = 0; round < 2000; ++round) {
    const float right = 200 + static_cast<float>(random() % 3000), gap = static_cast<float>(random() % 5);
    std::vector<float> xs(random() % 300);
    for (float& x : xs) x = static_cast<float>(random() % 100'000) / 100'000 * right;
    std::sort(xs.begin(), xs.end());
    const auto width = [](size_t, size_t count) { return count == 1 ? 10.0f : 20 + 7 * std::log10(float(count)); };
    const std::vector<MarkGroup> groups = chart::merge_marks(xs, width, 0, right, gap);
    size_t next = 0;
    for (size_t i = 0; i < groups.size(); ++i) {
      EXPECT_EQ(groups[i].first, next);
      next += groups[i].count;
      EXPECT_GE(groups[i].x - groups[i].width / 2, -0.01f);
      EXPECT_LE(groups[i].x + groups[i].width / 2, right + 0.01f);
      if (i == 0) continue;
      const float before = groups[i - 1].x + groups[i - 1].width / 2;
      EXPECT_GE(groups[i].x - groups[i].width / 2, before + gap - 0.01f);
    }
    EXPECT_EQ(next, xs.size());
  }
}

// Labels --------------------------------------------------------------------------------------------------------------

TEST(StaggerLabels, GoToTheNextRowWhereTheFirstIsTaken) {
  const std::vector<float> centers{50, 60, 70, 200}, widths{40, 40, 40, 40};
  const auto places = chart::stagger_labels(centers, widths, 2, 0, 300, 4);
  ASSERT_TRUE(places[0] && places[3]);
  EXPECT_EQ(places[0]->row, 0U);
  EXPECT_FLOAT_EQ(places[0]->x, 30);
  EXPECT_FALSE(places[1]) << "the way to its mark leads through the first";
  EXPECT_EQ(places[3]->row, 0U);
  const std::vector<float> apart{50, 80};
  const auto both = chart::stagger_labels(apart, std::vector<float>{40, 40}, 2, 0, 300, 4);
  ASSERT_TRUE(both[1].has_value());
  EXPECT_EQ(both[1]->row, 1U) << "beside the first one there is no room, but over it there is a way";
  EXPECT_FALSE(chart::stagger_labels(std::vector<float>{5}, std::vector<float>{400}, 2, 0, 300, 4)[0]);
}

TEST(StaggerLabels, NeverTouchAndNeverLieOnAWay) {
  std::mt19937_64 random(test::seed_of_today());
  for (int round = 0; round < 2000; ++round) {
    const size_t count = 1 + random() % 40, rows = 1 + random() % 3;
    std::vector<float> centers(count), widths(count);
    for (float& center : centers) center = static_cast<float>(random() % 400);
    for (float& width : widths) width = static_cast<float>(5 + random() % 120);
    const auto places = chart::stagger_labels(centers, widths, rows, 0, 400, 6);
    EXPECT_TRUE(places[0].has_value()) << "the most important label has the first choice";
    for (size_t a = 0; a < count; ++a) {
      if (!places[a]) continue;
      EXPECT_LT(places[a]->row, rows);
      EXPECT_GE(places[a]->x, 0);
      EXPECT_LE(places[a]->x + widths[a], 400.01f);
      EXPECT_TRUE(places[a]->x <= centers[a] && centers[a] <= places[a]->x + widths[a]) << "it stands at its mark";
      for (size_t b = 0; b < count; ++b) {
        if (a == b || !places[b]) continue;
        const bool apart =
            places[a]->x >= places[b]->x + widths[b] + 5.99f || places[b]->x >= places[a]->x + widths[a] + 5.99f;
        if (places[a]->row == places[b]->row) {
          EXPECT_TRUE(apart);
        }
        const bool on_the_way =
            places[b]->row < places[a]->row && centers[a] > places[b]->x && centers[a] < places[b]->x + widths[b];
        EXPECT_FALSE(on_the_way);
      }
    }
  }
}

// Reading -------------------------------------------------------------------------------------------------------------

class JourneyLineTest : public WidgetTest {
 protected:
  /// View, help and a payment that came an hour too late.
  static JourneyLine missed() {
    JourneyLine line{
        .key = "line", .caption = "Journey", .time_header = "Time", .event_header = "Event", .part_header = "Step"};
    line.marks = {{.time = kEightOClock,
                   .name = "view",
                   .part = "Counts as step 1",
                   .role = JourneyRole::step,
                   .step = 0,
                   .color = "#2f6fde"},
                  {.time = kEightOClock + kHour / 2, .name = "help", .part = "Belongs to no step"},
                  {.time = kEightOClock + 2 * kHour,
                   .name = "pay",
                   .part = "Missed step 2",
                   .note = "It came too late.",
                   .role = JourneyRole::near_miss,
                   .step = 1,
                   .color = "#d97706"}};
    line.bands = {{kEightOClock, kEightOClock + kHour, "Window: 1 h"}};
    return line;
  }
};

TEST_F(JourneyLineTest, ArrowKeysTellEachMarkInTime) {
  std::optional<size_t> clicked;
  const auto draw = [&] {
    const chart::MarkEvent event = chart::journey_line(missed());
    if (event.clicked) clicked = event.clicked;
  };
  settle(draw);
  EXPECT_EQ(find("line")->value, "3 events, Window: 1 h");
  press(ImGuiKey_Tab, draw);
  settle(draw);
  ASSERT_NE(find("tooltip"), nullptr);
  EXPECT_EQ(find("tooltip")->label, "view; Time: 2017-04-05 08:00:00. Counts as step 1");
  press(ImGuiKey_RightArrow, draw);
  EXPECT_EQ(find("tooltip")->label, "help; Time: 2017-04-05 08:30:00. Belongs to no step");
  press(ImGuiKey_End, draw);
  EXPECT_EQ(find("tooltip")->label, "pay; Time: 2017-04-05 10:00:00. Missed step 2. It came too late.");
  press(ImGuiKey_Enter, draw);
  EXPECT_EQ(clicked, 2U);
}

TEST_F(JourneyLineTest, ListsEveryEventAndWhatTheMarksMean) {
  const auto draw = [] { chart::journey_line(missed()); };
  settle(draw);
  const ScreenTable* table = find_table("line");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->header, (std::vector<std::string>{"Time", "Event", "Step"}));
  ASSERT_EQ(table->rows.size(), 3U);
  EXPECT_EQ(table->rows[2], (std::vector<std::string>{"2017-04-05 10:00:00", "pay", "Missed step 2"}));
  ASSERT_NE(find("line.legend"), nullptr);
  EXPECT_EQ(find("line.legend")->label,
            "Counts, with the number of its step, Came nearest, Does not count, Window: 1 h");
  EXPECT_EQ(find("line.unlabelled"), nullptr) << "every name has room";
}

TEST_F(JourneyLineTest, ManyEventsAtOneTimeAreOneMarkThatCountsThem) {
  JourneyLine line = missed();
  for (int i = 0; i < 300; ++i) {
    line.marks.insert(
        line.marks.begin() + 2,
        {.time = kEightOClock + kHour / 2, .name = i % 3 == 0 ? "look" : "help", .part = "Belongs to no step"});
  }
  const auto draw = [&] { chart::journey_line(line); };
  settle(draw);
  press(ImGuiKey_Tab, draw);
  press(ImGuiKey_RightArrow, draw);
  ASSERT_NE(find("tooltip"), nullptr);
  const std::string told = find("tooltip")->label;
  EXPECT_TRUE(told.starts_with("301 events; From: 2017-04-05 08:30:00; To: 2017-04-05 08:30:00; ")) << told;
  EXPECT_NE(told.find("help: \u00D7201; look: \u00D7100"), std::string::npos) << told;
  press(ImGuiKey_RightArrow, draw);
  EXPECT_TRUE(find("tooltip")->label.starts_with("pay; ")) << "the third mark is the last";
}

TEST_F(JourneyLineTest, NamesWithoutRoomAreCounted) {
  JourneyLine line = missed();
  for (int i = 1; i <= 20; ++i) {
    line.marks.push_back(
        {.time = kEightOClock + 2 * kHour + 3 * i * kMinute, .name = "something else " + std::to_string(i)});
  }
  const auto draw = [&] { chart::journey_line(line); };
  settle(draw);
  ASSERT_NE(find("line.unlabelled"), nullptr);
  EXPECT_NE(find("line.unlabelled")->label.find("no room"), std::string::npos);
}

TEST_F(JourneyLineTest, AJourneyOfOneMomentAndWindowsOfEveryLengthCanBeDrawn) {
  for (const int64_t end : {int64_t{0}, kHour, std::numeric_limits<int64_t>::max() - kEightOClock}) {
    for (const float width : {60.0f, 390.0f, 3840.0f}) {
      resize(width, 900);
      JourneyLine line = missed();
      line.marks.resize(1);
      line.bands[0].end = kEightOClock + end;
      const auto draw = [&] { chart::journey_line(line); };
      settle(draw);
      ASSERT_NE(find("line"), nullptr);
      EXPECT_GT(find("line")->h, 0);
    }
  }
}

TEST_F(JourneyLineTest, PointingFindsTheMarkOfItsLine) {
  std::optional<size_t> hovered;
  const auto draw = [&] { hovered = chart::journey_line(missed()).hovered; };
  settle(draw);
  const ScreenItem line = *find("line");
  const auto point = [&](float x, float share_y) {
    ImGui::GetIO().AddMousePosEvent(x, line.y + line.h * share_y);
    settle(draw);
    return hovered;
  };
  EXPECT_EQ(point(line.x + 12, 0.4f), 0U);
  EXPECT_EQ(point(line.x + line.w - 12, 0.4f), 2U);
  EXPECT_EQ(point(line.x + line.w / 4, 0.75f), 1U) << "below what counts";
  EXPECT_EQ(point(line.x + line.w / 2, 0.4f), std::nullopt);
}

}  // namespace
}  // namespace sluice::app
