// Any text as the parts of an Excel workbook, so that no checksum stands between the fuzzer and the XML: zero bytes
// separate the sheet from the shared strings, and those from the styles.
#include "fuzz/read_twice.h"
#include "test_support/zip_writer.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const size_t first = std::min(text.find('\0'), text.size());
  const size_t second = std::min(text.find('\0', first + 1), text.size());
  const auto part = [&](size_t begin, size_t end) {
    return begin < end ? text.substr(begin, end - begin) : std::string();
  };
  const auto parts = sluice::test::xlsx_parts(part(0, first), part(first + 1, second), part(second + 1, text.size()));
  sluice::fuzz::read_twice(sluice::test::zip_of(parts));
  return 0;
}
