// Reads the plain comma tables that conformance tests compare with: a header, no quoting, rows found by their first
// cell.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sluice::test {

struct CommaTable {
  std::vector<std::vector<std::string>> rows;  ///< without the header
  std::map<std::string, size_t> row_by_first_cell;

  const std::vector<std::string>& row_of(const std::string& first_cell) const {
    return rows.at(row_by_first_cell.at(first_cell));
  }
};

inline CommaTable read_comma_table(std::string_view text) {
  CommaTable table;
  bool header = true;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    std::vector<std::string> cells(1);
    for (const char c : line) {
      if (c == ',') {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    if (!header) {
      table.row_by_first_cell.emplace(cells[0], table.rows.size());
      table.rows.push_back(std::move(cells));
    }
    header = false;
  }
  return table;
}

}  // namespace sluice::test
