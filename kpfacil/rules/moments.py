"""Lengths of time from moments that may have been written by hand, with or without a zone."""

from datetime import date, datetime

from kpfacil.model.meeting import Visit, is_of
from kpfacil.model.session import Session


def seconds_between(start: datetime, end: datetime) -> int:
    """Return the whole seconds from start to end, never less than 0; where one has no zone, the walls' clocks count."""
    if start.tzinfo is None or end.tzinfo is None:
        start, end = start.replace(tzinfo=None), end.replace(tzinfo=None)
    return max(0, int((end - start).total_seconds()))


def stayed(session: Session, visit: Visit, now: datetime | None = None) -> int:
    """Return the seconds of a visit to a step.

    A visit still open lasts until `now` on the meeting's own day, which may pass midnight. On any other day, and where
    a visit was left open over a night, it lasted until the last entry recorded in it.
    """
    if visit.entered is None:
        return 0
    meeting = session.meeting
    day = meeting.date if is_of(meeting, visit.entered, meeting.date) else visit.entered.date()
    if visit.left is not None and is_of(meeting, visit.left, day):
        return seconds_between(visit.entered, visit.left)
    if visit.left is None and now is not None and is_of(meeting, now, day) and day == meeting.date:
        return seconds_between(visit.entered, now)
    return max((seconds_between(visit.entered, at) for at in _recorded(session, visit, day)), default=0)


def _recorded(session: Session, visit: Visit, day: date) -> list[datetime]:
    phases = (None, visit.phase or session.meeting.phase)
    return [
        entry.at
        for entry in session.entries()
        if entry.step == visit.step and entry.phase in phases
        if entry.at is not None and is_of(session.meeting, entry.at, day)
    ]
