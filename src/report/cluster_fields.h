// The JSON names of the members of the reports on clusters and on the scatter of customers.
#pragma once

#include "base/json_fields.h"
#include "report/spec_fields.h"
#include "rfm/cluster_report.h"
#include "rfm/scatter_report.h"

namespace sluice {

template <>
struct EnumNames<rfm::FeatureKind> {
  using K = rfm::FeatureKind;
  static constexpr std::array<std::pair<K, std::string_view>, 5> names{{
      {K::recency, "recency"},
      {K::frequency, "frequency"},
      {K::monetary, "monetary"},
      {K::number, "number"},
      {K::value, "value"},
  }};
};
template <>
struct EnumNames<rfm::ClusterEvidence> {
  using E = rfm::ClusterEvidence;
  static constexpr std::array<std::pair<E, std::string_view>, 4> names{
      {{E::none, "none"}, {E::weak, "weak"}, {E::reasonable, "reasonable"}, {E::strong, "strong"}}};
};
template <>
struct Fields<rfm::FeatureReport> {
  using T = rfm::FeatureReport;
  static constexpr auto members =
      std::tuple{field("kind", &T::kind),      field("attribute", &T::attribute), field("title", &T::title),
                 field("value", &T::value),    field("skewness", &T::skewness),   field("log_scaled", &T::log_scaled),
                 field("unknown", &T::unknown)};
};
template <>
struct Fields<rfm::ClusterCountReport> {
  using T = rfm::ClusterCountReport;
  static constexpr auto members =
      std::tuple{field("k", &T::k), field("within", &T::within), field("silhouette", &T::silhouette)};
};
template <>
struct Fields<rfm::StabilityReport> {
  using T = rfm::StabilityReport;
  static constexpr auto members = std::tuple{field("mean", &T::mean), field("lowest", &T::lowest),
                                             field("resamples", &T::resamples), field("customers", &T::customers)};
};
template <>
struct Fields<rfm::ReferenceReport> {
  using T = rfm::ReferenceReport;
  static constexpr auto members =
      std::tuple{field("silhouette", &T::silhouette), field("highest_reference", &T::highest_reference),
                 field("references", &T::references), field("as_good", &T::as_good), field("customers", &T::customers)};
};
template <>
struct Fields<rfm::ComponentReport> {
  using T = rfm::ComponentReport;
  static constexpr auto members = std::tuple{field("share", &T::share), field("loadings", &T::loadings),
                                             field("low", &T::low), field("high", &T::high)};
};
template <>
struct Fields<rfm::ClusterFigures> {
  using T = rfm::ClusterFigures;
  static constexpr auto members = std::tuple{field("number", &T::number),
                                             field("description", &T::description),
                                             field("centre", &T::centre),
                                             field("silhouette", &T::silhouette),
                                             field("customers", &T::customers),
                                             field("customer_share", &T::customer_share),
                                             field("revenue", &T::revenue),
                                             field("revenue_share", &T::revenue_share),
                                             field("average_order", &T::average_order),
                                             field("mean_recency", &T::mean_recency),
                                             field("mean_frequency", &T::mean_frequency),
                                             field("mean_monetary", &T::mean_monetary),
                                             field("segment", &T::segment),
                                             field("segment_name", &T::segment_name),
                                             field("segment_share", &T::segment_share),
                                             field("selected", &T::selected)};
};
template <>
struct Fields<rfm::DensityCell> {
  using T = rfm::DensityCell;
  static constexpr auto members = std::tuple{field("x", &T::x), field("y", &T::y), field("cluster", &T::cluster),
                                             field("customers", &T::customers)};
};
template <>
struct Fields<rfm::DensityReport> {
  using T = rfm::DensityReport;
  static constexpr auto members =
      std::tuple{field("columns", &T::columns), field("rows", &T::rows), field("cells", &T::cells)};
};
template <>
struct Fields<rfm::ClusterReport> {
  using T = rfm::ClusterReport;
  static constexpr auto members = std::tuple{field("k", &T::k),
                                             field("by_silhouette", &T::by_silhouette),
                                             field("by_elbow", &T::by_elbow),
                                             field("counts", &T::counts),
                                             field("silhouette_customers", &T::silhouette_customers),
                                             field("silhouette_exact", &T::silhouette_exact),
                                             field("features", &T::features),
                                             field("stability", &T::stability),
                                             field("reference", &T::reference),
                                             field("evidence", &T::evidence),
                                             field("verdict", &T::verdict),
                                             field("reason", &T::reason),
                                             field("notes", &T::notes),
                                             field("components", &T::components),
                                             field("clusters", &T::clusters),
                                             field("density", &T::density)};
};
template <>
struct Fields<rfm::ScatterAxis> {
  using T = rfm::ScatterAxis;
  static constexpr auto members =
      std::tuple{field("dimension", &T::dimension), field("scale", &T::scale), field("edges", &T::edges)};
};
template <>
struct Fields<rfm::ScatterCell> {
  using T = rfm::ScatterCell;
  static constexpr auto members = std::tuple{field("x", &T::x), field("y", &T::y), field("customers", &T::customers),
                                             field("selected", &T::selected)};
};
template <>
struct Fields<rfm::ScatterReport> {
  using T = rfm::ScatterReport;
  static constexpr auto members = std::tuple{field("x", &T::x), field("y", &T::y), field("customers", &T::customers),
                                             field("selected", &T::selected), field("cells", &T::cells)};
};

}  // namespace sluice
