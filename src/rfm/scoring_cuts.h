// Cut points as the scoring methods share them: see the rule in rfm/scoring.h.
#pragma once

#include <vector>

#include "base/text_pair.h"
#include "rfm/scoring.h"

namespace sluice::rfm {

/// A cut that no value is under: one unit below the smallest, however large that is.
double below_all(double smallest);

/// Makes bins - 1 cuts of fewer, which ascend, so that the scores begin with 1 all the same: what is missing lies where
/// it separates nobody.
std::vector<double> filled_up(std::vector<double> cuts, const ScoringInput& input);

/// The cuts that separate somebody, without the others that fill up.
std::vector<double> separating(const Standing& standing);

/// "LEAD: 12 | 30 | 88 | 200. 45 is above 2 of them: score 5 - 2 = 3 of 5." `lead` says what the cuts are; it ends
/// without a mark.
TextPair above_cuts_sentence(const Standing& standing, const TextPair& lead);

}  // namespace sluice::rfm
