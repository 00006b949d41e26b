#include "rfm/scoring_methods.h"

#include <algorithm>
#include <array>

namespace sluice::rfm {
namespace {

constexpr std::array kMethods{
    ScoringMethod{"midrank", score_midrank, explain_midrank},
    ScoringMethod{"thresholds", score_thresholds, explain_thresholds, true},
};

}  // namespace

std::span<const ScoringMethod> scoring_methods() { return kMethods; }

const ScoringMethod* find_scoring_method(std::string_view name) {
  const auto found =
      std::find_if(kMethods.begin(), kMethods.end(), [&](const ScoringMethod& method) { return method.name == name; });
  return found == kMethods.end() ? nullptr : &*found;
}

}  // namespace sluice::rfm
