// Writes a zip archive: entries one after the other, each deflated as it is made, so that no entry is ever in memory
// as a whole. Entries carry no time of day (the first that zip knows, 1980-01-01): the same content is the same
// archive. No zip64: an entry and the archive stay below 4 GB, which whoever writes sees to.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct z_stream_s;

namespace sluice {

class ZipWriter {
 public:
  ZipWriter();
  ~ZipWriter();
  ZipWriter(const ZipWriter&) = delete;
  ZipWriter& operator=(const ZipWriter&) = delete;

  void begin_entry(std::string_view name);         ///< ASCII, with folders: "xl/workbook.xml"; ends the entry before it
  void write(std::string_view bytes);              ///< of the entry that has begun
  uint64_t entry_bytes() const { return plain_; }  ///< of this entry, before they were deflated

  std::string finish();  ///< the archive; nothing may be written afterwards

 private:
  struct Entry {
    std::string name;
    uint32_t offset = 0;  // of the local header
    uint32_t checksum = 0;
    uint32_t packed = 0;
    uint32_t plain = 0;
  };
  struct Deleter {
    void operator()(z_stream_s* stream) const;
  };

  void deflate(std::string_view bytes, bool last);
  void end_entry();
  std::string local_header(const Entry& entry) const;
  void append_directory();

  std::unique_ptr<z_stream_s, Deleter> stream_;
  std::string archive_;
  std::vector<Entry> entries_;
  uint64_t plain_ = 0;
  uint32_t checksum_ = 0;
  bool in_entry_ = false;
};

}  // namespace sluice
