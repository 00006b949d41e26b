// Text as bytes of UTF-8: trimming of every blank that spreadsheets leave behind, lower case, full-width forms, and
// cutting at a character's edge. No locale; only ASCII letters have case here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

namespace sluice {

inline constexpr std::string_view kReplacementCharacter = "\xEF\xBF\xBD";  ///< U+FFFD: a character that was lost

/// Without blanks at both ends: ASCII blanks and control characters, no-break spaces (U+00A0, U+2007, U+202F), the
/// ideographic space (U+3000), zero-width space and byte order mark. Blanks inside stay.
std::string_view trim_blanks(std::string_view text);
inline std::string_view trim(std::string_view text) {
  const auto is_plain = [](char c) { return c > ' ' && c < 0x7F; };  // most cells begin and end with such a byte
  return !text.empty() && is_plain(text.front()) && is_plain(text.back()) ? text : trim_blanks(text);
}

/// Equality of texts that are short as a rule, without a call.
inline bool same_bytes(std::string_view a, std::string_view b) {
  const size_t size = a.size();
  if (size != b.size()) return false;
  const auto differences_at = [&](size_t i) {
    uint64_t x = 0, y = 0;
    std::memcpy(&x, a.data() + i, 8);
    std::memcpy(&y, b.data() + i, 8);
    return x ^ y;
  };
  uint64_t differences = 0;
  if (size >= 8) {
    for (size_t i = 0; i + 8 < size; i += 8) differences |= differences_at(i);
    return (differences | differences_at(size - 8)) == 0;  // the last eight, some of them again
  }
  for (size_t i = 0; i < size; ++i) differences |= static_cast<uint64_t>(a[i] != b[i]);
  return differences == 0;
}

inline bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool is_digits(std::string_view text);  ///< ASCII digits and nothing else, at least one
inline bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
inline char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
std::string lower_ascii(std::string_view text);

/// Whether the list holds just this text.
bool is_among(std::string_view text, std::span<const std::string> list);

/// In the quotes of each language, for messages; shortened to `most` bytes.
std::string quoted(std::string_view text, size_t most = 60);
std::string quoted_zh(std::string_view text, size_t most = 60);

/// The longest beginning of at most `max_bytes` bytes that does not cut a character.
std::string_view cut_at_character(std::string_view text, size_t max_bytes);

/// The character at `at`, which moves behind it. A malformed sequence gives U+FFFD and moves one byte.
char32_t next_character(std::string_view text, size_t& at);
void append_utf8(char32_t character, std::string& text);

/// The ASCII form of a full-width one (U+FF01..U+FF5E) and a plain blank for every other blank; else itself.
char32_t half_width(char32_t character);

/// half_width of every character.
std::string to_half_width(std::string_view text);

}  // namespace sluice
