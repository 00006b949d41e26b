#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <tuple>

#include "funnel/matching.h"
#include "unit/funnel/journey_fixture.h"

namespace sluice::funnel {
namespace {

struct Match {
  size_t depth = 0;
  std::vector<StepTime> times;
};

struct Case {
  std::vector<TimeMs> time;  // ascending
  std::vector<uint32_t> event;
  StepSequence steps;
};

constexpr uint32_t kEventNames = 5;

Match match(const Case& c) {
  const auto matcher = find_mode(Mode::ordered)->prepare(c.steps, kEventNames);
  Match result;
  result.depth = matcher->match(Journey{0, c.time, c.event}, result.times);
  return result;
}

// The definition of the domain, word by word, over every chain of distinct events.
class Oracle {
 public:
  explicit Oracle(const Case& c) : case_(c), used_(c.time.size()) {}

  Match solve() {
    extend(0);
    Match result;
    result.depth = best_.size();
    for (const Chain& chain : best_) {
      result.times.push_back({chain.last - chain.first, result.times.empty() ? 0 : chain.last - chain.before});
    }
    return result;
  }

 private:
  struct Chain {
    TimeMs first, before, last;
    // The chain that reaches its depth first; of equals the latest start; of equals the earliest step before.
    auto preference() const { return std::tuple{last, -first, before}; }
  };

  void extend(size_t depth) {
    if (depth == case_.steps.events.size()) return;
    for (size_t i = 0; i < case_.time.size(); ++i) {
      const TimeMs time = case_.time[i];
      if (used_[i] || case_.event[i] != case_.steps.events[depth]) continue;
      if (depth > 0 && time < times_.back()) continue;
      if (depth > 0 && case_.steps.window_ms && time - times_.front() > *case_.steps.window_ms) continue;
      used_[i] = true;
      times_.push_back(time);
      const Chain chain{times_.front(), depth == 0 ? time : times_[depth - 1], time};
      if (best_.size() == depth) {
        best_.push_back(chain);
      } else if (chain.preference() < best_[depth].preference()) {
        best_[depth] = chain;
      }
      extend(depth + 1);
      times_.pop_back();
      used_[i] = false;
    }
  }

  const Case& case_;
  std::vector<bool> used_;
  std::vector<TimeMs> times_;
  std::vector<Chain> best_;  // by depth - 1
};

std::string describe(const Case& c) {
  std::string text = "events:";
  for (size_t i = 0; i < c.time.size(); ++i) {
    text += " " + std::string(1, static_cast<char>('A' + c.event[i])) + "@" + std::to_string(c.time[i]);
  }
  text += "  steps:";
  for (const uint32_t step : c.steps.events) text += std::string(" ") + static_cast<char>('A' + step);
  return text + "  window: " + (c.steps.window_ms ? std::to_string(*c.steps.window_ms) : "none");
}

void expect_same(const Match& found, const Match& wanted, const Case& c) {
  ASSERT_EQ(found.depth, wanted.depth) << describe(c);
  ASSERT_EQ(found.times.size(), wanted.times.size()) << describe(c);
  for (size_t i = 0; i < wanted.times.size(); ++i) {
    ASSERT_EQ(found.times[i].from_first_ms, wanted.times[i].from_first_ms) << describe(c) << "  step " << i + 1;
    ASSERT_EQ(found.times[i].from_before_ms, wanted.times[i].from_before_ms) << describe(c) << "  step " << i + 1;
  }
}

Case random_case(std::mt19937_64& random) {
  const auto pick = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
  Case c;
  const int names = pick(1, 4);
  const int last_time = pick(0, 12);  // few times: many ties
  const int events = pick(0, 9);
  for (int i = 0; i < events; ++i) {
    c.time.push_back(pick(0, last_time));
    c.event.push_back(static_cast<uint32_t>(pick(0, names - 1)));
  }
  std::sort(c.time.begin(), c.time.end());
  const int steps = pick(1, 5);
  for (int i = 0; i < steps; ++i) c.steps.events.push_back(static_cast<uint32_t>(pick(0, names - 1)));
  if (pick(0, 2) > 0) c.steps.window_ms = pick(0, last_time);
  return c;
}

TEST(OrderedMatching, AgreesWithEveryChainTried) {
  const uint64_t seed = seed_of_today();
  std::mt19937_64 random(seed);
  constexpr int kCases = 60'000;
  size_t deep = 0, repeated = 0, tied = 0;
  for (int i = 0; i < kCases; ++i) {
    const Case c = random_case(random);
    const Match wanted = Oracle(c).solve();
    expect_same(match(c), wanted, c);
    if (HasFatalFailure()) FAIL() << "SLUICE_SEED=" << seed;
    deep += wanted.depth >= 3 ? 1 : 0;
    std::vector<uint32_t> names = c.steps.events;
    std::sort(names.begin(), names.end());
    repeated += std::adjacent_find(names.begin(), names.end()) != names.end() ? 1 : 0;
    tied += std::adjacent_find(c.time.begin(), c.time.end()) != c.time.end() ? 1 : 0;
  }
  // The cases must be worth trying.
  EXPECT_GT(deep, kCases / 20);
  EXPECT_GT(repeated, kCases / 4);
  EXPECT_GT(tied, kCases / 2);
}

TEST(OrderedMatching, DoesNotCareHowEventsOfEqualTimeAreListed) {
  std::mt19937_64 random(seed_of_today() + 1);
  for (int i = 0; i < 5'000; ++i) {
    const Case c = random_case(random);
    Case shuffled = c;
    for (size_t begin = 0; begin < c.time.size();) {
      size_t end = begin;
      while (end < c.time.size() && c.time[end] == c.time[begin]) ++end;
      std::shuffle(shuffled.event.begin() + static_cast<std::ptrdiff_t>(begin),
                   shuffled.event.begin() + static_cast<std::ptrdiff_t>(end), random);
      begin = end;
    }
    expect_same(match(shuffled), match(c), c);
    if (HasFatalFailure()) return;
  }
}

TEST(OrderedMatching, AnyFirstEventMayStart) {
  // The first A is too early for B; a greedy rule that anchors there stops at one step.
  const Match found = match({{0, 90, 100}, {0, 0, 1}, {{0, 1}, 20}});
  EXPECT_EQ(found.depth, 2U);
  EXPECT_EQ(found.times[1].from_first_ms, 10);
}

TEST(OrderedMatching, TheWindowIncludesItsEdge) {
  EXPECT_EQ(match({{0, 20}, {0, 1}, {{0, 1}, 20}}).depth, 2U);
  EXPECT_EQ(match({{0, 21}, {0, 1}, {{0, 1}, 20}}).depth, 1U);
  EXPECT_EQ(match({{5, 5}, {0, 1}, {{0, 1}, 0}}).depth, 2U);
}

TEST(OrderedMatching, OneEventFillsOneStep) {
  EXPECT_EQ(match({{0}, {0}, {{0, 0}, {}}}).depth, 1U);
  EXPECT_EQ(match({{0, 0}, {0, 0}, {{0, 0, 0}, {}}}).depth, 2U);
  EXPECT_EQ(match({{0, 1, 2}, {0, 1, 0}, {{0, 1, 0}, {}}}).depth, 3U);
}

TEST(OrderedMatching, TheTimeIsThatOfTheChainWhichGetsThereFirst) {
  // A@0 A@40 B@50 ... A@90 B@91: two steps are first reached at 50, at best from 40; the quicker pair comes later.
  const Match found = match({{0, 40, 50, 90, 91}, {0, 0, 1, 0, 1}, {{0, 1}, {}}});
  EXPECT_EQ(found.times[1].from_first_ms, 10);
}

TEST(OrderedMatching, StaysLinearOnRepeats) {
  constexpr size_t kEvents = 200'000;
  Case c;
  for (size_t i = 0; i < kEvents; ++i) {
    c.time.push_back(static_cast<TimeMs>(i / 1000));  // a thousand of each time
    c.event.push_back(0);
  }
  c.steps.events.assign(32, 0);
  c.steps.window_ms = 0;
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(match(c).depth, 32U);
  // Quadratic time would be minutes.
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(OrderedMatching, NoEventsReachNothing) {
  EXPECT_EQ(match({{}, {}, {{0, 1}, {}}}).depth, 0U);
  EXPECT_EQ(match({{1, 2}, {2, 3}, {{0, 1}, {}}}).depth, 0U);
}

}  // namespace
}  // namespace sluice::funnel
