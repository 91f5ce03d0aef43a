"""Who has a session file open: its one writer, a writer that died, and the screens that follow it."""

import contextlib
import getpass
import os
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import rtoml
import tomli_w

from kpfacil.model.text import clean_line
from kpfacil.model.texts import Detail, Texts
from kpfacil.model.value import frozen
from kpfacil.storage.atomic import sweep, write_atomically
from kpfacil.storage.files import StorageError, reason_of

if sys.platform != "win32":
    import fcntl


@frozen()
class Holder:
    """Who writes a session now; empty words and 0 where it is not known."""

    user: str = ""
    host: str = ""
    program: str = ""
    pid: int = 0
    since: datetime | None = None


class Held(StorageError):  # noqa: N818 - what the session is, as `Unreadable` is
    """Somebody else writes the session; `holder` says who, as far as is known."""

    def __init__(self, path: Path, holder: Holder) -> None:
        known = "lock.held" if holder.user else "lock.held-unknown"
        named: dict[str, Detail] = {"path": str(path), "user": holder.user, "host": holder.host}
        since = holder.since
        super().__init__(
            known, {**named, "day": since.date() if since else "–", "since": f"{since:%H.%M}" if since else "–"}
        )
        self.holder = holder

    @property
    def elsewhere(self) -> bool:
        """Whether the holder's note is of another machine, of which nobody can tell here whether it still runs."""
        return self.holder.host not in {"", platform.node()}

    def sentences(self, texts: Texts) -> tuple[str, ...]:
        """Return who holds it, and what to do where that machine may be dead."""
        told = super().sentences(texts)
        way_out = replace(self.sentence, key="lock.take-over")
        return (*told, texts.said(way_out)) if self.elsewhere else told


class Lock:
    """The right to write one session file, from `hold` until `release`; a context manager."""

    def __init__(self, path: Path, let_go: Callable[[], None]) -> None:
        self.path = path
        self._let_go: Callable[[], None] | None = let_go

    def release(self) -> None:
        """Let others write and remove what the lock left beside the file. May be called twice."""
        let_go, self._let_go = self._let_go, None
        if let_go is not None:
            let_go()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def hold(path: Path, since: datetime, program: str = "kpfacil", *, take_over: bool = False) -> Lock:
    """Take the lock of a session file and clear away what dead writers left; the file itself need not exist.

    Raises `Held` where somebody else has it, here or by its note on another machine, whose lock is only taken over
    where somebody has said so; `StorageError` where the folder can't be written to.
    """
    held = Held(path, holder_of(path))
    if held.elsewhere and not take_over:
        raise held
    # filelock costs 20 ms, which the audience's screen and the memo need not pay.
    from filelock import FileLock, Timeout  # noqa: PLC0415

    real = Path(os.path.realpath(path))
    lock_file, holder_file = _beside(real)
    lock = FileLock(lock_file)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise Held(path, holder_of(path)) from None
    except OSError as error:
        named = {"path": str(path), "folder": str(real.parent), "reason": reason_of(error)}
        raise StorageError("lock.no-folder" if not real.parent.is_dir() else "lock.no-permission", named) from None

    def let_go() -> None:
        if _is_ours(holder_of(path)):
            with contextlib.suppress(OSError):
                holder_file.unlink()
        # While it is still held: whoever takes it afterwards sees that its file has no name, and begins again.
        # (On Windows an open file can't be removed, and filelock removes it by itself.)
        with contextlib.suppress(OSError):
            lock_file.unlink()
        lock.release()

    _note(holder_file, since, program)
    sweep(real)
    return Lock(path, let_go)


def holder_of(path: Path) -> Holder:
    """Return who was last noted as the holder of a session's lock, with what is known of it."""
    try:
        noted = rtoml.loads(_beside(Path(os.path.realpath(path)))[1].read_text("utf-8"))
    except (OSError, ValueError):
        return Holder()
    words = {name: clean_line(str(noted.get(name, ""))) for name in ("user", "host", "program")}
    pid, since = noted.get("pid"), noted.get("since")
    return Holder(**words, pid=pid if isinstance(pid, int) else 0, since=since if isinstance(since, datetime) else None)


def _is_ours(holder: Holder) -> bool:
    """Return whether a note is not of somebody who has taken the lock over since."""
    return (holder.host, holder.pid) in {("", 0), (platform.node(), os.getpid())}


def _beside(real: Path) -> tuple[Path, Path]:
    return real.with_name(f".{real.name}.lock"), real.with_name(f".{real.name}.holder")


def user_name() -> str:
    """Return what this machine calls the user; empty where it does not know."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _note(holder_file: Path, since: datetime, program: str) -> None:
    """Leave a note of who we are; a lock without one is as good a lock."""
    noted = {"user": user_name(), "host": platform.node(), "program": program, "pid": os.getpid(), "since": since}
    with contextlib.suppress(OSError, ValueError):
        write_atomically(holder_file, tomli_w.dumps(noted).encode("utf-8", "replace"))


class Following:
    """The marker of one audience's screen, from `begin` until `end`; a folder that can't be written to does without."""

    def __init__(self, path: Path) -> None:
        real = Path(os.path.realpath(path))
        self._marker = real.with_name(f".{real.name}.show-{os.getpid()}")
        self._file: IO[bytes] | None = None

    def begin(self) -> None:
        """Leave the marker."""
        with contextlib.suppress(OSError):
            self._file = self._marker.open("ab")
            _hold(self._file)

    def end(self) -> None:
        """Take the marker away. May be called twice."""
        file, self._file = self._file, None
        if file is None:
            return
        file.close()
        with contextlib.suppress(OSError):
            self._marker.unlink()


def following(path: Path) -> int:
    """Return how many screens follow a session file; the markers of dead ones are cleared away."""
    return sum(_alive(marker) for marker in _markers(Path(os.path.realpath(path))))


def _alive(marker: Path) -> bool:
    if _held(marker):
        return True
    with contextlib.suppress(OSError):
        marker.unlink()
    return False


def _markers(real: Path) -> Iterator[Path]:
    prefix = f".{real.name}.show-"
    with contextlib.suppress(OSError), os.scandir(real.parent) as found:
        for entry in found:
            if entry.name.startswith(prefix):
                yield real.parent / entry.name


def is_held(path: Path) -> bool:
    """Return whether somebody writes the session file: here by the lock, on another machine by the holder's note."""
    lock_file, holder_file = _beside(Path(os.path.realpath(path)))
    if not holder_file.is_file():
        return False
    return holder_of(path).host != platform.node() or _held(lock_file)


def refuse_held(path: Path) -> None:
    """Raise `Held` where somebody writes the session file."""
    if is_held(path):
        raise Held(path, holder_of(path))


def left_behind(path: Path) -> bool:
    """Return whether a writer of the session file on this machine has died without letting go of it."""
    lock_file, holder_file = _beside(Path(os.path.realpath(path)))
    return holder_file.is_file() and not Held(path, holder_of(path)).elsewhere and not _held(lock_file)


if sys.platform == "win32":

    def _hold(file: IO[bytes]) -> None:
        """Do nothing: an open file can't be removed on Windows, which tells as much as a lock."""

    def _held(lock_file: Path) -> bool:
        """Tell by removing it: a file that is open can't be removed on Windows."""
        try:
            lock_file.unlink(missing_ok=True)
        except OSError:
            return True
        return False

else:

    def _hold(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _held(lock_file: Path) -> bool:
        """Tell by asking for the lock and letting it go at once."""
        try:
            with lock_file.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except FileNotFoundError:
            return False
        except OSError:
            return True
        return False
