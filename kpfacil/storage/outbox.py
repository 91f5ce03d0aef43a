"""The outbox: what a seat has sent and has no answer to yet. It lies on the sender's own machine and is the truth.

A line is sent when its file lies in the outbox; from there it is put into the session's inbox, again and again under
the same name until there is an answer. The newest file is kept, as the next number is counted from it.
"""

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from kpfacil.storage.atomic import replace, write_atomically
from kpfacil.storage.inbox import Sending, answer_of, inbox_of
from kpfacil.storage.settings import user_folder

_LOCK = ".lock"


def state_folder(env: Mapping[str, str], system: str) -> Path | None:
    """Return the folder where the user's own machine keeps what was sent; None where the user has no folder."""
    if system in ("win32", "darwin"):
        return user_folder(env, system)
    named, home = env.get("XDG_STATE_HOME", "").strip(), env.get("HOME")
    return Path(named, "kpfacil") if named else Path(home, ".local", "state", "kpfacil") if home else None


class Outbox:
    """One seat's outbox for one session, from `open` until `close`; a context manager. Raises `OSError`."""

    def __init__(self, path: Path, state: Path) -> None:
        """Take a seat that nobody else on this machine sits on, or make a new one; `state` is the user's own folder."""
        from filelock import FileLock, Timeout  # noqa: PLC0415  heavy, and only who sends needs it

        self._path = path
        session = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:16]
        root = state / "outbox" / session
        root.mkdir(parents=True, exist_ok=True)
        seats = [folder.name for folder in sorted(root.iterdir()) if folder.is_dir()]
        while True:
            self.seat = seats.pop(0) if seats else secrets.token_hex(4)
            self._folder = root / self.seat
            self._folder.mkdir(exist_ok=True)
            self._lock = FileLock(self._folder / _LOCK)
            try:
                self._lock.acquire(blocking=False)
            except Timeout:
                continue
            break

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the seat go; what is in it stays."""
        self._lock.release()

    def send(self, line: str, by: str = "", *, setting: bool = False) -> Sending:
        """Send a line: it is safe on this machine's disk when this returns. `deliver` puts it in."""
        last = max((sending.number for sending in self._kept()), default=0)
        sending = Sending(self.seat, last + 1, line, by, setting)
        write_atomically(self._folder / f"{sending.id}.toml", sending.encoded())
        return sending

    def deliver(self) -> None:
        """Put in what has no answer and is not there, and let go of what has one. Does no harm when repeated."""
        kept = sorted(self._kept(), key=lambda sending: sending.number)
        for sending in kept:
            if answer_of(self._path, sending.id) is None:
                self._put(sending)
            elif sending is not kept[-1]:
                (self._folder / f"{sending.id}.toml").unlink(missing_ok=True)

    def _kept(self) -> Iterator[Sending]:
        for path in sorted(self._folder.glob(f"{self.seat}-*.toml")):
            sending = Sending.read(path)
            if sending is not None:
                yield sending

    def _put(self, sending: Sending) -> None:
        folder = inbox_of(self._path)
        target = folder / f"{sending.id}.toml"
        if target.exists():
            return
        folder.mkdir(parents=True, exist_ok=True)
        # The name is one that synchronising programs leave alone.
        temporary = folder / f"~{sending.id}.tmp"
        try:
            with temporary.open("wb") as file:
                file.write(sending.encoded())
                file.flush()
                os.fsync(file.fileno())
            replace(temporary, target)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
