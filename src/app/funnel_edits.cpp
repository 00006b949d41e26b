#include "app/funnel_edits.h"

#include <algorithm>
#include <utility>

namespace sluice::app {
namespace {

using funnel::Exclusion;
using funnel::FunnelSpec;
using funnel::Mode;
using funnel::Step;

template <class Entry>
EventMatch read_match(const Entry& entry) {
  EventMatch match{{entry.event}, entry.where};
  match.events.insert(match.events.end(), entry.or_events.begin(), entry.or_events.end());
  return match;
}

template <class Entry>
void write_match(Entry& entry, const EventMatch& match) {
  entry.event = match.events.front();
  entry.or_events.assign(match.events.begin() + 1, match.events.end());
  entry.where = match.where;
}

bool is_optional(const FunnelSpec& spec, size_t index) { return spec.mode != Mode::any && spec.steps[index].optional; }

/// From one step to a later one, neither of them optional; outwards where an end has to move.
void settle(const FunnelSpec& spec, Exclusion& exclusion) {
  const size_t last = spec.steps.size() - 1;
  size_t from = std::min(first_step(exclusion), last), to = std::min(last_step(exclusion, last + 1), last);
  if (from > to) std::swap(from, to);
  if (from == to && to == last) --from;
  if (from == to) ++to;
  while (from > 0 && is_optional(spec, from)) --from;
  while (to < last && is_optional(spec, to)) ++to;
  if (exclusion.from || from > 0) exclusion.from = static_cast<uint32_t>(from);
  if (exclusion.to || to < last) exclusion.to = static_cast<uint32_t>(to);
}

/// Everything as the engine takes it.
void settle(FunnelSpec& spec) {
  if (spec.steps.empty()) return;
  for (size_t i = 0; i < spec.steps.size() && spec.mode != Mode::any; ++i) {
    if (!may_be_optional(spec, i)) spec.steps[i].optional = false;
  }
  for (Exclusion& exclusion : spec.exclusions) settle(spec, exclusion);
}

/// The ends that are steps, and not those of the funnel, through `new_index`.
template <class NewIndex>
void follow_steps(FunnelSpec& spec, NewIndex new_index) {
  for (Exclusion& exclusion : spec.exclusions) {
    for (std::optional<uint32_t>* end : {&exclusion.from, &exclusion.to}) {
      if (*end) **end = static_cast<uint32_t>(new_index(size_t{**end}, end == &exclusion.from));
    }
  }
}

}  // namespace

EventMatch match_of(const Step& step) { return read_match(step); }
EventMatch match_of(const Exclusion& exclusion) { return read_match(exclusion); }
void set_match(Step& step, const EventMatch& match) { write_match(step, match); }
void set_match(Exclusion& exclusion, const EventMatch& match) { write_match(exclusion, match); }

bool asks_something(const funnel::Condition& condition) {
  return !condition.values.empty() || condition.from || condition.to;
}

void insert_step(FunnelSpec& spec, size_t place, std::string event) {
  spec.steps.insert(spec.steps.begin() + static_cast<std::ptrdiff_t>(place), Step{.event = std::move(event)});
  follow_steps(spec, [&](size_t index, bool) { return index >= place ? index + 1 : index; });
  settle(spec);
}

size_t index_after_move(size_t index, size_t from, size_t to) {
  if (index == from) return to;
  if (from < index && index <= to) return index - 1;
  if (to <= index && index < from) return index + 1;
  return index;
}

void move_step(FunnelSpec& spec, size_t from, size_t to) {
  Step moved = std::move(spec.steps[from]);
  spec.steps.erase(spec.steps.begin() + static_cast<std::ptrdiff_t>(from));
  spec.steps.insert(spec.steps.begin() + static_cast<std::ptrdiff_t>(to), std::move(moved));
  follow_steps(spec, [&](size_t index, bool) { return index_after_move(index, from, to); });
  settle(spec);
}

void remove_step(FunnelSpec& spec, size_t index) {
  if (spec.steps.size() <= 2) return;
  spec.steps.erase(spec.steps.begin() + static_cast<std::ptrdiff_t>(index));
  follow_steps(spec, [&](size_t end, bool begins) {
    const bool outwards = end > index || (begins && end == index);  // the next step has taken the index of this one
    return outwards && end > 0 ? end - 1 : end;
  });
  settle(spec);
}

void reset_steps(FunnelSpec& spec) {
  spec.steps.clear();
  for (Exclusion& exclusion : spec.exclusions) exclusion.from = exclusion.to = std::nullopt;
}

bool may_be_optional(const FunnelSpec& spec, size_t index) {
  return spec.mode == Mode::ordered && index > 0 && index + 1 < spec.steps.size();
}

void set_optional(FunnelSpec& spec, size_t index, bool optional) {
  spec.steps[index].optional = optional;
  settle(spec);
}

size_t first_step(const Exclusion& exclusion) { return exclusion.from.value_or(0); }

size_t last_step(const Exclusion& exclusion, size_t steps) { return exclusion.to ? *exclusion.to : steps - 1; }

bool may_bound_exclusion(const FunnelSpec& spec, const std::vector<Step>& steps, size_t index) {
  return spec.mode == Mode::any || !steps[index].optional;
}

void set_bounds(FunnelSpec& spec, size_t exclusion, size_t from, size_t to) {
  Exclusion& changed = spec.exclusions[exclusion];
  changed.from.reset();
  changed.to.reset();
  if (from > 0) changed.from = static_cast<uint32_t>(from);
  if (to + 1 < spec.steps.size()) changed.to = static_cast<uint32_t>(to);
  settle(spec);
}

void choose_mode(FunnelSpec& spec, Mode mode) {
  spec.mode = mode;
  const funnel::Rules usual;
  if (mode != Mode::ordered) spec.rules.repeats = usual.repeats;
  if (mode != Mode::strict) {
    spec.rules.between = usual.between;
    spec.rules.strict_restart = usual.strict_restart;
  }
  settle(spec);
}

void choose_preset(FunnelSpec& spec, const funnel::PresetChoice& preset) {
  choose_mode(spec, preset.mode);
  spec.rules = preset.rules;
}

}  // namespace sluice::app
