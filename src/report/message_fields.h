// The JSON names of the members of messages.
#pragma once

#include "report/change_fields.h"
#include "report/messages.h"
#include "report/report_fields.h"

namespace sluice {

template <>
struct EnumNames<ErrorCode> {
  using E = ErrorCode;
  static constexpr std::array<std::pair<E, std::string_view>, 21> names{{
      {E::engine_failed, "engine_failed"},
      {E::bad_request, "bad_request"},
      {E::bad_json, "bad_json"},
      {E::bad_spec, "bad_spec"},
      {E::no_dataset, "no_dataset"},
      {E::empty_file, "empty_file"},
      {E::not_text, "not_text"},
      {E::unknown_format, "unknown_format"},
      {E::damaged_file, "damaged_file"},
      {E::encrypted_file, "encrypted_file"},
      {E::too_large, "too_large"},
      {E::bad_encoding, "bad_encoding"},
      {E::record_too_long, "record_too_long"},
      {E::too_few_columns, "too_few_columns"},
      {E::columns_not_found, "columns_not_found"},
      {E::no_usable_rows, "no_usable_rows"},
      {E::not_found, "not_found"},
      {E::not_applicable, "not_applicable"},
      {E::out_of_memory, "out_of_memory"},
      {E::cannot_open, "cannot_open"},
      {E::cancelled, "cancelled"},
  }};
};
template <>
struct Fields<Failure> {
  using T = Failure;
  static constexpr auto members = std::tuple{field("code", &T::code), field("message", &T::message),
                                             field("place", &T::place), field("understood", &T::understood)};
};
template <>
struct Fields<RejectRow> {
  using T = RejectRow;
  static constexpr auto members =
      std::tuple{field("file", &T::file), field("line", &T::line),     field("reason", &T::reason),
                 field("text", &T::text), field("column", &T::column), field("raw", &T::raw)};
};
template <>
struct Fields<RejectPage> {
  using T = RejectPage;
  static constexpr auto members =
      std::tuple{field("total", &T::total), field("offset", &T::offset), field("rows", &T::rows)};
};
template <>
struct Fields<LedgerRow> {
  using T = LedgerRow;
  static constexpr auto members = std::tuple{field("file", &T::file),
                                             field("line", &T::line),
                                             field("customer", &T::customer),
                                             field("customer_name", &T::customer_name),
                                             field("order", &T::order),
                                             field("time", &T::time),
                                             field("amount", &T::amount),
                                             field("copy_line", &T::copy_line),
                                             field("copy_file", &T::copy_file),
                                             field("column", &T::column),
                                             field("raw", &T::raw)};
};
template <>
struct Fields<LedgerPage> {
  using T = LedgerPage;
  static constexpr auto members =
      std::tuple{field("total", &T::total), field("offset", &T::offset), field("rows", &T::rows)};
};
template <>
struct Fields<ExportedTable> {
  using T = ExportedTable;
  static constexpr auto members =
      std::tuple{field("share", &T::share), field("rows", &T::rows), field("sheets", &T::sheets),
                 field("shortened_cells", &T::shortened_cells)};
};
template <>
struct Fields<LoadResult> {
  static constexpr auto members = std::tuple{field("spec", &LoadResult::spec), field("report", &LoadResult::report)};
};
template <>
struct Fields<AnalyzeResult> {
  static constexpr auto members = std::tuple{field("report", &AnalyzeResult::report)};
};
template <>
struct Fields<LoadProgress> {
  using T = LoadProgress;
  static constexpr auto members = std::tuple{field("read_bytes", &T::read_bytes),
                                             field("total_bytes", &T::total_bytes),
                                             field("rows", &T::rows),
                                             field("expected_rows", &T::expected_rows),
                                             field("expected_bytes", &T::expected_bytes),
                                             field("reads_on", &T::reads_on),
                                             field("clusters", &T::clusters),
                                             field("elapsed_ms", &T::elapsed_ms)};
};
template <>
struct EnumNames<TableFormat> {
  using F = TableFormat;
  static constexpr std::array<std::pair<F, std::string_view>, 4> names{
      {{F::csv, "csv"}, {F::csv_bom, "csv_bom"}, {F::xlsx, "xlsx"}, {F::json, "json"}}};
};
template <>
struct EnumNames<rfm::CustomerColumn> {
  using C = rfm::CustomerColumn;
  static constexpr std::array<std::pair<C, std::string_view>, 21> names{{
      {C::id, "id"},
      {C::name, "name"},
      {C::recency, "recency"},
      {C::frequency, "frequency"},
      {C::monetary, "monetary"},
      {C::recency_score, "recency_score"},
      {C::frequency_score, "frequency_score"},
      {C::monetary_score, "monetary_score"},
      {C::weighted_score, "weighted_score"},
      {C::segment, "segment"},
      {C::tier, "tier"},
      {C::loyalty, "loyalty"},
      {C::lifecycle, "lifecycle"},
      {C::growth, "growth"},
      {C::kind, "kind"},
      {C::active, "active"},
      {C::expected_revenue, "expected_revenue"},
      {C::expected_purchases, "expected_purchases"},
      {C::no_purchase, "no_purchase"},
      {C::expected_spend, "expected_spend"},
      {C::value, "value"},
  }};
};
template <>
struct Fields<rfm::CustomerQuery> {
  using T = rfm::CustomerQuery;
  static constexpr auto members =
      std::tuple{field("filter", &T::filter),         field("search", &T::search), field("sort", &T::sort),
                 field("descending", &T::descending), field("offset", &T::offset), field("limit", &T::limit)};
};
template <>
struct Fields<rfm::CustomerRow> {
  using T = rfm::CustomerRow;
  static constexpr auto members = std::tuple{field("id", &T::id),
                                             field("name", &T::name),
                                             field("recency", &T::recency),
                                             field("frequency", &T::frequency),
                                             field("monetary", &T::monetary),
                                             field("scores", &T::scores),
                                             field("weighted", &T::weighted),
                                             field("segment", &T::segment),
                                             field("tier", &T::tier),
                                             field("loyalty", &T::loyalty),
                                             field("lifecycle", &T::lifecycle),
                                             field("growth", &T::growth),
                                             field("kind", &T::kind),
                                             field("active", &T::active),
                                             field("expected_revenue", &T::expected_revenue),
                                             field("expected_purchases", &T::expected_purchases),
                                             field("no_purchase", &T::no_purchase),
                                             field("expected_spend", &T::expected_spend),
                                             field("value", &T::value),
                                             field("attributes", &T::attributes)};
};
template <>
struct Fields<rfm::CustomerPage> {
  using T = rfm::CustomerPage;
  static constexpr auto members =
      std::tuple{field("total", &T::total), field("offset", &T::offset), field("rows", &T::rows)};
};
template <>
struct Fields<rfm::ProspectRow> {
  using T = rfm::ProspectRow;
  static constexpr auto members =
      std::tuple{field("id", &T::id), field("name", &T::name), field("attributes", &T::attributes)};
};
template <>
struct Fields<rfm::ProspectPage> {
  using T = rfm::ProspectPage;
  static constexpr auto members =
      std::tuple{field("total", &T::total), field("offset", &T::offset), field("rows", &T::rows)};
};
template <>
struct Fields<rfm::DimensionExplanation> {
  using T = rfm::DimensionExplanation;
  static constexpr auto members =
      std::tuple{field("name", &T::name),           field("value", &T::value),
                 field("score", &T::score),         field("worse", &T::worse),
                 field("equal", &T::equal),         field("better", &T::better),
                 field("cut_below", &T::cut_below), field("cut_above", &T::cut_above),
                 field("sentence", &T::sentence),   field("next_score_at", &T::next_score_at)};
};
template <>
struct Fields<rfm::Purchase> {
  using T = rfm::Purchase;
  static constexpr auto members =
      std::tuple{field("day", &T::day), field("amount", &T::amount), field("lines", &T::lines)};
};
template <>
struct Fields<rfm::ActivityPoint> {
  using T = rfm::ActivityPoint;
  static constexpr auto members = std::tuple{field("day", &T::day), field("probability", &T::probability)};
};
template <>
struct Fields<rfm::CustomerRhythm> {
  using T = rfm::CustomerRhythm;
  static constexpr auto members = std::tuple{field("purchase_days", &T::purchase_days),
                                             field("usual_gap", &T::usual_gap),
                                             field("silence", &T::silence),
                                             field("ratio", &T::ratio),
                                             field("overdue", &T::overdue),
                                             field("sentence", &T::sentence)};
};

template <>
struct Fields<rfm::CustomerExplanation> {
  using T = rfm::CustomerExplanation;
  static constexpr auto members = std::tuple{field("customer", &T::customer),
                                             field("dimensions", &T::dimensions),
                                             field("weighted_sentence", &T::weighted_sentence),
                                             field("segment_name", &T::segment_name),
                                             field("segment_rule", &T::segment_rule),
                                             field("step_up", &T::step_up),
                                             field("advice", &T::advice),
                                             field("kind", &T::kind),
                                             field("purchases", &T::purchases),
                                             field("rhythm", &T::rhythm),
                                             field("activity", &T::activity),
                                             field("former", &T::former)};
};

template <>
struct Fields<rfm::DimensionContrast> {
  using T = rfm::DimensionContrast;
  static constexpr auto members = std::tuple{field("name", &T::name),
                                             field("lower_quartile", &T::lower_quartile),
                                             field("median", &T::median),
                                             field("upper_quartile", &T::upper_quartile),
                                             field("median_of_others", &T::median_of_others),
                                             field("superiority", &T::superiority),
                                             field("sentence", &T::sentence)};
};
template <>
struct Fields<rfm::AttributeContrast> {
  using T = rfm::AttributeContrast;
  static constexpr auto members = std::tuple{field("attribute", &T::attribute),
                                             field("title", &T::title),
                                             field("value", &T::value),
                                             field("customers", &T::customers),
                                             field("share", &T::share),
                                             field("share_of_others", &T::share_of_others),
                                             field("z", &T::z),
                                             field("sentence", &T::sentence)};
};
template <>
struct Fields<rfm::Ascent> {
  using T = rfm::Ascent;
  static constexpr auto members =
      std::tuple{field("segment", &T::segment), field("name", &T::name), field("customers", &T::customers),
                 field("gain_per_customer", &T::gain_per_customer), field("gain", &T::gain)};
};
template <>
struct Fields<rfm::SegmentExplanation> {
  using T = rfm::SegmentExplanation;
  static constexpr auto members = std::tuple{field("id", &T::id),
                                             field("name", &T::name),
                                             field("advice", &T::advice),
                                             field("totals", &T::totals),
                                             field("customer_share", &T::customer_share),
                                             field("revenue_share", &T::revenue_share),
                                             field("who", &T::who),
                                             field("dimensions", &T::dimensions),
                                             field("attributes", &T::attributes),
                                             field("ascents", &T::ascents),
                                             field("ascending", &T::ascending),
                                             field("gain", &T::gain),
                                             field("worth", &T::worth)};
};

template <>
struct EnumNames<rfm::OverdueColumn> {
  using C = rfm::OverdueColumn;
  static constexpr std::array<std::pair<C, std::string_view>, 9> names{{
      {C::id, "id"},
      {C::name, "name"},
      {C::last_purchase, "last_purchase"},
      {C::purchase_days, "purchase_days"},
      {C::usual_gap, "usual_gap"},
      {C::silence, "silence"},
      {C::ratio, "ratio"},
      {C::at_stake, "at_stake"},
      {C::segment, "segment"},
  }};
};
template <>
struct Fields<rfm::OverdueQuery> {
  using T = rfm::OverdueQuery;
  static constexpr auto members = std::tuple{field("sort", &T::sort), field("descending", &T::descending),
                                             field("offset", &T::offset), field("limit", &T::limit)};
};
template <>
struct Fields<rfm::OverdueRow> {
  using T = rfm::OverdueRow;
  static constexpr auto members = std::tuple{field("id", &T::id),
                                             field("name", &T::name),
                                             field("last_purchase", &T::last_purchase),
                                             field("purchase_days", &T::purchase_days),
                                             field("usual_gap", &T::usual_gap),
                                             field("silence", &T::silence),
                                             field("ratio", &T::ratio),
                                             field("at_stake", &T::at_stake),
                                             field("segment", &T::segment)};
};
template <>
struct Fields<rfm::OverduePage> {
  using T = rfm::OverduePage;
  static constexpr auto members =
      std::tuple{field("total", &T::total), field("offset", &T::offset), field("rows", &T::rows)};
};

}  // namespace sluice
