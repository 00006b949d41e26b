// An attribute against groups, through the service: follows the spec and is exported.
#include <gtest/gtest.h>

#include <string>

#include "report/messages.h"
#include "report/report_fields.h"
#include "unit/engine/service_fixture.h"

namespace sluice::engine {
namespace {

/// Rich customers live in Basel, all others by turns in Basel and Bern.
std::string orders_of_two_cities() {
  std::string csv = "customer,order,date,amount,city,channel\n";
  for (int i = 0; i < 300; ++i) {
    const bool rich = i % 5 == 0;
    csv += "c" + std::to_string(1'000 + i) + "," + std::to_string(i) + ",2024-0" + std::to_string(1 + i % 9) + "-1" +
           std::to_string(i % 10) + "," + (rich ? "5000" : "20") + "," + (rich || i % 2 == 0 ? "Basel" : "Bern") + "," +
           (i % 3 == 0 ? "web" : "shop") + "\n";
  }
  return csv;
}

Json crossing_of(Service& service) { return asked(service, "crossing")["result"]; }

TEST(ServiceCrossing, FollowsTheSpec) {
  Service service;
  Json spec = load(service, orders_of_two_cities())["result"]["spec"];
  spec["crossing"] = Json::object({{"attribute", "city"}, {"by", "tiers"}});
  analyze(service, spec);
  const Json cities = crossing_of(service);
  EXPECT_EQ(cities["attribute"], "city");
  EXPECT_EQ(cities["customers"], 300);
  EXPECT_FALSE(cities["findings"].empty()) << "the rich live in Basel";
  EXPECT_EQ(cities, crossing_of(service));
  spec["crossing"]["attribute"] = "channel";
  spec["crossing"]["by"] = "kinds";
  analyze(service, spec);
  EXPECT_EQ(crossing_of(service)["attribute"], "channel");
  EXPECT_EQ(crossing_of(service)["groups"].size(), 5U);
  spec["filter"]["attributes"] =
      Json::array({Json::object({{"attribute", "city"}, {"values", Json::array({"Bern"})}})});
  analyze(service, spec);
  EXPECT_LT(crossing_of(service)["customers"], 300);
  EXPECT_EQ(Json::parse(report_of(service))["crossing"], crossing_of(service));
  spec["crossing"]["by"] = "houses";
  EXPECT_EQ(analyze(service, spec)["error"]["place"]["pointer"], "/crossing/by");
}

TEST(ServiceCrossing, WithoutAttributesIsRefused) {
  Service service;
  load(service, "customer,order,date,amount\na,1,2024-01-01,5\nb,2,2024-01-02,7\n");
  EXPECT_EQ(asked(service, "crossing")["error"]["code"], "not_applicable");
}

}  // namespace
}  // namespace sluice::engine
