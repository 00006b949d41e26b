// The text of one cell in a plainer form, on the stack: what numbers and dates are read from when a cell is not plain
// ASCII already. Cells are read by the ten million, so nothing is allocated.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "base/text.h"

namespace sluice::ingest {

inline constexpr size_t kLongestPlainCell = 64;  ///< no number or date that people write is longer

class PlainText {
 public:
  void push_back(char c) {
    if (size_ < text_.size()) text_[size_++] = c;
  }
  void append(std::string_view text) {
    for (const char c : text) push_back(c);
  }
  void resize(size_t size) { size_ = size; }  ///< never more than it holds
  std::string_view view() const { return {text_.data(), size_}; }

 private:
  // Every byte of a cell may be broken, and then becomes a U+FFFD of three bytes.
  std::array<char, 3 * kLongestPlainCell> text_;
  size_t size_ = 0;
};

/// Characters that nobody sees: zero-width spaces and joiners, marks of direction, byte order marks, soft hyphens.
constexpr bool is_invisible(char32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/// What people and programs write where there is nothing: "-", "N/A", "NULL", "#N/A", "nan", "\N". Of a trimmed cell.
bool is_known_placeholder(std::string_view cell);
inline bool is_placeholder(std::string_view cell) {
  // Digits and nearly all letters are cleared here.
  if (cell.empty() || cell.size() > 6) return false;
  const char c = cell.front();
  if (is_ascii_digit(c)) return false;
  return (c == '-' || c == 'N' || c == 'n' || c == '#' || c == '\\' || c == '(' || c == '\xE2') &&
         is_known_placeholder(cell);
}

}  // namespace sluice::ingest
