"""From the bytes of a file to a session: every key to its value, unknown keys kept apart, every fault named."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timezone
from pathlib import Path
from typing import TypeVar, cast

from kpfacil.model import kinds, text
from kpfacil.model.session import FORMAT, Session, as_opened
from kpfacil.model.texts import Fault
from kpfacil.model.value import Maker, frozen, make_trusted
from kpfacil.rules.integrity import integrity
from kpfacil.storage.content import languages
from kpfacil.storage.encode import literal
from kpfacil.storage.files import Unreadable, read_bytes
from kpfacil.storage.misfits import misfits, misspelt, short_fault, text_of, word_fault, wrong_number
from kpfacil.storage.shapes import key_at, shape_of, unknown_in
from kpfacil.storage.syntax import parse, with_lines

T = TypeVar("T")

_DEEPEST = 40


class Reader:
    """Reads the parts of one file; `faults` grows with everything that a part could not be made of.

    Where it is lenient, a key with a fault is left out, and its part is made of the others.
    """

    def __init__(self, *, lenient: bool = False) -> None:
        self.faults: list[Fault] = []
        self._lenient = lenient

    def one(self, cls: type[T], raw: object, path: str) -> T | None:
        """Return the value of a table, or None with a fault."""
        if not isinstance(raw, dict):
            wanted = Fault(path, "fault.table-wanted", {"right": f"[{_bare(path)}]"})
            self.faults.append(short_fault(path, path.rpartition(".")[2]) or wanted)
            return None
        return self._value(cls, raw, path)

    def many(self, cls: type[T], raw: object, path: str) -> tuple[T, ...]:
        """Return the values of an array of tables, without those that have faults."""
        if not isinstance(raw, list) or not all(isinstance(item, dict) for item in raw):
            self.faults.append(Fault(path, "fault.blocks-wanted", {"right": f"[[{_bare(path)}]]"}))
            return ()
        found = [self._value(cls, item, f"{path}[{number}]") for number, item in enumerate(raw, start=1)]
        return tuple(value for value in found if value is not None)

    def keep_unknown(self, raw: object, path: str, depth: int = 0) -> object:
        """Return what stands under an unknown key, exactly, with a fault where it could not be written again."""
        if depth > _DEEPEST:
            self.faults.append(Fault(path, "fault.too-deep"))
            return ""
        if isinstance(raw, dict):
            return {key: self.keep_unknown(value, key_at(path, key), depth + 1) for key, value in raw.items()}
        if isinstance(raw, list):
            return [self.keep_unknown(value, path, depth + 1) for value in raw]
        return raw

    def _value(self, cls: type[T], raw: Mapping[str, object], path: str) -> T | None:
        shape = shape_of(cls)
        known: dict[str, object] = {}
        extra: dict[str, object] = {}
        fits = True
        for name, content in raw.items():
            key = shape.by_name.get(name)
            if key is None:
                extra[name] = self.keep_unknown(content, key_at(path, name))
            elif key.inner is not None:
                read_inner = self.many if key.many else self.one
                known[key.attribute] = read_inner(key.inner, content, key_at(path, name))
            else:
                known[key.attribute] = read = content if type(content) is str else _content(content)
                fits = fits and key.fits(read)
        # Most values are what they should be; pydantic, which is slow to load, judges and mends the others.
        known["extra"] = extra
        if fits and shape.required <= known.keys():
            return make_trusted(cls, known)
        return self._validate(cls, known, path)

    def _validate(self, cls: type[T], fields: Mapping[str, object], path: str) -> T | None:
        make = cast("Maker[T]", cls)
        shape = shape_of(cls)
        handles = {
            key.attribute: _clean_handles(fields[key.attribute]) for key in shape.handles if key.attribute in fields
        }
        try:
            return make(**{**fields, **handles})
        except text.Misfit as error:
            found = dict(misfits(error, path, shape))
        for key in filter(lambda key: key.inner is None, shape.by_name.values()):  # what is nested was told of already
            self.faults += [misspelt(fault, fields["extra"]) for fault in found.get(key.attribute, ())]
        rest = {name: content for name, content in fields.items() if name not in found}
        return self._validate(cls, rest, path) if self._lenient and shape.required <= rest.keys() else None


def read_table(cls: type[T], tree: object) -> tuple[T, tuple[Fault, ...]]:
    """Return the value of a whole file, and what is wrong in it; keys with a fault are left out, unknown ones told."""
    reader = Reader(lenient=True)
    table = reader.one(cls, tree, "") or cls()
    unknown = (
        Fault(key.path, "fault.unknown-key", {"name": key.name, "words": ", ".join(key.known)})
        for key in unknown_in("", table)
    )
    return table, (*reader.faults, *unknown)


def _content(raw: object) -> object:
    if type(raw) is list:
        return tuple([one if type(one) is str else _content(one) for one in raw])
    return _with_offset(raw) if isinstance(raw, datetime) else raw


def _clean_handles(handles: object) -> object:
    """Return ids and other words that the model itself does not clean as lines."""
    if isinstance(handles, tuple):
        return tuple(map(_clean_handles, handles))
    return text.clean_line(handles) if isinstance(handles, str) else handles


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


_Tree = Mapping[str, object]
_HIGHEST = 10**8
"""Of a counter: the ids that follow it can be read again (`kpfacil.model.kinds`)."""


def decode(data: bytes) -> Session:
    """Read the bytes of a session file; counters are raised to the highest id in it.

    Raises `Unreadable` with every fault found. A moment without an offset is taken as this machine's local time.
    """
    parsed = parse(data)
    wrong_format = format_fault(parsed.tree)
    if wrong_format is not None and wrong_format.key == "fault.format-newer":
        raise Unreadable(with_lines((wrong_format,), parsed.text))
    reader = Reader()
    tree, misnamed = _rename_tables(parsed.tree)
    session = session_of(reader, tree)
    faults = (*parsed.faults, *misnamed, *([wrong_format] if wrong_format else []), *reader.faults)
    if session is not None and not faults:
        faults = integrity(session)
    if session is None or faults:
        raise Unreadable(with_lines(faults, parsed.text))
    return as_opened(session)


def _rename_tables(tree: _Tree) -> tuple[_Tree, list[Fault]]:
    """Return the tree with the tables that a session has to have, also under a name that was meant to be theirs."""
    faults = [misspelt(Fault(name, "fault.missing"), tree) for name in ("table", "meeting") if name not in tree]
    misnamed = [fault for fault in faults if fault.key == "fault.key-case"]
    meant = {str(fault.details["name"]): str(fault.details["right"]) for fault in misnamed}
    right = [
        replace(fault, details={name: f"[{words}]" for name, words in fault.details.items()}) for fault in misnamed
    ]
    return {meant.get(name, name): content for name, content in tree.items()}, right


def format_fault(tree: _Tree) -> Fault | None:
    """Return what is wrong with the number of the format that a file says it is written in."""
    number = tree.get("format")
    if number is None:
        missing = Fault("format", "fault.format-missing", {"known": str(FORMAT)})
        meant = misspelt(Fault("format", "fault.missing"), tree)
        return meant if meant.key == "fault.key-case" else missing
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        # With its quotes, so that `"1"` is not shown as the `1` that it should have been.
        written = literal(number) if isinstance(number, str) else text_of(number)
        return Fault("format", "fault.format-wrong", {"value": written, "known": str(FORMAT)})
    if number > FORMAT:
        return Fault("format", "fault.format-newer", {"needed": text_of(number), "known": str(FORMAT)})
    return None


def session_of(reader: Reader, tree: Mapping[str, object]) -> Session | None:
    """Read the parts of a session; those that have faults are left out and no session comes of it."""
    counters, odd_counters = _counters(reader, tree.get("counters", {}))
    parts = {"table": {}, "meeting": {}, **tree, "counters": counters}
    parts.pop("format", None)
    if isinstance(parts["meeting"], dict):  # older files said there what is the table's own choice by now
        parts["meeting"] = {key: content for key, content in parts["meeting"].items() if key != "narikka"}
    if parts.setdefault("language", "fi") not in languages():
        reader.faults.append(word_fault("language", "language", parts["language"], languages()))
    session = reader.one(Session, parts, "")
    if session is None or reader.faults:
        return None
    return replace(session, extra={**session.extra, "counters": odd_counters}) if odd_counters else session


def _counters(reader: Reader, raw: object) -> tuple[dict[str, int], dict[str, object]]:
    """Return the counters of the letters that ids have, and what else stands in the table."""
    if not isinstance(raw, dict):
        reader.faults.append(Fault("counters", "fault.table-wanted", {"right": "[counters]"}))
        return {}, {}
    known: dict[str, int] = {}
    odd: dict[str, object] = {}
    for key, content in raw.items():
        place = f"counters.{key}"
        if key not in kinds.LETTERS.values():
            odd[key] = reader.keep_unknown(content, place)
        elif type(content) is not int or content < 0:
            reader.faults.append(wrong_number(place, content, 0))
        elif content > _HIGHEST:
            reader.faults.append(Fault(place, "fault.number-size"))
        else:
            known[key] = content
    return known, odd


@frozen()
class Dated:
    """A session as it was read, whole or in part: its file, its table's name, its day, and its number in the year."""

    path: Path
    table_name: str
    day: date
    number: int


@frozen()
class Opened(Dated):
    """A whole session with the very bytes it was read from."""

    session: Session
    data: bytes


def load(path: Path) -> Opened:
    """Read a session file.

    Raises `Unreadable` with every fault in it, `StorageError` where the file can't be read at all.
    """
    data = read_bytes(path)
    try:
        session = decode(data)
    except Unreadable as error:
        raise Unreadable(error.faults, path) from None
    return Opened(path, session.table.name, session.meeting.date, session.meeting.number, session, data)
