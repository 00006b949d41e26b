#include "ingest/table_edges.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "ingest/column_names.h"
#include "ingest/date_cell.h"
#include "ingest/number_cell.h"

namespace sluice::ingest {
namespace {

constexpr size_t kMostPreambleRows = 30;
constexpr int kKnownName = 40;  // as in find_header()

constexpr std::array<std::string_view, 11> kTotals{"total",    "totals",        "grand total", "grand totals",
                                                   "subtotal", "sub total",     "sub-total",   "subtotals",
                                                   "sum",      "overall total", "total sum"};
constexpr std::array<std::string_view, 17> kChineseTotals{"合计", "总计",   "小计",     "共计", "总和",  "累计",
                                                          "汇总", "总合计", "本页合计", "合計", "總計",  "小計",
                                                          "共計", "總和",   "累計",     "彙總", "總合計"};

size_t count_filled(const SampleRow& row) {
  return static_cast<size_t>(
      std::count_if(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return !trim(cell).empty(); }));
}

// Cells that are usual names of columns; 0 where the row also holds values, as no header does.
size_t count_names(const SampleRow& row) {
  size_t names = 0;
  for (const std::string& cell : row.cells) {
    const std::string_view text = trim(cell);
    if (look_at_number(text).is_number || scan_date(text).is_date()) return 0;
    const std::vector<NameMeaning> meanings = meanings_of(text);
    if (!meanings.empty() && meanings.front().score >= kKnownName) ++names;
  }
  return names;
}

bool equals_lower(std::string_view cell, std::string_view lower) {
  return cell.size() == lower.size() &&
         std::equal(cell.begin(), cell.end(), lower.begin(), [](char a, char b) { return lower_ascii(a) == b; });
}

// The word without the colon behind it.
std::string_view without_colon(std::string_view text) {
  for (const std::string_view colon : {":", "："}) {
    if (text.ends_with(colon)) return trim(text.substr(0, text.size() - colon.size()));
  }
  return text;
}

}  // namespace

size_t count_preamble_rows(const std::vector<SampleRow>& rows, std::optional<bool> has_header) {
  const size_t looked_at = std::min(rows.size(), kMostPreambleRows + 1);
  std::map<size_t, size_t> widths;
  for (const SampleRow& row : rows) ++widths[row.cells.size()];
  const size_t usual = std::max_element(widths.begin(), widths.end(), [](const auto& a, const auto& b) {
                         return a.second < b.second;
                       })->first;
  if (usual < 2) return 0;

  // The first row that holds more names than any above it, and is wider than all of them.
  size_t narrowest_header = 0;
  size_t most_names = 1;
  size_t begin = 0;
  for (size_t r = 0; r < looked_at && has_header.value_or(true); ++r) {
    const size_t filled = count_filled(rows[r]);
    const size_t names = filled > narrowest_header ? count_names(rows[r]) : 0;
    if (names > most_names) {
      begin = r;
      most_names = names;
      break;
    }
    narrowest_header = std::max(narrowest_header, filled);
  }
  if (begin > 0 || most_names > 1) return begin;

  const auto is_title = [&](const SampleRow& row) {
    const size_t filled = count_filled(row);
    return filled <= 1 || (filled * 2 < usual && row.cells.size() != usual);
  };
  while (begin < looked_at && is_title(rows[begin])) ++begin;
  return begin < looked_at ? begin : 0;
}

bool is_totals_word(std::string_view cell) {
  if (cell.size() < 3 || cell.size() > 24) return false;
  cell = without_colon(cell);
  if (static_cast<unsigned char>(cell.front()) >= 0x80)
    return std::find(kChineseTotals.begin(), kChineseTotals.end(), cell) != kChineseTotals.end();
  if (std::string_view("tgsoTGSO").find(cell.front()) == std::string_view::npos) return false;
  return std::any_of(kTotals.begin(), kTotals.end(), [&](std::string_view word) { return equals_lower(cell, word); });
}

bool is_totals_row(std::span<const std::string_view> cells) {
  for (const std::string_view cell : cells) {
    const std::string_view text = trim(cell);
    if (text.empty()) continue;
    const size_t colon = std::min(text.find(':'), text.find("："));
    return is_totals_word(text) || is_totals_word(trim(text.substr(0, colon)));
  }
  return false;
}

}  // namespace sluice::ingest
