// Clusters, searched for a little at a time by the service.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "engine/load.h"
#include "engine/session.h"
#include "report/message_fields.h"
#include "report/report_fields.h"
#include "unit/engine/service_fixture.h"

namespace sluice::engine {
namespace {

/// 90 customers of three kinds.
std::string orders_of_three_kinds() {
  std::string csv = "customer,order,date,amount\n";
  int order = 0;
  for (int i = 0; i < 90; ++i) {
    const int kind = i / 30;
    for (int purchase = 0; purchase < 2 + 5 * kind; ++purchase) {
      const int day = 1 + (i * 7 + purchase * 3) % 9 + 9 * (2 - kind);
      csv += "c" + std::to_string(100 + i) + "," + std::to_string(++order) + ",2024-0" + std::to_string(3 - kind) +
             "-" + (day < 10 ? "0" : "") + std::to_string(day) + "," + std::to_string(20 + 40 * kind + i % 5) + "\n";
    }
  }
  return csv;
}

/// Asks until they are there.
Json clusters_of(Service& service, int* questions = nullptr) {
  const Steps steps = in_steps(service, clusters_request());
  EXPECT_TRUE(std::is_sorted(steps.shares.begin(), steps.shares.end()));
  if (questions != nullptr) *questions = static_cast<int>(steps.shares.size());
  const Json answer = parsed(steps.answer);
  return answer["ok"].get<bool>() ? answer["result"] : answer;
}

TEST(Service, SearchesForClustersALittleAtATime) {
  Service service;
  const Json spec = load(service, orders_of_three_kinds())["result"]["spec"];
  int questions = 0;
  const Json clusters = clusters_of(service, &questions);
  EXPECT_GT(questions, 1);
  EXPECT_EQ(clusters["k"], 3);
  EXPECT_EQ(clusters["clusters"][0]["customers"], 30);
  clusters_of(service, &questions);
  EXPECT_EQ(questions, 1);  // kept
  Json changed = spec;
  changed["clusters"]["k"] = 4;
  ASSERT_TRUE(analyze(service, changed)["ok"]);
  EXPECT_EQ(clusters_of(service)["clusters"].size(), 4U);
}

TEST(Service, AnswersOtherQuestionsWhileItSearches) {
  Service service, undisturbed;
  const Json spec = load(service, orders_of_three_kinds())["result"]["spec"];
  load(undisturbed, orders_of_three_kinds());
  service.call(clusters_request());
  Json filtered = spec;
  filtered["filter"]["tiers"] = Json::array({"vip"});
  ASSERT_TRUE(analyze(service, filtered)["ok"]);
  service.call(clusters_request());
  ASSERT_TRUE(analyze(service, spec)["ok"]);
  EXPECT_EQ(clusters_of(service), clusters_of(undisturbed));
}

TEST(Service, AClusterFiltersEveryAnswer) {
  Service asked, unasked;
  Json spec = load(asked, orders_of_three_kinds())["result"]["spec"];
  load(unasked, orders_of_three_kinds());
  clusters_of(asked);
  spec["filter"]["clusters"] = Json::array({"2"});
  for (Service* service : {&asked, &unasked}) {
    const Json answer = analyze(*service, spec);
    ASSERT_TRUE(answer["ok"]) << answer.dump(2);
    EXPECT_EQ(answer["result"]["report"]["rfm"]["selection"]["customers"], 30);
    EXPECT_EQ(clusters_of(*service)["clusters"][0]["customers"], 30);  // keeps its figures beside the chosen one
    rfm::CustomerQuery query;
    query.filter.clusters = {"2"};
    EXPECT_EQ(parsed(service->call(customers_request(query)))["result"]["total"], 30);
  }
  spec["filter"]["clusters"] = Json::array({"9"});
  const Json refused = analyze(asked, spec);
  ASSERT_FALSE(refused["ok"].get<bool>());
  EXPECT_EQ(refused["error"]["place"]["pointer"], "/filter/clusters/0");
}

// Two services: one is asked all along, one only in the end. What is kept from before must not be heard.
TEST(Service, UnderAFilterByClustersEveryAnswerFollowsTheirNumber) {
  const auto answers = [](Service& service, const Json& spec) {
    EXPECT_TRUE(analyze(service, spec)["ok"].get<bool>());
    std::string all;
    for (const char* method : {"cohorts", "rhythm", "overdue", "migration", "comparison"}) {
      all += service.call(std::string(R"({"method":")") + method + R"(","params":{}})").json;
    }
    rfm::CustomerQuery query;
    query.filter.clusters = {"2"};
    return all + service.call(customers_request(query)).json;
  };
  Service asked, fresh;
  Json spec = load(asked, orders_of_three_kinds())["result"]["spec"];
  load(fresh, orders_of_three_kinds());
  spec["clusters"]["k"] = 2;
  spec["filter"]["clusters"] = Json::array({"2"});
  const std::string of_two = answers(asked, spec);
  Json refused = spec;
  refused["clusters"]["k"] = 4;
  refused["filter"]["segments"] = Json::array({"nobody"});
  EXPECT_FALSE(analyze(asked, refused)["ok"].get<bool>());
  EXPECT_EQ(answers(asked, spec), of_two) << "what is refused changes nothing";
  spec["clusters"]["k"] = 3;
  const std::string of_three = answers(asked, spec);
  EXPECT_NE(of_three, of_two);
  EXPECT_EQ(of_three, answers(fresh, spec));

  spec["filter"]["clusters"] = Json::array();
  spec["clusters"]["k"] = 2;
  answers(asked, spec);
  spec["filter"]["clusters"] = Json::array({"2"});
  EXPECT_EQ(answers(asked, spec), of_two);
}

TEST(Service, AFilterByClustersIsWaitedForInSteps) {
  Service service;
  Json spec = load(service, orders_of_three_kinds())["result"]["spec"];
  const auto everybody = [&] {
    const Json page = parsed(service.call(customers_request({})))["result"];
    return page["total"];
  };
  spec["filter"]["clusters"] = Json::array({"2"});
  const std::string question = request("analyze", {{"spec", spec}});
  const Json first = parsed(service.call(question))["result"];
  EXPECT_LT(first["share"], 1);
  EXPECT_FALSE(first.contains("report"));
  EXPECT_EQ(asked(service, "cohorts")["result"]["customers"], 90) << "the former filter is in force";
  EXPECT_EQ(everybody(), 90);
  const Steps steps = in_steps(service, question);
  EXPECT_TRUE(std::is_sorted(steps.shares.begin(), steps.shares.end()));
  EXPECT_EQ(parsed(steps.answer)["result"]["report"]["rfm"]["selection"]["customers"], 30);
  EXPECT_EQ(asked(service, "cohorts")["result"]["customers"], 30);
  spec["filter"]["clusters"] = Json::array({"3"});
  EXPECT_EQ(in_steps(service, request("analyze", {{"spec", spec}})).shares.size(), 1U) << "they are there";
}

TEST(Service, AnotherSpecEndsTheWaitingForClusters) {
  Service service, undisturbed;
  const Json spec = load(service, orders_of_three_kinds())["result"]["spec"];
  const Json report = analyze(service, spec)["result"]["report"];
  Json by_clusters = spec;
  by_clusters["filter"]["clusters"] = Json::array({"1"});
  by_clusters["rfm"]["frequency_measure"] = "days";  // other values, other clusters
  const std::string question = request("analyze", {{"spec", by_clusters}});
  EXPECT_LT(parsed(service.call(question))["result"]["share"], 1);
  EXPECT_EQ(analyze(service, spec)["result"]["report"], report) << "taken back";
  EXPECT_LT(parsed(service.call(question))["result"]["share"], 1) << "it begins anew";
  Json refused = by_clusters;
  refused["filter"]["clusters"] = Json::array({"9"});
  EXPECT_EQ(analyze(service, refused)["error"]["place"]["pointer"], "/filter/clusters/0");
  EXPECT_EQ(analyze(service, spec)["result"]["report"], report);

  load(undisturbed, orders_of_three_kinds());
  EXPECT_EQ(analyze(service, by_clusters), analyze(undisturbed, by_clusters));
}

Session opened(std::string_view text) {
  Load reading({{"orders.csv", text.size()}}, Spec{});
  EXPECT_TRUE(reading.push(0, bytes_of(text)));
  Result<Load::Loaded> loaded = reading.finish();
  EXPECT_TRUE(loaded.has_value());
  Result<Session> session = Session::open(std::move(loaded->dataset), std::move(loaded->spec));
  EXPECT_TRUE(session && session->advance());
  return std::move(session).value();
}

// Both work on the same search, each for a number of clusters of its own; neither keeps the other from coming to an
// end.
TEST(Session, AFilterByClustersAndTheirScreenDoNotHinderEachOther) {
  Session session = opened(orders_of_three_kinds()), undisturbed = opened(orders_of_three_kinds());
  Spec spec = session.spec();
  spec.filter.clusters = {"2"};
  spec.clusters.k = 4;
  const Stride little{.work = 1'000'000};
  int steps = 0;
  for (double share = 0; share < 1;) {
    ASSERT_LT(++steps, 10'000);
    ASSERT_TRUE(session.clusters(little));
    const Result<double> filtered = session.analyze(spec, little);
    ASSERT_TRUE(filtered.has_value());
    EXPECT_GE(*filtered, share);
    share = *filtered;
  }
  EXPECT_GT(steps, 10);
  ASSERT_TRUE(undisturbed.analyze(spec));
  EXPECT_EQ(write_json(session.report().rfm), write_json(undisturbed.report().rfm));
  EXPECT_EQ(write_json(*session.clusters({})->answer), write_json(*undisturbed.clusters({})->answer));
}

TEST(Service, ALoadWithAFilterByClustersIsWaitedForInSteps) {
  Service service, later;
  Json spec = load(later, orders_of_three_kinds())["result"]["spec"];
  spec["filter"]["clusters"] = Json::array({"2"});
  const Json wanted = analyze(later, spec)["result"]["report"];
  const std::string text = orders_of_three_kinds();
  const auto begin = [&] {
    const Json files = Json::array({Json::object({{"name", "orders.csv"}, {"size", text.size()}})});
    ASSERT_TRUE(asked(service, "load_begin", {{"files", files}, {"spec", spec}})["ok"]);
    ASSERT_TRUE(parsed(service.chunk(0, bytes_of(text)))["ok"]);
  };
  begin();
  const Json first = asked(service, "load_end");
  ASSERT_TRUE(first["ok"]) << first.dump(2);
  EXPECT_LT(first["result"]["share"], 1);
  EXPECT_EQ(asked(service, "customers")["error"]["code"], "no_dataset") << "not there yet";
  begin();  // what was read before is dropped
  const Steps steps = in_steps(service, request("load_end", Json::object()));
  EXPECT_GT(steps.shares.size(), 1U);
  EXPECT_TRUE(std::is_sorted(steps.shares.begin(), steps.shares.end()));
  EXPECT_EQ(parsed(steps.answer)["result"]["report"]["rfm"], wanted["rfm"]);
  EXPECT_EQ(asked(service, "load_end")["error"]["code"], "bad_request") << "it has ended";

  spec["filter"]["clusters"] = Json::array({"9"});
  begin();
  const Json refused = parsed(in_steps(service, request("load_end", Json::object())).answer);
  EXPECT_EQ(refused["error"]["place"]["pointer"], "/filter/clusters/0");
  EXPECT_EQ(asked(service, "customers")["result"]["total"], 90) << "what was loaded before stays";
}

TEST(Service, AnExportWaitsForTheClustersThatItNames) {
  Service asked_before, service;
  load(asked_before, orders_of_three_kinds());
  load(service, orders_of_three_kinds());
  clusters_of(asked_before);
  const std::string question = export_customers_request({}, {"en"}, true);
  const Steps steps = in_steps(service, question);
  EXPECT_GT(steps.shares.size(), 1U);
  EXPECT_TRUE(std::is_sorted(steps.shares.begin(), steps.shares.end()));
  EXPECT_EQ(steps.answer.binary, asked_before.call(question).binary) << "at once, where they are there";
}

TEST(Service, ExportsCustomersWithTheirCluster) {
  Service service;
  load(service, orders_of_three_kinds());
  const std::string plain = exported(service, export_customers_request({}, {"en"})).binary;
  EXPECT_EQ(plain.find("cluster"), std::string::npos);
  const std::string csv = exported(service, export_customers_request({}, {"en"}, true)).binary;
  std::map<std::string, int> customers;
  std::istringstream lines(csv);
  std::string line;
  std::getline(lines, line);
  EXPECT_TRUE(line.ends_with(",cluster\r")) << line;
  while (std::getline(lines, line)) ++customers[line.substr(line.rfind(',') + 1)];
  EXPECT_EQ(customers, (std::map<std::string, int>{{"1\r", 30}, {"2\r", 30}, {"3\r", 30}}));
}

}  // namespace
}  // namespace sluice::engine
