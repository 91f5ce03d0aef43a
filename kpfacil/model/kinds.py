"""The table of kinds: what can be recorded, how its ids begin, which sign records it, and where the file has it."""

import re
from functools import lru_cache
from typing import Literal

from kpfacil.model import entries, table, value
from kpfacil.model.references import references

Kind = Literal["idea", "agreement", "task", "parked", "note", "goal", "offer", "remark"]
Records = Kind | Literal["rule"]
"""What a line without a sign becomes in a step: an entry, or one more ground rule of the table."""
Numbered = entries.Entry | table.Goal
"""What bears an id: a letter that says the kind, and a number that is given once."""


@value.frozen()
class KindRow:
    """One kind. `sign` begins a line that records one; `block` is where it stands in the file and in a session."""

    kind: Kind
    letter: str
    sign: str
    cls: type[Numbered]
    block: str


ROWS = (
    KindRow("idea", "I", "+", entries.Idea, "ideas"),
    KindRow("agreement", "S", "=", entries.Agreement, "agreements"),  # sovittu
    KindRow("task", "T", "!", entries.Task, "tasks"),
    KindRow("parked", "P", ">", entries.Parked, "parked"),
    KindRow("note", "N", ";", entries.Note, "notes"),
    KindRow("goal", "G", "", table.Goal, "table.goals"),
    KindRow("offer", "O", "?", entries.Offer, "offers"),
    KindRow("remark", "K", ",", entries.Remark, "remarks"),  # keskustelu
)
"""Every kind, in the order of the file's counters; what lists kinds or blocks asks this table."""

ROW_OF: dict[Kind, KindRow] = {row.kind: row for row in ROWS}
LETTERS: dict[Kind, str] = {row.kind: row.letter for row in ROWS}
KINDS: dict[str, Kind] = {row.letter: row.kind for row in ROWS}
SIGN_OF: dict[Records, str] = {row.kind: row.sign for row in ROWS if row.sign}
SIGNS: dict[str, Kind] = {row.sign: row.kind for row in ROWS if row.sign}
"""What each first sign of a line records."""
ALL_SIGNS = "".join(SIGNS)
_OF_CLASS: dict[type[object], Kind] = {row.cls: row.kind for row in ROWS}

HANDLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
"""The id of a participant or a party: short ASCII."""
_ID = re.compile(rf"([{''.join(KINDS)}])([1-9][0-9]{{0,8}})\Z")


def kind_of(entry: Numbered) -> Kind:
    """Return the kind of an entry or goal."""
    return _OF_CLASS[type(entry)]


@lru_cache(maxsize=2**15)
def split_id(entry_id: str) -> tuple[Kind, int] | None:
    """Return the kind and number of an id such as `T4`, or None where the text is not an id."""
    match = _ID.match(entry_id)
    return (KINDS[match[1]], int(match[2])) if match else None


def number_of(entry_id: str) -> int:
    """Return the number of an id, 0 where it is not one."""
    parts = split_id(entry_id)
    return parts[1] if parts else 0


def is_handle(text: str) -> bool:
    """Return whether the text can be the id of a new participant or party: short ASCII, and no entry's id."""
    return HANDLE.match(text) is not None and split_id(text.upper()) is None


def speakers(entry: Numbered) -> tuple[str, ...]:
    """Return the ids of those whom an entry came from; empty means the table, and nobody says goals and own notes."""
    by: tuple[str, ...] | str = getattr(entry, "by", ())
    return ((by,) if by else ()) if isinstance(by, str) else by


def carriers(entry: Numbered) -> tuple[str, ...]:
    """Return the ids of those whose matter an entry is: a task's owners, the speakers of anything else."""
    return entry.owners if isinstance(entry, entries.Task) else speakers(entry)


def people_of(entry: Numbered) -> frozenset[str]:
    """Return the ids of everyone whom an entry names, in any part of it."""
    return frozenset(reference.handle for reference in references(entry))
