#include "report/messages.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

TEST(Messages, AnAnswerThatIsWorkedOnIsToldFromOneThatIsThere) {
  for (const double share : {0.0, 0.25, 1.0}) EXPECT_EQ(parse_share(share_json(share)), share);
  const std::string answers[] = {analyze_result_json(Report{}), to_json(rfm::ClusterReport{}),
                                 to_json(funnel::SensitivityReport{}), to_json(ExportedTable{})};
  for (const std::string& answer : answers) EXPECT_FALSE(parse_share(answer)) << answer;
  for (const char* broken : {"", "{", R"({"share":)", R"({"share":"half"})", R"({"share":0.5,"rows":1})", "[0.5]"}) {
    EXPECT_FALSE(parse_share(broken)) << broken;
  }
}

TEST(Messages, AReportIsWrittenInPlaceAsItIsRead) {
  Report report;
  report.import.rows_read = 3;
  const Result<AnalyzeResult> again = parse_analyze_result(analyze_result_json(report));
  ASSERT_TRUE(again) << again.error().to_string();
  EXPECT_EQ(analyze_result_json(again->report), analyze_result_json(report));
}

}  // namespace
}  // namespace sluice
