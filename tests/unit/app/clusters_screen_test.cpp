// The clusters screen against a host that records: progress, cancelling, what a click chooses.
#include "app/choices.h"
#include "unit/app/app_fixture.h"
#include "unit/app/example_clusters.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

class ClustersScreenTest : public ApplicationTest {
 protected:
  void open_clusters(const Report& report = shop_report()) {
    resize(1280, 2400);  // the whole screen
    start();
    open_example(report);
    click("nav.clusters");
    settle();
  }
  void answer_clusters(const std::string& json) {
    answer(*host.last("clusters"), json);
    settle();
  }
  nlohmann::json asked_spec() { return host.last("analyze")->params["spec"]; }
};

TEST_F(ClustersScreenTest, asks_again_until_the_clusters_are_there_and_says_how_far_they_are) {
  open_clusters();
  EXPECT_EQ(host.count("clusters"), 1u);
  EXPECT_EQ(find("clusters.verdict"), nullptr);
  answer_clusters(share_json(0.42));
  EXPECT_EQ(host.count("clusters"), 2u);
  ASSERT_NE(find("clusters.progress"), nullptr) << everything_said();
  EXPECT_NE(everything_said().find("42.0%"), std::string::npos);
  answer_clusters(to_json(example_clusters()));
  EXPECT_EQ(host.count("clusters"), 2u);
  EXPECT_EQ(find("clusters.progress"), nullptr);
  EXPECT_NE(everything_said().find("There are reasonable clusters"), std::string::npos);
  EXPECT_FALSE(application->busy());
}

TEST_F(ClustersScreenTest, a_cancelled_search_asks_no_more_until_it_goes_on) {
  open_clusters();
  answer_clusters(share_json(0.2));
  click("clusters.progress.cancel");
  settle();
  EXPECT_EQ(host.count("clusters"), 2u);
  answer_clusters(share_json(0.3));
  EXPECT_EQ(host.count("clusters"), 2u) << "an answer that was under way is dropped";
  ASSERT_NE(find("clusters.stopped.action"), nullptr) << everything_said();
  click("clusters.stopped.action");
  settle();
  EXPECT_EQ(host.count("clusters"), 3u);
}

TEST_F(ClustersScreenTest, a_click_on_a_cluster_filters_by_it) {
  open_clusters();
  answer_clusters(to_json(example_clusters()));
  click("clusters.density.2");
  EXPECT_EQ(asked_spec()["filter"]["clusters"], nlohmann::json::array({"2"}));
  EXPECT_NE(find("filter.cluster.2"), nullptr) << everything_said();
  answer_analyze(shop_report());
  settle();
  EXPECT_EQ(host.count("clusters"), 2u) << "the figures follow the filter";
  EXPECT_NE(find_table("clusters.table"), nullptr) << "the former answer stays meanwhile";
}

TEST_F(ClustersScreenTest, another_number_lifts_the_filter_whose_numbers_mean_others) {
  open_clusters();
  answer_clusters(to_json(example_clusters()));
  click("clusters.density.2");
  answer_analyze(shop_report());
  settle();
  click("clusters.k");
  settle();
  click("clusters.k.4");  // automatic, 2, 3, 4, 5
  EXPECT_EQ(asked_spec()["clusters"]["k"], 5) << asked_spec().dump(2);
  EXPECT_TRUE(asked_spec()["filter"]["clusters"].empty());
}

TEST_F(ClustersScreenTest, the_last_figure_cannot_be_taken_away) {
  open_clusters();
  answer_clusters(to_json(example_clusters()));
  for (const char* key : {"clusters.recency", "clusters.frequency"}) {
    click(key);
    answer_analyze(shop_report());
    settle();
  }
  EXPECT_EQ(asked_spec()["clusters"]["recency"], false);
  const size_t asked = host.count("analyze");
  click("clusters.monetary");
  EXPECT_EQ(host.count("analyze"), asked);
}

TEST_F(ClustersScreenTest, customers_are_exported_with_their_cluster) {
  open_clusters();
  answer_clusters(to_json(example_clusters()));
  for (const char* format : {"xlsx", "csv", "csv_bom", "json"}) {
    click("clusters.export");
    settle();
    click(std::string("export.customers.") + format);
    const SentRequest* request = host.last("export_customers");
    ASSERT_NE(request, nullptr);
    EXPECT_EQ(request->params["clusters"], true);
    EXPECT_EQ(request->params["format"], format);
    answer(*request, R"({"rows":3})");
    settle();
  }
}

TEST_F(ClustersScreenTest, customers_who_do_not_differ_get_a_word) {
  open_clusters();
  answer_clusters(to_json(no_clusters()));
  EXPECT_NE(everything_said().find("There are no clusters to find"), std::string::npos);
  EXPECT_EQ(find("clusters.silhouette_curve"), nullptr);
  for (const char* figure : {"clusters.figure.k", "clusters.figure.silhouette", "clusters.figure.stability"}) {
    EXPECT_EQ(find(figure), nullptr) << figure;
  }
  for (const char* words : {"mean of 0 customers", "silhouette: –", "elbow: –"}) {
    EXPECT_EQ(everything_said().find(words), std::string::npos) << words;
  }
}

TEST(ClusterChoices, AFilterByClustersIsLiftedWhenItsNumbersMeanOthers) {
  Spec before;
  before.filter.clusters = {"2"};
  before.filter.tiers = {"vip"};
  const auto kept_after = [&](auto change) {
    Spec next = before;
    change(next);
    lift_other_clusters(next, before);
    EXPECT_EQ(next.filter.tiers.size(), 1u);
    return !next.filter.clusters.empty();
  };
  EXPECT_TRUE(kept_after([](Spec& spec) { spec.rfm.map = "eleven"; }));
  EXPECT_TRUE(kept_after([](Spec& spec) { spec.funnel.purchases = 3; }));
  EXPECT_FALSE(kept_after([](Spec& spec) { spec.rfm.snapshot = "2024-01-01"; }));
  EXPECT_FALSE(kept_after([](Spec& spec) { spec.cleaning.zero_amounts = ZeroRule::drop; }));
  EXPECT_FALSE(kept_after([](Spec& spec) { spec.clusters.k = 4; }));
}

TEST(ClusterChoices, AtMostThreeAttributesTakePartAndSomethingAlwaysDoes) {
  rfm::ClusterSpec clusters;
  for (const char* name : {"a", "b", "c"}) EXPECT_TRUE(switch_cluster_attribute(clusters, name));
  EXPECT_FALSE(switch_cluster_attribute(clusters, "d"));
  clusters.recency = clusters.frequency = clusters.monetary = false;
  EXPECT_TRUE(switch_cluster_attribute(clusters, "b"));
  EXPECT_TRUE(switch_cluster_attribute(clusters, "a"));
  EXPECT_FALSE(switch_cluster_attribute(clusters, "c"));
  EXPECT_EQ(clusters.attributes, std::vector<std::string>{"c"});
}

}  // namespace
}  // namespace sluice::app
