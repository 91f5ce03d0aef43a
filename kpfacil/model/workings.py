"""What a session keeps beside its entries: lines that wait, who asked for the floor, sendings taken, places proofed."""

import dataclasses
import datetime as dt
from typing import Literal

from kpfacil.model.kinds import Records
from kpfacil.model.meeting import PhaseName
from kpfacil.model.references import Who
from kpfacil.model.text import Line, Typed, Words
from kpfacil.model.value import Extra, nothing_extra, value

Decision = Literal["cover", "keep", "replace"]


@value
class PendingLine:
    """A line that waits for an answer: kept, never exported, never on the wall, not carried over."""

    line: Typed
    kind: Records = "idea"
    """What it becomes without a sign."""
    phase: PhaseName | None = None
    step: str = ""
    at: dt.datetime | None = None
    by: Who = ""
    """Who had the floor."""
    seat: Line = ""
    """Who sent it."""
    extra: Extra = dataclasses.field(default_factory=nothing_extra, hash=False)


@value
class Queued:
    """Somebody who has asked for the floor; the id may name somebody who is gone."""

    who: str
    at: dt.datetime | None = None
    extra: Extra = dataclasses.field(default_factory=nothing_extra, hash=False)


@value
class SendingAnswer:
    """What came of one sending: the ids made, or why it was refused."""

    number: int
    line: Words = ""
    made: tuple[Line, ...] = ()
    reason: Line = ""
    extra: Extra = dataclasses.field(default_factory=nothing_extra, hash=False)


@value
class Seat:
    """What has been taken from one sending window of the inbox: a sending not above `last` is never taken again."""

    id: str
    name: Line = ""
    last: int = 0
    answers: tuple[SendingAnswer, ...] = ()
    """Those of the latest sendings: one goes when its own lies in a file and a later sending is taken."""
    extra: Extra = dataclasses.field(default_factory=nothing_extra, hash=False)


@value
class Proof:
    """A decision made before publishing on one word in one text; another text asks again."""

    where: str
    """An entry or a key of the table, then the text's key: `T4.note`."""
    word: Line
    nth: int = 1
    text: Words = ""
    decision: Decision = "cover"
    words: Line = ""
    extra: Extra = dataclasses.field(default_factory=nothing_extra, hash=False)
