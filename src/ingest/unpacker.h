// The stage before everything else: takes containers off. gzip is unpacked as it streams by; a zip archive and an .xls
// have their directory where it suits them, so they are collected first (as they came, packed) and opened at the end.
// Containers may hold containers. Knows nothing of tables: what is no container is handed on, a workbook is kept.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/gzip_stream.h"
#include "ingest/import_report.h"
#include "ingest/zip_archive.h"

namespace sluice::ingest {

class Unpacker {
 public:
  /// `entry`: the file to take out of a zip archive, empty: the first that looks like a table. `bytes`: the size of the
  /// file if known, else 0. `take` receives everything that is no container.
  Unpacker(std::string entry, uint64_t bytes, TakeBytes take);

  /// Errors: damaged_file, too_large (with the first bytes where `bytes` tells it), and those of `take`.
  Status push(std::string_view bytes);

  /// After the last push: opens what was collected and hands on a piece of it. true: there is more. Errors also:
  /// encrypted_file, unknown_format, not_found (no such entry), not_text (no table in the archive).
  Result<bool> unpack_on();

  /// The bytes of a workbook, which `take` did not get; once there is no more to unpack. Empty: there is none.
  std::string_view workbook() const;

  /// How much of the archive's entry was handed on, 0 to 1; 0 while nothing is taken out of an archive.
  double share_unpacked() const;

  uint64_t held_bytes() const;  ///< of archives and workbooks, as they came

  Container container() const;
  std::string entry() const;  ///< that was taken from the zip archive
  std::vector<EntryReport> entries() const;
  std::vector<TextPair> notes() const;

  static constexpr uint64_t kMostCollectedBytes = uint64_t{1} << 30;

 private:
  enum class Kind { undecided, plain, gzip, collected };
  struct OpenEntry {
    ZipArchive archive;
    ZipStream stream;
  };

  Unpacker(std::string entry, uint64_t bytes, TakeBytes take, int depth);
  Status decide();
  Status pass(std::string_view bytes);
  Status end();
  Status open_archive();
  Result<bool> unpack_some();
  Result<const ZipEntry*> choose(const ZipArchive& archive);
  Unpacker& inner();

  std::string wanted_entry_;
  uint64_t expected_bytes_;
  TakeBytes take_;
  int depth_;
  Kind kind_ = Kind::undecided;
  std::string collected_;  // first bytes, until they decide; then the whole archive or workbook
  std::optional<GzipStream> gzip_;
  std::unique_ptr<Unpacker> inner_;  // of what this one unpacks
  bool ended_ = false;               // all bytes were pushed
  std::unique_ptr<OpenEntry> open_;  // what is being taken out of the archive
  bool is_workbook_ = false;
  bool is_zip_ = false;
  std::string entry_;
  std::vector<EntryReport> entries_;
  size_t tables_ = 0;  // entries that may be chosen
};

}  // namespace sluice::ingest
