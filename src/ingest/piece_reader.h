// Reads a stretch of a delimited text apart from the rest of the file, so that several can be read at the same time.
// A stretch is cut at any byte: what is read of it is the whole records between its first and its last line break; the
// edges are handed back. Whether the stretch really began with a record (its first line break may stand in quotes) can
// only be told by who has read everything before it: FileReader::add.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/dialect.h"
#include "ingest/encoding.h"
#include "ingest/records.h"
#include "ingest/row_tally.h"
#include "ingest/table_plan.h"

namespace sluice::ingest {

/// What reading a stretch has found, beside the rows that went to the sink. Lines count from 1 behind the head.
struct TextPiece {
  uint64_t from = 0;                 ///< byte of the file with which the stretch begins
  uint64_t bytes = 0;                ///< of the stretch, edges included
  std::string head;                  ///< its bytes up to the first record that begins in it
  std::string tail;                  ///< its bytes behind the last record that ends in it
  uint64_t lines = 0;                ///< between the two
  std::optional<Encoding> encoding;  ///< nullopt: nothing but ASCII
  uint64_t lost = 0;                 ///< characters that became U+FFFD
  RowTally tally;
  DateOrderDecision dates{DateOrder::automatic};
};

class PieceReader {
 public:
  static constexpr size_t kMostEdgeBytes = size_t{64} << 10;

  /// The plan as it was after any beginning of the file; header: see RowReader. encoding: see TextDecoder.
  PieceReader(TablePlan plan, std::vector<std::string> header, Dialect dialect, std::optional<Encoding> encoding);

  /// nullopt: no record was found to begin and end within kMostEdgeBytes of the edges, or rows were read that the last
  /// edge holds again (a CR that ends a record before a quote opens). Then the sink has to forget what
  /// it got, and the stretch must be read in its turn.
  std::optional<TextPiece> read(uint64_t from, std::string_view bytes, RowSink& sink) const;

 private:
  TablePlan plan_;
  std::vector<std::string> header_;
  Dialect dialect_;
  std::optional<Encoding> encoding_;
};

}  // namespace sluice::ingest
