"""A line from where nobody can be asked: what is not clear is refused with a sentence instead of a question."""

from dataclasses import dataclass, replace

from kpfacil.capture import Ask, Reading, Window, as_text, read
from kpfacil.commands.base import Refused
from kpfacil.commands.seats import TakeSending
from kpfacil.model.kinds import Records
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence, Texts
from kpfacil.model.workings import SendingAnswer
from kpfacil.views.settings import swap_words


@dataclass(frozen=True, slots=True)
class Sent:
    """One line that a seat has sent; `by` is who sits there, `setting` that facts of the table may be exchanged."""

    seat: str
    number: int
    line: str
    by: str = ""
    setting: bool = False


def read_afar(line: str, session: Session, process: Process, window: Window, texts: Texts) -> tuple[Reading, str]:
    """Return how a line is understood, and why it is refused; the reason is empty where there are commands."""
    reading = read(line, session, _kind(session, process), window)
    if reading.asks and all(ask.texty for ask in reading.asks):
        return read_afar(as_text(line, reading.asks[0]), session, process, window, texts)
    return reading, "" if reading.commands else _reason(reading, session, texts)


def taking(sent: Sent, session: Session, process: Process, texts: Texts, last: str = "") -> TakeSending:
    """Return what takes a line that another seat has sent; a refused one is taken too, with its reason.

    `last` is the entry that the seat recorded last.
    """
    window = Window(swapping="always" if sent.setting else "never", last=last, alone=True)
    reading, reason = read_afar(sent.line, session, process, window, texts)
    made = tuple(reading.entry.split(", ")) if reading.entry and not reason else ()
    answer = SendingAnswer(number=sent.number, line=sent.line, made=made, reason=reason)
    return TakeSending(seat=sent.seat, name=sent.by, answer=answer, commands=() if reason else reading.commands)


def refused(command: TakeSending, refusal: Refused, texts: Texts) -> TakeSending:
    """Return the same sending taken without anything recorded, as its change was refused."""
    answer = replace(command.answer, made=(), reason=texts.said(refusal.sentence))
    return replace(command, answer=answer, commands=())


def _kind(session: Session, process: Process) -> Records:
    """Return what a line without a sign becomes: what the current step suggests, else an idea."""
    meeting = session.meeting
    steps = process.steps(meeting.phase, session.programme)
    return next((step.records for step in steps if step.id == meeting.step), "idea")


def _reason(reading: Reading, session: Session, texts: Texts) -> str:
    if reading.asks:
        return " ".join(texts.said(_asked(ask, session)) for ask in reading.asks)
    if reading.swap is not None:
        return texts.say("cli.add.swap", change=swap_words(reading.swap, texts))
    if reading.doubt is not None:
        return texts.said(reading.doubt.question)
    return texts.said((reading.refusal or Refused("line-no-text")).sentence)


def _asked(ask: Ask, session: Session) -> Sentence:
    if not ask.candidates:
        return Sentence("cli.add.unknown", {"name": ask.name})
    if ask.owner_at >= 0:
        return Sentence("cli.add.owner", {"name": ask.name})
    names = ", ".join(f"{session.name_of(handle)} ({handle})" for handle in ask.candidates)
    return Sentence("cli.add.ambiguous", {"name": ask.name, "names": names})
