// What is planned for the arms of an A/B test: always whole, and gone when it says nothing.
#include "app/experiment_edits.h"

#include <gtest/gtest.h>

namespace sluice::app {
namespace {

funnel::ExperimentReport report_of(const std::vector<funnel::PlannedShare>& arms) {
  funnel::ExperimentReport report;
  for (const funnel::PlannedShare& one : arms) {
    funnel::ExperimentArm arm;
    arm.name = one.arm;
    arm.planned = one.share;
    report.arms.push_back(arm);
  }
  return report;
}

using Plan = std::vector<funnel::PlannedShare>;

TEST(ExperimentEdits, TheOthersKeepTheirProportion) {
  funnel::ExperimentSpec spec;
  set_planned_share(spec, report_of({{"control", 0.5}, {"new", 0.5}}), 0, 0.9);
  EXPECT_EQ(spec.planned, (Plan{{"control", 0.9}, {"new", 0.1}}));
  set_planned_share(spec, report_of({{"c", 0.5}, {"a", 0.3}, {"b", 0.2}}), 0, 0);
  EXPECT_EQ(spec.planned, (Plan{{"a", 0.5994}, {"b", 0.3996}, {"c", 0.001}})) << "nobody at all cannot be planned";
}

TEST(ExperimentEdits, EqualSharesAreNoChoice) {
  funnel::ExperimentSpec spec;
  set_planned_share(spec, report_of({{"a", 0.9}, {"b", 0.1}}), 1, 0.5);
  EXPECT_TRUE(spec.planned.empty());
  set_planned_share(spec, report_of({{"a", 1.0 / 3}, {"b", 1.0 / 3}, {"c", 1.0 / 3}}), 2, 1.0 / 3);
  EXPECT_TRUE(spec.planned.empty());
}

}  // namespace
}  // namespace sluice::app
