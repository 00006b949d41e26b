"""Writes the GB18030 tables declared in src/ingest/gb18030_table.h, derived from Python's own codec.

usage: python3 cmake/generate_gb18030.py OUTPUT.cpp
"""

import sys

LEADS = range(0x81, 0xFF)
TRAILS = [*range(0x40, 0x7F), *range(0x80, 0xFF)]
LAST_BMP_POINTER = 39419
FIRST_ASTRAL_POINTER = 189000


def code_point(sequence):
    """The character that a byte sequence stands for, or 0."""
    try:
        text = sequence.decode("gb18030")
    except UnicodeDecodeError:
        return 0
    return ord(text) if len(text) == 1 else 0


def two_byte_index():
    return [code_point(bytes([lead, trail])) for lead in LEADS for trail in TRAILS]


def four_bytes(pointer):
    pointer, b4 = divmod(pointer, 10)
    pointer, b3 = divmod(pointer, 126)
    b1, b2 = divmod(pointer, 10)
    return bytes([0x81 + b1, 0x30 + b2, 0x81 + b3, 0x30 + b4])


def four_byte_ranges():
    """Runs in which the code point rises with the pointer, one by one."""
    ranges = []
    for pointer in range(LAST_BMP_POINTER + 1):
        point = code_point(four_bytes(pointer))
        if not ranges or point - pointer != ranges[-1][1] - ranges[-1][0]:
            ranges.append((pointer, point))
    assert code_point(four_bytes(FIRST_ASTRAL_POINTER)) == 0x10000
    ranges.append((FIRST_ASTRAL_POINTER, 0x10000))
    return ranges


def rows(items, per_row):
    return "\n".join("    " + " ".join(items[i : i + per_row]) for i in range(0, len(items), per_row))


def main():
    index = two_byte_index()
    ranges = four_byte_ranges()
    assert len(index) == 23940 and max(index) <= 0xFFFF
    assert all(point for _, point in ranges)
    with open(sys.argv[1], "w", encoding="ascii", newline="\n") as output:
        output.write(
            "// Written by cmake/generate_gb18030.py.\n"
            '#include "ingest/gb18030_table.h"\n\n'
            "namespace sluice::ingest {\n\n"
            "const char16_t kGb18030Index[23940] = {\n"
            + rows([f"0x{point:04X}," for point in index], 14)
            + "\n};\n\nconst Gb18030Range kGb18030Ranges[] = {\n"
            + rows([f"{{{pointer}, 0x{point:04X}}}," for pointer, point in ranges], 6)
            + f"\n}};\n\nconst int kGb18030RangeCount = {len(ranges)};\n\n"
            "}  // namespace sluice::ingest\n"
        )


if __name__ == "__main__":
    main()
