// How a delimited text is written, found in its beginning: which delimiter gives rows of equal length, and whether the
// first row is a header. Also splits the sample into rows for everything else that is decided from it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/column_profile.h"

namespace sluice::ingest {

struct Dialect {
  char delimiter = ',';
  size_t preamble_bytes = 0;  ///< length of a first line "sep=;", which Excel writes and which is no row
};

/// One of , ; | and the tab character; nullopt for anything else.
std::optional<char> delimiter_from_name(std::string_view name);

/// `complete`: the text is the whole file, so that its last line counts too.
Dialect find_dialect(std::string_view text, bool complete);

/// A first line "sep=;" with its delimiter, or nullopt.
std::optional<Dialect> sep_line(std::string_view text);

/// The complete rows of the sample. Where it ends inside of a quote that swallowed everything, line breaks end rows.
std::vector<SampleRow> split_sample(std::string_view text, const Dialect& dialect, bool complete);

/// Whether the first of these rows is a header: it has known names, or it is all words over numbers or dates.
bool find_header(const std::vector<SampleRow>& rows);

}  // namespace sluice::ingest
