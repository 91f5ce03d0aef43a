"""The board: what has been recorded, in columns by kind, newest first."""

from dataclasses import dataclass

from kpfacil.model.entries import Entry, Idea, Task
from kpfacil.model.kinds import Kind, Records
from kpfacil.model.session import Session

_DOWN: dict[Kind, tuple[str, ...]] = {"idea": ("dropped", "parked"), "task": ("done", "lapsed")}
"""Fates and states that come after the rest."""


def shown_kind(records: Records) -> Kind:
    """Return the kind whose column a step is about; own notes have none, ground rules stand with what was agreed."""
    if records == "rule":
        return "agreement"
    return "idea" if records in ("note", "goal") else records


@dataclass(frozen=True, slots=True)
class Column:
    """The entries of one kind in the order they are read from the top. Cards are made of them one by one, when seen."""

    kind: Kind
    entries: tuple[Entry, ...]


def column(session: Session, kind: Kind) -> Column:
    """Return a column: newest first; ideas let go and finished tasks after the rest; parked ideas are in P."""
    down = _DOWN.get(kind, ())
    newest = session.entries_of(kind)[::-1]
    if down:
        newest = tuple(sorted(newest, key=lambda entry: isinstance(entry, Idea | Task) and _state(entry) in down))
    return Column(kind=kind, entries=newest)


def _state(entry: Idea | Task) -> str:
    return entry.fate if isinstance(entry, Idea) else entry.state
