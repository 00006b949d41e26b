// What customers are worth, through the service: waits for the estimates, follows the spec, can be exported.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "base/calendar.h"
#include "base/random.h"
#include "report/messages.h"
#include "report/report_fields.h"
#include "unit/engine/service_fixture.h"

namespace sluice::engine {
namespace {

constexpr int kTooManyAtOnce = 50'001;  // too many for estimates at once

/// Purchases over two years as the models have them: at random, each customer at an own rate and as loyal as it is.
std::string orders_of_two_years(int customers) {
  std::string csv = "customer,order,date,amount\n";
  Random random(17);
  const Day begin = *parse_iso_day("2023-01-01");
  int order = 0;
  for (int i = 0; i < customers; ++i) {
    const double gap = 15 - 60 * std::log(1 - random.share()), leaves = 0.6 * random.share() * random.share();
    const double level = 10 + 90 * random.share();
    for (double day = 500 * random.share(); day < 730; day -= gap * std::log(1 - random.share())) {
      csv += "c" + std::to_string(100'000 + i) + "," + std::to_string(++order) + "," +
             format_day(begin + static_cast<Day>(day)) + "," +
             std::to_string(static_cast<int>(level * (0.5 + random.share()))) + "\n";
      if (random.share() < leaves) break;
    }
  }
  return csv;
}

Json value_of(Service& service) { return parsed(in_steps(service, value_request()).answer)["result"]; }

TEST(ServiceValue, OfFewCustomersIsThereAtOnce) {
  Service service;
  const Json loaded = load(service, orders_of_two_years(600))["result"];
  const Json value = value_of(service);
  ASSERT_TRUE(value["models"].is_object()) << value["no_models"]["en"];
  EXPECT_EQ(value["all"]["value"], loaded["report"]["rfm"]["lifetime"]["value"]);
  EXPECT_EQ(value["all"]["customers"], 600);
}

TEST(ServiceValue, OfManyCustomersWaitsForTheirEstimates) {
  Service service;
  const Json loaded = load(service, orders_of_two_years(kTooManyAtOnce))["result"];
  EXPECT_TRUE(loaded["report"]["rfm"]["estimates_pending"]);
  const Steps steps = in_steps(service, value_request());
  EXPECT_GT(steps.shares.size(), 4U);
  EXPECT_TRUE(std::is_sorted(steps.shares.begin(), steps.shares.end()));
  const Json value = parsed(steps.answer)["result"];
  EXPECT_EQ(value["all"]["customers"], kTooManyAtOnce);

  // Other terms ask for other estimates, of the same scores.
  Json spec = loaded["spec"];
  spec["rfm"]["lifetime"]["discount_per_year"] = 0.5;
  const Json later = analyze(service, spec)["result"]["report"]["rfm"];
  EXPECT_TRUE(later["estimates_pending"]);
  EXPECT_EQ(later["segments"], loaded["report"]["rfm"]["segments"]);
  EXPECT_LT(value_of(service)["all"]["value"], value["all"]["value"]);
}

TEST(ServiceValue, FollowsTermsAndFilter) {
  Service service;
  Json spec = load(service, orders_of_two_years(600))["result"]["spec"];
  const Json before = value_of(service);
  spec["rfm"]["lifetime"]["horizon_days"] = 30;
  spec["rfm"]["lifetime"]["model"] = "bg_nbd";
  analyze(service, spec);
  const Json sooner = value_of(service);
  EXPECT_LT(sooner["all"]["value"], before["all"]["value"]);
  EXPECT_EQ(sooner["terms"]["model"], "bg_nbd");
  EXPECT_NE(sooner["rule"]["en"].get<std::string>().find("everybody who bought only once"), std::string::npos);
  spec["filter"]["tiers"] = Json::array({"vip"});
  analyze(service, spec);
  EXPECT_LT(value_of(service)["all"]["customers"], 600);
}

TEST(ServiceValue, ATermOutOfRangeIsRefused) {
  Service service;
  const Json spec = load(service, orders_of_two_years(50))["result"]["spec"];
  for (const auto& [member, wrong] : {std::pair{"horizon_days", Json(0)}, std::pair{"discount_per_year", Json(-0.1)},
                                      std::pair{"margin", Json(1.5)}, std::pair{"split_day", Json("yesterday")}}) {
    Json changed = spec;
    changed["rfm"]["lifetime"][member] = wrong;
    const Json refused = analyze(service, changed);
    EXPECT_FALSE(refused["ok"]) << member;
    EXPECT_EQ(refused["error"]["place"]["pointer"], std::string("/rfm/lifetime/") + member);
  }
}

TEST(ServiceValue, IntervalsComeInStepsAndAreKept) {
  Service service;
  load(service, orders_of_two_years(3'000));
  const Steps steps = in_steps(service, value_intervals_request());
  EXPECT_GT(steps.shares.size(), 2U) << "so that it can be left";
  const Json intervals = parsed(steps.answer)["result"];
  EXPECT_EQ(intervals["replicates"], 200);
  EXPECT_EQ(intervals["parameters"].size(), 4U);
  EXPECT_EQ(in_steps(service, value_intervals_request()).shares.size(), 1U) << "it is there";
}

// The purchase ladder by fifths of the value: sorted by hand from the list of customers.
TEST(ServiceValue, ParsCustomersIntoFifthsForAFunnel) {
  Service service;
  Json spec = load(service, orders_of_two_years(603))["result"]["spec"];
  spec["breakdown"]["by"] = "value";
  ASSERT_TRUE(analyze(service, spec)["ok"]);
  const Json query = Json::object({{"sort", "value"}, {"descending", true}, {"limit", 1'000}});
  const Json customers = asked(service, "customers", Json::object({{"query", query}}))["result"]["rows"];
  ASSERT_EQ(customers.size(), 603U);
  ASSERT_FALSE(customers[0]["value"].is_null());
  std::array<double, 5> people{};
  size_t better = 0;  // customers with a higher value
  for (size_t i = 0; i < customers.size(); ++i) {
    ASSERT_TRUE(i == 0 || customers[i]["value"] <= customers[i - 1]["value"]);
    if (i > 0 && customers[i]["value"] != customers[i - 1]["value"]) better = i;
    people[better * 5 / customers.size()] += 1;
  }
  const Json report = parsed(in_steps(service, breakdown_request()).answer)["result"];
  ASSERT_EQ(report["groups"].size(), 5U) << report.dump(1);
  double all = 0;
  for (size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(report["groups"][i]["id"], std::to_string(i + 1));
    EXPECT_NEAR(report["groups"][i]["steps"][0]["count"].get<double>(), people[i], 3) << "the list rounds to cents";
    all += report["groups"][i]["steps"][0]["count"].get<double>();
  }
  EXPECT_EQ(all, 603);
}

TEST(ServiceValue, OfNobodyCannotPartThem) {
  Service service;
  Json spec = load(service, "customer,order,date,amount\na,1,2024-01-01,5\nb,2,2024-01-02,7\n")["result"]["spec"];
  spec["breakdown"]["by"] = "value";
  ASSERT_TRUE(analyze(service, spec)["ok"]);
  EXPECT_EQ(asked(service, "breakdown")["error"]["code"], "not_applicable");
}

TEST(ServiceValue, IsInTheReportThatIsExported) {
  Service service;
  load(service, orders_of_two_years(600));
  const Json report = Json::parse(report_of(service));
  EXPECT_EQ(report["value"], value_of(service));
}

TEST(ServiceValue, WithoutOrdersIsRefused) {
  Service service;
  EXPECT_EQ(asked(service, "value", Json::object())["error"]["code"], "no_dataset");
  load(service, "customer,recency,frequency,monetary\na,3,2,100\nb,9,1,20\n");
  EXPECT_EQ(asked(service, "value", Json::object())["error"]["code"], "not_applicable");
  EXPECT_EQ(asked(service, "value_intervals", Json::object())["error"]["code"], "not_applicable");
}

}  // namespace
}  // namespace sluice::engine
