"""One meeting (tapaaminen): when and where, where it stands in the process, its clock, visits and rounds."""

import datetime as dt
from typing import Final, Literal, TypeVar

from kpfacil.model.references import Who
from kpfacil.model.text import Line, Words
from kpfacil.model.value import Stored, value

Mode = Literal["room", "remote", "hybrid"]
Status = Literal["draft", "review", "accepted"]
PhaseName = Literal["exploration", "establishing", "action", "renewal"]
RoundOrder = Literal["seat", "by-party", "parties"]
"""Whose turn comes next: by seat (the roster's order), people by their parties, or one turn a party."""
_EARLIEST = 3
"""How many hours before its start something can belong to a meeting."""
_LONGEST = dt.timedelta(hours=12)
"""A meeting that would last longer has its end before its start."""
WallPicture = Literal["", "people", "ranking", "resources", "self-check", "closing-round"]
CLOSING_ROUND: Final = "closing-round"
"""The wall's picture of the closing round, and the key of what is said in it among the evaluations."""
"""What the audience's screen was asked to show instead of the step's own picture; empty where nothing was asked."""
_Moment = TypeVar("_Moment", dt.date, dt.datetime)
StepKind = Literal["round", "talk", "silent", "collect", "group", "vote", "agree", "review", "read-back", "close"]


@value
class Meeting(Stored):
    """The meeting of one session file. `timer_left` is in seconds and stands only while the timer is paused."""

    date: dt.date
    number: int = 1
    nth: int = 1
    """Which of its day's meetings it is."""
    start: dt.time | None = None
    end: dt.time | None = None
    place: Line = ""
    mode: Mode = "room"
    status: Status = "draft"
    phase: PhaseName = "exploration"
    step: str = ""
    next_date: dt.date | None = None
    next_start: dt.time | None = None
    next_end: dt.time | None = None
    next_place: Line = ""
    timer_ends_at: dt.datetime | None = None
    timer_left: int | None = None
    focus: str = ""
    """The id that the room looks at now: the agreement of the consent round, the promise looked back at."""
    wall: WallPicture = ""
    wall_point: str = ""
    """The question of the self-check that the room looks at, by its key."""
    wall_page: int = 0
    """How many pages were turned by hand on the audience's screen since the step began."""
    wall_blank: bool = False
    """Whether the audience's screen shows the table's name and the clock alone."""
    break_ends_at: dt.datetime | None = None
    """When the break ends; the time of a break is no step's."""
    speaker: Who = ""
    """Whose turn it is in a round: the id of a participant or a party."""
    speaker_since: dt.datetime | None = None
    round_order: RoundOrder | None = None
    """The order of rounds where it was chosen; else by seat, and by party where people are many."""
    began: tuple[str, ...] | None = None
    """The ids that were carried into the meeting; None where nobody wrote down what it began with."""
    balance_shown: bool = False
    """Whether the audience's screen shows how the turns and entries spread over the parties."""

    @property
    def name(self) -> str:
        """How the meeting is named where its day had another before it: `2026-11-21-2`; else empty."""
        return f"{self.date.isoformat()}-{self.nth}" if self.nth > 1 else ""

    def matches(self, day: dt.date | None, name: str) -> bool:
        """Return whether something told of a day and a meeting of that day was told of this meeting."""
        return day == self.date and name == self.name


@value
class Material(Stored):
    """Other material of the meeting (what its page shows beside the memo)."""

    title: Line
    url: Line = ""


@value
class Visit(Stored):
    """One stay in a step: the time used."""

    step: str
    phase: PhaseName | None = None
    entered: dt.datetime | None = None
    left: dt.datetime | None = None


@value
class ProgrammeItem(Stored):
    """How this meeting's step differs from the process's own: new words, minutes, place in the order, or dropped.

    A `step` that the process does not know is added after the step named in `after`.
    """

    step: str
    title: Line = ""
    kind: StepKind | None = None
    minutes: int | None = None
    question: Words = ""
    after: str = ""
    dropped: bool = False


@value
class Evaluation(Stored):
    """One answer of the self-check or the closing round: hands raised or a 1–5 mean, with words beside it."""

    key: Line
    value: int | float | None = None
    text: Words = ""
    who: Who = ""


@value
class Turn(Stored):
    """A turn taken (or skipped) in a round, by a participant or a party; `seconds` is how long it lasted."""

    step: str
    who: Who
    seconds: int = 0
    skipped: bool = False
    at: dt.datetime | None = None


def shift(moment: _Moment, by: dt.timedelta) -> _Moment:
    """Return a day or a moment without a zone so much later or earlier, at most the calendar's last or first one."""
    try:
        return moment + by
    except OverflowError:
        return type(moment).max if by > dt.timedelta() else type(moment).min


def moment_of(meeting: Meeting, at: dt.time) -> dt.datetime:
    """Return when a time of the meeting was: one more than three hours before its start belongs to the next day."""
    moment = dt.datetime.combine(meeting.date, at)
    return shift(moment, meeting.date - day_of(meeting, moment))


def day_of(meeting: Meeting, moment: dt.datetime) -> dt.date:
    """Return the day that a moment belongs to: days change three hours before the meeting's start, else at midnight."""
    start = meeting.start or dt.time(_EARLIEST)
    before = dt.timedelta(hours=start.hour - _EARLIEST, minutes=start.minute)
    return shift(moment.replace(tzinfo=None), -before).date()


def is_of(meeting: Meeting, moment: dt.datetime, day: dt.date) -> bool:
    """Return whether a moment is of a day: by the calendar, or after its midnight, before days change."""
    return day == moment.date() or day == day_of(meeting, moment)


def length_of(meeting: Meeting) -> dt.timedelta | None:
    """Return how long the meeting is to last; None where that is not said, or its end is before its start."""
    if meeting.start is None or meeting.end is None:
        return None
    length = moment_of(meeting, meeting.end) - dt.datetime.combine(meeting.date, meeting.start)
    return length if dt.timedelta() <= length <= _LONGEST else None


def time_left(meeting: Meeting, now: dt.datetime) -> int | None:
    """Return the seconds left on the meeting's timer, negative in overtime, None where no timer stands."""
    if meeting.timer_ends_at is not None:
        return round((meeting.timer_ends_at - now).total_seconds())
    return meeting.timer_left
