// The JSON names of the members of the reports on files and cleaning.
#pragma once

#include "base/json_fields.h"
#include "ingest/import_report.h"
#include "report/ledger_report.h"
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

}  // namespace sluice
