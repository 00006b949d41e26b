// What the user may choose about the funnel. Plain data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sluice::funnel {

/// Which table the funnel is made of.
enum class Source {
  automatic,      ///< the first of these that the dataset has
  events,         ///< steps are events
  opportunities,  ///< stages reached by sales opportunities
  stage_counts,   ///< stages with ready counts
  orders,         ///< first, second, third... purchase
  frequency,      ///< the same from a customer table's frequency
};

/// How the steps have to follow each other (domain, section 4).
enum class Mode {
  ordered,  ///< in their order, anything may lie between
  strict,   ///< in their order, no other event of the customer between the first and the last
  any,      ///< as many different steps as possible, in any order
};

/// The four zones of a sales funnel: 漏斗外, 漏斗上, 漏斗中, 漏斗下.
enum class Zone { outside, top, middle, bottom };

/// What a funnel counts.
enum class Unit {
  customers,  ///< each once, with the furthest step
  sessions,   ///< a customer's events without a pause longer than the gap
  entries,    ///< every time a customer enters; the next entry begins after completion or after the window
};

// Rules of matching: by these, and by the mode, tools differ. Each has a name that the screen shows; the presets of
// rules.h set all of them at once.

enum class Anchor {
  best,   ///< any event of the first step may begin: the furthest chain counts
  first,  ///< only the customer's first event of the first step
};
enum class EventUse {
  distinct,  ///< one event fills one step
  reused,    ///< one event may fill several steps that follow each other
};
enum class EqualTimes {
  step_order,  ///< events of the same time may be taken in the order of the steps
  increasing,  ///< a later step needs a later time
};
enum class Repeats {
  ignored,
  end_search,  ///< a step after the first that happens again ends the search in this journey
};
/// Mode `strict` only: what may lie between a chain's events without breaking it.
enum class Between {
  nothing,
  repeats,  ///< events of steps that the chain has taken already
  steps,    ///< events of any step
};
enum class ExclusionEffect {
  breaks_chain,   ///< another chain of the same customer may still count
  removes_whole,  ///< the customer (session, entry) is in no step at all
};

struct Rules {
  Anchor anchor = Anchor::best;
  EventUse event_use = EventUse::distinct;
  EqualTimes equal_times = EqualTimes::step_order;
  Repeats repeats = Repeats::ignored;
  Between between = Between::nothing;
  bool strict_restart = true;  ///< mode `strict`: after a broken chain a new one may begin
  ExclusionEffect exclusion = ExclusionEffect::breaks_chain;

  bool operator==(const Rules&) const = default;
};

/// A condition on a property of the event's row: one of the values or, for numbers, a range (both ends included).
struct Condition {
  std::string property;             ///< name of an event property, or "amount"
  std::vector<std::string> values;  ///< any of these, as in the file; empty: not asked
  bool exclude_values = false;      ///< none of these
  std::optional<double> from, to;   ///< numbers only; a value that is none does not match

  bool operator==(const Condition&) const = default;
};

struct Step {
  std::string event;                   ///< event or stage name as in the file
  std::optional<Zone> zone;            ///< stages only
  std::vector<std::string> or_events;  ///< events that count as this step too
  std::vector<Condition> where;        ///< all must hold
  bool optional = false;               ///< the steps behind it do not need it; not the first one, nor the last
  std::optional<int64_t> window_ms;    ///< since the chain's event of the last step before that is not optional

  bool operator==(const Step&) const = default;
};

/// An event that must not lie between the chain's events of two steps, neither of them optional.
struct Exclusion {
  std::string event;
  std::vector<std::string> or_events;
  std::vector<Condition> where;
  std::optional<uint32_t> from, to;  ///< indices of steps, from < to; none: the first, the last

  bool operator==(const Exclusion&) const = default;
};

inline constexpr size_t kMaxSteps = 32;
inline constexpr size_t kMaxExclusions = 16;
inline constexpr int64_t kDefaultSessionGapMs = 30 * 60'000;

struct FunnelSpec {
  Source source = Source::automatic;
  Mode mode = Mode::ordered;
  Rules rules;
  std::vector<Step> steps;  ///< empty: proposed from the file
  std::vector<Exclusion> exclusions;
  std::optional<int64_t> window_ms;  ///< from the first matched event to the last, inclusive; none: no limit
  Unit unit = Unit::customers;
  int64_t session_gap_ms = kDefaultSessionGapMs;  ///< a longer pause begins a new session
  int purchases = 5;                              ///< steps of the purchase ladder (orders, frequency), 2..12

  bool operator==(const FunnelSpec&) const = default;
};

/// By which groups the funnel is broken down: of customers, or of entries by their time.
enum class BreakdownBy {
  segment,
  tiers,
  loyalty,
  lifecycle,
  value,  ///< fifths of the scored customers by lifetime value
  attribute,
  audience,  ///< those in it against everybody else
  period,    ///< of entry
};

struct BreakdownSpec {
  BreakdownBy by = BreakdownBy::segment;
  std::string attribute;  ///< with BreakdownBy::attribute
  std::string audience;   ///< with BreakdownBy::audience: its name
  std::string since;      ///< with BreakdownBy::period: "YYYY-MM-DD", entries before that day against those from it on;
                          ///< empty: by the finest of week, month and quarter that gives kMostGroups at most

  bool operator==(const BreakdownSpec&) const = default;
};

/// Calendar periods by which entries into the funnel are put together. Weeks begin on Monday.
enum class EntryGrain {
  automatic,  ///< the finest that gives 60 periods at most
  day,
  week,
  month,
};

struct FunnelTimeSpec {
  EntryGrain grain = EntryGrain::automatic;

  bool operator==(const FunnelTimeSpec&) const = default;
};

}  // namespace sluice::funnel
