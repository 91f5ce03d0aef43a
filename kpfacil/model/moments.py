"""What is new in a meeting and what was carried into it: told from the ids it began with."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from kpfacil.model import entries, table, value
from kpfacil.model.kinds import Numbered
from kpfacil.model.meeting import Meeting, Visit
from kpfacil.model.session import Session, in_order, place_of


def time_between(start: datetime, end: datetime) -> timedelta:
    """Return how long it is from start to end; where one has no zone, the walls' clocks count."""
    if start.tzinfo is None or end.tzinfo is None:
        start, end = start.replace(tzinfo=None), end.replace(tzinfo=None)
    return end - start


def not_before(moment: datetime, start: datetime) -> bool:
    """Return whether a moment is at the start or after it."""
    return time_between(start, moment) >= timedelta()


def recorded_here(session: Session, entry: Numbered) -> bool:
    """Return whether an entry was recorded in this session, and not carried over from an earlier meeting."""
    return recorded_in(session.meeting, session.visits)(entry)


@value.last_kept
def recorded_in(meeting: Meeting, visits: tuple[Visit, ...]) -> Callable[[Numbered], bool]:
    """Return what tells of an entry whether it was recorded in a meeting with these visits to steps.

    Where nobody wrote down what the meeting began with, a task says so itself (`raised_on`), and ideas, remarks and own
    notes are never carried. Any other entry belongs here where it was recorded after the first visit to a step began,
    or, without visits, on the meeting's day or later.
    """
    if meeting.began is not None:
        carried = frozenset(meeting.began)
        return lambda entry: entry.id not in carried
    begun = next((visit.entered for visit in visits if visit.entered is not None), None)

    def is_new(entry: Numbered) -> bool:
        if isinstance(entry, entries.Task) and entry.raised_on is not None:
            return entry.raised_on == meeting.date
        if isinstance(entry, entries.Idea | entries.Remark | entries.Note | table.Goal) or entry.at is None:
            return True
        return not_before(entry.at, begun) if begun else entry.at.date() >= meeting.date

    return is_new


def with_beginning(session: Session, others: Iterable[Session]) -> Session:
    """Return a session that says what it began with: where it does not, that is told from the table's earlier ones."""
    here = place_of(session)
    earlier = [other for other in others if place_of(other) < here]
    return with_beginnings((*earlier, session))[-1]


def with_beginnings(sessions: Iterable[Session]) -> list[Session]:
    """Return one table's sessions in order; one that does not say what it began with has it from those before it."""
    known: set[str] = set()
    told: list[Session] = []
    for at, session in enumerate(in_order(sessions)):
        ids = [entry.id for entry in session.all_numbered()]
        if at and session.meeting.began is None:
            began = tuple(entry_id for entry_id in ids if entry_id in known)
            session = replace(session, meeting=replace(session.meeting, began=began))  # noqa: PLW2901 - the same meeting
        told.append(session)
        known.update(ids)
    return told
