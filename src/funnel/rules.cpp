#include "funnel/rules.h"

#include <algorithm>
#include <array>

namespace sluice::funnel {
namespace {

// ClickHouse, windowFunnel: conditions are looked at in the order of (time, condition), so that one event may fill
// several steps; a later first event begins anew. Its modes:
// - strict_deduplication: the repetition of an event of the chain ends the search (A-B-C-B-D for A-B-C-D is 3).
// - strict_order: no other event may intervene, repetitions may (A-D-B-C for A-B-C is 1, A-A-B-B-C-C is 3); the first
//   intervention ends the search.
// - strict_order with allow_reentry: events of the steps may come out of their order (A-B-A-C is 3).
// - strict_increase: only events with strictly increasing times (and so each event once).
// - strict_once: an event counts once in a chain, even if it meets several conditions.
constexpr Rules kClickHouse{.event_use = EventUse::reused};

constexpr Rules with(Rules rules, Repeats repeats) {
  rules.repeats = repeats;
  return rules;
}
constexpr Rules with(Rules rules, Between between) {
  rules.between = between;
  rules.strict_restart = false;
  return rules;
}
constexpr Rules with(Rules rules, EqualTimes equal_times) {
  rules.equal_times = equal_times;
  return rules;
}

constexpr std::array kPresets{
    Preset{"sluice", "Sluice", Mode::ordered, {}},
    Preset{"sluice_strict", "Sluice strict", Mode::strict, {}},
    Preset{"sluice_any", "Sluice any", Mode::any, {}},
    Preset{"clickhouse", "ClickHouse", Mode::ordered, kClickHouse},
    Preset{"clickhouse_strict_deduplication", "ClickHouse strict_deduplication", Mode::ordered,
           with(kClickHouse, Repeats::end_search)},
    Preset{"clickhouse_strict_order", "ClickHouse strict_order", Mode::strict, with(kClickHouse, Between::repeats)},
    Preset{"clickhouse_allow_reentry", "ClickHouse strict_order, allow_reentry", Mode::strict,
           with(kClickHouse, Between::steps)},
    Preset{"clickhouse_strict_increase", "ClickHouse strict_increase", Mode::ordered,
           with(kClickHouse, EqualTimes::increasing)},
    Preset{"clickhouse_strict_once", "ClickHouse strict_once", Mode::ordered, {}},
    // PostHog: any first event may begin; strict order means consecutive events and begins again after a mismatch; an
    // exclusion inside the furthest chain takes the person out of every step.
    Preset{"posthog", "PostHog", Mode::ordered, {.exclusion = ExclusionEffect::removes_whole}},
    Preset{"posthog_strict", "PostHog strict order", Mode::strict, {.exclusion = ExclusionEffect::removes_whole}},
    Preset{"posthog_any", "PostHog any order", Mode::any, {.exclusion = ExclusionEffect::removes_whole}},
    // Mixpanel: the first event of the first step anchors.
    Preset{"mixpanel", "Mixpanel", Mode::ordered, {.anchor = Anchor::first}},
};

}  // namespace

std::span<const Preset> presets() { return kPresets; }

Rules rules_in_force(Mode mode, const Rules& rules) {
  Rules used = rules;
  if (mode != Mode::strict) {
    used.between = {};
    used.strict_restart = true;
  }
  if (mode == Mode::any) used.repeats = {};
  if (used.equal_times == EqualTimes::increasing) used.event_use = EventUse::distinct;
  return used;
}

const Preset* find_preset(Mode mode, const Rules& rules) {
  const auto found = std::find_if(kPresets.begin(), kPresets.end(), [&](const Preset& preset) {
    return preset.mode == mode && rules_in_force(mode, preset.rules) == rules_in_force(mode, rules);
  });
  return found == kPresets.end() ? nullptr : &*found;
}

}  // namespace sluice::funnel
