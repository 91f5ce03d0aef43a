"""What is recorded at the table: ideas, agreements, tasks, parked matters, offers, remarks and own notes."""

from datetime import date, datetime
from typing import Literal

from kpfacil.model.meeting import PhaseName
from kpfacil.model.references import Who
from kpfacil.model.text import Line, Words
from kpfacil.model.value import Stored, value

Fate = Literal["open", "forward", "parked", "dropped"]
Answer = Literal["yes", "reservation", "no", "absent"]
AgreementState = Literal["open", "not_agreed"]
Mandate = Literal["self", "organisation", "decision"]
TaskState = Literal["open", "active", "waiting", "done", "lapsed"]
ResourceKind = Literal["time", "volunteers", "skill", "space", "money", "equipment", "communication", "other"]
OPEN_STATES: tuple[TaskState, ...] = ("open", "active", "waiting")
"""The states in which a task is carried into the next meeting."""


@value
class Recorded(Stored):
    """What is recorded at the table bears the phase, the step and the moment in which that was done."""

    phase: PhaseName | None = None
    step: str = ""
    at: datetime | None = None


@value
class Idea(Recorded):
    """An idea as it was said; `by` empty means the table."""

    id: str
    text: Words
    by: tuple[Who, ...] = ()
    theme: Line = ""
    votes: int = 0
    fate: Fate = "open"


@value
class Consent(Stored):
    """One person's or party's answer in the consent round."""

    who: Who
    answer: Answer
    text: Words = ""
    """The words that it was given to, where they are no longer the agreement's."""
    given: Words = ""
    """The words that it was given to, where no more than a slip in them has been mended since."""
    reason: Words = ""
    on: date | None = None
    """The meeting that asked; an *absent* of an earlier meeting is asked again."""
    meeting: str = ""
    """The name of that meeting where its day had more than one."""


@value
class Hands(Stored):
    """A show of hands: how many were for, against and blank."""

    yes: int = 0
    no: int = 0
    blank: int = 0
    text: Words = ""
    """The words that were voted on, where they are no longer the agreement's."""
    given: Words = ""
    """The words that were voted on, where no more than a slip in them has been mended since."""


@value
class Agreement(Recorded):
    """Something agreed (*sovittu*, never a decision: a table has no power over the municipality's matters)."""

    id: str
    text: Words
    by: tuple[Who, ...] = ()
    origin: tuple[str, ...] = ()
    mandate: Mandate = "self"
    carrier: Who = ""
    carrier_due: date | None = None
    state: AgreementState = "open"
    confirmed: bool = False
    confirmed_text: Words = ""
    """The words that were confirmed, where no more than a slip in them has been mended since."""
    hands: Hands | None = None
    consent: tuple[Consent, ...] = ()

    @property
    def answers(self) -> tuple[Consent, ...]:
        """The answers given to the agreement's own words, not to those it had before."""
        return tuple(consent for consent in self.consent if not consent.text)

    @property
    def own_hands(self) -> Hands | None:
        """The show of hands on its own words; None where it was on others, or there was none."""
        return self.hands if self.hands and not self.hands.text else None

    @property
    def answered(self) -> bool:
        """Whether anybody has answered it, in a round or by a show of hands, in these words or others."""
        return bool(self.consent) or self.hands is not None

    @property
    def blocked(self) -> bool:
        """Whether somebody said no to it."""
        return any(consent.answer == "no" for consent in self.answers)


@value
class Pledge(Stored):
    """A resource promised to a task: who gives what kind of thing, how much; the words are always kept."""

    text: Words
    by: Who = ""
    """A single owner's own id; empty where several owners give together."""
    kind: ResourceKind = "other"
    amount: int | float | None = None
    unit: Line = ""
    ask: bool = False
    """Whether its giver has to be asked anew, because the owners who gave it together have changed."""


@value
class StoryLine(Stored):
    """What happened to a task in one meeting, so that its story can be told; `what` is a key of `texts.told`."""

    on: date
    what: Line
    text: Words = ""
    meeting: str = ""
    """The name of the meeting where its day had more than one."""


@value
class Task(Recorded):
    """Who does what, by when and with which resources. The first owner carries it; an owner may be a party."""

    id: str
    text: Words
    owners: tuple[Who, ...] = ()
    due: date | None = None
    due_text: Line = ""
    state: TaskState = "open"
    origin: tuple[str, ...] = ()
    raised_on: date | None = None
    postponed: int = 0
    mandate: Mandate = "self"
    carrier: Who = ""
    carrier_due: date | None = None
    confirmed: bool = False
    confirmed_text: Words = ""
    """The words that the owner said yes to, where no more than a slip in them has been mended since."""
    note: Words = ""
    reviewed_on: date | None = None
    """The latest meeting that looked back at the task."""
    reviewed_meeting: str = ""
    """Its name where its day had more than one."""
    heir: Who = ""
    """Who goes on with the task when the ring ends: a participant or a party."""
    resources: tuple[Pledge, ...] = ()
    story: tuple[StoryLine, ...] = ()
    by: tuple[Who, ...] = ()


@value
class Parked(Recorded):
    """A matter left waiting (*odottamaan jätetty*)."""

    id: str
    text: Words
    by: tuple[Who, ...] = ()
    theme: Line = ""
    origin: tuple[str, ...] = ()
    next_step: Words = ""


@value
class Offer(Recorded):
    """What somebody could give, not tied to a task yet (the unused potential of residents)."""

    id: str
    text: Words
    by: Who = ""
    kind: ResourceKind = "other"
    amount: int | float | None = None
    unit: Line = ""
    task: str = ""
    """The task that the offer was tied to; empty while it waits."""


@value
class Note(Recorded):
    """The facilitator's own note: never on the audience's screen, never in a memo."""

    id: str
    text: Words


@value
class Remark(Recorded):
    """Said at the table, neither idea nor agreed (*keskustelu*)."""

    id: str
    text: Words
    by: tuple[Who, ...] = ()


Entry = Idea | Agreement | Task | Parked | Offer | Note | Remark
