"""Checks that C++ files are as clang-format leaves them. `--fix` formats them.

Only one major version is asked: the others disagree with it in small things.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VERSION = "14"


def main():
    found = subprocess.run(["clang-format", "--version"], capture_output=True, text=True, check=True).stdout
    if re.search(r"version (\d+)", found).group(1) != VERSION:
        print(f"formatting: not checked, since this is not clang-format {VERSION}: {found.strip()}")
        return 0
    files = sorted(str(path.relative_to(ROOT)) for top in ("src", "tests") for path in (ROOT / top).rglob("*")
                   if path.suffix in (".h", ".cpp") and "node_modules" not in path.parts)
    if "--fix" in sys.argv:
        return subprocess.run(["clang-format", "-i", *files], cwd=ROOT, check=False).returncode
    result = subprocess.run(["clang-format", "--dry-run", "-Werror", *files], cwd=ROOT, capture_output=True,
                            text=True, check=False)
    wrong = sorted({line.split(":")[0] for line in result.stderr.splitlines() if "clang-format-violations" in line})
    print("\n".join([*wrong, f"formatting: {len(files)} files, {len(wrong)} to format (tests/checks/formatting.py --fix)"]))
    return result.returncode


if __name__ == "__main__":
    sys.exit(main())
