#include "ingest/piece_reader.h"

#include <algorithm>

#include "ingest/reading_limits.h"
#include "ingest/row_reader.h"
#include "ingest/text_decoder.h"
#include "ingest/text_splitter.h"

namespace sluice::ingest {
namespace {

// The way from bytes to rows, for one stretch.
class Stretch {
 public:
  Stretch(const Dialect& dialect, std::optional<Encoding> encoding, RowReader& rows)
      : decoder_(encoding), splitter_(dialect, kMaxRecordBytes), rows_(rows) {
    splitter_.expect_repeats(rows.repeating_cells());
  }

  /// false: a record is too long.
  bool push(std::string_view bytes) {
    decoder_.decode(bytes, splitter_.text());
    Record record;
    for (;;) {
      switch (splitter_.next(record)) {
        case TextSplitter::Step::record:
          rows_.take(record);
          break;
        case TextSplitter::Step::too_long:
          return false;
        case TextSplitter::Step::need_text:
        case TextSplitter::Step::finished:
          return true;
      }
    }
  }

  bool between_records() const { return decoder_.between_characters() && splitter_.between_records(); }
  uint64_t lines() const { return splitter_.line() - 1; }
  const TextDecoder& decoder() const { return decoder_; }

 private:
  TextDecoder decoder_;
  TextSplitter splitter_;
  RowReader& rows_;
};

// Behind the line break at or after `at`, or npos.
size_t behind_line(std::string_view bytes, size_t at) {
  const size_t found = bytes.find('\n', at);
  return found == std::string_view::npos ? found : found + 1;
}

}  // namespace

PieceReader::PieceReader(TablePlan plan, std::vector<std::string> header, Dialect dialect,
                         std::optional<Encoding> encoding)
    : plan_(std::move(plan)), header_(std::move(header)), dialect_(dialect), encoding_(encoding) {
  dialect_.preamble_bytes = 0;  // it stands at the beginning of the file
}

std::optional<TextPiece> PieceReader::read(uint64_t from, std::string_view bytes, RowSink& sink) const {
  const size_t begin = behind_line(bytes, 0);
  if (begin == std::string_view::npos || begin > kMostEdgeBytes) return std::nullopt;
  RowReader rows(plan_, header_, sink);
  Stretch stretch(dialect_, encoding_, rows);

  // The last edge goes line by line, since the last record that ends in it is to be found.
  const size_t edge = bytes.size() - std::min(bytes.size(), kMostEdgeBytes);
  size_t at = begin;
  // What stands behind `end` is handed back: nothing of it may be counted here as well.
  size_t end = begin;
  uint64_t lines = 0, lost = 0, read = 0;
  while (at < bytes.size()) {
    size_t next = at < edge ? std::min(at + kPushBytes, edge) : behind_line(bytes, at);
    if (next == std::string_view::npos) break;
    if (!stretch.push(bytes.substr(at, next - at))) return std::nullopt;
    at = next;
    if (at <= edge || !stretch.between_records()) continue;
    end = at;
    lines = stretch.lines();
    lost = stretch.decoder().lost();
    read = rows.tally().read;
  }
  if (bytes.size() - end > kMostEdgeBytes || rows.tally().read != read) return std::nullopt;

  TextPiece piece;
  piece.from = from;
  piece.bytes = bytes.size();
  piece.head = bytes.substr(0, begin);
  piece.tail = bytes.substr(end);
  piece.lines = lines;
  piece.encoding = stretch.decoder().decided();
  piece.lost = lost;
  piece.tally = rows.tally();
  piece.dates = rows.plan().dates;
  return piece;
}

}  // namespace sluice::ingest
