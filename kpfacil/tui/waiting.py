"""Lines that could not be read yet: nothing of them is lost, nothing is guessed, and nothing waits for them."""

from dataclasses import dataclass

from kpfacil.capture import Reading, choose, newcomer, read
from kpfacil.commands.base import Refused, Scene
from kpfacil.commands.people import AddParticipant
from kpfacil.model.kinds import Records
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer that can be given to a line that waits; `act` says what it does with `handle`."""

    act: str
    words: str
    handle: str = ""


@dataclass(slots=True)
class Waiting:
    """A line with its question or the reason why it was refused; `chosen` is the answer at hand, -1 for none."""

    line: str
    reading: Reading
    refusal: Refused | None = None
    chosen: int = -1


def replies_to(waiting: Waiting, session: Session, texts: Texts) -> tuple[Reply, ...]:
    """Return the answers that can be given to a waiting line."""
    replies: list[Reply] = []
    if waiting.refusal is None and waiting.reading.asks:
        ask = waiting.reading.asks[0]
        replies += [Reply("choose", session.name_of(handle), handle) for handle in ask.candidates]
        if not ask.candidates:
            replies.append(Reply("add", texts.say("ask.add", name=ask.name)))
        if ask.colons:
            replies.append(Reply("text", texts.say("ask.text")))
    replies.append(Reply("edit", texts.say("ask.edit")))
    replies.append(Reply("drop", texts.say("ask.drop")))
    return tuple(replies)


def with_newcomer(
    waiting: Waiting, session: Session, scene: Scene, kind: Records
) -> tuple[AddParticipant, str, Reading]:
    """Return who joins the table, the line that names them surely, and how it is read once they have joined.

    Raises `Refused` where the person cannot join.
    """
    ask = waiting.reading.asks[0]
    person = newcomer(session, ask.name)
    joined = person.apply(session, scene)
    line = choose(waiting.line, ask, person.id, joined)
    return person, line, read(line, joined, kind)
