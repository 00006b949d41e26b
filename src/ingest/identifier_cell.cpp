#include "ingest/identifier_cell.h"

#include <algorithm>

#include "base/text.h"
#include "ingest/plain_text.h"

namespace sluice::ingest {
namespace {

// Whether any byte may begin a character that changes: those of full-width forms, invisible ones, controls. Chinese
// characters are none of them.
bool may_change(std::string_view cell) {
  return std::any_of(cell.begin(), cell.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0xEF || byte == 0xE2 || byte == 0xC2;
  });
}

char32_t plain_character(char32_t c) {
  const bool digit = c >= 0xFF10 && c <= 0xFF19;
  const bool letter = (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A);
  return digit || letter ? half_width(c) : c;
}

struct Wrapping {
  std::string_view open;
  std::string_view close;
};
constexpr Wrapping kWrappings[] = {{"=\"", "\""}, {"\"", "\""}, {"'", "'"}, {"“", "”"}, {"‘", "’"}};

std::string_view unwrap(std::string_view cell) {
  for (const Wrapping& wrapping : kWrappings) {
    if (cell.size() <= wrapping.open.size() + wrapping.close.size()) continue;
    if (cell.starts_with(wrapping.open) && cell.ends_with(wrapping.close)) {
      return trim(cell.substr(wrapping.open.size(), cell.size() - wrapping.open.size() - wrapping.close.size()));
    }
  }
  // Excel's mark for text stands alone; 't Hooft is a name.
  if (cell.size() > 1 && cell.front() == '\'' && is_ascii_digit(cell[1])) cell.remove_prefix(1);
  return cell;
}

}  // namespace

std::string_view clean_odd_identifier(std::string_view cell, std::string& buffer) {
  if (may_change(cell)) {
    buffer.clear();
    for (size_t at = 0; at < cell.size();) {
      const size_t from = at;
      const char32_t c = next_character(cell, at);
      const bool line_break = c == U'\n' || c == U'\r' || c == U'\t';  // of a quoted cell: kept as it is
      if ((c < 0x20 && !line_break) || is_invisible(c)) continue;
      const char32_t plain = plain_character(c);
      if (plain == c)
        buffer.append(cell.substr(from, at - from));
      else
        append_utf8(plain, buffer);
    }
    cell = trim(buffer);
  }
  const bool wrapped =
      !cell.empty() && (cell.front() == '=' || cell.front() == '"' || cell.front() == '\'' || cell.front() == '\xE2');
  return wrapped ? unwrap(cell) : cell;
}

bool is_point_zero(std::string_view cell) {
  return cell.size() > 2 && cell.ends_with(".0") && std::all_of(cell.begin(), cell.end() - 2, is_ascii_digit);
}

}  // namespace sluice::ingest
