"""Who may change a session's file: its one writer, one that died, and what is done to files while nobody writes."""

import contextlib
import getpass
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import IO

import rtoml
import tomli_w

from kpfacil.commands.base import Command, Scene
from kpfacil.model import text, value
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.storage import archive, decode, process_file, saver
from kpfacil.storage.atomic import sweep, write_atomically
from kpfacil.storage.files import StorageError, drop, free_name, reason_of, slug

if sys.platform != "win32":
    import fcntl


@value.value
class Holder(value.Stored):
    """Who writes a session now; empty words and 0 where it is not known."""

    user: text.Line = ""
    host: text.Line = ""
    program: text.Line = ""
    pid: int = 0
    since: datetime | None = None


class Held(StorageError):  # noqa: N818 - what the session is, as `Unreadable` is
    """Somebody else writes the session; `holder` says who, as far as is known."""

    def __init__(self, path: Path) -> None:
        self.holder = holder = holder_of(path)
        since = holder.since
        known = "lock.held" if holder.user else "lock.held-unknown"
        day, hour = (since.date(), f"{since:%H.%M}") if since else ("–", "–")
        super().__init__(known, path=path, user=holder.user, host=holder.host, day=day, since=hour)

    @property
    def elsewhere(self) -> bool:
        """Whether the holder's note is of another machine, of which nobody can tell here whether it still runs."""
        return self.holder.host not in {"", platform.node()}

    def sentences(self, texts: Texts) -> tuple[str, ...]:
        """Return who holds it, and what to do where that machine may be dead."""
        told = super().sentences(texts)
        way_out = replace(self.sentence, key="lock.take-over")
        return (*told, texts.say_sentence(way_out)) if self.elsewhere else told


def hold(path: Path, since: datetime, program: str = "kpfacil", *, take_over: bool = False) -> ExitStack:
    """Take the lock of a session file until what is returned is closed, and clear away what dead writers left.

    The file itself need not exist. Raises `Held` where somebody else has it, here or by its note on another machine,
    whose lock is only taken over where somebody has said so; `StorageError` where the folder can't be written to.
    """
    held = Held(path)
    if held.elsewhere and not take_over:
        raise held
    # filelock costs 20 ms, which the audience's screen and the memo need not pay.
    from filelock import FileLock, Timeout  # noqa: PLC0415

    real = Path(os.path.realpath(path))
    lock_file, holder_file = _beside(path)
    lock = FileLock(lock_file)
    try:
        if not os.access(lock_file, os.W_OK):
            _remove_left(lock_file)
        lock.acquire(blocking=False)
    except Timeout:
        raise Held(path) from None
    except OSError as error:
        key = "lock.no-permission" if real.parent.is_dir() else "lock.no-folder"
        raise StorageError(key, path=path, folder=real.parent, reason=reason_of(error)) from None

    def let_go() -> None:
        if _is_ours(holder_of(path)):
            drop(holder_file)
        # While it is still held: whoever takes it afterwards sees that its file has no name, and begins again.
        # (On Windows an open file can't be removed, and filelock removes it by itself.)
        drop(lock_file)
        lock.release()

    _note(holder_file, since, program)
    sweep(real)
    until = ExitStack()
    until.callback(let_go)
    return until


def _remove_left(lock_file: Path) -> None:
    """Remove a lock's file that nobody holds, as in a folder that somebody else has copied back, where there is one."""
    with contextlib.suppress(OSError), lock_file.open("rb") as file:
        hold_open(file)
        lock_file.unlink()


def holder_of(path: Path) -> Holder:
    """Return who was last noted as the holder of a session's lock, with what is known of it."""
    try:
        return decode.read_table(Holder, rtoml.loads(_beside(path)[1].read_text("utf-8")))[0]
    except (OSError, ValueError):
        return Holder()


def _is_ours(holder: Holder) -> bool:
    """Return whether a note is not of somebody who has taken the lock over since."""
    return (holder.host, holder.pid) in {("", 0), (platform.node(), os.getpid())}


def _beside(path: Path) -> tuple[Path, Path]:
    """Return the files of a session's lock and of the note who holds it."""
    real = Path(os.path.realpath(path))
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
        holder_file.unlink(missing_ok=True)  # somebody else's may not be written to
        write_atomically(holder_file, tomli_w.dumps(noted).encode("utf-8", "replace"))


def is_held(path: Path) -> bool:
    """Return whether somebody writes the session file: here by the lock, on another machine by the holder's note."""
    lock_file, holder_file = _beside(path)
    return holder_file.is_file() and (Held(path).elsewhere or is_locked(lock_file))


def refuse_held(path: Path) -> None:
    """Raise `Held` where somebody writes the session file."""
    if is_held(path):
        raise Held(path)


def left_behind(path: Path) -> bool:
    """Return whether a writer of the session file on this machine has died without letting go of it."""
    return _beside(path)[1].is_file() and not is_held(path)


if sys.platform == "win32":

    def hold_open(file: IO[bytes]) -> None:
        """Do nothing: an open file can't be removed on Windows, which tells as much as a lock."""

    def is_locked(lock_file: Path) -> bool:
        """Tell by removing it: a file that is open can't be removed on Windows."""
        try:
            lock_file.unlink(missing_ok=True)
        except OSError:
            return True
        return False

else:

    def hold_open(file: IO[bytes]) -> None:
        """Lock a file of ours for as long as it is open."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def is_locked(lock_file: Path) -> bool:
        """Tell by asking for the lock and letting it go at once."""
        try:
            with lock_file.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except FileNotFoundError:
            return False
        except OSError:
            return True
        return False


REMOVED = ".poistetut"
"""The folder of a table for meetings that were removed; nothing reads it."""


def rename_table(folder: Path, name: str, now: datetime) -> Path:
    """Give a table another name in all its sessions and in its folder's; return the folder.

    Raises `StorageError` where the name is taken or leaves no folder's name, or where a session is being recorded.
    """
    target = folder.with_name(slug(name)) if slug(name) else folder
    if target != folder and target.exists():
        raise StorageError("tidy.taken", name=name, folder=target.name)
    with ExitStack() as held:
        sessions = archive.table_in(folder).sessions
        for opened in sessions:  # all of them before any is written: no half of a table bears another name
            held.enter_context(hold(opened.path, now))
        for opened in sessions:
            _put(opened, replace(opened.session, table=replace(opened.session.table, name=name)))
    return _move(folder, target)


def name_file(path: Path, proposed: str) -> Path:
    """Give a file the name that makes it a meeting; raises `StorageError` where one has it or it is being recorded."""
    refuse_held(path)
    target = path.with_name(proposed)
    if target.exists():
        raise StorageError("tidy.taken", name=proposed, folder=path.parent.name)
    return _move(path, target)


def remove_meeting(path: Path, now: datetime) -> Path:
    """Move a meeting's file to the table's folder of removed ones; raises `StorageError` where it is being recorded."""
    hold(path, now).close()
    bin_ = path.parent / REMOVED
    with _naming_file(bin_):
        bin_.mkdir(exist_ok=True)
    return _move(path, free_name(bin_ / path.name))


def seat_people(path: Path, command: Command, now: datetime) -> None:
    """Have a command bring people into a meeting's file.

    Raises `Refused` where it can't be done, `StorageError` where the meeting is being recorded or can't be written.
    """
    with hold(path, now):
        opened = decode.load(path)
        _put(opened, command.apply(opened.session, Scene(process=process_file.load_process(path.parent), now=now)))


def _put(opened: decode.Opened, session: Session) -> None:
    with _naming_file(opened.path):
        saver.Keeper(opened.path, opened).put(session)


def _move(path: Path, target: Path) -> Path:
    with _naming_file(path):
        return path if path == target else path.rename(target)


@contextlib.contextmanager
def _naming_file(path: Path) -> Iterator[None]:
    """Give what the system refuses the name of the file."""
    try:
        yield
    except OSError as error:
        raise StorageError("fault.file-reason", path=path, reason=reason_of(error)) from None


_PREFIX, _MARK = "kpfacil-demo-", ".kpfacil-demo.lock"
_SETTLED = 60
"""Seconds after which a mark that nobody holds can't be one that is being taken just now."""


@contextlib.contextmanager
def practice_folder() -> Iterator[Path]:
    """Give an empty folder that is removed afterwards; its mark stays locked for as long as its program lives."""
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name:
        ours = Path(name)
        with (ours / _MARK).open("ab") as mark:
            hold_open(mark)
            for other in ours.parent.glob(f"{_PREFIX}*"):
                if _is_left(other, ours):
                    shutil.rmtree(other, ignore_errors=True)
            yield ours


def _is_left(other: Path, ours: Path) -> bool:
    """Return whether a folder is a demo's of this user, and its program is dead: nobody holds its mark."""
    mark = other / _MARK
    with contextlib.suppress(OSError):
        if other.is_symlink() or mark.is_symlink() or not mark.is_file() or other.stat().st_uid != ours.stat().st_uid:
            return False
        return ours.stat().st_mtime - mark.stat().st_mtime >= _SETTLED and not is_locked(mark)
    return False
