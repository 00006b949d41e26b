// Exported customers, read again by another service.
#include <gtest/gtest.h>

#include <algorithm>

#include "report/message_fields.h"
#include "report/spec_fields.h"
#include "unit/engine/service_fixture.h"

namespace sluice::engine {
namespace {

/// Orders of customers whose identifiers and cities a spreadsheet, a CSV or XML could stumble over.
constexpr std::string_view kHostileOrders =
    "order_id,customer_id,order_date,amount,city\n"
    "1,0012,2024-01-05,10.50,=cmd|'/c calc'!A0\n"
    "2,\"a \"\"b\"\", c\",2024-01-06,20,\"two\nlines\"\n"
    "3,0012,2024-02-01,5.25,\n"
    "4,王芳😀,2024-02-02,9,<b>&amp;</b>\n"
    "5,x_x0041_y,2024-02-03,0.01,\x01\x07\n"
    "6,@dee,2024-03-01,7,+1\n";

/// Rows of all customers that must be equal after an export was read again.
std::vector<Json> scored_rows(Service& service) {
  rfm::CustomerQuery query;
  query.sort = rfm::CustomerColumn::recency;
  std::vector<Json> rows;
  Json answer = parsed(service.call(customers_request(query)));
  for (Json& row : answer["result"]["rows"]) {
    row.erase("attributes");  // read again, our own columns are attributes too
    row.erase("kind");        // a customer table does not say when customers bought
    row.erase("expected_revenue");
    rows.push_back(std::move(row));
  }
  return rows;
}

class CustomersExport : public testing::TestWithParam<TableFormat> {};

TEST_P(CustomersExport, ReadBackGivesTheSameScores) {
  for (const std::string_view orders : {kOrders, kHostileOrders}) {
    for (const char* language : {"en", "zh-CN"}) {
      Service service;
      ASSERT_TRUE(load(service, orders)["ok"]);
      const Answer exported = service.call(export_customers_request({}, language, GetParam(), ""));
      ASSERT_TRUE(parsed(exported)["ok"]) << exported.json;
      Service again;
      const std::string name = "customers" + std::string(file_extension(GetParam()));
      const Json second = load(again, exported.binary, SIZE_MAX, name.c_str());
      ASSERT_TRUE(second["ok"]) << second.dump(2) << exported.binary;
      EXPECT_EQ(second["result"]["report"]["rfm"]["source"], "customer_table");
      std::vector<Json> first_rows = scored_rows(service);
      if (GetParam() == TableFormat::csv || GetParam() == TableFormat::csv_bom) {
        for (Json& row : first_rows) {
          if (row["id"] == "@dee") row["id"] = "'@dee";  // neutralised
        }
      }
      EXPECT_EQ(first_rows, scored_rows(again));
    }
  }
}

TEST_P(CustomersExport, HoldsTheCustomersThatTheQueryLeaves) {
  Service service;
  ASSERT_TRUE(load(service, kOrders)["ok"]);
  rfm::CustomerQuery query;
  query.search = "an";
  const Answer exported = service.call(export_customers_request(query, "en", GetParam(), ""));
  EXPECT_EQ(parsed(exported)["result"]["rows"], 1);
  EXPECT_EQ(parsed(exported)["result"]["sheets"], 1);
  EXPECT_EQ(exported.binary, service.call(export_customers_request(query, "en", GetParam(), "")).binary);
}

TEST_P(CustomersExport, IsWrittenInStepsBetweenWhichOthersAreServed) {
  constexpr int kCustomers = 21'000;  // more than a step takes
  std::string orders = "order_id,customer_id,order_date,amount\n";
  for (int i = 0; i < kCustomers; ++i) {
    orders += std::to_string(i) + ",c" + std::to_string(i * 7919 % kCustomers) + ",2024-01-0" +
              std::to_string(i % 9 + 1) + "," + std::to_string(i % 97 + 1) + "\n";
  }
  Service service;
  const Json loaded = load(service, orders)["result"]["spec"];
  const std::string question = export_customers_request({}, "en", GetParam(), "");
  const auto written = [&](bool disturbed) {
    std::vector<double> shares;
    Answer answer;
    do {
      answer = service.call(question);
      shares.push_back(parsed(answer)["result"]["share"]);
      if (disturbed) asked(service, "customers", Json::object({{"query", {{"sort", "id"}}}}));
    } while (shares.back() < 1 && answer.binary.empty());
    EXPECT_GT(shares.size(), 1U);
    EXPECT_TRUE(std::is_sorted(shares.begin(), shares.end()));
    EXPECT_EQ(parsed(answer)["result"]["rows"], kCustomers);
    return answer.binary;
  };
  const std::string whole = written(false);
  EXPECT_EQ(written(true), whole);
  EXPECT_LT(parsed(service.call(question))["result"]["share"], 1);
  ASSERT_TRUE(asked(service, "stop_export")["ok"]);
  EXPECT_EQ(written(false), whole) << "stopped, it begins anew";
  EXPECT_LT(parsed(service.call(question))["result"]["share"], 1);
  Spec spec;
  spec.rfm.map = "eleven";
  const Json changed = analyze(service, with_ingest(spec, loaded));
  ASSERT_TRUE(changed["ok"]) << changed.dump(2);
  EXPECT_NE(written(false), whole) << "other scores, another table";
}

INSTANTIATE_TEST_SUITE_P(EveryFormat, CustomersExport,
                         testing::Values(TableFormat::csv, TableFormat::csv_bom, TableFormat::xlsx, TableFormat::json),
                         [](const auto& test) { return std::string(enum_name(test.param)); });

}  // namespace
}  // namespace sluice::engine
