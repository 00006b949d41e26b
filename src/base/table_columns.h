// The columns of a table that is exported, each with how its cells are written: said once, for every format. A row is
// an item that the columns know by its number: a customer of a profile, a line of a file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/table_run.h"
#include "base/text_pair.h"

namespace sluice {

/// What somebody wants a table as.
struct TableStyle {
  TableFormat format = TableFormat::csv;
  bool chinese = false;

  const std::string& pick(const TextPair& words) const { return chinese ? words.zh : words.en; }
  bool operator==(const TableStyle&) const = default;
};

/// Columns in their order. What they write of must outlive the run, unchanged.
class TableColumns {
 public:
  /// The item in a row. Rows are asked for one after the other, from 0.
  using ItemInRow = std::function<size_t(uint64_t row)>;

  explicit TableColumns(TableStyle style) : style_(style) {}

  const TableStyle& style() const { return style_; }

  /// `text_of(item)`: what a std::string_view is made of; empty where nothing is known.
  template <class TextOf>
  void text(TextPair name, TextOf text_of) {
    add(std::move(name), CellKind::text, -1, [text_of](size_t item, TableWriter& table) { table.text(text_of(item)); });
  }

  /// `digits_of(item)`: as TableWriter::number takes them; empty where nothing is known.
  template <class DigitsOf>
  void number(TextPair name, DigitsOf digits_of, int decimals = -1) {
    add(std::move(name), CellKind::number, decimals, [digits_of](size_t item, TableWriter& table) {
      const auto digits = digits_of(item);
      digits.empty() ? table.text({}) : table.number(digits);
    });
  }

  /// `day_of(item)`: a Day.
  template <class DayOf>
  void day(TextPair name, DayOf day_of) {
    add(std::move(name), CellKind::day, -1, [day_of](size_t item, TableWriter& table) { table.day(day_of(item)); });
  }

  /// The table of these items. Headers are in the language of the style, members of JSON, which are for programs, in
  /// English; `title` names the worksheet (make_table_writer).
  TableRun begin(const TextPair& title, uint64_t rows, ItemInRow item_in_row) &&;
  TableRun begin(const TextPair& title, std::vector<uint32_t> items) &&;

 private:
  using Write = std::function<void(size_t item, TableWriter& table)>;

  struct Column {
    TextPair name;
    CellKind kind;
    int decimals;
    Write write;
  };

  void add(TextPair name, CellKind kind, int decimals, Write write) {
    columns_.push_back({std::move(name), kind, decimals, std::move(write)});
  }

  TableStyle style_;
  std::vector<Column> columns_;
};

}  // namespace sluice
