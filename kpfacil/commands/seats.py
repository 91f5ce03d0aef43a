"""What is taken from the inbox: a line that another seat has sent, with what came of it."""

from collections.abc import Iterator
from dataclasses import replace

from kpfacil.commands.base import Scene, Together
from kpfacil.model.kinds import LETTERS
from kpfacil.model.session import Session
from kpfacil.model.value import value
from kpfacil.model.workings import Seat, SendingAnswer


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
    settled: frozenset[int] = frozenset()

    @property
    def alone(self) -> bool:
        """Whether nothing is recorded."""
        return not self.commands

    def apply(self, session: Session, scene: Scene) -> Session:
        after = Together(commands=self.commands).apply(session, scene)
        answer = replace(self.answer, made=tuple(made_between(session, after)) or self.answer.made)
        seats = {one.id: one for one in session.seats}
        seats[self.seat] = self._taken(seats.get(self.seat, Seat(id=self.seat)), answer)
        return replace(after, seats=tuple(seats.values()))

    def _taken(self, seat: Seat, answer: SendingAnswer) -> Seat:
        kept = tuple(one for one in seat.answers if one.number not in self.settled)
        last = max(seat.last, answer.number)
        return replace(seat, name=self.name or seat.name, last=last, answers=(*kept, answer))


def made_between(before: Session, after: Session) -> Iterator[str]:
    """Yield the ids given between two sessions, in the order of their letters."""
    for letter in LETTERS.values():
        given = range(before.counters.get(letter, 0) + 1, after.counters.get(letter, 0) + 1)
        yield from (f"{letter}{number}" for number in given)
