// How much the choice of a window and of a mode matters to an event funnel. Plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/text_pair.h"
#include "funnel/funnel_report.h"

namespace sluice::funnel {

/// The funnel with a window of one length: what the report would say.
struct WindowPoint {
  std::optional<int64_t> window_ms;  ///< none: no limit
  bool present = false;              ///< the window in force
  std::vector<uint64_t> counts;      ///< by step
  std::optional<Rate> rate;          ///< last step of the first
};

struct ModeStep {
  TextPair label;
  bool optional = false;
  uint64_t count = 0;
  std::optional<Rate> step_rate;     ///< of the last step before that is not optional; none for the first
  std::optional<Rate> overall_rate;  ///< of the first
};

/// The funnel in one mode, under the rules and the window in force.
struct ModeFunnel {
  Mode mode = Mode::ordered;
  bool present = false;         ///< the mode in force
  TextPair refusal;             ///< why the steps cannot be counted in it; empty: they can
  std::vector<ModeStep> steps;  ///< none where it refuses
};

struct SensitivityReport {
  std::vector<TextPair> steps;      ///< labels, as FunnelReport::steps
  std::vector<WindowPoint> points;  ///< by length, no limit last; at most kMostLengths + 2
  std::vector<ModeFunnel> modes;    ///< ordered, strict, any
  TextPair definition;              ///< of the points, one or two sentences
  TextPair modes_definition;
  std::vector<TextPair> notes;
};

/// Lengths that are chosen for a curve, beside the window in force and no limit.
inline constexpr size_t kFewestLengths = 14, kMostLengths = 22;

}  // namespace sluice::funnel
