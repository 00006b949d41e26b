#include "rfm/cluster_summary.h"

#include <algorithm>

#include "base/number_text.h"
#include "rfm/cluster_words.h"
#include "rfm/tally.h"

namespace sluice::rfm {
namespace {

std::optional<int> as_count(std::optional<size_t> k) {
  if (!k) return std::nullopt;
  return static_cast<int>(*k);
}

/// By cluster: its customers, and how many of them belong to each segment.
struct Groups {
  std::vector<Tally> tallies;
  std::vector<std::vector<uint64_t>> segments;
  ExactSum revenue;
  uint64_t customers = 0;
};

Groups group(const Analysis& analysis, const ClusterModel& model, const std::vector<uint8_t>& selected) {
  Groups groups;
  groups.tallies.resize(model.k);
  groups.segments.assign(model.k, std::vector<uint64_t>(analysis.map->segments.size(), 0));
  for (size_t row = 0; row < selected.size(); ++row) {
    if (selected[row] == 0) continue;
    groups.tallies[model.label[row]].add(analysis.profile, row);
    ++groups.segments[model.label[row]][analysis.segment[row]];
    groups.revenue.add(analysis.profile.revenue.units[row]);
    ++groups.customers;
  }
  return groups;
}

void add_figures(const Analysis& analysis, const Groups& groups, size_t cluster, ClusterFigures& figures) {
  const Profile& profile = analysis.profile;
  const Tally& tally = groups.tallies[cluster];
  figures.customers = tally.customers;
  figures.customer_share =
      ratio(static_cast<double>(tally.customers), static_cast<double>(groups.customers)).value_or(0);
  figures.revenue = tally.revenue_in(profile);
  figures.revenue_share = tally.revenue_share(groups.revenue);
  figures.average_order = ratio(figures.revenue, tally.purchases.value());
  figures.mean_recency = tally.per_customer(tally.recency);
  figures.mean_frequency = tally.per_customer(tally.frequency);
  figures.mean_monetary = tally.per_customer(tally.monetary);
  if (tally.customers == 0) return;
  const std::vector<uint64_t>& segments = groups.segments[cluster];
  const auto most = std::max_element(segments.begin(), segments.end());
  const Segment& segment = analysis.map->segments[static_cast<size_t>(most - segments.begin())];
  figures.segment = segment.id;
  figures.segment_name = segment.name;
  figures.segment_share = static_cast<double>(*most) / static_cast<double>(tally.customers);
}

void add_centre(const Features& features, const ClusterModel& model, size_t cluster, MonetaryMeasure measure,
                ClusterFigures& figures) {
  std::vector<FeatureStanding> standings;
  for (size_t d = 0; d < features.list.size(); ++d) {
    const FeatureScale& scale = features.scales[d];
    const double coordinate = model.centres.columns[d][cluster];
    standings.push_back({standardised(scale, coordinate), scale.mean + coordinate * scale.divisor, scale.mean});
    figures.centre.push_back(standings.back().deviations);
  }
  figures.description = describe_cluster(features.list, standings, measure);
}

DensityReport density(const ClusterModel& model, const std::vector<uint8_t>& selected) {
  if (model.cell.empty()) return {};
  constexpr size_t kCells = size_t{kDensityCells} * kDensityCells;
  std::vector<uint64_t> counts(kCells * model.k, 0);
  for (size_t row = 0; row < selected.size(); ++row) {
    if (selected[row] != 0) ++counts[model.cell[row] * model.k + model.label[row]];
  }
  DensityReport report{kDensityCells, kDensityCells, {}};
  for (size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    const auto cell = static_cast<int>(i / model.k);
    report.cells.push_back({cell % kDensityCells, cell / kDensityCells, static_cast<int>(i % model.k) + 1, counts[i]});
  }
  return report;
}

void add_components(const Features& features, const ClusterModel& model, MonetaryMeasure measure,
                    ClusterReport& report) {
  for (size_t i = 0; i < std::min<size_t>(2, features.list.size()); ++i) {
    const std::vector<double>& loadings = model.components.loadings[i];
    report.components.push_back({model.components.share[i], loadings,
                                 describe_direction(features.list, loadings, -1, measure),
                                 describe_direction(features.list, loadings, 1, measure)});
  }
}

void add_notes(const Features& features, const ClusterSpec& spec, ClusterReport& report) {
  report.notes = features.notes;
  if (spec.k > report.k && !report.counts.empty()) {
    const std::string k = std::to_string(report.k);
    report.notes.push_back({"Only " + k + (report.k == 1 ? " kind" : " kinds") +
                                " of customers can be told apart by these figures: there cannot be more clusters.",
                            "按这些指标，客户只有 " + k + " 种不同情况，聚类数不能更多。"});
  }
  for (const FeatureReport& feature : features.list) {
    if (feature.unknown == 0) continue;
    const std::string count = grouped_text(feature.unknown);
    const bool one = feature.unknown == 1;
    report.notes.push_back({feature.title.en + " is not known of " + count +
                                (one ? " customer, who counts" : " customers; they count") + " as average in it.",
                            count + " 位客户的" + feature.title.zh + "未知，按平均值计算。"});
  }
  if (!report.silhouette_exact && report.silhouette_customers > 0) {
    const std::string count = grouped_text(report.silhouette_customers);
    report.notes.push_back({"Silhouettes are means of " + count + " customers drawn at random.",
                            "轮廓系数取自随机抽取的 " + count + " 位客户。"});
  }
}

}  // namespace

ClusterReport report_clusters(const Analysis& analysis, const ClusterRun& run, const ClusterSpec& spec,
                              MonetaryMeasure measure, const FilterSpec& filter, const std::vector<uint8_t>& selected) {
  const ClusterModel& model = run.model();
  const Features& features = run.features();
  ClusterReport report;
  report.k = static_cast<int>(model.k);
  report.by_silhouette = as_count(model.by_silhouette);
  report.by_elbow = as_count(model.by_elbow);
  for (const TriedClusters& tried : model.tried) {
    report.counts.push_back({static_cast<int>(report.counts.size()) + 1, tried.within, tried.silhouette.mean});
  }
  report.silhouette_customers = model.silhouette_customers;
  report.silhouette_exact = model.silhouette_customers == analysis.profile.size();
  report.features = features.list;
  report.stability = model.stability;
  report.reference = model.reference;
  judge(report);
  add_notes(features, spec, report);
  add_components(features, model, measure, report);
  const Groups groups = group(analysis, model, selected);
  for (size_t cluster = 0; cluster < model.k; ++cluster) {
    ClusterFigures& figures = report.clusters.emplace_back();
    figures.number = static_cast<int>(cluster) + 1;
    figures.silhouette = model.silhouette[cluster];
    add_centre(features, model, cluster, measure, figures);
    add_figures(analysis, groups, cluster, figures);
    const std::string id = std::to_string(figures.number);
    figures.selected = std::find(filter.clusters.begin(), filter.clusters.end(), id) != filter.clusters.end();
  }
  report.density = density(model, selected);
  return report;
}

}  // namespace sluice::rfm
