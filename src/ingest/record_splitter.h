// Text in pieces of any size in, records out: RFC 4180 with any one-byte delimiter, quoted cells with embedded line
// breaks and doubled quotes, CRLF, LF and CR. Holds the unfinished record only. Knows no columns and no encodings.
//
// Where files break the rules: text after a closing quote belongs to the cell; a quote inside an unquoted cell is an
// ordinary character; and when a quote is still open at the end of the text, the record is read again with line breaks
// that always end a record, so that one stray quote costs one line and not the rest of the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sluice::ingest {

struct Record {
  std::span<const std::string_view> cells;  ///< unquoted; never empty
  std::string_view raw;                     ///< as in the text, without its line break
  uint64_t line = 0;                        ///< where it begins, from 1; every physical line counts
  bool open_quote = false;                  ///< a quote that nothing closes
  bool repeats = false;  ///< its first cells are those of the record before; see RecordSplitter::expect_repeats
};

class RecordSplitter {
 public:
  enum class Step {
    record,     ///< a record was found
    need_text,  ///< the text ends within a record: append more, or end()
    finished,   ///< after end(): there are no more records
    too_long,   ///< a record longer than the limit, or with more than kMostCells; there is no way on
  };

  static constexpr size_t kMostCells = size_t{1} << 16;  ///< four times what a spreadsheet holds

  /// `first_line`: the number of the line with which the text begins.
  RecordSplitter(char delimiter, size_t longest_record, uint64_t first_line = 1)
      : delimiter_(delimiter), longest_record_(longest_record), line_(first_line) {}

  /// Append text to this. Invalidates the last record.
  std::string& text();

  void end() { ended_ = true; }  ///< the text is complete

  /// So many cells at the beginning of a record often stand in the next one too, byte by byte: then they need not be
  /// looked for again. 0: none. What the records are does not depend on it.
  void expect_repeats(size_t cells) {
    repeating_cells_ = cells;
    prefix_bytes_ = 0;
  }

  /// The next record. Lines without anything but blanks are skipped. Its views live until the next call.
  Step next(Record& record);

  /// Whether all of the text was given as records, and the next one could begin anywhere else just as well.
  bool between_records() const { return begin_ == text_.size() && !lines_only_; }

  void skip_lines(uint64_t lines) { line_ += lines; }  ///< that were read elsewhere

  uint64_t line() const { return line_; }  ///< where the record that is being read begins

  /// Where the first quote opened that nothing closes; after next() has come upon it.
  std::optional<uint64_t> open_quote_line() const { return open_quote_line_; }

 private:
  struct Cell {
    size_t begin = 0;  // in text_, outside of the quotes
    size_t end = 0;
    bool quoted = false;
    bool plain_quoted = false;  // nothing but the two outer quotes
  };
  enum class State { cell_begins, in_quotes, in_cell };

  bool scan_plain(Record& record, size_t end);
  bool repeats_prefix(size_t end) const;
  void load_mask(size_t begin);
  size_t next_structural(size_t from, size_t end);
  bool scan(size_t end, bool last);
  bool scan_line();
  void start_at(size_t begin);
  void close_cell(size_t end);
  void fill(Record& record);
  bool fall_back_to_lines();

  char delimiter_;
  size_t longest_record_;
  uint64_t line_;  // on which the present record begins
  std::string text_;
  bool ended_ = false;
  bool lines_only_ = false;  // line breaks end records even within quotes
  size_t begin_ = 0;         // of the present record, in text_
  size_t at_ = 0;            // how far it was scanned
  State state_ = State::cell_begins;
  Cell cell_;
  size_t closing_quote_ = 0;     // of cell_, once it was found
  bool doubled_quotes_ = false;  // in cell_
  bool has_quotes_ = false;      // in the present record
  bool open_quote_ = false;
  bool too_wide_ = false;  // the present record has too many cells
  std::optional<uint64_t> open_quote_line_;
  size_t record_end_ = 0;
  size_t next_begin_ = 0;
  std::vector<Cell> cells_;
  uint64_t mask_ = 0;  // of the 64 bytes from mask_begin_ on: bits that were not yet looked at
  size_t mask_begin_ = SIZE_MAX;
  size_t repeating_cells_ = 0;
  size_t prefix_begin_ = 0;  // of the bytes that hold them and the delimiter behind them, in text_
  size_t prefix_bytes_ = 0;  // 0: of the record before they are not known
  std::vector<std::string_view> views_;
  std::string unquoted_;  // cells that had to be rewritten
};

}  // namespace sluice::ingest
