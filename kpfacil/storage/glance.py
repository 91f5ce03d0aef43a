"""Session files read in part: in brief, and where something may be found."""

import itertools
import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime
from pathlib import Path
from typing import cast

import rtoml

from kpfacil.model import entries, kinds
from kpfacil.model.fold import fold
from kpfacil.model.meeting import Meeting, Visit
from kpfacil.model.session import BLOCKS, FORMAT, Session, as_opened
from kpfacil.model.table import Table
from kpfacil.model.value import Maker, frozen, make_trusted
from kpfacil.storage.archive import Folder
from kpfacil.storage.decode import Dated, Reader, decode, load, session_of
from kpfacil.storage.encode import strip_mark
from kpfacil.storage.files import StorageError, Unreadable, read_bytes
from kpfacil.views.brief import Brief, brief

_BEFORE = "\n\n["
"""What stands before each header of a file that the program has written; no text in it holds an empty line."""
BEFORE_BLOCK = re.compile(r"\n\n(?=\[\[\w+\]\]\n)")
"""What stands before each block that is not within another."""
_ESCAPED = '"\\'
"""Signs that a file writes otherwise than they were said."""
_WORDS = re.compile(r'\n(?:text|name|place) = "(.+)"')
_FEW = ("participants", "crowd", "programme")
"""The blocks that are read even for a brief."""
_OUTLINED: dict[str, type[object]] = {
    "ideas": entries.Idea,
    "agreements": entries.Agreement,
    "tasks": entries.Task,
    "visits": Visit,
}
_CONSENT = "\n\n[[agreements.consent]]"
_OUTLINE = re.compile(r'\n(id|fate|state|raised_on|at|entered|left|answer) = "?([^"\n]*)')
_MOMENTS: dict[str, Callable[[str], date]] = {
    "raised_on": date.fromisoformat,
    **dict.fromkeys(("at", "entered", "left"), datetime.fromisoformat),
}
_PEOPLE = ("parties", "participants")
_SEARCHED = {"materials", "evaluations", *(row.block for row in kinds.ROWS)}
"""The blocks in which something can be found, beside the table's own words and its people."""


@frozen()
class Headed(Dated):
    """A session in brief."""

    brief: Brief


TableHeads = Folder[Headed]
"""A table with its sessions in brief."""


def load_head(path: Path, *, words: bool = True) -> Headed:
    """Read a session file in brief, without the words to search through where nobody wants them.

    Raises `Unreadable` with every fault in it, `StorageError` where the file can't be read at all.
    """
    data = read_bytes(path)
    try:
        head = head_of(data, words=words)
    except Unreadable as error:
        raise Unreadable(error.faults, path) from None
    return Headed(path, head.table, head.meeting.date, head.meeting.number, head)


def head_of(data: bytes, *, words: bool = True) -> Brief:
    """Return a session in brief; a file that somebody else has written or mended is read whole.

    Raises `Unreadable` with every fault found.
    """
    ours = strip_mark(data)
    outline = _read_outline(ours) if ours is not None else None
    if ours is None or outline is None:
        return brief(decode(data), words=words)
    said = fold("\n".join(map(_unescape, _WORDS.findall(ours)))) if words else ""
    return replace(brief(outline, words=False), words=said)


def _read_outline(ours: str) -> Session | None:
    """Return what the few blocks and an outline of the many tell, or None where they are not as they should be."""
    head, *rest = BEFORE_BLOCK.split(ours)
    blocks: dict[str, list[str]] = {name: [] for name in (*_FEW, *_OUTLINED)}
    for block in rest:
        blocks.get(_name(block), []).append(block)
    reader, tree = Reader(), _tree(head, *itertools.chain.from_iterable(blocks[name] for name in _FEW))
    table, meeting = _table_and_meeting(reader, tree)
    make = cast("Maker[Session]", Session)
    read = {name: reader.many(BLOCKS[name], tree.get(name, []), name) for name in _FEW}
    try:
        outlines = {name: tuple(_outline(cls, one) for one in blocks[name]) for name, cls in _OUTLINED.items()}
    except ValueError:
        return None
    return None if reader.faults else make(table=table, meeting=meeting, **read, **outlines)


def _outline(cls: type[object], block: str) -> object:
    """Return the value of a block with no more than what decides whether it counts and whether it is new."""
    own, *consent = block.split(_CONSENT)
    told: dict[str, object] = dict(_OUTLINE.findall(own.partition("\n\n")[0]))
    told |= {key: read(str(told[key])) for key, read in _MOMENTS.items() if key in told}
    if any('\nanswer = "no"' in lines and "\ntext = " not in lines for lines in consent):
        told["consent"] = (_outline(entries.Consent, '\nanswer = "no"'),)
    return make_trusted(cls, told)


def _table_and_meeting(reader: Reader, tree: Mapping[str, object]) -> tuple[Table | None, Meeting | None]:
    return reader.one(Table, tree.get("table"), "table"), reader.one(Meeting, tree.get("meeting"), "meeting")


def _tree(head: str, *blocks: str) -> dict[str, object]:
    """Return the table, the meeting and some blocks; nothing where they can't be read."""
    first, *parts = head.split(_BEFORE)
    kept = [f"\n[{part}" for part in parts if part.startswith(("table]", "meeting]"))]
    try:
        return rtoml.loads("\n".join((*kept, *blocks))) if first.startswith(f"format = {FORMAT}\n") else {}
    except ValueError:
        return {}


def _unescape(written: str) -> str:
    """Return a text as it was said; one with signs that JSON writes otherwise stays as it is written."""
    try:
        return str(json.loads(f'"{written}"')) if "\\" in written else written
    except ValueError:
        return written


@frozen()
class Unread(Dated):
    """A session file that can be searched: the text that the program wrote, else the whole session."""

    ours: str = ""
    folded: str = ""
    whole: Session | None = None
    errors: list[StorageError] = field(default_factory=list)
    """Why it could not be read whole after all."""

    def may_hold(self, stem: str) -> bool:
        """Return whether a word with that stem can stand in the file; a yes may be wrong, a no never is."""
        return self.whole is not None or _holds(self.folded, stem)

    def ids(self) -> Mapping[str, str]:
        """Return the ids of the entries and goals, each with its state where that is known, else empty."""
        if self.whole is not None:
            return {entry.id: "" for entry in self.whole.all_numbered()}
        _, *after = self.ours.split('\nid = "')
        return {
            handle: _words_of(rest, "state")
            for handle, _, rest in (part.partition('"') for part in after)
            if kinds.split_id(handle)
        }

    def read(self, stems: Sequence[str], ids: Collection[str]) -> Session | None:
        """Return the session with all in it that can hold the stems, of its entries those with the ids asked for.

        None where nothing can, or where it can't be read after all.
        """
        if self.whole is not None:
            return self.whole
        kept = self._pick_blocks(stems, ids)
        try:
            return (_session(kept) or load(self.path).session) if kept else None
        except StorageError as error:
            self.errors.append(error)
            return None

    def _pick_blocks(self, stems: Sequence[str], ids: Collection[str]) -> list[str]:
        """Return what is read: what stands before the blocks, the people, and the blocks that can hold every stem."""
        head, *blocks = zip(BEFORE_BLOCK.split(self.ours), BEFORE_BLOCK.split(self.folded), strict=True)
        named = [(stem, _ids_named(blocks, stem)) for stem in stems]
        people = [block for block, _ in blocks if _name(block) in _PEOPLE]
        kept = [block for block, folded in blocks if _is_asked(block, ids) and _all_hold(block, folded, named)]
        return [head[0], *people, *kept] if kept or _all_hold("".join(people), head[1], named) else []


def _session(blocks: Iterable[str]) -> Session | None:
    """Return the session of some of a file's blocks, None where they are not as they should be."""
    try:
        session = session_of(Reader(), rtoml.loads("\n\n".join(blocks)))
    except ValueError:
        return None
    return as_opened(session) if session is not None else None


def _name(block: str) -> str:
    return block[2:].partition("]")[0]


def _is_asked(block: str, ids: Collection[str]) -> bool:
    """Whether something can be found in a block, and it is no entry that nobody asks for."""
    handle = _words_of(block, "id") if _name(block) in _SEARCHED else None
    return handle is not None and (not handle or handle in ids)


def _words_of(block: str, key: str) -> str:
    return block.partition("\n\n")[0].partition(f'\n{key} = "')[2].partition('"')[0]


def _ids_named(blocks: Iterable[tuple[str, str]], stem: str) -> list[str]:
    """Return the ids, in quotes, of the parties and people in whose names a stem stands, or in their party's."""
    found: list[str] = []
    for block, folded in blocks:
        if _name(block) in _PEOPLE and (_holds(folded, stem) or any(handle in block for handle in found)):
            found.append(f'"{_words_of(block, "id")}"')
    return found


def _all_hold(block: str, folded: str, named: Iterable[tuple[str, list[str]]]) -> bool:
    """Whether a block can hold every stem, in itself or through those whom it names."""
    return all(_holds(folded, stem) or any(handle in block for handle in handles) for stem, handles in named)


def _holds(folded: str, stem: str) -> bool:
    return stem in folded or any(sign in stem for sign in _ESCAPED)


def load_unread(path: Path) -> Unread:
    """Read a session file for searching; raises `Unreadable` and `StorageError` as `load` does."""
    ours = strip_mark(read_bytes(path))
    table, meeting = _table_and_meeting(Reader(), _tree(BEFORE_BLOCK.split(ours, 1)[0]) if ours else {})
    if ours is not None and table is not None and meeting is not None:
        return Unread(path, table.name, meeting.date, meeting.number, ours, fold(ours))
    opened = load(path)
    return Unread(path, opened.table_name, opened.day, opened.number, whole=opened.session)
