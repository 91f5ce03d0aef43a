"""What a value of the wrong kind should have been: the model's refusals as faults with the right form."""

import datetime as dt
import re
from collections.abc import Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kpfacil.rules.integrity import Fault
from kpfacil.storage import forms
from kpfacil.storage.lines import literal
from kpfacil.storage.odd_words import text_of, word_fault
from kpfacil.storage.shapes import Shape

_EXAMPLE_DATE = "2026-12-15"
_EXAMPLE_TIME = "17:00:00"
_EXAMPLE_MOMENT = "2026-11-21T17:30:00+02:00"


def misfits(error: ValueError, path: str, shape: Shape) -> Iterator[Fault]:
    """Yield one fault for each key of a value that the model refused; raises any other error again."""
    if not isinstance(error, ValidationError):
        raise error
    names = {key.attribute: key.name for key in shape.by_name.values()}
    seen: set[str] = set()
    for detail in error.errors(include_url=False):
        attribute, *inner = (*detail["loc"], "")[:2]
        name = names.get(str(attribute), str(attribute))
        place = f"{path}.{name}" if path else name
        if inner and isinstance(inner[0], int):
            place = f"{place}[{inner[0] + 1}]"
        if place not in seen:
            seen.add(place)
            yield _fault(place, name, detail)


def _fault(place: str, name: str, detail: ErrorDetails) -> Fault:
    raw: object = detail["input"]
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
            sentence, right = _right_form(other, raw)
            return Fault(place, sentence, {"name": name, "value": text_of(raw), "right": f"{name} = {right}"})


def _right_form(error_type: str, raw: object) -> tuple[str, str]:
    words = text_of(raw)
    forms_by_type = {
        "time_type": ("fault.time-form", _time_of(raw) or forms.time_form(words) or _EXAMPLE_TIME),
        "date_type": ("fault.date-form", _date_of(raw) or forms.date_form(words) or _EXAMPLE_DATE),
        "datetime_type": ("fault.moment-form", _EXAMPLE_MOMENT),
        "bool_type": ("fault.truth-form", forms.truth_form(words) or "true"),
        "int_type": ("fault.number-form", _number_of(words)),
        "float_type": ("fault.number-form", _number_of(words)),
        "string_type": ("fault.unquoted", literal(words)),
        "tuple_type": _list_form(raw),
    }
    return forms_by_type.get(error_type, ("fault.wrong-kind", "…"))


def _list_form(raw: object) -> tuple[str, str]:
    """Return how a list is written: of numbers, where a lone number stands in its place."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        return "fault.list-numbers", f"[{text_of(raw)}, {text_of(raw + 2)}]"
    return "fault.list-form", literal([text_of(raw)])


def _date_of(raw: object) -> str | None:
    return raw.date().isoformat() if isinstance(raw, dt.datetime) else None


def _time_of(raw: object) -> str | None:
    """Return the time that `17.30` means: TOML reads it as a number, and drops the last zero of `17.30`."""
    if isinstance(raw, float) and 0 <= raw < 24:  # noqa: PLR2004 - hours of a day
        hour, minute = divmod(round(raw * 100), 100)
        return forms.time_form(f"{hour}.{minute}")
    return None


def _number_of(words: str) -> str:
    match = re.match(r"\s*([+-]?\d{1,15})", words)
    return match[1] if match else "0"
