// Any text as the tables of an OpenDocument spreadsheet.
#include "fuzz/read_twice.h"
#include "test_support/zip_writer.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sluice::fuzz::read_twice(sluice::test::zip_of(sluice::test::ods_parts({reinterpret_cast<const char*>(data), size})));
  return 0;
}
