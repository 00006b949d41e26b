#include "unit/app/example_pipeline.h"

#include <gtest/gtest.h>

#include "funnel/pipeline.h"
#include "test_support/dataset_text.h"

namespace sluice::app {
namespace {

Dataset dataset_of(const std::string& table) {
  auto loaded = test::load_text(table);
  EXPECT_TRUE(loaded) << loaded.error().to_string();
  return loaded ? std::move(loaded->dataset) : Dataset{};
}

const Dataset& example_dataset() {
  static const Dataset dataset = dataset_of(example_opportunities());
  return dataset;
}

funnel::Pipeline analyzed(const Dataset& dataset, const funnel::PipelineSpec& spec) {
  auto pipeline = funnel::analyze_pipeline(dataset, {}, spec, nullptr);
  EXPECT_TRUE(pipeline) << pipeline.error().to_string();
  return pipeline ? std::move(*pipeline) : funnel::Pipeline{};
}

}  // namespace

std::string example_opportunities() {
  std::string table = "opportunity_id,account,owner,source,stage,status,amount,created,closed\n";
  int id = 0;
  const auto add = [&](const char* stage, const char* status, const char* created, const char* closed, int count) {
    for (int i = 0; i < count; ++i) {
      ++id;
      table += "OP-" + std::to_string(100 + id) + ",Account " + std::to_string(id) + (id % 2 == 1 ? ",Ann" : ",Bob") +
               (id % 3 == 0 ? ",Web," : ",Fair,") + stage + "," + status + ",100," + created + "," + closed + "\n";
    }
  };
  const char* begun = "2024-01-01";
  add("Lead", "Lost", begun, "2024-01-11", 2);
  add("Talk", "Lost", begun, "2024-01-11", 3);
  add("Offer", "Lost", begun, "2024-01-11", 1);
  add("Offer", "Won", begun, "2024-01-21", 4);
  add("Lead", "Open", "2024-01-20", "", 3);
  add("Talk", "Open", begun, "", 2);
  add("Offer", "Open", begun, "", 1);
  return table;
}

funnel::PipelineReport example_pipeline(const funnel::PipelineSpec& spec) {
  return analyzed(example_dataset(), spec).report;
}

funnel::PipelineReport pipeline_of_table(const std::string& table) { return analyzed(dataset_of(table), {}).report; }

funnel::RottenPage example_rotten(const funnel::PipelineSpec& spec, uint64_t offset, uint64_t limit) {
  const funnel::Pipeline pipeline = analyzed(example_dataset(), spec);
  const funnel::RottenQuery query{
      .sort = funnel::RottenColumn::id, .descending = false, .offset = offset, .limit = limit};
  const std::vector<uint32_t> order = funnel::order_rotten(example_dataset(), pipeline, query);
  return funnel::rotten_page(example_dataset(), pipeline, order, query);
}

}  // namespace sluice::app
