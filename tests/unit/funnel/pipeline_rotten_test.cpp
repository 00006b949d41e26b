// The list of rotten opportunities.
#include <gtest/gtest.h>

#include "unit/funnel/pipeline_fixture.h"

namespace sluice::funnel {
namespace {

const std::string kSixOpportunities =
    "opportunity_id,account,owner,stage,status,amount,created,closed\n"
    "A1,Rome,Ann,Lead,Open,50,2024-01-01,\n"
    "A2,Oslo,Bob,Lead,Open,,2024-01-05,\n"
    "A3,,Ann,Talk,Open,900,2024-01-03,\n"
    "A4,Bonn,,Talk,Open,-5,2024-01-02,\n"
    "A5,Bonn,Ann,Talk,Open,7,2024-01-30,\n"
    "A6,Bonn,Bob,Talk,Won,7,2024-01-01,2024-01-31\n";

class RottenList : public testing::Test {
 protected:
  RottenList() : dataset_(dataset_of(kSixOpportunities)) {
    PipelineSpec spec;
    spec.rotten_days = 10;
    spec.stages = {{"Talk", {}, 20}};
    pipeline_ = pipeline_of(dataset_, spec);
  }
  std::string ids(RottenColumn sort, bool descending) const {
    const RottenQuery query{sort, descending, 0, 100};
    std::string text;
    const auto order = order_rotten(dataset_, pipeline_, query);
    for (const RottenRow& row : rotten_page(dataset_, pipeline_, order, query).rows) text += row.id + " ";
    return text;
  }

  Dataset dataset_;
  Pipeline pipeline_;
};

TEST_F(RottenList, SaysWhatEachIs) {
  EXPECT_EQ(pipeline_.report.rotten, 4U);
  EXPECT_EQ(pipeline_.report.rotten_value, 945);
  const RottenRow row = rotten_row(dataset_, pipeline_, 0);
  EXPECT_EQ(row.id, "A1");
  EXPECT_EQ(row.customer, "Rome");
  EXPECT_EQ(row.stage, "Lead");
  EXPECT_EQ(row.value, 50);
  EXPECT_EQ(row.since, "2024-01-01");
  EXPECT_EQ(row.age, 31) << "up to 2024-02-01";
  EXPECT_EQ(row.limit, 10);
  EXPECT_EQ(row.properties, (std::vector<std::string>{"Ann"}));
}

// The ninth tenth of cycles of 1, 1, 1, 1, 1, 1, 1 and 11 days is 4, and in binary fractions a little less.
TEST(RottenOpportunities, AreOlderThanTheLimitByMoreThanRounding) {
  std::string table = "opportunity_id,stage,status,created,closed\n";
  for (int i = 0; i < 7; ++i) table += "W" + std::to_string(i) + ",Lead,Won,2024-01-01,2024-01-02\n";
  table += "W7,Lead,Won,2024-01-01,2024-01-12\nOpen,Lead,Open,2024-01-28,\n";
  const Dataset dataset = dataset_of(table);
  PipelineSpec spec;
  spec.as_of = "2024-02-01";
  const PipelineReport at_the_limit = pipeline_of(dataset, spec).report;
  ASSERT_TRUE(at_the_limit.stages.at(0).ages.limit);
  EXPECT_NEAR(*at_the_limit.stages.at(0).ages.limit, 4, 1e-9);
  EXPECT_EQ(at_the_limit.rotten, 0U);
  spec.as_of = "2024-02-02";
  EXPECT_EQ(pipeline_of(dataset, spec).report.rotten, 1U);
}

TEST_F(RottenList, SortsByAnyColumn) {
  EXPECT_EQ(ids(RottenColumn::value, true), "A3 A1 A4 A2 ");
  EXPECT_EQ(ids(RottenColumn::value, false), "A4 A1 A3 A2 ") << "without a value is last either way";
  EXPECT_EQ(ids(RottenColumn::age, true), "A1 A4 A3 A2 ");
  EXPECT_EQ(ids(RottenColumn::over, true), "A1 A2 A4 A3 ") << "21, 17, 10 and 9 days over";
  EXPECT_EQ(ids(RottenColumn::customer, false), "A4 A2 A1 A3 ");
  EXPECT_EQ(ids(RottenColumn::stage, true), "A3 A4 A1 A2 ") << "ties in the order of the opportunities";
  EXPECT_EQ(ids(RottenColumn::id, true), "A4 A3 A2 A1 ");
}

TEST_F(RottenList, HasPages) {
  RottenQuery query{RottenColumn::id, false, 1, 2};
  const auto order = order_rotten(dataset_, pipeline_, query);
  RottenPage page = rotten_page(dataset_, pipeline_, order, query);
  EXPECT_EQ(page.total, 4U);
  EXPECT_EQ(page.rows.size(), 2U);
  EXPECT_EQ(page.rows[0].id, "A2");
  query.offset = 9;
  EXPECT_TRUE(rotten_page(dataset_, pipeline_, order, query).rows.empty());
}

TEST_F(RottenList, IsATableToTakeAlong) {
  const auto order = order_rotten(dataset_, pipeline_, {RottenColumn::value, true, 0, 1});
  const auto written = [&](TableFormat format, bool chinese) {
    return begin_rotten_table(dataset_, pipeline_, order, {format, chinese}).finish().bytes;
  };
  EXPECT_EQ(written(TableFormat::csv_bom, false),
            "\xEF\xBB\xBFopportunity,customer,stage,value,since,age_days,limit_days,owner\r\n"
            "A3,,Talk,900,2024-01-03,29.00,20.00,Ann\r\n"
            "A1,Rome,Lead,50,2024-01-01,31.00,10.00,Ann\r\n"
            "A4,Bonn,Talk,-5,2024-01-02,30.00,20.00,\r\n"
            "A2,Oslo,Lead,,2024-01-05,27.00,10.00,Bob\r\n");
  EXPECT_NE(written(TableFormat::csv, true).find("商机编号,客户,阶段,金额"), std::string::npos);
}

}  // namespace
}  // namespace sluice::funnel
