#include "ingest/sheet_table.h"

#include <algorithm>

#include "base/text.h"
#include "ingest/table_edges.h"

namespace sluice::ingest {
namespace {

constexpr size_t kWidestGap = 20;  // columns without a name within a header
constexpr size_t kPaddedColumns = 256;

bool is_filled(std::string_view cell) { return !trim(cell).empty(); }

struct Columns {
  size_t begin = 0;
  size_t end = 0;
};

// Those that the first row fills, and those that are filled in one row of a hundred: a stray cell far to the right does
// not make the table wider.
Columns find_columns(const std::vector<SampleRow>& rows, size_t first) {
  std::vector<size_t> counts;
  for (size_t r = first; r < rows.size(); ++r) {
    const std::vector<std::string>& cells = rows[r].cells;
    counts.resize(std::max(counts.size(), cells.size()));
    for (size_t c = 0; c < cells.size(); ++c) counts[c] += is_filled(cells[c]) ? 1 : 0;
  }
  const size_t enough = std::max<size_t>(1, (rows.size() - first) / 100);
  Columns columns{counts.size(), 0};
  const auto take = [&](size_t column) {
    columns.begin = std::min(columns.begin, column);
    columns.end = std::max(columns.end, column + 1);
  };
  size_t blanks = 0;
  for (size_t c = 0; c < rows[first].cells.size() && blanks <= kWidestGap; ++c) {
    blanks = is_filled(rows[first].cells[c]) ? 0 : blanks + 1;
    if (blanks == 0) take(c);
  }
  for (size_t c = 0; c < counts.size(); ++c) {
    if (counts[c] >= enough) take(c);
  }
  return columns;
}

}  // namespace

Result<SheetSample> sample_sheet(RecordSource& source, size_t most_bytes) {
  SheetSample sample;
  size_t bytes = 0;
  Record record;
  while (bytes < most_bytes) {
    switch (source.next(record)) {
      case RecordSource::Step::record:
        bytes += record.raw.size() + 1;
        sample.rows.push_back({record.line, {record.cells.begin(), record.cells.end()}});
        break;
      case RecordSource::Step::failed:
        return source.error();
      case RecordSource::Step::need_text:
      case RecordSource::Step::finished:
        sample.complete = true;
        return sample;
    }
  }
  return sample;
}

std::optional<SheetTable> find_table(const std::vector<SampleRow>& rows, std::optional<bool> has_header) {
  if (typical_width(rows) == 0) return std::nullopt;
  const size_t first = count_preamble_rows(rows, has_header);
  const Columns columns = find_columns(rows, first);
  return SheetTable{rows[first].line, columns.begin, columns.end - columns.begin, first};
}

std::vector<SampleRow> crop(const SheetTable& table, const std::vector<SampleRow>& rows) {
  std::vector<SampleRow> cropped;
  for (const SampleRow& row : rows) {
    if (row.line < table.first_row) continue;
    const auto skipped = static_cast<std::ptrdiff_t>(std::min(table.first_column, row.cells.size()));
    cropped.push_back({row.line, {row.cells.begin() + skipped, row.cells.end()}});
  }
  // The first row tells how many columns there are; the others need not, and of a very wide table they are left short.
  cropped.front().cells.resize(table.columns);
  for (SampleRow& row : cropped) {
    if (table.columns <= kPaddedColumns && row.cells.size() < table.columns) row.cells.resize(table.columns);
  }
  return cropped;
}

bool crop(const SheetTable& table, Record& record, std::vector<std::string_view>& cells) {
  if (record.line < table.first_row) return false;
  const size_t skipped = std::min(table.first_column, record.cells.size());
  cells.assign(record.cells.begin() + static_cast<std::ptrdiff_t>(skipped), record.cells.end());
  if (cells.size() < table.columns) cells.resize(table.columns, "");
  record.cells = cells;
  return true;
}

}  // namespace sluice::ingest
