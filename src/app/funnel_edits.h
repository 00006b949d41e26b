// What an action on the funnel's settings means for its spec: pure functions, after each of which the engine can count
// what is asked. Steps are those in force (choices.h), written down: there are at least two of them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "funnel/funnel_report.h"
#include "funnel/funnel_spec.h"

namespace sluice::app {

// Events and conditions ----------------------------------------------------------------------------------------------

/// Which events count: what a step and an exclusion have in common.
struct EventMatch {
  std::vector<std::string> events;  ///< any of these; at least one
  std::vector<funnel::Condition> where;

  bool operator==(const EventMatch&) const = default;
};

EventMatch match_of(const funnel::Step& step);
EventMatch match_of(const funnel::Exclusion& exclusion);
void set_match(funnel::Step& step, const EventMatch& match);
void set_match(funnel::Exclusion& exclusion, const EventMatch& match);

/// False for a condition that leaves every event as it is.
bool asks_something(const funnel::Condition& condition);

// Steps --------------------------------------------------------------------------------------------------------------

/// Exclusions stay with the steps that they lie between.
void insert_step(funnel::FunnelSpec& spec, size_t place, std::string event);
/// The step `from` comes to stand as the one with the index `to`. An exclusion whose ends have changed sides lies
/// between the same steps as before.
void move_step(funnel::FunnelSpec& spec, size_t from, size_t to);
/// Not of the last two. An exclusion that began or ended here does so at the neighbour outside it.
void remove_step(funnel::FunnelSpec& spec, size_t index);
/// The steps are proposed anew, and exclusions lie between the first and the last one.
void reset_steps(funnel::FunnelSpec& spec);

/// Where a step stands after another one, or itself, has moved.
size_t index_after_move(size_t index, size_t from, size_t to);

/// Whether the mode knows optional steps, and this one is neither the first nor the last.
bool may_be_optional(const funnel::FunnelSpec& spec, size_t index);
/// Exclusions that began or ended here do so at the next step outside that is not optional.
void set_optional(funnel::FunnelSpec& spec, size_t index, bool optional);

// Exclusions ---------------------------------------------------------------------------------------------------------

size_t first_step(const funnel::Exclusion& exclusion);
size_t last_step(const funnel::Exclusion& exclusion, size_t steps);
/// Steps at which an exclusion may begin or end.
bool may_bound_exclusion(const funnel::FunnelSpec& spec, const std::vector<funnel::Step>& steps, size_t index);
/// From a step to a later one, which may both bound it. The first and the last step are written as none: one that is
/// added there lies within.
void set_bounds(funnel::FunnelSpec& spec, size_t exclusion, size_t from, size_t to);

// Mode and rules -----------------------------------------------------------------------------------------------------

/// What the mode refuses goes: optional steps in strict order. Rules that it does not know return to the usual ones.
void choose_mode(funnel::FunnelSpec& spec, funnel::Mode mode);
void choose_preset(funnel::FunnelSpec& spec, const funnel::PresetChoice& preset);

}  // namespace sluice::app
