#include "ingest/dialect.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_set>

#include "base/text.h"
#include "ingest/column_names.h"
#include "ingest/date_cell.h"
#include "ingest/number_cell.h"
#include "ingest/record_splitter.h"

namespace sluice::ingest {
namespace {

constexpr std::array<char, 4> kDelimiters{',', ';', '\t', '|'};
constexpr size_t kDialectBytes = size_t{128} << 10;
constexpr size_t kDialectRows = 500;

// A cell with an odd quote: most likely a quoted cell that the wrong delimiter has cut.
bool has_odd_quotes(std::string_view cell) { return std::count(cell.begin(), cell.end(), '"') % 2 == 1; }

// How well a delimiter explains the text: the share of rows with the usual number of cells, and more for more cells. A
// header of another width than the rows below it speaks against it, as commas inside product names do; so do cut
// quotes.
double score_of(std::string_view text, char delimiter, bool complete) {
  RecordSplitter splitter(delimiter, text.size());
  splitter.text().append(text);
  if (complete) splitter.end();
  std::map<size_t, size_t> widths;
  size_t rows = 0;
  size_t first_width = 0;
  size_t cut_rows = 0;
  Record record;
  while (rows < kDialectRows && splitter.next(record) == RecordSplitter::Step::record) {
    if (rows == 0) first_width = record.cells.size();
    if (std::any_of(record.cells.begin(), record.cells.end(), has_odd_quotes)) ++cut_rows;
    ++widths[record.cells.size()];
    ++rows;
  }
  if (rows == 0) return 0;
  const auto usual =
      std::max_element(widths.begin(), widths.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  if (usual->first < 2) return first_width >= 2 ? 0.01 : 0;
  const double share = static_cast<double>(usual->second) / static_cast<double>(rows);
  const double header = first_width == usual->first ? 1.0 : 0.5;
  const double whole = 1.0 - 0.9 * static_cast<double>(cut_rows) / static_cast<double>(rows);
  return share * share * header * whole * std::log2(1.0 + static_cast<double>(usual->first));
}

bool is_value(std::string_view cell) {
  cell = trim(cell);
  return !cell.empty() && (look_at_number(cell).is_number || is_possible(scan_date(cell)));
}

}  // namespace

std::optional<char> delimiter_from_name(std::string_view name) {
  if (name.size() != 1 || std::find(kDelimiters.begin(), kDelimiters.end(), name[0]) == kDelimiters.end()) {
    return std::nullopt;
  }
  return name[0];
}

std::optional<Dialect> sep_line(std::string_view text) {
  if (text.size() < 6 || lower_ascii(text.substr(0, 4)) != "sep=") return std::nullopt;
  const auto delimiter = delimiter_from_name(text.substr(4, 1));
  if (!delimiter || (text[5] != '\r' && text[5] != '\n')) return std::nullopt;
  const bool crlf = text[5] == '\r' && text.size() > 6 && text[6] == '\n';
  return Dialect{*delimiter, crlf ? size_t{7} : size_t{6}};
}

Dialect find_dialect(std::string_view text, bool complete) {
  if (const auto named = sep_line(text)) return *named;
  if (text.size() > kDialectBytes) {
    text = text.substr(0, kDialectBytes);
    complete = false;
  }
  Dialect best;
  double best_score = 0;
  for (const char delimiter : kDelimiters) {
    // A first row longer than this part of the text is still worth counting: ended, it is a row.
    double score = score_of(text, delimiter, complete);
    if (score == 0 && !complete) score = score_of(text, delimiter, true);
    if (score > best_score) {
      best.delimiter = delimiter;
      best_score = score;
    }
  }
  return best;
}

std::vector<SampleRow> split_sample(std::string_view text, const Dialect& dialect, bool complete) {
  const auto split = [&](bool ended) {
    RecordSplitter splitter(dialect.delimiter, text.size(), dialect.preamble_bytes > 0 ? 2 : 1);
    splitter.text().append(text.substr(dialect.preamble_bytes));
    if (ended) splitter.end();
    std::vector<SampleRow> rows;
    Record record;
    while (splitter.next(record) == RecordSplitter::Step::record) {
      rows.push_back({record.line, {record.cells.begin(), record.cells.end()}});
    }
    return rows;
  };
  std::vector<SampleRow> rows = split(complete);
  if (complete || rows.size() >= 2) return rows;
  std::vector<SampleRow> by_line = split(true);  // an open quote makes this fall back to lines
  if (by_line.size() <= 2) return rows;
  by_line.pop_back();  // the sample may cut it
  return by_line;
}

bool find_header(const std::vector<SampleRow>& rows) {
  const std::vector<std::string>& first = rows.front().cells;
  // A name does not come again as a cell of its column; "member" as a kind of customer does.
  const auto comes_again = [&](size_t column) {
    const size_t last = std::min<size_t>(rows.size(), 200);
    for (size_t r = 1; r < last; ++r) {
      const std::vector<std::string>& cells = rows[r].cells;
      if (column < cells.size() && cells[column] == first[column] && cells != first) return true;
    }
    return false;
  };
  size_t known = 0;
  int best_score = 0;
  size_t values = 0;
  size_t blanks = 0;
  std::unordered_set<std::string_view> distinct;
  for (size_t column = 0; column < first.size(); ++column) {
    const std::string& cell = first[column];
    const std::vector<NameMeaning> meanings = meanings_of(cell);
    if (!meanings.empty() && !comes_again(column)) {
      if (meanings.front().score >= 40) ++known;
      best_score = std::max(best_score, meanings.front().score);
    }
    if (is_value(cell)) ++values;
    if (trim(cell).empty()) ++blanks;
    distinct.insert(trim(cell));
  }
  // One plain name is enough even beside years ("客户,2016,2017"), but not the M or F of a gender.
  if (known >= 2 || (known == 1 && values == 0) || best_score >= 90) return true;
  if (values > 0) return false;
  // Words only: a header if values stand below it, or at least each of them is another word.
  for (size_t r = 1; r < std::min<size_t>(rows.size(), 20); ++r) {
    for (const std::string& cell : rows[r].cells) {
      if (is_value(cell)) return true;
    }
  }
  return blanks == 0 && distinct.size() == first.size();
}

}  // namespace sluice::ingest
