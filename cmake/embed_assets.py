"""Writes files as string constants into a C++ source; the functions are declared in src/base/embedded_assets.h.

usage: python3 cmake/embed_assets.py --function NAME --root assets --output OUTPUT.cpp [FILE...]

Defines sluice::NAME(path) and sluice::NAME_paths(). No file at all is fine: the list is then empty.
"""

import argparse
from pathlib import Path

ESCAPES = {ord("\n"): "\\n", ord("\t"): "\\t", ord("\r"): "\\r", ord('"'): '\\"', ord("\\"): "\\\\", ord("?"): "\\?"}


def literal(data):
    """A C++ string literal for bytes, one line of it for each line of the file."""
    lines = []
    for line in data.splitlines(keepends=True) or [b""]:
        lines.append('"' + "".join(ESCAPES.get(b) or (chr(b) if 32 <= b < 127 else f"\\{b:03o}") for b in line) + '"')
    return "\n    ".join(lines)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--function", required=True)
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("files", type=Path, nargs="*")
    arguments = parser.parse_args()
    files = sorted((path.relative_to(arguments.root).as_posix(), path.read_bytes()) for path in arguments.files)
    name, count = arguments.function, len(files)
    text = (
        "// Written by cmake/embed_assets.py.\n"
        '#include "base/embedded_assets.h"\n\n'
        # The standard asks for 65,536 characters; GCC and Clang take what there is.
        '#pragma GCC diagnostic ignored "-Woverlength-strings"\n\n'
        "#include <algorithm>\n#include <array>\n\nnamespace sluice {\nnamespace {\n\n"
        f"constexpr std::array<std::string_view, {count}> kPaths = {{\n"
        + "".join(f'    std::string_view("{path}"),\n' for path, _ in files)
        + f"}};\n\nconstexpr std::array<std::string_view, {count}> kTexts = {{\n"
        + "".join(f"    std::string_view({literal(data)}, {len(data)}),\n" for _, data in files)
        + "};\n\n}  // namespace\n\n"
        f"std::string_view {name}(std::string_view path) {{\n"
        "  const auto found = std::lower_bound(kPaths.begin(), kPaths.end(), path);\n"
        "  if (found == kPaths.end() || *found != path) return {};\n"
        "  return kTexts[static_cast<std::size_t>(found - kPaths.begin())];\n"
        "}\n\n"
        f"std::span<const std::string_view> {name}_paths() {{ return kPaths; }}\n\n"
        "}  // namespace sluice\n"
    )
    arguments.output.write_text(text, encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
