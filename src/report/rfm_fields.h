// The JSON names of the members of the report on customers, their scores, segments and groups.
#pragma once

#include "base/json_fields.h"
#include "report/spec_fields.h"
#include "rfm/rfm_report.h"

namespace sluice {

template <>
struct Fields<rfm::Totals> {
  using T = rfm::Totals;
  static constexpr auto members = std::tuple{field("customers", &T::customers),
                                             field("orders", &T::orders),
                                             field("revenue", &T::revenue),
                                             field("average_order", &T::average_order),
                                             field("revenue_per_customer", &T::revenue_per_customer),
                                             field("mean_recency", &T::mean_recency),
                                             field("mean_frequency", &T::mean_frequency),
                                             field("mean_monetary", &T::mean_monetary),
                                             field("median_recency", &T::median_recency),
                                             field("median_frequency", &T::median_frequency),
                                             field("median_monetary", &T::median_monetary),
                                             field("repeat_share", &T::repeat_share)};
};
template <>
struct Fields<rfm::BinReport> {
  using T = rfm::BinReport;
  static constexpr auto members = std::tuple{field("score", &T::score), field("customers", &T::customers),
                                             field("lowest", &T::lowest), field("highest", &T::highest)};
};
template <>
struct Fields<rfm::HistogramBar> {
  using T = rfm::HistogramBar;
  static constexpr auto members = std::tuple{field("from", &T::from), field("to", &T::to),
                                             field("customers", &T::customers), field("selected", &T::selected)};
};
template <>
struct Fields<rfm::DimensionReport> {
  using T = rfm::DimensionReport;
  static constexpr auto members =
      std::tuple{field("name", &T::name),   field("method", &T::method),   field("bins", &T::bins),
                 field("cuts", &T::cuts),   field("scores", &T::scores),   field("straddling", &T::straddling),
                 field("split", &T::split), field("minimum", &T::minimum), field("maximum", &T::maximum),
                 field("mean", &T::mean),   field("median", &T::median),   field("histogram", &T::histogram)};
};
template <>
struct Fields<rfm::SegmentReport> {
  using T = rfm::SegmentReport;
  static constexpr auto members = std::tuple{field("id", &T::id),
                                             field("name", &T::name),
                                             field("advice", &T::advice),
                                             field("color", &T::color),
                                             field("customers", &T::customers),
                                             field("customer_share", &T::customer_share),
                                             field("revenue", &T::revenue),
                                             field("revenue_share", &T::revenue_share),
                                             field("average_order", &T::average_order),
                                             field("mean_recency", &T::mean_recency),
                                             field("mean_frequency", &T::mean_frequency),
                                             field("mean_monetary", &T::mean_monetary),
                                             field("rest", &T::rest),
                                             field("selected", &T::selected)};
};
template <>
struct EnumNames<rfm::MapFindingKind> {
  using K = rfm::MapFindingKind;
  static constexpr std::array<std::pair<K, std::string_view>, 6> names{
      {{K::unassigned_cells, "unassigned_cells"},
       {K::rest_cells, "rest_cells"},
       {K::contested_cells, "contested_cells"},
       {K::idle_rule, "idle_rule"},
       {K::segment_without_cell, "segment_without_cell"},
       {K::segment_without_customer, "segment_without_customer"}}};
};
template <>
struct Fields<rfm::MapCellReport> {
  using T = rfm::MapCellReport;
  static constexpr auto members =
      std::tuple{field("key", &T::key), field("segment", &T::segment), field("claims", &T::claims),
                 field("by_itself", &T::by_itself), field("customers", &T::customers)};
};
template <>
struct Fields<rfm::MapFinding> {
  using T = rfm::MapFinding;
  static constexpr auto members = std::tuple{field("kind", &T::kind), field("is_mistake", &T::is_mistake),
                                             field("sentence", &T::sentence), field("cells", &T::cells)};
};
template <>
struct Fields<rfm::MapReport> {
  using T = rfm::MapReport;
  static constexpr auto members =
      std::tuple{field("kind", &T::kind),   field("bins", &T::bins),   field("rule", &T::rule),
                 field("rules", &T::rules), field("cells", &T::cells), field("findings", &T::findings)};
};
template <>
struct Fields<rfm::GridCell> {
  using T = rfm::GridCell;
  static constexpr auto members = std::tuple{field("recency", &T::recency), field("frequency", &T::frequency),
                                             field("segment", &T::segment), field("customers", &T::customers),
                                             field("revenue", &T::revenue), field("mean_monetary", &T::mean_monetary)};
};
template <>
struct Fields<rfm::CubeCell> {
  using T = rfm::CubeCell;
  static constexpr auto members = std::tuple{field("recency", &T::recency),
                                             field("frequency", &T::frequency),
                                             field("monetary", &T::monetary),
                                             field("segment", &T::segment),
                                             field("segment_customers", &T::segment_customers),
                                             field("customers", &T::customers),
                                             field("revenue", &T::revenue)};
};
template <>
struct Fields<rfm::GroupThreshold> {
  using T = rfm::GroupThreshold;
  static constexpr auto members =
      std::tuple{field("id", &T::id), field("value", &T::value), field("from_data", &T::from_data)};
};
template <>
struct Fields<rfm::GroupReport> {
  using T = rfm::GroupReport;
  static constexpr auto members = std::tuple{field("id", &T::id),
                                             field("name", &T::name),
                                             field("also", &T::also),
                                             field("advice", &T::advice),
                                             field("color", &T::color),
                                             field("customers", &T::customers),
                                             field("customer_share", &T::customer_share),
                                             field("revenue", &T::revenue),
                                             field("revenue_share", &T::revenue_share),
                                             field("average_order", &T::average_order),
                                             field("mean_recency", &T::mean_recency),
                                             field("margin", &T::margin),
                                             field("expected_revenue", &T::expected_revenue),
                                             field("rule_of_thumb", &T::rule_of_thumb),
                                             field("selected", &T::selected)};
};
template <>
struct Fields<rfm::ProspectReport> {
  using T = rfm::ProspectReport;
  static constexpr auto members =
      std::tuple{field("id", &T::id),       field("name", &T::name),     field("advice", &T::advice),
                 field("color", &T::color), field("people", &T::people), field("share", &T::share)};
};
template <>
struct Fields<rfm::GroupingReport> {
  using T = rfm::GroupingReport;
  static constexpr auto members = std::tuple{field("id", &T::id),
                                             field("name", &T::name),
                                             field("rule", &T::rule),
                                             field("not_applicable", &T::not_applicable),
                                             field("thresholds", &T::thresholds),
                                             field("prospects", &T::prospects),
                                             field("groups", &T::groups)};
};
template <>
struct Fields<rfm::AttributeFigures> {
  using T = rfm::AttributeFigures;
  static constexpr auto members =
      std::tuple{field("customers", &T::customers), field("customer_share", &T::customer_share),
                 field("revenue", &T::revenue), field("revenue_share", &T::revenue_share)};
};
template <>
struct Fields<rfm::AttributeValueReport> {
  using T = rfm::AttributeValueReport;
  static constexpr auto members =
      std::tuple{field("value", &T::value), field("figures", &T::figures), field("selected", &T::selected)};
};
template <>
struct Fields<rfm::AttributeReport> {
  using T = rfm::AttributeReport;
  static constexpr auto members = std::tuple{field("name", &T::name),
                                             field("title", &T::title),
                                             field("files", &T::files),
                                             field("distinct", &T::distinct),
                                             field("several", &T::several),
                                             field("values", &T::values),
                                             field("rest_values", &T::rest_values),
                                             field("rest", &T::rest),
                                             field("unknown", &T::unknown),
                                             field("unknown_selected", &T::unknown_selected)};
};
template <>
struct Fields<rfm::ConcentrationPoint> {
  using T = rfm::ConcentrationPoint;
  static constexpr auto members = std::tuple{field("customers", &T::customers), field("revenue", &T::revenue)};
};
template <>
struct Fields<rfm::Concentration> {
  using T = rfm::Concentration;
  static constexpr auto members = std::tuple{
      field("curve", &T::curve), field("gini", &T::gini), field("top_fifth_share", &T::top_fifth_share),
      field("bottom_fifth_share", &T::bottom_fifth_share), field("bottom_fifth_margin", &T::bottom_fifth_margin)};
};
template <>
struct Fields<rfm::Ledger> {
  using T = rfm::Ledger;
  static constexpr auto members = std::tuple{field("lines", &T::lines),
                                             field("amount", &T::amount),
                                             field("lines_after_snapshot", &T::lines_after_snapshot),
                                             field("amount_after_snapshot", &T::amount_after_snapshot),
                                             field("lines_before_lookback", &T::lines_before_lookback),
                                             field("amount_before_lookback", &T::amount_before_lookback),
                                             field("customers_left_out", &T::customers_left_out),
                                             field("return_lines", &T::return_lines),
                                             field("return_amount", &T::return_amount),
                                             field("void_orders", &T::void_orders),
                                             field("customers_without_purchase", &T::customers_without_purchase),
                                             field("lines_without_purchase", &T::lines_without_purchase),
                                             field("amount_without_purchase", &T::amount_without_purchase)};
};
template <>
struct Fields<rfm::LifetimeReport> {
  using T = rfm::LifetimeReport;
  static constexpr auto members = std::tuple{field("horizon_days", &T::horizon_days),
                                             field("expected_revenue", &T::expected_revenue),
                                             field("no_estimate", &T::no_estimate),
                                             field("active", &T::active),
                                             field("value", &T::value),
                                             field("no_models", &T::no_models),
                                             field("period_days", &T::period_days)};
};
template <>
struct Fields<rfm::RfmReport> {
  using T = rfm::RfmReport;
  static constexpr auto members = std::tuple{field("source", &T::source),
                                             field("snapshot", &T::snapshot),
                                             field("first_day", &T::first_day),
                                             field("last_day", &T::last_day),
                                             field("currency", &T::currency),
                                             field("monetary_measure", &T::monetary_measure),
                                             field("frequency_measure", &T::frequency_measure),
                                             field("ledger", &T::ledger),
                                             field("all", &T::all),
                                             field("selection", &T::selection),
                                             field("dimensions", &T::dimensions),
                                             field("weights", &T::weights),
                                             field("consistency_ratio", &T::consistency_ratio),
                                             field("map", &T::map),
                                             field("map_name", &T::map_name),
                                             field("map_rule", &T::map_rule),
                                             field("map_report", &T::map_report),
                                             field("segments", &T::segments),
                                             field("grid", &T::grid),
                                             field("cube", &T::cube),
                                             field("groupings", &T::groupings),
                                             field("estimates_pending", &T::estimates_pending),
                                             field("lifetime", &T::lifetime),
                                             field("prospects", &T::prospects),
                                             field("attributes", &T::attributes),
                                             field("concentration", &T::concentration),
                                             field("notes", &T::notes)};
};

}  // namespace sluice
