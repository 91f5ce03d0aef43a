"""The table that meets many times: its goal, charter, term and the goals it follows."""

from datetime import date
from typing import Literal

from kpfacil.model.text import Line, Words
from kpfacil.model.value import Stored, value

TableKind = Literal["local", "regional", "thematic"]
AgreementNeeded = Literal["open", "yes", "no"]
Choice = Literal["open", "end", "continue", "renew"]
WallNames = Literal["first", "full"]
GoalState = Literal["open", "active", "reached", "lapsed"]
Setting = Literal[
    "goal", "indicator", "rule", "agreement-needed", "choice", "url", "theme", "table-kind", "term-goal", "crowd",
    "next", "place", "hours",
]  # fmt: skip
"""The facts of the table that a line can set."""


def is_pair(numbers: tuple[int, ...]) -> bool:
    """Return whether numbers can be the fewest and the most of something: one alone, both in order, or none."""
    return not numbers[2:] and list(numbers) == sorted(numbers) and min(numbers, default=0) >= 0


@value
class Charter(Stored):
    """What the composition is held against (*kokoonpano*)."""

    seats: tuple[int, ...] = ()
    extra_seats: tuple[Line, ...] = ()
    parties_min: int = 3
    meetings_per_year: tuple[int, ...] = ()
    fields: tuple[Line, ...] = ()


@value
class Goal(Stored):
    """A goal or key task of the term, followed from meeting to meeting."""

    id: str
    text: Words
    state: GoalState = "open"
    reason: Words = ""


@value
class Table(Stored):
    """The kumppanuuspöytä itself."""

    name: Line
    kind: TableKind = "local"
    theme: Line = ""
    goal: Words = ""
    indicator: Words = ""
    agreement_needed: AgreementNeeded = "open"
    choice: Choice = "open"
    url: Line = ""
    term_start: date | None = None
    term_end: date | None = None
    ground_rules: tuple[Words, ...] = ()
    charter: Charter | None = None
    goals: tuple[Goal, ...] = ()
    wall_names: WallNames = "first"
    """Whether the audience's screen shows first names only (titles are left in the cloakroom)."""
    kept_words: tuple[Line, ...] = ()
    """Words that the proof before publishing need not ask about."""

    def in_term(self, day: date) -> bool:
        """Return whether a day is in the table's term, which may be open at either end."""
        return (self.term_start or date.min) <= day <= (self.term_end or date.max)
