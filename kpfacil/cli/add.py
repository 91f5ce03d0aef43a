"""`kpfacil add` and `scribe`: lines recorded without the capture line of `run`, or through the inbox of its holder."""

import contextlib
import sys
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from kpfacil.capture import Reading, Swapping, Window, number_paste
from kpfacil.cli.console import Console, Misuse, Refusal
from kpfacil.cli.given import Given
from kpfacil.cli.places import process_of, put
from kpfacil.cli.screens import meeting_of, need_terminal, thaw
from kpfacil.commands.base import Refused, Scene, Together
from kpfacil.commands.workings import TakeSending, entry_to_continue, ids_made_between
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.model.text import clean_row
from kpfacil.model.value import frozen
from kpfacil.model.workings import Sent
from kpfacil.rosters.sheets import decode_text
from kpfacil.storage.decode import load
from kpfacil.storage.files import reason_of
from kpfacil.storage.inbox import Inbox, Sending, answer_of
from kpfacil.storage.lock import Held, hold, user_name
from kpfacil.storage.outbox import Outbox, state_folder
from kpfacil.storage.program import note_fault
from kpfacil.views.afar import Takings, read_afar

STDIN = "-"
_PROGRAM = "kpfacil add"
_TRIES = 25
_TRIES_A_SECOND = 5


@frozen()
class GivenLine:
    """A line to record, with its number in what was given, from 1 on."""

    number: int
    text: str


def add(given: Given, console: Console) -> int:
    """Record the lines and print the ids made; 1 where some were refused, the others are kept."""
    if not given.words:
        raise Misuse("cli.usage.missing", value=console.say("cli.metavar.line"))
    path = console.path(given.file)
    lines = tuple(_lines(given.words, console))
    load(path)  # what can't be read is refused before anything is left beside it
    try:
        lock = _hold(path, console)
    except Held as held:
        return send(path, lines, held, given.wait, console, setting=given.setting)
    with lock:
        opened = load(path)
        inbox, process = Inbox(path), process_of(path)
        taken = take(inbox, opened.session, process, console)
        session, ids, told, refused = _record(lines, taken, process, console, setting=given.setting)
        put(path, opened, session, console)
        inbox.settle(session)
    _tell_taken(path, opened.session, session, console)
    console.tell(*ids)
    console.warn(*told)
    return 1 if refused else 0


def _hold(path: Path, console: Console) -> ExitStack:
    """Take the lock of the session; another `add` is waited for, as it is done at once. Raises `Held`."""
    for _ in range(_TRIES):
        try:
            return hold(path, console.now(), _PROGRAM)
        except Held as held:
            if held.holder.program != _PROGRAM:
                raise
            console.around.pause(1 / _TRIES_A_SECOND)
    return hold(path, console.now(), _PROGRAM)


def _record(
    lines: Iterable[GivenLine], session: Session, process: Process, console: Console, *, setting: bool
) -> tuple[Session, list[str], list[str], int]:
    """Return the session with the lines recorded, the ids made, what is to be told of lines, and how many were refused.

    Without a desk: nobody undoes here, and no step of the meeting begins because of lines from elsewhere.
    """
    ids: list[str] = []
    told: list[str] = []
    refused, last = 0, ""
    swapping: Swapping = "always" if setting else "never"
    for line in lines:
        window = Window(swapping=swapping, last=last, alone=True)
        before, last = session, ""
        reading = Reading(kind="idea")
        try:
            reading, reason = read_afar(line.text, session, process, window, console.texts)
            if not reason:
                scene = Scene(process=process, now=console.now())
                session = Together(commands=reading.commands).apply(before, scene)
        except Refused as refusal:
            reason = console.say(refusal.sentence)
        except Exception as fault:  # noqa: BLE001 - whatever it is, the other lines are recorded
            reason = console.say(Refused("line-fault", log=note_fault(fault)).sentence)
        if reason:
            refused += 1
            told.append(_refusal_of(line, reason, console))
            continue
        last = entry_to_continue(before, session, reading.entry)
        ids += list(ids_made_between(before, session)) or filter(None, reading.entry.split(", "))
        if reading.notice is not None:
            told.append(_refusal_of(line, console.say(reading.notice), console))
    return session, ids, told, refused


def _refusal_of(line: GivenLine, reason: str, console: Console) -> str:
    return console.say("cli.add.refused", n=line.number, line=line.text, reason=reason)


def _lines(words: Sequence[str], console: Console) -> Iterator[GivenLine]:
    number = 0
    for word in words:
        texts = number_paste(_stdin(console)) if word == STDIN else ((1, clean_row(word)),)
        last = 0
        for last, text in texts:
            yield GivenLine(number + last, text)
        number += max(last, 1)


def _stdin(console: Console) -> str:
    """Return what stands on stdin: UTF-8, UTF-16, else as Windows programs write it."""
    stream = console.around.stdin
    buffer = getattr(stream, "buffer", None)
    try:
        if buffer is None:
            return stream.read()
        data: bytes = buffer.read()
    except OSError as error:
        raise Refusal("cli.no-input", reason=reason_of(error)) from None
    return decode_text(data)


def send(path: Path, lines: Sequence[GivenLine], held: Held, seconds: int, console: Console, *, setting: bool) -> int:
    """Put the lines into the inbox and say so; wait so long for what comes of them. 1 where some were refused.

    Raises `Refusal` where this machine has no place to keep what was sent.
    """
    state = state_folder(console.around.env, sys.platform)
    if state is None:
        console.warn_of(held)
        raise Refusal("cli.add.no-folder")
    with Outbox(path, state) as outbox:
        sent, refused = _send(outbox, lines, console, setting=setting)
        if not sent:
            return 1 if refused else 0
        _deliver(outbox, len(sent))
        console.warn_of(held)
        console.warn_that("cli.add.sent", len(sent))
        if not seconds:
            return 1 if refused else 0
        for _ in range(seconds * _TRIES_A_SECOND):
            console.around.pause(1 / _TRIES_A_SECOND)
            _deliver(outbox, len(sent))
            with contextlib.suppress(Held), hold(path, console.now()):
                take_waiting(path, console, own={outbox.seat})
            if all(answer_of(path, sending.id) for sending, _ in sent):
                break
        _deliver(outbox, len(sent))
        return 1 if _tell(path, sent, console) + refused else 0


def _send(
    outbox: Outbox, lines: Sequence[GivenLine], console: Console, *, setting: bool
) -> tuple[list[tuple[Sending, GivenLine]], int]:
    """Return what was sent, and how many lines were refused before that."""
    sent: list[tuple[Sending, GivenLine]] = []
    refused, name = 0, user_name()
    for line in lines:
        try:
            sent.append((outbox.send(Sent(line=line.text, by=name, setting=setting)), line))
        except Refused as refusal:
            console.warn(_refusal_of(line, console.say(refusal.sentence), console))
            refused += 1
    return sent, refused


def _deliver(outbox: Outbox, sent: int) -> None:
    """Put in what waits; raises `Refusal` where the folder can't be reached, and says what becomes of the lines."""
    try:
        outbox.deliver()
        outbox.let_go()
    except OSError as error:
        raise Refusal("cli.add.kept", None, sent, reason=reason_of(error)) from None


def _tell(path: Path, sent: Sequence[tuple[Sending, GivenLine]], console: Console) -> int:
    """Print the ids made and tell what was refused, and what still waits; return how many were refused."""
    refused = waiting = 0
    for sending, line in sent:
        answer = answer_of(path, sending.id)
        if answer is None:
            waiting += 1
        elif answer.reason:
            console.warn(_refusal_of(line, answer.reason, console))
            refused += 1
        else:
            console.tell(*answer.made)
    if waiting:
        console.warn_that("cli.add.waiting", waiting)
    return refused


def take_waiting(path: Path, console: Console, own: Container[str] = ()) -> None:
    """Take what lies in the inbox of a meeting that is held here, and tell of each line but those of our own seat."""
    opened = load(path)
    inbox = Inbox(path)
    session = take(inbox, opened.session, process_of(path), console)
    if session is not opened.session:
        put(path, opened, session, console)
    inbox.settle(session)
    _tell_taken(path, opened.session, session, console, own)


def _tell_taken(path: Path, before: Session, after: Session, console: Console, own: Container[str] = ()) -> None:
    """Tell what became of each line that another seat has sent: nobody else may read the answers."""
    marks = {seat.id: seat.last for seat in before.seats}
    for seat in (seat for seat in after.seats if seat.id not in own):
        for answer in (one for one in seat.answers if one.number > marks.get(seat.id, 0)):
            key, made = ("not-taken", answer.reason) if answer.reason else ("taken", ", ".join(answer.made))
            console.warn_that(f"cli.add.{key}", path=path, name=seat.name, line=answer.line, reason=made)


def take(inbox: Inbox, session: Session, process: Process, console: Console) -> Session:
    """Return the session with what waits in the inbox; it is to be saved, and then the inbox settled with it."""

    def do(command: TakeSending) -> Session:
        nonlocal session
        session = command.apply(session, scene)
        return session

    takings = Takings(note_fault)
    for sending in inbox.waiting(session):
        scene = Scene(process=process, now=console.now())
        takings.take(sending, session, scene, console.texts, do, inbox.numbers_settled(session, sending.seat))
    return session


def scribe(given: Given, console: Console) -> int:
    """Open the scribe's screen; refused where the file can't be read or there is no terminal."""
    path = meeting_of(given, console)
    opened = load(path)
    process = process_of(path)
    need_terminal("kpfacil scribe", console)
    state = state_folder(console.around.env, sys.platform)
    if state is None:
        raise Refusal("cli.scribe.no-folder")
    from kpfacil.tui.scribe import ScribeStart, run  # noqa: PLC0415 - Textual, only for a screen

    thaw()
    secretaries = [person.name for person in opened.session.members if "secretary" in person.roles]
    with Outbox(path, state, "scribe") as outbox:
        start = ScribeStart(
            opened=opened,
            process=process,
            clock=console.around.clock,
            language=console.texts.language,
            tell=console.tell,
            warn=console.warn,
            outbox=outbox,
            name=given.name or (secretaries[0] if len(secretaries) == 1 else user_name()),
        )
        return run(start)
