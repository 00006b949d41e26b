// What those who were lost behind a step of an event funnel did next, and what sets them apart from those who went on.
// Plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text_pair.h"

namespace sluice::funnel {

inline constexpr uint32_t kMostAfterwardsDepth = 6;

/// Who is followed, and how far.
struct AfterwardsQuery {
  uint32_t step = 0;    ///< number, from 1, of a step that was reached while the next one that is not optional was not;
                        ///< 0: the one behind which most are lost
  uint32_t depth = 3;   ///< so many of their next events, 1..kMostAfterwardsDepth
  double floor = 0.02;  ///< an event that a smaller share of the lost has as its n-th is one of the others, 0..1

  bool operator==(const AfterwardsQuery&) const = default;
};

enum class NextKind {
  event,
  others,   ///< events that are not listed
  nothing,  ///< no further event
};

/// An event as the n-th behind the step.
struct NextEvent {
  NextKind kind = NextKind::event;
  std::string event;   ///< name as in the file; empty for others and nothing
  uint64_t names = 1;  ///< different events in it; 0 for nothing
  uint64_t count = 0;  ///< units
};

struct NextFlow {
  uint32_t from = 0;  ///< index into the events of the level before; 0 for the first level, which comes from the step
  uint32_t to = 0;    ///< index into those of this level
  uint64_t count = 0;
};

/// The n-th events behind the step. Flows into an event add up to its count; those out of it, too, but for `nothing`,
/// which is not followed.
struct NextLevel {
  std::vector<NextEvent> events;  ///< most first, at most kMostNextEvents; others and nothing behind them
  std::vector<NextFlow> flows;    ///< into them, by from and to
};
inline constexpr size_t kMostNextEvents = 8;

/// A value of an attribute or of a property of the step's event: how often those who were lost have it, and how often
/// those who went on.
struct Trait {
  TextPair property;         ///< title
  TextPair value;            ///< as in the file; a range of numbers in words; "unknown" where it is blank
  bool of_customer = false;  ///< an attribute of the customer; else of the event
  uint64_t lost = 0, went_on = 0;
  double lost_share = 0, went_on_share = 0;  ///< of all who were lost, who went on
  double odds_ratio = 1;                     ///< of having it, lost against went on
  double low = 1, high = 1;                  ///< its 95 % interval (Woolf)
  std::optional<double> p;           ///< two-sided, Fisher's exact or z test; none where too few have it, or lack it
  std::optional<double> p_adjusted;  ///< Holm over all traits that were tested
  bool fisher = false;
  bool differs = false;          ///< p_adjusted < 0.05
  bool too_few_to_tell = false;  ///< no difference was found, and a relevant one may exist all the same
};
inline constexpr size_t kMostTraits = 100;

struct AfterwardsReport {
  uint32_t step = 0;              ///< AfterwardsQuery::step, chosen
  uint32_t next_step = 0;         ///< number of the one that they did not reach
  uint64_t reached = 0;           ///< units: customers, sessions or entries
  uint64_t lost = 0;              ///< of them
  std::vector<NextLevel> levels;  ///< at most the depth; none behind the one at which everybody has nothing more
  std::vector<Trait> traits;    ///< those that differ first, more frequent among the lost before less, strongest first
  uint64_t other_traits = 0;    ///< that are not listed, for kMostTraits are
  TextPair definition;          ///< of the levels: exactly what is counted
  TextPair traits_definition;   ///< how the two groups are compared
  std::vector<TextPair> notes;  ///< on the levels
  std::vector<TextPair> traits_notes;
};

}  // namespace sluice::funnel
