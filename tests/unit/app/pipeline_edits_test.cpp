// What is set for the stages of the pipeline: kept in range and in one order, and gone when it says nothing.
#include "app/pipeline_edits.h"

#include <gtest/gtest.h>

namespace sluice::app {
namespace {

using funnel::PipelineSpec;

TEST(PipelineEdits, EqualChoicesAreEqualSpecsInWhateverOrderTheyAreMade) {
  PipelineSpec one, other;
  set_probability(one, "Talk", 0.7);
  set_rotten_days(one, "Lead", 30);
  set_probability(one, "Lead", 0.2);
  set_probability(other, "Lead", 0.9);
  set_probability(other, "Lead", 0.2);
  set_rotten_days(other, "Lead", 30);
  set_probability(other, "Talk", 0.7);
  EXPECT_EQ(one, other);
  ASSERT_NE(find_setting(one, "Lead"), nullptr);
  EXPECT_EQ(find_setting(one, "Lead")->rotten_days, 30);
  EXPECT_EQ(find_setting(one, "Offer"), nullptr);
}

TEST(PipelineEdits, WhatIsTakenBackLeavesNothingBehind) {
  PipelineSpec spec;
  set_probability(spec, "Talk", 0.7);
  set_rotten_days(spec, "Talk", 30);
  set_probability(spec, "Talk", std::nullopt);
  EXPECT_EQ(spec.stages, (std::vector<funnel::StageSetting>{{"Talk", std::nullopt, 30}}));
  set_rotten_days(spec, "Talk", std::nullopt);
  set_rotten_days(spec, 60);
  set_rotten_days(spec, std::nullopt);
  set_rate(spec, "Talk", 0.5);
  set_rate(spec, "Talk", std::nullopt);
  set_probability(spec, "Lead", std::nullopt);
  EXPECT_EQ(spec, PipelineSpec{});
}

TEST(PipelineEdits, NumbersOutOfRangeAreBroughtIntoIt) {
  PipelineSpec spec;
  set_probability(spec, "Talk", 1.7);
  set_rotten_days(spec, "Talk", -3);
  set_rotten_days(spec, 1e9);
  set_rate(spec, "Talk", -0.1);
  EXPECT_EQ(spec.stages, (std::vector<funnel::StageSetting>{{"Talk", 1, 0}}));
  EXPECT_EQ(spec.rotten_days, PipelineSpec::kMostRottenDays);
  EXPECT_EQ(find_change(spec, "Talk")->rate, 0);
}

TEST(PipelineEdits, ARateTakesThePlaceOfAFactor) {
  PipelineSpec spec;
  spec.what_if = {{"Talk", std::nullopt, 1.5}, {"Lead", std::nullopt, 2}};  // in an order of their own, as in a link
  set_rate(spec, "Talk", 0.5);
  EXPECT_EQ(spec.what_if, (std::vector<funnel::RateChange>{{"Lead", std::nullopt, 2}, {"Talk", 0.5, std::nullopt}}));
}

}  // namespace
}  // namespace sluice::app
