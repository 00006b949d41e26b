// Reads one file: bytes in chunks of any size go in, typed rows come out through a RowSink. Decides encoding, dialect,
// header, shape and column roles from a sample of fixed size (kSampleBytes; twice as much, and so on, while it holds
// less than a header and a row), so that no decision depends on where the chunks were cut. Holds the unfinished record
// and the sample, never the file; only a zip archive and a workbook are kept as they came and read at the end, since
// their directory stands there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "base/result.h"
#include "ingest/import_report.h"
#include "ingest/ingest_spec.h"
#include "ingest/piece_reader.h"
#include "ingest/reading_limits.h"
#include "ingest/records.h"

namespace sluice::ingest {

class FileReader {
 public:
  /// `file` is the index that is handed to the sink; `bytes` the size if known, else 0 (memory is reserved by it,
  /// nothing is decided). The sink must outlive this. `beside_others`: as for map_columns.
  FileReader(int file, std::string name, uint64_t bytes, const FileSpec& spec, RowSink& sink,
             bool beside_others = false);
  ~FileReader();
  FileReader(FileReader&&) noexcept;
  FileReader& operator=(FileReader&&) noexcept;

  /// Takes the next bytes. After an error the reader takes no more. Errors: not_text, unknown_format, damaged_file,
  /// too_large, bad_encoding, bad_json, record_too_long, too_few_columns, columns_not_found; each names the file and
  /// the line or byte.
  Status push(std::span<const std::byte> bytes);

  /// After the last push: reads on in an archive or workbook, which had to be complete; a piece of some thousand rows
  /// at a time, so that the caller can say how far it is. true: there is more. Errors: those of push, encrypted_file,
  /// not_found (no such entry or sheet).
  Result<bool> read_on();

  /// About how much of the table in the archive or workbook was read, 0 to 1; 0 while that is not known. An .xls, which
  /// has 65,536 rows at most, does not say.
  double share_read() const;

  uint64_t held_bytes() const;  ///< of an archive or workbook that is kept while it is read; 0 for everything else

  /// Where rows go that are read from now on, in place of the constructor's sink; while there was none yet.
  void deliver_to(RowSink& sink);

  /// Reads what is left and delivers the last record. Errors: those of read_on, empty_file, no_usable_rows.
  Result<FileReport> finish();

  /// A reader for stretches of the rest of this file, which may be read elsewhere; another reader of the same file that
  /// has pushed the same beginning gives an equal one. nullopt: not (yet) known how, or not a delimited text of order
  /// lines that has line feeds as it stands (a container, UTF-16).
  std::optional<PieceReader> piece_reader() const;

  /// Takes a stretch as read, which begins with bytes that were pushed: its head, and nothing else since. Its rows go
  /// to the sink behind those before it, after what the answer says. nullopt: the stretch does not fit what stands
  /// before it, and nothing has changed; push its bytes instead.
  std::optional<DatesFit> add(const TextPiece& piece);

  uint64_t position() const;    ///< bytes of the file that were read
  uint64_t lines_read() const;  ///< of a delimited text, up to the record that is being read

  uint64_t rows_read() const;

  /// The given spec with every automatic value replaced, so that reading the file with it gives the same rows; after
  /// finish(). What the file has no use for stays automatic: no date column, or columns with different decimal marks.
  const FileSpec& resolved_spec() const;

  /// What was understood so far. Also after an error: the columns and their profiles, so that the mapping can be
  /// mended.
  const FileReport& report() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

TextPair reject_text(RejectReason reason);  ///< the sentence of a reason, in both languages

}  // namespace sluice::ingest
