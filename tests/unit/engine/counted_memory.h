// Counts what operator new has handed out in this program. Not under the sanitizers, which need it for themselves: GCC
// tells of them by a macro, Clang by a feature.
#pragma once

#include <cstddef>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SLUICE_ADDRESS_SANITIZER
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define SLUICE_ADDRESS_SANITIZER
#endif

namespace sluice::engine {

#if defined(SLUICE_ADDRESS_SANITIZER) || !defined(__GLIBC__)
inline constexpr bool kMemoryIsCounted = false;
#else
inline constexpr bool kMemoryIsCounted = true;
#endif

size_t memory_in_use();     ///< bytes
size_t most_memory_used();  ///< bytes, since the last forget_most_memory()
void forget_most_memory();

}  // namespace sluice::engine
