"""A table's term as one value: its meetings in order, and everything in it in its latest state."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from kpfacil.model.entries import Agreement, Offer, Task
from kpfacil.model.moments import with_beginnings
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session, latest, raised

_Known = TypeVar("_Known", Participant, Party)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The sessions between two days. `held` are those whose day has come; `whole` is the latest with what all hold."""

    sessions: tuple[Session, ...]
    held: tuple[Session, ...]
    whole: Session
    start: date
    end: date


def term(sessions: Iterable[Session], today: date, start: date | None = None, end: date | None = None) -> Term:
    """Return the term of one table's sessions: between the days given, else those of the latest session's own term.

    Where no session is between them, all are taken. Raises ValueError where there are none at all.
    """
    ordered = with_beginnings(sessions)
    if not ordered:
        raise ValueError("a report needs at least one session")
    table = ordered[-1].table
    first = start or table.term_start or ordered[0].meeting.date
    last = end or table.term_end or ordered[-1].meeting.date
    within = tuple(session for session in ordered if first <= session.meeting.date <= last)
    if not within and (start or end):
        raise ValueError("no session is between the two days")
    chosen = within or tuple(ordered)
    if not within:
        first, last = chosen[0].meeting.date, chosen[-1].meeting.date
    return Term(
        sessions=chosen,
        held=tuple(session for session in chosen if session.meeting.date <= today),
        whole=_whole(chosen),
        start=first,
        end=last,
    )


def _whole(sessions: tuple[Session, ...]) -> Session:
    known = latest(sessions).values()
    return replace(
        sessions[-1],
        parties=_united(party for session in sessions for party in session.parties),
        participants=_united(person for session in sessions for person in session.participants),
        agreements=tuple(one.entry for one in known if isinstance(one.entry, Agreement)),
        tasks=tuple(raised(one.entry, one.first) for one in known if isinstance(one.entry, Task)),
        offers=tuple(one.entry for one in known if isinstance(one.entry, Offer)),
    )


def _united(things: Iterable[_Known]) -> tuple[_Known, ...]:
    """Return each thing once by its id, in its latest state, in the order in which each came up first."""
    latest: dict[str, _Known] = {}
    for thing in things:
        latest[thing.id] = thing
    return tuple(latest.values())
