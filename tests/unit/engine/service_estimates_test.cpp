// What is expected of many customers: worked out after their scores, in steps.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "report/messages.h"
#include "report/report_fields.h"
#include "unit/engine/service_fixture.h"

namespace sluice::engine {
namespace {

constexpr int kLessThanAStep = 200;
constexpr int kMoreThanAStep = 50'001;  // one more than is worked out at once

/// One to four purchases each, spread over a year, of different amounts.
std::string orders_of_a_year(int customers) {
  std::string csv = "customer,order,date,amount\n";
  int order = 0;
  for (int i = 0; i < customers; ++i) {
    for (int purchase = 0; purchase <= i % 4; ++purchase) {
      const int month = 1 + (i * 5 + purchase * (1 + i % 3)) % 12, day = 1 + (i * 7 + purchase * 11) % 28;
      csv += "c" + std::to_string(100'000 + i) + "," + std::to_string(++order) + ",2024-" + (month < 10 ? "0" : "") +
             std::to_string(month) + "-" + (day < 10 ? "0" : "") + std::to_string(day) + "," +
             std::to_string(10 + (i * 13 + purchase * 29) % 90) + "\n";
    }
  }
  return csv;
}

Steps estimates_of(Service& service) { return in_steps(service, estimates_request()); }

const Json& kinds_of(const Json& rfm) { return rfm["groupings"].back(); }

TEST(Estimates, OfFewCustomersStandInTheReportAtOnce) {
  Service service;
  const Json rfm = load(service, orders_of_a_year(kLessThanAStep))["result"]["report"]["rfm"];
  EXPECT_FALSE(rfm["estimates_pending"]);
  EXPECT_TRUE(rfm["lifetime"].is_object());
  EXPECT_FALSE(kinds_of(rfm)["groups"].empty());
  EXPECT_EQ(parsed(estimates_of(service).answer)["result"]["report"]["rfm"], rfm);
}

TEST(Estimates, OfManyCustomersFollowTheReport) {
  Service service;
  const Json loaded = load(service, orders_of_a_year(kMoreThanAStep))["result"];
  const Json& early = loaded["report"]["rfm"];
  EXPECT_TRUE(early["estimates_pending"]);
  EXPECT_TRUE(early["lifetime"].is_null());
  EXPECT_TRUE(kinds_of(early)["groups"].empty());
  EXPECT_NE(kinds_of(early)["not_applicable"]["en"], "");

  const Steps steps = estimates_of(service);
  EXPECT_GT(steps.shares.size(), 2U);
  EXPECT_TRUE(std::is_sorted(steps.shares.begin(), steps.shares.end()));
  Json late = parsed(steps.answer)["result"]["report"]["rfm"];
  EXPECT_FALSE(late["estimates_pending"]);
  EXPECT_GT(late["lifetime"]["expected_revenue"], 0);
  double customers = 0;
  for (const Json& group : kinds_of(late)["groups"]) customers += group["customers"].get<double>();
  EXPECT_EQ(customers, kMoreThanAStep);
  EXPECT_EQ(early["segments"], late["segments"]);

  Json rescored = loaded["spec"];
  rescored["rfm"]["recency"]["method"] = "quantile";
  EXPECT_FALSE(analyze(service, rescored)["result"]["report"]["rfm"]["estimates_pending"]) << "the same purchases";
  rescored["rfm"]["returns"] = "drop";
  EXPECT_TRUE(analyze(service, rescored)["result"]["report"]["rfm"]["estimates_pending"]) << "others";
}

TEST(Estimates, AreTheSameWhoeverAsksForThem) {
  Service in_turn, by_filter, by_list, by_file;
  const std::string orders = orders_of_a_year(kMoreThanAStep);
  load(in_turn, orders);
  const Json expected = parsed(estimates_of(in_turn).answer)["result"]["report"]["rfm"];

  Json spec = load(by_filter, orders)["result"]["spec"];
  spec["filter"]["kinds"] = Json::array({"value"});
  const Json filtered = analyze(by_filter, spec)["result"]["report"]["rfm"];
  EXPECT_FALSE(filtered["estimates_pending"]);
  EXPECT_EQ(filtered["lifetime"], expected["lifetime"]);
  EXPECT_EQ(filtered["selection"]["customers"], kinds_of(expected)["groups"][0]["customers"]);

  load(by_list, orders);
  const Json query = Json::object({{"sort", "expected_revenue"}, {"descending", true}, {"limit", 2}});
  const Json rows = asked(by_list, "customers", Json::object({{"query", query}}))["result"]["rows"];
  EXPECT_GT(rows[0]["expected_revenue"], 0);
  EXPECT_GE(rows[0]["expected_revenue"], rows[1]["expected_revenue"]);
  EXPECT_EQ(parsed(estimates_of(by_list).answer)["result"]["report"]["rfm"], expected);

  load(by_file, orders);
  EXPECT_EQ(Json::parse(report_of(by_file))["rfm"], expected);
}

TEST(Estimates, AndWhateverElseOneCustomerNeedsOfAllIsWorkedOutInSteps) {
  Service service;
  load(service, orders_of_a_year(kMoreThanAStep));
  const std::string question = customer_request("c100003");
  const auto others_are_answered = [&] { EXPECT_TRUE(asked(service, "customers")["ok"]); };
  const Steps steps = in_steps(service, question, others_are_answered);
  EXPECT_GT(steps.shares.size(), 3U);
  EXPECT_TRUE(std::is_sorted(steps.shares.begin(), steps.shares.end()));
  const Json first = parsed(steps.answer)["result"];
  EXPECT_EQ(first["rhythm"]["purchase_days"], 4);
  EXPECT_TRUE(first["former"].is_object());
  EXPECT_EQ(in_steps(service, customer_request("c100007")).shares.size(), 1U) << "the next one needs none of it";
  EXPECT_EQ(parsed(service.call(question))["result"], first);
}

TEST(Estimates, AreNotNeededForAListByAnythingElse) {
  Service service;
  load(service, orders_of_a_year(kMoreThanAStep));
  const Json query = Json::object({{"sort", "monetary"}, {"descending", true}, {"limit", 1}});
  const Json row = asked(service, "customers", Json::object({{"query", query}}))["result"]["rows"][0];
  EXPECT_TRUE(row["expected_revenue"].is_null());
  EXPECT_GT(estimates_of(service).shares.size(), 2U);
}

}  // namespace
}  // namespace sluice::engine
