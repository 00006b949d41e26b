// Every sentence that ingest says to people, in both languages: errors with what to do next, reasons of the mapping,
// notes on assumptions. Wording only; what is true is decided elsewhere. reject_text() of file_reader.h is defined here
// too.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/file_reader.h"
#include "ingest/identifier_cell.h"
#include "ingest/mapping.h"
#include "ingest/numeric_date.h"
#include "ingest/width_watch.h"

namespace sluice::ingest {

TextPair role_name(Role role);  ///< "customer identifier" / "客户编号"

// Reasons
TextPair role_reason(const MappedColumn& column, Shape shape);
TextPair shape_reason(Shape shape, bool chosen);

// Errors; the caller fills in the file's name.
Error empty_file(bool has_header);
Error unknown_encoding(std::string_view name);
Error contradicted_encoding(std::string_view chosen, std::string_view found);
Error unknown_delimiter(std::string_view name);
Error unknown_quote(std::string_view name);
Error record_too_long(uint64_t line, std::optional<uint64_t> quote_line);
Error too_few_columns(std::string_view first_row, uint64_t line);
Error columns_not_found(const Mapping& mapping, const std::vector<std::string>& names, uint64_t header_line);
Error no_usable_rows(const FileReport& report);

// Notes
TextPair note_assumed_order(DateOrder order, std::string_view example);
TextPair note_point_zero(std::string_view column);
TextPair note_name_as_customer(std::string_view column);
TextPair note_customer_as_opportunity(std::string_view column);
TextPair note_milestones(const std::vector<std::string>& columns);
TextPair note_product_amount(std::string_view quantity, std::string_view price);
TextPair note_unit(std::string_view column, std::string_view unit);
TextPair note_cut_short(uint64_t bytes);
TextPair note_open_quote(uint64_t line);
TextPair note_rounded(uint64_t cells);
TextPair note_unread_amounts(std::string_view column, uint64_t cells);
TextPair note_lost_characters(uint64_t count, std::string_view encoding);
TextPair note_cancelled_orders(std::string_view column);
TextPair note_preamble(uint64_t rows, const SampleRow& first_row);
TextPair note_numeric_dates(std::string_view column, NumericDate kind, std::string_view cell, std::string_view time);
TextPair note_lost_zeros(std::string_view column, std::string_view with, std::string_view without);
TextPair note_exponents(std::string_view column, const SpoiledIdentifiers& spoiled);
TextPair note_named_zone(std::string_view example);
TextPair note_whole_month(std::string_view example);
TextPair note_other_width(uint64_t usual, const WidthContradiction& contradiction);

// Remarks on a cell
TextPair remark_exponent();
TextPair remark_point_zero(std::string_view read_as);
TextPair remark_cleaned(std::string_view read_as);
TextPair remark_lost_zeros(std::string_view other);

}  // namespace sluice::ingest
