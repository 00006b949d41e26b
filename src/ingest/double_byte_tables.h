// The Big5 and Shift_JIS character sets as tables, for the decoder in this folder. The definitions are written at
// build time from Python's own codecs (cmake/generate_double_byte.py, which also says how they differ from what
// browsers read).
//
// Big5: lead 0x81..0xFE, trail 0x40..0x7E or 0xA1..0xFE,
//     pointer = (lead - 0x81) * 157 + trail - (trail < 0x7F ? 0x40 : 0x62)
// is an index into kBig5Index; where the bit of the pointer is set in kBig5PlaneTwo, 0x20000 is to be added.
//
// Shift_JIS: lead 0x81..0x9F or 0xE0..0xFC, trail 0x40..0x7E or 0x80..0xFC,
//     pointer = (lead - (lead < 0xA0 ? 0x81 : 0xC1)) * 188 + trail - (trail < 0x7F ? 0x40 : 0x41)
// is an index into kShiftJisIndex. Single bytes 0xA1..0xDF are the half-width katakana U+FF61..U+FF9F.
#pragma once

namespace sluice::ingest {

extern const char16_t kBig5Index[19782];  // 0 where nothing is mapped
extern const unsigned char kBig5PlaneTwo[2473];
extern const char16_t kShiftJisIndex[11280];  // 0 where nothing is mapped

}  // namespace sluice::ingest
