// A zip archive that is in memory: its directory, and its entries as streams. Reads zip64 and any order of entries
// (the directory at the end is what counts, so data descriptors do not matter); verifies lengths and checksums. Knows
// nothing of what the entries hold.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/inflater.h"

namespace sluice::ingest {

struct ZipEntry {
  std::string name;  ///< UTF-8, with folders: "2017/orders.csv"
  uint64_t packed = 0;
  uint64_t plain = 0;
  uint64_t offset = 0;  ///< of its local header
  uint32_t checksum = 0;
  uint16_t method = 0;
  bool encrypted = false;

  bool is_folder() const { return name.ends_with('/'); }
};

/// Reads one entry from its beginning to its end.
class ZipStream {
 public:
  /// The next bytes; 0 at the end, once length and checksum were found right. Errors: damaged, too_large.
  Result<size_t> read(std::span<char> plain);

  double share_read() const;  ///< of the entry, 0 to 1

 private:
  friend class ZipArchive;
  ZipStream(const ZipEntry& entry, std::string_view packed);

  const ZipEntry* entry_;
  std::string_view packed_;  // what is left
  Inflater inflater_;
  uint64_t taken_ = 0;
  uint64_t plain_ = 0;
  uint32_t checksum_ = 0;
  bool ended_ = false;
};

class ZipArchive {
 public:
  /// `bytes` must outlive this. Error: damaged.
  static Result<ZipArchive> open(std::string_view bytes);

  const std::vector<ZipEntry>& entries() const { return entries_; }
  const ZipEntry* find(std::string_view name) const;  ///< letter case does not matter; nullptr: no such entry

  /// Errors: encrypted, unknown_format (a method other than stored and deflated), damaged. The archive must stay where
  /// it is.
  Result<ZipStream> stream(const ZipEntry& entry) const;

  /// The whole entry. Errors: those of the stream; too_large beyond `limit` bytes.
  Result<std::string> read(const ZipEntry& entry, size_t limit) const;

 private:
  std::string_view bytes_;
  std::vector<ZipEntry> entries_;
};

}  // namespace sluice::ingest
