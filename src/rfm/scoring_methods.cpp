#include "rfm/scoring_methods.h"

#include <algorithm>
#include <array>

namespace sluice::rfm {
namespace {

constexpr std::array kMethods{
    ScoringMethod{.name = "midrank", .score = score_midrank, .explain = explain_midrank, .by_rank = true},
    ScoringMethod{.name = "quantile", .score = score_quantile, .explain = explain_quantile, .by_rank = true},
    ScoringMethod{.name = "rfm-r", .score = score_rfm_r, .explain = explain_rfm_r, .by_rank = true},
    ScoringMethod{
        .name = "ntile", .score = score_ntile, .explain = explain_ntile, .by_rank = true, .splits_equal = true},
    ScoringMethod{.name = "jenks", .score = score_jenks, .explain = explain_jenks},
    ScoringMethod{.name = "mean", .score = score_mean, .explain = explain_mean, .two_scores = true},
    ScoringMethod{
        .name = "median", .score = score_median, .explain = explain_median, .by_rank = true, .two_scores = true},
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
