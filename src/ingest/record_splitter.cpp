#include "ingest/record_splitter.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/text.h"
#include "ingest/structural_mask.h"

namespace sluice::ingest {
namespace {

constexpr uint64_t kOnes = 0x0101010101010101ULL;
constexpr uint64_t kHighs = 0x8080808080808080ULL;

// The lowest set bit marks the first byte of `eight` that equals the repeated one; higher bits may be wrong.
constexpr uint64_t matches(uint64_t eight, uint64_t repeated) {
  const uint64_t x = eight ^ repeated;
  return (x - kOnes) & ~x & kHighs;
}

// The first delimiter, CR or LF in [at, end), or end. Eight bytes at a time.
size_t find_cell_end(const char* text, size_t at, size_t end, char delimiter) {
  if constexpr (std::endian::native == std::endian::little) {
    const uint64_t delimiters = kOnes * static_cast<unsigned char>(delimiter);
    for (; at + 8 <= end; at += 8) {
      uint64_t eight = 0;
      std::memcpy(&eight, text + at, 8);
      const uint64_t found = matches(eight, delimiters) | matches(eight, kOnes * '\n') | matches(eight, kOnes * '\r');
      if (found != 0) return at + static_cast<size_t>(std::countr_zero(found)) / 8;
    }
  }
  while (at < end && text[at] != delimiter && text[at] != '\n' && text[at] != '\r') ++at;
  return at;
}

// CRLF is one line break.
uint64_t count_line_breaks(std::string_view text) {
  uint64_t count = 0;
  for (size_t at = 0; (at = find_cell_end(text.data(), at, text.size(), '\n')) < text.size(); ++at) {
    if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
    ++count;
  }
  return count;
}

// The text of a quoted cell that is more than quote, text, quote. Appended to `result`.
void unquote(std::string_view cell, std::string& result) {
  size_t at = 1;
  while (at < cell.size()) {
    const size_t quote = cell.find('"', at);
    if (quote == std::string_view::npos) break;
    result.append(cell.substr(at, quote - at));
    at = quote + 1;
    if (at == cell.size() || cell[at] != '"') break;
    result.push_back('"');
    ++at;
  }
  result.append(cell.substr(at));
}

}  // namespace

std::string& RecordSplitter::text() {
  mask_begin_ = SIZE_MAX;
  prefix_bytes_ = 0;
  if (begin_ > 0) {
    text_.erase(0, begin_);
    for (Cell& cell : cells_) {
      cell.begin -= begin_;
      cell.end -= begin_;
    }
    at_ -= begin_;
    cell_.begin -= begin_;
    closing_quote_ -= std::min(closing_quote_, begin_);
    begin_ = 0;
  }
  return text_;
}

void RecordSplitter::start_at(size_t begin) {
  begin_ = at_ = begin;
  state_ = State::cell_begins;
  cells_.clear();
  cell_ = {begin, begin, false, false};
  doubled_quotes_ = has_quotes_ = open_quote_ = false;
}

void RecordSplitter::close_cell(size_t end) {
  cell_.end = end;
  cell_.plain_quoted = cell_.quoted && !doubled_quotes_ && closing_quote_ + 1 == end;
  cells_.push_back(cell_);
  cell_ = {end + 1, end + 1, false, false};
  doubled_quotes_ = false;
  state_ = State::cell_begins;
}

void RecordSplitter::load_mask(size_t begin) {
  mask_begin_ = begin;
  if (begin + kMaskBytes <= text_.size()) {
    mask_ = structural_mask(text_.data() + begin, delimiter_);
    return;
  }
  std::array<char, kMaskBytes> rest{};
  std::memcpy(rest.data(), text_.data() + begin, text_.size() - begin);
  mask_ = structural_mask(rest.data(), delimiter_);
}

// The first delimiter, line break or quote in [from, end), or end.
size_t RecordSplitter::next_structural(size_t from, size_t end) {
  if (from < mask_begin_ || from >= mask_begin_ + kMaskBytes) {
    load_mask(from);
  } else {
    mask_ &= ~uint64_t{0} << (from - mask_begin_);
  }
  while (mask_ == 0) {
    if (mask_begin_ + kMaskBytes >= end) return end;
    load_mask(mask_begin_ + kMaskBytes);
  }
  return std::min(mask_begin_ + static_cast<size_t>(std::countr_zero(mask_)), end);
}

bool RecordSplitter::repeats_prefix(size_t end) const {
  if (prefix_bytes_ == 0 || end - at_ < prefix_bytes_) return false;
  return same_bytes({text_.data() + at_, prefix_bytes_}, {text_.data() + prefix_begin_, prefix_bytes_});
}

// The way of nearly every record: it begins at at_, lies in [at_, end) with its line break, and its quoted cells hold
// neither quotes nor line breaks. Anything else is left to scan(), with nothing changed.
bool RecordSplitter::scan_plain(Record& record, size_t end) {
  const char* const text = text_.data();
  record.repeats = repeats_prefix(end);
  size_t begin = at_;
  if (record.repeats) {
    begin += prefix_bytes_;
    views_.resize(repeating_cells_);  // the bytes before say the same
  } else {
    views_.clear();
    prefix_bytes_ = 0;
  }
  size_t from = begin;
  for (;;) {
    size_t at = next_structural(from, end);
    if (at == end) return false;
    std::string_view cell(text + begin, at - begin);
    if (text[at] == '"') {
      from = at + 1;
      if (at != begin) continue;  // within a cell a quote is a character
      do at = next_structural(at + 1, end);
      while (at != end && text[at] == delimiter_);
      if (at == end || text[at] != '"' || at + 1 == end) return false;
      cell = std::string_view(text + begin + 1, at - begin - 1);
      ++at;
    }
    from = at + 1;
    const char c = text[at];
    if (c == delimiter_) {
      views_.push_back(cell);
      begin = from;
      if (views_.size() >= kMostCells) return false;
      if (views_.size() == repeating_cells_ && !record.repeats) {
        prefix_begin_ = begin_;
        prefix_bytes_ = begin - begin_;
      }
    } else if (c != '\n' && c != '\r') {
      return false;  // text, or one more quote, behind the closing one
    } else {
      const bool crlf = c == '\r' && from < end && text[from] == '\n';
      if (c == '\r' && from == end) return false;  // LF may follow
      views_.push_back(cell);
      record.cells = views_;
      record.raw = std::string_view(text + begin_, at - begin_);
      record.line = line_;
      record.open_quote = false;
      next_begin_ = from + (crlf ? 1 : 0);
      return true;
    }
  }
}

// Goes on from at_, not beyond `end`; `last`: the text ends there. true: the record is complete.
bool RecordSplitter::scan(size_t end, bool last) {
  const char* const text = text_.data();
  while (at_ < end) {
    if (state_ == State::cell_begins) {
      state_ = State::in_cell;
      if (text[at_] == '"') {
        state_ = State::in_quotes;
        cell_.quoted = has_quotes_ = true;
        ++at_;
      }
    }
    while (state_ == State::in_quotes) {
      const void* const found = at_ < end ? std::memchr(text + at_, '"', end - at_) : nullptr;
      if (found == nullptr) {
        at_ = end;
        return false;
      }
      at_ = static_cast<size_t>(static_cast<const char*>(found) - text);
      if (at_ + 1 == end && !last) return false;  // the next byte may double it
      if (at_ + 1 < end && text[at_ + 1] == '"') {
        doubled_quotes_ = true;
        at_ += 2;
        continue;
      }
      closing_quote_ = at_++;
      state_ = State::in_cell;
    }
    at_ = find_cell_end(text, at_, end, delimiter_);
    if (at_ == end) break;
    const char c = text[at_];
    if (c == '\r' && at_ + 1 == end && !last) return false;  // LF may follow
    close_cell(at_);
    if (c == delimiter_) {
      too_wide_ = cells_.size() >= kMostCells;
      if (too_wide_) return false;
      ++at_;
      continue;
    }
    record_end_ = at_;
    next_begin_ = at_ + (c == '\r' && at_ + 1 < end && text[at_ + 1] == '\n' ? 2 : 1);
    return true;
  }
  if (!last || begin_ == end || state_ == State::in_quotes) return false;
  close_cell(end);
  record_end_ = next_begin_ = end;
  return true;
}

// One line is one record, whatever its quotes. false: the line is not complete.
bool RecordSplitter::scan_line() {
  const size_t size = text_.size();
  const size_t line_end = find_cell_end(text_.data(), std::max(at_, begin_), size, '\n');
  const bool at_end = line_end == size || (text_[line_end] == '\r' && line_end + 1 == size);
  if (at_end && !ended_) {
    at_ = line_end;
    return false;
  }
  if (begin_ == size) return false;
  const size_t begin = begin_;
  start_at(begin);
  if (!scan(line_end, true)) {  // also an empty line, which has no cell
    if (too_wide_) return false;
    open_quote_ = state_ == State::in_quotes;
    if (open_quote_) closing_quote_ = line_end;
    close_cell(line_end);
  }
  record_end_ = line_end;
  const bool crlf = line_end + 1 < size && text_[line_end] == '\r' && text_[line_end + 1] == '\n';
  next_begin_ = std::min(size, line_end + (crlf ? 2 : 1));
  return true;
}

bool RecordSplitter::fall_back_to_lines() {
  if (lines_only_ || state_ != State::in_quotes) return false;
  lines_only_ = true;
  if (!open_quote_line_) {
    open_quote_line_ = line_ + count_line_breaks(std::string_view(text_).substr(begin_, cell_.begin - begin_));
  }
  start_at(begin_);
  return true;
}

void RecordSplitter::fill(Record& record) {
  const std::string_view text(text_);
  record.raw = text.substr(begin_, record_end_ - begin_);
  record.line = line_;
  record.open_quote = open_quote_;
  record.repeats = false;
  prefix_bytes_ = 0;
  views_.clear();
  unquoted_.clear();
  if (has_quotes_) unquoted_.reserve(record.raw.size());  // the views must not move
  for (const Cell& cell : cells_) {
    if (!cell.quoted) {
      views_.push_back(text.substr(cell.begin, cell.end - cell.begin));
    } else if (cell.plain_quoted) {
      views_.push_back(text.substr(cell.begin + 1, cell.end - cell.begin - 2));
    } else {
      const size_t from = unquoted_.size();
      unquote(text.substr(cell.begin, cell.end - cell.begin), unquoted_);
      views_.push_back(std::string_view(unquoted_).substr(from));
    }
  }
  record.cells = views_;
}

RecordSplitter::Step RecordSplitter::next(Record& record) {
  for (;;) {
    // Never looks further than the longest record, so that what is too long does not depend on the pieces.
    const size_t limit = begin_ + longest_record_ + 1;
    const bool whole = text_.size() <= limit;
    const size_t end = whole ? text_.size() : limit;
    const bool fresh = at_ == begin_ && state_ == State::cell_begins && cells_.empty();
    if (fresh && !lines_only_ && scan_plain(record, end)) {
      if (record.raw.size() > longest_record_) return Step::too_long;
      ++line_;
      begin_ = at_ = cell_.begin = cell_.end = next_begin_;  // all else is as start_at() leaves it
      if (record.cells.size() == 1 && trim(record.raw).empty()) continue;
      return Step::record;
    }
    const bool complete = lines_only_ ? scan_line() : scan(end, ended_ && whole);
    if (!complete) {
      if (too_wide_) return Step::too_long;
      if (whole && !ended_) return Step::need_text;
      if (begin_ == text_.size()) return Step::finished;
      if (fall_back_to_lines()) continue;
      return Step::too_long;
    }
    if (record_end_ - begin_ > longest_record_) return Step::too_long;
    const std::string_view raw = std::string_view(text_).substr(begin_, record_end_ - begin_);
    const bool blank = cells_.size() == 1 && trim(raw).empty();
    if (!blank) fill(record);
    line_ += 1 + (has_quotes_ && !lines_only_ ? count_line_breaks(raw) : 0);
    start_at(next_begin_);
    if (!blank) return Step::record;
  }
}

}  // namespace sluice::ingest
