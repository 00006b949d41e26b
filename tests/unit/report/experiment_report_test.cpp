// An A/B test as JSON, both ways.
#include <gtest/gtest.h>

#include "funnel/experiment.h"
#include "report/experiment_fields.h"
#include "report/messages.h"
#include "test_support/dataset_text.h"

namespace sluice {
namespace {

TEST(ExperimentReport, IsReadBackAsItWasWritten) {
  const auto loaded = test::load_text("group,converted,spend\na,1,5\na,0,0\nb,1,7.5\nb,1,2\n");
  ASSERT_TRUE(loaded) << loaded.error().to_string();
  const auto report = funnel::analyze_experiment(funnel::source_of(*loaded->dataset.experiment), {}, nullptr);
  ASSERT_TRUE(report) << report.error().to_string();
  const std::string json = to_json(*report);
  const auto again = parse_experiment_report(json);
  ASSERT_TRUE(again) << again.error().to_string();
  EXPECT_EQ(to_json(*again), json);
  EXPECT_EQ(again->arms.at(1).outcomes.at(0).count, 2U);
  for (const std::string member : {"\"control\":\"a\"", "\"fisher\":true", "\"verdict\":\"too_few\"", "\"split\":{"}) {
    EXPECT_NE(json.find(member), std::string::npos) << member;
  }
}

TEST(ExperimentReport, IsAskedForByItsName) {
  EXPECT_EQ(experiment_request(), R"({"method":"experiment","params":{}})");
}

}  // namespace
}  // namespace sluice
