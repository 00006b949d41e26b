// How far a customer gets along the steps. A rule of matching is named in the table of modes; each looks at one journey
// at a time and knows nothing of reports.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "funnel/funnel_spec.h"
#include "funnel/journeys.h"

namespace sluice::funnel {

/// Steps as event codes, in order; the same event may come several times. At least one.
struct StepSequence {
  std::vector<uint32_t> events;
  std::optional<int64_t> window_ms;  ///< from the first event of a chain to its last, inclusive; >= 0
};

/// When a customer reached a step for the first time.
struct StepTime {
  int64_t from_first_ms = 0;   ///< since the chain's first event
  int64_t from_before_ms = 0;  ///< since the chain's event of the step before; 0 for the first step
};

/// A rule of matching, prepared for one sequence of steps.
class Matcher {
 public:
  virtual ~Matcher() = default;
  /// The depth, 0..steps; `times` gets one entry a reached step.
  virtual size_t match(const Journey& journey, std::vector<StepTime>& times) = 0;
};

struct MatchingMode {
  Mode mode;
  std::string_view name;
  std::unique_ptr<Matcher> (*prepare)(const StepSequence& steps, uint32_t event_names);
};

/// A new mode is a file of its own and a line in matching.cpp. nullptr for an unknown mode.
const MatchingMode* find_mode(Mode mode);

// One file each: matcher_<name>.cpp.
std::unique_ptr<Matcher> prepare_ordered(const StepSequence& steps, uint32_t event_names);

}  // namespace sluice::funnel
