// A fast hash of short strings, for tables in memory. Its values are never stored, shown or compared between machines.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace sluice {

inline uint64_t hash_of(std::string_view text) {
  constexpr uint64_t kFirst = 0x9E3779B97F4A7C15ULL;
  constexpr uint64_t kSecond = 0xC2B2AE3D27D4EB4FULL;
  const char* at = text.data();
  size_t left = text.size();
  uint64_t hash = left * kSecond;
  const auto mix = [&hash](uint64_t word) {
    hash = (hash ^ (word * kFirst)) * kSecond;
    hash ^= hash >> 31;
  };
  uint64_t word = 0;
  for (; left >= 8; at += 8, left -= 8) {
    std::memcpy(&word, at, 8);
    mix(word);
  }
  if (left == 0) return hash;
  if (text.size() >= 8) {  // the last eight bytes, some of them again
    std::memcpy(&word, text.data() + text.size() - 8, 8);
  } else if (left >= 4) {
    uint32_t low = 0, high = 0;
    std::memcpy(&low, at, 4);
    std::memcpy(&high, at + left - 4, 4);
    word = low | static_cast<uint64_t>(high) << 32;
  } else {
    const auto byte = [&](size_t i) { return static_cast<uint64_t>(static_cast<unsigned char>(at[i])); };
    word = byte(0) | byte(left / 2) << 8 | byte(left - 1) << 16;
  }
  mix(word);
  return hash;
}

}  // namespace sluice
