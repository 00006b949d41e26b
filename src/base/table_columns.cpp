#include "base/table_columns.h"

#include <algorithm>
#include <string>

namespace sluice {
namespace {

// A file that was exported before has columns named like ours.
std::string untaken(std::string name, const std::vector<TableColumn>& others, bool chinese) {
  const auto is_taken = [&] {
    return std::any_of(others.begin(), others.end(), [&](const TableColumn& other) { return other.name == name; });
  };
  while (is_taken()) name += chinese ? "（文件）" : " (file)";
  return name;
}

}  // namespace

TableRun TableColumns::begin(const TextPair& title, uint64_t rows, ItemInRow item_in_row) && {
  const bool chinese_names = style_.chinese && style_.format != TableFormat::json;
  std::vector<TableColumn> described;
  for (const Column& column : columns_) {
    std::string name = untaken(chinese_names ? column.name.zh : column.name.en, described, chinese_names);
    described.push_back({std::move(name), column.kind, column.decimals});
  }
  auto write = [columns = std::move(columns_), item_in_row = std::move(item_in_row)](uint64_t row, TableWriter& table) {
    const size_t item = item_in_row(row);
    for (const Column& column : columns) column.write(item, table);
  };
  return {make_table_writer(style_.format, std::move(described), style_.pick(title)), rows, std::move(write)};
}

TableRun TableColumns::begin(const TextPair& title, std::vector<uint32_t> items) && {
  const uint64_t rows = items.size();
  return std::move(*this).begin(title, rows, [items = std::move(items)](uint64_t row) { return items[row]; });
}

}  // namespace sluice
