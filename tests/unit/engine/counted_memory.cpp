#include "unit/engine/counted_memory.h"

#include <cstdlib>
#include <new>

namespace sluice::engine::test {
namespace {

size_t in_use = 0;  // tests have one thread
size_t most = 0;

}  // namespace

size_t memory_in_use() { return in_use; }
size_t most_memory_used() { return most; }
void forget_most_memory() { most = in_use; }

}  // namespace sluice::engine::test

#if !defined(SLUICE_ADDRESS_SANITIZER) && defined(__GLIBC__)

#include <malloc.h>

namespace {

using namespace sluice::engine::test;

void* counted(void* block) {
  if (block == nullptr) throw std::bad_alloc();
  in_use += malloc_usable_size(block);
  most = in_use > most ? in_use : most;
  return block;
}

void uncounted(void* block) {
  if (block != nullptr) in_use -= malloc_usable_size(block);
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
