// Two funnels of the same dataset beside each other: what the card of two funnels shows. Plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text_pair.h"
#include "funnel/funnel_report.h"

namespace sluice::funnel {

/// The same customers under both funnels; they are no two samples.
struct SharedCustomers {
  uint64_t entered = 0;         ///< reached the first step of either
  uint64_t entered_both = 0;    ///< of these
  uint64_t completed_both = 0;  ///< reached the last step of both
  uint64_t only_first = 0;      ///< entered both, completed the one of the spec only
  uint64_t only_kept = 0;       ///< entered both, completed the kept one only
  double p = 1;                 ///< exact McNemar test of only_first against only_kept
  bool differs = false;         ///< p < 0.05
};

struct PairSide {
  std::string unit;  ///< as FunnelReport::unit
  std::vector<StepReport> steps;
  TextPair definition;
};

struct PairReport {
  PairSide first;  ///< the funnel of the spec
  PairSide kept;
  std::optional<SharedCustomers> shared;  ///< where both count customers by their events
  std::vector<TextPair> notes;
};

}  // namespace sluice::funnel
