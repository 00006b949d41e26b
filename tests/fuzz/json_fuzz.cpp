// Any text as JSON: a first character that makes it so, should it lack one.
#include "fuzz/read_twice.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  if (!text.starts_with('{') && !text.starts_with('[')) text.insert(0, "[{\"");
  sluice::fuzz::read_twice(text);
  return 0;
}
