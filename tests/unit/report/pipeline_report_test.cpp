// The sales pipeline as JSON, both ways.
#include <gtest/gtest.h>

#include "funnel/pipeline.h"
#include "report/messages.h"
#include "report/pipeline_fields.h"
#include "test_support/dataset_text.h"

namespace sluice {
namespace {

funnel::Pipeline pipeline_of(const Dataset& dataset, const funnel::PipelineSpec& spec) {
  auto pipeline = funnel::analyze_pipeline(dataset, {}, spec, nullptr);
  EXPECT_TRUE(pipeline) << pipeline.error().to_string();
  return std::move(*pipeline);
}

Dataset small_pipeline() {
  return std::move(test::load_text("opportunity_id,account,owner,stage,status,amount,created,closed\n"
                                   "1,a,Ann,Lead,Open,100,2024-01-01,\n"
                                   "2,b,Bob,Talk,Lost,,2024-01-01,2024-01-11\n"
                                   "3,c,,Talk,Won,7.5,2024-01-01,2024-01-21\n")
                       ->dataset);
}

TEST(PipelineReport, IsReadBackAsItWasWritten) {
  const Dataset dataset = small_pipeline();
  funnel::PipelineSpec spec;
  spec.rotten_days = 1;
  spec.what_if = {{"Lead", 0.9, {}}};
  const funnel::Pipeline pipeline = pipeline_of(dataset, spec);
  const std::string json = to_json(pipeline.report);
  const auto again = parse_pipeline_report(json);
  ASSERT_TRUE(again) << again.error().to_string();
  EXPECT_EQ(to_json(*again), json);
  EXPECT_EQ(again->stages.at(0).ages.limit, 1);
  EXPECT_EQ(again->rotten, 1U);
  for (const std::string member : {"\"basis\":\"chosen\"", "\"kind\":\"blank\"", "\"difference\":\"untested\"",
                                   "\"closed_wins_then\":0.9", "\"win_rate_by_value\":{"}) {
    EXPECT_NE(json.find(member), std::string::npos) << member;
  }
  const funnel::RottenQuery query;
  const auto order = funnel::order_rotten(dataset, pipeline, query);
  const std::string page = to_json(funnel::rotten_page(dataset, pipeline, order, query));
  const auto read = parse_rotten_page(page);
  ASSERT_TRUE(read) << read.error().to_string();
  EXPECT_EQ(read->rows.at(0).id, "1");
  EXPECT_EQ(to_json(*read), page);
}

TEST(PipelineReport, RequestsNameTheirMethod) {
  EXPECT_EQ(pipeline_request(), R"({"method":"pipeline","params":{}})");
  EXPECT_NE(rotten_request({}).find(R"("sort":"value")"), std::string::npos);
  const std::string save = export_rotten_request({}, {"en", TableFormat::xlsx, "rotten.xlsx"});
  for (const char* part : {R"("method":"export_rotten")", R"("name":"rotten.xlsx")", R"("format":"xlsx")"}) {
    EXPECT_NE(save.find(part), std::string::npos) << save;
  }
}

}  // namespace
}  // namespace sluice
