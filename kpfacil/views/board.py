"""The board: what has been recorded, in columns by kind, newest first."""

from operator import attrgetter

from kpfacil.model.entries import Entry, Idea
from kpfacil.model.kinds import Kind, Records
from kpfacil.model.session import Session
from kpfacil.model.value import frozen

_DOWN: dict[Kind, tuple[str, frozenset[str]]] = {
    "idea": ("fate", frozenset({"dropped", "parked"})),
    "agreement": ("state", frozenset({"not_agreed"})),
    "task": ("state", frozenset({"done", "lapsed"})),
}
"""Fates and states that come after the rest."""


def shown_kind(records: Records) -> Kind:
    """Return the kind whose column a step is about; own notes have none, ground rules stand with what was agreed."""
    if records == "rule":
        return "agreement"
    return "idea" if records in ("note", "goal") else records


@frozen()
class Column:
    """The entries of one kind in the order they are read from the top. Cards are made of them one by one, when seen."""

    kind: Kind
    entries: tuple[Entry, ...]


def column(session: Session, kind: Kind, *, agreeing: bool = False) -> Column:
    """Return a column: newest first; what was let go and finished tasks after the rest; parked ideas are in P.

    Where the table is `agreeing`, the ideas that were sent on come first, then those with the most dots.
    """
    name, down = _DOWN.get(kind, ("", frozenset()))
    newest = session.entries_of(kind)[::-1]
    # Of ten thousand entries sorting is felt at every paint.
    if name and not down.isdisjoint(map(attrgetter(name), newest)):
        newest = tuple(entry for after in (False, True) for entry in newest if (getattr(entry, name) in down) is after)
    if agreeing and kind == "idea":
        newest = tuple(sorted(newest, key=_worth_agreeing))
    return Column(kind=kind, entries=newest)


def _worth_agreeing(entry: Entry) -> tuple[bool, bool, int]:
    idea = entry if isinstance(entry, Idea) else None
    fate, votes = (idea.fate, idea.votes) if idea is not None else ("open", 0)
    return fate in _DOWN["idea"][1], fate != "forward", -votes
