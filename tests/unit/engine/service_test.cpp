#include "engine/service.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "report/message_fields.h"
#include "test_support/files.h"
#include "unit/engine/service_fixture.h"

namespace sluice::engine {
namespace {

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
  EXPECT_EQ(report["funnel_sources"], Json::array({"orders"}));
  EXPECT_EQ(report["funnel"], nullptr) << "is asked for on its own";
  const Json funnel = asked(service, "funnel")["result"];
  EXPECT_EQ(funnel["source"], "orders");
  EXPECT_EQ(funnel["steps"][0]["count"], 3.0);
  EXPECT_EQ(funnel["steps"][1]["count"], 1.0);
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
  EXPECT_EQ(asked(service, "funnel")["result"]["steps"][0]["count"], 2.0);
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
  for (const char* method : {"analyze", "customers", "customer", "rejects", "export_customers", "export_report",
                             "migration", "comparison", "flow_customers", "export_flow_customers"}) {
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
  const Json customers = parsed(service.call(customers_request({})));
  spec["filter"]["segments"] = Json::array({"nobody"});
  spec["rfm"]["map"] = "eight";  // would be scored before the filter fails
  EXPECT_EQ(analyze(service, spec)["error"]["code"], "bad_spec");
  EXPECT_EQ(parsed(service.call(customers_request({}))), customers);
  spec["rfm"]["map"] = "grid";
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
  EXPECT_EQ(asked(service, "funnel")["result"]["steps"][0]["count"], rfm["selection"]["customers"].get<double>());
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

TEST(Service, CohortsAreThoseOfThePresentSpec) {
  Service service;
  const Json loaded = load(service, kOrders)["result"]["spec"];
  const auto cohorts = [&] { return parsed(service.call(R"({"method":"cohorts"})"))["result"]; };
  EXPECT_EQ(cohorts()["period"], "month");
  EXPECT_EQ(cohorts()["cohorts"].size(), 3);
  EXPECT_EQ(cohorts()["cohorts"][0]["figures"]["active"], Json::array({2, 1, 0}));
  const std::string report = report_of(service);
  Spec spec;
  spec.cohorts.period = rfm::CohortPeriod::quarter;
  spec.cohorts.measure = rfm::CohortMeasure::revenue;
  ASSERT_TRUE(analyze(service, with_ingest(spec, loaded))["ok"]);
  EXPECT_EQ(cohorts()["cohorts"].size(), 1);
  EXPECT_NE(report_of(service), report);
  ASSERT_TRUE(analyze(service, with_ingest(Spec{}, loaded))["ok"]);
  EXPECT_EQ(report_of(service), report);

  spec.filter.cohorts = {"2024-03"};
  ASSERT_TRUE(analyze(service, with_ingest(spec, loaded))["ok"]);
  EXPECT_EQ(Json::parse(report_of(service))["rfm"]["selection"]["customers"], 1);
  EXPECT_EQ(cohorts()["customers"], 3) << "the map keeps what was not chosen";
  const Answer csv = service.call(R"({"method":"export_cohorts","params":{"language":"zh-CN"}})");
  EXPECT_EQ(parsed(csv)["result"]["rows"], std::count(csv.binary.begin(), csv.binary.end(), '\n') - 1);
  EXPECT_NE(csv.binary.find("留存率"), std::string::npos);
}

TEST(Service, ProspectsAreListedWithWhatATableOfCustomersSaysOfThem) {
  Service service;
  const std::string orders = "order,customer,date,amount\n1,ann,2024-01-05,10\n2,bob,2024-02-06,20\n";
  const std::string customers = "customer,name,city\nann,Ann,Rome\nbob,Bob,Oslo\ncid,Cid,Rome\ndee,,\n";
  const Json files = Json::array({Json::object({{"name", "orders.csv"}, {"size", orders.size()}}),
                                  Json::object({{"name", "customers.csv"}, {"size", customers.size()}})});
  ASSERT_TRUE(asked(service, "load_begin", {{"files", files}})["ok"]);
  ASSERT_TRUE(parsed(service.chunk(0, bytes_of(orders)))["ok"]);
  ASSERT_TRUE(parsed(service.chunk(1, bytes_of(customers)))["ok"]);
  const Json loaded = parsed(in_steps(service, request("load_end", Json::object())).answer);
  ASSERT_TRUE(loaded["ok"]) << loaded.dump(2);
  EXPECT_EQ(loaded["result"]["report"]["rfm"]["prospects"], 2);
  const Json page = asked(service, "prospects")["result"];
  EXPECT_EQ(page["total"], 2);
  EXPECT_EQ(page["rows"][0], (Json{{"id", "cid"}, {"name", "Cid"}, {"attributes", Json::array({"Rome"})}}));
  EXPECT_EQ(page["rows"][1], (Json{{"id", "dee"}, {"name", ""}, {"attributes", Json::array({""})}}));
  const Answer csv = service.call(R"({"method":"export_prospects","params":{"language":"zh-CN"}})");
  EXPECT_EQ(csv.binary.substr(csv.binary.find('\n') + 1), "cid,Cid,Rome\r\ndee,,\r\n") << csv.binary;
  Json spec = loaded["result"]["spec"];
  spec["filter"]["attributes"] = Json::array({{{"attribute", "city"}, {"values", Json::array({"Rome"})}}});
  ASSERT_TRUE(analyze(service, spec)["ok"]);
  EXPECT_EQ(asked(service, "prospects")["result"]["total"], 1);
}

TEST(Service, ProspectsAreAskedForOnlyWhereSomebodyHasBought) {
  Service service;
  ASSERT_TRUE(load(service, "customer,event,time\nann,view,2024-01-01 10:00:00\n", SIZE_MAX, "events.csv")["ok"]);
  EXPECT_EQ(asked(service, "prospects")["error"]["code"], "not_applicable");
}

TEST(Service, TheOverdueFollowTheFilterAndTheThreshold) {
  Service service;
  std::string text(kOrders);
  text += "7,eve,2024-01-01,5\n8,eve,2024-01-03,6\n";
  const Json loaded = load(service, text)["result"]["spec"];
  const auto overdue = [&] {
    return parsed(service.call(R"({"method":"overdue","params":{"query":{"sort":"ratio"}}})"))["result"];
  };
  // Gaps: ann 27 days, eve 2; the typical gap is 14.5. Up to the 2nd of March ann is silent for 30 days, eve for 59.
  const Json rhythm = parsed(service.call(R"({"method":"rhythm"})"))["result"];
  EXPECT_EQ(rhythm["typical_gap"], 14.5);
  EXPECT_EQ(rhythm["overdue"], 1);
  ASSERT_EQ(overdue()["total"], 1);
  EXPECT_EQ(overdue()["rows"][0]["id"], "eve");
  EXPECT_EQ(overdue()["rows"][0]["at_stake"], 11.0);
  // The median of 27 and 14.5 is 20.75: of one customer it is the same, overdue or not.
  const auto of_ann = [&] { return parsed(service.call(customer_request("ann")))["result"]["rhythm"]; };
  EXPECT_EQ(of_ann()["usual_gap"], 20.75);
  EXPECT_EQ(of_ann()["silence"], 30);
  EXPECT_EQ(of_ann()["overdue"], false);
  EXPECT_EQ(parsed(service.call(customer_request("bob")))["result"]["rhythm"]["usual_gap"], Json());
  Spec spec;
  spec.rhythm.overdue_at = 1.25;
  ASSERT_TRUE(analyze(service, with_ingest(spec, loaded))["ok"]);
  EXPECT_EQ(overdue()["total"], 2);
  EXPECT_EQ(of_ann()["overdue"], true) << "who is asked for is judged by the present threshold";
  spec.filter.cohorts = {"2024-W02"};  // nobody
  ASSERT_TRUE(analyze(service, with_ingest(spec, loaded))["ok"]);
  EXPECT_EQ(overdue()["total"], 0);
  spec.rhythm.overdue_at = 0.5;
  EXPECT_EQ(analyze(service, with_ingest(spec, loaded))["error"]["place"]["pointer"], "/rhythm/overdue_at");
  const Answer csv = service.call(R"({"method":"export_overdue","params":{"query":{}}})");
  EXPECT_EQ(parsed(csv)["result"]["rows"], 0);
}

TEST(Service, ACustomerTableHasNoCohortsAndNoRhythm) {
  Service service;
  ASSERT_TRUE(load(service, "customer,recency,frequency,monetary\nann,3,2,10\nbob,9,1,5\n")["ok"]);
  for (const char* method : {"cohorts", "rhythm", "overdue", "export_cohorts", "export_overdue"}) {
    const Json answer = parsed(service.call(request(method, Json::object())));
    EXPECT_EQ(answer["error"]["code"], "not_applicable") << method;
  }
  EXPECT_TRUE(Json::parse(report_of(service))["cohorts"].is_null());
}

TEST(Service, ThePlaneOfAllCustomersFollowsTheFilterAndTheLassoEveryAnswer) {
  Service service;
  const Json loaded = load(service, kOrders)["result"]["spec"];
  const auto scatter = [&] { return parsed(service.call(scatter_request()))["result"]; };
  const Json all = scatter();
  EXPECT_EQ(all["x"]["dimension"], "frequency");
  const uint64_t customers = all["customers"];
  EXPECT_GT(customers, 1u);
  EXPECT_EQ(all["selected"], customers);
  Spec spec;
  spec.scatter = {"recency", "monetary"};
  ASSERT_TRUE(analyze(service, with_ingest(spec, loaded))["ok"]);
  EXPECT_EQ(scatter()["x"]["dimension"], "recency");
  // Around everybody who came once.
  spec.filter.lasso = rfm::Lasso{"frequency",
                                 "recency",
                                 rfm::AxisScale::linear,
                                 rfm::AxisScale::logarithmic,
                                 {{0.5, 0}, {1.5, 0}, {1.5, 1e4}, {0.5, 1e4}}};
  const Json answer = analyze(service, with_ingest(spec, loaded));
  ASSERT_TRUE(answer["ok"]);
  const uint64_t left = answer["result"]["report"]["rfm"]["selection"]["customers"];
  EXPECT_GT(left, 0u);
  EXPECT_LT(left, customers);
  EXPECT_EQ(scatter()["customers"], customers);
  EXPECT_EQ(scatter()["selected"], left);
  rfm::CustomerQuery query;
  query.filter = spec.filter;
  EXPECT_EQ(parsed(service.call(customers_request(query)))["result"]["total"], left);
  const Answer table = service.call(export_customers_request(query, {"en", TableFormat::csv, "customers.csv"}));
  EXPECT_EQ(parsed(table)["result"]["rows"], left);
  EXPECT_EQ(Json::parse(report_of(service))["scatter"]["selected"], left);
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
  const Answer csv = service.call(export_rejects_request({"zh-CN", TableFormat::csv_bom}));
  EXPECT_NE(csv.binary.find("orders.csv,6,"), std::string::npos) << csv.binary;
}

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
