"""Checks the direction of includes in src/, and that only the platform folder knows the browser.

  base <- value <- ingest <- dataset <- rfm <- funnel <- report <- engine
  app   sees app/, report/, base/, and of the others only value types: *_spec.h and *_report.h
  SDL, Emscripten and the DOM are mentioned in src/app/platform only (and Emscripten in main_worker.cpp)
"""

import re
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src"
LAYERS = ["base", "value", "ingest", "dataset", "rfm", "funnel", "report", "engine"]
APP_SEES = {"app", "report", "base"}
VALUE_TYPE = re.compile(r"_(spec|report)\.h$")

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')
COMMENT = re.compile(r'//[^\n]*|/\*.*?\*/|("(?:\\.|[^"\\\n])*")', re.DOTALL)
EMSCRIPTEN = re.compile(r"emscripten|\bEM_(?:JS|ASM)\w*", re.IGNORECASE)
BROWSER = re.compile(
    r"\bSDL_\w+|\bSDL2?[/.]\w+|\bImGui_Impl\w+|getElementById|querySelector|addEventListener|\bHTML\w*Element\b"
    r"|\bdocument\.(?:body|title|hidden|cookie|location|create\w+)\b|\b(?:navigator|localStorage)\.\w+"
)


def allowed(file, target):
    """Whether `file` may include `target`; both are relative to src/."""
    own, other = file.parts[0], target.split("/")[0]
    if own == "app":
        return other in APP_SEES or bool(VALUE_TYPE.search(target))
    return other in LAYERS and own in LAYERS and LAYERS.index(other) <= LAYERS.index(own)


def without_comments(text):
    """The text with comments blanked; line numbers stay."""
    return COMMENT.sub(lambda match: match.group(1) or "\n" * match.group(0).count("\n"), text)


def problems_of(path):
    file = path.relative_to(SOURCE)
    if file.parts[0] not in (*LAYERS, "app"):
        yield f"src/{file}: the folder src/{file.parts[0]} has no place in the order of includes"
        return
    platform = file.parts[:2] == ("app", "platform")
    worker = file.as_posix() == "engine/main_worker.cpp"
    code = without_comments(path.read_text(encoding="utf-8"))
    for number, line in enumerate(code.splitlines(), 1):
        include = INCLUDE.match(line)
        if include and include.group(1).split("/")[0] in (*LAYERS, "app") and not allowed(file, include.group(1)):
            yield f"src/{file}:{number}: {file.parts[0]} must not include {include.group(1)}"
        if platform:
            continue
        if not worker and EMSCRIPTEN.search(line) or BROWSER.search(line):
            yield f"src/{file}:{number}: only src/app/platform knows the browser: {line.strip()}"


def main():
    files = sorted(path for path in SOURCE.rglob("*") if path.suffix in (".h", ".cpp"))
    problems = [problem for path in files for problem in problems_of(path)]
    print("\n".join([*problems, f"include directions: {len(files)} files, {len(problems)} problems"]))
    return 1 if problems or not files else 0


if __name__ == "__main__":
    sys.exit(main())
