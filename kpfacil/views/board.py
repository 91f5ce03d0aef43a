"""The board: what has been recorded, in columns by kind, newest first."""

from dataclasses import dataclass

from kpfacil.model.entries import Entry
from kpfacil.model.ids import Kind
from kpfacil.model.session import Session

BOARD_KINDS: tuple[Kind, ...] = ("idea", "agreement", "task", "parked")


@dataclass(frozen=True, slots=True)
class Column:
    """The entries of one kind in the order they are read from the top. Cards are made of them one by one, when seen."""

    kind: Kind
    entries: tuple[Entry, ...]


def column(session: Session, kind: Kind) -> Column:
    """Return a column: newest first; ideas let go and finished tasks after the rest; parked ideas are in P."""
    match kind:
        case "idea":
            entries = _last_down(
                session.ideas,
                {idea.id for idea in session.ideas if idea.fate in ("dropped", "parked")},
            )
        case "task":
            entries = _last_down(
                session.tasks,
                {task.id for task in session.tasks if task.state in ("done", "lapsed")},
            )
        case "agreement":
            entries = tuple(reversed(session.agreements))
        case "parked":
            entries = tuple(reversed(session.parked))
        case "note":
            entries = tuple(reversed(session.notes))
        case "offer":
            entries = tuple(reversed(session.offers))
        case "goal":
            entries = ()
    return Column(kind=kind, entries=entries)


def _last_down(entries: tuple[Entry, ...], down: set[str]) -> tuple[Entry, ...]:
    newest = tuple(reversed(entries))
    if not down:
        return newest
    return (
        *(entry for entry in newest if entry.id not in down),
        *(entry for entry in newest if entry.id in down),
    )
