// Sales pipelines from small tables.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "funnel/pipeline.h"
#include "test_support/dataset_text.h"

namespace sluice::funnel {

inline Dataset dataset_of(const std::string& table) {
  auto loaded = test::load_text(table);
  EXPECT_TRUE(loaded) << loaded.error().to_string();
  return loaded ? std::move(loaded->dataset) : Dataset{};
}

inline Pipeline pipeline_of(const Dataset& dataset, const PipelineSpec& spec = {}, const FunnelSpec& funnel = {},
                            const std::vector<uint8_t>* keep = nullptr) {
  auto pipeline = analyze_pipeline(dataset, funnel, spec, keep);
  EXPECT_TRUE(pipeline) << pipeline.error().to_string();
  return pipeline ? std::move(*pipeline) : Pipeline{};
}

inline PipelineReport report_of(const std::string& table, const PipelineSpec& spec = {},
                                const FunnelSpec& funnel = {}) {
  return pipeline_of(dataset_of(table), spec, funnel).report;
}

inline bool notes_say(const PipelineReport& report, const std::string& words) {
  return std::any_of(report.notes.begin(), report.notes.end(),
                     [&](const TextPair& note) { return note.en.find(words) != std::string::npos; });
}

/// A figure of each stage, in order.
template <class Figure>
auto each_stage(const PipelineReport& report, const Figure& figure) {
  std::vector<decltype(figure(report.stages.front()))> figures;
  for (const PipelineStage& stage : report.stages) figures.push_back(figure(stage));
  return figures;
}

inline std::vector<uint64_t> reached(const PipelineReport& report) {
  return each_stage(report, [](const PipelineStage& stage) { return stage.reached; });
}

inline std::vector<std::string> names(const PipelineReport& report) {
  return each_stage(report, [](const PipelineStage& stage) { return stage.stage; });
}

}  // namespace sluice::funnel
