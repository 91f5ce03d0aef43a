"""The outbox: what a seat has sent and has no answer to yet. It lies on the sender's own machine and is the truth.

A line is sent when its file lies in the outbox; from there it is put into the session's inbox, again and again under
the same name until there is an answer. What is answered is removed; only the number is kept, as the next is counted
from it.
"""

import contextlib
import os
import secrets
import threading
from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

import rtoml
import tomli_w
from filelock import FileLock, Timeout

from kpfacil.commands.base import Refused
from kpfacil.model.text import LONGEST, clean_line, clean_row
from kpfacil.model.value import Maker
from kpfacil.model.workings import PendingLine, SendingAnswer, Sent
from kpfacil.storage.atomic import replace, write_atomically
from kpfacil.storage.files import StorageError, digest, drop, names_in, reason_of
from kpfacil.storage.inbox import HERE, MOST_BYTES, Sending, answer_of, answers_in, inbox_of
from kpfacil.storage.settings import user_folder

_LOCK = ".lock"
_SEAT_LENGTH = 8
_PATH = "path"
"""The file that says which session the outboxes beside it are for."""
_WINDOW = "window.toml"
_LAST = "last"
"""The file with the highest number whose line has been let go."""


def state_folder(env: Mapping[str, str], system: str) -> Path | None:
    """Return the folder where the user's own machine keeps what was sent; None where the user has no folder."""
    return user_folder(env, system, "XDG_STATE_HOME", ".local/state")


class Outbox:
    """One seat's outbox for one session, from `open` until `close`; a context manager."""

    def __init__(self, path: Path, state: Path, window: str = "add") -> None:
        """Take a seat that nobody else on this machine sits on, or make a new one; `state` is the user's own folder.

        Seats of one kind of `window` are used by no other. Raises `StorageError` where nothing can be kept there.
        """
        self._path = path
        self._beats = 0
        self._guard = threading.Lock()
        """One thread types while another delivers."""
        self._beating = threading.Lock()
        self._left = False
        try:
            self._take_seat(path, state, window)
        except OSError as error:
            raise StorageError("outbox.no-place", folder=state, reason=reason_of(error)) from None

    def _take_seat(self, path: Path, state: Path, window: str) -> None:
        real = Path(os.path.realpath(path))
        root = state / "outbox" / digest(os.fsencode(real))[:16] / window
        root.mkdir(parents=True, exist_ok=True)
        write_atomically(root.parent / _PATH, os.fsencode(real))
        _move_along(real, root)
        seats = [folder.name for folder in sorted(root.iterdir()) if folder.is_dir()]
        while True:
            self.seat = seats.pop(0) if seats else secrets.token_hex(_SEAT_LENGTH // 2)
            self._folder = root / self.seat
            self._folder.mkdir(exist_ok=True)
            self._lock = FileLock(self._folder / _LOCK)
            try:
                self._lock.acquire(blocking=False)
                last = self._folder / _LAST
                self._answered = int(last.read_text("ascii")) if last.exists() else 0
                """The highest number that has an answer."""
                break
            except Timeout:
                continue
            except ValueError:  # without its number a seat can't be used again: no number may come twice
                self._lock.release()
        lying = map(Sending.read, sorted(self._folder.glob(f"{self.seat}-*.toml")))
        self._kept = {sending.number: sending for sending in lying if sending is not None}
        """What lies in the outbox, by its number."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the seat go; what is in it stays. A thread that still delivers shows nobody here any more."""
        with self._beating, contextlib.suppress(OSError):
            self._left = True
            self._beat_file.unlink()
        self._lock.release()

    @property
    def waiting(self) -> list[Sending]:
        """What has been sent and has no answer yet, the oldest first."""
        with self._guard:
            return [sending for number, sending in sorted(self._kept.items()) if number > self._answered]

    @property
    def is_new(self) -> bool:
        """Whether nothing has ever been sent from this seat."""
        return not (self._answered or self._kept)

    def send(self, sent: Sent) -> Sending:
        """Send a line: it is safe on this machine's disk when this returns. `deliver` puts it in.

        Seat and number are given here. Raises `Refused` where no inbox would take a line of that length, or where it
        can't be kept.
        """
        line = clean_row(sent.line)
        number = max((self._answered, *self._kept)) + 1
        remake: Maker[Sending] = partial(Sending, **{field.name: getattr(sent, field.name) for field in fields(sent)})
        sending = remake(seat=self.seat, number=number, line=line, by=clean_line(sent.by), join=clean_line(sent.join))
        data = sending.encode()
        if not (line or sending.join):
            raise Refused("line-no-text")
        if len(data) > MOST_BYTES // 2:  # its answer quotes it
            raise Refused("line-too-long", length=str(len(line)), longest=str(LONGEST))
        try:
            write_atomically(self._folder / f"{sending.id}.toml", data)
        except OSError as error:
            raise Refused("not-sent", reason=reason_of(error)) from None
        with self._guard:
            self._kept[number] = sending
        return sending

    def deliver(self) -> list[tuple[Sending, SendingAnswer]]:
        """Put in what has no answer and is not there, and return what was answered since. Does no harm when repeated.

        What was answered is kept until `let_go`.
        """
        answered = []
        waiting = self.waiting
        while waiting and (answer := answer_of(self._path, waiting[0].id)) is not None:
            answered.append((waiting.pop(0), answer))
            self._answered = answer.number
        if waiting and self._path.exists():
            for sending in waiting:
                path = inbox_of(self._path) / f"{sending.id}.toml"
                if Sending.read(path) != sending:  # or torn on its way
                    path.parent.mkdir(parents=True, exist_ok=True)
                    _write_aside(path, sending.encode())
        return answered

    def let_go(self, told: int | None = None) -> None:
        """Let go of what is answered, as far as that was `told`; the number is kept before that."""
        last = self._answered if told is None else min(told, self._answered)
        over = [number for number in self._kept if number <= last]
        if over:
            write_atomically(self._folder / _LAST, str(last).encode())
        for number in over:
            (self._folder / f"{self._kept[number].id}.toml").unlink(missing_ok=True)
            with self._guard:
                del self._kept[number]

    def beat(self, by: str) -> None:
        """Let the meeting's holder see that somebody sits here; without further beats it is forgotten after a while."""
        self._beats += 1
        with self._beating, contextlib.suppress(OSError):
            if self._path.exists() and not self._left:
                self._beat_file.parent.mkdir(parents=True, exist_ok=True)
                _write_aside(self._beat_file, tomli_w.dumps({"by": clean_line(by), "beat": self._beats}).encode())

    @property
    def _beat_file(self) -> Path:
        return inbox_of(self._path) / f"{self.seat}{HERE}"

    def keep(self, lines: Sequence[PendingLine], told: int) -> None:
        """Keep the lines that wait for an answer in this window, and up to which number answers were told there."""
        kept = [{"line": one.line, "kind": one.kind, "by": one.by} for one in lines]
        data = tomli_w.dumps({"told": told, "lines": kept}).encode("utf-8", "replace")
        write_atomically(self._folder / _WINDOW, data)

    def read_kept(self) -> tuple[tuple[PendingLine, ...], int]:
        """Return what was kept of this window."""
        try:
            found = rtoml.loads((self._folder / _WINDOW).read_text("utf-8"))
            lines = tuple(PendingLine(line=one["line"], kind=one["kind"], by=one["by"]) for one in found["lines"])
            return lines, int(found["told"])
        except (OSError, ValueError, KeyError, TypeError):
            return (), 0


def _move_along(real: Path, root: Path) -> None:
    """Move seats here whose session's folder was renamed: their session is gone, and this one's inbox knows them."""
    inbox = inbox_of(real)
    names = frozenset().union(*map(names_in, (inbox, *answers_in(inbox))))
    known = {name[:_SEAT_LENGTH] for name in names}
    for other in root.parent.parent.iterdir():
        with contextlib.suppress(OSError, ValueError):
            was = Path(os.fsdecode((other / _PATH).read_bytes()))
            if was.name == real.name and not was.exists():
                for seat in known & names_in(other / root.name):
                    (other / root.name / seat).rename(root / seat)


def _write_aside(target: Path, data: bytes) -> None:
    """Write a file of the inbox under a name that synchronising programs leave alone, and rename it into place."""
    temporary = target.with_name(f"~{target.name}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        replace(temporary, target)
    except BaseException:
        drop(temporary)
        raise
