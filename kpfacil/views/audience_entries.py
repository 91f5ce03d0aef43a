"""An entry as the room sees it. Own notes have no such form."""

from dataclasses import dataclass
from datetime import date

from kpfacil.model.entries import Agreement, Entry, Idea, Note, Offer, Parked, Remark, Task
from kpfacil.model.kinds import Kind, kind_of, speakers
from kpfacil.model.session import Session
from kpfacil.views.audience_words import called, said_by
from kpfacil.views.cards import pledge_words


@dataclass(frozen=True, slots=True, kw_only=True)
class WallEntry:
    """One line for the room: its id, words, who said or does it, and what is marked on it."""

    id: str
    kind: Kind
    text: str
    who: tuple[str, ...] = ()
    theme: str = ""
    votes: int = 0
    due: date | None = None
    due_text: str = ""
    pledges: tuple[str, ...] = ()
    state: str = ""
    given: date | None = None
    postponed: int = 0
    confirmed: bool = False
    blocked: bool = False
    mandate: str = "self"
    carrier: str = ""
    note: str = ""


def wall_entry(session: Session, entry: Entry) -> WallEntry | None:
    """Return an entry for the room; an own note is none."""
    match entry:
        case Idea() | Parked():
            return WallEntry(
                id=entry.id,
                kind=kind_of(entry),
                text=entry.text,
                who=called(session, entry.by),
                theme=entry.theme,
                votes=entry.votes if isinstance(entry, Idea) else 0,
            )
        case Agreement():
            return _agreement(session, entry)
        case Task():
            return _task(session, entry)
        case Offer() | Remark():
            who = called(session, speakers(entry))
            return WallEntry(id=entry.id, kind=kind_of(entry), text=entry.text, who=who)
        case Note():
            return None


def wall_entries(session: Session, entries: tuple[Entry, ...]) -> tuple[WallEntry, ...]:
    """Return entries for the room in the same order, own notes left out."""
    made = (wall_entry(session, entry) for entry in entries)
    return tuple(entry for entry in made if entry is not None)


def _agreement(session: Session, agreement: Agreement) -> WallEntry:
    return WallEntry(
        id=agreement.id,
        kind="agreement",
        text=agreement.text,
        who=called(session, agreement.by),
        confirmed=agreement.confirmed,
        blocked=agreement.blocked or agreement.state == "not_agreed",
        mandate=agreement.mandate,
        carrier=said_by(session, agreement.carrier) if agreement.carrier else "",
    )


def _task(session: Session, task: Task) -> WallEntry:
    return WallEntry(
        id=task.id,
        kind="task",
        text=task.text,
        who=called(session, task.owners),
        due=task.due,
        due_text=task.due_text,
        pledges=tuple(pledge_words(session, pledge) for pledge in task.resources),
        state=task.state,
        given=task.raised_on if task.raised_on != session.meeting.date else None,
        postponed=task.postponed,
        confirmed=task.confirmed,
        mandate=task.mandate,
        carrier=said_by(session, task.carrier) if task.carrier else "",
        note=task.note,
    )
