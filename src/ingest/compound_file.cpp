#include "ingest/compound_file.h"

#include <algorithm>

#include "base/text.h"
#include "ingest/format_messages.h"
#include "ingest/little_endian.h"

namespace sluice::ingest {
namespace {

constexpr size_t kHeaderBytes = 512;
constexpr size_t kMiniSectorBytes = 64;
constexpr size_t kStorageEntryBytes = 128;
constexpr size_t kNumberBytes = 4;
constexpr uint32_t kLastSector = 0xFFFF'FFFA;  // greater numbers are marks: end of a chain, free
constexpr uint8_t kStreamEntry = 2;
constexpr uint8_t kRootEntry = 5;

void append_numbers(std::string_view sector, std::vector<uint32_t>& numbers) {
  for (size_t at = 0; at + kNumberBytes <= sector.size(); at += kNumberBytes) numbers.push_back(u32(sector, at));
}

}  // namespace

std::string_view CompoundFile::sector(uint32_t number) const {
  const uint64_t begin = (uint64_t{number} + 1) * sector_bytes_;  // the header takes the place of one
  return begin < bytes_.size() ? bytes_.substr(begin, sector_bytes_) : std::string_view{};
}

std::string CompoundFile::chain(uint32_t first, uint64_t most) const {
  std::string text;
  size_t left = next_.size();
  for (uint32_t number = first; number <= kLastSector && left > 0 && text.size() < most; --left) {
    const std::string_view found = sector(number);
    if (found.empty() || number >= next_.size()) break;
    text.append(found);
    number = next_[number];
  }
  if (text.size() > most) text.resize(most);
  return text;
}

Result<CompoundFile> CompoundFile::open(std::string_view bytes) {
  CompoundFile file;
  file.bytes_ = bytes;
  if (bytes.size() < kHeaderBytes) return damaged_workbook(".xls");
  const unsigned shift = u16(bytes, 30);
  if (shift != 9 && shift != 12) return damaged_workbook(".xls");
  file.sector_bytes_ = size_t{1} << shift;
  file.mini_limit_ = u32(bytes, 56);

  // The table of sectors lies in sectors that the header lists, and in further lists of them.
  std::vector<uint32_t> table_sectors;
  append_numbers(bytes.substr(76, kHeaderBytes - 76), table_sectors);
  size_t left = bytes.size() / file.sector_bytes_ + 1;
  for (uint32_t list = u32(bytes, 68); list <= kLastSector && left > 0; --left) {
    std::vector<uint32_t> numbers;
    append_numbers(file.sector(list), numbers);
    if (numbers.empty()) break;
    list = numbers.back();
    numbers.pop_back();
    table_sectors.insert(table_sectors.end(), numbers.begin(), numbers.end());
  }
  for (const uint32_t number : table_sectors) {
    if (number > kLastSector) continue;
    append_numbers(file.sector(number), file.next_);
    if (file.next_.size() > bytes.size()) break;  // more than there can be: the list repeats itself
  }
  append_numbers(file.chain(u32(bytes, 60), bytes.size()), file.next_mini_);
  file.read_directory(file.chain(u32(bytes, 48), bytes.size()));
  return file;
}

void CompoundFile::read_directory(const std::string& directory) {
  for (size_t at = 0; at + kStorageEntryBytes <= directory.size(); at += kStorageEntryBytes) {
    const std::string_view entry = std::string_view(directory).substr(at, kStorageEntryBytes);
    const uint8_t type = u8(entry, 66);
    if (type != kStreamEntry && type != kRootEntry) continue;
    const size_t name_bytes = std::min<size_t>(u16(entry, 64), 64);
    Stream stream;
    for (size_t i = 0; i + 2 < name_bytes; i += 2) {  // ends with a zero
      const uint16_t unit = u16(entry, i);
      stream.name += unit < 0x80 ? static_cast<char>(unit) : '?';
    }
    stream.first = u32(entry, 116);
    stream.size = u32(entry, 120);  // the upper half is only used by files that we would not hold
    if (type == kRootEntry)
      mini_stream_ = chain(stream.first, stream.size);
    else
      streams_.push_back(std::move(stream));
  }
}

const CompoundFile::Stream* CompoundFile::find(std::string_view name) const {
  const std::string wanted = lower_ascii(name);
  const auto found = std::find_if(streams_.begin(), streams_.end(),
                                  [&](const Stream& stream) { return lower_ascii(stream.name) == wanted; });
  return found == streams_.end() ? nullptr : &*found;
}

bool CompoundFile::has(std::string_view name) const { return find(name) != nullptr; }

std::optional<std::string> CompoundFile::read(std::string_view name) const {
  const Stream* stream = find(name);
  if (stream == nullptr) return std::nullopt;
  if (stream->size >= mini_limit_) return chain(stream->first, stream->size);
  std::string text;
  size_t left = next_mini_.size();
  for (uint32_t number = stream->first; number <= kLastSector && left > 0 && text.size() < stream->size; --left) {
    const uint64_t begin = uint64_t{number} * kMiniSectorBytes;
    if (begin >= mini_stream_.size() || number >= next_mini_.size()) break;
    text.append(mini_stream_, begin, kMiniSectorBytes);
    number = next_mini_[number];
  }
  if (text.size() > stream->size) text.resize(stream->size);
  return text;
}

}  // namespace sluice::ingest
