#include "app/experiment_edits.h"

#include <algorithm>
#include <cmath>

namespace sluice::app {
namespace {

// Exact enough for any test, and short to write.
double rounded(double share) { return std::round(share * 1e9) / 1e9; }

}  // namespace

void set_planned_share(funnel::ExperimentSpec& spec, const funnel::ExperimentReport& report, size_t arm, double share) {
  constexpr double kLeast = 0.001;
  const double chosen = std::clamp(share, kLeast, 1 - kLeast), former = report.arms[arm].planned;
  spec.planned.clear();
  for (size_t i = 0; i < report.arms.size(); ++i) {
    const double part = i == arm ? chosen : report.arms[i].planned * (1 - chosen) / (1 - former);
    spec.planned.push_back({report.arms[i].name, rounded(part)});
  }
  const auto differs = [&](const funnel::PlannedShare& one) {
    return std::abs(one.share - spec.planned.front().share) > 1e-8;
  };
  if (std::none_of(spec.planned.begin(), spec.planned.end(), differs)) spec.planned.clear();
  const auto by_name = [](const funnel::PlannedShare& a, const funnel::PlannedShare& b) { return a.arm < b.arm; };
  std::sort(spec.planned.begin(), spec.planned.end(), by_name);
}

}  // namespace sluice::app
