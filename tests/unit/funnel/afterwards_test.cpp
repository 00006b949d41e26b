// Where the lost went: by hand, and against a count of every journey by itself.
#include "funnel/afterwards.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "base/random.h"
#include "funnel/analysis.h"
#include "funnel/people.h"
#include "unit/funnel/journey_fixture.h"

namespace sluice::funnel {
namespace {

using Names = std::vector<std::string>;

AfterwardsReport afterwards_of(const Dataset& dataset, const FunnelSpec& spec, const AfterwardsQuery& query,
                               const std::vector<uint8_t>* keep = nullptr) {
  auto report = finish(begin_afterwards(dataset, spec, query, keep));
  EXPECT_TRUE(report.has_value());
  return report ? std::move(report).value() : AfterwardsReport{};
}

std::string name_of(const NextEvent& event) {
  switch (event.kind) {
    case NextKind::event:
      return event.event;
    case NextKind::others:
      return "other (" + std::to_string(event.names) + ")";
    case NextKind::nothing:
      break;
  }
  return "nothing";
}

// What a level says, in words: events with counts, then flows into them.
using Counts = std::map<std::string, uint64_t>;
struct Words {
  Names order;
  Counts events, flows;

  bool operator==(const Words&) const = default;
};

std::vector<Words> words_of(const AfterwardsReport& report) {
  std::vector<Words> all;
  Names before{"step"};
  for (const NextLevel& level : report.levels) {
    Words words;
    for (const NextEvent& event : level.events) {
      words.order.push_back(name_of(event));
      words.events[name_of(event)] = event.count;
    }
    for (const NextFlow& flow : level.flows) {
      words.flows[before[flow.from] + " > " + words.order[flow.to]] = flow.count;
    }
    before = words.order;
    all.push_back(std::move(words));
  }
  return all;
}

// By hand -------------------------------------------------------------------------------------------------------------

Dataset shop_with_help() {
  return dataset_of_events({
      {"anna", "view", 1},
      {"anna", "pay", 2},
      {"bert", "help", 1},
      {"bert", "view", 2},
      {"bert", "help", 3},
      {"bert", "help", 4},
      {"bert", "exit", 5},
      {"cleo", "view", 1},
      {"cleo", "exit", 9},
      {"dora", "view", 1},
      {"emil", "help", 1},
  });
}

TEST(Afterwards, AreTheEventsBehindTheStep) {
  const AfterwardsReport report = afterwards_of(shop_with_help(), funnel_of({"view", "pay"}), {.step = 1});
  EXPECT_EQ(report.reached, 4U);
  EXPECT_EQ(report.lost, 3U);
  EXPECT_EQ(report.next_step, 2U);
  const std::vector<Words> words = words_of(report);
  ASSERT_EQ(words.size(), 3U);
  EXPECT_EQ(words[0], (Words{{"exit", "help", "nothing"},
                             {{"exit", 1}, {"help", 1}, {"nothing", 1}},
                             {{"step > exit", 1}, {"step > help", 1}, {"step > nothing", 1}}}));
  EXPECT_EQ(words[1],
            (Words{{"help", "nothing"}, {{"help", 1}, {"nothing", 1}}, {{"exit > nothing", 1}, {"help > help", 1}}}));
  EXPECT_EQ(words[2], (Words{{"exit"}, {{"exit", 1}}, {{"help > exit", 1}}}));
}

TEST(Afterwards, FollowTheFilter) {
  const std::vector<uint8_t> keep{1, 1, 0, 0, 1};
  const AfterwardsReport report = afterwards_of(shop_with_help(), funnel_of({"view", "pay"}), {.step = 1}, &keep);
  EXPECT_EQ(report.reached, 2U);
  EXPECT_EQ(words_of(report)[0].events, (Counts{{"help", 1}}));
}

TEST(Afterwards, SayWhoseOrderIsNotKnown) {
  const Dataset dataset =
      dataset_of_events({{"anna", "exit", 5}, {"anna", "view", 5}, {"bert", "view", 5}, {"cleo", "pay", 1}});
  const AfterwardsReport report = afterwards_of(dataset, funnel_of({"view", "pay"}), {.step = 1});
  EXPECT_EQ(words_of(report)[0].events, (Counts{{"nothing", 2}}));
  ASSERT_EQ(report.notes.size(), 1U);
  EXPECT_EQ(report.notes[0].en.find("1 customer has other events at the very time of the step."), 0U);
}

TEST(Afterwards, PutRareEventsTogether) {
  std::vector<EventLine> lines{{"zoe", "view", 1}, {"zoe", "pay", 2}};
  for (int i = 0; i < 100; ++i) {
    const std::string customer = "c" + std::to_string(100 + i);
    lines.push_back({customer, "view", 1});
    lines.push_back({customer, i < 97 ? "often" : "rare" + std::to_string(i), 2});
  }
  const Dataset dataset = dataset_of_events(lines);
  const FunnelSpec spec = funnel_of({"view", "pay"});
  EXPECT_EQ(words_of(afterwards_of(dataset, spec, {.step = 1, .depth = 1}))[0].events,
            (Counts{{"often", 97}, {"other (3)", 3}}));
  EXPECT_EQ(words_of(afterwards_of(dataset, spec, {.step = 1, .depth = 1, .floor = 0.01}))[0].events,
            (Counts{{"often", 97}, {"rare97", 1}, {"rare98", 1}, {"rare99", 1}}));
  EXPECT_EQ(words_of(afterwards_of(dataset, spec, {.step = 1, .depth = 1, .floor = 1}))[0].events,
            (Counts{{"other (4)", 100}}));
}

TEST(Afterwards, NameAtMostEightEvents) {
  std::vector<EventLine> lines{{"zoe", "view", 1}, {"zoe", "pay", 2}};
  for (int i = 0; i < 10; ++i) {
    const std::string customer = "c" + std::to_string(i);
    lines.push_back({customer, "view", 1});
    lines.push_back({customer, "e" + std::to_string(i), 2});
  }
  const AfterwardsReport report =
      afterwards_of(dataset_of_events(lines), funnel_of({"view", "pay"}), {.step = 1, .floor = 0});
  const Words first = words_of(report)[0];
  EXPECT_EQ(first.order, (Names{"e0", "e1", "e2", "e3", "e4", "e5", "e6", "e7", "other (2)"}));
  EXPECT_EQ(first.events.at("other (2)"), 2U);
}

TEST(Afterwards, PassOverOptionalSteps) {
  const Dataset dataset = dataset_of_events({{"anna", "view", 1},
                                             {"anna", "cart", 2},
                                             {"bert", "view", 1},
                                             {"bert", "pay", 2},
                                             {"cleo", "view", 1},
                                             {"cleo", "exit", 2}});
  FunnelSpec spec = funnel_of({"view", "cart", "pay"});
  spec.steps[1].optional = true;
  const AfterwardsReport report = afterwards_of(dataset, spec, {.step = 1});
  EXPECT_EQ(report.next_step, 3U);
  EXPECT_EQ(words_of(report)[0].events, (Counts{{"cart", 1}, {"exit", 1}}));
}

TEST(Afterwards, BeginWhereMostAreLost) {
  const Dataset dataset = dataset_of_events({{"anna", "a", 1},
                                             {"anna", "b", 2},
                                             {"anna", "c", 3},
                                             {"bert", "a", 1},
                                             {"cleo", "a", 1},
                                             {"cleo", "b", 2},
                                             {"dora", "a", 1},
                                             {"dora", "b", 2}});
  FunnelSpec spec = funnel_of({"a", "b", "c"});
  EXPECT_EQ(step_of_greatest_loss(*analyze(dataset, spec, nullptr)), 2U);
  spec.steps[1].optional = true;
  EXPECT_EQ(step_of_greatest_loss(*analyze(dataset, spec, nullptr)), 1U);  // from a to c
  EXPECT_EQ(step_of_greatest_loss(*analyze(dataset, funnel_of({"a", "a"}), nullptr)), 1U);
  EXPECT_EQ(step_of_greatest_loss({}), 1U);
}

TEST(Afterwards, RefuseWhatTheFunnelDoesNotHave) {
  const Dataset dataset = shop_with_help();
  const FunnelSpec spec = funnel_of({"view", "pay"});
  const auto pointer = [&](const AfterwardsQuery& query) {
    const auto report = begin_afterwards(dataset, spec, query, nullptr);
    return report ? std::string() : report.error().place.pointer;
  };
  EXPECT_EQ(pointer({.step = 0}), "/query/step");
  EXPECT_EQ(pointer({.step = 2}), "/query/step");
  EXPECT_EQ(pointer({.step = 1, .depth = 0}), "/query/depth");
  EXPECT_EQ(pointer({.step = 1, .depth = 7}), "/query/depth");
  EXPECT_EQ(pointer({.step = 1, .floor = -0.1}), "/query/floor");
  EXPECT_EQ(pointer({.step = 1, .floor = 1.5}), "/query/floor");
  EXPECT_EQ(begin_afterwards({}, spec, {.step = 1}, nullptr).error().code, ErrorCode::not_applicable);
}

TEST(Afterwards, OfNobodyAreNothing) {
  const std::vector<uint8_t> nobody(5, 0);
  const AfterwardsReport report = afterwards_of(shop_with_help(), funnel_of({"view", "pay"}), {.step = 1}, &nobody);
  EXPECT_EQ(report.reached, 0U);
  EXPECT_TRUE(report.levels.empty());
  EXPECT_TRUE(report.traits.empty());
  EXPECT_EQ(report.notes.size(), 1U);
  EXPECT_EQ(report.traits_notes.size(), 1U);
  const AfterwardsReport all_lost = afterwards_of(shop_with_help(), funnel_of({"exit", "pay"}), {.step = 1});
  EXPECT_EQ(all_lost.lost, 2U);
  EXPECT_EQ(words_of(all_lost)[0].events, (Counts{{"nothing", 2}}));
}

TEST(Afterwards, OfOneMomentAreNothing) {
  const Dataset dataset = dataset_of_events({{"anna", "a", 7}, {"anna", "b", 7}, {"bert", "a", 7}, {"bert", "c", 7}});
  FunnelSpec spec = funnel_of({"a", "b"});
  spec.window_ms = 0;
  const AfterwardsReport report = afterwards_of(dataset, spec, {.step = 1});
  EXPECT_EQ(report.lost, 1U);
  EXPECT_EQ(words_of(report)[0].events, (Counts{{"nothing", 1}}));
}

// Against a count of every journey by itself --------------------------------------------------------------------------

Dataset random_journeys(Draw& draw) {
  const uint64_t names = 2 + draw.below(12), span = 4 + draw.below(60);
  std::vector<EventLine> lines;
  for (uint64_t customer = 0; customer < 1 + draw.below(40); ++customer) {
    for (uint64_t i = 0; i < 1 + draw.below(12); ++i) {
      lines.push_back({"c" + std::to_string(customer), std::string(1, static_cast<char>('a' + draw.below(names))),
                       static_cast<TimeMs>(draw.below(span))});
    }
  }
  for (const char* known : {"a", "b", "c"}) lines.push_back({"zz", known, 0});
  return dataset_of_events(lines);
}

FunnelSpec random_funnel(Draw& draw) {
  FunnelSpec spec;
  for (uint64_t i = 0; i < 2 + draw.below(3); ++i) {
    spec.steps.push_back({.event = std::string(1, static_cast<char>('a' + draw.below(3)))});
  }
  spec.unit = std::array{Unit::customers, Unit::sessions, Unit::entries}[draw.below(3)];
  spec.session_gap_ms = static_cast<int64_t>(draw.below(20));
  if (draw.chance(2)) spec.window_ms = static_cast<int64_t>(draw.below(30));
  spec.mode = std::array{Mode::ordered, Mode::strict, Mode::any}[draw.below(3)];
  // What begins an entry in any order is not the begin of a chain.
  if (spec.unit == Unit::entries && spec.mode == Mode::any) spec.unit = Unit::customers;
  if (spec.mode == Mode::ordered && spec.steps.size() > 2 && draw.chance(3)) spec.steps[1].optional = true;
  return spec;
}

// What each of them did next, by names: read off the rows of the customer.
std::vector<Names> next_events(const Dataset& dataset, const FunnelSpec& spec, const std::vector<Place>& places) {
  const Events& events = *dataset.events;
  std::vector<Names> all;
  for (const Place& place : places) {
    Names& next = all.emplace_back();
    size_t row = place.row;
    while (row + 1 < events.size() && events.customer[row + 1] == place.customer) {
      ++row;
      if (spec.unit == Unit::sessions && events.time[row] - events.time[row - 1] > spec.session_gap_ms) break;
      if (spec.unit == Unit::entries && spec.window_ms && events.time[row] - place.start > *spec.window_ms) break;
      if (events.time[row] > place.last) next.emplace_back(events.event_names.at(events.event[row]));
    }
  }
  return all;
}

// One level's events: those that are named, by count and name.
Names named(const std::vector<Names>& journeys, size_t level, double least) {
  Counts counts;
  for (const Names& journey : journeys) {
    if (level < journey.size()) ++counts[journey[level]];
  }
  std::vector<std::pair<std::string, uint64_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  Names names;
  for (const auto& [name, count] : sorted) {
    if (names.size() < 8 && static_cast<double>(count) >= least) names.push_back(name);
  }
  return names;
}

std::vector<Words> count_by_hand(const std::vector<Names>& journeys, size_t depth, double floor) {
  const double least = floor * static_cast<double>(journeys.size());
  std::vector<Words> all;
  std::vector<std::string> before(journeys.size(), "step");
  for (size_t level = 0; level < depth; ++level) {
    Words words;
    words.order = named(journeys, level, least);
    std::map<std::string, int> rest;
    for (const Names& journey : journeys) {
      const bool is_named =
          level < journey.size() && std::count(words.order.begin(), words.order.end(), journey[level]);
      if (level < journey.size() && !is_named) ++rest[journey[level]];
    }
    const std::string others = "other (" + std::to_string(rest.size()) + ")";
    bool ends = false;
    for (size_t i = 0; i < journeys.size(); ++i) {
      if (before[i] == "nothing") continue;
      std::string now = "nothing";
      if (level < journeys[i].size()) now = rest.count(journeys[i][level]) > 0 ? others : journeys[i][level];
      ends = ends || now == "nothing";
      ++words.events[now];
      ++words.flows[before[i] + " > " + now];
      before[i] = now;
    }
    if (words.events.empty()) break;
    if (!rest.empty()) words.order.push_back(others);
    if (ends) words.order.push_back("nothing");
    all.push_back(std::move(words));
  }
  return all;
}

TEST(Afterwards, AreThoseOfACountByHand) {
  Draw draw(seed_of_today());
  int lost_somebody = 0;
  for (int round = 0; round < 3000; ++round) {
    const Dataset dataset = random_journeys(draw);
    const FunnelSpec spec = random_funnel(draw);
    AfterwardsQuery query{.step = static_cast<uint32_t>(1 + draw.below(spec.steps.size() - 1)),
                          .depth = static_cast<uint32_t>(1 + draw.below(kMostAfterwardsDepth)),
                          .floor = std::array{0.0, 0.02, 0.1, 0.3}[draw.below(4)]};
    if (spec.steps[query.step - 1].optional) query.step = 1;
    const auto report = finish(begin_afterwards(dataset, spec, query, nullptr));
    ASSERT_TRUE(report.has_value());
    const auto places = find_people(dataset, spec, {.step = report->next_step - 1, .lost = true}, nullptr);
    ASSERT_EQ(report->lost, (*places)->size());
    const std::vector<Words> wanted = count_by_hand(next_events(dataset, spec, **places), query.depth, query.floor);
    const std::vector<Words> shown = words_of(*report);
    ASSERT_EQ(shown.size(), wanted.size()) << "round " << round;
    for (size_t level = 0; level < shown.size(); ++level) {
      ASSERT_EQ(shown[level].order, wanted[level].order) << "round " << round << ", level " << level;
      ASSERT_EQ(shown[level].events, wanted[level].events) << "round " << round << ", level " << level;
      ASSERT_EQ(shown[level].flows, wanted[level].flows) << "round " << round << ", level " << level;
    }
    lost_somebody += report->lost > 0 ? 1 : 0;
  }
  EXPECT_GT(lost_somebody, 1000);
}

TEST(Afterwards, AddUp) {
  Draw draw(seed_of_today() + 1);
  for (int round = 0; round < 500; ++round) {
    const AfterwardsReport report = afterwards_of(random_journeys(draw), random_funnel(draw),
                                                  {.step = 1, .depth = kMostAfterwardsDepth, .floor = 0.05});
    uint64_t expected = report.lost;
    for (size_t i = 0; i < report.levels.size(); ++i) {
      const NextLevel& level = report.levels[i];
      uint64_t all = 0, going_on = 0;
      std::vector<uint64_t> into(level.events.size());
      std::vector<uint64_t> out_of(i == 0 ? 1 : report.levels[i - 1].events.size());
      for (const NextFlow& flow : level.flows) {
        into[flow.to] += flow.count;
        out_of[flow.from] += flow.count;
      }
      for (size_t event = 0; event < into.size(); ++event) {
        ASSERT_EQ(into[event], level.events[event].count);
        all += into[event];
        if (level.events[event].kind != NextKind::nothing) going_on += into[event];
      }
      for (size_t event = 0; i > 0 && event < out_of.size(); ++event) {
        const NextEvent& before = report.levels[i - 1].events[event];
        ASSERT_EQ(out_of[event], before.kind == NextKind::nothing ? 0 : before.count);
      }
      ASSERT_EQ(all, expected);
      expected = going_on;
    }
  }
}

}  // namespace
}  // namespace sluice::funnel
