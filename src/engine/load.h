// A load in progress: files' bytes in, at the end a dataset and the spec with every automatic choice filled in. Keeps
// nothing of the former dataset and touches nothing of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "dataset/counted_rows.h"
#include "dataset/dataset.h"
#include "dataset/dataset_builder.h"
#include "engine/file_piece.h"
#include "engine/load_forecast.h"
#include "ingest/file_reader.h"
#include "report/spec.h"

namespace sluice::engine {

class Load {
 public:
  /// `memory_limit`: bytes that the host has for the engine, 0: no limit.
  Load(std::vector<FileToLoad> files, Spec spec, uint64_t memory_limit = 0);

  /// The next bytes of a file; files come one after the other in their order. Errors: those of FileReader::push,
  /// bad_request for a file out of order, and out_of_memory when the beginning of a file tells that the limit is too
  /// low by far.
  Status push(uint32_t file_index, std::span<const std::byte> bytes);

  /// Reads a stretch of the present file, `from` its first byte, for this Load in its turn or for another one of the
  /// same file and spec, of which some beginning is all that this one has to have. nullopt: the stretch must be read in
  /// its turn (see ingest::FileReader::piece_reader, ingest::PieceReader::read).
  std::optional<FilePiece> read_piece(uint64_t from, std::string_view bytes) const;

  /// The next stretch of a file, read elsewhere. false: it does not fit what stands before it; push the bytes from
  /// position() on. Errors: those of push.
  Result<bool> add_piece(uint32_t file_index, FilePiece piece);

  /// Whether the rest of the present file may come in pieces: not before its beginning has told what it will need.
  bool reads_pieces() const { return pieces_.has_value() && !forecast_.sampling(); }
  uint64_t position() const { return reader_ ? reader_->position() : 0; }  ///< in the present file

  /// After the last bytes of a file: reads on in an archive or workbook, a piece at a time. true: there is more.
  /// Whoever does not ask gets it read by the next push or by finish(). Errors: those of FileReader::read_on, and
  /// out_of_memory when its first rows tell that the limit is too low by far.
  Result<bool> read_on();

  uint64_t rows_read() const;

  /// What the load will come to, once enough of it was read to say so.
  const std::optional<MemoryForecast>& forecast() const { return forecast_.forecast(); }

  /// What was understood of the file that an error stopped at; none where its columns are not known.
  std::optional<ingest::FileReport> understood() const;

  struct Loaded {
    Dataset dataset;
    Spec spec;
  };
  /// Ends the load. Errors: those of FileReader::finish and DatasetBuilder::finish.
  Result<Loaded> finish();

 private:
  Error wrong_order() const;
  Status finish_current_file();
  Status open_file(size_t index);
  Status look_ahead(size_t index, std::span<const std::byte> bytes);
  Status count_rows();
  Status heed_forecast();

  std::vector<FileToLoad> files_;
  Spec spec_;
  uint64_t memory_limit_;
  LoadForecast forecast_;
  DatasetBuilder builder_;
  std::optional<CountedRows> counted_;         // of an archive or workbook that is read on
  std::optional<ingest::FileReader> reader_;   // of the file that is being read
  std::optional<ingest::PieceReader> pieces_;  // of its stretches
  size_t next_file_ = 0;                       // files before this one are open or finished
  std::vector<ingest::FileReport> reports_;
  std::vector<ingest::FileSpec> resolved_;
  uint64_t rows_of_finished_files_ = 0;
};

}  // namespace sluice::engine
