// Characters of two bytes in Big5 and Shift_JIS: which bytes can begin and end one, and what a pair stands for. Used by
// the decoder and by the guess at an encoding.
#pragma once

#include "ingest/double_byte_tables.h"

namespace sluice::ingest {

constexpr bool is_big5_lead(unsigned byte) { return byte >= 0x81 && byte <= 0xFE; }
constexpr bool is_shift_jis_lead(unsigned byte) {
  return (byte >= 0x81 && byte <= 0x9F) || (byte >= 0xE0 && byte <= 0xFC);
}

/// 0: none, or a letter with a mark.
inline char32_t big5_character(unsigned lead, unsigned trail) {
  if ((trail < 0x40 || trail > 0x7E) && (trail < 0xA1 || trail > 0xFE)) return 0;
  const unsigned pointer = (lead - 0x81) * 157 + trail - (trail < 0x7F ? 0x40 : 0x62);
  const bool plane_two = (kBig5PlaneTwo[pointer / 8] >> pointer % 8 & 1) != 0;
  return kBig5Index[pointer] + (plane_two ? char32_t{0x20000} : 0);
}

/// 0: none.
inline char32_t shift_jis_character(unsigned lead, unsigned trail) {
  if (trail < 0x40 || trail == 0x7F || trail > 0xFC) return 0;
  return kShiftJisIndex[(lead - (lead < 0xA0 ? 0x81U : 0xC1U)) * 188 + trail - (trail < 0x7F ? 0x40 : 0x41)];
}

struct MarkedLetter {
  char32_t letter = 0;  ///< 0: none
  char32_t mark = 0;
};

/// The four pairs of Big5 that stand for two characters: Ê and ê with a macron or a caron.
constexpr MarkedLetter big5_marked_letter(unsigned lead, unsigned trail) {
  if (lead != 0x88) return {};
  switch (trail) {
    case 0x62:
      return {0xCA, 0x304};
    case 0x64:
      return {0xCA, 0x30C};
    case 0xA3:
      return {0xEA, 0x304};
    case 0xA5:
      return {0xEA, 0x30C};
    default:
      return {};
  }
}

}  // namespace sluice::ingest
