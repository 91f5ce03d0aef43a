"""Session files read in part: an archive is listed and searched without reading every session whole."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import rtoml

from kpfacil.model.fold import fold
from kpfacil.model.kinds import split_id
from kpfacil.model.meeting import Meeting, ProgrammeItem
from kpfacil.model.people import Crowd, Participant
from kpfacil.model.session import FORMAT, Session
from kpfacil.model.table import Table
from kpfacil.storage.archive import Folder
from kpfacil.storage.decode import Reader, decode
from kpfacil.storage.errors import StorageError, Unreadable
from kpfacil.storage.files import load, read_bytes
from kpfacil.storage.lines import unmarked
from kpfacil.views.brief import Brief, brief
from kpfacil.views.query import SearchWord

_BETWEEN = "\n\n["
"""What stands before each header of a file that the program has written; no text in it holds an empty line."""
_ESCAPED = '"\\'
"""Signs that a file writes otherwise than they were said."""
_STATED = re.compile(r'^id = "([^"\\]+)"$(?:(?:\n(?!\n).*)*?\nstate = "(\w+)"$)?', re.MULTILINE)
_OPEN_TASK = re.compile(r'^\[tasks\]\]\n(?:.+\n)*?state = "(?:open|active|waiting)"$', re.MULTILINE)
_UNDER_WAY = re.compile(r"\[visits\]\]\n(?=(?:.+\n)*?entered = )(?!(?:.+\n)*?left = )")
_WORDS = re.compile(r'^(?:text|name|place) = "(.+)"$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Headed:
    """A session in brief with its file."""

    brief: Brief
    path: Path

    @property
    def table_name(self) -> str:
        """The name of the table."""
        return self.brief.table

    @property
    def day(self) -> date:
        """The day of the meeting."""
        return self.brief.meeting.date

    @property
    def number(self) -> int:
        """The meeting's running number within its year."""
        return self.brief.meeting.number


def load_head(path: Path) -> Headed:
    """Read a session file in brief.

    Raises `Unreadable` with every fault in it, `StorageError` where the file can't be read at all.
    """
    data = read_bytes(path)
    try:
        return Headed(head_of(data), path)
    except Unreadable as error:
        raise Unreadable(error.faults, path) from None


def head_of(data: bytes) -> Brief:
    """Return a session in brief; a file that somebody else has written or mended is read whole.

    Raises `Unreadable` with every fault found.
    """
    ours = unmarked(data)
    return (_brief(ours) if ours is not None else None) or brief(decode(data))


def _brief(ours: str) -> Brief | None:
    """Return what the tables and blocks that are few tell, or None where they are not as they should be."""
    reader = Reader()
    tree = _tree(ours, "table", "meeting", "participants", "crowd", "programme")
    table, meeting = reader.one(Table, tree.get("table"), "table"), reader.one(Meeting, tree.get("meeting"), "meeting")
    if table is None or meeting is None:
        return None
    few = Session(
        table=table,
        meeting=meeting,
        participants=reader.many(Participant, tree.get("participants", []), "participants"),
        crowd=reader.many(Crowd, tree.get("crowd", []), "crowd"),
        programme=reader.many(ProgrammeItem, tree.get("programme", []), "programme"),
    )
    if reader.faults:
        return None
    parts = ours.split(_BETWEEN)
    return replace(
        brief(few),
        ideas=ours.count("\n[[ideas]]\n"),
        agreements=ours.count("\n[[agreements]]\n"),
        tasks=ours.count("\n[[tasks]]\n"),
        open_tasks=sum(_OPEN_TASK.match(part) is not None for part in parts),
        under_way=any(_UNDER_WAY.match(part) is not None for part in parts),
        words=fold("\n".join(map(_said, _WORDS.findall(ours)))),
    )


def _tree(ours: str, *names: str) -> dict[str, object]:
    """Return the tables and blocks of those names; nothing of a file of another format, or where they can't be read."""
    first, *parts = ours.split(_BETWEEN)
    kept = [part for part in parts if part.lstrip("[").partition("]")[0] in names]
    try:
        return rtoml.loads(_BETWEEN.join(["", *kept])) if first.startswith(f"format = {FORMAT}\n") else {}
    except ValueError:
        return {}


def _said(written: str) -> str:
    """Return a text as it was said; one with signs that JSON writes otherwise stays as it is written."""
    try:
        return str(json.loads(f'"{written}"')) if "\\" in written else written
    except ValueError:
        return written


TableHeads = Folder[Headed]
"""A table with its sessions in brief."""


@dataclass(slots=True)
class Unread:
    """A session file that can be searched: the text that the program wrote, else the whole session."""

    path: Path
    table_name: str
    day: date
    number: int
    ours: str = ""
    folded: str = ""
    whole: Session | None = None
    error: StorageError | None = None
    """Why it could not be read whole after all."""

    def may_hold(self, wanted: SearchWord) -> bool:
        """Return whether the word can stand in the file; a yes may be wrong, a no never is."""
        return self.whole is not None or wanted.stem in self.folded or any(sign in wanted.stem for sign in _ESCAPED)

    def ids(self) -> Mapping[str, str]:
        """Return the ids of the entries and goals, each with its state where that is known, else empty."""
        if self.whole is not None:
            return {entry.id: "" for entry in (*self.whole.entries(), *self.whole.table.goals)}
        return {handle: state for handle, state in _STATED.findall(self.ours) if split_id(handle)}

    def read(self) -> Session | None:
        """Return the whole session; None where it can't be read after all."""
        try:
            return self.whole or load(self.path).session
        except StorageError as error:
            self.error = error
            return None


def load_unread(path: Path) -> Unread:
    """Read a session file for searching; raises `Unreadable` and `StorageError` as `load` does."""
    ours = unmarked(read_bytes(path))
    tree = _tree(ours, "table", "meeting") if ours is not None else {}
    reader = Reader()
    table, meeting = reader.one(Table, tree.get("table"), "table"), reader.one(Meeting, tree.get("meeting"), "meeting")
    if ours is not None and table is not None and meeting is not None:
        return Unread(path, table.name, meeting.date, meeting.number, ours, fold(ours))
    session = load(path).session
    return Unread(path, session.table.name, session.meeting.date, session.meeting.number, whole=session)
