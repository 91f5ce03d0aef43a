"""What people wrote by hand and the model refused, as faults with the form that would have been right."""

import datetime as dt
import difflib
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal

from kpfacil.model.kinds import ROWS, split_id
from kpfacil.model.text import Misfit
from kpfacil.model.texts import Fault
from kpfacil.model.value import frozen
from kpfacil.rules.integrity import AWAY_FORM
from kpfacil.storage.encode import literal
from kpfacil.storage.shapes import FileKey, Shape, key_at

ValueKind = Literal["date", "time", "moment", "truth", "number", "whole", "text", "list", "numbers", ""]
"""What a key takes; empty where nobody knows."""

_TIME = r"(?i)(?:klo\s*)?(\d{1,2})(?:[:.](\d{1,2})(?:[:.](\d{1,2}))?)?\Z"
_DATES = (
    re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})\Z"),
    re.compile(r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})\Z"),
)
_NO_YEAR = r"(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.?\Z"
_CURLY = "[“”„‟«»]"
_NUMBER = r"([+-]?)(\d[\d\s\u00a0]*)?(?:[.,](\d+))?"
_FRACTION = r"(?:(?P<more>\d{1,6})\s?)??(?:(?P<sign>[½¼¾⅓⅔])|(?<!\d)(?P<part>\d)\s?[/⁄]\s?(?P<of>[1-9])(?!\d))"
_ITEM = r"""["“”„‟]([^"“”„‟]*)["“”„‟]|'([^']*)'|([^,\[\]"'“”„‟]+)"""
_TRUTH = {"true": "true", "kyllä": "true", "yes": "true", "false": "false", "ei": "false", "no": "false"}
_A_DAY, _A_TIME, _A_MOMENT = "2026-12-15", "17:00:00", "2026-11-21T17:30:00+02:00"


@frozen()
class Wrong:
    """What is wrong with a value: the key and details of the sentence, and a form of the value that is accepted."""

    key: str
    details: dict[str, str]
    form: str


def wrong_value(kind: ValueKind, name: str, words: str) -> Wrong | None:
    """Return what is wrong with the words under a key that takes that kind; None where nothing is known of it."""
    match kind:
        case "date":
            return _wrong_date(name, words)
        case "time":
            return _wrong_time(name, words)
        case "list" | "numbers":
            return _wrong_list(kind, name, words)
        case "":
            return _guess_wrong(name, words)
        case "moment":
            sentence, form = "fault.moment-form", _A_MOMENT
        case "truth":
            sentence, form = "fault.truth-form", _TRUTH.get(words.casefold(), "true")
        case "text":
            sentence = "fault.quote-form" if re.match(_CURLY, words) else "fault.unquoted"
            form = quoted_form(words)
        case _:
            sentence, form = "fault.number-form", number_form(words, whole=kind == "whole") or "0"
    return _wrong(sentence, name, words, form)


def _wrong(sentence: str, name: str, value: str, form: str) -> Wrong:
    return Wrong(sentence, {"name": name, "value": value, "right": f"{name} = {form}"}, form)


def _wrong_date(name: str, words: str) -> Wrong:
    if match := _find_date(words):
        try:
            form = dt.date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
        except ValueError:
            return _wrong("fault.no-such-day", name, words, _A_DAY)
        return _wrong("fault.date-form", name, words, form)
    if match := re.match(_NO_YEAR, words):
        details = {"name": name, "value": words, "day": f"{int(match[1]):02d}", "month": f"{int(match[2]):02d}"}
        return Wrong("fault.no-year", details, _A_DAY)
    found = _wrong("fault.due-words" if name == "due" else "fault.day-words", name, words, _A_DAY)
    return Wrong(found.key, {**found.details, "text": f"{name}_text = {literal(words)}"}, found.form)


def _wrong_time(name: str, words: str) -> Wrong:
    match = re.match(_TIME, words)
    if match is None:
        return _wrong("fault.time-form", name, words, _A_TIME)
    try:
        hour, minute, second = (int(part or 0) for part in match.groups())
        form = dt.time(hour, minute, second).isoformat()
    except ValueError:
        if match[2]:
            return _wrong("fault.no-such-time", name, words, "00:00:00" if match[1] == "24" else _A_TIME)
        form = _A_TIME
    return _wrong("fault.time-form", name, words, form)


def _wrong_list(kind: ValueKind, name: str, words: str) -> Wrong:
    if kind == "numbers":
        numbers = [int(found) for found in re.findall(r"\d{1,9}", words)] or [10]
        form = literal(numbers if len(numbers) > 1 else [numbers[0], numbers[0] + 2])
        return _wrong("fault.list-numbers", name, words, form)
    items = [next(filter(None, found), "").strip() for found in re.findall(_ITEM, words)]
    return _wrong("fault.list-form", name, words, literal([item for item in items if item]))


def _guess_wrong(name: str, words: str) -> Wrong | None:
    """Return what is wrong with a value of a key that nobody knows, by its looks."""
    if _find_date(words) or re.match(_NO_YEAR, words):
        return _wrong_date(name, words)
    if not words.isdigit() and re.match(_TIME, words):
        return _wrong_time(name, words)
    if form := number_form(words):
        return _wrong("fault.number-form", name, words, form)
    if words[:1].isupper() and words.casefold() in _TRUTH:
        return wrong_value("truth", name, words)
    return wrong_value("text", name, words) if words[:1].isalpha() or re.match(_CURLY, words) else None


def _find_date(words: str) -> re.Match[str] | None:
    """Return the parts of what has the form of a day with its year: `15.12.2026`, `2026-12-15`, `2026/12/15`."""
    return next(filter(None, (form.match(words) for form in _DATES)), None)


def number_form(words: str, *, whole: bool | None = None) -> str | None:
    """Return `1.5` for `1,5`, `3` for `03`, `1000` for `1 000`; for a wanted number also `20` for `20 h`."""
    words = _wanted_number(words, whole=whole)
    match = re.match(_NUMBER, words.strip())
    if match is None or not (match[2] or match[3]) or (whole is None and match[0] != words.strip()):
        return None
    digits = "".join((match[2] or "0").split())
    if len(digits) > len(str(2**50)):
        return None
    fraction = f".{match[3]}" if match[3] and not whole else ""
    return f"{match[1].removeprefix('+')}{int(digits)}{fraction}"


def _wanted_number(words: str, *, whole: bool | None) -> str:
    """Return words from their number on where one is wanted, halves as figures: `1.5 h` for `noin 1½ h`."""
    if whole is None:
        return words
    words = re.sub(r"(?<=\d)\.(?=\d{3},)", "", words)
    words = words[next((at for at, sign in enumerate(words) if sign.isnumeric() or sign in "+-"), 0) :]
    return words if whole else re.sub(_FRACTION, _decimal, words, count=1)


def _decimal(fraction: re.Match[str]) -> str:
    """Return `1.5` for `1½` and `1 1/2`."""
    part = unicodedata.numeric(fraction["sign"]) if fraction["sign"] else int(fraction["part"]) / int(fraction["of"])
    return f"{int(fraction['more'] or 0) + part:g}"


def quoted_form(words: str) -> str:
    """Return the words as TOML text between straight quotes; curly quotes around them are dropped."""
    return literal(re.sub(_CURLY, "", words).strip().strip('"'))


def wrong_number(path: str, found: object, right: int) -> Fault:
    """Return the fault of a number that its key can't have, with one that it could."""
    name = path.rpartition(".")[2]
    return Fault(path, "fault.number-form", {"name": name, "value": text_of(found), "right": f"{name} = {right}"})


def word_fault(path: str, name: str, word: object, allowed: Sequence[str]) -> Fault:
    """Return the fault of a word that is not among those a key takes, with the one that may have been meant."""
    if not isinstance(word, str):
        return Fault(path, "fault.word-type", {"name": name, "words": ", ".join(allowed)})
    details = {"name": name, "word": word, "words": ", ".join(allowed)}
    near = difflib.get_close_matches(word.casefold(), allowed, n=1)
    return Fault(path, "fault.word-near", {**details, "near": near[0]}) if near else Fault(path, "fault.word", details)


def misspelt(missing: Fault, there: object) -> Fault:
    """Return the fault of a key that is missing, or of the one there that was meant to be it: `Date`, `[Meeting]`."""
    before, _, name = missing.path.rpartition(".")
    words = {key.casefold(): key for key in there} if isinstance(there, Mapping) else {}
    near = difflib.get_close_matches(name, words, n=1, cutoff=0.75) if missing.key == "fault.missing" else []
    if not near:
        return missing
    meant = words[near[0]]
    return Fault(key_at(before, meant), "fault.key-case", {"name": meant, "right": name})


def text_of(raw: object) -> str:
    """Return a value as it may have been written in the file, for showing it and for finding its right form."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, dict):
        return "{…}"
    if isinstance(raw, (list, tuple)):
        return "[…]"
    return literal(raw) if not isinstance(raw, int) or abs(raw) < 2**63 else "…"


_HOURS = 100
_LETTERS = {row.block: row.letter for row in ROWS}
_REFERRING = {"from": "I", "task": "T"}
"""Keys that hold ids of other entries, with the letter of what each is most often."""
_SHORT = {
    "away": AWAY_FORM,
    "hands": "hands = { yes = 8, no = 1, blank = 2 }",
}
"""What is written on one line, short as it is: what is wrong in it is told best by a whole example."""
_SAMPLES: dict[ValueKind, object] = {
    "moment": dt.datetime.min.replace(tzinfo=dt.UTC),
    "date": dt.date.min,
    "time": dt.time.min,
    "truth": True,
    "number": 0.5,
    "whole": 0,
    "text": "",
}
"""A value of each kind, which the keys that take the kind take."""


def short_fault(place: str, name: str) -> Fault | None:
    """Return the fault of a key that is written on one line with what belongs to it; None for any other key."""
    return Fault(place, "fault.short-form", {"name": name, "right": _SHORT[name]}) if name in _SHORT else None


def _id_fault(place: str, name: str, raw: object) -> Fault | None:
    """Return the fault of an entry's id that is no text, with the one that may be meant; None for any other key."""
    letter = _LETTERS.get(place.partition("[")[0]) if name == "id" else _REFERRING.get(name)
    if letter is None:
        return None
    meant = f"{letter}{text_of(raw)}"
    details = {"id": text_of(raw), "right": meant if split_id(meant) else f"{letter}1"}
    return Fault(place, "fault.id-shape" if name == "id" else "fault.reference-shape", details)


def misfits(error: Misfit, path: str, shape: Shape) -> dict[str, list[Fault]]:
    """Return the faults of a value that the model refused, by its attributes."""
    keys = {key.attribute: key for key in shape.by_name.values()}
    found: dict[str, list[Fault]] = {}
    for at, error_type, raw, context in error.fields:
        attribute, *inner = map(str, (*at, ""))
        key, single = keys[attribute], inner[0].isdigit()
        place = key_at(path, key.name) + (f"[{int(inner[0]) + 1}]" if single else "")
        faults = found.setdefault(attribute, [])
        if place not in [fault.path for fault in faults]:
            faults.append(_fault(place, key.name, error_type, raw, kind_of(key, single=single), context))
    return found


def _fault(
    place: str, name: str, error_type: str, raw: object, kind: ValueKind, context: Mapping[str, object]
) -> Fault:
    if told := short_fault(place, name) or (_id_fault(place, name, raw) if error_type == "string_type" else None):
        return told
    match error_type:
        case "missing":
            return Fault(place, "fault.missing", {"name": name})
        case "literal_error":
            allowed = re.findall(r"'([^']*)'", str(context.get("expected", "")))
            return word_fault(place, name, raw, list(filter(None, allowed)))
        case "string_too_long":
            length = len(raw) if isinstance(raw, str) else 0
            most = str(context.get("max_length", ""))
            return Fault(place, "fault.too-long", {"name": name, "n": str(length), "most": most})
        case _:
            return _of_value(place, name, wrong_value(kind, name, _words_of(error_type, raw)))


def _of_value(place: str, name: str, found: Wrong | None) -> Fault:
    """Return the fault of a value, or of one of many, whose right form is told with the brackets of the list."""
    if found is None:
        return Fault(place, "fault.wrong-kind", {"name": name})
    listed = {"right": f"{name} = [{found.form}]"} if place.endswith("]") else {}
    return Fault(place, found.key, {**found.details, **listed})


def kind_of(key: FileKey, *, single: bool = False) -> ValueKind:
    """Return what a key takes, or a `single` value of the many that it takes."""
    if key.inner is not None:
        return ""
    if key.many and not single:
        return "numbers" if key.fits((0,)) else "list"
    return next((kind for kind, one in _SAMPLES.items() if key.fits((one,) if key.many else one)), "")


def _words_of(error_type: str, raw: object) -> str:
    """Return what was written, in the words that its right form is found from."""
    if error_type == "time_type" and isinstance(raw, float) and math.isfinite(raw):
        # The time that `17.30` means: TOML reads it as a number, and drops the last zero.
        hour, minute = divmod(round(raw * 100), 100) if abs(raw) < _HOURS else (int(abs(raw)), 0)
        return f"{hour}.{minute:02d}"
    if error_type == "date_type" and isinstance(raw, dt.datetime):
        return raw.date().isoformat()
    return text_of(raw)
