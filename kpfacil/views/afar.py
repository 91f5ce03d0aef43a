"""A line from where nobody can be asked: what is not clear is refused with a sentence instead of a question."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from kpfacil.capture import Ask, Doubt, Reading, Window, as_text, newcomer, read
from kpfacil.commands.base import Command, Refused, Scene
from kpfacil.commands.table import SayClosing
from kpfacil.commands.workings import TakeBack, TakeSending, entry_to_continue, ids_made_between
from kpfacil.model.fold import fold
from kpfacil.model.kinds import LETTERS, Records, split_id
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.model.text import LONGEST
from kpfacil.model.texts import Sentence, Texts
from kpfacil.model.value import frozen
from kpfacil.model.workings import SendingAnswer, Sent
from kpfacil.rules.integrity import integrity
from kpfacil.views.outcome import kind_of_ask, swap_words


@dataclass(slots=True)
class Takings:
    """What each seat has had recorded since this program holds the meeting.

    `note` writes a fault of the program down and returns where: one line must not end the meeting.
    """

    note: Callable[[Exception], str]
    _changes: dict[str, list["_Recorded"]] = field(default_factory=dict)
    _last: dict[str, "_Recorded"] = field(default_factory=dict)
    """What each seat has had recorded last, if it has undone nothing since."""

    def take(
        self,
        sent: Sent,
        session: Session,
        scene: Scene,
        texts: Texts,
        do: Callable[[TakeSending], Session],
        settled: tuple[int, ...] = (),
    ) -> TakeSending:
        """Have `do` take a sending and return it as it was taken: what cannot be done is taken too, as refused.

        The answers of its seat that are `settled` lie in files by now, and are let go of.
        """
        made = TakeSending(
            seat=sent.seat, name=sent.by, answer=SendingAnswer(number=sent.number, line=sent.line[:LONGEST])
        )
        try:
            command = self._command(sent, made, session, scene, texts)
        except Refused as refusal:
            command = _refuse(made, texts.say_sentence(refusal.sentence))
        except Exception as fault:  # noqa: BLE001 - whatever it is, the meeting goes on
            command = _refuse(made, texts.say_sentence(Refused("line-fault", log=self.note(fault)).sentence))
        command = replace(command, settled=settled)
        try:
            after = do(command)
        except Refused as refusal:
            command = _refuse(command, texts.say_sentence(refusal.sentence))
            self._last.pop(sent.seat, None)
            do(command)
            return command
        if command.answer.reason:
            self._last.pop(sent.seat, None)
        if not command.alone:
            self._remember(sent, command, session, after)
        return command

    def _remember(self, sent: Sent, command: TakeSending, before: Session, after: Session) -> None:
        """Remember what was recorded or taken back; entries that are gone may come back by an undo elsewhere."""
        changes = self._changes.setdefault(sent.seat, [])
        if sent.undo:
            self._last.pop(sent.seat, None)
            undone = self._find_undo(sent, before)
            if still_stands(undone.made, after):
                changes.remove(undone)
            return
        made = tuple(ids_made_between(before, after)) or command.answer.made
        self._last[sent.seat] = _Recorded(sent.number, before, after, made)
        changes.append(self._last[sent.seat])

    def _command(self, sent: Sent, made: TakeSending, session: Session, scene: Scene, texts: Texts) -> TakeSending:
        """Return what a sending does; raises `Refused`."""
        if sent.undo:
            return self._undoing(sent, made, session, scene)
        floor = _floor(sent, session)
        if sent.closing and floor:
            return replace(made, commands=(SayClosing(who=floor, text=sent.line),))
        come = self._joining(sent, session)
        if come and not sent.line:
            return replace(made, commands=come)
        joined = come[0].apply(session, scene) if come else session
        reading, reason = read_afar(sent.line, joined, scene.process, self._window(sent, session), texts, sent.kind)
        if reason:
            return _refuse(made, reason)
        entries = tuple(reading.entry.split(", ")) if reading.entry else ()
        return replace(made, answer=replace(made.answer, made=entries), commands=(*come, *reading.commands))

    def _find_undo(self, sent: Sent, session: Session) -> "_Recorded":
        """Return the change that an undo takes back; raises `Refused` where there is none."""
        changes = self._changes.get(sent.seat, [])
        standing = [one for one in changes if still_stands(one.made, session)]
        named = [one for one in changes if one.number == sent.back] if sent.back else standing
        if not named:
            known = bool(changes) and sent.back > changes[0].number
            raise Refused("line-not-recorded" if known else "nothing-of-yours")
        return named[-1]

    def _undoing(self, sent: Sent, made: TakeSending, session: Session, scene: Scene) -> TakeSending:
        last = self._find_undo(sent, session)
        if not still_stands(last.made, session):
            raise Refused("gone-already", ids=", ".join(last.made))
        back = TakeBack(last.before, last.after)
        if integrity(back.apply(session, scene)):
            raise Refused("changed-since")
        return replace(made, answer=replace(made.answer, made=last.made), commands=(back,))

    def _joining(self, sent: Sent, session: Session) -> tuple[Command, ...]:
        """Return what brings the one to the table whom the seat has asked for, unless they have come meanwhile."""
        known = any(fold(person.name) == fold(sent.join) for person in session.participants)
        return (newcomer(session, sent.join),) if sent.join and not known else ()

    def _window(self, sent: Sent, session: Session) -> Window:
        """Return what the line knows: it goes on with the seat's last entry where nobody added another since."""
        last = self._last.get(sent.seat)
        here = (session.counters, session.meeting.phase, session.meeting.step)
        then = last and (last.after.counters, last.after.meeting.phase, last.after.meeting.step)
        return Window(
            swapping="always" if sent.setting or sent.sure else "never",
            last=entry_to_continue(last.before, last.after, ", ".join(last.made)) if last and then == here else "",
            alone=not sent.sure,
            floor=_floor(sent, session),
        )


def _floor(sent: Sent, session: Session) -> str | None:
    """Return who had the floor when a line was sent; whoever has left the roster since has none."""
    known = sent.floor is None or session.participant(sent.floor) or session.party(sent.floor)
    return sent.floor if known else ""


@frozen()
class _Recorded:
    """One change that a seat has made, and the ids it made or worked on."""

    number: int
    before: Session
    after: Session
    made: tuple[str, ...]


def still_stands(made: tuple[str, ...], session: Session) -> bool:
    """Return whether something of a line stands: an entry that it made or worked on, if it did, is not gone again."""
    return not made or any(session.find(entry) or not _is_given(entry, session) for entry in made)


def _is_given(entry: str, session: Session) -> bool:
    """Return whether an id has been given as far as the session knows, which may have been read before that."""
    parts = split_id(entry)
    return parts is None or parts[1] <= session.counters.get(LETTERS[parts[0]], 0)


def read_afar(
    line: str, session: Session, process: Process, window: Window, texts: Texts, kind: Records | None = None
) -> tuple[Reading, str]:
    """Return how a line is understood, and why it is refused; the reason is empty where there are commands.

    `kind` is what it becomes without a sign, where that is known.
    """
    kind = kind or _kind(session, process)
    reading = read(line, session, kind, window)
    if reading.asks and all(ask.texty for ask in reading.asks):
        name = Sentence("notice.word-is-text", {"name": reading.asks[0].name})
        reading, reason = read_afar(as_text(line, reading.asks[0]), session, process, window, texts, kind)
        return replace(reading, notice=reading.notice or name), reason
    if reading.act == "header" and reading.refusal is not None:
        return replace(reading, refusal=None, notice=reading.refusal.sentence), ""
    return reading, "" if reading.commands else _reason(reading, session, texts)


def _refuse(command: TakeSending, reason: str) -> TakeSending:
    """Return the same sending taken without anything recorded."""
    return replace(command, answer=replace(command.answer, made=(), reason=reason), commands=())


def _kind(session: Session, process: Process) -> Records:
    """Return what a line without a sign becomes: what the current step suggests, else an idea."""
    return next((step.records for step in session.steps_in(process) if step.id == session.meeting.step), "idea")


def _reason(reading: Reading, session: Session, texts: Texts) -> str:
    if reading.asks:
        return " ".join(texts.say_sentence(_ask_sentence(ask, session)) for ask in reading.asks)
    if reading.swap is not None:
        return texts.say("cli.add.swap", change=swap_words(reading.swap, texts))
    if reading.doubt is not None:
        return texts.say_sentence(_untold(reading.doubt))
    return texts.say_sentence((reading.refusal or Refused("line-no-text")).sentence)


def _untold(doubt: Doubt) -> Sentence:
    """Return why a line is refused about which the screen asks, with how it is written instead."""
    if doubt.wish is not None:
        return Sentence("refused.line-word-alone", doubt.question.details)
    key = doubt.question.key.replace("ask.", "refused.line-")
    return Sentence(key, {"line": doubt.line}) if doubt.line else doubt.question


def _ask_sentence(ask: Ask, session: Session) -> Sentence:
    names = ", ".join(f"{session.name_of(handle)} ({handle})" for handle in ask.candidates)
    return Sentence(f"cli.add.{kind_of_ask(ask)}", {"name": ask.name, "names": names})
