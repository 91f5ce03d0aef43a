"""The inbox of a session: lines from other seats, each taken exactly once, in order for each seat.

A sending is a small file that is written elsewhere and renamed in. The mark of each seat is saved with the entries;
then the answers are written, and only then is anything deleted: whatever is killed in between is done again to the
same end. A folder that synchronises late, in another order or in halves changes nothing of that.
"""

import contextlib
import itertools
import json
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import get_args

import rtoml
import tomli_w

from kpfacil.model import kinds, text, texts, value
from kpfacil.model.session import Session
from kpfacil.model.workings import Seat, SendingAnswer, Sent
from kpfacil.storage import decode
from kpfacil.storage.atomic import sweep_old, write_atomically
from kpfacil.storage.files import StorageError, digest, drop, export_folder, names_in, sentence_of

SENDING = re.compile(r"([0-9a-f]{8})-([0-9]{6})\.toml")
"""The name of a sending's file, and of its answer's: the seat and the number."""
MOST_BYTES = 12 * text.LONGEST
"""A file that is larger than the longest line and its answer can be is neither."""
HERE = ".here"
"""The ending of the file by which a seat lets itself be seen."""
_SEAT = re.compile(rf"[0-9a-f]{{8}}{re.escape(HERE)}")
_SILENT = timedelta(seconds=60)
"""After how long without a beat a seat is taken for left."""


class Sending(Sent):
    """A line that was sent, as a file."""

    __slots__ = ()

    @property
    def id(self) -> str:
        """The name of its file, without the ending: no person's name, and no clock."""
        return f"{self.seat}-{self.number:06d}"

    def encode(self) -> bytes:
        """Return its file, with a check by which a half-written one is known; what is as usual is left out."""
        said = {name: getattr(self, name) for name, usual in _USUAL.items() if getattr(self, name) != usual}
        told = {"id": self.id, "line": self.line, **said}
        return tomli_w.dumps({**told, "check": _check(told)}).encode("utf-8", "replace")

    @classmethod
    def read(cls, path: Path) -> "Sending | None":
        """Return the sending in a file, None where it is none or is not whole yet."""
        named, told = SENDING.fullmatch(path.name), _read_small(path) or {}
        if named is None or told.pop("check", "") != _check(told) or told.pop("id", "") != path.stem:
            return None
        right = all(_is_right(name, said) for name, said in told.items())
        if not right or not (told.get("line") or told.get("join")):
            return None
        remake: value.Maker[Sending] = partial(cls, seat=named[1], number=int(named[2]))
        return remake(**{"line": "", **told})


_USUAL = {field.name: field.default for field in fields(Sent) if field.name not in ("seat", "number", "line")}
"""What a sending says when its file says nothing of it."""


def _is_right(name: str, said: object) -> bool:
    """Return whether a key of a sending's file is one, and says what it can say."""
    if name == "kind":
        return said in get_args(kinds.Kind) or said == "rule"
    usual = {"line": "", **_USUAL}.get(name, ...)
    return type(said) is (str if usual is None else type(usual))


def _check(told: Mapping[str, object]) -> str:
    words = json.dumps(told, sort_keys=True, default=str)
    return digest(words.encode())[:16]


class Inbox:
    """The side that takes: the program that holds the meeting of `path`."""

    def __init__(self, path: Path) -> None:
        self._folder = inbox_of(path)
        self._answers = answers_in(self._folder)
        self._answered: dict[str, int] = {}
        """The highest number of each seat whose answer lies in a file."""
        self._looked = False
        self._beats: dict[str, tuple[str, datetime]] = {}
        self.held_up: dict[str, tuple[int, bool]] = {}
        """Of each seat whose turn does not come the number that is waited for, and whether it is there, not whole."""
        self.strange: tuple[str, ...] = ()
        """Files that are no sendings by their names."""

    def waiting(self, session: Session) -> Iterator[Sending]:
        """Yield what is to be taken now: of each seat what follows its mark, as long as it is there and whole."""
        found: dict[str, set[int]] = {}
        names = names_in(self._folder)
        for named in filter(None, map(SENDING.fullmatch, names)):
            found.setdefault(named[1], set()).add(int(named[2]))
        strange = (name for name in names if name.endswith(".toml") and not SENDING.fullmatch(name))
        self.strange = tuple(sorted(map(text.clean_line, strange)))
        self.held_up = {}
        if found:
            self._look_at_answers()
        marks = _highest(_marks(session), self._answered.items())
        for seat, numbers in sorted(found.items()):
            number = marks.get(seat, 0) + 1
            while number in numbers:
                sending = Sending.read(self._folder / f"{seat}-{number:06d}.toml")
                if sending is None:
                    break
                yield sending
                number += 1
            if number <= max(numbers):
                self.held_up[seat] = (number, number in numbers)

    def forget_seats(self) -> None:
        """Remove what seats have left of themselves: those that live let themselves be seen again, the dead do not."""
        for name in filter(_SEAT.fullmatch, names_in(self._folder)):
            drop(self._folder / name)

    def names_seated(self, now: datetime) -> tuple[str, ...]:
        """Return who sits at other seats at the moment, by the names they gave; by beats, never by others' clocks."""
        files = [name for name in names_in(self._folder) if _SEAT.fullmatch(name)]
        here: list[str] = []
        for name in sorted(files):
            told = _read_small(self._folder / name) or {}
            beat, (known, since) = str(told.get("beat")), self._beats.get(name, ("", now))
            self._beats[name] = (beat, now if beat != known else since)
            if now - self._beats[name][1] < _SILENT:
                here.append(text.clean_line(str(told.get("by", ""))))
        return tuple(here)

    def settle(self, on_disk: Session) -> None:
        """Write the answers that the session on the disk holds, and only then delete what it has taken."""
        waiting = list(numbers_in(self._folder))
        if not waiting and not any(seat.answers for seat in on_disk.seats):
            return
        self._look_at_answers()
        for seat in on_disk.seats:
            for answer in seat.answers:
                self._write(seat, answer)
        marks = _highest(_marks(on_disk), self._answered.items())
        for seat_id, number in waiting:
            if number <= marks.get(seat_id, 0):
                drop(self._folder / f"{seat_id}-{number:06d}.toml")

    def numbers_settled(self, session: Session, seat: str) -> tuple[int, ...]:
        """Return the numbers of the answers that a session keeps for a seat, and that lie in files by now."""
        answers = (one.number for known in session.seats if known.id == seat for one in known.answers)
        return tuple(number for number in answers if number <= self._answered.get(seat, 0))

    def _look_at_answers(self) -> None:
        """Learn once what was answered before this program began."""
        if not self._looked:
            self._answered = _highest(*map(numbers_in, self._answers))
            self._looked = True

    def _write(self, seat: Seat, answer: SendingAnswer) -> None:
        if answer.number <= self._answered.get(seat.id, 0):
            return
        folder = self._answers[bool(answer.reason)]
        name = f"{seat.id}-{answer.number:06d}"
        told = {"id": name, "line": answer.line, "by": seat.name, "made": list(answer.made), "reason": answer.reason}
        with contextlib.suppress(OSError):
            if not self._folder.is_dir():  # a folder that was renamed meanwhile is not made anew under its old name
                return
            folder.mkdir(exist_ok=True)
            sweep_old(folder)
            write_atomically(folder / f"{name}.toml", tomli_w.dumps(told).encode("utf-8", "replace"))
            self._answered[seat.id] = answer.number


def answer_of(path: Path, sending: str) -> SendingAnswer | None:
    """Return what came of a sending to the session of `path`, None while nobody has taken it."""
    for folder in answers_in(inbox_of(path)):
        told = _read_small(folder / f"{sending}.toml")
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


def _read_small(path: Path) -> dict[str, object] | None:
    """Return what a file says, None where it is cut, too large, or no file: a link or a pipe is never followed."""
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > MOST_BYTES:
            return None
        return dict(rtoml.loads(path.read_text("utf-8")))
    except (OSError, ValueError):
        return None


def inbox_of(path: Path) -> Path:
    """Return the folder that sendings to a session are put into."""
    return export_folder(path) / "inbox"


def answers_in(inbox: Path) -> tuple[Path, Path]:
    """Return the folders of an inbox with the answers to what was taken, and to what was refused."""
    return inbox / "taken", inbox / "refused"


def untaken(path: Path) -> texts.Sentence | None:
    """Return what to say of lines that lie in the inbox of a session's file and nobody has taken; None without any.

    Those count too whose turn has not come, because one before them is lost on its way.
    """
    inbox = inbox_of(path)
    lying = set(numbers_in(inbox))
    if not lying:
        return None
    try:
        seats = _marks(decode.load(path).session)
    except StorageError:  # told where the file itself is read
        return None
    taken = _highest(seats, *map(numbers_in, answers_in(inbox)))
    count = sum(number > taken.get(seat, 0) for seat, number in lying)
    return sentence_of("inbox.untaken", count, path=path) if count else None


def _marks(session: Session) -> list[tuple[str, int]]:
    """Return the number taken last of each seat, by the session."""
    return [(seat.id, seat.last) for seat in session.seats]


def _highest(*numbered: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return the highest number of each seat."""
    highest: dict[str, int] = {}
    for seat, number in itertools.chain(*numbered):
        highest[seat] = max(number, highest.get(seat, 0))
    return highest


def numbers_in(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield the seats and numbers of the sendings or answers in a folder; other files are left alone."""
    for named in filter(None, map(SENDING.fullmatch, names_in(folder))):
        yield named[1], int(named[2])
