"""The meeting's plan: planned and used time of each step, ahead or behind, and when it ends at this pace."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from kpfacil.model import moments, value
from kpfacil.model.meeting import Visit, is_of, length_of, moment_of
from kpfacil.model.process import Process, Step
from kpfacil.model.session import Session

_OVERTIME = timedelta(hours=3)
"""How long past its planned length a meeting is still said to be late; after that nobody holds it any more."""


@value.frozen_by_name
class MeetingPlan:
    """Where the meeting stands: its steps, the seconds used in each by its id, and the number of the current one.

    `ahead` is in seconds, and negative when the meeting is behind. It and `ends_at` are None where nobody holds the
    meeting: where nothing has begun, before the announced start, hours after the planned end, and on another day.
    """

    steps: tuple[Step, ...]
    used: Mapping[str, int]
    index: int
    """From 1 on."""
    ahead: int | None
    ends_at: datetime | None


def plan(session: Session, process: Process, now: datetime) -> MeetingPlan:
    """Return the plan of the meeting as it stands at `now`."""
    steps, current = session.steps_in(process), session.step_in(process)
    index = steps.index(current)
    shared = {step.id for step in (*process.opening, *process.closing)}
    used = {step.id: _seconds_used(session, step.id, now, any_phase=step.id in shared) for step in steps}
    whole = sum(step.minutes for step in steps)
    today = _of_the_day(session)
    gone = _gone_by(today, now, timedelta(minutes=whole)) if session.visits else None
    in_step_today = _seconds_used(today, current.id, now, any_phase=current.id in shared)
    so_far = sum(step.minutes for step in steps[:index]) * 60 + min(in_step_today, current.minutes * 60)
    left = max(whole * 60 - so_far, 0)
    return MeetingPlan(
        steps=steps,
        used=used,
        index=index + 1,
        ahead=None if gone is None else so_far - gone,
        ends_at=None if gone is None else now + timedelta(seconds=left),
    )


def _of_the_day(session: Session) -> Session:
    """Return the session without what was walked through on other days, such as at a rehearsal the evening before."""
    meeting, every = session.meeting, session.visits
    visits = tuple(one for one in every if one.entered is not None and is_of(meeting, one.entered, meeting.date))
    return replace(session, visits=visits) if visits != every else session


def _gone_by(session: Session, now: datetime, planned: timedelta) -> int | None:
    """Return the seconds since the announced start, else those in the steps; None where nobody holds the meeting."""
    meeting = session.meeting
    if not is_of(meeting, now, meeting.date) or (meeting.start is None and not session.visits):
        return None
    if meeting.start is None:
        gone = sum(seconds_stayed(session, visit, now) for visit in session.visits)
    else:
        gone = round((now - moment_of(meeting, meeting.start).replace(tzinfo=now.tzinfo)).total_seconds())
    longest = (length_of(meeting) or planned) + _OVERTIME
    return gone if 0 <= gone <= longest.total_seconds() else None


def _seconds_used(session: Session, step_id: str, now: datetime, *, any_phase: bool) -> int:
    """Return the seconds used in a step; the meeting's opening and closing steps are the same in every phase."""
    phases = (None, session.meeting.phase)
    return sum(
        seconds_stayed(session, visit, now)
        for visit in session.visits
        if visit.step == step_id and (any_phase or visit.phase in phases)
    )


def seconds_between(start: datetime, end: datetime) -> int:
    """Return the whole seconds from start to end, never less than 0."""
    return max(0, int(moments.time_between(start, end).total_seconds()))


def seconds_stayed(session: Session, visit: Visit, now: datetime | None = None) -> int:
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
    return max((seconds_between(visit.entered, at) for at in _moments_recorded(session, visit, day)), default=0)


def _moments_recorded(session: Session, visit: Visit, day: date) -> list[datetime]:
    phases = (None, visit.phase or session.meeting.phase)
    return [
        entry.at
        for entry in session.entries()
        if entry.step == visit.step and entry.phase in phases
        if entry.at is not None and is_of(session.meeting, entry.at, day)
    ]
