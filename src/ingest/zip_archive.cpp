#include "ingest/zip_archive.h"

#include <zlib.h>

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "ingest/encoding.h"
#include "ingest/format_messages.h"
#include "ingest/little_endian.h"
#include "ingest/text_decoder.h"

namespace sluice::ingest {
namespace {

using namespace std::string_view_literals;

// PKWARE, APPNOTE.TXT 6.3.10, section 4.3.
constexpr std::string_view kLocalHeader = "PK\x03\x04"sv;
constexpr std::string_view kDirectoryEntry = "PK\x01\x02"sv;
constexpr std::string_view kDirectoryEnd = "PK\x05\x06"sv;
constexpr std::string_view kZip64End = "PK\x06\x06"sv;
constexpr std::string_view kZip64Locator = "PK\x06\x07"sv;
constexpr size_t kLocalHeaderBytes = 30;
constexpr size_t kDirectoryEntryBytes = 46;
constexpr size_t kDirectoryEndBytes = 22;
constexpr size_t kZip64LocatorBytes = 20;
constexpr size_t kZip64EndBytes = 56;
constexpr size_t kLongestComment = 65'535;
constexpr uint32_t kInZip64 = 0xFFFF'FFFF;  // instead of a number that needs 64 bits
constexpr uint16_t kEncryptedFlag = 1;
constexpr uint16_t kUtf8Flag = 1 << 11;
constexpr uint16_t kStored = 0;
constexpr uint16_t kDeflated = 8;

struct Directory {
  uint64_t offset = 0;
  uint64_t bytes = 0;
  uint64_t entries = 0;
  uint64_t end = 0;  // where it ends in the file; offsets are shifted by what was put before the archive
};

std::optional<Directory> find_directory(std::string_view file) {
  if (file.size() < kDirectoryEndBytes) return std::nullopt;
  const size_t first = file.size() - std::min(file.size(), kDirectoryEndBytes + kLongestComment);
  size_t at = file.rfind(kDirectoryEnd, file.size() - kDirectoryEndBytes);
  if (at == std::string_view::npos || at < first) return std::nullopt;
  Directory found{u32(file, at + 16), u32(file, at + 12), u16(file, at + 10), at};
  if (at < kZip64LocatorBytes || file.substr(at - kZip64LocatorBytes, 4) != kZip64Locator) return found;
  // The locator's offset is wrong by what was put before the archive; the record mostly stands right before it.
  const size_t locator = at - kZip64LocatorBytes;
  uint64_t end = u64(file, locator + 8);
  const auto is_record = [&](uint64_t offset) {
    return offset <= locator && locator - offset >= kZip64EndBytes && file.substr(offset, 4) == kZip64End;
  };
  if (!is_record(end) && locator >= kZip64EndBytes) end = locator - kZip64EndBytes;
  if (!is_record(end)) return found;
  return Directory{u64(file, end + 48), u64(file, end + 40), u64(file, end + 32), end};
}

// Names without the flag are in the code page of the machine that packed them: of a Chinese Windows, most likely.
std::string decoded_name(std::string_view name, bool is_utf8) {
  TextDecoder decoder(is_utf8 ? Encoding::utf8 : guess_encoding(name, true).encoding);
  std::string text;
  decoder.decode(name, text);
  decoder.finish(text);
  std::replace(text.begin(), text.end(), '\\', '/');
  return text;
}

// Extra field 1: those of the three numbers that did not fit, in this order.
void read_zip64(std::string_view extra, ZipEntry& entry) {
  while (extra.size() >= 4) {
    const uint16_t id = u16(extra, 0);
    const size_t size = std::min<size_t>(u16(extra, 2), extra.size() - 4);
    if (id == 1) {
      size_t at = 4;
      for (uint64_t* number : {&entry.plain, &entry.packed, &entry.offset}) {
        if (*number != kInZip64 || at + 8 > 4 + size) continue;
        *number = u64(extra, at);
        at += 8;
      }
    }
    extra.remove_prefix(4 + size);
  }
}

}  // namespace

Result<ZipArchive> ZipArchive::open(std::string_view bytes) {
  ZipArchive archive;
  archive.bytes_ = bytes;
  const auto directory = find_directory(bytes);
  if (!directory) return cut_zip(bytes.size());
  if (directory->bytes > directory->end) return damaged_zip("", directory->end);
  const uint64_t begin = directory->end - directory->bytes;  // where it stands, whatever its offset says
  const uint64_t shift = begin - std::min(begin, directory->offset);
  size_t at = begin;
  for (uint64_t i = 0; i < directory->entries; ++i) {
    if (directory->end - at < kDirectoryEntryBytes || bytes.substr(at, 4) != kDirectoryEntry)
      return damaged_zip("", at);
    const uint16_t flags = u16(bytes, at + 8);
    const size_t name_bytes = u16(bytes, at + 28);
    const size_t extra_bytes = u16(bytes, at + 30);
    const size_t comment_bytes = u16(bytes, at + 32);
    const size_t whole = kDirectoryEntryBytes + name_bytes + extra_bytes + comment_bytes;
    if (directory->end - at < whole) return damaged_zip("", at);
    ZipEntry entry;
    entry.name = decoded_name(bytes.substr(at + kDirectoryEntryBytes, name_bytes), (flags & kUtf8Flag) != 0);
    entry.method = u16(bytes, at + 10);
    entry.checksum = u32(bytes, at + 16);
    entry.packed = u32(bytes, at + 20);
    entry.plain = u32(bytes, at + 24);
    entry.offset = u32(bytes, at + 42);
    entry.encrypted = (flags & kEncryptedFlag) != 0;
    read_zip64(bytes.substr(at + kDirectoryEntryBytes + name_bytes, extra_bytes), entry);
    entry.offset += shift;
    archive.entries_.push_back(std::move(entry));
    at += whole;
  }
  return archive;
}

const ZipEntry* ZipArchive::find(std::string_view name) const {
  const std::string wanted = lower_ascii(name);
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const ZipEntry& entry) { return lower_ascii(entry.name) == wanted; });
  return found == entries_.end() ? nullptr : &*found;
}

Result<ZipStream> ZipArchive::stream(const ZipEntry& entry) const {
  if (entry.encrypted) return encrypted_entry(entry.name);
  if (entry.method != kStored && entry.method != kDeflated) return unknown_method(entry.name, entry.method);
  const uint64_t at = entry.offset;
  if (at > bytes_.size() || bytes_.size() - at < kLocalHeaderBytes || bytes_.substr(at, 4) != kLocalHeader) {
    return damaged_zip(entry.name, at);
  }
  const uint64_t data = at + kLocalHeaderBytes + u16(bytes_, at + 26) + u16(bytes_, at + 28);
  if (data > bytes_.size() || bytes_.size() - data < entry.packed) return damaged_zip(entry.name, bytes_.size());
  if (is_bomb(entry.packed, entry.plain)) return unpacks_to_too_much(entry.name, entry.packed, entry.plain);
  return ZipStream(entry, bytes_.substr(data, entry.packed));
}

Result<std::string> ZipArchive::read(const ZipEntry& entry, size_t limit) const {
  auto opened = stream(entry);
  if (!opened) return opened.error();
  std::string plain;
  for (;;) {
    constexpr size_t kPiece = size_t{64} << 10;
    const size_t before = plain.size();
    if (before > limit) return unpacks_to_too_much(entry.name, entry.packed, before);
    plain.resize(before + kPiece);
    const auto read = opened->read(std::span(plain).subspan(before));
    if (!read) return read.error();
    plain.resize(before + *read);
    if (*read == 0) return plain;
  }
}

ZipStream::ZipStream(const ZipEntry& entry, std::string_view packed)
    : entry_(&entry), packed_(packed), inflater_(Inflater::Format::deflate) {}

double ZipStream::share_read() const {
  return entry_->plain == 0 ? 1 : static_cast<double>(plain_) / static_cast<double>(entry_->plain);
}

Result<size_t> ZipStream::read(std::span<char> plain) {
  size_t filled = 0;
  while (!ended_ && filled < plain.size()) {
    size_t written = 0;
    if (entry_->method == kStored) {
      written = std::min(plain.size() - filled, packed_.size());
      std::copy_n(packed_.data(), written, plain.data() + filled);
      packed_.remove_prefix(written);
      taken_ += written;
      ended_ = packed_.empty();
    } else {
      const size_t before = packed_.size();
      const Inflater::State state = inflater_.inflate(packed_, plain.subspan(filled), written);
      taken_ += before - packed_.size();
      ended_ = state == Inflater::State::ended;
      const bool starved = state == Inflater::State::going && packed_.empty() && filled + written < plain.size();
      if (state == Inflater::State::damaged || starved) return damaged_entry(entry_->name, plain_ + written);
    }
    filled += written;
    plain_ += written;
    if (plain_ > entry_->plain) return damaged_entry(entry_->name, entry_->plain);
    if (is_bomb(taken_, plain_)) return unpacks_to_too_much(entry_->name, taken_, plain_);
  }
  checksum_ =
      static_cast<uint32_t>(crc32(checksum_, reinterpret_cast<const Bytef*>(plain.data()), static_cast<uInt>(filled)));
  if (ended_ && (plain_ != entry_->plain || checksum_ != entry_->checksum)) {
    return damaged_entry(entry_->name, plain_);
  }
  return filled;
}

}  // namespace sluice::ingest
