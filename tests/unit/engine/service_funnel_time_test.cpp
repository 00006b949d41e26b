// The funnel by its window, its mode and the time of entry, as the service answers and keeps them.
#include <gtest/gtest.h>

#include "report/funnel_detail_fields.h"
#include "report/messages.h"
#include "unit/engine/service_fixture.h"

namespace sluice::engine {
namespace {

// c00..c39 view on four days of two weeks; every second one pays, so many hours later as its number says.
std::string two_weeks_of_events() {
  std::string csv = "customer,event,time\n";
  for (int i = 0; i < 40; ++i) {
    const std::string customer = "c" + std::to_string(100 + i).substr(1);
    const int day = 1 + 3 * (i % 4);  // 2024-01-01 is a Monday
    const auto add = [&](const char* event, int hours) {
      const std::string date = std::to_string(100 + day + hours / 24).substr(1);
      const std::string hour = std::to_string(100 + hours % 24).substr(1);
      csv += customer + "," + event + ",2024-01-" + date + " " + hour + ":00:00\n";
    };
    add("view", 0);
    if (i % 2 == 0) add("pay", i);
  }
  return csv;
}

class FunnelTimeService : public testing::Test {
 protected:
  FunnelTimeService() {
    Spec spec;
    for (const char* event : {"view", "pay"}) spec.funnel.steps.push_back({.event = event});
    const Json loaded = load(service_, two_weeks_of_events(), SIZE_MAX, "events.csv", spec);
    EXPECT_TRUE(loaded["ok"]) << loaded.dump(2);
    spec_ = loaded["result"]["spec"];
  }

  Json sensitivity() {
    const Json answer = parsed(in_steps(service_, sensitivity_request()).answer);
    EXPECT_TRUE(answer["ok"]) << answer.dump(2);
    return answer["result"];
  }
  Json over_time() { return asked(service_, "funnel_over_time")["result"]; }
  void take(const Json& spec) { ASSERT_TRUE(analyze(service_, spec)["ok"]); }

  Service service_;
  Json spec_;
};

TEST_F(FunnelTimeService, EveryLengthIsWhatTheFunnelCountsWithIt) {
  const Json report = sensitivity();
  EXPECT_GT(report["points"].size(), 10U);
  for (const Json& point : report["points"]) {
    Json spec = spec_;
    spec["funnel"]["window_ms"] = point["window_ms"];
    take(spec);
    const Json funnel = asked(service_, "funnel")["result"];
    for (size_t step = 0; step < 2; ++step) {
      EXPECT_EQ(funnel["steps"][step]["count"].get<double>(), point["counts"][step].get<double>());
    }
    EXPECT_EQ(funnel["steps"][1]["overall_rate"], point["rate"]);
  }
  EXPECT_EQ(report["modes"].size(), 3U);
}

TEST_F(FunnelTimeService, AnswersFollowTheFunnel) {
  EXPECT_EQ(sensitivity()["points"].back()["counts"], Json::array({40, 20}));
  Json spec = spec_;
  spec["funnel"]["steps"][0]["event"] = "pay";
  take(spec);
  EXPECT_EQ(sensitivity()["points"].back()["counts"], Json::array({20, 0}));
  EXPECT_EQ(over_time()["entered"], 20);
  spec = spec_;
  spec["funnel"]["window_ms"] = 24 * 3'600'000;
  take(spec);
  const Json report = sensitivity();
  for (const Json& point : report["points"]) {
    EXPECT_EQ(point["present"].get<bool>(), point["window_ms"] == spec["funnel"]["window_ms"]);
  }
}

TEST_F(FunnelTimeService, PeriodsFollowTheGrain) {
  const Json days = over_time();
  EXPECT_EQ(days["grain"], "day");
  EXPECT_EQ(days["periods"].size(), 10U);
  EXPECT_EQ(days["periods"][0]["entered"], 10);
  EXPECT_TRUE(days["open"].is_null());
  Json spec = spec_;
  spec["funnel_time"]["grain"] = "week";
  take(spec);
  const Json weeks = over_time();
  ASSERT_EQ(weeks["periods"].size(), 2U);
  EXPECT_EQ(weeks["periods"][0]["id"], "2024-W01");
  EXPECT_EQ(weeks["periods"][0]["entered"], 30);
  EXPECT_EQ(weeks["periods"][1]["converted"], 0) << "only even numbers pay, on the 1st and the 7th";
  spec["funnel"]["window_ms"] = int64_t{30} * 24 * 3'600'000;
  take(spec);
  EXPECT_EQ(over_time()["open"], 20) << "nobody's month is over";
}

TEST_F(FunnelTimeService, WhatIsWrittenIsReadBack) {
  const Json result = sensitivity();
  const auto read = parse_sensitivity_report(result.dump());
  ASSERT_TRUE(read.has_value()) << read.error().to_string();
  EXPECT_EQ(Json::parse(to_json(*read)), result);
  const Json periods = over_time();
  const auto read_periods = parse_over_time_report(periods.dump());
  ASSERT_TRUE(read_periods.has_value()) << read_periods.error().to_string();
  EXPECT_EQ(Json::parse(to_json(*read_periods)), periods);
}

TEST(Service, NeedsEventsForWindowsAndPeriods) {
  Service service;
  load(service, kOrders);
  for (const char* method : {"sensitivity", "funnel_over_time"}) {
    EXPECT_EQ(asked(service, method)["error"]["code"], "not_applicable");
  }
}

}  // namespace
}  // namespace sluice::engine
