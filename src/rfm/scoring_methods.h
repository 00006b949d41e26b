// The table of named scoring methods.
#pragma once

#include <span>
#include <string_view>

#include "rfm/scoring.h"

namespace sluice::rfm {

std::span<const ScoringMethod> scoring_methods();
const ScoringMethod* find_scoring_method(std::string_view name);  ///< nullptr for an unknown name

// One file each, scoring_<name>.cpp; `mean` and `median` share scoring_split.cpp.
Scoring score_midrank(const ScoringInput& input);
TextPair explain_midrank(const Standing& standing);
Scoring score_quantile(const ScoringInput& input);
TextPair explain_quantile(const Standing& standing);
Scoring score_rfm_r(const ScoringInput& input);
TextPair explain_rfm_r(const Standing& standing);
Scoring score_ntile(const ScoringInput& input);
TextPair explain_ntile(const Standing& standing);
Scoring score_jenks(const ScoringInput& input);
TextPair explain_jenks(const Standing& standing);
Scoring score_mean(const ScoringInput& input);
TextPair explain_mean(const Standing& standing);
Scoring score_median(const ScoringInput& input);
TextPair explain_median(const Standing& standing);
Scoring score_thresholds(const ScoringInput& input);
TextPair explain_thresholds(const Standing& standing);

}  // namespace sluice::rfm
