// Writes CSV that Excel and every CSV reader agree on: RFC 4180 quoting, CRLF, UTF-8. A text cell that a spreadsheet
// would run as a formula gets a leading apostrophe.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace sluice {

enum class ByteOrderMark : bool { none, written };  ///< without it Excel garbles Chinese; programs may stumble over it

class CsvWriter {
 public:
  explicit CsvWriter(ByteOrderMark mark = ByteOrderMark::written)
      : text_(mark == ByteOrderMark::written ? "\xEF\xBB\xBF" : "") {}

  void cell(std::string_view text);    ///< neutralised and quoted where needed
  void number(std::string_view text);  ///< as it stands: digits, sign, point
  void end_row();
  void cells(std::initializer_list<std::string_view> cells);
  void row(std::initializer_list<std::string_view> cells);

  void reserve(double times);  ///< the whole will be about `times` as long as what is there

  std::string text() && { return std::move(text_); }

 private:
  void separate();

  std::string text_;
  bool at_row_start_ = true;
};

/// True for a text that spreadsheets take for a formula: it begins with = + - @ (or one of their full-width forms), tab
/// or a line break and is no plain number.
bool looks_like_formula(std::string_view text);

}  // namespace sluice
