// Who stands behind a bar, and why they came no further.
#include "funnel/people.h"

#include <algorithm>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "unit/funnel/journey_fixture.h"

namespace sluice::funnel {
namespace {

FunnelSpec shop_funnel() {
  FunnelSpec spec;
  for (const char* name : {"view", "cart", "pay"}) spec.steps.push_back({.event = name});
  spec.window_ms = 24 * kHour;
  return spec;
}

Dataset shop_of_five() {
  return dataset_of_events({
      {"anna", "view", 1 * kHour},
      {"anna", "cart", 2 * kHour},
      {"anna", "pay", 5 * kHour},
      {"bert", "view", 1 * kHour},
      {"bert", "cart", 4 * kHour},
      {"bert", "pay", 27 * kHour},
      {"cleo", "view", 1 * kHour},
      {"dora", "pay", 1 * kHour},
      {"dora", "view", 2 * kHour},
      {"dora", "cart", 3 * kHour},
      {"emil", "cart", 3 * kHour},
  });
}

std::vector<std::string> names(const Dataset& dataset, const FunnelSpec& spec, uint32_t step, bool lost) {
  const PeopleQuery query{.step = step, .lost = lost, .limit = 100};
  const auto places = find_people(dataset, spec, query, nullptr);
  EXPECT_TRUE(places.has_value());
  std::vector<std::string> list;
  for (const FunnelPerson& person : page_of(dataset, **places, query).rows) list.push_back(person.customer);
  return list;
}

JourneyReport journey_of(const Dataset& dataset, const FunnelSpec& spec, const char* customer) {
  auto report = explain_journey(dataset, spec, {.customer = customer, .unit = {}});
  EXPECT_TRUE(report.has_value());
  return std::move(report).value();
}

using Names = std::vector<std::string>;

TEST(FunnelPeople, AreThoseBehindABarAndBehindALoss) {
  const Dataset dataset = shop_of_five();
  EXPECT_EQ(names(dataset, shop_funnel(), 0, false), (Names{"anna", "bert", "cleo", "dora"}));
  EXPECT_EQ(names(dataset, shop_funnel(), 1, true), (Names{"cleo"}));
  EXPECT_EQ(names(dataset, shop_funnel(), 2, true), (Names{"bert", "dora"}));
  EXPECT_EQ(names(dataset, shop_funnel(), 2, false), (Names{"anna"}));
  EXPECT_EQ(names(dataset, shop_funnel(), 0, true), Names{});
  EXPECT_FALSE(find_people(dataset, shop_funnel(), {.step = 3}, nullptr).has_value());
}

TEST(FunnelPeople, ReachedAndLostAddUpToTheStepBefore) {
  const Dataset dataset = shop_of_five();
  for (uint32_t step = 1; step < 3; ++step) {
    EXPECT_EQ(names(dataset, shop_funnel(), step, false).size() + names(dataset, shop_funnel(), step, true).size(),
              names(dataset, shop_funnel(), step - 1, false).size());
  }
}

TEST(FunnelPeople, ArePagedAndKnowTheirTimes) {
  const Dataset dataset = shop_of_five();
  const PeopleQuery query{.step = 0, .offset = 1, .limit = 1};
  const PeoplePage page = page_of(dataset, **find_people(dataset, shop_funnel(), query, nullptr), query);
  EXPECT_EQ(page.total, 4U);
  ASSERT_EQ(page.rows.size(), 1U);
  EXPECT_EQ(page.rows[0].customer, "bert");
  EXPECT_EQ(page.rows[0].start, kHour);
  EXPECT_EQ(page.rows[0].reached, 2U);
}

TEST(FunnelPeople, HaveADepthEach) {
  const Dataset dataset = shop_of_five();
  const auto depth = depth_by_customer(dataset, shop_funnel());
  ASSERT_TRUE(depth.has_value());
  EXPECT_EQ(*depth, (std::vector<uint8_t>{3, 2, 1, 2, 0}));
}

TEST(FunnelPeople, HaveADepthThatPassesOverOptionalSteps) {
  FunnelSpec spec = shop_funnel();
  spec.steps[1].optional = true;
  spec.window_ms.reset();
  EXPECT_EQ(*depth_by_customer(shop_of_five(), spec), (std::vector<uint8_t>{3, 3, 1, 1, 0}));
}

TEST(JourneyExplanation, MarksTheChain) {
  const JourneyReport report = journey_of(shop_of_five(), shop_funnel(), "anna");
  ASSERT_EQ(report.events.size(), 3U);
  EXPECT_EQ(report.events[2].fills, 2U);
  EXPECT_EQ(report.outcome.en, "Reached every step, in 4 hours.");
  EXPECT_TRUE(report.reason.empty());
}

// Of each listed one the journey that is its own: what the list says of it must be what the journey shows.
TEST(JourneyExplanation, IsOfTheSessionOrEntryThatIsAskedFor) {
  std::mt19937_64 random(seed_of_today());
  const char* const events[] = {"view", "cart", "pay", "look"};
  size_t lost = 0;
  for (int round = 0; round < 300; ++round) {
    std::vector<EventLine> lines{{"bert", "view", 0}, {"bert", "cart", 0}, {"bert", "pay", 0}};
    const size_t size = 2 + random() % 20;
    for (size_t i = 0; i < size; ++i) {
      lines.push_back({"anna", events[random() % 4], static_cast<TimeMs>(random() % 60)});
    }
    FunnelSpec spec = shop_funnel();
    spec.unit = random() % 2 == 0 ? Unit::sessions : Unit::entries;
    spec.session_gap_ms = 4;
    spec.window_ms = 6;
    const Dataset dataset = dataset_of_events(lines);
    for (uint32_t step = 0; step < 3; ++step) {
      const PeopleQuery query{.step = step, .lost = step > 0, .limit = 100};
      const PeoplePage page = page_of(dataset, **find_people(dataset, spec, query, nullptr), query);
      std::vector<uint32_t> shown;
      for (const FunnelPerson& person : page.rows) {
        if (person.customer != "anna") continue;
        const auto journey = explain_journey(dataset, spec, {.customer = "anna", .unit = person.unit});
        ASSERT_TRUE(journey.has_value());
        EXPECT_EQ(journey->events.front().time, person.unit);
        ASSERT_TRUE(journey->furthest.has_value());
        EXPECT_EQ(*journey->furthest + 1, person.reached);
        shown.push_back(journey->unit);
        EXPECT_LT(journey->unit, journey->units);
        lost += query.lost ? 1 : 0;
      }
      EXPECT_TRUE(std::is_sorted(shown.begin(), shown.end()));
      EXPECT_EQ(std::adjacent_find(shown.begin(), shown.end()), shown.end()) << "each has its own";
    }
  }
  EXPECT_GT(lost, 100U) << "the test shows something";
}

TEST(JourneyExplanation, IsOfTheFurthestWhereThereIsNoSuchSession) {
  FunnelSpec spec = shop_funnel();
  spec.unit = Unit::sessions;
  spec.session_gap_ms = 90 * 60'000;
  const Dataset dataset = dataset_of_events({{"anna", "view", 0},
                                             {"anna", "view", 5 * kHour},
                                             {"anna", "cart", 6 * kHour},
                                             {"anna", "view", 20 * kHour},
                                             {"bert", "pay", 0}});
  EXPECT_EQ(journey_of(dataset, spec, "anna").unit, 1U);
  EXPECT_EQ(explain_journey(dataset, spec, {.customer = "anna", .unit = 7})->unit, 1U);
  const JourneyReport last = *explain_journey(dataset, spec, {.customer = "anna", .unit = 20 * kHour});
  EXPECT_EQ(last.unit, 2U);
  EXPECT_EQ(last.units, 3U);
  EXPECT_EQ(last.outcome.en, "Came as far as 'view' (step 1 of 3).");
}

TEST(JourneyExplanation, TellsTheNearMiss) {
  const Dataset dataset = shop_of_five();
  const JourneyReport bert = journey_of(dataset, shop_funnel(), "bert");
  EXPECT_EQ(bert.outcome.en, "Came as far as 'cart' (step 2 of 3).");
  EXPECT_EQ(bert.reason.en, "'pay' came at 1970-01-02 03:00:00, 2 hours after the window had closed.");
  EXPECT_EQ(journey_of(dataset, shop_funnel(), "cleo").reason.en, "'cart' never came afterwards.");
  EXPECT_EQ(journey_of(dataset, shop_funnel(), "dora").reason.en,
            "'pay' came only before 'cart': the steps count in their order.");
  const JourneyReport emil = journey_of(dataset, shop_funnel(), "emil");
  EXPECT_FALSE(emil.furthest);
  EXPECT_EQ(emil.reason.en, "'view' never came, and every chain begins with it.");
  EXPECT_FALSE(explain_journey(dataset, shop_funnel(), {.customer = "nobody", .unit = {}}).has_value());
}

TEST(JourneyExplanation, NamesWhatLiesBetween) {
  const Dataset dataset = dataset_of_events({{"anna", "view", 1}, {"anna", "refund", 2}, {"anna", "pay", 3}});
  FunnelSpec spec;
  for (const char* name : {"view", "pay"}) spec.steps.push_back({.event = name});
  spec.exclusions = {{.event = "refund"}};
  EXPECT_NE(journey_of(dataset, spec, "anna").reason.en.find("but 'refund' lies between"), std::string::npos);
  spec.exclusions.clear();
  spec.mode = Mode::strict;
  EXPECT_NE(journey_of(dataset, spec, "anna").reason.en.find("strict order"), std::string::npos);
}

// What came nearest, and what it came too late for
// ---------------------------------------------------------------------

TEST(JourneyExplanation, KnowsTheWindowAndByHowMuchItWasMissed) {
  const Dataset dataset = shop_of_five();
  const JourneyReport bert = journey_of(dataset, shop_funnel(), "bert");
  ASSERT_TRUE(bert.window && bert.near_miss);
  EXPECT_EQ(bert.window->begin, 1 * kHour);
  EXPECT_EQ(bert.window->end, 25 * kHour);
  EXPECT_EQ(bert.near_miss->event, 2U);
  EXPECT_EQ(bert.near_miss->step, 2U);
  EXPECT_EQ(bert.near_miss->late_ms, 2 * kHour);
  EXPECT_FALSE(bert.step_window);
  EXPECT_FALSE(bert.obstacle);

  const JourneyReport dora = journey_of(dataset, shop_funnel(), "dora");
  ASSERT_TRUE(dora.window && dora.near_miss);
  EXPECT_EQ(dora.window->begin, 2 * kHour) << "from her view on";
  EXPECT_EQ(dora.near_miss->event, 0U) << "she paid before";
  EXPECT_FALSE(dora.near_miss->late_ms) << "it is not the window that stood against it";

  const JourneyReport cleo = journey_of(dataset, shop_funnel(), "cleo");
  EXPECT_TRUE(cleo.window.has_value());
  EXPECT_FALSE(cleo.near_miss);
  EXPECT_FALSE(journey_of(dataset, shop_funnel(), "emil").window) << "nothing has begun";
  const JourneyReport anna = journey_of(dataset, shop_funnel(), "anna");
  EXPECT_TRUE(anna.window && !anna.near_miss && !anna.obstacle);
  FunnelSpec unlimited = shop_funnel();
  unlimited.window_ms.reset();
  EXPECT_FALSE(journey_of(dataset, unlimited, "anna").window);
}

TEST(JourneyExplanation, KnowsTheStepsOwnWindow) {
  FunnelSpec spec = shop_funnel();
  spec.steps[2].window_ms = 2 * kHour;
  const JourneyReport anna = journey_of(shop_of_five(), spec, "anna");  // cart at 2, pay at 5
  ASSERT_TRUE(anna.step_window && anna.near_miss);
  EXPECT_EQ(anna.step_window->begin, 2 * kHour);
  EXPECT_EQ(anna.step_window->end, 4 * kHour);
  EXPECT_EQ(anna.near_miss->late_ms, 1 * kHour);
  EXPECT_NE(anna.reason.en.find("1 hour after the step's own window had closed"), std::string::npos);
}

TEST(JourneyExplanation, AWindowWithoutAnEndInSightEndsWithTime) {
  FunnelSpec spec = shop_funnel();
  spec.window_ms = std::numeric_limits<int64_t>::max();
  EXPECT_EQ(journey_of(shop_of_five(), spec, "anna").window->end, std::numeric_limits<TimeMs>::max());
}

TEST(JourneyExplanation, PointsAtWhatStoodBetween) {
  const Dataset dataset =
      dataset_of_events({{"anna", "view", 1}, {"anna", "look", 2}, {"anna", "refund", 3}, {"anna", "pay", 4}});
  FunnelSpec spec;
  for (const char* name : {"view", "pay"}) spec.steps.push_back({.event = name});
  spec.exclusions = {{.event = "refund"}};
  JourneyReport report = journey_of(dataset, spec, "anna");
  EXPECT_EQ(report.obstacle, 2U);
  ASSERT_TRUE(report.near_miss.has_value());
  EXPECT_EQ(report.near_miss->event, 3U);
  EXPECT_FALSE(report.near_miss->late_ms);
  spec.rules.exclusion = ExclusionEffect::removes_whole;
  report = journey_of(dataset, spec, "anna");
  EXPECT_EQ(report.obstacle, 2U);
  EXPECT_FALSE(report.near_miss) << "the journey is nowhere";
  spec.exclusions.clear();
  spec.mode = Mode::strict;
  EXPECT_EQ(journey_of(dataset, spec, "anna").obstacle, 1U) << "the first that lies there";
}

TEST(JourneyExplanation, NamesOnlyWhatStrictOrderForbids) {
  const Dataset dataset =
      dataset_of_events({{"anna", "view", 1}, {"anna", "view", 2}, {"anna", "look", 3}, {"anna", "pay", 4}});
  FunnelSpec spec;
  for (const char* name : {"view", "pay"}) spec.steps.push_back({.event = name});
  spec.mode = Mode::strict;
  spec.rules.between = Between::repeats;
  spec.rules.anchor = Anchor::first;
  EXPECT_EQ(journey_of(dataset, spec, "anna").obstacle, 2U) << "a repeated view may lie there";
}

// As chain_matcher.cpp has it: the second cart ends the search, so that the payment behind it is not seen.
TEST(JourneyExplanation, SaysThatARepeatedStepEndedTheSearch) {
  const Dataset dataset = dataset_of_events({{"anna", "view", 1 * kHour},
                                             {"anna", "cart", 2 * kHour},
                                             {"anna", "cart", 3 * kHour},
                                             {"anna", "pay", 4 * kHour},
                                             {"bert", "cart", 1 * kHour},
                                             {"bert", "view", 2 * kHour},
                                             {"bert", "view", 3 * kHour},
                                             {"bert", "cart", 4 * kHour},
                                             {"bert", "pay", 5 * kHour}});
  FunnelSpec spec = shop_funnel();
  EXPECT_TRUE(journey_of(dataset, spec, "anna").reason.empty());
  spec.rules.repeats = Repeats::end_search;
  const JourneyReport anna = journey_of(dataset, spec, "anna");
  EXPECT_EQ(anna.reason.en,
            "'pay' came at 1970-01-01 04:00:00, but the search had ended at 1970-01-01 03:00:00, when 'cart' came "
            "again.");
  EXPECT_EQ(anna.reason.zh, "“pay”发生于 1970-01-01 04:00:00，但“cart”于 1970-01-01 03:00:00 再次发生，匹配已经停止。");
  EXPECT_EQ(anna.obstacle, 2U);
  EXPECT_TRUE(journey_of(dataset, spec, "bert").reason.empty())
      << "neither a cart before the first view nor a view again is a repeat";
}

TEST(JourneyExplanation, SaysThatOnlyTheFirstEventMayBegin) {
  const Dataset dataset = dataset_of_events({{"anna", "view", 0 * kHour},
                                             {"anna", "view", 30 * kHour},
                                             {"anna", "pay", 31 * kHour},
                                             {"bert", "view", 0 * kHour},
                                             {"bert", "pay", 25 * kHour}});
  FunnelSpec spec;
  for (const char* name : {"view", "pay"}) spec.steps.push_back({.event = name});
  spec.window_ms = 24 * kHour;
  EXPECT_TRUE(journey_of(dataset, spec, "anna").reason.empty());
  spec.rules.anchor = Anchor::first;
  const JourneyReport anna = journey_of(dataset, spec, "anna");
  EXPECT_EQ(anna.reason.en,
            "'pay' came at 1970-01-02 07:00:00, 7 hours after the window had closed. A later 'view' leads further, but "
            "only the first one may begin.");
  EXPECT_EQ(anna.reason.zh,
            "“pay”发生于 1970-01-02 07:00:00，晚于窗口关闭 7 小时。从更晚的一次“view”开始可走得更远，但只有第一次可作为"
            "起点。");
  EXPECT_EQ(journey_of(dataset, spec, "bert").reason.en,
            "'pay' came at 1970-01-02 01:00:00, 1 hour after the window had closed.")
      << "no other view could have led there";
}

TEST(JourneyExplanation, SaysThatABrokenChainEndedTheSearch) {
  const Dataset dataset = dataset_of_events({{"anna", "view", 1 * kHour},
                                             {"anna", "help", 2 * kHour},
                                             {"anna", "view", 3 * kHour},
                                             {"anna", "pay", 4 * kHour},
                                             {"bert", "view", 1 * kHour},
                                             {"bert", "help", 2 * kHour},
                                             {"bert", "pay", 4 * kHour}});
  FunnelSpec spec;
  for (const char* name : {"view", "pay"}) spec.steps.push_back({.event = name});
  spec.mode = Mode::strict;
  EXPECT_TRUE(journey_of(dataset, spec, "anna").reason.empty());
  spec.rules.strict_restart = false;
  const std::string between =
      "'pay' came at 1970-01-01 04:00:00, but 'help' lies between, and strict order lets nothing lie there.";
  const JourneyReport anna = journey_of(dataset, spec, "anna");
  EXPECT_EQ(anna.reason.en,
            between + " A later 'view' leads further, but once the chain is broken none may begin again.");
  EXPECT_TRUE(anna.reason.zh.ends_with("从更晚的一次“view”开始可走得更远，但路径中断后不得重新开始。"))
      << anna.reason.zh;
  EXPECT_EQ(journey_of(dataset, spec, "bert").reason.en, between) << "a new chain would have led nowhere";
}

TEST(JourneyExplanation, InAnyOrderCountsTheStepsThatOneWindowHolds) {
  FunnelSpec spec = shop_funnel();
  spec.mode = Mode::any;
  spec.window_ms = 3 * kHour;
  const Dataset dataset = dataset_of_events({{"anna", "pay", 1 * kHour},
                                             {"anna", "view", 6 * kHour},
                                             {"anna", "cart", 7 * kHour},
                                             {"bert", "cart", 1 * kHour},
                                             {"bert", "view", 2 * kHour},
                                             {"bert", "pay", 6 * kHour},
                                             {"cleo", "pay", 1 * kHour},
                                             {"dora", "look", 1 * kHour}});
  const JourneyReport anna = journey_of(dataset, spec, "anna");
  EXPECT_EQ(anna.steps[1].en, "cart") << "a step is a step in any order, too";
  EXPECT_EQ(anna.outcome.en, "Did 2 of the 3 steps, in 1 hour.");
  ASSERT_TRUE(anna.near_miss && anna.window);
  EXPECT_EQ(anna.window->begin, 6 * kHour);
  EXPECT_EQ(anna.near_miss->late_ms, -3 * kHour) << "from 1 to 7 are six hours, three more than the window";
  EXPECT_NE(anna.reason.en.find("3 hours too early"), std::string::npos);
  const JourneyReport bert = journey_of(dataset, spec, "bert");
  ASSERT_TRUE(bert.near_miss.has_value());
  EXPECT_EQ(bert.near_miss->step, 2U);
  EXPECT_EQ(bert.near_miss->late_ms, 2 * kHour);
  EXPECT_EQ(journey_of(dataset, spec, "cleo").reason.en, "'view' never came.");
  EXPECT_FALSE(journey_of(dataset, spec, "dora").furthest);
}

TEST(JourneyExplanation, ListsWhatItSpeaksOfHoweverLongTheJourney) {
  std::vector<EventLine> lines{{"anna", "view", 0}, {"anna", "pay", 100'000}};
  for (TimeMs time = 1; time < 2000; ++time) lines.push_back({"anna", "look", time * 10});
  lines.push_back({"anna", "cart", 50'000});
  FunnelSpec spec = shop_funnel();
  spec.window_ms = 60'000;
  const JourneyReport report = journey_of(dataset_of_events(lines), spec, "anna");
  ASSERT_EQ(report.events.size(), kMostJourneyEvents);
  EXPECT_EQ(report.left_out + report.events.size(), lines.size());
  ASSERT_TRUE(report.near_miss.has_value());
  EXPECT_EQ(report.events[report.near_miss->event].event, "pay");
  EXPECT_EQ(report.near_miss->late_ms, 40'000);
  EXPECT_EQ(std::count_if(report.events.begin(), report.events.end(),
                          [](const auto& event) { return event.fills.has_value(); }),
            2);
  EXPECT_TRUE(std::is_sorted(report.events.begin(), report.events.end(),
                             [](const auto& a, const auto& b) { return a.time < b.time; }));
}

// Random journeys: what is said of the nearest event must be true of its times.
TEST(JourneyExplanation, SpeaksTheTruthOfItsTimes) {
  std::mt19937_64 random(seed_of_today());
  const char* const names[] = {"view", "cart", "pay", "look"};
  size_t late = 0;
  for (int round = 0; round < 2000; ++round) {
    std::vector<EventLine> lines{{"bert", "view", 0}, {"bert", "cart", 0}, {"bert", "pay", 0}};
    const size_t size = 1 + random() % 8;
    for (size_t i = 0; i < size; ++i) {
      lines.push_back({"anna", names[random() % 4], static_cast<TimeMs>(random() % 12)});
    }
    FunnelSpec spec = shop_funnel();
    spec.window_ms = static_cast<int64_t>(random() % 5);
    const Dataset dataset = dataset_of_events(lines);
    const JourneyReport report = journey_of(dataset, spec, "anna");
    if (report.window) {
      EXPECT_EQ(report.window->end - report.window->begin, *spec.window_ms);
      for (const JourneyEvent& event : report.events) {
        if (!event.fills) continue;
        EXPECT_TRUE(report.window->begin <= event.time && event.time <= report.window->end);
      }
    }
    if (!report.near_miss) continue;
    const JourneyEvent& event = report.events[report.near_miss->event];
    EXPECT_EQ(std::count(event.matches.begin(), event.matches.end(), report.near_miss->step), 1);
    EXPECT_FALSE(event.fills);
    if (!report.near_miss->late_ms) continue;
    ++late;
    EXPECT_EQ(event.time, report.window->end + *report.near_miss->late_ms);
    // In a window longer by so much it is no miss.
    spec.window_ms = *spec.window_ms + *report.near_miss->late_ms;
    const JourneyReport longer = journey_of(dataset, spec, "anna");
    EXPECT_GE(longer.furthest.value_or(0), report.near_miss->step) << "round " << round;
  }
  EXPECT_GT(late, 50U) << "the test shows something";
}

}  // namespace
}  // namespace sluice::funnel
