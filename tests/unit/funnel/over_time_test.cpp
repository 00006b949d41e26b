// A funnel by the period of entry: by hand, and against the definition word by word.
#include "funnel/over_time.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "base/random.h"
#include "funnel/analysis.h"
#include "funnel/event_plan.h"
#include "unit/funnel/journey_fixture.h"
#include "unit/funnel/matching_oracle.h"

namespace sluice::funnel {
namespace {

TimeMs at(const char* day, int64_t hours = 0) { return *parse_iso_day(day) * kDay + hours * kHour; }

OverTimeReport over_time_of(const Dataset& dataset, const FunnelSpec& spec, EntryGrain grain = EntryGrain::automatic,
                            const std::vector<uint8_t>* keep = nullptr) {
  auto report = finish(begin_over_time(dataset, spec, {grain}, keep));
  EXPECT_TRUE(report.has_value()) << (report ? "" : report.error().to_string());
  return report ? std::move(report).value() : OverTimeReport{};
}

// "2017-04-05 3/1, 1 open"
std::string line_of(const EntryPeriod& period) {
  std::string text = period.id + " " + std::to_string(period.entered) + "/" + std::to_string(period.converted);
  if (period.open) text += ", " + std::to_string(*period.open) + " open";
  return text;
}
std::vector<std::string> lines_of(const OverTimeReport& report) {
  std::vector<std::string> lines;
  for (const EntryPeriod& period : report.periods) lines.push_back(line_of(period));
  return lines;
}

using Lines = std::vector<std::string>;

Dataset shop_of_march() {
  return dataset_of_events({{"anna", "view", at("2024-02-28", 23)},
                            {"anna", "pay", at("2024-03-04", 1)},
                            {"bert", "view", at("2024-02-28")},
                            {"cleo", "view", at("2024-03-03", 23)},  // a Sunday
                            {"cleo", "pay", at("2024-03-04", 2)},
                            {"dora", "view", at("2024-03-04")},
                            {"emil", "view", at("2024-03-10", 12)},
                            {"emil", "visit", at("2024-03-12", 6)}});
}

TEST(OverTime, CountsByTheDayOfEntryAndLeavesNoGap) {
  EXPECT_EQ(lines_of(over_time_of(shop_of_march(), view_and_pay(), EntryGrain::day)),
            (Lines{"2024-02-28 2/1", "2024-02-29 0/0", "2024-03-01 0/0", "2024-03-02 0/0", "2024-03-03 1/1",
                   "2024-03-04 1/0", "2024-03-05 0/0", "2024-03-06 0/0", "2024-03-07 0/0", "2024-03-08 0/0",
                   "2024-03-09 0/0", "2024-03-10 1/0"}));
}

TEST(OverTime, BeginsWeeksOnMonday) {
  const OverTimeReport report = over_time_of(shop_of_march(), view_and_pay(), EntryGrain::week);
  EXPECT_EQ(lines_of(report), (Lines{"2024-W09 3/2", "2024-W10 2/0"}));
  EXPECT_EQ(report.periods[1].first_day, "2024-03-04");
  EXPECT_EQ(report.periods[1].last_day, "2024-03-10");
}

TEST(OverTime, KnowsMonths) {
  const OverTimeReport report = over_time_of(shop_of_march(), view_and_pay(), EntryGrain::month);
  EXPECT_EQ(lines_of(report), (Lines{"2024-02 2/1", "2024-03 3/1"}));
  EXPECT_EQ(report.periods[0].last_day, "2024-02-29");
  // 1 of 3: R's prop.test(1, 3, correct = FALSE) gives 0.0615 to 0.7923.
  EXPECT_NEAR(report.periods[1].rate->low, 0.0615, 5e-5);
  EXPECT_NEAR(report.periods[1].rate->high, 0.7923, 5e-5);
}

TEST(OverTime, MarksWhoMayYetConvert) {
  // The data end on the 12th at 6:00: what began two days before, at 12:00, has six hours left.
  const OverTimeReport open = over_time_of(shop_of_march(), view_and_pay(2 * kDay), EntryGrain::month);
  EXPECT_EQ(lines_of(open), (Lines{"2024-02 2/0, 0 open", "2024-03 3/1, 1 open"})) << "anna took longer";
  EXPECT_EQ(open.open, 1U);
  EXPECT_NE(open.definition.en.find("2024-03-12 06:00:00"), std::string::npos);
  const OverTimeReport at_the_edge = over_time_of(shop_of_march(), view_and_pay(42 * kHour), EntryGrain::month);
  EXPECT_EQ(at_the_edge.open, 0U) << "the last moment of the window is in the data";
  EXPECT_EQ(over_time_of(shop_of_march(), view_and_pay(42 * kHour + 1), EntryGrain::month).open, 1U);
}

TEST(OverTime, KnowsNothingToBeOpenWithoutALimit) {
  const OverTimeReport report = over_time_of(shop_of_march(), view_and_pay());
  EXPECT_FALSE(report.open);
  for (const EntryPeriod& period : report.periods) EXPECT_FALSE(period.open);
  ASSERT_EQ(report.notes.size(), 1U);
  EXPECT_NE(report.notes[0].en.find("no limit of time"), std::string::npos);
}

TEST(OverTime, CountsDaysWithoutTimesToTheirEnd) {
  const Dataset dataset = dataset_of_events({{"anna", "view", at("2024-03-01")},
                                             {"bert", "view", at("2024-03-02")},
                                             {"bert", "visit", at("2024-03-03")},
                                             {"zoe", "pay", at("2024-03-01")}});
  EXPECT_EQ(lines_of(over_time_of(dataset, view_and_pay(kDay))),
            (Lines{"2024-03-01 1/0, 0 open", "2024-03-02 1/0, 0 open"}))
      << "nothing of the 3rd is missing";
  EXPECT_EQ(lines_of(over_time_of(dataset, view_and_pay(36 * kHour))),
            (Lines{"2024-03-01 1/0, 0 open", "2024-03-02 1/0, 0 open"}))
      << "half a day more brings no other day";
  EXPECT_EQ(lines_of(over_time_of(dataset, view_and_pay(2 * kDay))),
            (Lines{"2024-03-01 1/0, 0 open", "2024-03-02 1/0, 1 open"}));
}

TEST(OverTime, EndsASessionWithItsPause) {
  const Dataset dataset = dataset_of_events({{"anna", "view", at("2024-03-01")},
                                             {"bert", "view", at("2024-03-01", 2)},
                                             {"cleo", "visit", at("2024-03-01", 3)},
                                             {"zoe", "pay", at("2024-03-01")}});
  FunnelSpec spec = view_and_pay();
  spec.unit = Unit::sessions;
  spec.session_gap_ms = 2 * kHour;
  EXPECT_EQ(lines_of(over_time_of(dataset, spec)), (Lines{"2024-03-01 2/0, 1 open"}));
  spec.window_ms = kHour / 2;
  EXPECT_EQ(lines_of(over_time_of(dataset, spec)), (Lines{"2024-03-01 2/0, 0 open"})) << "the window ends before";
}

TEST(OverTime, CountsEachEntryInItsOwnPeriod) {
  const Dataset dataset = dataset_of_events({{"anna", "view", at("2024-03-01")},
                                             {"anna", "pay", at("2024-03-01", 1)},
                                             {"anna", "view", at("2024-03-03")},
                                             {"anna", "visit", at("2024-03-09")}});
  FunnelSpec spec = view_and_pay(kDay);
  spec.unit = Unit::entries;
  EXPECT_EQ(lines_of(over_time_of(dataset, spec)),
            (Lines{"2024-03-01 1/1, 0 open", "2024-03-02 0/0, 0 open", "2024-03-03 1/0, 0 open"}));
}

TEST(OverTime, ChoosesAGrainOfSixtyPeriodsAtMost) {
  const auto grain_of = [](int64_t days) {
    const Dataset dataset = dataset_of_events({{"anna", "view", at("2024-01-01")},
                                               {"bert", "view", at("2024-01-01") + (days - 1) * kDay},
                                               {"bert", "pay", at("2024-01-01") + (days - 1) * kDay}});
    return over_time_of(dataset, view_and_pay()).grain;
  };
  EXPECT_EQ(grain_of(1), EntryGrain::day);
  EXPECT_EQ(grain_of(60), EntryGrain::day);
  EXPECT_EQ(grain_of(61), EntryGrain::week);
  EXPECT_EQ(grain_of(420), EntryGrain::week);  // from a Monday on
  EXPECT_EQ(grain_of(421), EntryGrain::month);
}

TEST(OverTime, GathersWhatLiesFarBack) {
  const Dataset dataset = dataset_of_events({{"anna", "view", at("1970-01-01")},
                                             {"anna", "pay", at("1970-01-02")},
                                             {"bert", "view", at("2024-03-01")},
                                             {"cleo", "view", at("2023-03-02")}});
  const OverTimeReport report = over_time_of(dataset, view_and_pay(), EntryGrain::day);
  ASSERT_EQ(report.periods.size(), kMostEntryPeriods + 1);
  EXPECT_EQ(line_of(report.periods[0]), "../2023-03-01 1/1");
  EXPECT_EQ(report.periods[0].first_day, "1970-01-01");
  EXPECT_EQ(report.periods[0].last_day, "2023-03-01");
  EXPECT_EQ(report.periods[0].periods, 19'418U);
  EXPECT_EQ(line_of(report.periods[1]), "2023-03-02 1/0");
  EXPECT_EQ(line_of(report.periods.back()), "2024-03-01 1/0");
}

// Against the definition ----------------------------------------------------------------------------------------------

Dataset random_months(Draw& draw) {
  const uint64_t span = 1 + draw.below(2'000);
  std::vector<EventLine> lines;
  for (uint64_t customer = 0; customer < 1 + draw.below(25); ++customer) {
    for (uint64_t i = 0; i < 1 + draw.below(6); ++i) {
      lines.push_back({"c" + std::to_string(customer), std::string(1, static_cast<char>('a' + draw.below(4))),
                       at("2023-11-20") + static_cast<int64_t>(draw.below(span)) * kHour});
    }
  }
  for (const char* known : {"a", "b", "c", "d"}) lines.push_back({"zz", known, at("2024-01-01")});
  return dataset_of_events(lines);
}

FunnelSpec random_dated_funnel(Draw& draw) {
  FunnelSpec spec;
  for (uint64_t i = 0; i < 2 + draw.below(2); ++i) {
    spec.steps.push_back({.event = std::string(1, static_cast<char>('a' + draw.below(3)))});
  }
  spec.mode = static_cast<Mode>(draw.below(3));
  if (draw.chance(2)) spec.window_ms = static_cast<int64_t>(draw.below(900)) * kHour;
  if (draw.chance(2))
    spec.steps[1 + draw.below(spec.steps.size() - 1)].window_ms = static_cast<int64_t>(draw.below(400)) * kHour;
  if (draw.chance(3)) spec.rules.anchor = Anchor::first;
  if (draw.chance(3)) spec.exclusions.push_back({.event = "d"});
  if (draw.chance(3)) spec.rules.exclusion = ExclusionEffect::removes_whole;
  return spec;
}

// Whether the steps from some one on would complete a chain that begins at `start`, were they to come right behind the
// end of the file.
bool may_complete(const JourneyCase& c, TimeMs start, TimeMs end) {
  const size_t steps = c.plan.steps.size();
  for (size_t from = 0; from < steps; ++from) {
    JourneyCase longer = c;
    for (size_t step = from; step < steps; ++step) {
      longer.time.push_back(end + 1);
      longer.steps.push_back(StepMask{1} << step);
      longer.excluded.push_back(0);
    }
    if (MatchingOracle(longer).completes_from(start)) return true;
  }
  return false;
}

// Of each customer the oracle's chain.
std::map<Day, EntryPeriod> count_by_hand(const Dataset& dataset, const FunnelSpec& spec) {
  const Events& events = *dataset.events;
  const bool days_only =
      std::all_of(events.time.begin(), events.time.end(), [](TimeMs time) { return time % kDay == 0; });
  const TimeMs end = *std::max_element(events.time.begin(), events.time.end()) + (days_only ? kDay - 1 : 0);
  std::map<Day, EntryPeriod> days;
  for (size_t begin = 0; begin < events.size();) {
    JourneyCase c;
    c.plan = make_plan(spec, spec.steps);
    size_t row = begin;
    for (; row < events.size() && events.customer[row] == events.customer[begin]; ++row) {
      StepMask steps = 0;
      const std::string_view name = events.event_names.at(events.event[row]);
      for (size_t step = 0; step < spec.steps.size(); ++step) {
        if (spec.steps[step].event == name) steps |= StepMask{1} << step;
      }
      c.time.push_back(events.time[row]);
      c.steps.push_back(steps);
      c.excluded.push_back(!spec.exclusions.empty() && name == "d" ? 1 : 0);
    }
    begin = row;
    const auto reached = MatchingOracle(c).solve();
    if (!reached[0]) continue;
    size_t furthest = 0;
    while (furthest + 1 < reached.size() && reached[furthest + 1]) ++furthest;
    const TimeMs start = reached[furthest]->start;
    EntryPeriod& period = days[static_cast<Day>(start / kDay)];
    const bool converted = furthest + 1 == reached.size();
    ++period.entered;
    period.converted += converted ? 1 : 0;
    const bool open = !converted && may_complete(c, start, end);
    period.open = period.open.value_or(0) + (open ? 1 : 0);
  }
  return days;
}

TEST(OverTime, IsTheCountOfEveryChainByHand) {
  const uint64_t seed = seed_of_today();
  Draw draw(seed);
  uint64_t open = 0, converted = 0;
  for (int round = 0; round < 1'000; ++round) {
    const Dataset dataset = random_months(draw);
    const FunnelSpec spec = random_dated_funnel(draw);
    const std::map<Day, EntryPeriod> wanted = count_by_hand(dataset, spec);
    const OverTimeReport report = over_time_of(dataset, spec, EntryGrain::day);
    uint64_t entered = 0;
    for (const EntryPeriod& period : report.periods) {
      const auto day = wanted.find(*parse_iso_day(period.id));
      const EntryPeriod expected = day == wanted.end() ? EntryPeriod{} : day->second;
      ASSERT_EQ(period.entered, expected.entered) << period.id << " of round " << round << ", " << seed;
      ASSERT_EQ(period.converted, expected.converted) << period.id << " of round " << round << ", " << seed;
      if (period.open) {
        ASSERT_EQ(*period.open, expected.open.value_or(0)) << period.id << " of round " << round << ", " << seed;
      }
      entered += period.entered;
      open += period.open.value_or(0);
      converted += period.converted;
    }
    uint64_t all = 0;
    for (const auto& [day, period] : wanted) all += period.entered;
    ASSERT_EQ(entered, all);
  }
  EXPECT_GT(open, 100U);
  EXPECT_GT(converted, 400U);
}

TEST(OverTime, AStepWhoseOwnTimeIsOverEndsTheEntry) {
  FunnelSpec spec = view_and_pay(30 * kDay);
  spec.steps.insert(spec.steps.begin() + 1, Step{.event = "cart"});
  spec.steps[1].window_ms = 7 * kDay;
  spec.steps[2].window_ms = 2 * kDay;
  // Up to the 20th. Anna's time to pay is over, and that to fill another cart; bert may pay; cleo never filled one in
  // time; dora paid; erik may fill his; frida's time to pay is over, but another cart would still be in time.
  const Dataset dataset = dataset_of_events({{"anna", "view", at("2024-03-01", 1)},
                                             {"anna", "cart", at("2024-03-06")},
                                             {"bert", "view", at("2024-03-15")},
                                             {"bert", "cart", at("2024-03-19")},
                                             {"cleo", "view", at("2024-03-03")},
                                             {"dora", "view", at("2024-03-14")},
                                             {"dora", "cart", at("2024-03-20")},
                                             {"dora", "pay", at("2024-03-20", 1)},
                                             {"erik", "view", at("2024-03-18")},
                                             {"frida", "view", at("2024-03-13", 12)},
                                             {"frida", "cart", at("2024-03-14")}});
  const auto entries = [&] {
    Lines lines = lines_of(over_time_of(dataset, spec, EntryGrain::day));
    std::erase_if(lines, [](const std::string& line) { return line.find(" 0/0") != std::string::npos; });
    return lines;
  };
  EXPECT_EQ(entries(), (Lines{"2024-03-01 1/0, 0 open", "2024-03-03 1/0, 0 open", "2024-03-13 1/0, 1 open",
                              "2024-03-14 1/1, 0 open", "2024-03-15 1/0, 1 open", "2024-03-18 1/0, 1 open"}));
  spec.window_ms.reset();
  const OverTimeReport report = over_time_of(dataset, spec, EntryGrain::day);
  EXPECT_EQ(report.open, 3U) << "known by the steps' times alone";
  EXPECT_NE(report.definition.en.find("within the steps' own limits"), std::string::npos) << report.definition.en;
}

TEST(OverTime, AnEventThatBreaksThePathEndsTheEntry) {
  FunnelSpec spec = view_and_pay(30 * kDay);
  spec.exclusions.push_back({.event = "cancel"});
  const Dataset dataset = dataset_of_events({{"anna", "view", at("2024-03-01", 1)},
                                             {"anna", "cancel", at("2024-03-02")},
                                             {"bert", "view", at("2024-03-01")},
                                             {"cleo", "pay", at("2024-03-03")}});
  EXPECT_EQ(lines_of(over_time_of(dataset, spec, EntryGrain::day)), (Lines{"2024-03-01 2/0, 1 open"}));
  spec.exclusions.clear();
  spec.mode = Mode::strict;
  EXPECT_EQ(lines_of(over_time_of(dataset, spec, EntryGrain::day)), (Lines{"2024-03-01 2/0, 1 open"}));
  spec.mode = Mode::ordered;
  EXPECT_EQ(lines_of(over_time_of(dataset, spec, EntryGrain::day)), (Lines{"2024-03-01 2/0, 2 open"}));
}

TEST(OverTime, AddsUpToTheFunnel) {
  Draw draw(seed_of_today() + 1);
  for (int round = 0; round < 300; ++round) {
    const Dataset dataset = random_months(draw);
    FunnelSpec spec = random_dated_funnel(draw);
    spec.unit = static_cast<Unit>(draw.below(3));
    std::vector<uint8_t> keep(dataset.customers.size());
    for (uint8_t& kept : keep) kept = draw.chance(4) ? 0 : 1;
    const FunnelReport funnel = *analyze(dataset, spec, &keep);
    for (const EntryGrain grain : {EntryGrain::automatic, EntryGrain::day, EntryGrain::week, EntryGrain::month}) {
      const OverTimeReport report = over_time_of(dataset, spec, grain, &keep);
      uint64_t entered = 0, converted = 0, open = 0;
      for (size_t i = 0; i < report.periods.size(); ++i) {
        const EntryPeriod& period = report.periods[i];
        entered += period.entered;
        converted += period.converted;
        open += period.open.value_or(0);
        ASSERT_LE(period.converted + period.open.value_or(0), period.entered);
        if (i > 0) {
          ASSERT_EQ(*parse_iso_day(period.first_day), *parse_iso_day(report.periods[i - 1].last_day) + 1);
        }
      }
      ASSERT_EQ(static_cast<double>(entered), funnel.steps.front().count);
      ASSERT_EQ(static_cast<double>(converted), funnel.steps.back().count);
      ASSERT_EQ(report.entered, entered);
      ASSERT_EQ(report.converted, converted);
      ASSERT_EQ(report.open.value_or(0), open);
      if (grain == EntryGrain::automatic) {
        ASSERT_LE(report.periods.size(), 60U);
      }
    }
  }
}

// Edges ---------------------------------------------------------------------------------------------------------------

TEST(OverTime, OfNobodyHasNoPeriods) {
  const std::vector<uint8_t> nobody(5, 0);
  const OverTimeReport report = over_time_of(shop_of_march(), view_and_pay(kDay), EntryGrain::automatic, &nobody);
  EXPECT_TRUE(report.periods.empty());
  EXPECT_FALSE(report.rate);
  EXPECT_EQ(report.notes.size(), 1U);
}

TEST(OverTime, OfOneMomentIsOnePeriod) {
  const Dataset dataset = dataset_of_events({{"anna", "view", 7}, {"anna", "pay", 7}, {"bert", "view", 7}});
  EXPECT_EQ(lines_of(over_time_of(dataset, view_and_pay(0))), (Lines{"1970-01-01 2/1, 0 open"}));
  EXPECT_EQ(lines_of(over_time_of(dataset, view_and_pay(1))), (Lines{"1970-01-01 2/1, 1 open"}));
}

TEST(OverTime, KnowsDaysBefore1970) {
  const Dataset dataset = dataset_of_events({{"anna", "view", -1}, {"anna", "pay", 1}, {"bert", "view", -kDay - 1}});
  EXPECT_EQ(lines_of(over_time_of(dataset, view_and_pay())), (Lines{"1969-12-30 1/0", "1969-12-31 1/1"}));
}

TEST(OverTime, NeedsEvents) { EXPECT_EQ(begin_over_time({}, {}, {}, nullptr).error().code, ErrorCode::not_applicable); }

}  // namespace
}  // namespace sluice::funnel
