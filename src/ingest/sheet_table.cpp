#include "ingest/sheet_table.h"

#include <algorithm>

#include "base/text.h"
#include "ingest/column_names.h"

namespace sluice::ingest {
namespace {

constexpr size_t kHeaderWithin = 50;  // rows; titles and notes are not longer
constexpr int kPlainName = 40;        // score of a column name that is hardly anything else

bool is_filled(std::string_view cell) { return !trim(cell).empty(); }

size_t filled(const SampleRow& row) {
  return static_cast<size_t>(std::count_if(row.cells.begin(), row.cells.end(), is_filled));
}

size_t known_names(const SampleRow& row) {
  return static_cast<size_t>(std::count_if(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
    const auto meanings = meanings_of(cell);
    return !meanings.empty() && meanings.front().score >= kPlainName;
  }));
}

// How many cells a row of the table has: the median of those with at least two; 0: there are no two such rows.
size_t typical_width(const std::vector<SampleRow>& rows) {
  std::vector<size_t> widths;
  for (const SampleRow& row : rows) {
    if (const size_t width = filled(row); width >= 2) widths.push_back(width);
  }
  if (widths.size() < 2) return 0;
  const auto middle = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
  std::nth_element(widths.begin(), middle, widths.end());
  return *middle;
}

// The first row with two known names, or else the first that is more than half as wide as the others.
size_t find_first_row(const std::vector<SampleRow>& rows, size_t typical, bool has_header) {
  const size_t end = std::min(rows.size(), kHeaderWithin);
  const auto is_wide = [&](const SampleRow& row) { return filled(row) >= std::max<size_t>(2, (typical + 1) / 2); };
  for (size_t r = 0; has_header && r < end; ++r) {
    if (is_wide(rows[r]) && known_names(rows[r]) >= 2) return r;
  }
  for (size_t r = 0; r < rows.size(); ++r) {
    if (is_wide(rows[r])) return r;
  }
  return 0;
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

std::optional<SheetTable> find_table(const std::vector<SampleRow>& rows, bool has_header) {
  const size_t typical = typical_width(rows);
  if (typical == 0) return std::nullopt;
  const size_t first = find_first_row(rows, typical, has_header);
  SheetTable table;
  table.first_row = rows[first].line;
  table.rows_above = first;
  size_t begin = SIZE_MAX;
  size_t end = 0;
  for (size_t r = first; r < rows.size(); ++r) {
    for (size_t c = 0; c < rows[r].cells.size(); ++c) {
      if (!is_filled(rows[r].cells[c])) continue;
      begin = std::min(begin, c);
      end = std::max(end, c + 1);
    }
  }
  table.first_column = begin;
  table.columns = end - begin;
  return table;
}

std::vector<SampleRow> crop(const SheetTable& table, const std::vector<SampleRow>& rows) {
  std::vector<SampleRow> cropped;
  for (const SampleRow& row : rows) {
    if (row.line < table.first_row) continue;
    SampleRow& kept = cropped.emplace_back(SampleRow{row.line, {}});
    for (size_t c = table.first_column; c < std::max(row.cells.size(), table.first_column + table.columns); ++c) {
      kept.cells.push_back(c < row.cells.size() ? row.cells[c] : std::string());
    }
  }
  return cropped;
}

bool crop(const SheetTable& table, Record& record, std::vector<std::string_view>& cells) {
  if (record.line < table.first_row) return false;
  const size_t skipped = std::min(table.first_column, record.cells.size());
  cells.assign(record.cells.begin() + static_cast<std::ptrdiff_t>(skipped), record.cells.end());
  if (cells.size() < table.columns) cells.resize(table.columns);
  record.cells = cells;
  return true;
}

}  // namespace sluice::ingest
