// Where in 64 bytes of text a cell may end: one bit a byte, lowest first, for the delimiter, line breaks and quotes.
// The only code that differs between processors; all forms give the same bits (see structural_mask_test.cpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace sluice::ingest {

inline constexpr size_t kMaskBytes = 64;

/// The definition: bit i is set where text[i] is `delimiter`, LF, CR or a double quote.
inline uint64_t structural_mask_by_byte(const char* text, char delimiter) {
  uint64_t mask = 0;
  for (size_t i = 0; i < kMaskBytes; ++i) {
    const char c = text[i];
    const bool found = c == delimiter || c == '\n' || c == '\r' || c == '"';
    mask |= static_cast<uint64_t>(found) << i;
  }
  return mask;
}

/// The same. 64 bytes are read.
inline uint64_t structural_mask(const char* text, char delimiter) {
#if defined(__wasm_simd128__)
  const v128_t d = wasm_i8x16_splat(delimiter);
  const v128_t lf = wasm_i8x16_splat('\n'), cr = wasm_i8x16_splat('\r'), quote = wasm_i8x16_splat('"');
  uint64_t mask = 0;
  for (size_t i = 0; i < kMaskBytes; i += 16) {
    const v128_t bytes = wasm_v128_load(text + i);
    const v128_t found = wasm_v128_or(wasm_v128_or(wasm_i8x16_eq(bytes, d), wasm_i8x16_eq(bytes, lf)),
                                      wasm_v128_or(wasm_i8x16_eq(bytes, cr), wasm_i8x16_eq(bytes, quote)));
    mask |= static_cast<uint64_t>(wasm_i8x16_bitmask(found)) << i;
  }
  return mask;
#elif defined(__SSE2__)
  const __m128i d = _mm_set1_epi8(delimiter);
  const __m128i lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r'), quote = _mm_set1_epi8('"');
  uint64_t mask = 0;
  for (size_t i = 0; i < kMaskBytes; i += 16) {
    __m128i bytes;
    std::memcpy(&bytes, text + i, sizeof bytes);
    const __m128i found = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, d), _mm_cmpeq_epi8(bytes, lf)),
                                       _mm_or_si128(_mm_cmpeq_epi8(bytes, cr), _mm_cmpeq_epi8(bytes, quote)));
    mask |= static_cast<uint64_t>(static_cast<uint32_t>(_mm_movemask_epi8(found))) << i;
  }
  return mask;
#else
  return structural_mask_by_byte(text, delimiter);
#endif
}

}  // namespace sluice::ingest
