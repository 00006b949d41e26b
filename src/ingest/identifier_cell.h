// Identifiers as they were meant, in spite of the spreadsheet that they went through: without marks for text ('00123,
// ="00123"), quotes, characters that nobody sees, and with ASCII digits and letters for full-width ones.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sluice::ingest {

/// ASCII letters, digits, - and _ that end with a digit: nearly every identifier. Such a cell is neither blank nor a
/// placeholder nor a word for totals, and nothing is to be mended in it.
inline bool is_plain_identifier(std::string_view cell) {
  static constexpr std::array<bool, 256> kPlain = [] {
    std::array<bool, 256> plain{};
    for (size_t c = 0; c < plain.size(); ++c) {
      plain[c] = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
    }
    return plain;
  }();
  if (cell.empty() || cell.back() < '0' || cell.back() > '9') return false;
  bool plain = true;
  for (const char c : cell) plain &= kPlain[static_cast<unsigned char>(c)];
  return plain;
}

std::string_view clean_odd_identifier(std::string_view cell, std::string& buffer);

/// `cell` is trimmed. Returns it, a part of it, or `buffer` where characters had to change.
inline std::string_view clean_identifier(std::string_view cell, std::string& buffer) {
  // Printable ASCII that begins with no quote is left alone: nearly every identifier.
  bool odd = !cell.empty() && (cell.front() == '=' || cell.front() == '"' || cell.front() == '\'');
  for (const char c : cell) odd |= static_cast<unsigned char>(c - ' ') >= 0x60;
  return odd ? clean_odd_identifier(cell, buffer) : cell;
}

/// "17850.0"
bool is_point_zero(std::string_view cell);

/// "1.23E+15": the digits of a long number that a spreadsheet has thrown away.
inline bool is_exponent_form(std::string_view cell) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  // Most identifiers are cleared by one look at where the sign would stand.
  if (cell.size() < 5 || (cell[cell.size() - 3] != '+' && cell[cell.size() - 2] != '+')) return false;
  size_t at = 0;
  while (at < cell.size() && is_digit(cell[at])) ++at;
  if (at == 0) return false;
  if (at < cell.size() && (cell[at] == '.' || cell[at] == ',')) {
    for (++at; at < cell.size() && is_digit(cell[at]);) ++at;
  }
  if (at + 2 >= cell.size() || (cell[at] != 'E' && cell[at] != 'e') || cell[at + 1] != '+') return false;
  for (at += 2; at < cell.size() && is_digit(cell[at]);) ++at;
  return at == cell.size();
}

/// Identifiers of one column that lost their digits.
struct SpoiledIdentifiers {
  uint64_t cells = 0;
  uint64_t first_line = 0;
  std::string example;

  void observe(std::string_view cell, uint64_t line) {
    if (!is_exponent_form(cell)) return;
    if (cells++ > 0) return;
    first_line = line;
    example = cell;
  }
};

}  // namespace sluice::ingest
