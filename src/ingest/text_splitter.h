// The splitter for a dialect: the fast one for commas and double quotes, the patient one for the rest. Forwards only;
// both keep the contract of RecordSplitter.
#pragma once

#include <variant>

#include "ingest/dialect.h"
#include "ingest/dialect_splitter.h"
#include "ingest/record_splitter.h"

namespace sluice::ingest {

class TextSplitter {
 public:
  using Step = RecordSplitter::Step;

  /// The text begins behind the dialect's "sep=" line.
  TextSplitter(const Dialect& dialect, size_t longest_record) {
    const uint64_t first_line = dialect.preamble_bytes > 0 ? 2 : 1;
    if (dialect.is_plain())
      splitter_.emplace<RecordSplitter>(dialect.delimiter, longest_record, first_line);
    else
      splitter_.emplace<DialectSplitter>(dialect, longest_record, first_line);
  }

  std::string& text() {
    return std::visit([](auto& splitter) -> std::string& { return splitter.text(); }, splitter_);
  }
  void end() {
    std::visit([](auto& splitter) { splitter.end(); }, splitter_);
  }
  /// See RecordSplitter; other dialects find every cell.
  void expect_repeats(size_t cells) {
    if (RecordSplitter* const plain = std::get_if<RecordSplitter>(&splitter_)) plain->expect_repeats(cells);
  }
  Step next(Record& record) {
    return std::visit([&](auto& splitter) { return splitter.next(record); }, splitter_);
  }
  bool between_records() const {
    return std::visit([](const auto& splitter) { return splitter.between_records(); }, splitter_);
  }
  void skip_lines(uint64_t lines) {
    std::visit([&](auto& splitter) { splitter.skip_lines(lines); }, splitter_);
  }
  uint64_t line() const {
    return std::visit([](const auto& splitter) { return splitter.line(); }, splitter_);
  }
  std::optional<uint64_t> open_quote_line() const {
    return std::visit([](const auto& splitter) { return splitter.open_quote_line(); }, splitter_);
  }

 private:
  std::variant<RecordSplitter, DialectSplitter> splitter_{std::in_place_type<RecordSplitter>, ',', size_t{0}};
};

}  // namespace sluice::ingest
