"""Reads the tables and blocks of a TOML tree into values, and gathers the faults of all of them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timezone
from typing import TypeVar, cast

from kpfacil.model.text import clean_line
from kpfacil.model.value import Maker, trusted
from kpfacil.rules.integrity import Fault
from kpfacil.storage.forms import misspelt
from kpfacil.storage.shapes import shape_of

T = TypeVar("T")

_DEEPEST = 40


class Reader:
    """Reads the parts of one file; `faults` grows with everything that a part could not be made of."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def one(self, cls: type[T], raw: object, path: str) -> T | None:
        """Return the value of a table, or None with a fault."""
        if not isinstance(raw, dict):
            self.faults.append(Fault(path, "fault.table-wanted", {"right": f"[{_bare(path)}]"}))
            return None
        return self._value(cls, raw, path)

    def many(self, cls: type[T], raw: object, path: str) -> tuple[T, ...]:
        """Return the values of an array of tables, without those that have faults."""
        if not isinstance(raw, list) or not all(isinstance(item, dict) for item in raw):
            self.faults.append(Fault(path, "fault.blocks-wanted", {"right": f"[[{_bare(path)}]]"}))
            return ()
        found = [self._value(cls, item, f"{path}[{number}]") for number, item in enumerate(raw, start=1)]
        return tuple(value for value in found if value is not None)

    def kept(self, raw: object, path: str, depth: int = 0) -> object:
        """Return what stands under an unknown key, exactly, with a fault where it could not be written again."""
        if depth > _DEEPEST:
            self.faults.append(Fault(path, "fault.too-deep"))
            return ""
        if isinstance(raw, dict):
            return {key: self.kept(value, f"{path}.{key}", depth + 1) for key, value in raw.items()}
        if isinstance(raw, list):
            return [self.kept(value, path, depth + 1) for value in raw]
        return raw

    def _value(self, cls: type[T], raw: Mapping[str, object], path: str) -> T | None:
        shape = shape_of(cls)
        known: dict[str, object] = {}
        extra: dict[str, object] = {}
        fits = True
        for name, content in raw.items():
            key = shape.by_name.get(name)
            if key is None:
                extra[name] = self.kept(content, f"{path}.{name}")
            elif key.inner is not None:
                read = self.many if key.many else self.one
                known[key.attribute] = read(key.inner, content, f"{path}.{name}")
            else:
                single = content if isinstance(content, str) else _content(content)
                fits = fits and key.fits(single)
                known[key.attribute] = single
        # Most values are what they should be; pydantic, which is slow to load, judges and mends the others.
        if fits and shape.required <= known.keys():
            return trusted(cls, {**known, "extra": extra})
        known |= {key.attribute: _cleaned(known[key.attribute]) for key in shape.handles if key.attribute in known}
        return self._validated(cls, {**known, "extra": extra}, path)

    def _validated(self, cls: type[T], fields: Mapping[str, object], path: str) -> T | None:
        make = cast("Maker[T]", cls)
        try:
            return make(**fields)
        except ValueError as error:
            # pydantic has refused it, so it is loaded by now.
            from kpfacil.storage.misfits import misfits  # noqa: PLC0415

            shape = shape_of(cls)
            nested = {key.attribute for key in shape.by_name.values() if key.inner is not None}
            found = [fault for fault in misfits(error, path, shape) if fault.path.rpartition(".")[2] not in nested]
            self.faults += [misspelt(fault, fields["extra"]) for fault in found]
            return None


def _content(raw: object) -> object:
    if isinstance(raw, list):
        return tuple(map(_content, raw))
    return _with_offset(raw) if isinstance(raw, datetime) else raw


def _cleaned(handles: object) -> object:
    """Return ids and other words that the model itself does not clean as lines."""
    if isinstance(handles, tuple):
        return tuple(map(_cleaned, handles))
    return clean_line(handles) if isinstance(handles, str) else handles


def _bare(path: str) -> str:
    """Return a path as a header has it: without the numbers of blocks."""
    return "".join(part.partition("]")[2] if index else part for index, part in enumerate(path.split("[")))


def _with_offset(moment: datetime) -> datetime:
    """Return the moment with an offset: without one in the file it is this machine's local time."""
    offset = moment.utcoffset()
    if offset is not None:
        return moment.replace(tzinfo=timezone(offset) if offset else UTC)
    try:
        return moment.astimezone()
    except (OverflowError, ValueError, OSError):  # at the ends of the calendar
        return moment.replace(tzinfo=UTC)
