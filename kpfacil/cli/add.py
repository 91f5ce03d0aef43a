"""`kpfacil add`: records lines with the grammar of the capture line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kpfacil.capture import Ask, Reading, Swapping, Window, as_text, read, split_paste
from kpfacil.cli.console import Console, Misuse, Refusal
from kpfacil.cli.given import Given
from kpfacil.cli.places import process_of, put
from kpfacil.commands.base import Refused, Scene, Together
from kpfacil.model.kinds import LETTERS, Records
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.model.text import clean_line
from kpfacil.storage.errors import reason_of
from kpfacil.storage.files import load
from kpfacil.storage.keeper import Keeper
from kpfacil.storage.lock import Held, Lock, hold
from kpfacil.views.settings import swap_words

STDIN = "-"
_TRIES_A_SECOND = 5


@dataclass(frozen=True, slots=True)
class GivenLine:
    """A line to record, with its number in what was given, from 1 on."""

    number: int
    text: str


def add(given: Given, console: Console) -> int:
    """Record the lines and print the ids made; 1 where some were refused, the others are kept."""
    if not given.words:
        raise Misuse("cli.usage.missing", value=console.say("cli.metavar.line"))
    path = console.around.path(given.file)
    lines = tuple(_lines(given.words, console))
    load(path)  # what can't be read is refused before anything is left beside it
    with _hold(path, given.wait, console):
        opened = load(path)
        swapping: Swapping = "always" if given.setting else "never"
        recording = Recording(opened.session, process_of(path), console, swapping)
        for line in lines:
            recording.take(line)
        put(Keeper(path, opened), recording.session, console)
    console.tell(*recording.ids)
    console.warn(*recording.told)
    return 1 if recording.refused else 0


def _hold(path: Path, seconds: int, console: Console) -> Lock:
    """Take the lock of the session, waiting so long for whoever has it; raises `Held`."""
    for _ in range(seconds * _TRIES_A_SECOND):
        try:
            return hold(path, console.around.clock())
        except Held:
            console.around.pause(1 / _TRIES_A_SECOND)
    return hold(path, console.around.clock())


class Recording:
    """Lines being recorded one after another: what was made of them, and which were refused.

    Without a desk: nobody undoes here, and no step of the meeting begins because of lines from elsewhere.
    """

    def __init__(self, session: Session, process: Process, console: Console, swapping: Swapping) -> None:
        self.session = session
        self._swapping: Swapping = swapping
        self._process = process
        self._console = console
        self.ids: list[str] = []
        self.refused = 0
        self._last = ""
        self.told: list[str] = []
        """Why lines were refused, and what is said of lines that were not."""

    def take(self, line: GivenLine) -> None:
        """Record a line, or note why it can't be."""
        window = Window(swapping=self._swapping, last=self._last, alone=True)
        reading = read(line.text, self.session, self._kind(), window)
        if reading.asks and all(ask.texty for ask in reading.asks):
            self.take(replace(line, text=as_text(line.text, reading.asks[0])))
            return
        if reading.commands:
            self._record(line, reading)
        elif reading.asks:
            self._refuse(line, " ".join(self._asked(ask) for ask in reading.asks))
        elif reading.swap is not None:
            texts = self._console.texts
            self._refuse(line, texts.say("cli.add.swap", change=swap_words(reading.swap, texts)))
        elif reading.doubt is not None:
            self._refuse(line, self._console.texts.said(reading.doubt.question))
        else:
            self._refuse(line, self._console.refusal(reading.refusal or Refused("line-no-text")))

    def _record(self, line: GivenLine, reading: Reading) -> None:
        before = self.session
        scene = Scene(process=self._process, now=self._console.around.clock())
        try:
            self.session = Together(commands=reading.commands).apply(before, scene)
        except Refused as refused:
            self._refuse(line, self._console.refusal(refused))
            return
        made = list(_made(before, self.session))
        self._last = made[-1] if made else self._last
        self.ids += made or (reading.entry.split(", ") if reading.entry else [])
        if reading.notice is not None:
            self._tell(line, self._console.texts.said(reading.notice))

    def _kind(self) -> Records:
        """Return what a line without a sign becomes: what the current step suggests, else an idea."""
        meeting = self.session.meeting
        steps = self._process.steps(meeting.phase, self.session.programme)
        return next((step.records for step in steps if step.id == meeting.step), "idea")

    def _refuse(self, line: GivenLine, reason: str) -> None:
        self.refused += 1
        self._tell(line, reason)

    def _tell(self, line: GivenLine, reason: str) -> None:
        self.told.append(self._console.say("cli.add.refused", n=line.number, line=line.text, reason=reason))

    def _asked(self, ask: Ask) -> str:
        if not ask.candidates:
            return self._console.say("cli.add.unknown", name=ask.name)
        if ask.owner_at >= 0:
            return self._console.say("cli.add.owner", name=ask.name)
        names = ", ".join(f"{self.session.name_of(handle)} ({handle})" for handle in ask.candidates)
        return self._console.say("cli.add.ambiguous", name=ask.name, names=names)


def _made(before: Session, after: Session) -> Iterator[str]:
    """Yield the ids given between two sessions, in the order of their letters."""
    for letter in LETTERS.values():
        given = range(before.counters.get(letter, 0) + 1, after.counters.get(letter, 0) + 1)
        yield from (f"{letter}{number}" for number in given)


def _lines(words: list[str], console: Console) -> Iterator[GivenLine]:
    number = 0
    for word in words:
        texts = _pasted(console) if word == STDIN else ((1, _row(word)),)
        last = 0
        for last, text in texts:
            yield GivenLine(number + last, text)
        number += max(last, 1)


def _row(line: str) -> str:
    """Return a line cleaned, with the tabs between the cells of a table's row."""
    return "\t".join(map(clean_line, line.split("\t")))


def _pasted(console: Console) -> tuple[tuple[int, str], ...]:
    """Return the lines of stdin with their numbers; bullets and counting numbers are dropped as from a paste."""
    lines = re.split("\r\n|[\r\n]", _stdin(console))
    kept = [(number, line) for number, line in enumerate(lines, start=1) if split_paste(line)]
    texts = split_paste("\n".join(line for _, line in kept))
    return tuple((number, text) for (number, _), text in zip(kept, texts, strict=True))


def _stdin(console: Console) -> str:
    """Return what stands on stdin: UTF-8 with or without a byte order mark, else as Windows programs write it."""
    stream = console.around.stdin
    buffer = getattr(stream, "buffer", None)
    try:
        if buffer is None:
            return stream.read()
        data: bytes = buffer.read()
    except OSError as error:
        raise Refusal(console.say("cli.no-input", reason=reason_of(error))) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
