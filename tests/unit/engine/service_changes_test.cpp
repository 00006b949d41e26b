// Customers seen at two dates, asked of the service.
#include <gtest/gtest.h>

#include "report/message_fields.h"
#include "unit/engine/service_fixture.h"

namespace sluice::engine {
namespace {

// One customer in 2022, all of them in 2023, some again in 2024.
std::string three_years() {
  std::string rows = "order,customer,date,amount\n";
  for (int i = 0; i < 40; ++i) {
    const std::string id = "C" + std::to_string(i);
    if (i % 4 != 0 || i == 0) rows += "a" + id + "," + id + ",2022-03-0" + std::to_string(i % 9 + 1) + ",10.00\n";
    if (i % 3 == 0) rows += "b" + id + "," + id + ",2024-02-0" + std::to_string(i % 9 + 1) + ",12.50\n";
  }
  return rows;
}

TEST(Service, AnswersAMigrationForTheSpecInForce) {
  Service service;
  const Json loaded = load(service, three_years());
  ASSERT_TRUE(loaded["ok"]) << loaded.dump(2);
  EXPECT_TRUE(loaded["result"]["report"]["migration"].is_null()) << "only what is asked for is computed";
  const Json first = asked(service, "migration");
  ASSERT_TRUE(first["ok"]) << first.dump(2);
  EXPECT_EQ(first["result"]["to"], "2024-02-08");
  EXPECT_EQ(first["result"]["from"], "2023-02-08");
  const Json full = Json::parse(report_of(service));
  EXPECT_EQ(full["migration"], first["result"]);
  EXPECT_EQ(full["comparison"], asked(service, "comparison")["result"]);

  Json spec = loaded["result"]["spec"];
  spec["migration"]["from"] = "2022-06-01";
  const Json again = analyze(service, spec);
  ASSERT_TRUE(again["ok"]) << again.dump(2);
  EXPECT_EQ(again["result"]["report"], loaded["result"]["report"]) << "nothing else depends on it";
  EXPECT_EQ(asked(service, "migration")["result"]["from"], "2022-06-01");

  spec["migration"]["from"] = "2021-01-01";
  ASSERT_TRUE(analyze(service, spec)["ok"]);
  const Json refused = asked(service, "migration");
  EXPECT_EQ(refused["error"]["code"], "bad_spec");
  EXPECT_EQ(refused["error"]["place"]["pointer"], "/migration/from");
  EXPECT_TRUE(Json::parse(report_of(service))["migration"].is_null());
  EXPECT_TRUE(asked(service, "customer", {{"id", "C1"}})["result"]["former"].is_null());
}

TEST(Service, AFilterChangesTheMigrationAtOnce) {
  Service service;
  const Json loaded = load(service, three_years());
  const auto customers = [&] { return asked(service, "migration")["result"]["matrix"]["total"]["customers"]; };
  const Json all = customers();
  Json spec = loaded["result"]["spec"];
  spec["filter"]["tiers"] = Json::array({"vip"});
  ASSERT_TRUE(analyze(service, spec)["ok"]);
  EXPECT_LT(customers(), all);
  spec["filter"]["tiers"] = Json::array();
  ASSERT_TRUE(analyze(service, spec)["ok"]);
  EXPECT_EQ(customers(), all);
}

TEST(Service, ListsTheCustomersBehindAFlowInPages) {
  Service service;
  ASSERT_TRUE(load(service, three_years())["ok"]);
  const auto page = [&](uint64_t offset, uint64_t limit) {
    return asked(service, "flow_customers",
                 {{"query", {{"kind", "migration"}, {"before", ":not_yet"}, {"offset", offset}, {"limit", limit}}}});
  };
  const Json whole = page(0, 100);
  ASSERT_TRUE(whole["ok"]) << whole.dump(2);
  const size_t total = whole["result"]["total"];
  ASSERT_GT(total, 2U);
  EXPECT_EQ(whole["result"]["rows"].size(), total);
  EXPECT_EQ(page(1, 1)["result"]["rows"][0], whole["result"]["rows"][1]);
  EXPECT_TRUE(page(total, 10)["result"]["rows"].empty());
  const Json wrong = asked(service, "flow_customers", {{"query", {{"before", "nobody"}}}});
  EXPECT_EQ(wrong["error"]["code"], "bad_request");
}

TEST(Service, ACustomerIsShownAsOnTheFormerDate) {
  Service service;
  ASSERT_TRUE(load(service, three_years())["ok"]);
  const Json known = asked(service, "customer", {{"id", "C3"}})["result"]["former"];
  EXPECT_EQ(known["day"], "2023-02-08");
  EXPECT_EQ(known["values"][1], 1.0);
  EXPECT_FALSE(known["standing"].is_null());
  const Json later = asked(service, "customer", {{"id", "C12"}})["result"]["former"];
  EXPECT_TRUE(later["standing"].is_null());
  EXPECT_EQ(later["segment_name"]["en"], "Not yet a customer");
}

}  // namespace
}  // namespace sluice::engine
