"""The pictures that may stand in the middle of the room's screen, as plain values."""

from datetime import date, datetime
from typing import Literal

from kpfacil.model.appointments import Appointment
from kpfacil.model.entries import Answer
from kpfacil.model.kinds import Kind
from kpfacil.model.table import Setting
from kpfacil.model.value import frozen_by_name
from kpfacil.rules.funnel import Budget, Funnel
from kpfacil.rules.resources import Sum
from kpfacil.views.cards import Shown

AnswerRow = Answer | Literal["waiting"]
"""How somebody has answered in a round of consent, or has not yet."""


@frozen_by_name
class Still:
    """Silent thinking: the clock and the question alone."""


@frozen_by_name
class RollCall:
    """Who is here, by party; `chairs` are those still expected, `counted` those who are counted and not named."""

    table: str
    day: date
    place: str
    parties: tuple["PartyRow", ...]
    present: int
    remote: int
    expected: int


@frozen_by_name
class PartyRow:
    """One party at the roll call; `name` empty gathers those who stand for none."""

    name: str
    here: tuple[str, ...]
    chairs: int
    counted: int


@frozen_by_name
class Lines:
    """Lines of one kind or of several, each kind under its own heading; `rules` are the table's ground rules.

    `facts` are what the table has said of itself in answer to the step's question: each with its name; `more` is how
    many older lines there are.
    """

    columns: tuple[tuple[Kind, tuple[Shown, ...]], ...]
    rules: tuple[str, ...] = ()
    facts: tuple[tuple[Setting, str], ...] = ()
    more: int = 0


@frozen_by_name
class Groups:
    """Ideas by theme, the largest group first, those without a theme (an empty name) last; `more` are older ones."""

    groups: tuple[tuple[str, tuple[Shown, ...]], ...]
    budget: Budget
    more: int = 0


@frozen_by_name
class Ranking:
    """Ideas with the most dots first, and how many dots have been given; `more` are those with the fewest."""

    ideas: tuple[Shown, ...]
    budget: Budget
    more: int = 0


@frozen_by_name
class RoundPicture:
    """Whose turn it is and since when, who comes next, who is left; `seconds` are meant for one turn.

    `said` are the words of the closing round, the latest first: who and what.
    """

    speaker: str
    party: str
    """What the speaker stands for; empty where the speaker is a party."""
    since: datetime | None
    seconds: int
    next: str
    left: tuple[str, ...]
    spoken: int
    count: int
    said: tuple[tuple[str, str], ...] = ()

    @property
    def over(self) -> bool:
        """Whether everybody has had their turn."""
        return bool(self.count) and not self.left


@frozen_by_name
class Alone:
    """One entry, large, for the whole room to look at; `at` of `count` where it is one of a row. `age` in meetings.

    `dealt` is how many of a look back's promises have been dealt with; None elsewhere. `overdue`: its day has passed.
    """

    entry: Shown
    at: int = 0
    count: int = 0
    age: int = 0
    dealt: int | None = None
    overdue: bool = False
    owners: tuple[str, ...] = ()
    """Who is thanked for it, by the name alone."""


@frozen_by_name
class ConsentPicture:
    """One agreement in its round: each kind of answer that somebody has given, with names and reasons."""

    id: str
    text: str
    answers: tuple[tuple[AnswerRow, tuple[tuple[str, str], ...]], ...]
    blocked: bool
    complete: bool


@frozen_by_name
class Promises:
    """The promises looked back at: tasks, then agreements that came along to be confirmed."""

    promises: tuple[Shown, ...]


@frozen_by_name
class SelfCheck:
    """One question of the self-check: the hands that were raised of so many people, and those of the last time.

    Of a mean, a number with a part, five is the most there can be.
    """

    key: str
    at: int
    count: int
    hands: int | float | None
    people: int
    before: int | float | None = None
    before_people: int = 0
    text: str = ""


@frozen_by_name
class Promised:
    """What a party has promised today: a task, or what it gives to another's; `who` is its person, if any.

    The day and the words for it stand as they do on the task.
    """

    text: str
    who: str = ""
    due: date | None = None
    due_text: str = ""


@frozen_by_name
class Closing:
    """The next meeting, the jam factory of the evening and of the term, and what each party has promised today."""

    evening: Funnel
    term: Funnel | None
    next: Appointment
    promised: tuple[tuple[str, tuple[Promised, ...]], ...]


@frozen_by_name
class BalancePicture:
    """How the entries and turns spread over the parties: name and number."""

    parties: tuple[tuple[str, int], ...]


@frozen_by_name
class ResourcesPicture:
    """What lies on the table, by kind and unit, and by party; `offer` is the one that is looked at."""

    offer: Shown | None
    total: tuple[Sum, ...]
    parties: tuple[tuple[str, tuple[Sum, ...]], ...]
    offers: tuple[Shown, ...]


Picture = (
    Still
    | RollCall
    | Lines
    | Groups
    | Ranking
    | RoundPicture
    | Alone
    | ConsentPicture
    | Promises
    | SelfCheck
    | Closing
    | BalancePicture
    | ResourcesPicture
)
"""An entry as the room sees it is a `Shown`. Own notes and lines that wait for an answer are in none of these."""
UNDISTURBED = (Ranking, Groups, Alone, ConsentPicture, Still)
"""Pictures that a new agreement or task does not take the wall from."""
