// Microsoft's compound file ([MS-CFB]) that is in memory: a small file system in a file, which legacy Office documents
// and encrypted new ones are. Finds a stream by its name and copies it out. Chains of sectors are followed with a
// count, so that a loop in them ends.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sluice::ingest {

class CompoundFile {
 public:
  /// `bytes` must outlive this. Error: damaged_file.
  static Result<CompoundFile> open(std::string_view bytes);

  bool has(std::string_view name) const;  ///< a stream of the root, letter case does not matter

  /// What is there of the stream; nullopt: there is none of that name. A chain that breaks off gives a shorter text.
  std::optional<std::string> read(std::string_view name) const;

 private:
  struct Stream {
    std::string name;  // ASCII letters, others as '?'
    uint32_t first = 0;
    uint64_t size = 0;
  };

  std::string_view sector(uint32_t number) const;  // empty: beyond the file
  std::string chain(uint32_t first, uint64_t most) const;
  const Stream* find(std::string_view name) const;
  void read_directory(const std::string& directory);

  std::string_view bytes_;
  size_t sector_bytes_ = 512;
  uint64_t mini_limit_ = 4096;  // shorter streams lie in the mini stream
  std::vector<uint32_t> next_;  // of each sector
  std::vector<uint32_t> next_mini_;
  std::string mini_stream_;
  std::vector<Stream> streams_;
};

}  // namespace sluice::ingest
