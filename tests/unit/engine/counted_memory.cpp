#include "unit/engine/counted_memory.h"

#include <cstdlib>
#include <new>

namespace sluice::engine {
namespace {

size_t handed_out = 0;  // tests have one thread
size_t most_handed_out = 0;

}  // namespace

size_t memory_in_use() { return handed_out; }
size_t most_memory_used() { return most_handed_out; }
void forget_most_memory() { most_handed_out = handed_out; }

}  // namespace sluice::engine

#if !defined(SLUICE_ADDRESS_SANITIZER) && defined(__GLIBC__)

#include <malloc.h>

namespace {

using sluice::engine::handed_out;
using sluice::engine::most_handed_out;

void* counted(void* block) {
  if (block == nullptr) throw std::bad_alloc();
  handed_out += malloc_usable_size(block);
  most_handed_out = handed_out > most_handed_out ? handed_out : most_handed_out;
  return block;
}

void uncounted(void* block) {
  if (block != nullptr) handed_out -= malloc_usable_size(block);
  std::free(block);
}

}  // namespace

void* operator new(size_t bytes) { return counted(std::malloc(bytes)); }
void* operator new(size_t bytes, std::align_val_t alignment) {
  const auto step = static_cast<size_t>(alignment);
  return counted(std::aligned_alloc(step, (bytes + step - 1) / step * step));
}
void operator delete(void* block) noexcept { uncounted(block); }
void operator delete(void* block, size_t) noexcept { uncounted(block); }
void operator delete(void* block, std::align_val_t) noexcept { uncounted(block); }
void operator delete(void* block, size_t, std::align_val_t) noexcept { uncounted(block); }

#endif
