"""Checks that private names are unique: what one file of a library or a test program declares in an unnamed namespace
has a name that no other file of it gives to something private, and no header to something public there.

SLUICE_QUICK_BUILD compiles several files as one, and there such names collide. Functions may share a name when no call
fits two of them; aliases when they stand for the same type.
"""

import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple, Optional

ROOT = Path(__file__).resolve().parents[2]

# Comments and preprocessor lines hold no declarations; a string counts as one token.
TOKEN = re.compile(
    r"(?P<skip>\s+|//[^\n]*|/\*.*?\*/|^[ \t]*\#(?:\\\n|[^\n])*)"
    r'|(?P<string>\w*R"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)"|\w*"(?:\\.|[^"\\\n])*"'
    r"|(?:\b(?:u8|[uUL]))?'(?:\\.|[^'\\\n])+')"
    r"|(?P<token>[A-Za-z_]\w*|\d(?:'?[\w.])*|::|->|\[\[|\]\]|.)",
    re.DOTALL | re.MULTILINE,
)
WORD = re.compile(r"[A-Za-z_]\w*$")
CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">"}
LEADING = {"static", "inline", "constexpr", "constinit", "consteval", "thread_local", "extern", "explicit"}
TYPES = {"struct", "class", "union", "enum"}
# Words that end a parameter's type where it has no name.
ENDS_OF_TYPES = {"const", "int", "char", "bool", "double", "float", "long", "short", "unsigned", "signed", "auto"}


class Declared(NamedTuple):
    name: str
    alias: Optional[str] = None  # the type that it stands for
    parameters: Optional[list] = None  # of a function: (type, whether it may be left out)
    local: bool = False  # a constant inside of a function


class Place(NamedTuple):
    file: Path
    line: int
    declared: Declared


# ---- reading C++, as far as it is needed ---------------------------------------------------------------


def tokens_of(text):
    """The tokens in their order, and the line of each."""
    line, tokens, lines = 1, [], []
    for match in TOKEN.finditer(text):
        if not match["skip"]:
            tokens.append('""' if match["string"] else match["token"])
            lines.append(line)
        line += match.group(0).count("\n")
    return tokens, lines


def behind(words, start):
    """The place behind the bracket that closes the one at `start`."""
    opening, depth = words[start], 0
    for place in range(start, len(words)):
        depth += (words[place] == opening) - (words[place] == CLOSING[opening])
        if depth == 0:
            return place + 1
    return len(words)


def parameters_of(words):
    """(type, whether it may be left out) of each parameter between the brackets of a function."""
    parameters, current, depth = [], [], 0
    for word in [*words, ","]:
        if word == "," and depth == 0:
            if current and current != ["void"]:
                parameters.append((type_of(current), "=" in current))
            current = []
        else:
            depth += (word in CLOSING) - (word in CLOSING.values())
            current.append(word)
    return parameters


def type_of(words):
    if "=" in words:
        words = words[: words.index("=")]
    if words[-1] == "]":  # of an array
        words = words[: words.index("[")]
    named = len(words) > 1 and WORD.match(words[-1]) and words[-1] not in ENDS_OF_TYPES and words[-2] != "::"
    words = words[:-1] if named else words
    # const of what is copied is the function's own affair.
    return " ".join(words if words[-1] in ("&", "*") else [word for word in words if word != "const"])


def declarations_in(words):
    """What a declaration declares: nothing where it has no new name."""
    while words and (words[0] in LEADING or words[0] in ("template", "[[")):
        end = 1
        if words[0] == "template":
            end = behind(words, 1)
        elif words[0] == "[[":
            end = words.index("]]") + 1
        words = words[end:]
    if not words or words[0] in ("friend", "static_assert", "namespace", "requires"):
        return []
    if words[0] == "using":
        return [Declared(words[1], alias=" ".join(words[3:]))] if words[2:3] == ["="] else []
    if words[0] in TYPES and words[2:3] in ([], [":"], ["{"], ["final"]):
        # Without its body it is only announced.
        return [Declared(words[1])] if "{" in words and WORD.match(words[1]) else []
    if words[:2] == ["enum", "class"]:
        return [Declared(words[2])]
    return variables_or_function(words)


def variables_or_function(words):
    place = 0
    while place < len(words) and words[place] not in ("=", "[", "{", ","):
        if words[place] == "operator":
            return []
        if words[place] == "<":
            place = behind(words, place)
            continue
        if words[place] == "(" and place > 0 and WORD.match(words[place - 1]):
            return function(words, place)
        place += 1
    # What has a class's name before it was declared there.
    if place < 2 or not WORD.match(words[place - 1]) or words[place - 2] == "::":
        return []
    further = [words[i + 1] for i in range(place, len(words) - 1) if words[i] == "," and WORD.match(words[i + 1])
               and words[i + 2 : i + 3] in ([], ["="], ["{"], ["["], [","])]
    return [Declared(name) for name in (words[place - 1], *further)]


def function(words, place):
    inside = words[place + 1 : behind(words, place) - 1]
    if re.match(r"(TYPED_)?TEST(_[FP])?$", words[place - 1]):
        return [Declared(f"{inside[0]}_{inside[2]}_Test")]  # the class that Google Test makes of it
    if place < 2 or words[place - 2] == "::":
        return []
    return [Declared(words[place - 1], parameters=parameters_of(inside))]


def next_declaration(tokens, place):
    """(words up to the body or the semicolon, the place behind it); bodies and values in braces are left out."""
    words = []
    while place < len(tokens):
        word = tokens[place]
        if word in (";", "}"):
            return words, place + (word == ";")
        words.append(word)
        place += 1
        if word == "{":
            place = behind(tokens, place - 1)
            # A type and a variable go on to their semicolon.
            if tokens[place : place + 1] not in ([";"], [","], ["{"], ["("], [")"]) and "=" not in words:
                return words, place
    return words, place


def declarations_of(path):
    """(scope, place) of what a file declares outside of classes; the unnamed namespace's name is empty."""
    tokens, lines = tokens_of(path.read_text(encoding="utf-8"))
    scopes, place = [], 0
    while place < len(tokens):
        word, begin = tokens[place], place
        opened = namespace_at(tokens, place)
        if opened:
            scopes.append(opened[0])
            place = opened[1]
        elif word in ("}", ";"):
            scopes = scopes[:-1] if word == "}" else scopes
            place += 1
        else:
            words, place = next_declaration(tokens, place)
            for declared in declarations_in(words):
                yield "::".join(scopes), Place(path, lines[begin], declared)
            for at in local_constants(tokens, begin, place):
                yield "::".join(scopes), Place(path, lines[at], Declared(tokens[at], local=True))


def namespace_at(tokens, place):
    """(name, the place behind its brace) where a namespace opens."""
    words = list(tokens[place : place + 12])
    words = words[1:] if words[:1] == ["inline"] else words
    if words[:1] != ["namespace"] or "{" not in words or "=" in words[: words.index("{")]:
        return None
    name = words[1 : words.index("{")]
    return "".join(name), tokens.index("{", place) + 1


def local_constants(tokens, begin, end):
    """The places of the names of constants inside of functions; those of classes are static."""
    for place in range(begin + 1, end):
        if tokens[place] != "constexpr" or tokens[place - 1] not in ("{", "}", ";", ":", ")"):
            continue
        value = False  # behind the '=', where '<' is no bracket
        while tokens[place] != ";":
            if not value and WORD.match(tokens[place]) and tokens[place + 1] in ("=", "{", "["):
                yield place
            value = tokens[place] == "=" or value and tokens[place] != ","
            skipped = tokens[place] in ("{", "(") or tokens[place] == "<" and not value
            place = behind(tokens, place) if skipped else place + 1


# ---- comparing -----------------------------------------------------------------------------------------


def collide(one, other):
    if one.local or other.local:  # one hides the other, of which compilers warn
        return one.local != other.local and (other if one.local else one).parameters is None
    if one.parameters is not None and other.parameters is not None:
        return one_call_fits_both(one.parameters, other.parameters)
    return one.alias is None or one.alias != other.alias


def one_call_fits_both(one, other):
    """Whether as many arguments as both take have the same types."""
    least = max(sum(not optional for _, optional in parameters) for parameters in (one, other))
    most = min(len(one), len(other))
    same = [kind for kind, _ in one[:least]] == [kind for kind, _ in other[:least]]
    return same and least <= most


def problems_of(files, public):
    private = defaultdict(list)
    for path in files:
        for scope, place in declarations_of(path):
            if scope.endswith("::") or scope == "":
                private[scope, place.declared.name].append(place)
            elif place.declared.local:
                private[scope + "::", place.declared.name].append(place)
    for (scope, name), places in sorted(private.items()):
        outside = public.get((scope.removesuffix("::"), name), [])
        for index, place in enumerate(places):
            twins = [other for other in [*outside, *places[:index]] if other.file != place.file]
            twin = next((other for other in twins if collide(place.declared, other.declared)), None)
            if twin is None and place.declared.parameters is not None:
                # The other files of a unit would find the private functions only, and not look further.
                twin = next((other for other in outside if other.declared.parameters is not None), None)
            if twin:
                yield message(place, twin)


def message(place, twin):
    where, there = (f"{p.file.relative_to(ROOT)}:{p.line}" for p in (place, twin))
    return (f"{where}: {place.declared.name} is also the name of something in {there}: if both are the same, declare "
            "it once, in a header; else give it a more telling name")


# What belongs to one platform or to one program alone is no part of a library.
APART = re.compile(r"/(platform/.*|main_\w+\.cpp|piece_readers\.\w+)$")


def programs():
    """The headers that each library and test program can include, and its files as CMake collects them."""
    source = sorted(path for path in (ROOT / "src").rglob("*") if not APART.search(path.as_posix()))
    headers = [path for path in source if path.suffix == ".h"]
    for folder in sorted((ROOT / "src").iterdir()):
        yield headers, [path for path in source if path.suffix == ".cpp" and folder in path.parents]
    support = sorted((ROOT / "tests/test_support").rglob("*.h"))
    for folder in [*sorted((ROOT / "tests/unit").iterdir()), ROOT / "tests/conformance"]:
        yield [*headers, *support, *sorted(folder.rglob("*.h"))], sorted(folder.rglob("*.cpp"))


def main():
    count, problems, known = 0, [], {}
    for headers, files in programs():
        public = defaultdict(list)
        for path in headers:
            if path not in known:
                known[path] = list(declarations_of(path))
            for scope, place in known[path]:
                public[scope, place.declared.name].append(place)
        problems += problems_of(files, public)
        count += len(files)
    print("\n".join([*problems, f"unique names: {count} files, {len(problems)} problems"]))
    return 1 if problems or not count else 0


if __name__ == "__main__":
    sys.exit(main())
