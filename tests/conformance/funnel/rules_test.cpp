// Every named rule against what its tool's documentation says, told beside each case in our words. Events of one
// customer as NAME@time; "!NAME@time" is an excluded event. The level is the number of steps reached.
#include "funnel/rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <sstream>

#include "funnel/matching.h"

namespace sluice::funnel {
namespace {

struct RuleCase {
  const char* preset;
  const char* says;  // what the tool's documentation says
  const char* steps;
  const char* events;
  int64_t window;  // ms; < 0: none
  size_t level;
};

const RuleCase kCases[] = {
    // domain, section 4: the default is the greatest depth over all chains.
    {"sluice", "any first event may start the chain", "A B C", "A@0 B@1 A@50 B@55 C@70", 20, 3},
    {"sluice", "one event fills at most one step", "A A", "A@0", -1, 1},
    {"sluice", "events with equal time may be taken in step order", "A B", "B@7 A@7", 0, 2},
    {"sluice_strict", "no other event of the customer between the first and the last", "A B C", "A@0 D@1 B@2 C@3", -1,
     1},
    {"sluice_strict", "any first event may start the chain", "A B C", "A@0 D@1 A@2 B@3 C@4", -1, 3},
    {"sluice_any", "the most distinct steps inside one window, in any order", "A B C", "C@0 A@5 B@20", 10, 2},

    // ClickHouse, windowFunnel.
    {"clickhouse", "an event that meets two conditions counts for both", "A A", "A@0", -1, 2},
    {"clickhouse", "intervening events do not matter", "A B C", "A@0 D@1 B@2 C@3", -1, 3},
    {"clickhouse", "a later first event begins the window anew", "A B", "A@0 A@90 B@100", 20, 2},
    {"clickhouse", "the events of a reversed chain reach the first level", "A B C", "B@0 B@1 C@2 C@3 A@4 A@5", -1, 1},
    {"clickhouse_strict_deduplication", "a repeated event of the chain stops it: A-B-C-B-D is A-B-C", "A B C D",
     "A@0 B@1 C@2 B@3 D@4", -1, 3},
    {"clickhouse_strict_deduplication", "two second events in a row: the third step is not found", "A B C",
     "A@0 B@10 B@11 C@20", 10'000, 2},
    {"clickhouse", "the same events without the mode", "A B C", "A@0 B@10 B@11 C@20", 10'000, 3},
    {"clickhouse_strict_order", "A-B-D-C stops at the intervention: level 2", "A B C", "A@0 B@1 D@2 C@3", -1, 2},
    {"clickhouse_strict_order", "A-D-B-C: level 1", "A B C", "A@0 D@1 B@2 C@3", -1, 1},
    {"clickhouse_strict_order", "repetitions are no intervention: A-A-B-B-C-C is 3", "A B C", "A@0 A@1 B@2 B@3 C@4 C@5",
     -1, 3},
    {"clickhouse_strict_order", "A-A-B-B-D-C-C is 2", "A B C", "A@0 A@1 B@2 B@3 D@4 C@5 C@6", -1, 2},
    {"clickhouse_strict_order", "B-B-C-C-A-A is 1", "A B C", "B@0 B@1 C@2 C@3 A@4 A@5", -1, 1},
    {"clickhouse_strict_order", "the search is over after the intervention", "A B C", "A@0 D@1 A@2 B@3 C@4", -1, 1},
    {"clickhouse_allow_reentry", "going back is no intervention: A-B-A-C is 3", "A B C", "A@0 B@1 A@2 C@3", -1, 3},
    {"clickhouse_allow_reentry", "a refreshed page is none either: A-A-B-C is 3", "A B C", "A@0 A@1 B@2 C@3", -1, 3},
    {"clickhouse_allow_reentry", "an event of no step still is: A-D-B is 1", "A B C", "A@0 D@1 B@2 C@3", -1, 1},
    {"clickhouse_strict_increase", "only strictly increasing times count", "A B", "A@5 B@5", -1, 1},
    {"clickhouse_strict_increase", "and so one event counts once", "A A", "A@5", -1, 1},
    {"clickhouse", "equal times count without the mode", "A B", "A@5 B@5", -1, 2},
    {"clickhouse_strict_once", "an event counts once in the chain", "A A", "A@0", -1, 1},

    // PostHog.
    {"posthog", "who does the excluded event between the steps is taken out of the whole funnel", "A B C",
     "A@0 !X@1 B@2 C@3", -1, 0},
    {"posthog", "an exclusion outside the steps is none", "A B C", "!X@0 A@1 B@2 C@3 !X@4", -1, 3},
    {"sluice", "the same exclusion breaks the chain that it lies in: without it two steps remain", "A B C",
     "A@0 !X@1 B@2 C@3", -1, 2},
    {"sluice", "and leaves another chain of the same customer", "A B C", "A@0 !X@1 A@2 B@3 C@4", -1, 3},
    {"posthog_strict", "steps have to be consecutive events", "A B", "A@0 D@1 B@2", -1, 1},
    {"posthog_strict", "and the search begins again after a mismatch", "A B", "A@0 D@1 A@2 B@3", -1, 2},
    {"posthog_any", "steps in any sequence within the window", "A B C", "C@0 B@1 A@2", 2, 3},

    // Mixpanel.
    {"mixpanel", "the first event of the first step anchors the window", "A B", "A@0 A@90 B@100", 20, 1},
    {"mixpanel", "everything behind the anchor counts", "A B C", "A@0 D@1 B@2 C@3", 20, 3},
};

// The exclusion X lies between the first and the last step.
size_t level_of(const RuleCase& c) {
  const auto preset = std::find_if(presets().begin(), presets().end(),
                                   [&](const Preset& candidate) { return candidate.id == c.preset; });
  EXPECT_NE(preset, presets().end()) << c.preset;
  Plan plan;
  plan.mode = preset->mode;
  plan.rules = preset->rules;
  if (c.window >= 0) plan.window_ms = c.window;
  std::vector<std::string> steps;
  std::istringstream step_words(c.steps);
  for (std::string name; step_words >> name;) steps.push_back(name);
  plan.steps.resize(steps.size());
  plan.exclusions.push_back({0, steps.size() - 1});

  std::vector<TimeMs> time;
  std::vector<StepMask> masks, excluded;
  std::istringstream event_words(c.events);
  for (std::string word; event_words >> word;) {
    const bool is_excluded = word[0] == '!';
    const std::string name = word.substr(is_excluded ? 1 : 0, word.find('@') - (is_excluded ? 1 : 0));
    StepMask mask = 0;
    for (size_t step = 0; step < steps.size(); ++step) mask |= steps[step] == name ? StepMask{1} << step : 0;
    time.push_back(std::atoll(word.c_str() + word.find('@') + 1));
    masks.push_back(mask);
    excluded.push_back(is_excluded ? 1 : 0);
  }
  Match match;
  prepare_matcher(plan)->match({time, masks, excluded}, match);
  return static_cast<size_t>(std::popcount(match.reached));
}

TEST(Rules, CountAsTheirToolsSay) {
  for (const RuleCase& c : kCases) {
    EXPECT_EQ(level_of(c), c.level) << c.preset << ": " << c.says << " (" << c.events << ")";
  }
}

TEST(Rules, EveryPresetHasACase) {
  for (const Preset& preset : presets()) {
    EXPECT_TRUE(std::any_of(std::begin(kCases), std::end(kCases), [&](const RuleCase& c) {
      return c.preset == preset.id;
    })) << preset.id;
  }
}

TEST(Rules, AreFoundByWhatTheyAre) {
  for (const Preset& preset : presets()) {
    const Preset* found = find_preset(preset.mode, preset.rules);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->mode, preset.mode);
    EXPECT_EQ(rules_in_force(found->mode, found->rules), rules_in_force(preset.mode, preset.rules));
  }
  EXPECT_EQ(find_preset(Mode::ordered, {.anchor = Anchor::first, .event_use = EventUse::reused}), nullptr);
}

}  // namespace
}  // namespace sluice::funnel
