// Which encoding a file's bytes are in. Decided from their beginning: byte order mark, zero bytes of UTF-16, validity
// as UTF-8, and how the encodings that Excel writes in China (GB18030), Taiwan (Big5), Japan (Shift_JIS) and the West
// (Windows-1252) differ. Decodes nothing.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace sluice::ingest {

enum class Encoding { utf8, utf16le, utf16be, gb18030, windows1252, big5, shift_jis };

std::string_view encoding_name(Encoding encoding);  ///< "utf-8", "utf-16le"... as in FileSpec::encoding

/// Any letter case; also the usual other names ("gbk", "gb2312", "cp1252", "utf8").
std::optional<Encoding> encoding_from_name(std::string_view name);

struct EncodingGuess {
  /// nullopt: only ASCII so far, so that any encoding but UTF-16 may show itself later.
  std::optional<Encoding> encoding;
  size_t byte_order_mark = 0;  ///< its length in bytes; 0: none
};

/// `complete`: the bytes are the whole file; otherwise they may end within a character.
EncodingGuess guess_encoding(std::string_view bytes, bool complete);

}  // namespace sluice::ingest
