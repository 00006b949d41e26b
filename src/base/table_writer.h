// Writes one table row by row in any of the formats that Sluice exports. Whoever writes says the columns once and then
// the cells of each row in their order; what a format makes of a text, a number or a day is decided here. Bytes depend
// on nothing but the cells: the same table is the same file.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/table_format.h"

namespace sluice {

enum class CellKind : uint8_t { text, number, day };

struct TableColumn {
  std::string name;                ///< header, or member of a JSON object; differs from those of the other columns
  CellKind kind = CellKind::text;  ///< of every cell
  int decimals = -1;               ///< of numbers, as a spreadsheet shows them, 0..6; -1: as many as each has
};

struct WrittenTable {
  std::string bytes;             ///< the file
  uint64_t rows = 0;             ///< without the header
  uint64_t sheets = 1;           ///< more than one only where the rows do not fit on a worksheet
  uint64_t shortened_cells = 0;  ///< texts longer than a worksheet's cell may be
};

class TableWriter {
 public:
  virtual ~TableWriter() = default;

  virtual void text(std::string_view text) = 0;      ///< UTF-8
  virtual void number(std::string_view digits) = 0;  ///< as shortest_text or format_plain write it: "-12.50", "1e+21"
  virtual void day(Day day) = 0;
  virtual void end_row() = 0;

  /// The whole will be about `times` as long as what was written so far; spares the growing.
  virtual void reserve(double /*times*/) {}

  virtual WrittenTable finish() = 0;  ///< once, behind the last row
};

/// `title` names the worksheet: without []:*?/\ and at most 25 characters.
std::unique_ptr<TableWriter> make_table_writer(TableFormat format, std::vector<TableColumn> columns,
                                               std::string_view title);

}  // namespace sluice
