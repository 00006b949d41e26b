#include "unit/app/example_clusters.h"

namespace sluice::app {

rfm::ClusterReport example_clusters() {
  rfm::ClusterReport report;
  report.k = 3;
  report.by_silhouette = 3;
  report.by_elbow = 4;
  const double silhouettes[] = {0, 0.48, 0.63, 0.55, 0.5, 0.45, 0.4, 0.38, 0.36, 0.35};
  for (int k = 1; k <= 10; ++k) {
    const double silhouette = silhouettes[k - 1];
    report.counts.push_back({k, 3000.0 / k, k == 1 ? std::nullopt : std::optional(silhouette)});
  }
  report.silhouette_customers = 1000;
  report.silhouette_exact = true;
  report.features = {{.kind = rfm::FeatureKind::recency, .skewness = 0.4},
                     {.kind = rfm::FeatureKind::frequency, .skewness = 3.2, .log_scaled = true},
                     {.kind = rfm::FeatureKind::monetary, .skewness = 5.1, .log_scaled = true}};
  report.stability = rfm::StabilityReport{.mean = 0.93, .lowest = 0.88, .resamples = 20, .customers = 500};
  report.reference = rfm::ReferenceReport{
      .silhouette = 0.63, .highest_reference = 0.35, .references = 20, .as_good = 0, .customers = 500};
  report.evidence = rfm::ClusterEvidence::reasonable;
  report.verdict = {"There are reasonable clusters", "聚类较为明显"};
  report.reason = {"The silhouette of 3 clusters is 0.63.", "分为 3 类时，平均轮廓系数为 0.63。"};
  report.notes = {{"City is not known of 3 customers.", "3 位客户的城市未知。"}};
  report.components = {{0.62, {-0.4, 0.6, 0.69}, {"Buy seldom", "购买较少"}, {"Buy often", "购买较频繁"}},
                       {0.24, {0.9, 0.3, 0.2}, {"Bought recently", "最近买过"}, {"Bought long ago", "较久没买"}}};
  for (int number = 1; number <= 3; ++number) {
    report.clusters.push_back({.number = number,
                               .description = {"Buy often, spend much", "购买较频繁，消费较高"},
                               .centre = {-1.2, 0.8, 1.1},
                               .silhouette = 0.6,
                               .customers = static_cast<uint64_t>(100 * number + 200),
                               .customer_share = 0.1 * number + 0.2,
                               .revenue = 10000.0 / number,
                               .revenue_share = 0.33,
                               .average_order = 50.0,
                               .mean_recency = 20.0 * number,
                               .mean_frequency = 4.5,
                               .mean_monetary = 225.0,
                               .segment = "champions",
                               .segment_name = {"Champions", "重要价值客户"},
                               .segment_share = 0.7});
  }
  report.density = {48, 48, {}};
  for (int i = 0; i < 48; ++i) report.density.cells.push_back({i, 47 - i, 1 + i / 16, static_cast<uint64_t>(i + 1)});
  return report;
}

rfm::ClusterReport no_clusters() {
  rfm::ClusterReport report;
  report.k = 1;
  report.verdict = {"There are no clusters to find", "这些客户没有自然形成的聚类"};
  report.reason = {"The customers do not differ.", "客户没有差别。"};
  report.clusters.push_back({.number = 1, .description = {"Close to the average of all", "接近全体平均"}});
  return report;
}

}  // namespace sluice::app
