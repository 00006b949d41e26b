// Numbers as Windows' file formats write them: the lowest byte first. The caller has checked that they are there.
#pragma once

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sluice::ingest {

template <class T>
T little_endian(std::string_view bytes, size_t at) {
  assert(at <= bytes.size() && bytes.size() - at >= sizeof(T));
  T value = 0;
  for (size_t i = sizeof(T); i-- > 0;) value = static_cast<T>((value << 8) | static_cast<unsigned char>(bytes[at + i]));
  return value;
}

inline uint8_t u8(std::string_view bytes, size_t at) { return static_cast<uint8_t>(bytes[at]); }
inline uint16_t u16(std::string_view bytes, size_t at) {
  return static_cast<uint16_t>(u8(bytes, at) | (u8(bytes, at + 1) << 8));
}
inline uint32_t u32(std::string_view bytes, size_t at) { return little_endian<uint32_t>(bytes, at); }
inline uint64_t u64(std::string_view bytes, size_t at) { return little_endian<uint64_t>(bytes, at); }
inline double f64(std::string_view bytes, size_t at) { return std::bit_cast<double>(u64(bytes, at)); }

}  // namespace sluice::ingest
