// The table of named scoring methods.
#pragma once

#include <span>
#include <string_view>

#include "rfm/scoring.h"

namespace sluice::rfm {

std::span<const ScoringMethod> scoring_methods();
const ScoringMethod* find_scoring_method(std::string_view name);  ///< nullptr for an unknown name

// One file each: scoring_<name>.cpp.
Scoring score_midrank(const ScoringInput& input);
TextPair explain_midrank(const Standing& standing);
Scoring score_thresholds(const ScoringInput& input);
TextPair explain_thresholds(const Standing& standing);

}  // namespace sluice::rfm
