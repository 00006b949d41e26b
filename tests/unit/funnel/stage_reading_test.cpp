// A table of deals and the stages that they came to, read as events of a funnel and as the history of a pipeline.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "funnel/analysis.h"
#include "funnel/pipeline.h"
#include "test_support/dataset_text.h"

namespace sluice::funnel {
namespace {

// Four deals: all are leads, three are talked about, two get an offer, one is won, one falls back to Talk.
constexpr const char* kRows =
    "1,Lead,2024-01-01\n1,Talk,2024-01-03\n1,Offer,2024-01-05\n1,Won,2024-01-09\n"
    "2,Lead,2024-01-02\n2,Talk,2024-01-04\n2,Offer,2024-01-06\n2,Talk,2024-01-08\n"
    "3,Lead,2024-01-02\n3,Talk,2024-01-07\n"
    "4,Lead,2024-01-03\n";

Dataset read(const std::string& header, ingest::Shape shape, std::optional<bool> stage_history = std::nullopt) {
  ingest::FileSpec spec;
  spec.shape = shape;
  spec.stage_history = stage_history;
  auto loaded = test::load_text(header + "\n" + kRows, spec);
  EXPECT_TRUE(loaded) << loaded.error().to_string();
  return loaded ? std::move(loaded->dataset) : Dataset{};
}

std::vector<double> counts_of(const Dataset& dataset) {
  FunnelSpec spec;
  for (const char* stage : {"Lead", "Talk", "Offer", "Won"}) spec.steps.push_back({.event = stage});
  const auto report = analyze(dataset, spec, nullptr);
  EXPECT_TRUE(report) << report.error().to_string();
  std::vector<double> counts;
  for (const StepReport& step : report->steps) counts.push_back(step.count);
  return counts;
}

TEST(StageReading, EventsAndStagesCountTheSameDeals) {
  const std::vector<double> wanted{4, 3, 2, 1};
  for (const char* header : {"deal_id,stage,changed_at", "customer_id,stage,time", "customer_id,event,time"}) {
    for (const ingest::Shape shape : {ingest::Shape::events, ingest::Shape::opportunities}) {
      const Dataset dataset = read(header, shape);
      const bool as_events = shape == ingest::Shape::events;
      EXPECT_EQ(find_sources(dataset), std::vector{as_events ? Source::events : Source::opportunities}) << header;
      EXPECT_EQ(counts_of(dataset), wanted) << header;
    }
  }
}

TEST(StageReading, APipelineHasTheHistoryOfCustomersWithoutNumbers) {
  const Dataset dataset = read("customer_id,stage,time", ingest::Shape::opportunities);
  const auto pipeline = analyze_pipeline(dataset, {}, {}, nullptr);
  ASSERT_TRUE(pipeline) << pipeline.error().to_string();
  EXPECT_TRUE(pipeline->report.has_history);
  EXPECT_EQ(pipeline->report.totals.opportunities, 4U);
  EXPECT_EQ(pipeline->report.stages.at(2).fell_back, 1U);
}

TEST(StageReading, RowsMayBeAnOpportunityEach) {
  const Dataset dataset = read("deal_id,stage,changed_at", ingest::Shape::automatic, false);
  const auto pipeline = analyze_pipeline(dataset, {}, {}, nullptr);
  ASSERT_TRUE(pipeline) << pipeline.error().to_string();
  EXPECT_FALSE(pipeline->report.has_history);
  EXPECT_EQ(pipeline->report.totals.opportunities, 11U);
}

}  // namespace
}  // namespace sluice::funnel
