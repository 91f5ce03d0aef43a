"""What lies beside the entries: lines that wait, decisions before publishing, lines that other seats have sent."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import fields, replace

from kpfacil.commands.base import Refused, Scene, Together
from kpfacil.model.kinds import LETTERS
from kpfacil.model.meeting import Meeting
from kpfacil.model.session import Session
from kpfacil.model.table import Table
from kpfacil.model.value import frozen, value, with_parts
from kpfacil.model.workings import PendingLine, Proof, Seat, SendingAnswer


@value
class KeepLine:
    """Keep a line that waits for an answer; `instead` is the waiting line that it has come of, if there is one.

    It was entered, so it is no change to take back: what waits is answered or let go, never undone.
    """

    line: PendingLine
    instead: PendingLine | None = None

    def apply(self, session: Session, scene: Scene) -> Session:
        if self.instead not in session.pending:
            return replace(session, pending=(*session.pending, self.line))
        pending = tuple(self.line if one == self.instead else one for one in session.pending)
        return replace(session, pending=pending)


@value
class ReleaseLine:
    """Let a line go that has waited: it was answered or discarded. Undo brings it back."""

    line: PendingLine

    def apply(self, session: Session, scene: Scene) -> Session:
        if self.line not in session.pending:
            return session
        at = session.pending.index(self.line)
        return replace(session, pending=(*session.pending[:at], *session.pending[at + 1 :]))


@value
class DecidePlace:
    """Decide what the public reads in one place; an earlier decision on the same place goes."""

    proof: Proof
    known: bool = False
    """Whether the word need not be asked about again at this table: it is kept and names nobody."""

    def apply(self, session: Session, scene: Scene) -> Session:
        made = self.proof
        if made.decision == "replace" and not made.words.strip():
            raise Refused("no-words-instead", word=made.word)
        place = (made.where, made.word, made.nth)
        kept = tuple(one for one in session.proof if (one.where, one.word, one.nth) != place)
        session = replace(session, proof=(*kept, made))
        words = session.table.kept_words
        if made.decision == "keep" and self.known and made.word not in words:
            session = replace(session, table=replace(session.table, kept_words=(*words, made.word)))
        return session


@value
class TakeSending:
    """Take a sending: do what it says, and remember in the same change that it was taken and what came of it.

    Without commands it was refused: that is no change to take back. `settled` are numbers of the seat whose answers
    lie in files by now.
    """

    seat: str
    name: str
    answer: SendingAnswer
    commands: tuple[object, ...] = ()
    settled: tuple[int, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether nothing is recorded."""
        return not self.commands

    def apply(self, session: Session, scene: Scene) -> Session:
        after = Together(commands=self.commands).apply(session, scene)
        answer = replace(self.answer, made=tuple(ids_made_between(session, after)) or self.answer.made)
        seats = {one.id: one for one in session.seats}
        seat = seats.get(self.seat, Seat(id=self.seat))
        kept = (one for one in seat.answers if one.number not in self.settled)
        last = max(seat.last, answer.number)
        seats[self.seat] = replace(seat, name=self.name or seat.name, last=last, answers=(*kept, answer))
        return replace(after, seats=tuple(seats.values()))


def ids_made_between(before: Session, after: Session) -> Iterator[str]:
    """Yield the ids given between two sessions, in the order of their letters."""
    for letter in LETTERS.values():
        given = range(before.counters.get(letter, 0) + 1, after.counters.get(letter, 0) + 1)
        yield from (f"{letter}{number}" for number in given)


def entry_to_continue(before: Session, after: Session, worked_on: str = "") -> str:
    """Return the entry that a line of three dots goes on with after a change: the one that is new or has new words."""
    made = tuple(ids_made_between(before, after))
    if made:
        return made[0] if len(made) == 1 else ""
    old, new = before.find(worked_on), after.find(worked_on)
    return worked_on if old is not None and new is not None and old.text != new.text else ""


_STEADY = ("counters", "seats", "visits", "turns")
"""What a change that is taken back leaves as it is: numbers are not given again, and time has passed."""
_LENIENT = ("participants", "parties", "queue")
"""Where what was touched since is simply left as it is by now."""


@frozen()
class TakeBack:
    """Take one change of a seat back out of the session as it is by now; refused where it was touched since."""

    before: Session
    after: Session

    def apply(self, session: Session, scene: Scene) -> Session:
        made = with_parts(session, _parts_back(self.before, self.after, session))
        focus = made.meeting.focus
        return made if not focus or made.find(focus) else replace(made, meeting=replace(made.meeting, focus=""))


def _parts_back(before: object, after: object, now: Session | Meeting | Table) -> dict[str, object]:
    """Return the parts that are other ones without the change, by the names of their fields."""
    parts: dict[str, object] = {}
    for field in fields(now):
        old, new, here = (getattr(one, field.name) for one in (before, after, now))
        if old != new and field.name not in _STEADY:
            parts[field.name] = _part_back(old, new, here, lenient=field.name in _LENIENT)
    return parts


def _part_back(old: object, new: object, now: object, *, lenient: bool) -> object:
    """Return one part without the change; raises `Refused` where something else has changed it since."""
    if now == new:
        return old
    if isinstance(now, tuple) and isinstance(old, tuple) and isinstance(new, tuple):
        return _values_back(_by_key(old), _by_key(new), _by_key(now), lenient=lenient)
    if isinstance(now, Meeting | Table):
        return with_parts(now, _parts_back(old, new, now))
    raise Refused("changed-since")


_Values = Mapping[Hashable, object]
_NOTHING = object()


def _values_back(old: _Values, new: _Values, now: _Values, *, lenient: bool) -> tuple[object, ...]:
    made = {key for key, one in new.items() if old.get(key) != one}
    touched = {key for key in made if now.get(key) != new[key]}
    if touched and not lenient:
        raise Refused("changed-since")
    stood = {key: old.get(key, _NOTHING) for key in made - touched}
    back = list(filter(lambda one: one is not _NOTHING, {**now, **stood}.values()))
    for at, key in enumerate(old):
        if key not in new:
            back.insert(at, old[key])
    return tuple(back)


def _by_key(values: tuple[object, ...]) -> _Values:
    """Return the values of a block by what tells one from the others: its id, else all of it."""
    return {getattr(one, "id", one): one for one in values}
