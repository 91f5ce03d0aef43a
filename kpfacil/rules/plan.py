"""The meeting's plan: planned and used time of each step, ahead or behind, and when it ends at this pace."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kpfacil.model.meeting import is_of, moment_of
from kpfacil.model.process import Process, Step
from kpfacil.model.session import Session
from kpfacil.rules.moments import stayed


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """One step of the programme with its planned minutes and the seconds used in it."""

    step: Step
    minutes: int
    used: int
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlan:
    """Where the meeting stands. `index` counts from 1 to `count`; `in_step` and `ahead` are in seconds.

    `ahead` is negative when the meeting is behind. It and `ends_at` are None where nothing has begun or the day is
    another; `planned_end` is None where the meeting has no start nor end.
    """

    steps: tuple[PlannedStep, ...]
    index: int
    count: int
    in_step: int
    ahead: int | None
    ends_at: datetime | None
    planned_end: datetime | None

    @property
    def minutes(self) -> int:
        """The planned length of the whole programme, in minutes."""
        return sum(step.minutes for step in self.steps)

    @property
    def used(self) -> int:
        """The seconds used so far in the steps of this programme."""
        return sum(step.used for step in self.steps)


def plan(session: Session, process: Process, now: datetime) -> MeetingPlan:
    """Return the plan of the meeting as it stands at `now`."""
    meeting = session.meeting
    steps = process.steps(meeting.phase, session.programme)
    current = process.step(meeting.phase, meeting.step, session.programme)
    index = steps.index(current)
    shared = {step.id for step in (*process.opening, *process.closing)}
    used = {step.id: _used(session, step.id, now, any_phase=step.id in shared) for step in steps}
    in_step = used[current.id]
    running = bool(session.visits) and is_of(meeting, now, meeting.date)
    whole = sum(step.minutes for step in steps)
    so_far = sum(step.minutes for step in steps[:index]) * 60 + min(in_step, current.minutes * 60)
    left = max(whole * 60 - so_far, 0)
    planned = [PlannedStep(step=one, minutes=one.minutes, used=used[one.id], current=one is current) for one in steps]
    return MeetingPlan(
        steps=tuple(planned),
        index=index + 1,
        count=len(steps),
        in_step=in_step,
        ahead=so_far - _gone_by(session, now) if running else None,
        ends_at=now + timedelta(seconds=left) if running else None,
        planned_end=_planned_end(session, whole, now),
    )


def _gone_by(session: Session, now: datetime) -> int:
    """Return the seconds that have gone by since the announced start; where none was announced, those in the steps."""
    start = session.meeting.start
    if start is None:
        return sum(stayed(session, visit, now) for visit in session.visits)
    return round((now - moment_of(session.meeting, start).replace(tzinfo=now.tzinfo)).total_seconds())


def _used(session: Session, step_id: str, now: datetime, *, any_phase: bool) -> int:
    """Return the seconds used in a step; the meeting's opening and closing steps are the same in every phase."""
    phases = (None, session.meeting.phase)
    return sum(
        stayed(session, visit, now)
        for visit in session.visits
        if visit.step == step_id and (any_phase or visit.phase in phases)
    )


def _planned_end(session: Session, minutes: int, now: datetime) -> datetime | None:
    meeting = session.meeting
    if meeting.end is not None:
        return moment_of(meeting, meeting.end).replace(tzinfo=now.tzinfo)
    if meeting.start is not None:
        return datetime.combine(meeting.date, meeting.start, now.tzinfo) + timedelta(minutes=minutes)
    return None
