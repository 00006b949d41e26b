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

constexpr size_t kHeaderWithin = 50;  // rows; titles and notes are not longer
constexpr int kKnownName = 40;        // as in find_header()

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

size_t usual_width(const std::vector<SampleRow>& rows) {
  std::map<size_t, size_t> widths;
  for (const SampleRow& row : rows) ++widths[row.cells.size()];
  return std::max_element(widths.begin(), widths.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

size_t typical_width(const std::vector<SampleRow>& rows) {
  std::vector<size_t> widths;
  for (const SampleRow& row : rows) {
    if (const size_t filled = count_filled(row); filled >= 2) widths.push_back(filled);
  }
  if (widths.size() < 2) return 0;
  const auto middle = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
  std::nth_element(widths.begin(), middle, widths.end());
  return *middle;
}

size_t count_preamble_rows(const std::vector<SampleRow>& rows, std::optional<bool> has_header) {
  const size_t typical = typical_width(rows);
  if (typical == 0) return 0;

  // The first row that holds two names and is wider than all above it.
  size_t widest_above = 0;
  for (size_t r = 0; r < std::min(rows.size(), kHeaderWithin) && has_header.value_or(true); ++r) {
    const size_t filled = count_filled(rows[r]);
    if (filled > widest_above && count_names(rows[r]) >= 2) return r;
    widest_above = std::max(widest_above, filled);
  }

  const size_t usual = usual_width(rows);
  const auto is_title = [&](const SampleRow& row) {
    const size_t filled = count_filled(row);
    return filled <= 1 || (filled * 2 < typical && row.cells.size() != usual);
  };
  const auto begin = std::find_if_not(rows.begin(), rows.end(), is_title);
  return begin == rows.end() ? 0 : static_cast<size_t>(begin - rows.begin());
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
