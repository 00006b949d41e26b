// Features -> search -> report: clusters that are there are found, those that are not are not claimed, and the order of
// the file's rows leaves no trace.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "base/logarithm.h"
#include "dataset/attributes_builder.h"
#include "rfm/cluster_summary.h"
#include "rfm/selection.h"
#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

std::string identifier(size_t i) { return "c" + std::to_string(100000 + i); }

/// One row a customer; a normal variable by the sum of twelve uniform ones.
class Customers {
 public:
  explicit Customers(uint64_t seed) : random_(seed) {}

  double normal() {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += random_.share();
    return sum;
  }
  double uniform(double low, double high) { return low + random_.share() * (high - low); }
  void add(double recency, double frequency, double money) {
    rows.push_back({identifier(rows.size()), recency, frequency, static_cast<int64_t>(money * 100)});
  }
  /// So many around a point of the plain scales.
  void add_group(size_t count, double recency, double frequency, double money) {
    for (size_t i = 0; i < count; ++i) {
      add(std::fabs(recency + 4 * normal()), std::fabs(frequency + normal()), std::fabs(money + 30 * normal()));
    }
  }

  std::vector<CustomerTableRow> rows;

 private:
  Random random_;
};

/// Everything about one dataset, kept together because the run refers to the analysis.
struct Clustered {
  explicit Clustered(Dataset data, const ClusterSpec& wanted = {})
      : dataset(std::move(data)),
        spec(wanted),
        analysis(analyze(dataset, RfmSpec{}).value()),
        run(make_features(dataset, analysis.profile, spec), analysis.profile.monetary, spec) {
    run.finish();
    analysis.cluster = run.model().label;
    analysis.clusters = run.model().k;
  }
  ClusterReport report(const FilterSpec& filter = {}) const {
    FilterSpec others = filter;
    others.clusters.clear();
    return report_clusters(analysis, run, spec, MonetaryMeasure::sum, filter,
                           select(dataset, analysis, others).value());
  }

  Dataset dataset;
  ClusterSpec spec;
  Analysis analysis;
  ClusterRun run;
};

Dataset three_groups(size_t each = 100) {
  Customers customers(7);
  customers.add_group(each, 20, 30, 900);
  customers.add_group(each, 200, 10, 500);
  customers.add_group(each, 110, 20, 150);
  return dataset_of_customers(customers.rows);
}

void expect_sensible(const ClusterReport& report, uint64_t customers) {
  uint64_t in_clusters = 0, in_cells = 0;
  for (const ClusterFigures& cluster : report.clusters) {
    in_clusters += cluster.customers;
    EXPECT_FALSE(cluster.description.en.empty());
    EXPECT_FALSE(cluster.description.zh.empty());
    for (const double deviations : cluster.centre) EXPECT_TRUE(std::isfinite(deviations));
    EXPECT_TRUE(!cluster.silhouette || std::isfinite(*cluster.silhouette));
  }
  for (const DensityCell& cell : report.density.cells) {
    in_cells += cell.customers;
    EXPECT_TRUE(cell.x >= 0 && cell.x < report.density.columns && cell.y >= 0 && cell.y < report.density.rows);
  }
  EXPECT_EQ(in_clusters, customers);
  EXPECT_EQ(in_cells, report.features.empty() ? 0 : customers);
  EXPECT_EQ(report.clusters.size(), static_cast<size_t>(report.k));
  EXPECT_FALSE(report.verdict.en.empty());
  EXPECT_FALSE(report.reason.zh.empty());
  for (const ClusterCountReport& count : report.counts) EXPECT_TRUE(std::isfinite(count.within));
}

TEST(Clusters, FindThreeGroupsThatAreThere) {
  const Clustered clustered(three_groups());
  const ClusterReport report = clustered.report();
  expect_sensible(report, 300);
  EXPECT_EQ(report.k, 3);
  EXPECT_EQ(report.by_silhouette, 3);
  EXPECT_EQ(report.by_elbow, 3);
  EXPECT_EQ(report.evidence, ClusterEvidence::strong);
  EXPECT_TRUE(report.silhouette_exact);
  ASSERT_TRUE(report.stability && report.reference);
  EXPECT_EQ(report.stability->mean, 1);
  EXPECT_EQ(report.reference->as_good, 0);
  // The rows were made group by group.
  for (size_t row = 0; row < 300; ++row) EXPECT_EQ(clustered.analysis.cluster[row], row / 100) << row;
  EXPECT_EQ(report.clusters[0].description.en, "Spend very much, bought very recently, buy very often");
}

TEST(Clusters, AreNumberedByMeanMonetaryValue) {
  const ClusterReport report = Clustered(three_groups()).report();
  for (size_t i = 1; i < report.clusters.size(); ++i) {
    EXPECT_GE(*report.clusters[i - 1].mean_monetary, *report.clusters[i].mean_monetary);
    EXPECT_EQ(report.clusters[i].number, static_cast<int>(i) + 1);
  }
}

TEST(Clusters, AreNotFoundInNoise) {
  for (const uint64_t seed : {1, 2, 3}) {
    Customers even(seed), round(seed + 10);
    for (int i = 0; i < 600; ++i) {
      even.add(even.uniform(0, 365), even.uniform(1, 50), even.uniform(10, 1000));
      round.add(200 + 30 * round.normal(), 30 + 4 * round.normal(), 600 + 90 * round.normal());
    }
    for (const Customers* customers : {&even, &round}) {
      const ClusterReport report = Clustered(dataset_of_customers(customers->rows)).report();
      EXPECT_EQ(report.evidence, ClusterEvidence::none) << "seed " << seed;
      EXPECT_EQ(report.verdict.en, "There are no clusters to find");
    }
  }
}

TEST(Clusters, DoNotDependOnTheOrderOfTheRows) {
  std::vector<OrderRow> rows = random_orders(11, 2'000, 150);
  const Clustered first(dataset_of_orders(rows));
  std::mt19937_64 random(test::seed_of_today());
  std::shuffle(rows.begin(), rows.end(), random);
  const Clustered second(dataset_of_orders(rows));
  EXPECT_EQ(first.analysis.cluster, second.analysis.cluster);
  const ClusterReport a = first.report(), b = second.report();
  ASSERT_EQ(a.counts.size(), b.counts.size());
  for (size_t i = 0; i < a.counts.size(); ++i) {
    EXPECT_EQ(a.counts[i].within, b.counts[i].within);
    EXPECT_EQ(a.counts[i].silhouette, b.counts[i].silhouette);
  }
  EXPECT_EQ(a.stability->mean, b.stability->mean);
  EXPECT_EQ(a.reference->highest_reference, b.reference->highest_reference);
}

TEST(Clusters, DoNotDependOnHowTheWorkIsBundled) {
  const Clustered whole(three_groups());
  ClusterRun pieces(make_features(whole.dataset, whole.analysis.profile, {}), whole.analysis.profile.monetary, {});
  double share = 0;
  int questions = 0;
  while (!pieces.done()) {
    pieces.advance(1);
    EXPECT_GE(pieces.share(), share);
    EXPECT_LE(pieces.share(), 1);
    share = pieces.share();
    ++questions;
  }
  EXPECT_GT(questions, 100);
  EXPECT_EQ(pieces.model().label, whole.run.model().label);
  EXPECT_EQ(pieces.model().stability->mean, whole.run.model().stability->mean);
  EXPECT_EQ(pieces.model().reference->silhouette, whole.run.model().reference->silhouette);
}

TEST(Clusters, AnotherNumberIsTheSameAsAskedForAtOnce) {
  Clustered changed(three_groups());
  changed.run.choose(5);
  EXPECT_FALSE(changed.run.done());
  changed.run.finish();
  const Clustered asked(three_groups(), {.k = 5});
  EXPECT_EQ(changed.run.model().k, 5U);
  EXPECT_EQ(changed.run.model().label, asked.run.model().label);
  EXPECT_EQ(changed.run.model().stability->mean, asked.run.model().stability->mean);
  EXPECT_LT(asked.run.model().stability->mean, 0.99);  // there are three
}

TEST(Clusters, FitBetterTheMoreThereAre) {
  const ClusterReport report = Clustered(dataset_of_orders(random_orders(5, 3'000, 300))).report();
  ASSERT_EQ(report.counts.size(), kMostClusters);
  for (size_t i = 1; i < report.counts.size(); ++i) EXPECT_LE(report.counts[i].within, report.counts[i - 1].within);
  EXPECT_FALSE(report.counts[0].silhouette);
}

TEST(Clusters, OneCustomerIsOneCluster) {
  const ClusterReport report = Clustered(dataset_of_customers({{"a", 3, 2, 500}})).report();
  expect_sensible(report, 1);
  EXPECT_EQ(report.k, 1);
  EXPECT_EQ(report.evidence, ClusterEvidence::none);
  ASSERT_EQ(report.notes.size(), 3U);  // each of R, F and M is the same for all
  const std::array<const char*, 3> names{"R（最近一次消费）", "F（消费频次）", "M（消费金额）"};  // as on the screens
  for (size_t d = 0; d < names.size(); ++d) EXPECT_NE(report.notes[d].zh.find(names[d]), std::string::npos);
}

TEST(Clusters, EqualCustomersAreOneCluster) {
  std::vector<CustomerTableRow> rows;
  for (size_t i = 0; i < 50; ++i) rows.push_back({identifier(i), 10, 2, 1000});
  const ClusterReport report = Clustered(dataset_of_customers(rows), {.k = 5}).report();
  expect_sensible(report, 50);
  EXPECT_EQ(report.k, 1);
  EXPECT_FALSE(report.by_silhouette);
  EXPECT_EQ(report.reason.en, "The customers do not differ in the figures that take part.");
}

TEST(Clusters, TwoKindsOfCustomersAreTwoClustersWhenFiveAreAskedFor) {
  std::vector<CustomerTableRow> rows;
  for (size_t i = 0; i < 40; ++i) rows.push_back({identifier(i), i % 4 == 0 ? 10.0 : 90.0, 2, 1000});
  const ClusterReport report = Clustered(dataset_of_customers(rows), {.k = 5}).report();
  expect_sensible(report, 40);
  EXPECT_EQ(report.k, 2);
  EXPECT_EQ(report.counts.size(), 2U);
  EXPECT_NEAR(report.counts[1].within, 0, 1e-20);
  EXPECT_TRUE(std::any_of(report.notes.begin(), report.notes.end(),
                          [](const TextPair& note) { return note.en.starts_with("Only 2 kinds"); }));
}

TEST(Clusters, FewCustomersGetAWordAndNoTest) {
  Customers customers(4);
  customers.add_group(3, 20, 30, 900);
  customers.add_group(3, 200, 10, 100);
  const ClusterReport report = Clustered(dataset_of_customers(customers.rows)).report();
  expect_sensible(report, 6);
  EXPECT_FALSE(report.reference);
  EXPECT_LE(report.evidence, ClusterEvidence::weak);
}

TEST(Clusters, FollowTheFilterButForTheirOwnList) {
  const Clustered clustered(three_groups());
  FilterSpec filter;
  filter.clusters = {"2"};
  const ClusterReport report = clustered.report(filter);
  EXPECT_EQ(report.clusters[0].customers, 100U);
  EXPECT_FALSE(report.clusters[0].selected);
  EXPECT_TRUE(report.clusters[1].selected);
  filter.tiers = {"vip"};
  uint64_t customers = 0;
  for (const ClusterFigures& cluster : clustered.report(filter).clusters) customers += cluster.customers;
  EXPECT_EQ(customers, 15U);
  const std::vector<uint8_t> both = select(clustered.dataset, clustered.analysis, filter).value();
  for (size_t row = 0; row < both.size(); ++row) {
    EXPECT_EQ(both[row] != 0, clustered.analysis.cluster[row] == 1 && clustered.analysis.groups[kTiers][row] == 0);
  }
}

TEST(Clusters, AFilterByAClusterThatThereIsNotIsRefused) {
  Clustered clustered(three_groups());
  for (const char* number : {"0", "4", "-1", "01", ""}) {
    FilterSpec filter;
    filter.clusters = {"1", number};
    const auto selected = select(clustered.dataset, clustered.analysis, filter);
    ASSERT_FALSE(selected) << number;
    EXPECT_EQ(selected.error().place.pointer, "/filter/clusters/1");
  }
}

TEST(Features, SkewedOnesAreLogScaledAndAllAreStandardised) {
  Customers customers(9);
  for (int i = 0; i < 500; ++i) customers.add(customers.uniform(0, 300), 10, 50 * std::exp(customers.normal()));
  const Dataset dataset = dataset_of_customers(customers.rows);
  const Analysis analysis = analyze(dataset, RfmSpec{}).value();
  const Features features = make_features(dataset, analysis.profile, {});
  ASSERT_EQ(features.list.size(), 2U);  // frequency is the same for all
  EXPECT_EQ(features.list[0].kind, FeatureKind::recency);
  EXPECT_FALSE(features.list[0].log_scaled);
  EXPECT_EQ(features.list[1].kind, FeatureKind::monetary);
  EXPECT_GT(features.list[1].skewness, kHighSkewness);
  EXPECT_TRUE(features.list[1].log_scaled);
  for (size_t d = 0; d < 2; ++d) {
    double sum = 0, squares = 0;
    for (size_t row = 0; row < 500; ++row) {
      const double plain = analysis.profile.values(d == 0 ? kRecency : kMonetary)[row];
      const double scaled = d == 0 ? plain : std::log1p(plain);
      const double value = features.points.columns[d][row];
      EXPECT_NEAR(value * features.scales[d].divisor + features.scales[d].mean, scaled, 1e-12);
      sum += value;
      squares += value * value;
    }
    EXPECT_NEAR(sum / 500, 0, 1e-12);
    EXPECT_NEAR(squares / 500, 1, 1e-12);
  }
}

TEST(Features, OneAttributeWeighsAsMuchAsOneNumber) {
  Dataset dataset = three_groups(40);
  std::vector<std::string> city, age;
  for (size_t i = 0; i < 120; ++i) {
    city.push_back(i % 7 == 0 ? "" : i % 3 == 0 ? "Rome" : i % 5 == 0 ? "Oslo" : "Lima");
    age.push_back(i % 10 == 0 ? "" : std::to_string(20 + i % 50));
  }
  add_attribute(dataset, "city", city);
  add_attribute(dataset, "age", age);
  const Clustered clustered(std::move(dataset), {.frequency = false, .attributes = {"city", "age", "shoe size"}});
  const Features& features = clustered.run.features();
  std::vector<std::string> kinds;
  for (const FeatureReport& feature : features.list) kinds.push_back(feature.attribute + feature.value);
  EXPECT_EQ(kinds, (std::vector<std::string>{"", "", "cityLima", "cityRome", "cityOslo", "age"}));
  EXPECT_EQ(features.list[5].kind, FeatureKind::number);
  EXPECT_EQ(features.list[5].unknown, 12U);
  double variance = 0;
  for (size_t d = 2; d < 5; ++d) {
    for (const double value : features.points.columns[d]) variance += value * value / 120;
  }
  EXPECT_NEAR(variance, 1, 1e-12);
  EXPECT_EQ(features.points.columns[5][0], 0);  // not known: average
  const ClusterReport report = clustered.report();
  expect_sensible(report, 120);
  EXPECT_TRUE(std::any_of(report.notes.begin(), report.notes.end(),
                          [](const TextPair& note) { return note.en.find("'shoe size'") != std::string::npos; }));
}

TEST(Features, NamesThatLookLikeNumbersAreNames) {
  Dataset dataset = three_groups(4);
  add_attribute(dataset, "branch", {"01", "02", "03", "01", "02", "03", "01", "02", "03", "01", "02", "03"});
  add_attribute(dataset, "member", {"0", "1", "0", "1", "0", "1", "0", "1", "0", "1", "0", "1"});
  const Analysis analysis = analyze(dataset, RfmSpec{}).value();
  const Features features = make_features(dataset, analysis.profile, {.attributes = {"branch", "member"}});
  for (size_t d = 3; d < features.list.size(); ++d) EXPECT_EQ(features.list[d].kind, FeatureKind::value) << d;
  EXPECT_EQ(features.list.size(), 3U + 3U + 2U);
}

TEST(ClusterWords, AnAttributeIsToldByItsShares) {
  Dataset dataset = three_groups(40);
  std::vector<std::string> channel;
  for (size_t i = 0; i < 120; ++i) channel.push_back(i < 40 ? "app" : "web");
  add_attribute(dataset, "channel", channel);
  const ClusterReport report = Clustered(std::move(dataset), {.k = 3, .attributes = {"channel"}}).report();
  EXPECT_NE(report.clusters[0].description.en.find("100% with channel app (of all 33%)"), std::string::npos)
      << report.clusters[0].description.en;
}

}  // namespace
}  // namespace sluice::rfm
