"""What a session keeps beside its entries: lines that wait, who asked for the floor, sendings taken, places proofed."""

import datetime as dt
from typing import Literal

from kpfacil.model import kinds, meeting, references
from kpfacil.model.text import Line, Typed, Words
from kpfacil.model.value import Stored, frozen_by_name, value

Decision = Literal["cover", "keep", "replace"]


@value
class PendingLine(Stored):
    """A line that waits for an answer: kept, never exported, never on the wall, not carried over."""

    line: Typed
    kind: kinds.Records = "idea"
    """What it becomes without a sign."""
    phase: meeting.PhaseName | None = None
    step: str = ""
    at: dt.datetime | None = None
    by: references.Who = ""
    """Who had the floor."""
    seat: Line = ""
    """Who sent it."""


@value
class Queued(Stored):
    """Somebody who has asked for the floor; the id may name somebody who is gone."""

    who: str
    at: dt.datetime | None = None


@frozen_by_name
class Sent:
    """One line that a seat has sent, with what was shown and answered there before it was sent."""

    line: str
    seat: str = ""
    number: int = 0
    by: str = ""
    """Who sits there."""
    setting: bool = False
    """Whether facts of the table may be exchanged."""
    sure: bool = False
    """Whether what there was to ask about the line has been asked."""
    undo: bool = False
    """Whether the seat takes back the last line that it has had recorded; `line` is how that one read."""
    back: int = 0
    """The number of the line that is taken back; 0 where that is the last one that stands."""
    join: str = ""
    """Who comes to the table first, as a participant."""
    kind: kinds.Records | None = None
    """What the line becomes without a sign; None where the meeting's step says so."""
    floor: str | None = None
    """Who had the floor; None where that is who has it now."""
    closing: bool = False
    """Whether whoever had the floor says it in the closing round."""


@value
class SendingAnswer(Stored):
    """What came of one sending: the ids made, or why it was refused."""

    number: int
    line: Words = ""
    made: tuple[Line, ...] = ()
    reason: Line = ""


@value
class Seat(Stored):
    """What has been taken from one sending window of the inbox: a sending not above `last` is never taken again."""

    id: str
    name: Line = ""
    last: int = 0
    answers: tuple[SendingAnswer, ...] = ()
    """Those of the latest sendings: one goes when its own lies in a file and a later sending is taken."""


@value
class Proof(Stored):
    """A decision made before publishing on one word in one text; another text asks again."""

    where: str
    """An entry or a key of the table, then the text's key: `T4.note`."""
    word: Line
    nth: int = 1
    text: Words = ""
    decision: Decision = "cover"
    words: Line = ""
