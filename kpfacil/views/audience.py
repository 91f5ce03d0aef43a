"""A session for the eyes of the whole room: large, calm, and without a place for anything private.

The view knows no clock. What moves by itself (the timer, a turn, the light on the newest line, pages) is kept as
moments, and the painter says what they mean right now.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from kpfacil.model.entries import Agreement, Entry, Task
from kpfacil.model.kinds import ROWS, Kind
from kpfacil.model.meeting import Meeting, PhaseName, StepKind, WallPicture
from kpfacil.model.moments import recorded_here
from kpfacil.model.process import Process, Step
from kpfacil.model.session import Session
from kpfacil.model.table import Setting
from kpfacil.model.value import frozen_by_name
from kpfacil.rules.funnel import counts, stands
from kpfacil.rules.heard import ids_heard
from kpfacil.views.audience_builders import table_facts
from kpfacil.views.audience_pictures import picture
from kpfacil.views.audience_values import (
    UNDISTURBED,
    Alone,
    ConsentPicture,
    Groups,
    Lines,
    Picture,
    Ranking,
    ResourcesPicture,
    RoundPicture,
    SelfCheck,
)
from kpfacil.views.cards import Shown, card
from kpfacil.views.names import wall_name, wall_name_and_party, wall_names

LIT_FOR = timedelta(seconds=8)
"""How long a line just recorded stays lit before it fades by itself."""
LANDS_FOR = timedelta(seconds=3)
"""How long a new agreement or task has the wall to itself, from when the wall saw it."""
_ANSWERS: tuple[Setting, ...] = ("goal", "indicator", "agreement-needed", "choice")
"""The facts that some step shows."""


@frozen_by_name
class WallClock:
    """The meeting's timer: the moment it ends while it runs, the seconds left while it is paused, else nothing."""

    ends_at: datetime | None = None
    left: int | None = None
    planned: int = 0
    """The step's planned minutes."""
    break_ends_at: datetime | None = None


@frozen_by_name
class AudienceView:
    """Everything the room may see, and nothing else: no own notes, nothing half-typed, no titles."""

    language: str
    table: str
    blank: bool
    phase: str
    step: str
    place: tuple[PhaseName, str, str, WallPicture, str]
    """The phase and the step, and what is looked at in it: another one means that the room has moved on."""
    kind: StepKind
    question: str
    clock: WallClock
    picture: Picture
    newest: Shown | None
    counts: tuple[tuple[Kind, int], ...]
    speaker: str
    """Whose turn it is outside a round; empty in a round, where the picture tells it."""
    queue: tuple[tuple[str, bool], ...]
    """Who has asked for the floor, and whether it would be the first time."""
    marks: tuple[tuple[str, str], ...]
    """Each entry's id with its words: by them the next view knows what is new."""
    promises: frozenset[str]
    """The ids of all that was agreed or promised, let go or not: by them the next view knows what lands."""
    of_itself: tuple[tuple[str, str], ...]
    """What the table says of itself, to know what is new: its ground rules, and its facts by their names."""
    page: int
    """How many pages were turned by hand."""
    since: datetime
    """When the wall came to this place: pages turn from here on."""
    lit: tuple[str, ...] = ()
    """The ids of what was recorded or reworded just now, until `lit_until`."""
    lit_until: datetime | None = None
    landed: tuple[Shown, ...] = ()
    """The agreements and tasks that have the wall to themselves until `landed_until`."""
    landed_until: datetime | None = None
    answered: Picture | None = None
    """What has just been answered, where the room has gone on to the next; it stands until `answered_until`."""
    answered_until: datetime | None = None

    def lit_at(self, now: datetime) -> frozenset[str]:
        """Return the ids that are lit at a moment."""
        return frozenset(self.lit) if self.lit_until is not None and now < self.lit_until else frozenset()

    def landed_at(self, now: datetime) -> tuple[Shown, ...]:
        """Return what has the wall to itself at a moment."""
        return self.landed if self.landed_until is not None and now < self.landed_until else ()

    def picture_at(self, now: datetime) -> Picture:
        """Return the picture that stands in the middle at a moment."""
        if self.answered is not None and self.answered_until is not None and now < self.answered_until:
            return self.answered
        return self.picture

    def moves_at(self, now: datetime) -> bool:
        """Return whether a clock runs at a moment, or something new has yet to settle."""
        speaks = isinstance(self.picture, RoundPicture) and self.picture.since is not None
        until = (self.clock.break_ends_at, self.lit_until, self.landed_until, self.answered_until)
        return speaks or self.clock.ends_at is not None or any(end is not None and now < end for end in until)

    def shows(self, kind: Kind) -> bool:
        """Return whether a new entry of a kind is in the picture."""
        match self.picture:
            case Lines():
                return True
            case Groups() | Ranking():
                return kind == "idea"
            case picture:
                return isinstance(picture, ResourcesPicture) and kind == "offer"


def audience(
    session: Session,
    process: Process,
    now: datetime,
    previous: AudienceView | None = None,
    *,
    language: str = "",
    earlier: tuple[Session, ...] = (),
) -> AudienceView:
    """Return what the room sees of a session; `earlier` are the table's other sessions, to look back on."""
    meeting = session.meeting
    spoken = language or session.language
    step = session.step_in(process)
    seen = partial(picture, process=process, step=step, earlier=earlier)
    visible = tuple(seen_entries(session))
    place = (meeting.phase, step.id, meeting.focus, meeting.wall, meeting.wall_point)
    made = AudienceView(
        language=spoken,
        table=session.table.name,
        blank=meeting.wall_blank,
        phase=process.phase(meeting.phase).short.in_(spoken),
        step=step.title.in_(spoken),
        place=place,
        kind=step.kind,
        question=step.question.in_(spoken),
        clock=_clock(meeting, step),
        picture=seen(session),
        newest=_newest(session, visible) if step.kind != "read-back" else None,
        counts=_counts(session, step),
        speaker=_speaker(session, step),
        queue=_queue(session),
        marks=tuple((entry.id, entry.text) for entry in visible),
        promises=frozenset(entry.id for entry in _promises(session)),
        of_itself=(*((rule, "") for rule in session.table.ground_rules), *table_facts(session, _ANSWERS)),
        page=meeting.wall_page,
        since=previous.since if previous is not None and previous.place == place else now,
    )
    lit = _lit(made, session, now, previous)
    return lit if previous is None else _land(_hold_answer(lit, session, now, previous, seen), session, now, previous)


def _hold_answer(
    made: AudienceView, session: Session, now: datetime, previous: AudienceView, seen: Callable[[Session], Picture]
) -> AudienceView:
    """Return the view with what the room looked at until now, if it has been answered and the next one is here."""
    if made.place == previous.place:
        return replace(made, answered=previous.answered, answered_until=previous.answered_until)
    one_by_one = all(isinstance(one, Alone | ConsentPicture | SelfCheck) for one in (made.picture, previous.picture))
    if not one_by_one or made.place[:2] != previous.place[:2]:
        return made
    focus, wall, point = previous.place[2:]
    meeting = replace(session.meeting, focus=focus, wall=wall, wall_point=point)
    before = seen(replace(session, meeting=meeting))
    return replace(made, answered=before, answered_until=now + LANDS_FOR) if before != previous.picture else made


def _counts(session: Session, step: Step) -> tuple[tuple[Kind, int], ...]:
    """Return what there is of each kind; where the table agrees, that comes before the ideas, what waits last."""
    told = [(kind, number) for kind, number in counts(session).items() if number]
    behind: dict[Kind, int] = {"idea": 1, "parked": 2} if step.kind in ("agree", "read-back", "review") else {}
    return tuple(sorted(told, key=lambda one: behind.get(one[0], 0)))


def _clock(meeting: Meeting, step: Step) -> WallClock:
    return WallClock(
        ends_at=meeting.timer_ends_at,
        left=meeting.timer_left,
        planned=step.minutes,
        break_ends_at=meeting.break_ends_at,
    )


def seen_entries(session: Session) -> Iterator[Entry]:
    """Yield every entry that the room may see: all but what was let go and the facilitator's own notes."""
    for row in ROWS:
        if row.kind != "note":
            yield from filter(stands, session.entries_of(row.kind))


def _speaker(session: Session, step: Step) -> str:
    speaker = session.meeting.speaker
    return wall_name_and_party(session, speaker) if speaker and step.kind != "round" else ""


def _queue(session: Session) -> tuple[tuple[str, bool], ...]:
    voices = ids_heard(session) if session.queue else frozenset()
    return tuple((wall_name(session, queued.who), queued.who not in voices) for queued in session.queue)


def _newest(session: Session, visible: tuple[Entry, ...]) -> Shown | None:
    """Return the line recorded last in this step of this meeting; a line without a moment is never the newest."""
    meeting = session.meeting
    here = [
        entry
        for entry in visible
        if entry.at is not None and entry.step == meeting.step and recorded_here(session, entry)
    ]
    latest = max(here, key=_moment, default=None)
    return card(session, latest, wall_names) if latest is not None else None


def _moment(entry: Entry) -> float:
    return entry.at.timestamp() if entry.at is not None else 0.0


def _lit(made: AudienceView, session: Session, now: datetime, previous: AudienceView | None) -> AudienceView:
    """Return the view with what is new or reworded lit, in a first view what was recorded just before `now`."""
    if previous is None:
        fresh = tuple(entry.id for entry in seen_entries(session) if _just_now(entry, now))
    else:
        known = dict((*previous.marks, *previous.of_itself))
        told = (*made.marks, *made.of_itself)
        fresh = tuple(name for name, words in told if known.get(name) != words)
    if fresh:
        return replace(made, lit=fresh, lit_until=now + LIT_FOR)
    if previous is not None and previous.lit_at(now):
        return replace(made, lit=previous.lit, lit_until=previous.lit_until)
    return made


def _land(made: AudienceView, session: Session, now: datetime, previous: AudienceView) -> AudienceView:
    """Return the view with what has just been agreed or promised, unless the room looks at something of its own."""
    if isinstance(made.picture, UNDISTURBED) or made.kind in ("review", "read-back"):
        return made
    fresh = made.promises - previous.promises
    ids = fresh | {one.id for one in previous.landed_at(now)}
    landed = tuple(
        card(session, entry, wall_names) for entry in _promises(session) if entry.id in ids and stands(entry)
    )
    return replace(made, landed=landed, landed_until=now + LANDS_FOR if fresh else previous.landed_until)


def _promises(session: Session) -> tuple[Agreement | Task, ...]:
    return *session.agreements, *session.tasks


def _just_now(entry: Entry, now: datetime) -> bool:
    if entry.at is None:
        return False
    moment = entry.at if entry.at.tzinfo is not None else entry.at.replace(tzinfo=now.tzinfo)
    return timedelta(0) <= now - moment < LIT_FOR
