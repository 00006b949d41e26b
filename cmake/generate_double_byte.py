"""Writes the Big5 and Shift_JIS tables declared in src/ingest/double_byte_tables.h, derived from Python's own codecs.

usage: python3 cmake/generate_double_byte.py OUTPUT.cpp

Browsers read both by the indexes of https://encoding.spec.whatwg.org. Shift_JIS there is Python's cp932, pair by pair.
Big5 there is Python's big5hkscs with the punctuation of cp950 (rows A1 and A2); 192 pairs that browsers also know are
missing: 0x877A to 0x87DF, the control pictures 0xA3C0 to 0xA3E1, and second codes of single ideographs.
"""

import sys

BIG5_LEADS = range(0x81, 0xFF)
BIG5_TRAILS = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
BIG5_PUNCTUATION = (0xA1, 0xA2)
SHIFT_JIS_LEADS = [*range(0x81, 0xA0), *range(0xE0, 0xFD)]
SHIFT_JIS_TRAILS = [*range(0x40, 0x7F), *range(0x80, 0xFD)]


def code_point(lead, trail, *codecs):
    """The character that the first codec which knows the pair reads, or 0."""
    for codec in codecs:
        try:
            text = bytes([lead, trail]).decode(codec)
        except UnicodeDecodeError:
            continue
        if len(text) == 1:
            return ord(text)
    return 0


def big5_index():
    return [
        code_point(lead, trail, *(("cp950", "big5hkscs") if lead in BIG5_PUNCTUATION else ("big5hkscs",)))
        for lead in BIG5_LEADS
        for trail in BIG5_TRAILS
    ]


def shift_jis_index():
    return [code_point(lead, trail, "cp932") for lead in SHIFT_JIS_LEADS for trail in SHIFT_JIS_TRAILS]


def bits(flags):
    """Eight flags a byte, the first one lowest."""
    return [sum(flag << i for i, flag in enumerate(flags[at : at + 8])) for at in range(0, len(flags), 8)]


def rows(items, per_row):
    return "\n".join("    " + " ".join(items[i : i + per_row]) for i in range(0, len(items), per_row))


def main():
    big5 = big5_index()
    shift_jis = shift_jis_index()
    assert len(big5) == 19782 and len(shift_jis) == 11280
    assert all(point >> 16 in (0, 2) for point in big5) and max(shift_jis) <= 0xFFFF
    plane_two = bits([point >> 16 == 2 for point in big5])
    with open(sys.argv[1], "w", encoding="ascii", newline="\n") as output:
        output.write(
            "// Written by cmake/generate_double_byte.py.\n"
            '#include "ingest/double_byte_tables.h"\n\n'
            "namespace sluice::ingest {\n\n"
            "const char16_t kBig5Index[19782] = {\n"
            + rows([f"0x{point & 0xFFFF:04X}," for point in big5], 14)
            + "\n};\n\nconst unsigned char kBig5PlaneTwo[2473] = {\n"
            + rows([f"{byte}," for byte in plane_two], 20)
            + "\n};\n\nconst char16_t kShiftJisIndex[11280] = {\n"
            + rows([f"0x{point:04X}," for point in shift_jis], 14)
            + "\n};\n\n}  // namespace sluice::ingest\n"
        )


if __name__ == "__main__":
    main()
