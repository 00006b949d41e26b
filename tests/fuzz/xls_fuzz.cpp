// Any bytes as the stream of a legacy Excel workbook, in a compound file whose sectors follow one another.
#include "fuzz/read_twice.h"
#include "test_support/zip_writer.h"

namespace {

using sluice::test::put_number;

std::string entry(std::string_view name, char kind, uint32_t child, uint32_t first, uint32_t size) {
  std::string bytes;
  for (const char c : name) put_number(bytes, static_cast<unsigned char>(c), 2);
  bytes.resize(64, '\0');
  put_number(bytes, 2 * (name.size() + 1), 2);
  bytes += kind;
  bytes += '\1';
  put_number(bytes, UINT64_MAX, 8);  // siblings
  put_number(bytes, child, 4);
  bytes.resize(116, '\0');
  put_number(bytes, first, 4);
  put_number(bytes, size, 8);
  return bytes;
}

std::string compound_of(std::string stream) {
  constexpr uint32_t kEnd = 0xFFFF'FFFE;
  stream.resize(std::max<size_t>(4096, (stream.size() + 511) / 512 * 512), '\0');
  const auto count = static_cast<uint32_t>(stream.size() / 512);
  std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  bytes.resize(24, '\0');
  for (const unsigned value : {0x3EU, 3U, 0xFFFEU, 9U, 6U}) put_number(bytes, value, 2);
  bytes.resize(40, '\0');
  for (const uint32_t value : {0U, 1U, count, 0U, 4096U, kEnd, 0U, kEnd, 0U, count + 1}) put_number(bytes, value, 4);
  bytes.resize(512, '\xFF');
  bytes += stream;
  bytes +=
      entry("Root Entry", 5, 1, kEnd, 0) + entry("Workbook", 2, 0xFFFF'FFFF, 0, static_cast<uint32_t>(stream.size()));
  bytes.resize(512 + stream.size() + 512, '\0');
  for (uint32_t i = 0; i + 1 < count; ++i) put_number(bytes, i + 1, 4);
  for (const uint32_t value : {kEnd, kEnd, 0xFFFF'FFFDU}) put_number(bytes, value, 4);
  bytes.resize(512 + stream.size() + 1024, '\xFF');
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size > 125 * 512) return 0;  // what one sector of the table can name
  sluice::fuzz::read_twice(compound_of({reinterpret_cast<const char*>(data), size}));
  return 0;
}
