"""Reading of an archive only what can hold what is searched for: told from the text of the files."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kpfacil.model.fold import fold
from kpfacil.model.kinds import ROWS, split_id
from kpfacil.model.session import BLOCKS, FORMAT, Session
from kpfacil.storage.decode import session_of
from kpfacil.storage.errors import Unreadable
from kpfacil.storage.files import load, read_bytes
from kpfacil.storage.mark import unmarked
from kpfacil.storage.reading import Reader
from kpfacil.storage.sieve import Named, Sieve
from kpfacil.storage.swift import swift_tree

_ENTRIES = tuple(row.block for row in ROWS)
_LEFT_OUT = (*BLOCKS.keys() - {"materials", "parties", "participants", "evaluations"},)
"""What is not read unless it holds what is searched for; the last of the goals has the meeting after it."""
_BETWEEN = "\n\n[["
_ID = re.compile(r'^id = "([^"\\]+)"', re.MULTILINE)
_HEAD = re.compile(
    rf"format = {FORMAT}\n"
    r'(?:.*\n)*?\[table\]\nname = ("(?:[^"\\\n]|\\[^U])*")\n'
    r"(?:.*\n)*?\[meeting\]\n(?:.+\n)*?date = (\d{4}-\d{2}-\d{2})\n"
)


@dataclass(frozen=True, slots=True)
class Unsifted:
    """A session file: the text that the program wrote, or the whole session where somebody else wrote the file."""

    path: Path
    table_name: str
    day: date
    ours: str = ""
    whole: Session | None = None


def load_unsifted(path: Path) -> Unsifted:
    """Read a session file for searching; raises `Unreadable` and `StorageError` as `load` does."""
    ours = unmarked(read_bytes(path))
    head = _HEAD.match(ours) if ours is not None else None
    if ours is not None and head is not None:
        return Unsifted(path, json.loads(head[1]), date.fromisoformat(head[2]), ours)
    session = load(path).session
    return Unsifted(path, session.table.name, session.meeting.date, whole=session)


def sifted(files: Iterable[Unsifted], sieve: Sieve) -> Iterator[tuple[Path, Session]]:
    """Yield what of one table's sessions, from the oldest to the latest, counts for what is searched for.

    Each entry is there once, as the latest session that knew it left it; the latest session is there always. Sessions
    outside the days asked for are not.
    """
    asked = sieve.asked
    within = [
        file
        for file in files
        if not (asked.start and file.day < asked.start) and not (asked.end and file.day > asked.end)
    ]
    sifting = _Sifting(sieve)
    found = [(file.path, sifting.sift(file, latest=file is within[-1])) for file in reversed(within)]
    return ((path, session) for path, session in reversed(found) if session is not None)


class _Sifting:
    """The sieve at work on one table, from the latest session to the oldest; `seen` are the ids of later entries."""

    def __init__(self, sieve: Sieve) -> None:
        self.seen: set[str] = set()
        self._sieve = sieve
        self._names: dict[str, Named] = {}

    def sift(self, file: Unsifted, *, latest: bool) -> Session | None:
        """Return a session with the entries that count, None where nothing in it does."""
        if file.whole is not None:
            session = file.whole.only(lambda entry: entry.id not in self.seen)
            self.seen.update(entry.id for entry in file.whole.numbered())
            return session
        folded = fold(file.ours)
        found = self._sifted(file.ours, folded, latest=latest) if latest or self._sieve.file_may_hold(folded) else None
        self.seen.update(_ids(file.ours))
        return found

    def _sifted(self, ours: str, folded: str, *, latest: bool) -> Session | None:
        head, *blocks = _grouped(ours.split(_BETWEEN), folded.split(_BETWEEN))
        named = self._named([block for kind, block, _ in blocks if kind in ("parties", "participants")])
        kept = [head[1]]
        counts = latest or not self._sieve.asked.about_entries
        # What waits is carried over: of the older meetings only their tasks can wait still.
        entries = ("tasks",) if self._sieve.asked.unfinished and not latest else _ENTRIES
        for kind, block, plain in blocks:
            holds = kind in entries and self._holds(kind, block, plain, named)
            counts = counts or holds
            if holds or kind not in _LEFT_OUT:
                kept.append(block)
        return _session(kept).only(lambda entry: entry.id not in self.seen) if counts else None

    def _holds(self, kind: str, block: str, plain: str, named: Named) -> bool:
        handle = _ID.search(block)
        later = handle is not None and handle[1] in self.seen
        return not later and self._sieve.may_hold(kind, block, plain, named)

    def _named(self, people: list[str]) -> Named:
        """Return who is meant; most meetings of a table have the same people."""
        written = _BETWEEN.join(("", *people))
        if written not in self._names:
            head = f'[table]\nname = "-"\n\n[meeting]\ndate = {date.min}'
            self._names[written] = self._sieve.named(_session([head, *people]))
        return self._names[written]


def _ids(ours: str) -> Iterator[str]:
    """Yield the ids of the entries and goals; people's ids have another form."""
    _, *after = ours.split('\nid = "')
    ids = (part.partition('"')[0] for part in after)
    return (one for one in ids if split_id(one) is not None)


def _grouped(parts: list[str], folded: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the kind, the text and the folded text of each block with what is nested in it, the head first."""
    kind, block, plain = "", parts[0], folded[0]
    for part, small in zip(parts[1:], folded[1:], strict=True):
        header = part.partition("]")[0]
        if "." in header and header != "table.goals":
            block, plain = f"{block}{_BETWEEN}{part}", f"{plain}{_BETWEEN}{small}"
        else:
            yield kind, block, plain
            kind, block, plain = header, part, small
    yield kind, block, plain


def _session(blocks: list[str]) -> Session:
    text = f"{_BETWEEN.join(blocks).rstrip()}\n"
    reader = Reader(trusting=True)
    session = session_of(reader, swift_tree(text) or tomllib.loads(text))
    if session is None:
        raise Unreadable(tuple(reader.faults))
    return session
