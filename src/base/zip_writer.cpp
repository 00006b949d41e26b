// Structures and field names: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.12 (directory) and 4.3.16
// (its end).
#include "base/zip_writer.h"

#include <zlib.h>

#include <array>
#include <new>

namespace sluice {
namespace {

constexpr uint16_t kVersionNeeded = 20;  // deflate
constexpr uint16_t kDeflated = 8;
constexpr uint16_t kFirstDay = (1 << 5) | 1;  // 1980-01-01
// Half the time of zlib's default for a tenth more bytes.
constexpr int kLevel = 3;

void append16(std::string& bytes, uint32_t value) {
  bytes += static_cast<char>(value & 0xFF);
  bytes += static_cast<char>(value >> 8 & 0xFF);
}

void append32(std::string& bytes, uint32_t value) {
  append16(bytes, value & 0xFFFF);
  append16(bytes, value >> 16);
}

}  // namespace

void ZipWriter::Deleter::operator()(z_stream_s* stream) const {
  deflateEnd(stream);
  delete stream;
}

ZipWriter::ZipWriter() : stream_(new z_stream_s{}) {
  constexpr int kWithoutFrame = -15;
  constexpr int kMemoryLevel = 8;
  if (deflateInit2(stream_.get(), kLevel, Z_DEFLATED, kWithoutFrame, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
}

ZipWriter::~ZipWriter() = default;

void ZipWriter::begin_entry(std::string_view name) {
  if (in_entry_) end_entry();
  in_entry_ = true;
  plain_ = 0;
  checksum_ = 0;
  deflateReset(stream_.get());
  entries_.push_back({.name = std::string(name), .offset = static_cast<uint32_t>(archive_.size())});
  archive_ += local_header(entries_.back());
}

void ZipWriter::write(std::string_view bytes) {
  plain_ += bytes.size();
  checksum_ = static_cast<uint32_t>(
      crc32(checksum_, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
  deflate(bytes, false);
}

void ZipWriter::deflate(std::string_view bytes, bool last) {
  std::array<Bytef, 1 << 15> packed{};
  stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib only reads it
  stream_->avail_in = static_cast<uInt>(bytes.size());
  do {
    stream_->next_out = packed.data();
    stream_->avail_out = static_cast<uInt>(packed.size());
    ::deflate(stream_.get(), last ? Z_FINISH : Z_NO_FLUSH);
    archive_.append(reinterpret_cast<const char*>(packed.data()), packed.size() - stream_->avail_out);
  } while (stream_->avail_out == 0);
}

void ZipWriter::end_entry() {
  deflate({}, true);
  in_entry_ = false;
  Entry& entry = entries_.back();
  const size_t header_size = local_header(entry).size();
  entry.checksum = checksum_;
  entry.packed = static_cast<uint32_t>(archive_.size() - entry.offset - header_size);
  entry.plain = static_cast<uint32_t>(plain_);
  archive_.replace(entry.offset, header_size, local_header(entry));
}

std::string ZipWriter::local_header(const Entry& entry) const {
  std::string header = "PK\x03\x04";
  append16(header, kVersionNeeded);
  append16(header, 0);  // no flags
  append16(header, kDeflated);
  append16(header, 0);  // midnight
  append16(header, kFirstDay);
  append32(header, entry.checksum);
  append32(header, entry.packed);
  append32(header, entry.plain);
  append16(header, static_cast<uint32_t>(entry.name.size()));
  append16(header, 0);  // no extra field
  return header + entry.name;
}

void ZipWriter::append_directory() {
  const auto begin = static_cast<uint32_t>(archive_.size());
  for (const Entry& entry : entries_) {
    archive_ += "PK\x01\x02";
    append16(archive_, kVersionNeeded);
    archive_ += local_header(entry).substr(4, 24);  // from the version needed to the length of the name
    append16(archive_, 0);                          // extra field
    append16(archive_, 0);                          // comment
    append16(archive_, 0);                          // first disk
    append16(archive_, 0);                          // internal attributes
    append32(archive_, 0);                          // external attributes
    append32(archive_, entry.offset);
    archive_ += entry.name;
  }
  const auto size = static_cast<uint32_t>(archive_.size() - begin);
  archive_ += "PK\x05\x06";
  append32(archive_, 0);  // both numbers of disks
  append16(archive_, static_cast<uint32_t>(entries_.size()));
  append16(archive_, static_cast<uint32_t>(entries_.size()));
  append32(archive_, size);
  append32(archive_, begin);
  append16(archive_, 0);  // comment
}

std::string ZipWriter::finish() {
  if (in_entry_) end_entry();
  append_directory();
  return std::move(archive_);
}

}  // namespace sluice
