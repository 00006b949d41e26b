// Where on a sheet its table stands: below titles and notes, perhaps not in the first column. Found in the sheet's
// first rows; the rows of the sheet are then cropped to it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "ingest/column_profile.h"
#include "ingest/record_source.h"

namespace sluice::ingest {

struct SheetSample {
  std::vector<SampleRow> rows;
  bool complete = false;  ///< they are all rows of the sheet
};

/// The first rows, until they have `most_bytes` of text. Errors: those of the source.
Result<SheetSample> sample_sheet(RecordSource& source, size_t most_bytes);

struct SheetTable {
  uint64_t first_row = 1;  ///< the header, or in its absence the first row; a row's number on the sheet
  size_t first_column = 0;
  size_t columns = 0;
  uint64_t rows_above = 0;  ///< that have cells and were left out
};

/// nullopt: no two rows have two cells each. Where the table begins is decided as for a text: see table_edges.h.
std::optional<SheetTable> find_table(const std::vector<SampleRow>& rows, std::optional<bool> has_header);

/// The rows of the sample that belong to the table, cropped to it.
std::vector<SampleRow> crop(const SheetTable& table, const std::vector<SampleRow>& rows);

/// Crops a record to the table: `cells` holds the views. false: it stands above.
bool crop(const SheetTable& table, Record& record, std::vector<std::string_view>& cells);

}  // namespace sluice::ingest
