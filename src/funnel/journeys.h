// One customer's events in time, each with the steps that it could fill: all that a rule of matching looks at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/calendar.h"

namespace sluice::funnel {

/// Bit i: step (exclusion) i of the spec.
using StepMask = uint32_t;

/// Events of one customer, session or entry, ascending in time. Views; nothing is copied.
struct Journey {
  std::span<const TimeMs> time;
  std::span<const StepMask> steps;     ///< which steps the event matches; 0: an event of no step
  std::span<const StepMask> excluded;  ///< which exclusions it matches; empty where the funnel has none

  size_t size() const { return time.size(); }
  StepMask excluded_at(size_t event) const { return excluded.empty() ? 0 : excluded[event]; }
  Journey part(size_t begin, size_t count) const {
    return {time.subspan(begin, count), steps.subspan(begin, count),
            excluded.empty() ? excluded : excluded.subspan(begin, count)};
  }
};

/// True where a filter lets the customer count; no filter lets everybody.
inline bool is_kept(const std::vector<uint8_t>* keep, uint32_t customer) {
  return keep == nullptr || (customer < keep->size() && (*keep)[customer] != 0);
}

}  // namespace sluice::funnel
