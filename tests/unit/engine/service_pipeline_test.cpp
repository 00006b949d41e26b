// The sales pipeline through the door: its report, the list of rotten opportunities and its file, what is kept and what
// is forgotten when the spec changes.
#include <map>

#include <gtest/gtest.h>

#include "report/messages.h"
#include "test_support/files.h"
#include "unit/engine/service_fixture.h"

namespace sluice::engine {
namespace {

// As of 2024-02-01. Open for longer than 10 days: A1 to A4.
constexpr std::string_view kTable =
    "opportunity_id,account,owner,stage,status,amount,created,closed\n"
    "A1,Rome,Ann,Lead,Open,50,2024-01-01,\n"
    "A2,Oslo,Bob,Lead,Open,,2024-01-05,\n"
    "A3,,Ann,Talk,Open,900,2024-01-03,\n"
    "A4,Bonn,,Talk,Open,-5,2024-01-02,\n"
    "A5,Bonn,Ann,Talk,Open,7,2024-01-30,\n"
    "A6,Bonn,Bob,Talk,Won,7,2024-01-01,2024-01-31\n"
    "A7,Rome,Bob,Lead,Lost,3,2024-01-01,2024-01-04\n";

class PipelineService : public testing::Test {
 protected:
  void open(std::string_view table, const char* name = "opportunities.csv") {
    const Json loaded = load(service_, table, SIZE_MAX, name);
    ASSERT_TRUE(loaded["ok"]) << loaded.dump(2);
    spec_ = loaded["result"]["spec"];
  }
  Json result(const char* method, const Json& params = Json::object()) {
    const Json answer = asked(service_, method, params);
    EXPECT_TRUE(answer["ok"].get<bool>()) << answer.dump(2);
    return answer["result"];
  }
  Json pipeline() { return result("pipeline"); }
  /// The rotten ones by their numbers.
  std::string rotten(const char* sort, bool descending = true) {
    std::string ids;
    const Json page = result("rotten", {{"query", {{"sort", sort}, {"descending", descending}}}});
    for (const Json& row : page["rows"]) ids += row["id"].get<std::string>() + " ";
    return ids;
  }
  void choose(const Json& spec) {
    const Json answer = analyze(service_, spec);
    ASSERT_TRUE(answer["ok"].get<bool>()) << answer.dump(2);
  }
  Json limited(int days) const {
    Json spec = spec_;
    spec["pipeline"]["rotten_days"] = days;
    return spec;
  }

  Service service_;
  Json spec_;
};

TEST_F(PipelineService, TellsWhatIsOpenAndFollowsTheSpec) {
  open(kTable);
  const Json first = pipeline();
  EXPECT_EQ(first["as_of"], "2024-02-01");
  EXPECT_EQ(first["totals"]["open"], 5);
  EXPECT_EQ(first["totals"]["won"], 1);
  EXPECT_EQ(first["totals"]["open_value"], 952.0);
  EXPECT_EQ(pipeline(), first) << "asked again";

  Json spec = spec_;
  spec["pipeline"]["stages"] = Json::array({{{"stage", "Lead"}, {"probability", 0.1}}});
  choose(spec);
  const Json given = pipeline();
  EXPECT_EQ(given["stages"][0]["probability"]["value"], 0.1);
  EXPECT_TRUE(given["stages"][0]["probability"]["given"].get<bool>());
  EXPECT_NE(given["weighted_value"]["value"], first["weighted_value"]["value"]);

  choose(spec_);
  EXPECT_EQ(pipeline(), first) << "back again";
}

TEST_F(PipelineService, FollowsTheStepsOfTheFunnel) {
  open(kTable);
  Json spec = spec_;
  spec["funnel"]["steps"] = Json::array({{{"event", "Talk"}, {"zone", "bottom"}}, {{"event", "won"}}});
  choose(spec);
  const Json talk = pipeline();
  ASSERT_EQ(talk["stages"].size(), 1U);
  EXPECT_EQ(talk["stages"][0]["zone"], "bottom");
  EXPECT_EQ(talk["totals"]["before_first_stage"], 3) << "two open leads, and one lost";
}

TEST_F(PipelineService, ListsTheRottenInAnyOrderUnderAnyLimit) {
  open(kTable);
  choose(limited(10));
  EXPECT_EQ(pipeline()["rotten"], 4);
  EXPECT_EQ(rotten("value"), "A3 A1 A4 A2 ");
  EXPECT_EQ(rotten("value", false), "A4 A1 A3 A2 ");
  EXPECT_EQ(rotten("age"), "A1 A4 A3 A2 ");
  choose(limited(28));
  EXPECT_EQ(rotten("age"), "A1 A4 A3 ") << "the former order is forgotten: 31, 30, 29 and 27 days";
  const Json page = result("rotten", {{"query", {{"sort", "age"}, {"offset", 1}, {"limit", 1}}}});
  EXPECT_EQ(page["total"], 3);
  EXPECT_EQ(page["rows"].size(), 1U);
  EXPECT_EQ(page["rows"][0]["id"], "A4");
}

TEST_F(PipelineService, SavesTheRottenInEveryFormat) {
  open(kTable);
  choose(limited(10));
  const auto file = [&](TableFormat format, std::string_view language) {
    const funnel::RottenQuery query{.sort = funnel::RottenColumn::age};
    return exported(service_, export_rotten_request(query, {language, format}));
  };
  const std::string csv =
      "opportunity,customer,stage,value,since,age_days,limit_days,owner\r\n"
      "A1,Rome,Lead,50,2024-01-01,31.00,10.00,Ann\r\n"
      "A4,Bonn,Talk,-5,2024-01-02,30.00,10.00,\r\n"
      "A3,,Talk,900,2024-01-03,29.00,10.00,Ann\r\n"
      "A2,Oslo,Lead,,2024-01-05,27.00,10.00,Bob\r\n";
  EXPECT_EQ(file(TableFormat::csv, "en").binary, csv);
  EXPECT_EQ(file(TableFormat::csv_bom, "en").binary, "\xEF\xBB\xBF" + csv);
  EXPECT_EQ(parsed(file(TableFormat::xlsx, "zh-CN"))["result"]["rows"], 4);
  const Json members = Json::parse(file(TableFormat::json, "zh-CN").binary);
  ASSERT_EQ(members.size(), 4U);
  EXPECT_EQ(members[0]["opportunity"], "A1");
  EXPECT_TRUE(members[3]["value"].is_null());
}

TEST_F(PipelineService, ALongListIsSavedInStepsBetweenWhichOthersAreServed) {
  std::string table = "opportunity_id,stage,status,amount,created,closed\n";
  constexpr int kMany = 25'000;  // more than a step writes
  for (int i = 0; i < kMany; ++i) {
    table += std::to_string(i) + ",Lead,Open," + std::to_string(i * 7919 % 1000) + ",2023-01-01,\n";
  }
  table += "won,Lead,Won,1,2024-01-01,2024-01-02\n";
  open(table);
  const std::string question = export_rotten_request({}, {"en", TableFormat::csv});
  const Steps steps = in_steps(service_, question);
  EXPECT_GT(steps.shares.size(), 1U);
  EXPECT_EQ(parsed(steps.answer)["result"]["rows"], kMany);
  const auto disturb = [&] { rotten("age", false); };
  EXPECT_EQ(in_steps(service_, question, disturb).answer.binary, steps.answer.binary);

  const Answer begun = service_.call(question);
  EXPECT_LT(parsed(begun)["result"]["share"], 1);
  choose(limited(36'500));
  EXPECT_EQ(parsed(exported(service_, question))["result"]["rows"], 0) << "another spec is another file";
}

TEST_F(PipelineService, IsPartOfTheWholeReport) {
  open(kTable);
  const Json whole = Json::parse(report_of(service_));
  EXPECT_EQ(whole["pipeline"], pipeline());
  Service other;
  ASSERT_TRUE(load(other, kOrders)["ok"]);
  EXPECT_TRUE(Json::parse(report_of(other))["pipeline"].is_null());
}

TEST_F(PipelineService, SaysWhatCannotBeAnswered) {
  EXPECT_EQ(asked(service_, "pipeline")["error"]["code"], "no_dataset");
  EXPECT_EQ(asked(service_, "rotten")["error"]["code"], "no_dataset");
  EXPECT_EQ(asked(service_, "export_rotten")["error"]["code"], "no_dataset");
  Service other;
  ASSERT_TRUE(load(other, kOrders)["ok"]);
  EXPECT_EQ(asked(other, "pipeline")["error"]["code"], "not_applicable");
  EXPECT_EQ(asked(other, "rotten")["error"]["code"], "not_applicable");
  EXPECT_EQ(asked(other, "export_rotten")["error"]["code"], "not_applicable");

  open(kTable);
  Json spec = spec_;
  spec["pipeline"]["stages"] = Json::array({{{"stage", "Gone"}, {"probability", 0.1}}});
  choose(spec);  // it is refused when it is asked for
  const Json refused = asked(service_, "pipeline");
  EXPECT_EQ(refused["error"]["code"], "bad_spec");
  EXPECT_EQ(refused["error"]["place"]["pointer"], "/pipeline/stages/0/stage");
  choose(spec_);
  EXPECT_EQ(pipeline()["totals"]["open"], 5);
}

// Orders make customers with scores, so that a filter can leave some of them.
TEST_F(PipelineService, FollowsTheFilter) {
  const std::string orders =
      "order_id,customer_id,order_date,amount,city\n1,Rome,2024-01-05,10,south\n2,Oslo,2024-01-06,20,north\n";
  const Json files = Json::array({Json::object({{"name", "orders.csv"}, {"size", orders.size()}}),
                                  Json::object({{"name", "opportunities.csv"}, {"size", kTable.size()}})});
  ASSERT_TRUE(asked(service_, "load_begin", {{"files", files}})["ok"]);
  ASSERT_TRUE(parsed(service_.chunk(0, bytes_of(orders)))["ok"]);
  ASSERT_TRUE(parsed(service_.chunk(1, bytes_of(kTable)))["ok"]);
  const Json loaded = parsed(in_steps(service_, request("load_end", Json::object())).answer);
  ASSERT_TRUE(loaded["ok"]) << loaded.dump(2);
  spec_ = loaded["result"]["spec"];
  EXPECT_EQ(pipeline()["totals"]["opportunities"], 7);
  Json spec = spec_;
  spec["filter"]["attributes"] = Json::array({{{"attribute", "city"}, {"values", Json::array({"south"})}}});
  choose(spec);
  EXPECT_EQ(pipeline()["totals"]["opportunities"], 2) << "those of Rome";
  choose(spec_);
  EXPECT_EQ(pipeline()["totals"]["opportunities"], 7);
}

TEST_F(PipelineService, BreaksDownByWhatIsKnownOfASaleAndOfItsAccount) {
  const std::string orders =
      "order_id,customer_id,order_date,amount,city\n1,Rome,2024-01-05,10,south\n2,Oslo,2024-01-06,20,north\n";
  const Json files = Json::array({Json::object({{"name", "orders.csv"}, {"size", orders.size()}}),
                                  Json::object({{"name", "opportunities.csv"}, {"size", kTable.size()}})});
  ASSERT_TRUE(asked(service_, "load_begin", {{"files", files}})["ok"]);
  ASSERT_TRUE(parsed(service_.chunk(0, bytes_of(orders)))["ok"]);
  ASSERT_TRUE(parsed(service_.chunk(1, bytes_of(kTable)))["ok"]);
  spec_ = parsed(in_steps(service_, request("load_end", Json::object())).answer)["result"]["spec"];
  const auto first_counts = [&](const Json& breakdown) {
    Json spec = spec_;
    spec["breakdown"] = breakdown;
    choose(spec);
    std::map<std::string, double> counts;
    const Json report = result("breakdown");
    for (const Json& group : report["groups"]) counts[group["id"]] = group["steps"][0]["count"];
    return counts;
  };
  using Counts = std::map<std::string, double>;
  EXPECT_EQ(first_counts({{"by", "attribute"}, {"attribute", "owner"}}), (Counts{{"Ann", 3}, {"Bob", 3}, {"", 1}}));
  EXPECT_EQ(first_counts({{"by", "attribute"}, {"attribute", "city"}}), (Counts{{"south", 2}, {"north", 1}, {"", 4}}));
  EXPECT_EQ(first_counts({{"by", "period"}, {"since", "2024-01-02"}}), (Counts{{"before", 3}, {"since", 4}}));
  const Counts tiers = first_counts({{"by", "segment"}});
  EXPECT_EQ(tiers.at(""), 4) << "Bonn, and those of no account, have not bought";
  double all = 0;
  for (const auto& [id, count] : tiers) all += count;
  EXPECT_EQ(all, 7);
}

// Counted by tests/conformance/funnel/reference_pipeline.py, which shares no code with the engine.
TEST_F(PipelineService, TheSampleHasTheFiguresOfTheReference) {
  open(test::repository_file("assets/samples/opportunities.csv"));
  const Json report = pipeline();
  EXPECT_EQ(report["totals"]["open"], 99);
  EXPECT_EQ(report["totals"]["won"], 120);
  EXPECT_EQ(report["totals"]["lost"], 381);
  EXPECT_EQ(report["won_cycle"]["median"], 55.5);
  EXPECT_NEAR(report["weighted_value"]["value"].get<double>(), 1191483.99828, 1e-4);
  EXPECT_NEAR(report["velocity"]["per_day"]["value"].get<double>(), 12512.1217025, 1e-6);
  EXPECT_EQ(report["rotten"], 21);
  EXPECT_EQ(result("rotten")["total"], 21);
}

TEST_F(PipelineService, ARealPipelineIsAnswered) {
  const auto bytes = test::shared_file("data/funnel/crm_sales_pipeline.csv");
  if (!bytes) GTEST_SKIP() << "the shared data are not here";
  open(*bytes, "crm_sales_pipeline.csv");
  const Json report = pipeline();
  EXPECT_EQ(report["totals"]["open"], 2089);
  EXPECT_EQ(report["totals"]["won"], 4238);
  EXPECT_EQ(report["totals"]["lost"], 2473);
  EXPECT_EQ(report["totals"]["unplaced"], 2473) << "the file says of none at which stage it was lost";
  EXPECT_EQ(report["won_cycle"]["median"], 57.0);
  EXPECT_EQ(report["rotten"], 1442);
  EXPECT_EQ(result("rotten")["total"], 1442);
  const Answer file = exported(service_, export_rotten_request({}, {"en", TableFormat::csv}));
  EXPECT_EQ(parsed(file)["result"]["rows"], 1442);
}

}  // namespace
}  // namespace sluice::engine
