#include "ingest/identifier_remarks.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "ingest/identifier_cell.h"
#include "ingest/messages.h"

namespace sluice::ingest {
namespace {

using Preview = std::vector<std::vector<std::string>>;

// "123" to "00123", of the cells of a column that begin with zeros.
std::map<std::string, std::string, std::less<>> cells_with_zeros(const Preview& preview, size_t column) {
  std::map<std::string, std::string, std::less<>> with;
  for (const std::vector<std::string>& row : preview) {
    const std::string_view cell = column < row.size() ? trim(row[column]) : std::string_view{};
    if (!cell.starts_with('0') || !std::all_of(cell.begin(), cell.end(), is_ascii_digit)) continue;
    const size_t zeros = std::min(cell.find_first_not_of('0'), cell.size());
    with.emplace(cell.substr(zeros), cell);
  }
  return with;
}

TextPair remark_on(std::string_view cell, bool point_zero,
                   const std::map<std::string, std::string, std::less<>>& with_zeros) {
  std::string buffer;
  const std::string_view clean = clean_identifier(cell, buffer);
  if (is_exponent_form(clean)) return remark_exponent();
  if (point_zero && is_point_zero(clean)) return remark_point_zero(clean.substr(0, clean.size() - 2));
  if (clean != cell) return remark_cleaned(clean);
  const auto other = with_zeros.find(cell);
  return other == with_zeros.end() ? TextPair{} : remark_lost_zeros(other->second);
}

}  // namespace

std::vector<CellRemark> identifier_remarks(const Preview& preview, const TablePlan& plan) {
  std::vector<CellRemark> remarks;
  for (size_t column = 0; column < plan.mapping.columns.size(); ++column) {
    if (!is_identifier(plan.mapping.columns[column].role)) continue;
    const auto with_zeros = cells_with_zeros(preview, column);
    const bool point_zero = column < plan.point_zero.size() && plan.point_zero[column];
    for (size_t row = 0; row < preview.size(); ++row) {
      if (column >= preview[row].size()) continue;
      TextPair text = remark_on(trim(preview[row][column]), point_zero, with_zeros);
      if (!text.empty()) remarks.push_back({row, column, std::move(text)});
    }
  }
  std::stable_sort(remarks.begin(), remarks.end(),
                   [](const CellRemark& a, const CellRemark& b) { return a.row < b.row; });
  return remarks;
}

}  // namespace sluice::ingest
