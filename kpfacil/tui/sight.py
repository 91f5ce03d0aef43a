"""What the room knows beside the session: where the eye is, what is said, whether all is saved, other sessions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path

from kpfacil.model.kinds import Kind
from kpfacil.model.process import Step
from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence, Texts
from kpfacil.model.value import frozen
from kpfacil.storage.archive import table_in
from kpfacil.storage.files import StorageError, other_days
from kpfacil.storage.saver import BackedUp, Conflicted, Failed, Saved, State
from kpfacil.views.cards import column

_LIT_FOR = timedelta(seconds=6)


@frozen()
class Said:
    """A sentence of the program to the facilitator, and whether it is trouble."""

    words: str = ""
    trouble: bool = False
    line: str = ""
    """The line that came back with the sentence, if one did."""


@frozen()
class Put:
    """What is to stand in the capture line next; `prefix` is what the board's selection has put there."""

    line: str
    prefix: str = ""
    let_go: bool = False
    """Whether ↑ brings back what stood there."""
    suggested: bool = False
    """Whether the words are only a suggestion, which typing replaces."""


@frozen()
class Written:
    """What came of one format: the file, and a sentence where there is something to say of it or why there is none."""

    path: Path | None = None
    trouble: Sentence | None = None


@dataclass(slots=True)
class Sight:
    """Where the eye is on the board: what is chosen, what is lit, and the first entry seen in each column."""

    chosen: str = ""
    last: str = ""
    """The entry that this window recorded last, which a line may go on with; none after an undo or a walk."""
    lit: frozenset[str] = frozenset()
    lit_until: datetime | None = None
    tops: dict[Kind, str] = field(default_factory=dict)
    new: str = ""
    """What was just recorded here, which is to be seen wherever its column is sorted to, unless that was scrolled."""
    agreeing: bool = False
    """Whether the table is agreeing: what was sent on and has most dots stands first then."""
    ruling: bool = False
    """Whether lines become ground rules: those stand above what is agreed then."""

    def light(self, made: Sequence[str], now: datetime) -> None:
        """Light up what was just recorded, for a while."""
        self.lit, self.last, self.lit_until = frozenset(made), made[-1], now + _LIT_FOR

    def fade(self, now: datetime) -> bool:
        """Let what is lit fade when its time is over; return whether something changed."""
        if over := self.lit_until is not None and now >= self.lit_until:
            self.lit_until, self.lit = None, frozenset()
        return over

    def look_for(self, step: Step) -> None:
        """Look as a step of the meeting asks for, from the top of each column."""
        self.agreeing, self.ruling = step.kind == "agree", step.records == "rule"
        self.new, self.tops = "", {}

    def ids(self, session: Session, kind: Kind) -> list[str]:
        """Return the ids of a column from the top."""
        return [entry.id for entry in column(session, kind, agreeing=self.agreeing).entries]

    def scroll(self, kind: Kind, ids: Sequence[str], at: int) -> None:
        """Scroll a column to a place: it begins at the entry before it, at the top where it is of the first."""
        self.new = ""
        self.tops.pop(kind, None)
        if at > 1:
            self.tops[kind] = ids[at - 1]


@frozen()
class SaveState:
    """Whether the newest session is on the disk, in the room's words. `loud` when it is not and cannot be."""

    words: str
    loud: bool = False
    aside: str = ""
    """The file that is saved to since another program has changed the meeting's own."""


@dataclass(slots=True)
class SaveLine:
    """What the saver has said last, against the newest session: *saved* only when that is on the disk."""

    newest: Session
    on_disk: Session | None = None
    failed: bool = False
    aside: str = ""

    def hear(self, state: State, texts: Texts) -> Said | None:
        """Take a word of the saver; return what has to be told to the facilitator in so many words."""
        match state:
            case Saved(session=session):
                self.on_disk, self.failed = session, False
            case Failed(sentence=sentence):
                fresh, self.failed = not self.failed, True
                return Said(texts.say_sentence(sentence), trouble=True) if fresh else None
            case Conflicted(path=path):
                self.aside = path.name
                return Said(texts.say("save.conflict", file=path.name), trouble=True)
            case BackedUp(path=path):
                return Said(texts.say("save.backed-up", file=path.name))
        return None

    def state(self, texts: Texts) -> SaveState:
        """Return the words for the screen."""
        if self.failed:
            return SaveState(texts.say("save.failed"), loud=True)
        if self.on_disk is not self.newest and self.on_disk != self.newest:
            return SaveState(texts.say("save.saving"))
        key = "save.saved-aside" if self.aside else "save.saved"
        return SaveState(texts.say(key, file=self.aside), aside=self.aside)


class TableSessions:
    """The other sessions of the table of a file, read once when they are first asked for."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days of the other sessions, by the names of their files."""
        return other_days(self._path) if self._path is not None else ()

    @cached_property
    def others(self) -> tuple[Session, ...]:
        """The other sessions, those of other terms too."""
        if self._path is None:
            return ()
        try:
            found = table_in(self._path.parent).sessions
        except StorageError:
            return ()
        return tuple(one.session for one in found if one.path.name != self._path.name)

    def term(self, now: Session) -> tuple[Session, ...]:
        """Return the sessions of a session's term with itself, from the oldest to the newest."""
        within = (session for session in self.others if now.table.in_term(session.meeting.date))
        return tuple(sorted((*within, now), key=lambda session: session.meeting.date))
