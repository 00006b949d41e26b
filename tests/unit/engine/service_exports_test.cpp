// Files that the service writes: read again by another one, held against the pages of the lists, written in steps.
#include <gtest/gtest.h>

#include <algorithm>

#include "report/message_fields.h"
#include "report/spec_fields.h"
#include "test_support/files.h"
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

class CustomersExport : public testing::TestWithParam<TableFormat> {
 protected:
  static std::string file_name() { return "customers" + std::string(file_extension(GetParam())); }
};

TEST_P(CustomersExport, ReadBackGivesTheSameScores) {
  for (const std::string_view orders : {kOrders, kHostileOrders}) {
    for (const char* language : {"en", "zh-CN"}) {
      Service service;
      ASSERT_TRUE(load(service, orders)["ok"]);
      const Answer file = exported(service, export_customers_request({}, {language, GetParam()}));
      ASSERT_TRUE(parsed(file)["ok"]) << file.json;
      Service again;
      const Json second = load(again, file.binary, SIZE_MAX, file_name().c_str());
      ASSERT_TRUE(second["ok"]) << second.dump(2) << file.binary;
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

/// Customers whose orders, days and lines, sum, mean and margin stand in different orders.
constexpr std::string_view kMeasuredOrders =
    "order_id,customer_id,order_date,amount,cost\n"
    "1,ann,2024-01-05,10.50,2\n"
    "1,ann,2024-01-05,3,2.50\n"
    "2,ann,2024-01-05,1,0.25\n"
    "3,bob,2024-01-06,200,199\n"
    "4,cid,2024-01-07,20,1\n"
    "5,cid,2024-02-07,20,30\n"
    "6,cid,2024-02-09,9,8\n"
    "7,dee,2024-02-20,30,5\n"
    "7,dee,2024-02-20,31,5\n"
    "7,dee,2024-02-20,32,5\n"
    "7,dee,2024-02-20,33,5\n"
    "8,eve,2024-03-01,70,69.99\n"
    "9,eve,2024-03-02,1,0.10\n";

// The file also has the orders, the revenue and the margin: whatever is measured, they are not taken for F and M.
TEST_P(CustomersExport, ReadBackGivesTheSameScoresWhateverIsMeasured) {
  for (const auto frequency :
       {rfm::FrequencyMeasure::orders, rfm::FrequencyMeasure::days, rfm::FrequencyMeasure::lines}) {
    for (const auto monetary : {rfm::MonetaryMeasure::sum, rfm::MonetaryMeasure::mean, rfm::MonetaryMeasure::margin}) {
      for (const char* language : {"en", "zh-CN"}) {
        SCOPED_TRACE(write_json(frequency).dump() + write_json(monetary).dump() + language);
        Spec spec;
        spec.rfm.frequency_measure = frequency;
        spec.rfm.monetary_measure = monetary;
        Service service;
        ASSERT_TRUE(load(service, kMeasuredOrders, SIZE_MAX, "orders.csv", spec)["ok"]);
        const Answer file = exported(service, export_customers_request({}, {language, GetParam()}));
        Service again;
        const Json second = load(again, file.binary, SIZE_MAX, file_name().c_str());
        ASSERT_TRUE(second["ok"]) << second.dump(2) << file.binary;
        EXPECT_EQ(second["result"]["report"]["rfm"]["source"], "customer_table");
        const std::vector<Json> first_rows = scored_rows(service), second_rows = scored_rows(again);
        ASSERT_EQ(first_rows.size(), 5U);
        ASSERT_EQ(second_rows.size(), 5U);
        for (size_t i = 0; i < first_rows.size(); ++i) {
          for (const char* member : {"id", "recency", "frequency", "scores", "weighted", "segment"}) {
            EXPECT_EQ(first_rows[i][member], second_rows[i][member]) << member;
          }
          // A mean without a last decimal is read to six of them.
          EXPECT_NEAR(first_rows[i]["monetary"].get<double>(), second_rows[i]["monetary"].get<double>(), 1e-6);
        }
      }
    }
  }
}

TEST(Exports, TheCustomersHaveTheSameFiguresWhateverIsMeasured) {
  Spec spec;
  spec.rfm.frequency_measure = rfm::FrequencyMeasure::lines;
  spec.rfm.monetary_measure = rfm::MonetaryMeasure::mean;
  Service service;
  ASSERT_TRUE(load(service, kMeasuredOrders, SIZE_MAX, "orders.csv", spec)["ok"]);
  rfm::CustomerQuery query;
  query.sort = rfm::CustomerColumn::id;
  query.descending = false;
  for (const char* language : {"en", "zh-CN"}) {
    const Json rows =
        Json::parse(exported(service, export_customers_request(query, {language, TableFormat::json})).binary);
    const Json& cid = rows[2];
    EXPECT_EQ(cid["customer"], "cid");
    EXPECT_EQ(cid["tenure_days"], 56);  // from the 7th of January to the 3rd of March
    EXPECT_EQ(cid["orders_in_all"], 3);
    EXPECT_EQ(cid["revenue_in_all"], 49);
    EXPECT_EQ(cid["margin_in_all"], 10);
    // Own gaps 31 and 2, medians 16.5 and eve's 1: the typical gap is 8.75.
    EXPECT_EQ(cid["usual_gap_days"], 8.75);
    EXPECT_EQ(cid["silence_to_gap"], 2.6286);  // 23 days
    EXPECT_TRUE(rows[1]["usual_gap_days"].is_null()) << "bob bought once";
  }
}

/// Scores by the cut points of a report, whoever else is there.
Spec with_cuts_of(const Json& report) {
  Spec spec;
  spec.rfm.bins = report["rfm"]["dimensions"][0]["bins"];
  rfm::DimensionSpec* const dimensions[] = {&spec.rfm.recency, &spec.rfm.frequency, &spec.rfm.monetary};
  for (size_t d = 0; d < 3; ++d) {
    *dimensions[d] = {"thresholds", report["rfm"]["dimensions"][d]["cuts"].get<std::vector<double>>()};
  }
  return spec;
}

// A part of the customers is compared with each other and not with the others, so it takes the cut points of all of
// them to score it alike.
TEST_P(CustomersExport, AnAudienceReadBackUnderTheSameCutPointsHasTheSameScores) {
  Service service;
  const Json loaded = load(service, test::repository_file("assets/samples/orders.csv"));
  ASSERT_TRUE(loaded["ok"]) << loaded.dump(2);
  const Json& report = loaded["result"]["report"];
  rfm::CustomerQuery audience;
  audience.sort = rfm::CustomerColumn::id;
  audience.limit = 10'000;
  audience.filter.tiers = {"vip", "key"};
  audience.filter.segments = {report["rfm"]["segments"][0]["id"], report["rfm"]["segments"][1]["id"]};
  const Json wanted = parsed(service.call(customers_request(audience)))["result"];
  ASSERT_GT(wanted["total"], 20);
  ASSERT_LT(wanted["total"], report["rfm"]["all"]["customers"]);

  const Answer file = exported(service, export_customers_request(audience, {"zh-CN", GetParam()}));
  EXPECT_EQ(parsed(file)["result"]["rows"], wanted["total"]);
  Service again;
  const Json second = load(again, file.binary, SIZE_MAX, file_name().c_str(), with_cuts_of(report));
  ASSERT_TRUE(second["ok"]) << second.dump(2);
  audience.filter = {};
  const Json found = parsed(again.call(customers_request(audience)))["result"];
  ASSERT_EQ(found["total"], wanted["total"]);
  for (size_t i = 0; i < found["rows"].size(); ++i) {
    for (const char* member : {"id", "name", "recency", "frequency", "monetary", "scores", "segment"}) {
      EXPECT_EQ(found["rows"][i][member], wanted["rows"][i][member]) << member;
    }
  }
}

TEST_P(CustomersExport, HoldsTheCustomersThatTheQueryLeaves) {
  Service service;
  ASSERT_TRUE(load(service, kOrders)["ok"]);
  rfm::CustomerQuery query;
  query.search = "an";
  const std::string question = export_customers_request(query, {"en", GetParam()});
  const Answer file = exported(service, question);
  EXPECT_EQ(parsed(file)["result"]["rows"], 1);
  EXPECT_EQ(parsed(file)["result"]["sheets"], 1);
  EXPECT_EQ(file.binary, exported(service, question).binary);
}

INSTANTIATE_TEST_SUITE_P(EveryFormat, CustomersExport,
                         testing::Values(TableFormat::csv, TableFormat::csv_bom, TableFormat::xlsx, TableFormat::json),
                         [](const auto& test) { return std::string(enum_name(test.param)); });

// Every table, in every format
// -----------------------------------------------------------------------------------------

constexpr int kSomeCustomers = 1'000;
constexpr int kManyCustomers = 21'000;  // more than a step writes

/// Customers who bought twice, long ago, but for one of them; as many rows that cannot be used.
std::string orders_long_ago(int customers) {
  std::string orders = "order_id,customer_id,order_date,amount\n";
  for (int i = 0; i < customers; ++i) {
    const std::string number = std::to_string(i);
    const std::string customer = ",c" + std::to_string(i * 7919LL % customers);
    const std::string amount = "," + std::to_string(i % 97 + 1) + "." + std::to_string(i % 7) + "\n";
    orders += "a" + number + customer + ",2021-01-0" + std::to_string(i % 9 + 1) + amount;
    orders += "b" + number + customer + ",2021-03-1" + std::to_string(i % 8) + amount;
    orders += "c" + number + ",,2021-03-01,1\n";
  }
  return orders + "last,c0,2022-12-31,1\n";
}

/// A table, its request, and the question for the rows that it shall have; none for the cohorts, which have no pages.
struct TableCase {
  const char* method;
  Json params;
  const char* pages;
};

std::vector<TableCase> tables_with_lists() {
  return {{"export_customers", {{"query", {{"sort", "id"}}}}, "customers"},
          {"export_overdue", {{"query", {{"sort", "id"}, {"descending", false}}}}, "overdue"},
          {"export_flow_customers", {{"query", {{"kind", "comparison"}}}}, "flow_customers"},
          {"export_ledger_rows", {{"entry", "used"}}, "ledger_rows"},
          {"export_ledger_rows", {{"entry", "scored"}}, "ledger_rows"},
          {"export_ledger_rows", {{"entry", "reject.blank_customer"}}, "ledger_rows"},
          {"export_rejects", Json::object(), "rejects"}};
}

std::string in_format(const TableCase& table, TableFormat format) {
  Json params = table.params;
  params["format"] = write_json(format);
  return request(table.method, params);
}

/// The rows of a list, page by page.
std::vector<Json> listed(Service& service, const TableCase& table) {
  std::vector<Json> rows;
  for (uint64_t total = 1; rows.size() < total;) {
    Json params = table.params;
    Json& page = params.contains("query") ? params["query"] : params;
    page["offset"] = rows.size();
    page["limit"] = 10'000;
    const Json answer = asked(service, table.pages, params);
    EXPECT_TRUE(answer["ok"].get<bool>()) << answer.dump(2);
    total = answer["result"]["total"];
    for (const Json& row : answer["result"]["rows"]) rows.push_back(row);
  }
  return rows;
}

/// Whether a row of a file speaks of the same as a row of the list.
void expect_same(const Json& file, const Json& row) {
  if (!row.contains("line")) {
    EXPECT_EQ(file["customer"], row["id"]);
  } else if (row.value("raw", "").empty()) {
    EXPECT_EQ(file["line"], row["line"]);
    EXPECT_EQ(file["customer"], row["customer"]);
    EXPECT_EQ(file["amount"], row["amount"]);
  } else {
    EXPECT_EQ(file["line"], row["line"]);
    EXPECT_EQ(file["row as read"], row["raw"]);
  }
}

TEST(Exports, EveryTableHasTheRowsOfItsList) {
  Service service;
  ASSERT_TRUE(load(service, orders_long_ago(kSomeCustomers))["ok"]);
  for (const TableCase& table : tables_with_lists()) {
    SCOPED_TRACE(table.method + table.params.dump());
    const std::vector<Json> rows = listed(service, table);
    const Json file = Json::parse(exported(service, in_format(table, TableFormat::json)).binary);
    EXPECT_GE(rows.size(), kSomeCustomers - 1);
    ASSERT_EQ(file.size(), rows.size());
    for (size_t i = 0; i < rows.size(); ++i) expect_same(file[i], rows[i]);
  }
}

TEST(Exports, EveryFileIsWrittenInStepsBetweenWhichOthersAreServed) {
  Service service;
  ASSERT_TRUE(load(service, orders_long_ago(kManyCustomers))["ok"]);
  const auto disturb = [&] {
    asked(service, "customers", {{"query", {{"sort", "monetary"}, {"descending", false}}}});
    asked(service, "flow_customers", {{"query", {{"kind", "migration"}}}});
  };
  for (const TableCase& table : tables_with_lists()) {
    for (const TableFormat format : {TableFormat::csv, TableFormat::xlsx}) {
      const std::string question = in_format(table, format);
      SCOPED_TRACE(question);
      const Steps steps = in_steps(service, question);
      EXPECT_GT(steps.shares.size(), 1U);
      EXPECT_TRUE(std::is_sorted(steps.shares.begin(), steps.shares.end()));
      EXPECT_EQ(parsed(steps.answer)["result"]["rows"], asked(service, table.pages, table.params)["result"]["total"]);
      EXPECT_EQ(in_steps(service, question, disturb).answer.binary, steps.answer.binary);

      const Answer begun = service.call(question);
      EXPECT_LT(parsed(begun)["result"]["share"], 1);
      EXPECT_TRUE(begun.binary.empty());
      EXPECT_TRUE(parsed(begun)["result"]["rows"].is_null());
      ASSERT_TRUE(asked(service, "stop_export")["ok"]);
      EXPECT_EQ(parsed(service.call(question)), parsed(begun)) << "stopped, it begins anew";
    }
  }
}

TEST(Exports, OtherSegmentsAreAnotherFile) {
  Service service;
  const Json loaded = load(service, orders_long_ago(kManyCustomers))["result"]["spec"];
  for (const TableCase& table : tables_with_lists()) {
    SCOPED_TRACE(table.method + table.params.dump());
    const std::string question = in_format(table, TableFormat::csv);
    const auto analyze_under = [&](const char* map) {
      Spec spec;
      spec.rfm.map = map;
      ASSERT_TRUE(analyze(service, with_ingest(spec, loaded))["ok"]);
    };
    analyze_under("eleven");
    const std::string eleven = exported(service, question).binary;
    analyze_under("grid");
    EXPECT_LT(parsed(service.call(question))["result"]["share"], 1);
    analyze_under("eleven");
    EXPECT_EQ(exported(service, question).binary, eleven) << "nothing of the former segments is left";
  }
}

TEST(Exports, AMarkBeforeTheTextIsAllThatExcelNeeds) {
  Service service;
  ASSERT_TRUE(load(service, kHostileOrders)["ok"]);
  std::vector<TableCase> tables = tables_with_lists();
  tables.push_back({"export_cohorts", Json::object(), ""});
  for (const TableCase& table : tables) {
    if (table.params.value("entry", "").starts_with("reject")) continue;  // no such entry here
    const std::string plain = exported(service, in_format(table, TableFormat::csv)).binary;
    EXPECT_FALSE(plain.empty()) << table.method;
    EXPECT_EQ(exported(service, in_format(table, TableFormat::csv_bom)).binary, "\xEF\xBB\xBF" + plain);
    EXPECT_TRUE(exported(service, in_format(table, TableFormat::xlsx)).binary.starts_with("PK\3\4"));
    EXPECT_EQ(plain.find(",=") + 1, 0U) << "no cell runs";
  }
}

TEST(Exports, TheReportIsMadeAPartAtATime) {
  Service service;
  ASSERT_TRUE(load(service, kOrders)["ok"]);
  const std::string question = export_report_request("");
  const Steps steps = in_steps(service, question);
  EXPECT_GT(steps.shares.size(), 5U);
  EXPECT_TRUE(std::is_sorted(steps.shares.begin(), steps.shares.end()));
  EXPECT_TRUE(parsed(steps.answer)["result"]["rows"].is_null());
  const Json report = Json::parse(steps.answer.binary);
  for (const char* part : {"funnel", "cohorts", "rhythm", "clusters", "migration", "comparison", "scatter"}) {
    EXPECT_FALSE(report[part].is_null()) << part;
  }
  const auto disturb = [&] { asked(service, "cohorts"); };
  EXPECT_EQ(in_steps(service, question, disturb).answer.binary, steps.answer.binary);
}

}  // namespace
}  // namespace sluice::engine
