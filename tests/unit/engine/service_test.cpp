#include "engine/service.h"

#include <gtest/gtest.h>

#include "report/message_fields.h"
#include "test_support/files.h"

namespace sluice::engine {
namespace {

constexpr std::string_view kOrders =
    "order_id,customer_id,order_date,amount\n"
    "1,ann,2024-01-05,10.50\n"
    "2,bob,2024-01-06,20\n"
    "3,ann,2024-02-01,5.25\n"
    "4,,2024-02-02,9\n"
    "5,cid,2024-02-30,9\n"
    "6,dee,2024-03-01,7\n";

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

Json parsed(const Answer& answer) { return Json::parse(answer.json); }

std::string request(std::string_view method, const Json& params) {
  return dump_json(Json::object({{"method", method}, {"params", params}}), -1);
}

/// Loads one file in chunks of `chunk` bytes; the answer of the first step that fails, or of load_end.
Json load(Service& service, std::string_view text, size_t chunk = SIZE_MAX, const char* name = "orders.csv",
          const Spec& spec = {}) {
  const Json files = Json::array({Json::object({{"name", name}, {"size", text.size()}})});
  const Json begun =
      parsed(service.call(request("load_begin", Json::object({{"files", files}, {"spec", write_json(spec)}}))));
  if (!begun["ok"]) return begun;
  for (size_t at = 0; at < text.size(); at += std::min(chunk, text.size() - at)) {
    const Json taken = parsed(service.chunk(0, bytes_of(text.substr(at, chunk))));
    if (!taken["ok"]) return taken;
  }
  return parsed(service.call(request("load_end", Json::object())));
}

Json analyze(Service& service, const Json& spec) {
  return parsed(service.call(request("analyze", Json::object({{"spec", spec}}))));
}

std::string report_of(Service& service) { return service.call(request("export_report", Json::object())).binary; }

TEST(Service, LoadsScoresAndReports) {
  Service service;
  const Json answer = load(service, kOrders);
  ASSERT_TRUE(answer["ok"]) << answer.dump(2);
  const Json& report = answer["result"]["report"];
  EXPECT_EQ(report["import"]["rows_read"], 6);
  EXPECT_EQ(report["import"]["rows_kept"], 4);
  EXPECT_EQ(report["import"]["rows_rejected"], 2);
  EXPECT_EQ(report["rfm"]["snapshot"], "2024-03-02");
  EXPECT_EQ(report["rfm"]["all"]["customers"], 3);
  EXPECT_EQ(report["rfm"]["all"]["revenue"], 42.75);
  EXPECT_EQ(report["funnel"]["source"], "orders");
  EXPECT_EQ(report["funnel"]["steps"][0]["count"], 3.0);
  EXPECT_EQ(report["funnel"]["steps"][1]["count"], 1.0);
}

TEST(Service, TheExampleInTheDocumentationIsWhatTheEngineSays) {
  const std::string page = test::repository_file("docs/report.md");
  const std::string rows = test::first_block(page, "csv") + "\n";
  Service service;
  ASSERT_TRUE(load(service, rows, SIZE_MAX, "tiny.csv")["ok"]);
  EXPECT_EQ(report_of(service), test::first_block(page, "json") + "\n");
}

TEST(Service, ReadsOnInPiecesOrAtTheEnd) {
  Service service;
  EXPECT_EQ(parsed(service.call(R"({"method":"load_on"})"))["error"]["code"], "bad_request");
  const Json files = Json::array({Json::object({{"name", "orders.csv"}, {"size", kOrders.size()}})});
  ASSERT_TRUE(parsed(service.call(request("load_begin", Json::object({{"files", files}}))))["ok"]);
  ASSERT_TRUE(parsed(service.chunk(0, bytes_of(kOrders)))["ok"]);
  const Json on = parsed(service.call(R"({"method":"load_on"})"));
  ASSERT_TRUE(on["ok"]);
  EXPECT_EQ(on["result"]["reads_on"], false);  // text has been read already
  ASSERT_TRUE(parsed(service.call(R"({"method":"load_end"})"))["ok"]);

  const std::string broken = "PK\3\4 and no directory";
  ASSERT_TRUE(parsed(service.call(request("load_begin", Json::object({{"files", files}}))))["ok"]);
  ASSERT_TRUE(parsed(service.chunk(0, bytes_of(broken)))["ok"]);
  EXPECT_EQ(parsed(service.call(R"({"method":"load_on"})"))["error"]["code"], "damaged_file");
  EXPECT_EQ(parsed(service.call(R"({"method":"load_end"})"))["error"]["code"], "bad_request");
}

TEST(Service, AnAttributeFiltersEveryAnswerWithoutReadingAgain) {
  Service service;
  const std::string_view rows =
      "customer_id,order_date,amount,city\n"
      "ann,2024-01-05,10,Rome\nbob,2024-01-06,20,Oslo\nann,2024-02-01,5,\ndee,2024-03-01,7,Rome\n";
  const Json loaded = load(service, rows);
  ASSERT_TRUE(loaded["ok"]) << loaded.dump(2);
  Json spec = loaded["result"]["spec"];
  spec["filter"]["attributes"] =
      Json::array({Json::object({{"attribute", "city"}, {"values", Json::array({"Rome"})}})});
  const Json filtered = analyze(service, spec);
  ASSERT_TRUE(filtered["ok"]) << filtered.dump(2);
  EXPECT_EQ(filtered["result"]["report"]["rfm"]["selection"]["customers"], 2);
  EXPECT_EQ(filtered["result"]["report"]["rfm"]["selection"]["revenue"], 22.0);
  EXPECT_EQ(filtered["result"]["report"]["funnel"]["steps"][0]["count"], 2.0);
  const Json query = Json::object({{"filter", spec["filter"]}, {"sort", "id"}, {"descending", false}});
  const Json page = parsed(service.call(request("customers", Json::object({{"query", query}}))));
  ASSERT_EQ(page["result"]["total"], 2);
  EXPECT_EQ(page["result"]["rows"][0]["id"], "ann");
  EXPECT_EQ(page["result"]["rows"][0]["attributes"], Json::array({"Rome"}));
  spec["filter"]["attributes"][0]["values"] = Json::array({"Mars"});
  EXPECT_EQ(analyze(service, spec)["error"]["place"]["pointer"], "/filter/attributes/0/values/0");
}

TEST(Service, CustomersAloneAreLoadedThoughThereIsNothingToScore) {
  Service service;
  const Json loaded = load(service, "customer,city\nann,Rome\nbob,Oslo\n", SIZE_MAX, "people.csv");
  ASSERT_TRUE(loaded["ok"]) << loaded.dump(2);
  EXPECT_EQ(loaded["result"]["report"]["import"]["joins"][0]["customers"], 2);
  EXPECT_TRUE(loaded["result"]["report"]["rfm"].is_null());
}

// What was understood comes with the error, so that the page can ask for the rest.
TEST(Service, AFileWithoutAColumnIsRefusedWithItsColumns) {
  Service service;
  const Json refused = load(service, "customer,amount\nann,10\nbob,20\n");
  ASSERT_FALSE(refused["ok"]);
  EXPECT_EQ(refused["error"]["code"], "columns_not_found");
  const Json& columns = refused["error"]["understood"]["columns"];
  ASSERT_EQ(columns.size(), 2U);
  EXPECT_EQ(columns[0]["name"], "customer");
  EXPECT_EQ(columns[0]["role"], "customer");
  EXPECT_EQ(columns[1]["role"], "amount");
}

TEST(Service, OneChoiceOpensAFileThatWasRefused) {
  Service service;
  const std::string_view rows = "who,when it was,what\nann,2024-01-05,x 1\nbob,2024-01-06,x 2\n";
  ASSERT_FALSE(load(service, "\x89PNG\r\n\x1a\n", SIZE_MAX)["error"]["understood"].is_object());
  const Json refused = load(service, rows, SIZE_MAX, "visits.csv");
  ASSERT_FALSE(refused["ok"]);
  const Json& columns = refused["error"]["understood"]["columns"];
  ASSERT_EQ(columns.size(), 3U);
  Spec spec;
  spec.ingest.files.push_back({});
  spec.ingest.files[0].name = "visits.csv";
  using ingest::Role;
  for (const auto& [column, role] :
       {std::pair{"who", Role::customer}, {"when it was", Role::time}, {"what", Role::event}})
    spec.ingest.files[0].columns.push_back({column, role});
  EXPECT_TRUE(load(service, rows, SIZE_MAX, "visits.csv", spec)["ok"]);
}

TEST(Service, ReturnsOnlyNameTheRuleThatWouldCountThem) {
  Service service;
  const std::string_view rows = "order_id,customer_id,order_date,amount\n1,ann,2024-01-05,-10\n2,bob,2024-01-06,-5\n";
  const Json refused = load(service, rows);
  ASSERT_FALSE(refused["ok"]);
  EXPECT_EQ(refused["error"]["place"]["pointer"], "/rfm/returns");
  Spec spec;
  spec.rfm.returns = rfm::ReturnsRule::keep;
  EXPECT_TRUE(load(service, rows, SIZE_MAX, "orders.csv", spec)["ok"]);
}

TEST(Service, NoChunkSizeChangesTheReport) {
  Service whole;
  load(whole, kOrders);
  const std::string expected = report_of(whole);
  ASSERT_FALSE(expected.empty());
  for (const size_t chunk : {1U, 2U, 3U, 7U, 64U}) {
    Service service;
    load(service, kOrders, chunk);
    EXPECT_EQ(report_of(service), expected) << chunk;
  }
}

TEST(Service, TheAnsweredSpecGivesTheSameReportAgain) {
  Service service;
  const Json answer = load(service, kOrders);
  const Result<Spec> spec = parse_spec(answer["result"]["spec"].dump());
  ASSERT_TRUE(spec.has_value()) << spec.error().to_string();
  Service again;
  const Json second = load(again, kOrders, SIZE_MAX, "orders.csv", *spec);
  ASSERT_TRUE(second["ok"]) << second.dump(2);
  EXPECT_EQ(second["result"]["spec"], answer["result"]["spec"]);
  EXPECT_EQ(second["result"]["report"]["rfm"], answer["result"]["report"]["rfm"]);
}

TEST(Service, QuestionsBeforeAFileAreAnsweredWithNoDataset) {
  Service service;
  for (const char* method : {"analyze", "customers", "customer", "rejects", "export_customers", "export_report"}) {
    EXPECT_EQ(parsed(service.call(request(method, Json::object())))["error"]["code"], "no_dataset") << method;
  }
}

TEST(Service, BadRequestsAreRefused) {
  Service service;
  EXPECT_EQ(parsed(service.call("{"))["error"]["code"], "bad_json");
  EXPECT_EQ(parsed(service.call("[1]"))["error"]["code"], "bad_request");
  EXPECT_EQ(parsed(service.call(R"({"method":"fly"})"))["error"]["code"], "bad_request");
  EXPECT_EQ(parsed(service.call(R"({"method":"load_begin"})"))["error"]["code"], "bad_request");
  EXPECT_EQ(parsed(service.call(R"({"method":"load_end"})"))["error"]["code"], "bad_request");
  EXPECT_EQ(parsed(service.chunk(0, bytes_of("a,b\n")))["error"]["code"], "bad_request");
  const Json wrong = parsed(service.call(R"({"method":"rejects","params":{"offset":-1}})"));
  EXPECT_EQ(wrong["error"]["code"], "bad_spec");
  EXPECT_EQ(wrong["error"]["place"]["pointer"], "/offset");
}

TEST(Service, AFailedLoadLeavesTheFormerDataset) {
  Service service;
  load(service, kOrders);
  const std::string before = report_of(service);
  EXPECT_FALSE(load(service, "just one column\n1\n2\n")["ok"].get<bool>());
  EXPECT_FALSE(load(service, "")["ok"].get<bool>());
  EXPECT_EQ(report_of(service), before);
}

TEST(Service, AFailedAnalysisLeavesEverything) {
  Service service;
  Json spec = load(service, kOrders)["result"]["spec"];
  const std::string before = report_of(service);
  spec["filter"]["segments"] = Json::array({"nobody"});
  EXPECT_EQ(analyze(service, spec)["error"]["code"], "bad_spec");
  spec["filter"]["segments"] = Json::array();
  spec["ingest"]["files"][0]["encoding"] = "utf-16le";
  EXPECT_EQ(analyze(service, spec)["error"]["place"]["pointer"], "/ingest");
  EXPECT_EQ(report_of(service), before);
}

TEST(Service, AFilterChangesFiguresButNoScore) {
  Service service;
  Json spec = load(service, kOrders)["result"]["spec"];
  spec["filter"]["tiers"] = Json::array({"vip"});
  const Json answer = analyze(service, spec);
  ASSERT_TRUE(answer["ok"]) << answer.dump(2);
  const Json& rfm = answer["result"]["report"]["rfm"];
  EXPECT_EQ(rfm["all"]["customers"], 3);
  EXPECT_LT(rfm["selection"]["customers"], 3);
  EXPECT_EQ(answer["result"]["report"]["funnel"]["steps"][0]["count"], rfm["selection"]["customers"].get<double>());
}

TEST(Service, CustomersArePagedWithoutOverlap) {
  Service service;
  load(service, kOrders);
  std::vector<std::string> seen;
  for (uint64_t offset = 0; offset < 5; ++offset) {
    rfm::CustomerQuery query;
    query.sort = rfm::CustomerColumn::id;
    query.descending = false;
    query.offset = offset;
    query.limit = 1;
    const Json page = parsed(service.call(customers_request(query)))["result"];
    EXPECT_EQ(page["total"], 3);
    for (const Json& row : page["rows"]) seen.push_back(row["id"]);
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"ann", "bob", "dee"}));
}

TEST(Service, ExplainsOneCustomer) {
  Service service;
  load(service, kOrders);
  const Json answer = parsed(service.call(customer_request("ann")));
  ASSERT_TRUE(answer["ok"]) << answer.dump(2);
  EXPECT_EQ(answer["result"]["customer"]["monetary"], 15.75);
  EXPECT_EQ(answer["result"]["purchases"].size(), 2U);
  EXPECT_EQ(parsed(service.call(customer_request("zed")))["error"]["code"], "not_found");
}

TEST(Service, RejectsAreShownAndExported) {
  Service service;
  load(service, kOrders);
  const Json page = parsed(service.call(rejects_request(0, 10)))["result"];
  ASSERT_EQ(page["total"], 2);
  EXPECT_EQ(page["rows"][0]["line"], 5);
  EXPECT_EQ(page["rows"][0]["reason"], "blank_customer");
  EXPECT_EQ(page["rows"][1]["line"], 6);
  EXPECT_EQ(page["rows"][1]["reason"], "impossible_date");
  const Answer csv = service.call(export_rejects_request("zh-CN", ""));
  EXPECT_NE(csv.binary.find("orders.csv,6,"), std::string::npos) << csv.binary;
}

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
  for (Json& row : parsed(service.call(customers_request(query)))["result"]["rows"]) {
    row.erase("attributes");  // read again, our own columns are attributes too
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

INSTANTIATE_TEST_SUITE_P(EveryFormat, CustomersExport,
                         testing::Values(TableFormat::csv, TableFormat::csv_bom, TableFormat::xlsx, TableFormat::json),
                         [](const auto& info) { return std::string(enum_name(info.param)); });

TEST(Service, ThePublishedTableComesOutExactly) {
  const std::string table = test::repository_file("assets/samples/seed_rfm_100.csv");
  ASSERT_FALSE(table.empty());
  Service service;
  const Json loaded = load(service, table, SIZE_MAX, "seed_rfm_100.csv");
  ASSERT_TRUE(loaded["ok"]) << loaded.dump(2);
  rfm::CustomerQuery query;
  query.limit = 100;
  const Json page = parsed(service.call(customers_request(query)))["result"];
  ASSERT_EQ(page["rows"].size(), 100U);
  size_t compared = 0;
  for (const Json& row : page["rows"]) {
    // The table's own last columns: R grade, F grade, M grade, class code, weighted score.
    const size_t at = table.find("\n" + row["id"].get<std::string>() + ",");
    ASSERT_NE(at, std::string::npos) << row["id"];
    const std::string line = table.substr(at + 1, table.find_first_of("\r\n", at + 1) - at - 1);
    char expected[40];
    const Json& s = row["scores"];
    const int r = s[0], f = s[1], m = s[2];
    std::snprintf(expected, sizeof expected, ",%d,%d,%d,%d%d%d,", r, f, m, r, f, m);
    ASSERT_NE(line.find(expected), std::string::npos) << line << " got " << expected;
    const double score = std::stod(line.substr(line.rfind(',') + 1));
    EXPECT_EQ(std::lround(row["weighted"].get<double>() * 100), std::lround(score * 100)) << line;
    ++compared;
  }
  EXPECT_EQ(compared, 100U);
}

}  // namespace
}  // namespace sluice::engine
