// The GB18030 character set as tables, for the decoder in this folder. The definitions are written at
// build time from Python's own codec (cmake/generate_gb18030.py).
//
// Two bytes: lead 0x81..0xFE, trail 0x40..0x7E or 0x80..0xFE,
//     pointer = (lead - 0x81) * 190 + trail - (trail < 0x7F ? 0x40 : 0x41)
// is an index into kGb18030Index.
//
// Four bytes: b1 0x81..0xFE, b2 0x30..0x39, b3 0x81..0xFE, b4 0x30..0x39,
//     pointer = ((b1 - 0x81) * 10 + b2 - 0x30) * 1260 + (b3 - 0x81) * 10 + b4 - 0x30
// belongs to the last range whose first pointer is not above it, and stands for
// range.code_point + (pointer - range.pointer). Pointers 39420..188999 and those above 1237575 mean
// nothing (https://encoding.spec.whatwg.org/#gb18030-decoder).
#pragma once

#include <cstdint>

namespace sluice::ingest {

struct Gb18030Range {
  uint32_t pointer;     // first pointer of the range
  uint32_t code_point;  // what it stands for
};

extern const char16_t kGb18030Index[23940];  // 0 where nothing is mapped
extern const Gb18030Range kGb18030Ranges[];  // rising pointers; the last is {189000, 0x10000}
extern const int kGb18030RangeCount;

}  // namespace sluice::ingest
