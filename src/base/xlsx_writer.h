// Writes a table as an Excel workbook (ECMA-376 Part 1, SpreadsheetML). The rows are deflated as they are made: no
// sheet is ever in memory as a whole. Numbers are numbers and days are dates; a text is a text, so that an identifier
// keeps its leading zeros and no cell is run as a formula, without any mark in front. Under a bold header row that
// stays in sight. Rows that do not fit on a sheet go on on the next one, under the same header.
//
// Changed on the way, because a worksheet cannot hold it: control characters that XML forbids are left out, and a text
// of more than 32,767 UTF-16 units is cut (and counted).
#pragma once

#include "base/table_writer.h"
#include "base/zip_writer.h"

namespace sluice {

class XlsxWriter final : public TableWriter {
 public:
  static constexpr uint64_t kMostSheetRows = 1'048'576;  ///< of Excel, with the header
  static constexpr size_t kMostCellUnits = 32'767;       ///< of Excel, in UTF-16

  XlsxWriter(std::vector<TableColumn> columns, std::string_view title, uint64_t rows_a_sheet = kMostSheetRows);

  void text(std::string_view text) override;
  void number(std::string_view digits) override;
  void day(Day day) override;
  void end_row() override;
  WrittenTable finish() override;

 private:
  struct Column {
    TableColumn description;
    std::string letters;  // "AB"
    int style = 0;        // index into the cell formats of the workbook
  };

  void begin_sheet();
  void end_sheet();
  void begin_row();
  void begin_cell(std::string_view attributes, int style);
  void text_cell(std::string_view text, int style);
  void write_parts();

  std::vector<Column> columns_;
  std::string title_;
  uint64_t rows_a_sheet_;
  ZipWriter zip_;
  std::string xml_;         // of the sheet: what was not deflated yet
  std::string row_number_;  // of the row that is being written
  uint64_t sheet_row_ = 0;  // rows of the sheet that have begun, with the header
  size_t column_ = 0;       // of the next cell
  WrittenTable written_{.sheets = 0};
};

}  // namespace sluice
