"""A table's term as one value: its meetings in order, all that they hold in its latest state; and its small charts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from kpfacil.export.document import Bars, Point
from kpfacil.model.dates import Locale, figure, plain_date
from kpfacil.model.entries import Agreement, Offer, Task
from kpfacil.model.moments import with_beginnings
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Known, Session, date_task, latest
from kpfacil.model.value import frozen_by_name

_Named = TypeVar("_Named", Participant, Party)
_Entry = TypeVar("_Entry", Agreement, Offer, Task)


@frozen_by_name
class Term:
    """The sessions between two days. `held` are those whose day has come; `whole` is the latest with what all hold."""

    sessions: tuple[Session, ...]
    held: tuple[Session, ...]
    whole: Session
    known: dict[str, Known]
    """Each entry by its id, with the first meeting that knew it."""
    start: date
    end: date
    asked: bool
    """Whether the days were asked for, instead of the table's own term."""


def term(sessions: Iterable[Session], today: date, start: date | None = None, end: date | None = None) -> Term:
    """Return the term of one table's sessions: between the days given, else those of the latest session's own term.

    Where no session is between them, all are taken. Raises ValueError where there are none at all.
    """
    ordered = with_beginnings(sessions)
    if not ordered:
        raise ValueError("a report needs at least one session")
    first, last = _days(ordered, today, start, end)
    chosen = tuple(session for session in ordered if first <= session.meeting.date <= last)
    if not chosen:
        if start or end:
            raise ValueError("no session is between the two days")
        chosen = tuple(ordered)
        first, last = chosen[0].meeting.date, chosen[-1].meeting.date
    known = _entries_known(ordered, chosen)
    return Term(
        sessions=chosen,
        held=tuple(session for session in chosen if session.meeting.date <= today),
        whole=_whole(chosen, known),
        known=known,
        start=first,
        end=last,
        asked=start is not None or end is not None,
    )


def _entries_known(ordered: Iterable[Session], chosen: Iterable[Session]) -> dict[str, Known]:
    """Return the entries of the sessions chosen, each with the first of all meetings that knew it."""
    ever = latest(ordered)
    return {entry_id: replace(one, first=ever[entry_id].first) for entry_id, one in latest(chosen).items()}


def _days(ordered: Sequence[Session], today: date, start: date | None, end: date | None) -> tuple[date, date]:
    """Return the days asked for, else those of the latest session's term, else of the meetings held."""
    table = ordered[-1].table
    first = start or table.term_start or ordered[0].meeting.date
    held = (session.meeting.date for session in ordered if session.meeting.date <= today)
    return first, end or table.term_end or max((first, *held))


def _whole(sessions: tuple[Session, ...], known: dict[str, Known]) -> Session:
    return replace(
        sessions[-1],
        parties=_latest_of_each(party for session in sessions for party in session.parties),
        participants=_latest_of_each(person for session in sessions for person in session.participants),
        agreements=tuple(_entries(known, Agreement)),
        tasks=tuple(date_task(task, known[task.id].first) for task in _entries(known, Task)),
        offers=tuple(_entries(known, Offer)),
    )


def _entries(known: dict[str, Known], kind: type[_Entry]) -> Iterator[_Entry]:
    return (one.entry for one in known.values() if isinstance(one.entry, kind))


def _latest_of_each(things: Iterable[_Named]) -> tuple[_Named, ...]:
    """Return each thing once by its id, in its latest state, in the order in which each came up first."""
    newest: dict[str, _Named] = {}
    for thing in things:
        newest[thing.id] = thing
    return tuple(newest.values())


_BEST_MEAN = 5


def by_meeting(
    caption: str, values: Iterable[tuple[Session, float | None]], locale: Locale, *, means: bool = False
) -> Bars:
    """Return one bar a meeting, labelled by its day; None has no bar. Means run from 0 to 5."""
    points = tuple(
        Point(
            label=plain_date(session.meeting.date, locale),
            value=value,
            shown="–" if value is None else figure(value, locale),
        )
        for session, value in values
    )
    longest = max((point.value or 0 for point in points), default=0)
    return Bars(caption=caption, points=points, top=_BEST_MEAN if means and longest <= _BEST_MEAN else None)


def stages(caption: str, values: Iterable[tuple[str, int]]) -> Bars:
    """Return one bar a stage of a funnel, all on the same scale."""
    return Bars(caption=caption, points=tuple(Point(label, value, str(value)) for label, value in values))
