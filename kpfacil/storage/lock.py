"""One writer for each session file: a lock that the system drops with its process, and a note of who holds it."""

import contextlib
import getpass
import os
import platform
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import tomli_w

from kpfacil.model.text import clean_line
from kpfacil.storage.atomic import sweep, write_atomically
from kpfacil.storage.errors import StorageError, reason_of


@dataclass(frozen=True, slots=True)
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
        since = "" if holder.since is None else f"{holder.since:%H.%M}"
        super().__init__(known, {"path": str(path), "user": holder.user, "host": holder.host, "since": since})
        self.holder = holder


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


def hold(path: Path, since: datetime, program: str = "kpfacil") -> Lock:
    """Take the lock of a session file and clear away what dead writers left; the file itself need not exist.

    Raises `Held` where somebody else has it, `StorageError` where the folder can't be written to.
    """
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
        noted = tomllib.loads(_beside(Path(os.path.realpath(path)))[1].read_text("utf-8"))
    except (OSError, ValueError):
        return Holder()
    words = {name: clean_line(str(noted.get(name, ""))) for name in ("user", "host", "program")}
    pid, since = noted.get("pid"), noted.get("since")
    return Holder(**words, pid=pid if isinstance(pid, int) else 0, since=since if isinstance(since, datetime) else None)


def _beside(real: Path) -> tuple[Path, Path]:
    return real.with_name(f".{real.name}.lock"), real.with_name(f".{real.name}.holder")


def _note(holder_file: Path, since: datetime, program: str) -> None:
    """Leave a note of who we are; a lock without one is as good a lock."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    noted = {"user": user, "host": platform.node(), "program": program, "pid": os.getpid(), "since": since}
    with contextlib.suppress(OSError, ValueError):
        write_atomically(holder_file, tomli_w.dumps(noted).encode("utf-8", "replace"))
