#include "base/json_text.h"

#include <algorithm>

#include "base/text.h"

namespace sluice {
namespace {

bool is_plain_in_json(char c) { return c >= ' ' && c < 0x7F && c != '"' && c != '\\'; }

void append_control(char32_t character, std::string& json) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  json += "\\u00";
  json += kDigits[character >> 4];
  json += kDigits[character & 15];
}

void append_json_character(char32_t character, std::string& json) {
  switch (character) {
    case '"':
      json += "\\\"";
      return;
    case '\\':
      json += "\\\\";
      return;
    case '\n':
      json += "\\n";
      return;
    case '\r':
      json += "\\r";
      return;
    case '\t':
      json += "\\t";
      return;
    default:
      break;
  }
  if (character < ' ') {
    append_control(character, json);
  } else {
    append_utf8(character, json);
  }
}

}  // namespace

void append_json_text(std::string_view text, std::string& json) {
  json += '"';
  if (std::all_of(text.begin(), text.end(), is_plain_in_json)) {
    json += text;
  } else {
    for (size_t at = 0; at < text.size();) append_json_character(next_character(text, at), json);
  }
  json += '"';
}

}  // namespace sluice
