#include "report/report.h"

#include <gtest/gtest.h>

#include "report/messages.h"
#include "test_support/files.h"

namespace sluice {
namespace {

TEST(Report, TheExampleInTheDocumentationIsCompleteAndValid) {
  const std::string example = test::first_block(test::repository_file("docs/report.md"), "json");
  const Result<Report> report = parse_report(example);
  ASSERT_TRUE(report.has_value()) << report.error().to_string();
  EXPECT_EQ(to_json(*report, 2), example);
  EXPECT_TRUE(report->rfm.has_value());
  EXPECT_TRUE(report->funnel.has_value());
}

TEST(Report, AMissingMemberIsNamed) {
  const Result<Report> report = parse_report(R"({"version":1,"import":{"files":[]}})");
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error().place.pointer, "/import/joins");
}

TEST(Report, ADigitIsNeverLost) {
  Report report;
  report.rfm.emplace();
  report.rfm->all.revenue = 0.1 + 0.2;
  report.rfm->all.average_order = 1e300 / 3;
  report.rfm->all.customers = UINT64_MAX;
  const Result<Report> back = parse_report(to_json(report));
  ASSERT_TRUE(back.has_value()) << back.error().to_string();
  EXPECT_EQ(back->rfm->all.revenue, 0.1 + 0.2);
  EXPECT_EQ(back->rfm->all.average_order, 1e300 / 3);
  EXPECT_EQ(back->rfm->all.customers, UINT64_MAX);
  EXPECT_EQ(to_json(*back), to_json(report));
}

TEST(Report, BytesThatAreNoTextDoNotBreakTheDocument) {
  Report report;
  report.import.files.push_back({});
  report.import.files[0].name = "bad\xFFname\xE4\xB8";
  EXPECT_TRUE(parse_report(to_json(report)).has_value());
}

TEST(Messages, AnErrorKeepsItsPlace) {
  const Error error{ErrorCode::record_too_long, {"too long", "太长"}, {"a.csv", 7, 3, 1234, ""}};
  const Error back = parse_failure(to_json(error));
  EXPECT_EQ(back.code, error.code);
  EXPECT_EQ(back.message, error.message);
  EXPECT_EQ(back.place, error.place);
  EXPECT_EQ(back.to_string(), "a.csv:7:3: too long");
  EXPECT_EQ(back.to_string(true), "a.csv:7:3: 太长");
}

TEST(Messages, ATextThatIsNoErrorIsAnEngineFailure) {
  EXPECT_EQ(parse_failure("RuntimeError: unreachable").code, ErrorCode::engine_failed);
  EXPECT_EQ(parse_failure(R"({"code":"nonsense"})").code, ErrorCode::engine_failed);
}

TEST(Messages, AHostPutsPartialErrorsToo) {  // the page's own errors have no place
  const Error error = parse_failure(R"({"code":"out_of_memory","message":{"en":"a","zh":"b"}})");
  EXPECT_EQ(error.code, ErrorCode::out_of_memory);
  EXPECT_EQ(error.place, Place{});
}

TEST(Messages, QueriesTravelWhole) {
  rfm::CustomerQuery query;
  query.filter.segments = {"champions"};
  query.search = "\"王\"";
  query.sort = rfm::CustomerColumn::weighted_score;
  query.descending = false;
  query.offset = 5'000'000'000;
  query.limit = 7;
  const Result<rfm::CustomerQuery> back = parse_customer_query(to_json(query));
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(to_json(*back), to_json(query));
  EXPECT_NE(customers_request(query).find("\"method\":\"customers\""), std::string::npos);
}

}  // namespace
}  // namespace sluice
