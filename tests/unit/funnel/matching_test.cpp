// Matching against an oracle that tries every chain, and the rules one by one.
#include "funnel/matching.h"

#include <gtest/gtest.h>

#include <bit>
#include <chrono>
#include <functional>
#include <limits>
#include <random>

#include "unit/funnel/journey_fixture.h"
#include "unit/funnel/matching_oracle.h"

namespace sluice::funnel {
namespace {

using Pick = std::function<int(int, int)>;

std::string describe(const JourneyCase& c) {
  std::string text = "events:";
  for (size_t i = 0; i < c.time.size(); ++i) {
    text += " ";
    for (size_t step = 0; step < c.plan.steps.size(); ++step) {
      if (c.matches(i, step)) text += std::to_string(step);
    }
    if (c.excluded[i] != 0) text += "x" + std::to_string(c.excluded[i]);
    text += "@" + std::to_string(c.time[i]);
  }
  text += "  steps: " + std::to_string(c.plan.steps.size());
  for (size_t step = 0; step < c.plan.steps.size(); ++step) {
    if (c.plan.steps[step].optional) text += " optional " + std::to_string(step);
    if (c.plan.steps[step].window_ms) {
      text += " window of " + std::to_string(step) + ": " + std::to_string(*c.plan.steps[step].window_ms);
    }
  }
  for (const Plan::Exclusion& exclusion : c.plan.exclusions) {
    text += " exclusion " + std::to_string(exclusion.from) + "-" + std::to_string(exclusion.to);
  }
  const Rules& rules = c.plan.rules;
  const auto number = [](auto value) { return std::to_string(static_cast<int>(value)); };
  return text + "  window: " + (c.plan.window_ms ? std::to_string(*c.plan.window_ms) : "none") + "  mode " +
         number(c.plan.mode) + " anchor " + number(rules.anchor) + " use " + number(rules.event_use) + " equal " +
         number(rules.equal_times) + " repeats " + number(rules.repeats) + " between " + number(rules.between) +
         " restart " + number(rules.strict_restart) + " exclusion " + number(rules.exclusion);
}

void expect_same(const Match& found, const std::vector<std::optional<StepTime>>& wanted, const JourneyCase& c) {
  for (size_t step = 0; step < wanted.size(); ++step) {
    ASSERT_EQ(found.has(step), wanted[step].has_value()) << "step " << step << " of " << describe(c);
    if (!wanted[step]) continue;
    ASSERT_EQ(found.at[step].at, wanted[step]->at) << "step " << step << " of " << describe(c);
    ASSERT_EQ(found.at[step].start, wanted[step]->start) << "step " << step << " of " << describe(c);
    if (c.plan.mode != Mode::any) {
      ASSERT_EQ(found.at[step].before, wanted[step]->before) << "step " << step << " of " << describe(c);
    }
  }
}

JourneyCase random_case(Mode mode, bool plain_rules, const Pick& pick) {
  JourneyCase c;
  c.plan.mode = mode;
  const int last_time = pick(0, 10);  // few times: many ties
  const auto steps = static_cast<size_t>(pick(1, 5));
  c.plan.steps.resize(steps);
  for (size_t step = 1; step < steps; ++step) {
    if (mode == Mode::ordered && step + 1 < steps) c.plan.steps[step].optional = pick(0, 4) == 0;
    if (mode != Mode::any && pick(0, 4) == 0) c.plan.steps[step].window_ms = pick(0, 4);
  }
  if (pick(0, 2) > 0) c.plan.window_ms = pick(0, last_time);
  std::vector<size_t> main;
  for (size_t step = 0; step < steps; ++step) {
    if (!c.plan.steps[step].optional) main.push_back(step);
  }
  for (int i = pick(0, 5) - 3; i > 0 && main.size() >= 2; --i) {
    const auto from = static_cast<size_t>(pick(0, static_cast<int>(main.size()) - 2));
    const auto to = static_cast<size_t>(pick(static_cast<int>(from) + 1, static_cast<int>(main.size()) - 1));
    c.plan.exclusions.push_back({main[from], main[to]});
  }
  if (!plain_rules) {
    Rules& rules = c.plan.rules;
    rules.anchor = static_cast<Anchor>(pick(0, 1));
    rules.event_use = static_cast<EventUse>(pick(0, 1));
    rules.equal_times = static_cast<EqualTimes>(pick(0, 2) / 2);
    if (mode == Mode::ordered) rules.repeats = static_cast<Repeats>(pick(0, 2) / 2);
    if (mode == Mode::strict) {
      rules.between = static_cast<Between>(pick(0, 2));
      rules.strict_restart = pick(0, 1) == 0;
    }
    rules.exclusion = static_cast<ExclusionEffect>(pick(0, 1));
  }
  // Names of events, each of which fills one step, several (a repeated step) or none.
  const int names = pick(1, 5);
  std::vector<StepMask> mask_of_name(static_cast<size_t>(names));
  for (size_t step = 0; step < steps; ++step) {
    for (int any_of = pick(0, 3) == 0 ? 2 : 1; any_of > 0; --any_of) {
      mask_of_name[static_cast<size_t>(pick(0, names - 1))] |= StepMask{1} << step;
    }
  }
  for (int events = pick(0, 8); events > 0; --events) {
    c.time.push_back(pick(0, last_time));
    c.steps.push_back(mask_of_name[static_cast<size_t>(pick(0, names - 1))]);
    StepMask excluded = 0;
    for (size_t i = 0; i < c.plan.exclusions.size(); ++i) excluded |= pick(0, 4) == 0 ? StepMask{1} << i : 0;
    c.excluded.push_back(excluded);
  }
  std::sort(c.time.begin(), c.time.end());
  return c;
}

// A chain is what it says: events in order that match the steps, of the times that match() tells.
void expect_sound(const Chain& chain, const Match& match, const JourneyCase& c) {
  if (chain.removed) {
    ASSERT_EQ(match.reached, 0U) << describe(c);
    return;
  }
  size_t filled = 0;
  for (size_t step = 0; step < c.plan.steps.size(); ++step) {
    if (chain.event[step] == Chain::kNone) continue;
    ++filled;
    ASSERT_TRUE(c.matches(chain.event[step], step)) << describe(c);
  }
  if (match.reached == 0) {
    ASSERT_EQ(chain.last, Chain::kNone) << describe(c);
    return;
  }
  ASSERT_NE(chain.last, Chain::kNone) << describe(c);
  const StepTime& furthest = match.at[chain.last];
  if (c.plan.mode == Mode::any) {
    ASSERT_GE(filled, chain.last + 1) << describe(c);
    return;
  }
  ASSERT_EQ(c.time[chain.event[chain.last]], furthest.at) << describe(c);
  ASSERT_EQ(c.time[chain.event[0]], furthest.start) << describe(c);
  TimeMs before = furthest.start;
  for (size_t step = 0; step <= chain.last; ++step) {
    if (c.plan.steps[step].optional) continue;
    ASSERT_NE(chain.event[step], Chain::kNone) << describe(c);
    ASSERT_GE(c.time[chain.event[step]], before) << describe(c);
    before = c.time[chain.event[step]];
  }
}

struct Worth {
  int deep = 0, tied = 0, excluded = 0;
};

void compare(Mode mode, bool plain_rules, int cases, uint64_t seed, Worth& worth) {
  std::mt19937_64 random(seed);
  const Pick pick = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
  for (int i = 0; i < cases; ++i) {
    const JourneyCase c = random_case(mode, plain_rules, pick);
    const auto wanted = MatchingOracle(c).solve();
    const auto matcher = prepare_matcher(c.plan);
    Match found;
    matcher->match(c.journey(), found);
    expect_same(found, wanted, c);
    if (testing::Test::HasFatalFailure()) FAIL() << "SLUICE_SEED=" << seed;
    expect_sound(matcher->trace(c.journey()), found, c);
    if (testing::Test::HasFatalFailure()) FAIL() << "SLUICE_SEED=" << seed;
    worth.deep += wanted.size() >= 3 && wanted[2] ? 1 : 0;
    worth.tied += std::adjacent_find(c.time.begin(), c.time.end()) != c.time.end() ? 1 : 0;
    worth.excluded += c.plan.exclusions.empty() ? 0 : 1;
  }
}

void expect_agreement(Mode mode, bool plain_rules) {
  constexpr int kCases = 10'000;
  Worth worth;
  compare(mode, plain_rules, kCases, seed_of_today() + static_cast<uint64_t>(mode), worth);
  // The cases must be worth trying.
  EXPECT_GT(worth.deep, kCases / 40);
  EXPECT_GT(worth.tied, kCases / 2);
  EXPECT_GT(worth.excluded, kCases / 5);
}

TEST(MatchingOracle, AgreesInOrder) { expect_agreement(Mode::ordered, true); }
TEST(MatchingOracle, AgreesInOrderUnderEveryRule) { expect_agreement(Mode::ordered, false); }
TEST(MatchingOracle, AgreesInStrictOrder) { expect_agreement(Mode::strict, true); }
TEST(MatchingOracle, AgreesInStrictOrderUnderEveryRule) { expect_agreement(Mode::strict, false); }
TEST(MatchingOracle, AgreesInAnyOrder) { expect_agreement(Mode::any, true); }
TEST(MatchingOracle, AgreesInAnyOrderUnderEveryRule) { expect_agreement(Mode::any, false); }

// The shortest chain to a step says in which windows it is reached.
void compare_spans(Mode mode, int cases, uint64_t seed) {
  std::mt19937_64 random(seed);
  const Pick pick = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
  int decided = 0, reached = 0;
  for (int i = 0; i < cases; ++i) {
    JourneyCase c = random_case(mode, i % 2 == 0, pick);
    c.plan.window_ms.reset();
    if (!is_decided_by_spans(c.plan)) continue;
    ++decided;
    Spans spans;
    prepare_matcher(c.plan)->measure(c.journey(), spans);
    constexpr int64_t kLongest = 10;  // of random_case
    for (int64_t window = 0; window <= kLongest; ++window) {
      c.plan.window_ms = window;
      const auto wanted = MatchingOracle(c).solve();
      for (size_t step = 0; step < wanted.size(); ++step) {
        const bool within =
            (spans.reached >> step & 1U) != 0 && spans.shortest_ms[step] <= static_cast<uint64_t>(window);
        ASSERT_EQ(within, wanted[step].has_value())
            << "step " << step << " of " << describe(c) << " SLUICE_SEED=" << seed;
        reached += within && step > 0 ? 1 : 0;
      }
    }
  }
  EXPECT_GT(decided, cases / 4);
  EXPECT_GT(reached, cases / 4);
}

TEST(MatchingOracle, AgreesWithTheShortestSpansInOrder) { compare_spans(Mode::ordered, 4'000, seed_of_today() + 20); }
TEST(MatchingOracle, AgreesWithTheShortestSpansInStrictOrder) {
  compare_spans(Mode::strict, 4'000, seed_of_today() + 21);
}
TEST(MatchingOracle, AgreesWithTheShortestSpansInAnyOrder) { compare_spans(Mode::any, 2'000, seed_of_today() + 22); }

// Rules and edges one by one
// --------------------------------------------------------------------------------------------

// What may yet come
// ------------------------------------------------------------------------------------------------------

void append(JourneyCase& c, size_t step, TimeMs time, const Future& future) {
  c.time.push_back(time);
  c.steps.push_back(future.steps[step]);
  c.excluded.push_back(future.excluded[step]);
}

// Every row of events that may come, one after the other.
bool any_future_completes(const JourneyCase& c, TimeMs start, const Future& future, size_t left) {
  if (MatchingOracle(c).completes_from(start)) return true;
  if (left == 0) return false;
  const TimeMs earliest = std::max(future.first, c.time.back());
  const TimeMs latest = future.several_times ? future.first + 3 * future.tick : future.first;
  for (TimeMs time = earliest; time <= latest; time += future.tick) {
    for (size_t step = 0; step < c.plan.steps.size(); ++step) {
      JourneyCase longer = c;
      append(longer, step, time, future);
      if (any_future_completes(longer, start, future, left - 1)) return true;
    }
  }
  return false;
}

TEST(MayComplete, IsWhetherSomeFutureCompletesTheChain) {
  const uint64_t seed = seed_of_today();
  std::mt19937_64 random(seed);
  const Pick pick = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
  int may = 0, may_not_for_a_step = 0;
  for (int i = 0; i < 6'000; ++i) {
    const JourneyCase c = random_case(static_cast<Mode>(i % 3), i % 2 == 0, pick);
    const size_t most_steps = i % 12 < 3 ? 4 : 3;  // four take a hundred times as long
    const size_t steps = c.plan.steps.size();
    const std::vector<std::optional<StepTime>> reached = MatchingOracle(c).solve();
    if (steps > most_steps || c.time.empty() || !reached[0] || reached.back()) continue;
    Future future;
    future.first = c.time.back() + 1;
    future.tick = pick(1, 2);
    future.several_times = pick(0, 3) > 0;
    for (size_t step = 0; step < steps; ++step) {
      future.steps.push_back(StepMask{1} << step |
                             (pick(0, 5) == 0 ? StepMask{1} << pick(0, static_cast<int>(steps) - 1) : 0));
      future.excluded.push_back(0);
    }
    size_t furthest = 0;
    for (size_t step = 0; step < steps; ++step) {
      if (reached[step] && !c.plan.steps[step].optional) furthest = step;
    }
    const TimeMs start = reached[furthest]->start;
    const bool wanted = any_future_completes(c, start, future, steps - 1);
    ASSERT_EQ(prepare_matcher(c.plan)->may_complete(c.journey(), start, future), wanted)
        << "from " << start << " on, then " << future.first << " by " << future.tick << "; " << describe(c) << ", "
        << seed;
    may += wanted ? 1 : 0;
    const bool window_is_open = !c.plan.window_ms || start + *c.plan.window_ms >= future.first;
    may_not_for_a_step += window_is_open && !wanted ? 1 : 0;
  }
  EXPECT_GT(may, 300);
  EXPECT_GT(may_not_for_a_step, 100);
}

JourneyCase journey(std::vector<TimeMs> time, std::vector<StepMask> masks, size_t steps) {
  JourneyCase c;
  c.time = std::move(time);
  c.steps = std::move(masks);
  c.excluded.resize(c.time.size());
  c.plan.steps.resize(steps);
  return c;
}

size_t depth(const JourneyCase& c) {
  Match match;
  prepare_matcher(c.plan)->match(c.journey(), match);
  return static_cast<size_t>(std::popcount(match.reached));
}

constexpr StepMask kA = 1, kB = 2, kC = 4;

TEST(Matching, TheWindowIncludesItsEdge) {
  JourneyCase c = journey({0, 20}, {kA, kB}, 2);
  c.plan.window_ms = 20;
  EXPECT_EQ(depth(c), 2U);
  c.plan.window_ms = 19;
  EXPECT_EQ(depth(c), 1U);
}

TEST(Matching, TimesAtTheEndsOfTheScaleDoNotOverflow) {
  constexpr TimeMs kFirst = std::numeric_limits<TimeMs>::min(), kLast = std::numeric_limits<TimeMs>::max();
  for (const Mode mode : {Mode::ordered, Mode::strict, Mode::any}) {
    JourneyCase c = journey({kFirst, kLast}, {kA, kB}, 2);
    c.plan.mode = mode;
    EXPECT_EQ(depth(c), 2U);
    c.plan.window_ms = 1000;
    EXPECT_EQ(depth(c), 1U);
  }
}

TEST(Matching, DoesNotCareHowEventsOfEqualTimeAreListed) {
  std::mt19937_64 random(seed_of_today() + 10);
  const Pick pick = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
  for (int i = 0; i < 6'000; ++i) {
    const JourneyCase c = random_case(static_cast<Mode>(i % 3), false, pick);
    JourneyCase shuffled = c;
    for (size_t begin = 0; begin < c.time.size();) {
      size_t end = begin;
      while (end < c.time.size() && c.time[end] == c.time[begin]) ++end;
      for (size_t j = end - 1; j > begin; --j) {
        const auto other = static_cast<size_t>(pick(static_cast<int>(begin), static_cast<int>(j)));
        std::swap(shuffled.steps[j], shuffled.steps[other]);
        std::swap(shuffled.excluded[j], shuffled.excluded[other]);
      }
      begin = end;
    }
    Match one, other;
    prepare_matcher(c.plan)->match(c.journey(), one);
    prepare_matcher(c.plan)->match(shuffled.journey(), other);
    ASSERT_EQ(one.reached, other.reached) << describe(c);
  }
}

TEST(Matching, StaysLinearOnRepeats) {
  constexpr size_t kEvents = 200'000, kSteps = 32;
  for (const Mode mode : {Mode::ordered, Mode::strict, Mode::any}) {
    JourneyCase c = journey({}, {}, kSteps);
    for (size_t i = 0; i < kEvents; ++i) {
      c.time.push_back(static_cast<TimeMs>(i / 1000));  // a thousand of each time
      c.steps.push_back(~StepMask{0});
    }
    c.excluded.resize(kEvents);
    c.plan.mode = mode;
    c.plan.window_ms = 0;
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(depth(c), kSteps);
    // Quadratic time would be minutes.
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
  }
}

TEST(Matching, NoEventsReachNothing) {
  for (const Mode mode : {Mode::ordered, Mode::strict, Mode::any}) {
    JourneyCase c = journey({}, {}, 2);
    c.plan.mode = mode;
    EXPECT_EQ(depth(c), 0U);
    EXPECT_EQ(prepare_matcher(c.plan)->trace(c.journey()).last, Chain::kNone);
    c = journey({1, 2}, {0, 0}, 2);
    c.plan.mode = mode;
    EXPECT_EQ(depth(c), 0U);
  }
}

TEST(Matching, AnEventOfEveryStepFillsOneUnlessItMayBeReused) {
  JourneyCase c = journey({5}, {kA | kB | kC}, 3);
  EXPECT_EQ(depth(c), 1U);
  c.plan.rules.event_use = EventUse::reused;
  EXPECT_EQ(depth(c), 3U);
}

}  // namespace
}  // namespace sluice::funnel
