"""Keeps one session file: what is on the disk is never lost, neither ours nor anybody else's."""

import contextlib
import errno
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence
from kpfacil.storage.atomic import write_atomically
from kpfacil.storage.encode import Encoder, encode
from kpfacil.storage.errors import reason_of
from kpfacil.storage.files import STANDS_STILL, Opened
from kpfacil.storage.lines import is_ours


@dataclass(frozen=True, slots=True)
class Saving:
    """A newer session is on its way to the disk."""


@dataclass(frozen=True, slots=True)
class Saved:
    """This session is on the disk, synced."""

    session: Session


@dataclass(frozen=True, slots=True)
class Failed:
    """The newest session is not on the disk, as the sentence says; the saver goes on trying."""

    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Conflicted:
    """Somebody else changed the file: it was left alone, and saving goes on in the file named here."""

    path: Path


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A file edited by hand was saved for the first time: its original bytes, comments and all, are kept here."""

    path: Path


State = Saving | Saved | Failed | Conflicted | BackedUp
Notice = Conflicted | BackedUp
"""What one save has to tell besides having been done."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)
_GONE = (errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO)
_CONFLICT = re.compile(r"\.conflict-\d+\Z")
_NUMBER = re.compile(r"\.conflict-(\d+)\.toml")


def conflicts(path: Path) -> list[Path]:
    """Return the files beside one in which a program went on after a conflict, the earliest first."""
    stem, found = _CONFLICT.sub("", path.stem), []
    with contextlib.suppress(OSError), os.scandir(path.parent) as entries:
        found = [entry.name for entry in entries if entry.name.startswith(f"{stem}.conflict-")]
    numbers = {name: int(match[1]) for name in found if (match := _NUMBER.fullmatch(name.removeprefix(stem)))}
    return [path.with_name(name) for name in sorted(numbers, key=lambda name: numbers[name])]


_LOOK = 0.1


class _ChangedError(Exception):
    """The file is no longer what was read or last written."""


class Keeper:
    """Puts sessions into one file, one after another.

    `opened` is what was read from the file, or None where the file is to be made anew.
    """

    def __init__(self, path: Path, opened: Opened | None = None, pause: Callable[[float], None] = time.sleep) -> None:
        self.path = Path(os.path.realpath(path))
        self._pause = pause
        self._new = opened is None
        self._session = opened.session if opened else None
        self._edited = opened
        self._on_disk = opened.data if opened else None
        self._attempted: bytes | None = None
        self._untold: list[Notice] = []
        self._encoder = Encoder()

    def put(self, session: Session) -> tuple[Notice, ...]:
        """Save a session, unless it is what the file already holds; return what there is to tell.

        A file changed by somebody else is left alone: the session goes beside it, and there from then on. The first
        save of a hand-edited file keeps the original bytes first. Raises `OSError`; the file is then still whole.
        """
        if session == self._session:
            return ()
        data = self._encoder.encode(session)
        if self._new:  # a folder that has gone since is told of, and not made anew under an old name
            self.path.parent.mkdir(parents=True, exist_ok=True)
        self._session = None
        while not self._written(data):
            self._step_aside()
        self._session, self._on_disk, self._new = session, data, False
        # Gathered over failed tries too: a file laid aside before the disk filled up has to be told of all the same.
        told, self._untold = tuple(self._untold), []
        return told

    def _written(self, data: bytes) -> bool:
        """Write the file, or return False where somebody else has changed it."""
        try:
            self._check()
            self._back_up()
            self._attempted = data
            write_atomically(self.path, data, before_replace=self._check)
        except _ChangedError:
            return False
        return True

    def _check(self) -> None:
        try:
            now = self._standing_still()
        except FileNotFoundError:
            return  # removed by somebody: nothing of theirs to overwrite
        # What was written but could not be synced may stand there too.
        if now not in (self._on_disk, self._attempted):
            raise _ChangedError
        self._on_disk = now

    def _standing_still(self) -> bytes:
        """Return what is on the disk; a file that has lost its end, as while it is synchronised, is waited for."""
        now, still = self.path.read_bytes(), 0.0
        while still < STANDS_STILL and is_ours(self._on_disk or b"") and not is_ours(now):
            self._pause(_LOOK)
            latest = self.path.read_bytes()
            now, still = latest, still + _LOOK if latest == now else 0.0
        return now

    def _step_aside(self) -> None:
        """Go on in a new file beside the changed one."""
        stem = _CONFLICT.sub("", self.path.stem)
        number = 1
        while os.path.lexists(aside := self.path.with_name(f"{stem}.conflict-{number}{self.path.suffix}")):
            number += 1
        self.path, self._edited, self._on_disk, self._attempted = aside, None, None, None
        self._untold.append(Conflicted(aside))

    def _back_up(self) -> None:
        """Keep the bytes of a file that the program would have written otherwise: comments don't survive a save."""
        edited = self._edited
        if edited is not None and encode(edited.session) != edited.data:
            copy = self._free_backup(edited.data)
            write_atomically(copy, edited.data)
            self._untold.append(BackedUp(copy))
        self._edited = None

    def _free_backup(self, data: bytes) -> Path:
        """Return a name that is free or holds the very same bytes."""
        number = 1
        while True:
            copy = self.path.with_name(f"{self.path.name}.bak{'' if number == 1 else f'-{number}'}")
            if not os.path.lexists(copy) or (copy.is_file() and copy.read_bytes() == data):
                return copy
            number += 1


def failure(error: Exception, path: Path) -> Sentence:
    """Return why a save failed and what to do."""
    named = {"path": str(path), "folder": str(path.parent)}
    number = error.errno if isinstance(error, OSError) else None
    if number in _FULL:
        return Sentence("saver.disk-full", named)
    if number in _CLOSED:
        return Sentence("saver.no-permission", named)
    if number in _GONE:
        return Sentence("saver.folder-gone", named)
    reason = reason_of(error) if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
    return Sentence("saver.failed", {**named, "reason": reason})
