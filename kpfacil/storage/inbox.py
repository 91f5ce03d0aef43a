"""The inbox of a session: lines from other seats, each taken exactly once, in order for each seat.

A sending is a small file that is written elsewhere and renamed in. The mark of each seat is saved with the entries;
then the answers are written, and only then is anything deleted: whatever is killed in between is done again to the
same end. A folder that synchronises late, in another order or in halves changes nothing of that.
"""

import contextlib
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import rtoml
import tomli_w

from kpfacil.commands.seats import TakeSending
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.model.text import LONGEST
from kpfacil.model.texts import Texts
from kpfacil.model.workings import Seat, SendingAnswer
from kpfacil.storage.atomic import sweep_old, write_atomically
from kpfacil.views.afar import Sent, taking

_NAME = re.compile(r"([0-9a-f]{8})-([0-9]{6})\.toml")
_MOST_BYTES = 4 * LONGEST + 4096
"""A file that is larger than the longest line can be is no sending."""


class Sending(Sent):
    """A line that was sent, as a file."""

    __slots__ = ()

    @property
    def id(self) -> str:
        """The name of its file, without the ending: no person's name, and no clock."""
        return f"{self.seat}-{self.number:06d}"

    def encoded(self) -> bytes:
        """Return its file, with a check by which a half-written one is known."""
        told = {"id": self.id, "line": self.line, "by": self.by, "setting": self.setting}
        return tomli_w.dumps({**told, "check": self._check()}).encode("utf-8", "replace")

    def _check(self) -> str:
        words = "\n".join((self.id, self.line, self.by, str(self.setting)))
        return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16]

    @classmethod
    def read(cls, path: Path) -> "Sending | None":
        """Return the sending in a file, None where it is none or is not whole yet."""
        named = _NAME.fullmatch(path.name)
        told = _told(path)
        if named is None or told is None:
            return None
        words = [told.get(key) for key in ("line", "by")]
        line, by = (word if isinstance(word, str) else "" for word in words)
        made = cls(named[1], int(named[2]), line, by, told.get("setting") is True)
        whole = told.get("id") == made.id and told.get("check") == made._check()
        return made if whole and line.strip() else None


def inbox_of(path: Path) -> Path:
    """Return the folder that sendings to a session are put into."""
    return path.parent / path.stem / "inbox"


class Inbox:
    """The side that takes: the program that holds the meeting of `path`."""

    def __init__(self, path: Path) -> None:
        self._folder = inbox_of(path)
        self._answers = (self._folder / "taken", self._folder / "refused")
        self._answered: dict[str, int] = {}
        """The highest number of each seat whose answer lies in a file."""
        self._looked = False

    def waiting(self, session: Session) -> Iterator[Sending]:
        """Yield what is to be taken now: of each seat what follows its mark, as long as it is there and whole."""
        found: dict[str, set[int]] = {}
        for seat, number in _numbers(self._folder):
            found.setdefault(seat, set()).add(number)
        if found:
            self._look_at_answers()
        for seat, numbers in sorted(found.items()):
            number = self._mark(session, seat) + 1
            while number in numbers:
                sending = Sending.read(self._folder / f"{seat}-{number:06d}.toml")
                if sending is None:
                    break
                yield sending
                number += 1

    def settle(self, on_disk: Session) -> None:
        """Write the answers that the session on the disk holds, and only then delete what it has taken."""
        waiting = list(_numbers(self._folder))
        if not waiting and not any(seat.answers for seat in on_disk.seats):
            return
        self._look_at_answers()
        for seat in on_disk.seats:
            for answer in seat.answers:
                self._write(seat, answer)
        marks = {seat.id: seat.last for seat in on_disk.seats}
        for seat_id, number in waiting:
            if number <= max(marks.get(seat_id, 0), self._answered.get(seat_id, 0)):
                with contextlib.suppress(OSError):
                    (self._folder / f"{seat_id}-{number:06d}.toml").unlink()

    def command(
        self, sending: Sending, session: Session, process: Process, texts: Texts, last: str = ""
    ) -> TakeSending:
        """Return what takes a sending, and lets go of the answers of its seat that lie in files by now."""
        made = taking(sending, session, process, texts, last)
        answers = (one for seat in session.seats if seat.id == sending.seat for one in seat.answers)
        most = self._answered.get(sending.seat, 0)
        return replace(made, settled=frozenset(one.number for one in answers if one.number <= most))

    def _mark(self, session: Session, seat: str) -> int:
        last = max((one.last for one in session.seats if one.id == seat), default=0)
        return max(last, self._answered.get(seat, 0))

    def _look_at_answers(self) -> None:
        """Learn once what was answered before this program began."""
        if self._looked:
            return
        for folder in self._answers:
            for seat, number in _numbers(folder):
                self._answered[seat] = max(number, self._answered.get(seat, 0))
        self._looked = True

    def _write(self, seat: Seat, answer: SendingAnswer) -> None:
        if answer.number <= self._answered.get(seat.id, 0):
            return
        folder = self._answers[bool(answer.reason)]
        name = f"{seat.id}-{answer.number:06d}"
        told = {"id": name, "line": answer.line, "by": seat.name, "made": list(answer.made), "reason": answer.reason}
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            sweep_old(folder)
            write_atomically(folder / f"{name}.toml", tomli_w.dumps(told).encode("utf-8", "replace"))
            self._answered[seat.id] = answer.number


def answer_of(path: Path, sending: str) -> SendingAnswer | None:
    """Return what came of a sending to the session of `path`, None while nobody has taken it."""
    for folder in ("taken", "refused"):
        told = _told(inbox_of(path) / folder / f"{sending}.toml")
        # The reason stands last: without it the file is not whole yet.
        if told is not None and told.get("id") == sending and "reason" in told:
            made, reason = told.get("made"), told["reason"]
            return SendingAnswer(
                number=int(sending.rpartition("-")[2]),
                line=str(told.get("line", "")),
                made=tuple(str(one) for one in made) if isinstance(made, list) else (),
                reason=reason if isinstance(reason, str) else "",
            )
    return None


def _numbers(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield the seats and numbers of the sendings or answers in a folder; other files are left alone."""
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        for entry in found:
            named = _NAME.fullmatch(entry.name)
            if named is not None:
                yield named[1], int(named[2])


def _told(path: Path) -> dict[str, object] | None:
    """Return what a file says, None where it can't be read or is cut in the middle of a line."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            return None
        return dict(rtoml.loads(path.read_text("utf-8")))
    except (OSError, ValueError):
        return None
