#include "base/text.h"

#include <algorithm>

namespace sluice {
namespace {

bool is_visible_ascii(char c) { return c > ' ' && c < 0x7F; }

bool is_blank(char32_t c) {
  return c <= 0x20 || c == 0x7F || c == 0xA0 || c == 0x2007 || c == 0x200B || c == 0x202F || c == 0x3000 || c == 0xFEFF;
}

size_t last_character(std::string_view text) {
  size_t at = text.size() - 1;
  while (at > 0 && text.size() - at < 4 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

}  // namespace

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && !is_visible_ascii(text.front())) {
    size_t at = 0;
    if (!is_blank(next_character(text, at))) break;
    text.remove_prefix(at);
  }
  while (!text.empty() && !is_visible_ascii(text.back())) {
    const size_t from = last_character(text);
    size_t at = from;
    if (!is_blank(next_character(text, at)) || at != text.size()) break;
    text = text.substr(0, from);
  }
  return text;
}

bool is_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_digit); }

bool is_among(std::string_view text, std::span<const std::string> list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = lower_ascii(c);
  return lower;
}

std::string_view cut_at_character(std::string_view text, size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  size_t end = max_bytes;
  while (end > 0 && max_bytes - end < 3 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

char32_t next_character(std::string_view text, size_t& at) {
  const auto byte = [&](size_t offset) -> uint32_t {
    return at + offset < text.size() ? static_cast<unsigned char>(text[at + offset]) : 0U;
  };
  const auto is_trail = [&](size_t offset) { return (byte(offset) & 0xC0) == 0x80; };
  const uint32_t lead = byte(0);
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  if (lead >= 0xC2 && lead <= 0xDF && is_trail(1)) {
    const char32_t c = (lead & 0x1F) << 6 | (byte(1) & 0x3F);
    at += 2;
    return c;
  }
  if (lead >= 0xE0 && lead <= 0xEF && is_trail(1) && is_trail(2)) {
    const char32_t c = (lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    if (c >= 0x800 && (c < 0xD800 || c > 0xDFFF)) {
      at += 3;
      return c;
    }
  }
  if (lead >= 0xF0 && lead <= 0xF4 && is_trail(1) && is_trail(2) && is_trail(3)) {
    const char32_t c = (lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
    if (c >= 0x10000 && c <= 0x10FFFF) {
      at += 4;
      return c;
    }
  }
  ++at;
  return 0xFFFD;
}

void append_utf8(char32_t character, std::string& text) {
  const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (character < 0x80) {
    put(character);
  } else if (character < 0x800) {
    put(0xC0 | character >> 6);
    put(0x80 | (character & 0x3F));
  } else if (character < 0x10000) {
    put(0xE0 | character >> 12);
    put(0x80 | (character >> 6 & 0x3F));
    put(0x80 | (character & 0x3F));
  } else {
    put(0xF0 | character >> 18);
    put(0x80 | (character >> 12 & 0x3F));
    put(0x80 | (character >> 6 & 0x3F));
    put(0x80 | (character & 0x3F));
  }
}

char32_t half_width(char32_t character) {
  if (character >= 0xFF01 && character <= 0xFF5E) return character - 0xFF01 + 0x21;
  if (character > 0x7F && (is_blank(character) || character == 0x2009)) return ' ';
  return character;
}

std::string to_half_width(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (size_t at = 0; at < text.size();) append_utf8(half_width(next_character(text, at)), result);
  return result;
}

std::string quoted(std::string_view text, size_t most) { return "'" + std::string(cut_at_character(text, most)) + "'"; }

std::string quoted_zh(std::string_view text, size_t most) {
  return "\u201c" + std::string(cut_at_character(text, most)) + "\u201d";
}

}  // namespace sluice
