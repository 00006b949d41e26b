// Any bytes as a file: containers, workbooks, JSON and delimited text, whichever they look like.
#include "fuzz/read_twice.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sluice::fuzz::read_twice({reinterpret_cast<const char*>(data), size});
  return 0;
}
