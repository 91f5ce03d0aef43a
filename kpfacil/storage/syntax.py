"""From the bytes of a file to its TOML tree, and a name with the right form for each line that is not TOML."""

import codecs
import re
import tomllib
from dataclasses import dataclass

from kpfacil.rules.integrity import Fault
from kpfacil.storage import forms
from kpfacil.storage.errors import Unreadable

_AT = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")
_KEY_VALUE = re.compile(r"""\s*(?P<key>[^=#\s][^=#]*?)\s*=\s*(?P<value>"[^"]*"|'[^']*'|[^#]*?)\s*(?:\#.*)?\Z""")
_BARE_KEY = re.compile(r"""[A-Za-z0-9_.\-"' ]+\Z""")
_MOST_FAULTS = 50


@dataclass(frozen=True, slots=True)
class Parsed:
    """A TOML tree, the text it came from, and the faults of lines that were read as what they should have been."""

    tree: dict[str, object]
    text: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Diagnosis:
    key: str
    details: dict[str, str]
    mended: str | None = None
    """The line as it should be, so that the rest of the file can be read and its faults told too."""


def parse(data: bytes) -> Parsed:
    """Read the bytes as TOML; a byte order mark is accepted.

    Raises `Unreadable` where the rest of the file can't be told from what is wrong in it.
    """
    text = _decoded(data)
    lines = text.split("\n")
    faults: list[Fault] = []
    while True:
        try:
            tree: dict[str, object] = tomllib.loads("\n".join(lines))
        except RecursionError:
            raise Unreadable((*faults, Fault("", "fault.too-deep"))) from None
        except ValueError as error:
            at = _line_of(error, lines)
            found = _diagnosed(lines[at - 1], str(error))
            faults.append(Fault("", found.key, found.details, at))
            if found.mended is None or found.mended == lines[at - 1] or len(faults) >= _MOST_FAULTS:
                raise Unreadable(tuple(faults)) from None
            lines[at - 1] = found.mended
        else:
            return Parsed(tree, "\n".join(lines), tuple(faults))


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Unreadable((Fault("", "fault.utf16"),))
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable((Fault("", "fault.not-utf8", {}, line),)) from None


def _line_of(error: ValueError, lines: list[str]) -> int:
    match = _AT.search(str(error))
    if match is not None and match[1]:
        return min(int(match[1]), len(lines))
    written = [number for number, line in enumerate(lines, start=1) if line.strip()]
    return written[-1] if written else 1


def _diagnosed(line: str, message: str) -> _Diagnosis:
    if message.startswith(("Cannot overwrite", "Cannot declare")):
        return _twice(line)
    match = _KEY_VALUE.match(line)
    if match is None:
        return _without_value(line)
    key, value = match["key"], match["value"]
    if not _BARE_KEY.match(key):
        return _Diagnosis("fault.key-letters", {"name": key, "right": forms.quoted_form(key)})
    found = _value_diagnosis(key, value, message)
    return found or _Diagnosis("fault.syntax", {"words": line})


def _twice(line: str) -> _Diagnosis:
    match = _KEY_VALUE.match(line)
    if match is not None:
        return _Diagnosis("fault.key-twice", {"name": match["key"]}, "")
    return _Diagnosis("fault.table-twice", {"name": line.strip()})


def _without_value(line: str) -> _Diagnosis:
    words = line.strip()
    if words.startswith("["):
        return _Diagnosis("fault.header", {"words": words})
    if words.rstrip("#").endswith("="):
        return _Diagnosis("fault.no-value", {"name": words.rstrip("= ")}, "")
    if words and "=" not in words:
        return _Diagnosis("fault.no-equals", {"words": words})
    return _Diagnosis("fault.syntax", {"words": words})


def _value_diagnosis(key: str, value: str, message: str) -> _Diagnosis | None:
    if not value:
        return _Diagnosis("fault.no-value", {"name": key}, "")
    if forms.looks_like_date(value) and forms.date_form(value) is None:
        return _Diagnosis("fault.no-such-day", {"name": key, "value": value}, f"{key} = 2000-01-01")
    backslash = "Unescaped" in message and value.startswith('"')
    right_forms = (
        ("fault.date-form", forms.date_form(value)),
        ("fault.time-form", forms.time_form(value)),
        ("fault.number-form", forms.number_form(value)),
        ("fault.quote-form", forms.quoted_form(value) if forms.has_curly_quotes(value) else None),
        ("fault.backslash", forms.quoted_form(value) if backslash else None),
    )
    for sentence, form in right_forms:
        if form is not None:
            return _right(sentence, key, value, form)
    if (day := forms.day_and_month(value)) is not None:
        return _no_year(key, value, day)
    return _text_diagnosis(key, value)


def _right(sentence: str, key: str, value: str, form: str) -> _Diagnosis:
    line = f"{key} = {form}"
    return _Diagnosis(sentence, {"name": key, "value": value, "right": line}, line)


def _text_diagnosis(key: str, value: str) -> _Diagnosis | None:
    details = {"name": key, "value": value}
    if value[0] in "\"'":
        return None if value.count(value[0]) > 1 else _Diagnosis("fault.open-quote", details, f'{key} = ""')
    if value[0] in "[{":
        return _Diagnosis("fault.list-form", details)
    if not value[0].isalpha():
        return None
    truth = forms.truth_form(value) if value[0].isupper() else None
    return _right("fault.truth-form" if truth else "fault.unquoted", key, value, truth or forms.quoted_form(value))


def _no_year(key: str, value: str, day: tuple[int, int]) -> _Diagnosis:
    details = {"name": key, "value": value, "day": f"{day[0]:02d}", "month": f"{day[1]:02d}"}
    return _Diagnosis("fault.no-year", details, f"{key} = 2000-01-01")
