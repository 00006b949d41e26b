// The kinds of file that a table is exported as. Plain data: the interface offers them, the engine writes them
// (table_writer.h).
#pragma once

#include <cstdint>
#include <string_view>

namespace sluice {

enum class TableFormat : uint8_t {
  csv,      ///< RFC 4180, UTF-8; cells that a spreadsheet would run as formulas are neutralised
  csv_bom,  ///< the same behind a byte order mark, without which Excel garbles Chinese
  xlsx,     ///< Excel workbook with typed cells
  json,     ///< array of objects, numbers as numbers, members in the order of the columns
};

constexpr std::string_view file_extension(TableFormat format) {
  return format == TableFormat::xlsx ? ".xlsx" : format == TableFormat::json ? ".json" : ".csv";
}

constexpr std::string_view mime_type(TableFormat format) {
  return format == TableFormat::xlsx   ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
         : format == TableFormat::json ? "application/json"
                                       : "text/csv";
}

}  // namespace sluice
