"""Keeps one session file, from a thread of its own: what is on the disk is never lost, ours or anybody else's."""

import contextlib
import errno
import itertools
import os
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence
from kpfacil.model.value import frozen
from kpfacil.storage.atomic import write_atomically
from kpfacil.storage.decode import Opened
from kpfacil.storage.encode import Encoder, encode, is_ours
from kpfacil.storage.files import STANDS_STILL, names_in, reason_of, sentence_of


@frozen()
class Saving:
    """A newer session is on its way to the disk."""


@frozen()
class Saved:
    """This session is on the disk, synced."""

    session: Session


@frozen()
class Failed:
    """The newest session is not on the disk, as the sentence says; the saver goes on trying."""

    sentence: Sentence


@frozen()
class Conflicted:
    """Somebody else changed the file: it was left alone, and saving goes on in the file named here."""

    path: Path


@frozen()
class BackedUp:
    """A file edited by hand was saved for the first time: its original bytes, comments and all, are kept here."""

    path: Path


State = Saving | Saved | Failed | Conflicted | BackedUp
Notice = Conflicted | BackedUp
"""What one save has to tell besides having been done."""

_GONE = (errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO)
_CONFLICT = re.compile(r"\.conflict-\d+\Z")


def conflicts(path: Path) -> list[Path]:
    """Return the files beside one in which a program went on after a conflict, the earliest first."""
    numbered = re.compile(rf"{re.escape(_CONFLICT.sub('', path.stem))}\.conflict-(\d+)\.toml")
    found = filter(None, map(numbered.fullmatch, names_in(path.parent)))
    return [path.with_name(match[0]) for match in sorted(found, key=lambda match: int(match[1]))]


_LOOK = 0.1


class _ChangedError(Exception):
    """The file is no longer what was read or last written."""


class Keeper:
    """Puts sessions into one file, one after another.

    `opened` is what was read from the file, or None where the file is to be made anew. The bytes of a file that was
    edited by hand are kept beside it, unless they are to be forgotten.
    """

    def __init__(
        self,
        path: Path,
        opened: Opened | None = None,
        pause: Callable[[float], None] = time.sleep,
        *,
        keeps_edited: bool = True,
    ) -> None:
        self.path = Path(os.path.realpath(path))
        self._pause = pause
        self._keeps_edited = keeps_edited
        self._new = opened is None
        self._session = opened.session if opened else None
        self._edited = opened
        self._on_disk = opened.data if opened else None
        self._attempted: bytes | None = None
        self._untold: list[Notice] = []
        self._encoder = Encoder()
        self._as_written: bytes | None = None

    def warm_up(self) -> None:
        """Write what was read once for nothing: then even the first save writes only what is new."""
        if self._edited is not None:
            self._as_written = self._encoder.encode(self._edited.session)

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
        while not self._write(data):
            self._step_aside()
        self._session, self._on_disk, self._new = session, data, False
        # Gathered over failed tries too: a file laid aside before the disk filled up has to be told of all the same.
        told, self._untold = tuple(self._untold), []
        return told

    def _write(self, data: bytes) -> bool:
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
        while still < STANDS_STILL and now != self._on_disk and is_ours(self._on_disk or b"") and not is_ours(now):
            self._pause(_LOOK)
            latest = self.path.read_bytes()
            now, still = latest, still + _LOOK if latest == now else 0.0
        return now

    def _step_aside(self) -> None:
        """Go on in a new file beside the changed one."""
        stem = _CONFLICT.sub("", self.path.stem)
        names = (f"{stem}.conflict-{number}{self.path.suffix}" for number in itertools.count(1))
        aside = next(path for path in map(self.path.with_name, names) if not os.path.lexists(path))
        self.path, self._edited, self._on_disk, self._attempted = aside, None, None, None
        self._untold.append(Conflicted(aside))

    def _back_up(self) -> None:
        """Keep the bytes of a file that the program would have written otherwise: comments don't survive a save."""
        edited = self._edited
        if self._keeps_edited and edited and (self._as_written or encode(edited.session)) != edited.data:
            copy = self._free_backup(edited.data)
            write_atomically(copy, edited.data)
            self._untold.append(BackedUp(copy))
        self._edited = self._as_written = None

    def _free_backup(self, data: bytes) -> Path:
        """Return a name that is free or holds the very same bytes."""
        first = f"{self.path.name}.bak"
        names = itertools.chain((first,), (f"{first}-{number}" for number in itertools.count(2)))
        copies = map(self.path.with_name, names)
        return next(
            copy for copy in copies if not os.path.lexists(copy) or (copy.is_file() and copy.read_bytes() == data)
        )


_TOLD = dict.fromkeys(("system.permission", "system.read-only"), "saver.no-permission")
_TOLD["system.full"] = "saver.disk-full"


def failure(error: Exception, path: Path) -> Sentence:
    """Return why a save failed and what to do."""
    named = {"path": path, "folder": path.parent}
    reason = reason_of(error) if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
    key = reason.key if isinstance(reason, Sentence) else ""
    if told := _TOLD.get(key):
        return sentence_of(told, **named)
    if isinstance(error, OSError) and error.errno in _GONE and not path.parent.is_dir():
        return sentence_of("saver.folder-gone", **named)
    if key == "system.missing":  # the folder stands: so Windows says that the whole path is too long for it
        reason = Sentence("system.long-name")
    return sentence_of("saver.failed", **named, reason=reason)


_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 8.0


class Saver:
    """Keeps one session file up to date from a thread of its own.

    `notify` is called from that thread with each state; it has to return at once and must not wait for the thread
    that calls `flush` or `close`.
    """

    def __init__(self, path: Path, opened: Opened | None, notify: Callable[[State], None]) -> None:
        self._keeper = Keeper(path, opened)
        self._notify = notify
        self._news = threading.Condition()
        self._wanted: Session | None = None
        self._busy = False
        self._hurry = False
        self._closing = False
        # A daemon: a disk that never answers must not keep the program from ending; `close` is what waits.
        self._thread = threading.Thread(target=self._run, name="kpfacil-saver", daemon=True)
        self._thread.start()

    @property
    def path(self) -> Path:
        """The file that is saved to now: another one after a conflict."""
        return self._keeper.path

    def want(self, session: Session) -> None:
        """Have this session on the disk as soon as can be; return at once. Earlier ones may be skipped."""
        with self._news:
            self._wanted = session
            self._hurry = True
            self._news.notify_all()

    def flush(self, timeout: float | None = None) -> bool:
        """Wait until the newest session is on the disk, at most `timeout` seconds; return whether it is.

        A save that failed is tried again at once.
        """
        with self._news:
            self._hurry = True
            self._news.notify_all()
            self._news.wait_for(lambda: self._is_settled() or not self._thread.is_alive(), timeout)
            return self._is_settled()

    def close(self, timeout: float | None = 10.0) -> bool:
        """Flush, end the thread, and return whether the newest session is on the disk. May be called twice."""
        done = self.flush(timeout)
        with self._news:
            self._closing = True
            self._news.notify_all()
        if done:
            self._thread.join(timeout)
        return done

    def _is_settled(self) -> bool:
        return self._wanted is None and not self._busy

    def _run(self) -> None:
        pause: float | None = None
        with contextlib.suppress(Exception):  # what cannot be written is told when it is to be
            self._keeper.warm_up()
        while (session := self._next(pause)) is not None:
            pause = None if self._save(session) else min(_LONGEST_PAUSE, 2 * pause if pause else _FIRST_PAUSE)

    def _next(self, pause: float | None) -> Session | None:
        """Wait for a session to save, after a failure at most `pause` seconds; return None when closed."""
        with self._news:
            if pause is not None:
                self._news.wait_for(lambda: self._hurry or self._closing, pause)
            self._news.wait_for(lambda: self._wanted is not None or self._closing)
            self._hurry = False
            if self._closing:
                return None
            session, self._wanted, self._busy = self._wanted, None, True
            return session

    def _save(self, session: Session) -> bool:
        self._tell(Saving())
        failed: Failed | None = None
        try:
            for notice in self._keeper.put(session):
                self._tell(notice)
        except Exception as error:  # noqa: BLE001 - whatever it is, it has to be seen, and the thread has to live on
            failed = Failed(failure(error, self._keeper.path))
        # Told before it counts as done, so that who has waited in `flush` has also been told.
        self._tell(failed or Saved(session))
        with self._news:
            self._busy = False
            if failed and self._wanted is None:
                self._wanted = session
            self._news.notify_all()
        return failed is None

    def _tell(self, state: State) -> None:
        # A screen that is gone can't be told anything; saving goes on without it.
        with contextlib.suppress(Exception):
            self._notify(state)
