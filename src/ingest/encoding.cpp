#include "ingest/encoding.h"

#include <string>

#include "base/text.h"
#include "ingest/legacy_encoding.h"
#include "ingest/little_endian.h"

namespace sluice::ingest {
namespace {

using namespace std::string_view_literals;

struct EncodingName {
  std::string_view name;
  Encoding encoding;
};

constexpr EncodingName kEncodingNames[] = {
    {"utf-8", Encoding::utf8},
    {"utf-16le", Encoding::utf16le},
    {"utf-16be", Encoding::utf16be},
    {"gb18030", Encoding::gb18030},
    {"windows-1252", Encoding::windows1252},
    {"big5", Encoding::big5},
    {"shift_jis", Encoding::shift_jis},
    {"utf8", Encoding::utf8},
    {"ascii", Encoding::utf8},
    {"us-ascii", Encoding::utf8},
    {"utf16le", Encoding::utf16le},
    {"utf16be", Encoding::utf16be},
    {"gbk", Encoding::gb18030},
    {"gb2312", Encoding::gb18030},
    {"cp936", Encoding::gb18030},
    {"cp1252", Encoding::windows1252},
    {"iso-8859-1", Encoding::windows1252},
    {"latin1", Encoding::windows1252},
    {"big5-hkscs", Encoding::big5},
    {"cp950", Encoding::big5},
    {"shift-jis", Encoding::shift_jis},
    {"sjis", Encoding::shift_jis},
    {"cp932", Encoding::shift_jis},
    {"windows-31j", Encoding::shift_jis},
};

// UTF-16 of a table has a zero byte in each digit, delimiter and line break, always on the same side. Text in eight
// bits has none, or stray ones on both sides.
std::optional<Encoding> guess_utf16(std::string_view bytes) {
  size_t zeros[2] = {0, 0};
  for (size_t i = 0; i < bytes.size(); ++i) zeros[i % 2] += bytes[i] == '\0' ? 1 : 0;
  const size_t pairs = bytes.size() / 2;
  for (const size_t side : {size_t{0}, size_t{1}}) {
    const bool often = zeros[side] * 20 >= pairs && zeros[side] > 1;  // one character in twenty
    const bool one_side = zeros[1 - side] * 50 <= zeros[side];
    if (often && one_side) return side == 1 ? Encoding::utf16le : Encoding::utf16be;
  }
  return std::nullopt;
}

struct Utf8Count {
  size_t characters = 0;  // of more than one byte
  size_t errors = 0;
};

Utf8Count count_utf8(std::string_view bytes, bool complete) {
  Utf8Count count;
  for (size_t i = 0; i < bytes.size();) {
    if (u8(bytes, i) < 0x80) {
      ++i;
      continue;
    }
    const size_t left = bytes.size() - i;
    const char32_t character = next_character(bytes, i);
    const bool genuine = character != 0xFFFD || (i >= 3 && bytes.substr(i - 3, 3) == kReplacementCharacter);
    if (genuine) {
      ++count.characters;
    } else if (!complete && left < 4) {
      break;  // cut within a character, most likely
    } else {
      ++count.errors;
    }
  }
  return count;
}

}  // namespace

std::string_view encoding_name(Encoding encoding) {
  for (const EncodingName& entry : kEncodingNames) {
    if (entry.encoding == encoding) return entry.name;
  }
  return "utf-8";
}

std::optional<Encoding> encoding_from_name(std::string_view name) {
  const std::string lower = lower_ascii(trim(name));
  for (const EncodingName& entry : kEncodingNames) {
    if (entry.name == lower) return entry.encoding;
  }
  return std::nullopt;
}

EncodingGuess guess_encoding(std::string_view bytes, bool complete) {
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) return {Encoding::utf8, 3};
  if (bytes.starts_with("\xFF\xFE"sv)) return {Encoding::utf16le, 2};
  if (bytes.starts_with("\xFE\xFF"sv)) return {Encoding::utf16be, 2};
  if (bytes.starts_with("\x84\x31\x95\x33"sv)) return {Encoding::gb18030, 4};
  if (const auto utf16 = guess_utf16(bytes)) return {utf16, 0};

  const Utf8Count utf8 = count_utf8(bytes, complete);
  if (utf8.characters == 0 && utf8.errors == 0) return {std::nullopt, 0};
  // Broken characters among many whole ones leave a text UTF-8; their rows are rejects. Other encodings look like UTF-8
  // by chance only: less than one pair of GB18030 in three, hardly ever a letter of Windows-1252.
  if (utf8.errors * 4 <= utf8.characters) return {Encoding::utf8, 0};
  return {guess_legacy_encoding(bytes, complete), 0};
}

}  // namespace sluice::ingest
