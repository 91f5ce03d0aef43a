"""The walk through the meeting and its clock, and the facts of this meeting and the next."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from kpfacil.commands.base import Refused, Scene, with_given
from kpfacil.model.meeting import Meeting, PhaseName, RoundOrder, Status, Turn, Visit, WallPicture, time_left
from kpfacil.model.session import Session
from kpfacil.model.text import Line
from kpfacil.model.value import value


@value
class WalkTo:
    """Go to a step, forward, back or across phases. Nothing is frozen or deleted by moving."""

    phase: PhaseName
    step: str

    def apply(self, session: Session, scene: Scene) -> Session:
        steps = scene.process.steps(self.phase, session.programme)
        if all(step.id != self.step for step in steps):
            raise Refused("no-such-step", step=self.step)
        session = _leave_step(session, scene.now)
        visit = Visit(step=self.step, phase=self.phase, entered=scene.now)
        meeting = replace(
            session.meeting,
            phase=self.phase,
            step=self.step,
            timer_ends_at=None,
            timer_left=None,
            break_ends_at=None,
            focus="",
            wall="",
            wall_point="",
            wall_page=0,
        )
        return replace(session, meeting=meeting, visits=(*session.visits, visit))


def _leave_step(session: Session, now: datetime) -> Session:
    """Return the session where nobody speaks and no step is being visited any more."""
    visits = tuple(replace(visit, left=now) if visit.left is None else visit for visit in session.visits)
    return replace(end_turn(session, now), visits=visits)


def end_turn(session: Session, now: datetime) -> Session:
    """Return the session where nobody speaks; the turn of whoever spoke is kept with its length."""
    meeting = session.meeting
    if not meeting.speaker:
        return session
    since = meeting.speaker_since or now
    seconds = max(0, round((now - since).total_seconds()))
    turn = Turn(step=meeting.step, who=meeting.speaker, seconds=seconds, at=since)
    return replace(keep_turn(session, turn), meeting=replace(meeting, speaker="", speaker_since=None))


def keep_turn(session: Session, turn: Turn) -> Session:
    """Return the session with one more turn; somebody who was passed by in the step is so no more."""
    kept = tuple(old for old in session.turns if (old.step, old.who, old.skipped) != (turn.step, turn.who, True))
    return replace(session, turns=(*kept, turn))


def begin_visit(session: Session, now: datetime) -> Session:
    """Return the session where the current step is being visited; it begins with the first thing done in it.

    What is recorded during a break begins no step; only what the room does ends the break.
    """
    if any(visit.left is None for visit in session.visits):
        return session
    visit = Visit(step=session.meeting.step, phase=session.meeting.phase, entered=now)
    return replace(session, visits=(*session.visits, visit), meeting=replace(session.meeting, break_ends_at=None))


def in_break(meeting: Meeting, now: datetime) -> bool:
    """Return whether there is a break at a moment."""
    return meeting.break_ends_at is not None and now < meeting.break_ends_at


@value
class StartTimer:
    """Let the timer run: with the given seconds, or on from where it was paused."""

    seconds: int = 0

    def apply(self, session: Session, scene: Scene) -> Session:
        left = self.seconds or session.meeting.timer_left
        if left is None:
            raise Refused("no-time-to-run")
        ends_at = (scene.now + timedelta(seconds=left)).replace(microsecond=0)
        meeting = replace(session.meeting, timer_ends_at=ends_at, timer_left=None)
        return begin_visit(replace(session, meeting=meeting), scene.now)


@value
class PauseTimer:
    """Stop the timer where it stands."""

    def apply(self, session: Session, scene: Scene) -> Session:
        if session.meeting.timer_ends_at is None:
            raise Refused("timer-not-running")
        left = time_left(session.meeting, scene.now)
        return replace(session, meeting=replace(session.meeting, timer_ends_at=None, timer_left=left))


@value
class AddMinutes:
    """Give the timer more minutes, or fewer; one that stands still begins from the step's own minutes."""

    minutes: int = 1

    def apply(self, session: Session, scene: Scene) -> Session:
        meeting = session.meeting
        more = self.minutes * 60
        if meeting.timer_ends_at is not None:
            ends_at = max(meeting.timer_ends_at, scene.now.replace(microsecond=0)) + timedelta(seconds=more)
            return replace(session, meeting=replace(meeting, timer_ends_at=ends_at))
        planned = session.step_in(scene.process).minutes * 60
        left = meeting.timer_left if meeting.timer_left is not None else planned
        return replace(session, meeting=replace(meeting, timer_left=left + more))


@value
class SetNextMeeting:
    """Agree on the next meeting: its day, and its hours and place where they are known."""

    day: date | None
    start: time | None = None
    end: time | None = None
    place: Line = ""

    def apply(self, session: Session, scene: Scene) -> Session:
        meeting = session.meeting
        if self.day is not None and self.day < meeting.date:
            raise Refused("next-before-this", day=self.day.isoformat())
        next_meeting = replace(
            meeting,
            next_date=self.day,
            next_start=self.start or meeting.next_start,
            next_end=self.end if self.start else meeting.next_end,
            next_place=self.place or meeting.next_place,
        )
        return replace(session, meeting=next_meeting)


@value
class SetMeeting:
    """Change this meeting's own facts, and how its rounds and its wall go; what is None stays as it is."""

    start: time | None = None
    end: time | None = None
    place: Line | None = None
    status: Status | None = None
    round_order: RoundOrder | None = None
    balance_shown: bool | None = None

    def apply(self, session: Session, scene: Scene) -> Session:
        return replace(session, meeting=with_given(session.meeting, self))


@value
class LookAt:
    """Turn the room's eyes to one entry or to another picture than the step's own; to the step's own with neither."""

    focus: str = ""
    wall: WallPicture = ""
    point: str = ""

    def apply(self, session: Session, scene: Scene) -> Session:
        if self.focus and session.find(self.focus) is None:
            raise Refused("no-such-entry", id=self.focus)
        seen = replace(session.meeting, focus=self.focus, wall=self.wall, wall_point=self.point)
        return session if seen == session.meeting else replace(session, meeting=replace(seen, wall_page=0))


@value
class SetWall:
    """Choose what the audience's screen tells: nothing but the table's name and the clock, or another page."""

    blank: bool | None = None
    turn: int = 0
    """How many pages on, or back where it is less than 0."""

    def apply(self, session: Session, scene: Scene) -> Session:
        old = session.meeting
        blank = old.wall_blank if self.blank is None else self.blank
        return replace(session, meeting=replace(old, wall_blank=blank, wall_page=old.wall_page + self.turn))


@value
class TakeBreak:
    """Have a break of some minutes; with none the break is over."""

    minutes: int = 0

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the moment at which the break ends; it belongs to no step's time and to no turn."""
        if self.minutes <= 0:
            return begin_visit(session, scene.now) if in_break(session.meeting, scene.now) else session
        session = _leave_step(session, scene.now)
        ends_at = (scene.now + timedelta(minutes=self.minutes)).replace(microsecond=0)
        return replace(session, meeting=replace(session.meeting, break_ends_at=ends_at))
