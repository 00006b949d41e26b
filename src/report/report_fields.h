// The JSON names of the report's members: the one place that decides how a report is written.
#pragma once

#include "base/json_fields.h"
#include "report/change_fields.h"
#include "report/experiment_fields.h"
#include "report/pipeline_fields.h"
#include "report/report.h"
#include "report/spec_fields.h"

namespace sluice {

template <>
struct EnumNames<ingest::ColumnType> {
  using C = ingest::ColumnType;
  static constexpr std::array<std::pair<C, std::string_view>, 6> names{{
      {C::empty, "empty"},
      {C::text, "text"},
      {C::identifier, "identifier"},
      {C::number, "number"},
      {C::date, "date"},
      {C::date_time, "date_time"},
  }};
};
template <>
struct EnumNames<ingest::Container> {
  using C = ingest::Container;
  static constexpr std::array<std::pair<C, std::string_view>, 4> names{
      {{C::none, "none"}, {C::gzip, "gzip"}, {C::zip, "zip"}, {C::both, "both"}}};
};
template <>
struct EnumNames<ingest::Format> {
  using F = ingest::Format;
  static constexpr std::array<std::pair<F, std::string_view>, 6> names{{
      {F::delimited, "delimited"},
      {F::json, "json"},
      {F::json_lines, "json_lines"},
      {F::xlsx, "xlsx"},
      {F::ods, "ods"},
      {F::xls, "xls"},
  }};
};
template <>
struct EnumNames<ingest::RejectReason> {
  using R = ingest::RejectReason;
  static constexpr std::array<std::pair<R, std::string_view>, 15> names{{
      {R::blank_customer, "blank_customer"},
      {R::missing_date, "missing_date"},
      {R::bad_date, "bad_date"},
      {R::impossible_date, "impossible_date"},
      {R::missing_amount, "missing_amount"},
      {R::bad_number, "bad_number"},
      {R::number_too_large, "number_too_large"},
      {R::missing_event, "missing_event"},
      {R::missing_stage, "missing_stage"},
      {R::negative_count, "negative_count"},
      {R::ragged_row, "ragged_row"},
      {R::repeated_header, "repeated_header"},
      {R::duplicate_customer, "duplicate_customer"},
      {R::bad_text, "bad_text"},
      {R::totals_row, "totals_row"},
  }};
};

template <>
struct Fields<ingest::RejectCount> {
  using T = ingest::RejectCount;
  static constexpr auto members = std::tuple{field("reason", &T::reason), field("text", &T::text),
                                             field("rows", &T::rows), field("first_line", &T::first_line)};
};
template <>
struct Fields<ingest::Evidence> {
  using T = ingest::Evidence;
  static constexpr auto members = std::tuple{field("line", &T::line), field("cell", &T::cell)};
};
template <>
struct Fields<ingest::ColumnReport> {
  using T = ingest::ColumnReport;
  static constexpr auto members =
      std::tuple{field("name", &T::name),     field("role", &T::role),     field("type", &T::type),
                 field("reason", &T::reason), field("filled", &T::filled), field("examples", &T::examples)};
};
template <>
struct Fields<ingest::EntryReport> {
  using T = ingest::EntryReport;
  static constexpr auto members =
      std::tuple{field("name", &T::name), field("bytes", &T::bytes), field("table", &T::table)};
};
template <>
struct Fields<ingest::SheetReport> {
  using T = ingest::SheetReport;
  static constexpr auto members =
      std::tuple{field("name", &T::name), field("rows", &T::rows), field("visible", &T::visible)};
};
template <>
struct Fields<ingest::CellRemark> {
  using T = ingest::CellRemark;
  static constexpr auto members =
      std::tuple{field("row", &T::row), field("column", &T::column), field("text", &T::text)};
};
template <>
struct Fields<ingest::FileReport> {
  using T = ingest::FileReport;
  static constexpr auto members = std::tuple{field("name", &T::name),
                                             field("bytes", &T::bytes),
                                             field("container", &T::container),
                                             field("entry", &T::entry),
                                             field("entries", &T::entries),
                                             field("format", &T::format),
                                             field("sheet", &T::sheet),
                                             field("sheets", &T::sheets),
                                             field("encoding", &T::encoding),
                                             field("byte_order_mark", &T::byte_order_mark),
                                             field("delimiter", &T::delimiter),
                                             field("quote", &T::quote),
                                             field("has_header", &T::has_header),
                                             field("shape", &T::shape),
                                             field("shape_reason", &T::shape_reason),
                                             field("other_shape", &T::other_shape),
                                             field("stage_history", &T::stage_history),
                                             field("date_order", &T::date_order),
                                             field("date_order_proven", &T::date_order_proven),
                                             field("date_evidence", &T::date_evidence),
                                             field("decimal_mark", &T::decimal_mark),
                                             field("currency", &T::currency),
                                             field("rows_read", &T::rows_read),
                                             field("rows_kept", &T::rows_kept),
                                             field("rows_rejected", &T::rows_rejected),
                                             field("rounded_amounts", &T::rounded_amounts),
                                             field("rejects", &T::rejects),
                                             field("columns", &T::columns),
                                             field("preview", &T::preview),
                                             field("remarks", &T::remarks),
                                             field("notes", &T::notes)};
};
template <>
struct Fields<ingest::JoinReport> {
  using T = ingest::JoinReport;
  static constexpr auto members =
      std::tuple{field("file", &T::file),       field("column", &T::column), field("customers", &T::customers),
                 field("matched", &T::matched), field("buyers", &T::buyers), field("text", &T::text),
                 field("remedy", &T::remedy)};
};
template <>
struct Fields<ingest::ImportReport> {
  using T = ingest::ImportReport;
  static constexpr auto members =
      std::tuple{field("files", &T::files), field("joins", &T::joins), field("rows_read", &T::rows_read),
                 field("rows_kept", &T::rows_kept), field("rows_rejected", &T::rows_rejected)};
};
template <>
struct EnumNames<LedgerKind> {
  using K = LedgerKind;
  static constexpr std::array<std::pair<K, std::string_view>, 3> names{
      {{K::total, "total"}, {K::reject, "reject"}, {K::rule, "rule"}}};
};
template <>
struct Fields<LedgerEntry> {
  using T = LedgerEntry;
  static constexpr auto members = std::tuple{field("id", &T::id),
                                             field("kind", &T::kind),
                                             field("text", &T::text),
                                             field("rows", &T::rows),
                                             field("amount", &T::amount),
                                             field("applied", &T::applied),
                                             field("rows_left", &T::rows_left),
                                             field("amount_left", &T::amount_left),
                                             field("opens", &T::opens)};
};
template <>
struct Fields<TestAccountSuggestion> {
  using T = TestAccountSuggestion;
  static constexpr auto members =
      std::tuple{field("pattern", &T::pattern), field("customers", &T::customers), field("lines", &T::lines),
                 field("amount", &T::amount), field("examples", &T::examples)};
};
template <>
struct Fields<LedgerReport> {
  using T = LedgerReport;
  static constexpr auto members =
      std::tuple{field("decimals", &T::decimals), field("entries", &T::entries), field("suggestions", &T::suggestions)};
};
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
  static constexpr std::array<std::pair<K, std::string_view>, 5> names{
      {{K::unassigned_cells, "unassigned_cells"},
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
      std::tuple{field("kind", &T::kind), field("bins", &T::bins), field("rules", &T::rules), field("cells", &T::cells),
                 field("findings", &T::findings)};
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
struct Fields<rfm::LifetimeModels> {
  using T = rfm::LifetimeModels;
  static constexpr auto members = std::tuple{field("r", &T::r),
                                             field("alpha", &T::alpha),
                                             field("a", &T::a),
                                             field("b", &T::b),
                                             field("purchase_log_likelihood", &T::purchase_log_likelihood),
                                             field("p", &T::p),
                                             field("q", &T::q),
                                             field("v", &T::v),
                                             field("spend_log_likelihood", &T::spend_log_likelihood)};
};
template <>
struct Fields<rfm::LifetimeReport> {
  using T = rfm::LifetimeReport;
  static constexpr auto members = std::tuple{field("horizon_days", &T::horizon_days),
                                             field("expected_revenue", &T::expected_revenue),
                                             field("no_estimate", &T::no_estimate),
                                             field("active", &T::active),
                                             field("models", &T::models),
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
template <>
struct Fields<rfm::CohortFigures> {
  using T = rfm::CohortFigures;
  static constexpr auto members = std::tuple{field("active", &T::active),
                                             field("orders", &T::orders),
                                             field("revenue", &T::revenue),
                                             field("retention", &T::retention),
                                             field("orders_per_customer", &T::orders_per_customer),
                                             field("revenue_per_customer", &T::revenue_per_customer),
                                             field("cumulated_per_customer", &T::cumulated_per_customer)};
};
template <>
struct Fields<rfm::CohortRest> {
  using T = rfm::CohortRest;
  static constexpr auto members =
      std::tuple{field("active", &T::active), field("orders", &T::orders), field("revenue", &T::revenue)};
};
template <>
struct Fields<rfm::CohortRow> {
  using T = rfm::CohortRow;
  static constexpr auto members = std::tuple{field("id", &T::id),
                                             field("first_day", &T::first_day),
                                             field("last_day", &T::last_day),
                                             field("cohorts", &T::cohorts),
                                             field("customers", &T::customers),
                                             field("revenue", &T::revenue),
                                             field("complete", &T::complete),
                                             field("figures", &T::figures),
                                             field("later", &T::later),
                                             field("selected", &T::selected)};
};
template <>
struct Fields<rfm::CohortMeans> {
  using T = rfm::CohortMeans;
  static constexpr auto members = std::tuple{field("cohorts", &T::cohorts),
                                             field("customers", &T::customers),
                                             field("active", &T::active),
                                             field("orders", &T::orders),
                                             field("revenue", &T::revenue),
                                             field("retention", &T::retention),
                                             field("orders_per_customer", &T::orders_per_customer),
                                             field("revenue_per_customer", &T::revenue_per_customer),
                                             field("cumulated_per_customer", &T::cumulated_per_customer)};
};
template <>
struct Fields<rfm::CohortReport> {
  using T = rfm::CohortReport;
  static constexpr auto members = std::tuple{field("period", &T::period),
                                             field("first_day", &T::first_day),
                                             field("observed_to", &T::observed_to),
                                             field("last_incomplete", &T::last_incomplete),
                                             field("customers", &T::customers),
                                             field("revenue", &T::revenue),
                                             field("periods", &T::periods),
                                             field("cohorts", &T::cohorts),
                                             field("means", &T::means),
                                             field("definition", &T::definition),
                                             field("notes", &T::notes)};
};
template <>
struct Fields<rfm::SecondPurchase> {
  using T = rfm::SecondPurchase;
  static constexpr auto members = std::tuple{field("days", &T::days),
                                             field("customers", &T::customers),
                                             field("share_of_repeaters", &T::share_of_repeaters),
                                             field("known", &T::known),
                                             field("known_came", &T::known_came),
                                             field("share_of_known", &T::share_of_known)};
};
template <>
struct Fields<rfm::RhythmReport> {
  using T = rfm::RhythmReport;
  static constexpr auto members = std::tuple{field("customers", &T::customers),
                                             field("repeaters", &T::repeaters),
                                             field("one_time", &T::one_time),
                                             field("repurchase_rate", &T::repurchase_rate),
                                             field("one_time_share", &T::one_time_share),
                                             field("with_gap", &T::with_gap),
                                             field("gaps", &T::gaps),
                                             field("median_gap", &T::median_gap),
                                             field("p90_gap", &T::p90_gap),
                                             field("typical_gap", &T::typical_gap),
                                             field("histogram", &T::histogram),
                                             field("second", &T::second),
                                             field("overdue_at", &T::overdue_at),
                                             field("overdue", &T::overdue),
                                             field("overdue_share", &T::overdue_share),
                                             field("at_stake", &T::at_stake),
                                             field("definition", &T::definition),
                                             field("notes", &T::notes)};
};
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
template <>
struct Fields<funnel::Rate> {
  using T = funnel::Rate;
  static constexpr auto members = std::tuple{field("value", &T::value), field("low", &T::low), field("high", &T::high)};
};
template <>
struct Fields<funnel::StepReport> {
  using T = funnel::StepReport;
  static constexpr auto members = std::tuple{field("event", &T::event),
                                             field("label", &T::label),
                                             field("zone", &T::zone),
                                             field("optional", &T::optional),
                                             field("count", &T::count),
                                             field("value", &T::value),
                                             field("lost_value", &T::lost_value),
                                             field("step_rate", &T::step_rate),
                                             field("overall_rate", &T::overall_rate),
                                             field("drop_off", &T::drop_off),
                                             field("still_open", &T::still_open),
                                             field("share_of_loss", &T::share_of_loss),
                                             field("median_ms", &T::median_ms),
                                             field("p90_ms", &T::p90_ms),
                                             field("step_median_ms", &T::step_median_ms),
                                             field("step_p90_ms", &T::step_p90_ms),
                                             field("step_times", &T::step_times),
                                             field("larger_than_before", &T::larger_than_before)};
};
template <>
struct Fields<funnel::EventChoice> {
  using T = funnel::EventChoice;
  static constexpr auto members =
      std::tuple{field("event", &T::event), field("count", &T::count), field("customers", &T::customers)};
};
template <>
struct Fields<funnel::PropertyChoice> {
  using T = funnel::PropertyChoice;
  static constexpr auto members =
      std::tuple{field("name", &T::name), field("title", &T::title), field("values", &T::values),
                 field("other_values", &T::other_values), field("numeric", &T::numeric)};
};
template <>
struct Fields<funnel::PresetChoice> {
  using T = funnel::PresetChoice;
  static constexpr auto members =
      std::tuple{field("id", &T::id), field("name", &T::name), field("mode", &T::mode), field("rules", &T::rules)};
};
template <>
struct Fields<funnel::FunnelReport> {
  using T = funnel::FunnelReport;
  static constexpr auto members = std::tuple{field("source", &T::source),
                                             field("mode", &T::mode),
                                             field("unit", &T::unit),
                                             field("preset", &T::preset),
                                             field("presets", &T::presets),
                                             field("properties", &T::properties),
                                             field("time_classes_ms", &T::time_classes_ms),
                                             field("window_ms", &T::window_ms),
                                             field("steps", &T::steps),
                                             field("events", &T::events),
                                             field("sources", &T::sources),
                                             field("result", &T::result),
                                             field("definition", &T::definition),
                                             field("notes", &T::notes)};
};
template <>
struct Fields<ChosenCustomers> {
  using T = ChosenCustomers;
  static constexpr auto members =
      std::tuple{field("known", &T::known), field("customers", &T::customers), field("scored", &T::scored)};
};
template <>
struct Fields<Report> {
  static constexpr auto members =
      std::tuple{field("version", &Report::version),       field("import", &Report::import),
                 field("ledger", &Report::ledger),         field("rfm", &Report::rfm),
                 field("chosen", &Report::chosen),         field("funnel_sources", &Report::funnel_sources),
                 field("funnel", &Report::funnel),         field("pipeline", &Report::pipeline),
                 field("experiment", &Report::experiment), field("cohorts", &Report::cohorts),
                 field("rhythm", &Report::rhythm),         field("clusters", &Report::clusters),
                 field("migration", &Report::migration),   field("comparison", &Report::comparison),
                 field("scatter", &Report::scatter)};
};

}  // namespace sluice
