#include "ingest/dialect_splitter.h"

#include <algorithm>

#include "base/text.h"

namespace sluice::ingest {

std::string& DialectSplitter::text() {
  text_.erase(0, begin_);
  at_ -= begin_;
  begin_ = 0;
  return text_;
}

void DialectSplitter::start_at(size_t begin) {
  begin_ = at_ = begin;
  state_ = State::cell_begins;
  line_breaks_ = 0;
  open_quote_ = false;
  cells_.clear();
  ends_.clear();
}

void DialectSplitter::close_cell() {
  ends_.push_back(cells_.size());
  state_ = State::cell_begins;
}

// One character that ends no record. A quote counts at the beginning of a cell only.
void DialectSplitter::take(char c) {
  switch (state_) {
    case State::backslash:
      if (c != dialect_.quote && c != '\\') cells_.push_back('\\');  // C:\temp
      cells_.push_back(c);
      state_ = State::in_quotes;
      return;
    case State::in_quotes:
      if (c == dialect_.quote)
        state_ = State::quote_in_quotes;
      else if (c == '\\' && dialect_.backslash)
        state_ = State::backslash;
      else
        cells_.push_back(c);
      return;
    case State::quote_in_quotes:
      if (c == dialect_.quote) {
        cells_.push_back(c);
        state_ = State::in_quotes;
        return;
      }
      state_ = State::in_cell;
      break;
    case State::cell_begins:
      if (c == dialect_.quote && dialect_.quotes_cells) {
        state_ = State::in_quotes;
        quote_line_ = line_ + line_breaks_;
        return;
      }
      if (dialect_.blanks() && is_delimiter(c)) return;  // blanks in front and between are no cell
      state_ = State::in_cell;
      break;
    case State::in_cell:
      break;
  }
  if (is_delimiter(c))
    close_cell();
  else
    cells_.push_back(c);
}

DialectSplitter::Found DialectSplitter::scan(size_t end, bool last) {
  for (; at_ < end; ++at_) {
    const char c = text_[at_];
    const bool line_break = c == '\n' || c == '\r';
    const bool quoted = state_ == State::in_quotes || state_ == State::backslash;
    if (!line_break) {
      if (ends_.size() >= RecordSplitter::kMostCells) return Found::more;
      take(c);
      continue;
    }
    if (c == '\r' && at_ + 1 == end && !last) return Found::more;  // LF may follow
    const size_t length = c == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n' ? 2 : 1;
    if (quoted && !lines_only_) {
      for (size_t i = 0; i < length; ++i) take(text_[at_ + i]);
      at_ += length - 1;
      ++line_breaks_;
      continue;
    }
    open_quote_ = quoted;
    record_end_ = at_;
    next_begin_ = at_ + length;
    break;
  }
  if (at_ == end) {
    const bool quoted = state_ == State::in_quotes || state_ == State::backslash;
    if (!last || begin_ == end) return Found::more;
    if (quoted && !lines_only_) return Found::open_quote;
    open_quote_ = quoted;
    record_end_ = next_begin_ = end;
  }
  if (state_ == State::backslash) cells_.push_back('\\');
  // A delimiter at the end of a line leaves one more cell behind it, blanks do not.
  if (state_ != State::cell_begins || !dialect_.blanks()) close_cell();
  return Found::record;
}

bool DialectSplitter::fall_back_to_lines() {
  // A quote at the very end of what may be looked at has not closed anything yet.
  const bool undecided = state_ == State::quote_in_quotes && at_ == begin_ + longest_record_ + 1;
  const bool quoted = state_ == State::in_quotes || state_ == State::backslash || undecided;
  if (lines_only_ || !quoted) return false;
  lines_only_ = true;
  if (!open_quote_line_) open_quote_line_ = quote_line_;
  start_at(begin_);
  return true;
}

void DialectSplitter::fill(Record& record) {
  record.raw = std::string_view(text_).substr(begin_, record_end_ - begin_);
  record.line = line_;
  record.open_quote = open_quote_;
  views_.clear();
  given_.swap(cells_);
  size_t from = 0;
  for (const size_t cell_end : ends_) {
    views_.push_back(std::string_view(given_).substr(from, cell_end - from));
    from = cell_end;
  }
  record.cells = views_;
}

DialectSplitter::Step DialectSplitter::next(Record& record) {
  for (;;) {
    const size_t limit = begin_ + longest_record_ + 1;
    const bool whole = text_.size() <= limit;
    const Found found = lines_only_ ? scan(text_.size(), ended_) : scan(whole ? text_.size() : limit, ended_ && whole);
    if (found != Found::record) {
      if (ends_.size() >= RecordSplitter::kMostCells) return Step::too_long;
      if (found == Found::more && whole && !ended_) return Step::need_text;
      if (begin_ == text_.size()) return Step::finished;
      if (fall_back_to_lines()) continue;
      return Step::too_long;
    }
    if (record_end_ - begin_ > longest_record_) return Step::too_long;
    const std::string_view raw = std::string_view(text_).substr(begin_, record_end_ - begin_);
    const bool blank = ends_.size() <= 1 && trim(raw).empty();
    if (!blank) fill(record);
    line_ += 1 + line_breaks_;
    start_at(next_begin_);
    if (!blank) return Step::record;
  }
}

}  // namespace sluice::ingest
