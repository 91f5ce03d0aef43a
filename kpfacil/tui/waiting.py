"""Lines that could not be read yet: nothing of them is lost, nothing is guessed, and nothing waits for them."""

from collections.abc import Iterator
from dataclasses import replace

from kpfacil.capture import Ask, Reading, Swapping, as_entry, as_text, choose, nearest
from kpfacil.commands.base import Command, Refused, Scene, Together
from kpfacil.commands.workings import ReleaseLine
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.model.value import frozen
from kpfacil.model.workings import PendingLine
from kpfacil.tui.sight import Said
from kpfacil.views.outcome import act_words, detail_words
from kpfacil.views.settings import swap_words


@frozen()
class Reply:
    """One answer that can be given to a line that waits; `act` says what it does with `handle`."""

    act: str
    words: str
    handle: str = ""


@frozen()
class Waiting:
    """A line that waits, as it reads now, and the reason why it cannot be taken, if there is one."""

    pending: PendingLine
    reading: Reading
    refusal: Refused | None = None

    @property
    def line(self) -> str:
        """The line as it was entered."""
        return self.pending.line


def replies_to(waiting: Waiting, session: Session, texts: Texts) -> tuple[Reply, ...]:
    """Return the answers that can be given to a waiting line."""
    own = () if waiting.refusal is not None else tuple(_own_replies(waiting.reading, session, texts))
    return (*own, Reply("edit", texts.say("ask.edit")), Reply("drop", texts.say("ask.drop")))


def _own_replies(reading: Reading, session: Session, texts: Texts) -> Iterator[Reply]:
    """Yield the answers to what the line itself asks."""
    text = Reply("text", texts.say("ask.text"))
    if reading.commands:
        yield Reply("record", texts.say("ask.record"))
    elif reading.swap is not None:
        yield from (Reply("swap", texts.say("ask.change")), text)
    elif reading.doubt is not None:
        yield Reply("yes", texts.said(reading.doubt.yes))
        yield from (text,) if reading.act in ("wish", "row") else ()
    for ask in reading.asks[:1]:
        yield from _names(ask, session, texts, text)


def _names(ask: Ask, session: Session, texts: Texts, text: Reply) -> Iterator[Reply]:
    """Yield whom a name may mean, and that it is text, first where it most likely is; at last whom it is spelt like."""
    yield from (text,) if ask.texty else ()
    yield from _chosen(ask.candidates, session)
    yield from () if ask.candidates else (Reply("add", texts.say("ask.add", name=ask.name)),)
    yield from (text,) if ask.colons and not ask.texty else ()
    yield from () if ask.candidates else _chosen(nearest(ask, session), session)


def _chosen(handles: tuple[str, ...], session: Session) -> Iterator[Reply]:
    return (Reply("choose", session.name_of(handle), handle) for handle in handles)


def answered(waiting: Waiting, reply: Reply, session: Session) -> tuple[str, Swapping]:
    """Return the line that an answer makes of a waiting one, and whether it may change a fact of the table."""
    if reply.act == "swap":
        return waiting.line, "always"
    if reply.act == "record":
        return waiting.line, "empty"
    if not waiting.reading.asks:
        return as_entry(waiting.line, waiting.reading), "empty"
    ask = waiting.reading.asks[0]
    if reply.act == "choose":
        return choose(waiting.line, ask, reply.handle, session), "empty"
    return as_text(waiting.line, ask), "empty"


def tried(reading: Reading, session: Session, scene: Scene) -> Reading:
    """Return a reading with the refusal that doing it would meet now, if there is one."""
    try:
        Together(commands=reading.commands).apply(session, scene)
    except Refused as refusal:
        return replace(reading, refusal=refusal)
    return reading


def instead_of(mended: PendingLine | None, session: Session, *commands: Command) -> Command:
    """Return commands as one, with which the waiting line that they have come of is let go."""
    released = (ReleaseLine(line=mended),) if mended in session.pending else ()
    return Together(commands=(*commands, *released))


def heard(reading: Reading, session: Session, said: Said, texts: Texts) -> Said:
    """Return what is said of a line that was recorded: what it made, set or did, and what in it cannot be right."""
    if reading.swap is not None:
        return Said(swap_words(replace(reading.swap, old=""), texts))
    who = [session.name_of(handle) for handle in reading.who] if not reading.entry else []
    parts = (act_words(reading, texts), *who, *detail_words(reading, session, texts))
    done = said.words or " · ".join(filter(None, parts))
    if reading.notice is not None:
        return Said(" · ".join(filter(None, (done, texts.said(reading.notice)))), trouble=True)
    return replace(said, words=done)
