"""A session for the eyes of the whole room: large, calm, and without a place for anything private.

The view knows no clock. What moves by itself (the timer, a turn, the light on the newest line) is kept as moments, and
the painter says what they mean right now.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain

from kpfacil.model.entries import Entry
from kpfacil.model.kinds import Kind
from kpfacil.model.meeting import StepKind
from kpfacil.model.moments import recorded_here
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.rules.funnel import counts
from kpfacil.views.audience_entries import WallEntry, wall_entry
from kpfacil.views.audience_pictures import picture
from kpfacil.views.audience_types import Picture
from kpfacil.views.audience_words import said_by

LIT_FOR = timedelta(seconds=8)
"""How long a line just recorded stays lit before it fades by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WallClock:
    """The meeting's timer: the moment it ends while it runs, the seconds left while it is paused, else nothing."""

    ends_at: datetime | None = None
    left: int | None = None
    planned: int = 0
    """The step's planned minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceView:
    """Everything the room may see, and nothing else: no own notes, nothing half-typed, no titles."""

    language: str
    table: str
    phase: str
    step: str
    place: str
    """Which step this is, as an id: another one means that the room has moved on."""
    kind: StepKind
    question: str
    clock: WallClock
    picture: Picture
    newest: WallEntry | None
    lit: tuple[str, ...]
    """The ids of what was recorded or reworded just now, until `lit_until`."""
    lit_until: datetime | None
    counts: tuple[tuple[Kind, int], ...]
    speaker: str
    """Whose turn it is outside a round; empty in a round, where the picture tells it."""
    marks: tuple[tuple[str, str], ...]
    """Each entry's id with its words, by which the next view knows what is new."""

    def lit_at(self, now: datetime) -> frozenset[str]:
        """Return the ids that are lit at a moment."""
        return frozenset(self.lit) if self.lit_until is not None and now < self.lit_until else frozenset()


def audience(
    session: Session,
    process: Process,
    now: datetime,
    previous: AudienceView | None = None,
    *,
    language: str = "",
    earlier: tuple[Session, ...] = (),
) -> AudienceView:
    """Return what the room sees of a session; `earlier` are the table's other sessions, for the look back and the end.

    Against the `previous` view the new and reworded lines are lit; in a first view those recorded just before `now`.
    """
    meeting = session.meeting
    spoken = language or session.language
    step = process.step(meeting.phase, meeting.step, session.programme)
    marks = tuple((entry.id, entry.text) for entry in seen_entries(session))
    made = AudienceView(
        language=spoken,
        table=session.table.name,
        phase=process.phase(meeting.phase).short.in_(spoken),
        step=step.title.in_(spoken),
        place=f"{meeting.phase}/{step.id}",
        kind=step.kind,
        question=step.question.in_(spoken),
        clock=WallClock(ends_at=meeting.timer_ends_at, left=meeting.timer_left, planned=step.minutes),
        picture=picture(session, process, step, earlier),
        newest=_newest(session) if step.kind != "read-back" else None,
        lit=(),
        lit_until=None,
        counts=tuple((kind, number) for kind, number in counts(session).items() if number),
        speaker=said_by(session, meeting.speaker) if meeting.speaker and step.kind != "round" else "",
        marks=marks,
    )
    return _lit(made, session, now, previous)


def seen_entries(session: Session) -> tuple[Entry, ...]:
    """Return every entry that the room may see: all but the facilitator's own notes."""
    return tuple(
        chain(session.ideas, session.agreements, session.tasks, session.parked, session.offers),
    )


def _newest(session: Session) -> WallEntry | None:
    """Return the line recorded last in this step of this meeting; a line without a moment is never the newest."""
    meeting = session.meeting
    here = [
        entry
        for entry in seen_entries(session)
        if entry.at is not None and entry.step == meeting.step and recorded_here(session, entry)
    ]
    latest = max(here, key=_moment, default=None)
    return wall_entry(session, latest) if latest is not None else None


def _moment(entry: Entry) -> float:
    return entry.at.timestamp() if entry.at is not None else 0.0


def _lit(made: AudienceView, session: Session, now: datetime, previous: AudienceView | None) -> AudienceView:
    if previous is None:
        fresh = tuple(entry.id for entry in seen_entries(session) if _just_now(entry, now))
    else:
        known = dict(previous.marks)
        fresh = tuple(entry_id for entry_id, words in made.marks if known.get(entry_id) != words)
    if fresh:
        return replace(made, lit=fresh, lit_until=now + LIT_FOR)
    if previous is not None and previous.lit_at(now):
        return replace(made, lit=previous.lit, lit_until=previous.lit_until)
    return made


def _just_now(entry: Entry, now: datetime) -> bool:
    if entry.at is None:
        return False
    moment = entry.at if entry.at.tzinfo is not None else entry.at.replace(tzinfo=now.tzinfo)
    return timedelta(0) <= now - moment < LIT_FOR
