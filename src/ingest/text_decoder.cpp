#include "ingest/text_decoder.h"

#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "ingest/double_byte.h"
#include "ingest/gb18030_table.h"

namespace sluice::ingest {
namespace {

// Windows-1252 for 0x80..0x9F; the five that it leaves open are control characters, as browsers read them.
constexpr std::array<char16_t, 32> kWindows1252{0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

// Length of the ASCII run at the beginning.
size_t ascii_run(std::string_view bytes) {
  size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    uint64_t eight = 0;
    std::memcpy(&eight, bytes.data() + i, 8);
    if ((eight & 0x8080808080808080ULL) != 0) break;
  }
  while (i < bytes.size() && static_cast<unsigned char>(bytes[i]) < 0x80) ++i;
  return i;
}

// Length of the run of complete, well-formed UTF-8 at the beginning.
size_t utf8_run(std::string_view bytes) {
  size_t at = ascii_run(bytes);
  while (at < bytes.size()) {
    const size_t from = at;
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
    } else if (next_character(bytes, at) == 0xFFFD && at - from == 1) {
      return from;
    }
  }
  return at;
}

// How many bytes the UTF-8 character with this lead byte has; 0: no lead byte.
size_t utf8_length(unsigned char lead) {
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

// Whether `byte` may be the second one after `lead`: leaves out overlong forms, surrogates and what is above U+10FFFF.
bool is_utf8_second(unsigned char lead, unsigned char byte) {
  if (lead == 0xE0) return byte >= 0xA0 && byte <= 0xBF;
  if (lead == 0xED) return byte >= 0x80 && byte <= 0x9F;
  if (lead == 0xF0) return byte >= 0x90 && byte <= 0xBF;
  if (lead == 0xF4) return byte >= 0x80 && byte <= 0x8F;
  return byte >= 0x80 && byte <= 0xBF;
}

// The character of a complete four-byte sequence; 0: none.
char32_t gb18030_four_bytes(const std::array<unsigned char, 4>& bytes) {
  const uint32_t pointer = ((static_cast<uint32_t>(bytes[0]) - 0x81) * 10 + bytes[1] - 0x30) * 1260 +
                           (static_cast<uint32_t>(bytes[2]) - 0x81) * 10 + bytes[3] - 0x30;
  if ((pointer > 39419 && pointer < 189000) || pointer > 1237575) return 0;
  int low = 0;
  int high = kGb18030RangeCount - 1;
  while (low < high) {
    const int middle = (low + high + 1) / 2;
    if (kGb18030Ranges[middle].pointer <= pointer)
      low = middle;
    else
      high = middle - 1;
  }
  return kGb18030Ranges[low].code_point + (pointer - kGb18030Ranges[low].pointer);
}

}  // namespace

void TextDecoder::decode(std::string_view bytes, std::string& text) {
  if (encoding_) return decode_known(bytes, text);
  if (undecided_.empty()) {
    const size_t ascii = ascii_run(bytes);
    text.append(bytes.substr(0, ascii));
    bytes.remove_prefix(ascii);
  }
  // Exactly kLateSampleBytes decide, however the pieces are cut.
  const size_t taken = std::min(bytes.size(), kLateSampleBytes - undecided_.size());
  undecided_.append(bytes.substr(0, taken));
  if (undecided_.size() < kLateSampleBytes) return;
  decide(false, text);
  decode_known(bytes.substr(taken), text);
}

void TextDecoder::decide(bool complete, std::string& text) {
  encoding_ = guess_encoding(undecided_, complete).encoding.value_or(Encoding::utf8);
  // Zero bytes after a stretch of ASCII are damage, not UTF-16.
  if (*encoding_ == Encoding::utf16le || *encoding_ == Encoding::utf16be) encoding_ = Encoding::windows1252;
  decode_known(undecided_, text);
  undecided_ = {};
}

void TextDecoder::finish(std::string& text) {
  if (!undecided_.empty()) decide(true, text);
  cut_short_ = held_count_ > 0 || high_surrogate_ != 0;
  if (cut_short_) lose(text);
  held_count_ = 0;
  high_surrogate_ = 0;
}

void TextDecoder::lose(std::string& text) {
  text.append(kReplacementCharacter);
  ++lost_;
}

// What `Run` finds at the beginning is text as it stands; every other byte goes through `Take`.
template <auto Run, auto Take>
void TextDecoder::decode_runs(std::string_view bytes, std::string& text) {
  while (!bytes.empty()) {
    if (held_count_ == 0) {
      const size_t run = Run(bytes);
      text.append(bytes.substr(0, run));
      bytes.remove_prefix(run);
      if (bytes.empty()) return;
    }
    (this->*Take)(static_cast<unsigned char>(bytes.front()), text);
    bytes.remove_prefix(1);
  }
}

void TextDecoder::decode_known(std::string_view bytes, std::string& text) {
  switch (*encoding_) {
    case Encoding::utf8:
      return decode_runs<utf8_run, &TextDecoder::take_utf8>(bytes, text);
    case Encoding::utf16le:
    case Encoding::utf16be:
      return decode_utf16(bytes, text);
    case Encoding::gb18030:
      return decode_runs<ascii_run, &TextDecoder::take_gb18030>(bytes, text);
    case Encoding::big5:
    case Encoding::shift_jis:
      return decode_runs<ascii_run, &TextDecoder::take_double_byte>(bytes, text);
    case Encoding::windows1252:
      return decode_runs<ascii_run, &TextDecoder::take_windows1252>(bytes, text);
  }
}

void TextDecoder::take_utf8(unsigned char byte, std::string& text) {
  if (held_count_ > 0) {
    const bool fits = held_count_ == 1 ? is_utf8_second(held_[0], byte) : (byte & 0xC0) == 0x80;
    if (fits) {
      held_[held_count_++] = byte;
      if (held_count_ < utf8_length(held_[0])) return;
      for (size_t i = 0; i < held_count_; ++i) text.push_back(static_cast<char>(held_[i]));
      held_count_ = 0;
      return;
    }
    held_count_ = 0;  // one U+FFFD for what was begun; the byte begins anew
    lose(text);
  }
  if (byte < 0x80) {
    text.push_back(static_cast<char>(byte));
  } else if (utf8_length(byte) == 0) {
    lose(text);
  } else {
    held_[0] = byte;
    held_count_ = 1;
  }
}

void TextDecoder::decode_utf16(std::string_view bytes, std::string& text) {
  const bool little = *encoding_ == Encoding::utf16le;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (held_count_ == 0) {
      held_[0] = byte;
      held_count_ = 1;
      continue;
    }
    held_count_ = 0;
    take_utf16(little ? held_[0] | static_cast<uint32_t>(byte) << 8 : static_cast<uint32_t>(held_[0]) << 8 | byte,
               text);
  }
}

void TextDecoder::take_utf16(uint32_t unit, std::string& text) {
  const bool is_low = unit >= 0xDC00 && unit <= 0xDFFF;
  if (high_surrogate_ != 0) {
    const uint32_t high = high_surrogate_;
    high_surrogate_ = 0;
    if (is_low) return append_utf8(0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00), text);
    lose(text);
  }
  if (unit >= 0xD800 && unit <= 0xDBFF) {
    high_surrogate_ = unit;
  } else if (is_low) {
    lose(text);
  } else {
    append_utf8(unit, text);
  }
}

// The states of the WHATWG decoder: what is held is a lead byte, or the first two or three of a four-byte sequence.
void TextDecoder::take_gb18030(unsigned char byte, std::string& text) {
  const auto restart = [&](size_t from) {  // the held bytes from `from` on, and this one, are read again
    const std::array<unsigned char, 4> again = held_;
    const size_t count = held_count_;
    held_count_ = 0;
    lose(text);
    for (size_t i = from; i < count; ++i) take_gb18030(again[i], text);
    take_gb18030(byte, text);
  };
  if (held_count_ == 0) {
    if (byte < 0x80)
      text.push_back(static_cast<char>(byte));
    else if (byte == 0x80)
      append_utf8(0x20AC, text);
    else if (byte == 0xFF)
      lose(text);
    else
      held_[held_count_++] = byte;
    return;
  }
  if (held_count_ == 1) {
    if (byte >= 0x30 && byte <= 0x39) {
      held_[held_count_++] = byte;
      return;
    }
    const bool is_trail = byte >= 0x40 && byte != 0x7F && byte != 0xFF;
    const uint32_t pointer = (held_[0] - 0x81U) * 190 + byte - (byte < 0x7F ? 0x40 : 0x41);
    const char16_t character = is_trail ? kGb18030Index[pointer] : char16_t{0};
    if (character != 0) {
      held_count_ = 0;
      return append_utf8(character, text);
    }
    if (byte < 0x80) return restart(1);  // an ASCII byte is never swallowed: it may be a delimiter
    held_count_ = 0;
    return lose(text);
  }
  if (held_count_ == 2) {
    if (byte < 0x81 || byte == 0xFF) return restart(1);
    held_[held_count_++] = byte;
    return;
  }
  if (byte < 0x30 || byte > 0x39) return restart(1);
  held_[3] = byte;
  held_count_ = 0;
  const char32_t character = gb18030_four_bytes(held_);
  if (character == 0) return lose(text);
  append_utf8(character, text);
}

// The WHATWG decoders of Big5 and Shift_JIS: what is held is a lead byte.
void TextDecoder::take_double_byte(unsigned char byte, std::string& text) {
  const bool big5 = *encoding_ == Encoding::big5;
  if (held_count_ == 0) {
    if (big5 ? is_big5_lead(byte) : is_shift_jis_lead(byte))
      held_[held_count_++] = byte;
    else if (byte <= 0x80 && !(big5 && byte == 0x80))
      append_utf8(byte, text);
    else if (!big5 && byte >= 0xA1 && byte <= 0xDF)
      append_utf8(0xFF61 + (byte - 0xA1U), text);
    else
      lose(text);
    return;
  }
  held_count_ = 0;
  const char32_t character = big5 ? big5_character(held_[0], byte) : shift_jis_character(held_[0], byte);
  if (character != 0) return append_utf8(character, text);
  if (const MarkedLetter marked = big5_marked_letter(held_[0], byte); big5 && marked.letter != 0) {
    append_utf8(marked.letter, text);
    return append_utf8(marked.mark, text);
  }
  lose(text);
  if (byte < 0x80) text.push_back(static_cast<char>(byte));  // never swallowed: it may be a delimiter
}

void TextDecoder::take_windows1252(unsigned char byte, std::string& text) {
  append_utf8(byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80U] : byte, text);
}

}  // namespace sluice::ingest
