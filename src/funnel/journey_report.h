// Whoever stands behind a bar or a loss of an event funnel, and why one customer came so far and no further. Plain
// data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/text_pair.h"

namespace sluice::funnel {

/// Who is asked for: those who reached a step, or those who were lost at it.
struct PeopleQuery {
  uint32_t step = 0;  ///< index into FunnelReport::steps
  bool lost = false;  ///< reached the step before and not this one; nobody at the first step and at optional ones
  uint64_t offset = 0, limit = 0;

  bool operator==(const PeopleQuery&) const = default;
};

struct FunnelPerson {
  uint32_t code = 0;  ///< customer code
  std::string customer, name;
  TimeMs unit = 0;              ///< of the first event of the customer, session or entry: it is asked for by that
  TimeMs start = 0;             ///< of the chain
  TimeMs last = 0;              ///< its event of the step, of the lost ones that of the step before
  uint32_t reached = 0;         ///< steps in all
  std::optional<double> value;  ///< amount of that event
};

struct PeoplePage {
  uint64_t total = 0;  ///< customers, sessions or entries, as the funnel counts
  uint64_t offset = 0;
  std::vector<FunnelPerson> rows;  ///< by customer, then start
};

/// A segment's part of the customers behind a bar.
struct PeopleSegment {
  std::string id;  ///< of the segment map; empty: not scored, for want of a purchase
  TextPair label;
  std::string color;  ///< "#rrggbb", or empty
  uint64_t customers = 0;
  double share = 0;               ///< of them all
  std::optional<double> revenue;  ///< that they have brought in all; none of those that are not scored
};

struct PeopleSegments {
  uint64_t customers = 0;  ///< each once, whatever the funnel counts
  uint64_t scored = 0;     ///< of them: those that have segments
  std::optional<double> revenue;
  std::vector<PeopleSegment> segments;  ///< those that somebody belongs to, in the order of the map
};

/// Whose journey.
struct JourneyQuery {
  std::string customer;        ///< identifier
  std::optional<TimeMs> unit;  ///< FunnelPerson::unit of a session or entry; none, or of none that the funnel knows:
                               ///< the furthest of the customer

  bool operator==(const JourneyQuery&) const = default;
};

struct JourneyEvent {
  TimeMs time = 0;
  std::string event;
  std::optional<double> amount;
  std::vector<uint32_t> matches;  ///< steps that it could fill
  std::optional<uint32_t> fills;  ///< the step that it fills in the chain that counts
  bool excluded = false;          ///< it is one of the excluded events
};

/// A stretch of time in which a chain had to go on; both ends belong to it.
struct JourneySpan {
  TimeMs begin = 0, end = 0;
};

/// Of the events of a step that is missed the one that came nearest.
struct NearMiss {
  uint32_t event = 0;              ///< index into JourneyReport::events
  uint32_t step = 0;               ///< that it could have filled
  std::optional<int64_t> late_ms;  ///< behind the end of the time that it had; below 0: so long too early; none: it is
                                   ///< not the time that stood against it
};

struct JourneyReport {
  std::string customer, name;
  std::vector<TextPair> steps;        ///< labels; in any order too those of the steps, not of their numbers
  std::vector<JourneyEvent> events;   ///< in time; at most kMostJourneyEvents, those around the chain
  uint64_t left_out = 0;              ///< events that are not listed
  uint32_t units = 1;                 ///< sessions or entries of this customer
  uint32_t unit = 0;                  ///< which of them, from 0, in time
  std::optional<uint32_t> furthest;   ///< the last step of the chain, in any order the number of steps less one; none:
                                      ///< it does not begin
  std::optional<JourneySpan> window;  ///< from the chain's first event on; none without a limit or a chain
  std::optional<JourneySpan> step_window;  ///< of the missed step's own, from the chain's last event on
  std::optional<NearMiss> near_miss;
  std::optional<uint32_t> obstacle;  ///< index of the event that stood between: an excluded one, in strict order any
  TextPair outcome;                  ///< how far, one sentence
  TextPair reason;                   ///< which rule stopped it and how near it was; empty where all steps are reached
};

inline constexpr size_t kMostJourneyEvents = 500;

}  // namespace sluice::funnel
