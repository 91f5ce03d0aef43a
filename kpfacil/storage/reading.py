"""Reads the tables and blocks of a TOML tree into values, and gathers the faults of all of them."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TypeVar, cast

from kpfacil.model.text import clean_line
from kpfacil.model.value import trusted
from kpfacil.rules.integrity import Fault
from kpfacil.storage.shapes import Key, shape_of

T = TypeVar("T")

_DEEPEST = 40
_LARGEST = 10**1000
"""Beyond this Python itself may refuse to write the digits; what the program has written it also reads."""


class Reader:
    """Reads the parts of one file; `faults` grows with everything that a part could not be made of.

    A trusting reader takes every value as it stands: for files that the program has written itself.
    """

    def __init__(self, *, trusting: bool = False) -> None:
        self.faults: list[Fault] = []
        self._trusting = trusting

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
        return self._sized(raw, path)

    def _value(self, cls: type[T], raw: Mapping[str, object], path: str) -> T | None:
        make = cast("Callable[..., T]", cls)
        shape = shape_of(cls)
        known: dict[str, object] = {}
        extra: dict[str, object] = {}
        for name, content in raw.items():
            key = shape.by_name.get(name)
            if key is None:
                extra[name] = self.kept(content, f"{path}.{name}")
            elif self._trusting and key.inner is None:
                known[key.attribute] = _as_it_stands(content)
            else:
                known[key.attribute] = self._content(key, content, f"{path}.{name}")
        if self._trusting:
            return trusted(cls, {**known, "extra": extra})
        try:
            return make(**known, extra=extra)
        except ValueError as error:
            # pydantic has refused it, so it is loaded by now; a file of our own is read without.
            from kpfacil.storage.misfits import misfits  # noqa: PLC0415

            nested = {key.attribute for key in shape.by_name.values() if key.inner is not None}
            self.faults += [
                fault for fault in misfits(error, path, shape) if fault.path.rpartition(".")[2] not in nested
            ]
            return None

    def _content(self, key: Key, raw: object, path: str) -> object:
        if key.inner is not None:
            return self.many(key.inner, raw, path) if key.many else self.one(key.inner, raw, path)
        if isinstance(raw, list):
            return tuple(self._content(key, item, path) for item in raw)
        return self._single(key, raw, path)

    def _single(self, key: Key, raw: object, path: str) -> object:
        if isinstance(raw, str):
            return clean_line(raw) if key.handle else raw
        return _with_offset(raw) if isinstance(raw, datetime) else self._sized(raw, path)

    def _sized(self, raw: object, path: str) -> object:
        if isinstance(raw, int) and not -_LARGEST <= raw < _LARGEST:
            self.faults.append(Fault(path, "fault.number-size"))
            return 0
        return raw


def _as_it_stands(raw: object) -> object:
    """Return what stands under a key of a file that the program has written: it was cleaned and validated then."""
    if isinstance(raw, list):
        return tuple(_as_it_stands(item) for item in raw)
    return _with_offset(raw) if isinstance(raw, datetime) else raw


def _bare(path: str) -> str:
    """Return a path as a header has it: without the numbers of blocks."""
    return "".join(part.partition("]")[2] if index else part for index, part in enumerate(path.split("[")))


def _with_offset(moment: datetime) -> datetime:
    """Return the moment with an offset: without one in the file it is this machine's local time."""
    if moment.tzinfo is not None:
        return moment
    try:
        return moment.astimezone()
    except (OverflowError, ValueError, OSError):  # at the ends of the calendar
        return moment.replace(tzinfo=UTC)
