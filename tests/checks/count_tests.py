"""Prints "PASSED FAILED" of a report: ctest's JUnit file or node's TAP file.

usage: python3 tests/checks/count_tests.py junit|tap FILE

Skipped tests are neither. A report that is missing or has no totals counts as one failure.
"""

import re
import sys
import xml.etree.ElementTree as xml


def count_junit(text):
    suite = xml.fromstring(text)
    total, failed, skipped, disabled = (int(suite.get(name, 0)) for name in ("tests", "failures", "skipped", "disabled"))
    return total - failed - skipped - disabled, failed


def count_tap(text):
    totals = dict(re.findall(r"^# (pass|fail|cancelled) (\d+)$", text, re.MULTILINE))
    return int(totals["pass"]), int(totals["fail"]) + int(totals.get("cancelled", 0))


def main():
    kind, path = sys.argv[1:]
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            passed, failed = {"junit": count_junit, "tap": count_tap}[kind](file.read())
    except (OSError, KeyError, ValueError, xml.ParseError) as error:
        print(f"{path}: {error}", file=sys.stderr)
        passed, failed = 0, 1
    print(passed, failed)


if __name__ == "__main__":
    main()
