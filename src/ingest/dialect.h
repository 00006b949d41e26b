// How a delimited text is written, found in its beginning: which delimiter gives rows of equal length, how cells are
// quoted, and whether the first row is a header. Also splits the sample into rows for everything else that is decided
// from it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/column_profile.h"

namespace sluice::ingest {

struct Dialect {
  char delimiter = ',';       ///< a blank stands for any run of blanks and tabs; those in front of a row are no cell
  size_t preamble_bytes = 0;  ///< length of a first line "sep=;", which Excel writes and which is no row
  char quote = '"';           ///< or '
  bool backslash = false;     ///< quotes within a cell stand behind a backslash instead of being doubled
  bool quotes_cells = true;   ///< false: a quote is a character like any other

  bool blanks() const { return delimiter == ' '; }
  /// One that RecordSplitter knows.
  bool is_plain() const { return quote == '"' && !backslash && quotes_cells && !blanks(); }
};

/// How cells are quoted, as FileSpec::quote names it.
enum class QuoteStyle { double_quotes, single_quotes, backslash, none };
std::optional<QuoteStyle> quote_style_from_name(std::string_view name);
std::string_view quote_style_name(QuoteStyle style);
QuoteStyle quote_style_of(const Dialect& dialect);

/// One of , ; | the tab character and the blank; nullopt for anything else.
std::optional<char> delimiter_from_name(std::string_view name);

/// `complete`: the text is the whole file, so that its last line counts too. `delimiter` and `quotes`: what the user
/// chose.
Dialect find_dialect(std::string_view text, bool complete, std::optional<char> delimiter = std::nullopt,
                     std::optional<QuoteStyle> quotes = std::nullopt);

/// A first line "sep=;" with its delimiter, or nullopt.
std::optional<Dialect> sep_line(std::string_view text);

/// The complete rows of the sample. Where it ends inside of a quote that swallowed everything, line breaks end rows.
std::vector<SampleRow> split_sample(std::string_view text, const Dialect& dialect, bool complete);

/// Whether the first of these rows is a header: it has known names, or it is all words over numbers or dates.
bool find_header(const std::vector<SampleRow>& rows);

}  // namespace sluice::ingest
