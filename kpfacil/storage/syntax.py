"""From the bytes of a file to its TOML tree, and a name with the right form for each line that is not TOML."""

import codecs
import dataclasses
import re
from collections.abc import Iterable, Mapping
from functools import cache

import rtoml

from kpfacil.model.session import BLOCKS
from kpfacil.model.texts import Fault, Sentence
from kpfacil.model.value import frozen
from kpfacil.storage.files import Unreadable
from kpfacil.storage.misfits import ValueKind, kind_of, quoted_form, short_fault, wrong_value
from kpfacil.storage.shapes import every_key, key_at

_AT = r"at line (\d+) column \d+\Z"
_TOO_DEEP = ("cannot recurse further", "recursion limit")
_KEY_VALUE = r"""\s*(?P<key>[^=#\s\[][^=#]*?)\s*=\s*(?P<value>"[^"]*"|'[^']*'|[^#]*?)\s*(?:\#.*)?\Z"""
_BARE_KEY = r"""[A-Za-z0-9_.\-"' ]+\Z"""
_HEADER = r"\s*(\[\[?)\s*([^\[\]=,#]+?)\s*\]\]?\s*(?:#.*)?\Z"
_HIDDEN = "[\u00a0\u200b-\u200f\u202a-\u202e\u2060\ufeff]"
"""Signs that are not to be seen, or look like a space: they come with text that was copied from elsewhere."""
_QUOTED = r"""\"(?:[^"\\]|\\.)*\"|'[^']*'|\#.*"""
_QUOTES = "\"{3}|'{3}"
_OPEN_TEXT = r"""[^=#\"]+=\s*\"[^\"]*\Z"""
_MOST_FAULTS = 50
_LONGEST_LIST = 40
"""Lines that are looked back through for the bracket that nobody closed."""


@frozen()
class Parsed:
    """A TOML tree, the text it came from, and the faults of lines that were read as what they should have been."""

    tree: dict[str, object]
    text: str
    faults: tuple[Fault, ...]


@frozen()
class _Diagnosis(Sentence):
    mended: str | None = None
    """The line as it should be, so that the rest of the file can be read and its faults told too."""


def parse(data: bytes, *, lenient: bool = False) -> Parsed:
    """Read the bytes as TOML; a byte order mark is accepted. Where it is lenient, each wrong line is told and left out.

    Raises `Unreadable` where the rest of the file can't be told from what is wrong in it.
    """
    text = decode_file(data)
    faults: list[Fault] = []
    while True:
        try:
            return Parsed(rtoml.loads(text), text, tuple(faults))
        except rtoml.TomlParsingError as error:
            message = str(error)
        if message.startswith(_TOO_DEEP):
            raise Unreadable((*faults, Fault("", "fault.too-deep")))
        lines = text.split("\n")
        at, until = _lines_to_blame(message, lines)
        found = _diagnose(" ".join(lines[at:until]), message)
        faults.append(Fault("", found.key, found.details, at + 1))
        right = "" if lenient else found.mended
        mended = [right or "", *[""] * (until - at - 1)]
        if right is None or mended == lines[at:until] or len(faults) >= _MOST_FAULTS:
            raise Unreadable(tuple(faults))
        lines[at:until] = mended
        text = "\n".join(lines)


def decode_file(data: bytes) -> str:
    """Return the text of a file, with LF line ends and without a byte order mark; raises `Unreadable`."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Unreadable((Fault("", "fault.utf16"),))
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable((Fault("", "fault.not-utf8", {}, line),)) from None


def _lines_to_blame(message: str, lines: list[str]) -> tuple[int, int]:
    """Return the first line to blame and the one after the last: what is not closed blames where it began."""
    at = _told_line(message, lines)
    if "multi-line" in message:
        at = max((number for number in range(at + 1) if len(re.findall(_QUOTES, lines[number])) == 1), default=at)
        return at, at + 1
    above = (first for first in range(at - 1, max(-1, at - _LONGEST_LIST), -1) if _begins(lines[first]))
    for first, last in ((next(above, at), at), (at, at + 1)):
        if re.match(_KEY_VALUE, lines[first]) and _open_brackets(lines[first:last]) > 0:
            return first, _end_of_list(lines, first)
    return at, at + 1


def _told_line(message: str, lines: list[str]) -> int:
    """Return the line that the reader complains of, or the one before where a text was not closed there."""
    match = re.search(_AT, message)
    at = min(int(match[1]), len(lines)) - 1 if match else 0
    return at - 1 if at and re.match(_OPEN_TEXT, lines[at - 1]) else at


def _begins(line: str) -> bool:
    return bool(re.match(_KEY_VALUE, line) or re.match(_HEADER, line))


def _end_of_list(lines: list[str], first: int) -> int:
    """Return the line after a list's last one: where its brackets are closed, or before the next key or header."""
    for after in range(first + 1, min(len(lines), first + _LONGEST_LIST)):
        line = lines[after]
        if _open_brackets(lines[first:after]) <= 0 or not line.strip() or _begins(line):
            return after
    return min(len(lines), first + _LONGEST_LIST)


def _open_brackets(lines: list[str]) -> int:
    bare = [re.sub(_QUOTED, "", line) for line in lines]
    return sum(line.count("[") - line.count("]") for line in bare)


def _diagnose(line: str, message: str) -> _Diagnosis:
    hidden = re.search(_HIDDEN, re.sub(_QUOTED, "", line))
    if hidden is not None:
        mended = line.replace(hidden[0], " " if hidden[0] == "\u00a0" else "")
        return _Diagnosis("fault.hidden-sign", {"sign": f"U+{ord(hidden[0]):04X}"}, mended=mended)
    match = re.match(_KEY_VALUE, line)
    if match is None:
        twice = message.startswith("duplicate key")
        return _Diagnosis("fault.table-twice", {"name": line.strip()}) if twice else _without_value(line)
    key, value = match["key"], match["value"]
    if message.startswith("duplicate key"):
        return _Diagnosis("fault.key-twice", {"name": key}, mended="")
    return _wrong_line(key, value, line, message)


def _wrong_line(key: str, value: str, line: str, message: str) -> _Diagnosis:
    if not re.match(_BARE_KEY, key):
        return _Diagnosis("fault.key-letters", {"name": key, "right": quoted_form(key)})
    if not value:
        return _Diagnosis("fault.no-value", {"name": key}, mended="")
    if "number overflowed" in message:
        return _Diagnosis("fault.number-size", mended=f"{key} = []" if value.startswith("[") else f"{key} = 0")
    return _value_diagnosis(key, value, message) or _Diagnosis("fault.syntax", {"words": line.strip()})


def _without_value(line: str) -> _Diagnosis:
    words = line.strip()
    if words.startswith("["):
        return _header_diagnosis(words)
    if words.rstrip("#").endswith("="):
        return _Diagnosis("fault.no-value", {"name": words.rstrip("= ")}, mended="")
    if words and "=" not in words:
        name, colon, value = words.partition(":")
        mended = f"{name.strip()} = {value.strip()}" if colon and value.strip() and re.match(_BARE_KEY, name) else None
        return _Diagnosis("fault.no-equals", {"words": words}, mended=mended)
    return _Diagnosis("fault.syntax", {"words": words})


def _header_diagnosis(words: str) -> _Diagnosis:
    name = words.partition("#")[0].strip().strip("[]").strip()
    if not re.fullmatch(r"[A-Za-z0-9_.-]+", name):
        return _Diagnosis("fault.key-letters", {"name": name, "right": f"[{quoted_form(name)}]"})
    last = name.rpartition(".")[2]
    many = name in BLOCKS or any(key.inner and key.many for key in every_key(last))
    right = f"[[{name}]]" if many else f"[{name}]"
    return _Diagnosis("fault.header", {"words": words, "right": right}, mended=right)


def _value_diagnosis(key: str, value: str, message: str) -> _Diagnosis | None:
    if short := short_fault("", key):
        return _Diagnosis(short.key, short.details, mended="")
    kind = value_kind(key)
    if value[0] in "\"'" and kind != "list":
        return _text_diagnosis(key, value, message)
    if value[0] == "[" and kind != "numbers":
        kind = "list"
    found = wrong_value(kind, key.rpartition(".")[2], value)
    if found is None:
        return None
    is_open = value[0] == "[" and _open_brackets([value]) > 0
    return _right("fault.list-open" if is_open else found.key, key, found.form, found.details)


def _text_diagnosis(key: str, value: str, message: str) -> _Diagnosis | None:
    if value.count(value[0]) == 1 or "multi-line" in message:
        return _Diagnosis("fault.open-quote", {"name": key, "value": value}, mended=f'{key} = ""')
    return _right("fault.backslash", key, quoted_form(value), {"value": value}) if "escape" in message else None


def _right(sentence: str, key: str, form: str, details: Mapping[str, str]) -> _Diagnosis:
    line = f"{key} = {form}"
    return _Diagnosis(sentence, {**details, "name": key, "right": line}, mended=line)


@cache
def value_kind(name: str) -> ValueKind:
    """Return what a key takes in the file, empty where it is not known or not the same everywhere."""
    found = set(map(kind_of, every_key(name.rpartition(".")[2])))
    return found.pop() if len(found) == 1 else ""


_KEY = r"""\s*([A-Za-z0-9_.\-]+|"[^"]*")\s*="""


def with_lines(faults: Iterable[Fault], text: str) -> tuple[Fault, ...]:
    """Return the faults with the line where each stands, those without a place of their own last."""
    places = _places(text)
    found = [fault if fault.line else dataclasses.replace(fault, line=_line(fault.path, places)) for fault in faults]
    return tuple(sorted(found, key=lambda fault: fault.line or len(text)))


def _line(path: str, places: dict[str, int]) -> int | None:
    """Return the line of the path, of the first of its blocks, or of the nearest table or block around it."""
    while path:
        if line := places.get(path) or places.get(f"{path}[1]"):
            return line
        cut = max(path.rfind("["), path.rfind("."))
        path = path[:cut] if cut > 0 else ""
    return None


def _places(text: str) -> dict[str, int]:
    places: dict[str, int] = {}
    counts: dict[str, int] = {}
    here = ""
    inside_text = False
    for number, line in enumerate(text.split("\n"), start=1):
        was_inside = inside_text
        if (line.count('"""') + line.count("'''")) % 2:
            inside_text = not inside_text
        if was_inside:
            continue
        if header := re.match(_HEADER, line):
            here = _enter_block(header[2].replace('"', ""), counts, many=header[1] == "[[")
            places.setdefault(here, number)
        elif key := re.match(_KEY, line):
            places.setdefault(key_at(here, key[1]), number)
    return places


def _enter_block(name: str, counts: dict[str, int], *, many: bool) -> str:
    """Return the place of a header: the newest block of each list of blocks that its name goes through."""
    path = ""
    *outer, last = name.split(".")
    for part in outer:
        path = key_at(path, part)
        if path in counts:
            path = f"{path}[{counts[path]}]"
    path = key_at(path, last)
    if many:
        counts[path] = counts.get(path, 0) + 1
        path = f"{path}[{counts[path]}]"
    return path
