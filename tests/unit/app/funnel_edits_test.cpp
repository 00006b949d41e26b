#include "app/funnel_edits.h"

#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "app/choices.h"
#include "funnel/event_plan.h"
#include "funnel/rules.h"

namespace sluice::app {
namespace {

using funnel::FunnelSpec;
using funnel::Mode;

FunnelSpec spec_of(const std::vector<std::string>& events, Mode mode = Mode::ordered) {
  FunnelSpec spec{.mode = mode};
  for (const std::string& event : events) spec.steps.push_back({.event = event});
  return spec;
}

std::string events_of(const FunnelSpec& spec) {
  std::string events;
  for (const funnel::Step& step : spec.steps) events += step.event;
  return events;
}

/// "b-d" for an exclusion between these steps.
std::string between(const FunnelSpec& spec, size_t exclusion = 0) {
  const funnel::Exclusion& one = spec.exclusions[exclusion];
  return spec.steps[first_step(one)].event + "-" + spec.steps[last_step(one, spec.steps.size())].event;
}

FunnelSpec with_exclusion(uint32_t from, uint32_t to) {
  FunnelSpec spec = spec_of({"a", "b", "c", "d", "e"});
  spec.exclusions = {{.event = "x", .from = from, .to = to}};
  return spec;
}

TEST(FunnelEdits, a_step_moves_and_the_others_close_up) {
  for (size_t from = 0; from < 5; ++from) {
    for (size_t to = 0; to < 5; ++to) {
      FunnelSpec spec = spec_of({"a", "b", "c", "d", "e"});
      const std::vector<funnel::Step> before = spec.steps;
      move_step(spec, from, to);
      EXPECT_EQ(spec.steps[to].event, before[from].event);
      for (size_t i = 0; i < before.size(); ++i) {
        EXPECT_EQ(spec.steps[index_after_move(i, from, to)].event, before[i].event) << from << " to " << to;
      }
    }
  }
}

TEST(FunnelEdits, an_exclusion_stays_between_its_steps) {
  FunnelSpec spec = with_exclusion(1, 3);
  ASSERT_EQ(between(spec), "b-d");
  insert_step(spec, 2, "n");
  EXPECT_EQ(events_of(spec), "abncde");
  EXPECT_EQ(between(spec), "b-d");
  insert_step(spec, 0, "m");
  EXPECT_EQ(between(spec), "b-d");
  move_step(spec, 6, 0);
  EXPECT_EQ(events_of(spec), "emabncd");
  EXPECT_EQ(between(spec), "b-d");
  move_step(spec, 6, 3);
  EXPECT_EQ(events_of(spec), "emadbnc");
  EXPECT_EQ(between(spec), "d-b") << "they have changed sides";
}

TEST(FunnelEdits, the_ends_of_the_funnel_stay_its_ends) {
  FunnelSpec spec = spec_of({"a", "b", "c"});
  spec.exclusions = {{.event = "x"}};
  set_bounds(spec, 0, 0, 2);
  EXPECT_FALSE(spec.exclusions[0].from || spec.exclusions[0].to);
  insert_step(spec, 3, "d");
  EXPECT_EQ(between(spec), "a-d");
}

TEST(FunnelEdits, an_exclusion_of_a_removed_step_reaches_to_its_neighbour) {
  FunnelSpec spec = with_exclusion(1, 3);
  remove_step(spec, 1);
  EXPECT_EQ(between(spec), "a-d");
  spec = with_exclusion(1, 3);
  remove_step(spec, 3);
  EXPECT_EQ(between(spec), "b-e");
  spec = with_exclusion(1, 3);
  remove_step(spec, 2);
  EXPECT_EQ(between(spec), "b-d");
  spec = with_exclusion(1, 3);
  remove_step(spec, 4);
  EXPECT_EQ(between(spec), "b-d");
}

TEST(FunnelEdits, two_steps_remain) {
  FunnelSpec spec = spec_of({"a", "b"});
  remove_step(spec, 0);
  EXPECT_EQ(events_of(spec), "ab");
}

TEST(FunnelEdits, no_exclusion_begins_or_ends_at_an_optional_step) {
  FunnelSpec spec = with_exclusion(1, 3);
  set_optional(spec, 1, true);
  EXPECT_EQ(between(spec), "a-d");
  set_optional(spec, 3, true);
  EXPECT_EQ(between(spec), "a-e");
}

TEST(FunnelEdits, an_optional_step_that_comes_to_an_end_is_none_any_more) {
  FunnelSpec spec = spec_of({"a", "b", "c"});
  set_optional(spec, 1, true);
  move_step(spec, 1, 2);
  EXPECT_EQ(events_of(spec), "acb");
  EXPECT_FALSE(spec.steps[2].optional);
  EXPECT_TRUE(may_be_optional(spec, 1));
  EXPECT_FALSE(may_be_optional(spec, 0));
  EXPECT_FALSE(may_be_optional(spec, 2));
}

TEST(FunnelEdits, strict_order_has_no_optional_steps_and_any_order_keeps_them_for_later) {
  FunnelSpec spec = spec_of({"a", "b", "c"});
  set_optional(spec, 1, true);
  choose_mode(spec, Mode::any);
  EXPECT_FALSE(may_be_optional(spec, 1));
  choose_mode(spec, Mode::ordered);
  EXPECT_TRUE(spec.steps[1].optional);
  choose_mode(spec, Mode::strict);
  EXPECT_FALSE(spec.steps[1].optional);
}

TEST(FunnelEdits, no_rule_counts_that_the_mode_does_not_know) {
  FunnelSpec spec = spec_of({"a", "b"}, Mode::strict);
  spec.rules.between = funnel::Between::steps;
  spec.rules.strict_restart = false;
  spec.rules.anchor = funnel::Anchor::first;
  choose_mode(spec, Mode::ordered);
  EXPECT_EQ(spec.rules, (funnel::Rules{.anchor = funnel::Anchor::first}));
  spec.rules.repeats = funnel::Repeats::end_search;
  choose_mode(spec, Mode::any);
  EXPECT_EQ(spec.rules, (funnel::Rules{.anchor = funnel::Anchor::first}));
}

TEST(FunnelEdits, a_preset_is_what_the_engine_takes_for_it) {
  for (const funnel::Preset& preset : funnel::presets()) {
    FunnelSpec spec = spec_of({"a", "b", "c"});
    set_optional(spec, 1, true);
    choose_preset(spec, {std::string(preset.id), std::string(preset.name), preset.mode, preset.rules});
    const funnel::Preset* found = funnel::find_preset(spec.mode, spec.rules);
    ASSERT_NE(found, nullptr) << preset.id;
    EXPECT_EQ(found, funnel::find_preset(preset.mode, preset.rules)) << preset.id;
    EXPECT_TRUE(funnel::check_plan(spec, spec.steps)) << preset.id;
  }
}

TEST(FunnelEdits, a_match_is_written_and_read_back) {
  const EventMatch match{{"view", "search"}, {{.property = "device", .values = {"phone"}}}};
  funnel::Step step{.event = "cart", .optional = true, .window_ms = 5};
  set_match(step, match);
  EXPECT_EQ(step.event, "view");
  EXPECT_EQ(match_of(step), match);
  EXPECT_TRUE(step.optional && step.window_ms) << "the rest of the step stays";
  funnel::Exclusion exclusion{.event = "refund", .from = 1};
  set_match(exclusion, match);
  EXPECT_EQ(match_of(exclusion), match);
  EXPECT_EQ(exclusion.from, 1u);
}

TEST(FunnelEdits, a_condition_asks_for_values_or_a_range) {
  EXPECT_FALSE(asks_something({.property = "device"}));
  EXPECT_FALSE(asks_something({.property = "device", .exclude_values = true}));
  EXPECT_TRUE(asks_something({.property = "device", .values = {""}}));
  EXPECT_TRUE(asks_something({.property = "amount", .from = 0}));
  EXPECT_TRUE(asks_something({.property = "amount", .to = 0}));
}

TEST(FunnelEdits, another_source_and_proposed_steps_leave_nothing_behind) {
  FunnelSpec spec = with_exclusion(1, 3);
  reset_steps(spec);
  EXPECT_TRUE(spec.steps.empty());
  ASSERT_EQ(spec.exclusions.size(), 1u);
  EXPECT_FALSE(spec.exclusions[0].from || spec.exclusions[0].to) << "there may be fewer steps now";
  choose_source(spec, funnel::Source::orders);
  EXPECT_TRUE(spec.exclusions.empty()) << "another table has other events";
}

/// Whatever is done in whatever order, the engine can count it.
TEST(FunnelEdits, no_sequence_of_edits_is_refused) {
  std::mt19937 random(20240611);
  const auto below = [&](size_t end) { return std::uniform_int_distribution<size_t>(0, end - 1)(random); };
  for (int round = 0; round < 400; ++round) {
    FunnelSpec spec = spec_of({"a", "b", "c", "d"});
    for (int edit = 0; edit < 40; ++edit) {
      const size_t steps = spec.steps.size(), at = below(steps);
      switch (below(7)) {
        case 0:
          if (steps < funnel::kMaxSteps) insert_step(spec, below(steps + 1), "n");
          break;
        case 1:
          remove_step(spec, at);
          break;
        case 2:
          move_step(spec, at, below(steps));
          break;
        case 3:
          if (may_be_optional(spec, at)) set_optional(spec, at, !spec.steps[at].optional);
          break;
        case 4:
          choose_mode(spec, static_cast<Mode>(below(3)));
          break;
        case 5:
          if (spec.exclusions.size() < funnel::kMaxExclusions) spec.exclusions.push_back({.event = "x"});
          break;
        case 6:
          if (!spec.exclusions.empty() && at + 1 < steps) {
            set_bounds(spec, below(spec.exclusions.size()), at, at + 1 + below(steps - at - 1));
          }
          break;
      }
      const Status status = funnel::check_plan(spec, spec.steps);
      ASSERT_TRUE(status) << status.error().message.en << " in round " << round << ", edit " << edit;
    }
  }
}

}  // namespace
}  // namespace sluice::app
