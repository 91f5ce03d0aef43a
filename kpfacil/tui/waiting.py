"""Lines that are not recorded yet: they wait for an answer, or are on their way to whoever holds the meeting."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kpfacil.capture import Ask, Reading, Swap, Swapping, Window, as_entry, as_text, choose, is_first_name, nearest
from kpfacil.commands.base import Command, Refused, Together
from kpfacil.commands.workings import ReleaseLine
from kpfacil.desk import Desk
from kpfacil.model.kinds import SIGN_OF
from kpfacil.model.session import Session
from kpfacil.model.text import clean_line
from kpfacil.model.texts import Texts
from kpfacil.model.value import frozen
from kpfacil.model.workings import PendingLine
from kpfacil.rules.presence import people_here
from kpfacil.storage.inbox import Sending
from kpfacil.storage.outbox import Outbox
from kpfacil.tui.reading import attempt, read
from kpfacil.tui.sight import Said
from kpfacil.views.afar import still_stands
from kpfacil.views.outcome import act_words, detail_words, swap_words


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
        yield Reply("yes", texts.say_sentence(reading.doubt.yes))
        yield from (text,) if reading.act in ("wish", "row", "meant", "break") else ()
        here = len(people_here(session)) if reading.doubt.commands and reading.who else 0
        yield from (Reply("here", texts.count("ask.all-here", here)),) if here else ()
    for ask in reading.asks[:1]:
        yield from _names(ask, session, texts, text)


def _names(ask: Ask, session: Session, texts: Texts, text: Reply) -> Iterator[Reply]:
    """Yield whom a name may mean or is spelt like, that it is new, that it is text: first where it most likely is."""
    yield from (text,) if ask.texty else ()
    alike = [Reply("choose", session.name_of(one), one) for one in ask.candidates or nearest(ask, session)]
    if not ask.candidates:
        # A first name is likelier than a party spelt like it.
        likelier = [one for one in alike if session.participant(one.handle)] if is_first_name(ask.name) else alike
        alike.insert(len(likelier), Reply("add", texts.say("ask.add", name=ask.name)))
    yield from alike
    yield from (text,) if ask.colons and not ask.texty else ()


def apply_answer(waiting: Waiting, reply: Reply, session: Session) -> tuple[str, Swapping]:
    """Return the line that an answer makes of a waiting one, and whether it may change a fact of the table."""
    if reply.act == "record":
        return waiting.line, "empty"
    if reply.act in ("swap", "here") or waiting.reading.wish is not None:
        return waiting.line, "always"
    if not waiting.reading.asks:
        return as_entry(waiting.line, waiting.reading), "empty"
    ask = waiting.reading.asks[0]
    if reply.act == "choose":
        return choose(waiting.line, ask, reply.handle, session), "empty"
    line, kind = as_text(waiting.line, ask), waiting.reading.kind
    # Where only a name before the colon has made it of that kind, its sign does so now.
    same = read(line, session, waiting.pending.kind).kind == kind
    return line if same else f"{SIGN_OF[kind]} {line}", "empty"


def try_reading(reading: Reading, desk: Desk) -> Reading:
    """Return a reading with the refusal that doing it would meet now, if there is one."""
    try:
        attempt(lambda: Together(commands=reading.commands).apply(desk.session, desk.scene))
    except Refused as refusal:
        return replace(reading, refusal=refusal)
    return reading


def instead_of(mended: PendingLine | None, session: Session, *commands: Command) -> Command:
    """Return commands as one, with which the waiting line that they have come of is let go."""
    released = (ReleaseLine(line=mended),) if mended in session.pending else ()
    return Together(commands=(*commands, *released))


def tell_reading(reading: Reading, session: Session, said: Said, texts: Texts) -> Said:
    """Return what is said of a line that was recorded: what it made, set or did, and what in it cannot be right."""
    if reading.swap is not None:
        return Said(swap_words(replace(reading.swap, old=""), texts))
    who = [session.name_of(handle) for handle in reading.who] if not reading.entry else []
    parts = (act_words(reading, texts), *who, *detail_words(reading, session, texts))
    done = said.words or " · ".join(filter(None, parts))
    if not done and reading.kind == "rule":
        done = swap_words(Swap(setting="rule", old="", new=reading.text), texts)
    if reading.notice is not None:
        return Said(" · ".join(filter(None, (done, texts.say_sentence(reading.notice)))), trouble=True)
    return replace(said, words=done)


@frozen()
class OwnLine:
    """A line of this seat, under the number by which it was sent, and the ids that it made or worked on."""

    number: int
    words: str
    made: tuple[str, ...] = ()


def own_line(sending: Sending, made: tuple[str, ...] = ()) -> OwnLine:
    """Return a sending as one of the seat's own lines."""
    return OwnLine(sending.number, clean_line(sending.line) or sending.join, made)


@dataclass(slots=True)
class Post:
    """Sends lines by an outbox under a name; `recorded` are the seat's own recorded lines, the newest last."""

    outbox: Outbox
    name: str
    recorded: list[OwnLine] = field(default_factory=list)

    def last(self, session: Session) -> OwnLine | None:
        """Return the own line that an undo takes back: the last that stands or is on its way, and is not undone yet."""
        waiting = self.outbox.waiting
        undone = {sending.back for sending in waiting if sending.undo}
        own = (*self.recorded, *(own_line(sending) for sending in waiting if not sending.undo))
        left = [one for one in own if one.number not in undone and still_stands(one.made, session)]
        return left[-1] if left else None

    def taken_back(self, number: int, session: Session) -> None:
        """Forget an own line that was taken back, unless its entry is gone with it, which may come back."""
        self.recorded = [one for one in self.recorded if one.number != number or not still_stands(one.made, session)]

    def window(self, floor: str, swapping: Swapping, last: str) -> Window:
        """Return what a line knows here: the table's facts are asked about before they change, as far from there."""
        return Window(swapping="always" if swapping == "always" else "never", last=last, floor=floor)

    def takes(self, reading: Reading) -> bool:
        """Return whether a line is sent as it is: what is refused here may be right behind what is still on its way."""
        return bool(reading.commands) or (reading.refusal is not None and bool(self.outbox.waiting))
