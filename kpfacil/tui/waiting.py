"""Lines that could not be read yet: nothing of them is lost, nothing is guessed, and nothing waits for them."""

from dataclasses import dataclass, replace

from kpfacil.capture import Reading, Swapping, as_entry, as_text, choose
from kpfacil.commands.base import Refused
from kpfacil.model.kinds import Records
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.tui.said import Said
from kpfacil.views.outcome import act_words, detail_words
from kpfacil.views.settings import swap_words


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
    kind: Records
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
            replies.insert(0 if ask.texty else len(replies), Reply("text", texts.say("ask.text")))
    if waiting.refusal is None and waiting.reading.swap is not None:
        replies += [Reply("swap", texts.say("ask.change")), Reply("text", texts.say("ask.text"))]
    replies.append(Reply("edit", texts.say("ask.edit")))
    replies.append(Reply("drop", texts.say("ask.drop")))
    return tuple(replies)


def answered(waiting: Waiting, reply: Reply, session: Session) -> tuple[str, Swapping]:
    """Return the line that an answer makes of a waiting one, and whether it may change a fact of the table."""
    if reply.act == "swap":
        return waiting.line, "always"
    if not waiting.reading.asks:
        return as_entry(waiting.line, waiting.reading), "empty"
    ask = waiting.reading.asks[0]
    if reply.act == "choose":
        return choose(waiting.line, ask, reply.handle, session), "empty"
    return as_text(waiting.line, ask), "empty"


def heard(reading: Reading, said: Said, texts: Texts) -> Said:
    """Return what is said of a line that was recorded: what it made, set or did, and what in it cannot be right."""
    if reading.swap is not None:
        return Said(swap_words(replace(reading.swap, old=""), texts))
    done = said.words or " · ".join(filter(None, (act_words(reading, texts), *detail_words(reading, texts))))
    if reading.notice is not None:
        return Said(f"{done} {texts.said(reading.notice)}".strip(), trouble=True)
    return replace(said, words=done)
