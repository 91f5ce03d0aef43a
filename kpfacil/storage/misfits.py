"""What a value of the wrong kind should have been: the model's refusals as faults with the right form."""

import datetime as dt
import re
from collections.abc import Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kpfacil.rules.integrity import Fault
from kpfacil.storage.forms import ValueKind, text_of, word_fault, wrong_value
from kpfacil.storage.shapes import FileKey, Shape

_HOURS = 100
_SHORT = {"away": "away = [[17:42:00, 17:48:00]]"}
"""Lists of lists: what is wrong inside them is told best by a whole example."""
_KINDS: dict[str, ValueKind] = {
    "time_type": "time",
    "date_type": "date",
    "datetime_type": "moment",
    "bool_type": "truth",
    "int_type": "whole",
    "float_type": "number",
    "string_type": "text",
    "tuple_type": "list",
}


def misfits(error: ValueError, path: str, shape: Shape) -> Iterator[Fault]:
    """Yield one fault for each key of a value that the model refused; raises any other error again."""
    if not isinstance(error, ValidationError):
        raise error
    keys = {key.attribute: key for key in shape.by_name.values()}
    seen: set[str] = set()
    for detail in error.errors(include_url=False):
        attribute, *inner = (*detail["loc"], "")[:2]
        key = keys.get(str(attribute))
        name = key.name if key else str(attribute)
        place = f"{path}.{name}" if path else name
        if inner and isinstance(inner[0], int):
            place = f"{place}[{inner[0] + 1}]"
        if place not in seen:
            seen.add(place)
            yield _fault(place, name, detail, key)


def _fault(place: str, name: str, detail: ErrorDetails, key: FileKey | None) -> Fault:
    raw: object = detail["input"]
    if name in _SHORT:
        return Fault(place, "fault.list-form", {"name": name, "value": text_of(raw), "right": _SHORT[name]})
    match detail["type"]:
        case "missing":
            return Fault(place, "fault.missing", {"name": name})
        case "literal_error":
            allowed = re.findall(r"'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))
            return word_fault(place, name, raw, allowed)
        case "string_too_long":
            length = len(raw) if isinstance(raw, str) else 0
            most = str(detail.get("ctx", {}).get("max_length", ""))
            return Fault(place, "fault.too-long", {"name": name, "n": str(length), "most": most})
        case other:
            found = wrong_value(_kind_of(other, key), name, _words_of(other, raw))
            return Fault(place, found.key if found else "fault.wrong-kind", found.details if found else {"name": name})


def _kind_of(error_type: str, key: FileKey | None) -> ValueKind:
    kind = _KINDS.get(error_type, "")
    return "numbers" if kind == "list" and key is not None and key.fits((0,)) else kind


def _words_of(error_type: str, raw: object) -> str:
    """Return what was written, in the words that its right form is found from."""
    if error_type == "time_type" and isinstance(raw, float):
        return _time_of(raw)
    if error_type == "date_type" and isinstance(raw, dt.datetime):
        return raw.date().isoformat()
    return text_of(raw)


def _time_of(raw: float) -> str:
    """Return the time that `17.30` means: TOML reads it as a number, and drops the last zero of `17.30`."""
    hour, minute = divmod(round(raw * 100), 100) if abs(raw) < _HOURS else (int(abs(raw)), 0)
    return f"{hour}.{minute:02d}"
