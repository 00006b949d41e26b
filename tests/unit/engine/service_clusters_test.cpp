// Clusters, searched for a little at a time by the service.
#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "report/message_fields.h"
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
  double share = 0;
  for (int asked = 1;; ++asked) {
    const Json answer = parsed(service.call(clusters_request()));
    if (!answer["ok"].get<bool>()) return answer;
    EXPECT_GE(answer["result"]["share"].get<double>(), share);
    share = answer["result"]["share"];
    if (questions != nullptr) *questions = asked;
    if (!answer["result"]["clusters"].is_null()) return answer["result"]["clusters"];
    EXPECT_LT(share, 1);
  }
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

TEST(Service, ExportsCustomersWithTheirCluster) {
  Service service;
  load(service, orders_of_three_kinds());
  const std::string plain = service.call(export_customers_request({}, "en", TableFormat::csv, "")).binary;
  EXPECT_EQ(plain.find("cluster"), std::string::npos);
  const std::string csv = service.call(export_customers_request({}, "en", TableFormat::csv, "", true)).binary;
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
