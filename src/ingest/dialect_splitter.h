// Records of the dialects that RecordSplitter does not know, behind the same contract: runs of blanks between cells,
// single quotes, quotes that a backslash escapes, no quotes at all. One byte at a time, since such files are rare and
// small; text_splitter.h chooses between the two.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/dialect.h"
#include "ingest/record_splitter.h"

namespace sluice::ingest {

class DialectSplitter {
 public:
  using Step = RecordSplitter::Step;

  DialectSplitter(const Dialect& dialect, size_t longest_record, uint64_t first_line)
      : dialect_(dialect), longest_record_(longest_record), line_(first_line) {}

  // As in RecordSplitter.
  std::string& text();
  void end() { ended_ = true; }
  Step next(Record& record);
  bool between_records() const { return begin_ == text_.size() && !lines_only_; }
  void skip_lines(uint64_t lines) { line_ += lines; }
  uint64_t line() const { return line_; }
  std::optional<uint64_t> open_quote_line() const { return open_quote_line_; }

 private:
  enum class State { cell_begins, in_cell, in_quotes, quote_in_quotes, backslash };
  enum class Found { record, more, open_quote };

  bool is_delimiter(char c) const { return dialect_.blanks() ? c == ' ' || c == '\t' : c == dialect_.delimiter; }
  Found scan(size_t end, bool last);
  void take(char c);
  void close_cell();
  void start_at(size_t begin);
  void fill(Record& record);
  bool fall_back_to_lines();

  Dialect dialect_;
  size_t longest_record_;
  uint64_t line_;  // on which the present record begins
  std::string text_;
  bool ended_ = false;
  bool lines_only_ = false;  // line breaks end records even within quotes
  size_t begin_ = 0;         // of the present record, in text_
  size_t at_ = 0;            // how far it was scanned
  State state_ = State::cell_begins;
  uint64_t line_breaks_ = 0;  // within its quotes so far
  uint64_t quote_line_ = 0;   // where the last quote opened
  bool open_quote_ = false;
  std::optional<uint64_t> open_quote_line_;
  size_t record_end_ = 0;
  size_t next_begin_ = 0;
  std::string cells_;         // of the present record, one behind the other
  std::string given_;         // cells of the record that was returned last
  std::vector<size_t> ends_;  // of each cell, in cells_
  std::vector<std::string_view> views_;
};

}  // namespace sluice::ingest
