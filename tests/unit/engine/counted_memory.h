// Counts what operator new has handed out in this program. Not under the sanitizers, which need it for themselves.
#pragma once

#include <cstddef>

namespace sluice::engine::test {

#if defined(__SANITIZE_ADDRESS__) || !defined(__GLIBC__)
inline constexpr bool kMemoryIsCounted = false;
#else
inline constexpr bool kMemoryIsCounted = true;
#endif

size_t memory_in_use();     ///< bytes
size_t most_memory_used();  ///< bytes, since the last forget_most_memory()
void forget_most_memory();

}  // namespace sluice::engine::test
