#include "rfm/scoring_methods.h"

#include <algorithm>
#include <array>

namespace sluice::rfm {
namespace {

constexpr std::array kMethods{
    ScoringMethod{"midrank", score_midrank, explain_midrank},
    ScoringMethod{"quantile", score_quantile, explain_quantile},
    ScoringMethod{"rfm-r", score_rfm_r, explain_rfm_r},
    ScoringMethod{.name = "ntile", .score = score_ntile, .explain = explain_ntile, .splits_equal = true},
    ScoringMethod{"jenks", score_jenks, explain_jenks},
    ScoringMethod{.name = "thresholds", .score = score_thresholds, .explain = explain_thresholds, .user_cuts = true},
};

}  // namespace

std::span<const ScoringMethod> scoring_methods() { return kMethods; }

const ScoringMethod* find_scoring_method(std::string_view name) {
  const auto found =
      std::find_if(kMethods.begin(), kMethods.end(), [&](const ScoringMethod& method) { return method.name == name; });
  return found == kMethods.end() ? nullptr : &*found;
}

}  // namespace sluice::rfm
