"""The folders: a folder is a table, a file in it is one of its sessions."""

import contextlib
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from kpfacil.model.entries import Entry
from kpfacil.model.fold import fold
from kpfacil.model.session import Session
from kpfacil.model.text import clean_line
from kpfacil.model.texts import Sentence
from kpfacil.model.value import frozen
from kpfacil.storage.decode import Dated, Opened, decode, load
from kpfacil.storage.files import (
    StorageError,
    free_path,
    list_folder,
    name_order,
    named_day,
    read_bytes,
    sentence_of,
    slug,
)
from kpfacil.storage.inbox import inbox_of, untaken

_NO_SESSIONS = ("process.toml", "kpfacil.toml")
_CONFLICT = r".+\.conflict-\d+\Z"
_LIKE_SESSION = rb"(?m)^\s*\[\s*meeting\s*\]"


@frozen()
class Broken:
    """A file or folder among the sessions that can't be read, with why; it is named and skipped, never hidden."""

    path: Path
    error: StorageError

    @property
    def day(self) -> date | None:
        """The day of the meeting by the name of its file, None where that tells none."""
        return named_day(self.path)


@frozen()
class LaidAside:
    """A file that reads as a session and is not called as one: a copy, a version of a conflict, a name of its own.

    It counts nowhere. `lacking` are the ids of its entries that the sessions of its day do not have, `other` of those
    that they have otherwise, `proposed` is the name that would make it a session, None where its meeting is there
    already. `day` is None where it can't be read.
    """

    path: Path
    day: date | None = None
    lacking: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    proposed: Path | None = None


Kept = TypeVar("Kept", bound=Dated)


@frozen()
class Folder(Generic[Kept]):
    """One table: its sessions from the oldest to the latest, what could not be read, and what is laid aside.

    `twins` are sessions that are of one day and bear one number: one of them may be a copy of the other. `double` is
    another folder whose sessions bear this table's name.
    """

    path: Path
    sessions: tuple[Kept, ...] = ()
    broken: tuple[Broken, ...] = ()
    laid_aside: tuple[LaidAside, ...] = ()
    twins: tuple[tuple[Path, Path], ...] = ()
    double: Path | None = None
    untaken: tuple[tuple[Path, Sentence], ...] = ()
    """The inboxes of sessions in which lines lie that nobody has taken, each with what to say of it."""
    called: str = ""
    """What the table was asked for by; no session may tell its name yet."""

    @property
    def latest(self) -> Kept | None:
        """The latest session, None where there is none that can be read."""
        return self.sessions[-1] if self.sessions else None

    @property
    def name(self) -> str:
        """The table's name as its latest session has it; where none can be read, as it was called, or the folder's."""
        return self.latest.table_name if self.latest else self.called or self.path.name

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the files of which something is neither counted nor carried: unread, or entries laid aside."""
        aside = (one.path.name for one in self.laid_aside if one.lacking)
        return (*(broken.path.name for broken in self.broken), *aside)

    @property
    def whole(self) -> bool:
        """Whether all that was recorded or sent is counted and carried."""
        return not (self.missing or self.untaken)

    def remarks(self) -> dict[Path, Sentence]:
        """Return a sentence for each file laid aside or not taken, each of two that may be one, and such a folder."""
        found = {aside.path: _aside_remark(aside) for aside in self.laid_aside} | dict(self.untaken)
        for twin, other in self.twins:
            found[other] = sentence_of("archive.twins", path=twin, other=other.name)
        known = {slug(self.name), self.path.name}
        for one in self.sessions:  # neither of the latest's table, nor of one that gave the folder its name
            if one.table_name != self.name and slug(one.table_name) not in known:
                named = {"other": one.table_name, "name": self.name}
                found[one.path] = sentence_of("archive.stranger", path=one.path, **named)
        if self.double is not None:
            found[self.path] = sentence_of("archive.double", name=self.name, path=self.path, other=self.double)
        return found

    @property
    def in_the_way(self) -> Broken | None:
        """A file that can't be read and may be later than the latest: nothing may be carried over past it."""
        newest = _order(self.latest) if self.latest else ("", 0, "")
        return next((broken for broken in self.broken if name_order(broken.path) > newest), None)


def _aside_remark(aside: LaidAside) -> Sentence:
    name = aside.proposed.name if aside.proposed else ""
    if aside.day is None:
        key = "archive.unread"
    elif aside.lacking:
        key = "archive.lacking-named" if name else "archive.lacking"
    else:
        key = "archive.aside-named" if name else "archive.other" if aside.other else "archive.aside"
    return sentence_of(key, path=aside.path, name=name, ids=", ".join((*aside.lacking, *aside.other)))


TableFolder = Folder[Opened]
"""A table with its sessions read whole."""


def tables_by(folder: Path, read: Callable[[Path], Kept]) -> tuple[Folder[Kept], ...]:
    """Return the tables of a sessions folder by name; folders without any session are none. No folder, no tables.

    `read` reads a session file, whole or in brief. Raises `StorageError` where the folder can't be listed.
    """
    found: list[Folder[Kept]] = []
    for inner in filter(_may_be_table, list_folder(folder)):
        try:
            table = table_by(inner, read)
        except StorageError as error:
            table = Folder(inner, broken=(Broken(inner, error),))
        if table.sessions or table.broken or table.laid_aside:
            found.append(table)
    found.sort(key=lambda table: (table.name.casefold(), table.path.name))
    first: dict[str, Path] = {}
    others = ((table, first.setdefault(table.name.casefold(), table.path)) for table in found)
    return tuple(table if other == table.path else replace(table, double=other) for table, other in others)


def _may_be_table(folder: Path) -> bool:
    return folder.is_dir() and not folder.name.startswith(".")


def with_double(table: Folder[Kept]) -> Folder[Kept]:
    """Return a table with another folder beside its own whose latest session bears the table's name, if there is one.

    Where there are several the first is told; what can't be read there is passed over.
    """
    with contextlib.suppress(StorageError):
        for folder in list_folder(table.path.parent):
            if folder != table.path and _latest_name(folder) == table.name.casefold():
                return replace(table, double=folder)
    return table


def _latest_name(folder: Path) -> str:
    """Return what the latest session of a folder calls its table, in small letters; empty where it holds none."""
    with contextlib.suppress(StorageError):
        if _may_be_table(folder):
            dated = [path for path in list_folder(folder) if named_day(path) is not None]
            return load(max(dated, key=name_order)).session.table.name.casefold() if dated else ""
    return ""


def table_in(folder: Path) -> TableFolder:
    """Return one table's folder, read whole; see `table_by`."""
    return table_by(folder, load)


def table_by(folder: Path, read: Callable[[Path], Kept]) -> Folder[Kept]:
    """Return one table's folder, empty where it does not exist; raises `StorageError` where it can't be listed."""
    sessions: list[Kept] = []
    broken: list[Broken] = []
    others: list[Path] = []
    for path in list_folder(folder):
        if path.suffix.casefold() != ".toml" or path.name.startswith(".") or path.name in _NO_SESSIONS:
            continue
        if named_day(path) is None:
            others.append(path)
            continue
        try:
            sessions.append(read(path))
        except StorageError as error:
            broken.append(Broken(path, error))
    ordered = tuple(sorted(sessions, key=_order))
    days = [(one.day, one.path) for one in ordered]
    aside = tuple(found for path in others if (found := _laid_aside(path, days)) is not None)
    return Folder(folder, ordered, tuple(broken), aside, tuple(_twins(ordered)), untaken=tuple(_untaken(ordered)))


def _untaken(sessions: Iterable[Dated]) -> Iterator[tuple[Path, Sentence]]:
    return ((inbox_of(one.path), words) for one in sessions if (words := untaken(one.path)) is not None)


def _twins(sessions: Iterable[Dated]) -> Iterator[tuple[Path, Path]]:
    pairs = itertools.pairwise(sessions)
    return ((one.path, other.path) for one, other in pairs if (one.day, one.number) == (other.day, other.number))


def _laid_aside(path: Path, days: list[tuple[date, Path]]) -> LaidAside | None:
    """Return a file that is not called as a session; None where it does not look like one at all."""
    if path.is_dir():
        return None
    data = None
    try:
        data = read_bytes(path)
        aside = decode(data)
        there = [load(other).session for day, other in days if day == aside.meeting.date]
    except StorageError:
        is_like = data is None or re.search(_LIKE_SESSION, data) or re.match(_CONFLICT, path.stem)
        return LaidAside(path) if is_like else None
    again = any(session.meeting.number == aside.meeting.number for session in there)
    proposed = None if again else free_path(path.parent, aside.meeting.date)
    return LaidAside(path, aside.meeting.date, *_differing(aside, there), proposed)


def _differing(aside: Session, there: list[Session]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of the entries that no session there has, and of those that stand otherwise there."""
    entries = [entry for session in there for entry in session.entries()]
    known = set[tuple[str, str]]().union(*map(_signs, entries))
    new = [entry for entry in aside.entries() if entry not in entries]
    lacking = tuple(entry.id for entry in new if known.isdisjoint(_signs(entry)))
    return lacking, tuple(entry.id for entry in new if entry.id not in lacking)


def _signs(entry: Entry) -> set[tuple[str, str]]:
    """Return what tells that two entries are one: the same words, or an id given at the same moment."""
    words = {(entry.id[:1], fold(entry.text))}
    return words | {(entry.id, entry.at.isoformat())} if entry.at is not None else words


def folder_of(sessions: Path, table_name: str) -> TableFolder:
    """Return the folder where a table's sessions are or will be: called by its name, or as people called it.

    Raises `StorageError` where the name makes no folder name, where the folder's latest session bears another
    table's name, or where it can't be listed.
    """
    made = slug(table_name)
    if not made:
        raise StorageError("fault.table-slug", name=table_name)
    found = replace(table_in(sessions / made), called=clean_line(table_name))
    elsewhere = with_double(found).double if not (found.sessions or found.broken) else None
    found = table_in(elsewhere) if elsewhere else found
    # The latest one counts: a table may have mended the spelling of its name.
    if found.latest is not None and clean_line(found.name).casefold() != clean_line(table_name).casefold():
        raise StorageError("fault.table-other", name=table_name, other=found.name, path=found.path)
    return found


def _order(filed: Dated) -> tuple[str, int, str]:
    """Order by the meeting's own date, meetings of one day by the number at the end of the file's name."""
    return filed.day.isoformat(), name_order(filed.path)[1], filed.path.name
