"""The pictures that may stand in the middle of the room's screen, as plain values."""

from dataclasses import dataclass
from datetime import date, datetime, time

from kpfacil.model.kinds import Kind
from kpfacil.rules.dots import Budget
from kpfacil.rules.funnel import Funnel
from kpfacil.views.audience_consent import ConsentPicture
from kpfacil.views.audience_entries import WallEntry
from kpfacil.views.audience_resources import ResourcesPicture


@dataclass(frozen=True, slots=True, kw_only=True)
class Still:
    """Silent thinking: the clock and the question alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Lines of one kind or of several, each kind under its own heading; `rules` are the table's ground rules."""

    columns: tuple[tuple[Kind, tuple[WallEntry, ...]], ...]
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """Ideas by theme, the largest group first, those without a theme (an empty name) last."""

    groups: tuple[tuple[str, tuple[WallEntry, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """Ideas with the most dots first, and how many dots have been given."""

    ideas: tuple[WallEntry, ...]
    budget: Budget


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPicture:
    """Whose turn it is and since when, who comes next, who is left; `seconds` are meant for one turn."""

    speaker: str
    party: str
    """What the speaker stands for; empty in the narikka, and where the speaker is a party."""
    since: datetime | None
    seconds: int
    next: str
    left: tuple[str, ...]
    spoken: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """One entry, large, for the whole room to look at; `at` of `count` where it is one of a row. `age` in meetings."""

    entry: WallEntry
    at: int = 0
    count: int = 0
    age: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """The promises looked back at, those dealt with marked."""

    tasks: tuple[tuple[WallEntry, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """The jam factory of the evening and of the term, and the next meeting."""

    evening: Funnel
    term: Funnel | None
    next_date: date | None
    next_start: time | None
    next_place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BalancePicture:
    """How the entries and turns spread over the parties: name and number."""

    parties: tuple[tuple[str, int], ...]


Picture = (
    Still
    | Lines
    | Wall
    | Votes
    | RoundPicture
    | Alone
    | ConsentPicture
    | Promises
    | Closing
    | BalancePicture
    | ResourcesPicture
)
