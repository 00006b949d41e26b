// Where a table begins and ends within its file: titles and dates of export above the header, totals below the rows.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ingest/column_profile.h"

namespace sluice::ingest {

/// The number of cells that most rows have, blank ones included. `rows` is not empty.
size_t usual_width(const std::vector<SampleRow>& rows);

/// How many filled cells a row of the table has: the median of the rows with at least two; 0: there are no two such
/// rows, and hence no table.
size_t typical_width(const std::vector<SampleRow>& rows);

/// How many of the first rows of a text or a sheet stand above the table: narrower ones over a row of known names, or
/// ones with a single cell. `has_header`: what the user said.
size_t count_preamble_rows(const std::vector<SampleRow>& rows, std::optional<bool> has_header);

/// "Total", "Grand total:", "合计"... of a trimmed cell: the word and nothing else.
bool is_totals_word(std::string_view cell);

/// A row whose first filled cell says that it sums up others: "合计", "Total: 120 orders".
bool is_totals_row(std::span<const std::string_view> cells);

}  // namespace sluice::ingest
