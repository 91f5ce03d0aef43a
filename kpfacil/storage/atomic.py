"""Writing a file so that a reader sees the old bytes or the new ones, never anything between."""

import contextlib
import errno
import itertools
import os
import re
import time
from collections.abc import Callable
from pathlib import Path

_NUMBERS = itertools.count(1)
_TRIES = 12
_LONGEST_PAUSE = 0.2
_TEMPORARY = re.compile(r"\..+\.\d+-\d+\.tmp\Z")
_OLD = 3600
_NOT_FOR_FOLDERS = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF, errno.EACCES)


def _nothing() -> None:
    return


def write_atomically(path: Path, data: bytes, *, before_replace: Callable[[], None] = _nothing) -> None:
    """Put the bytes on the disk under that name: temporary file beside it, fsync, replace, fsync of the folder.

    A symbolic link stays one: the file it leads to is written. An existing file keeps its mode. `before_replace` is
    called when the new bytes are safe and the old ones still stand; what it raises leaves the old ones.
    Raises `OSError`; then the file is as it was (or, where only the last fsync failed, whole and new) and no temporary
    file is left. What is not a file, such as a pipe or a device, is written to and never replaced.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        before_replace()
        _write_through(path, data)
        return
    real = Path(os.path.realpath(path))
    mode = _mode_of(real)
    temporary, handle = _open_beside(real)
    try:
        try:
            _write_all(handle, data)
            os.fsync(handle)
        finally:
            os.close(handle)
        if mode is not None:
            os.chmod(temporary, mode)  # noqa: PTH101 - a fault test stands in for the functions of os
        before_replace()
        replace(temporary, real)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(real.parent)


def replace(source: Path, target: Path, pause: Callable[[float], None] = time.sleep) -> None:
    """Rename over the target, trying again for about a second where a reader holds it open, as Windows makes us.

    Raises `OSError` when the last try fails, at once where waiting does not help.
    """
    for attempt in range(_TRIES):
        try:
            os.replace(source, target)  # noqa: PTH105 - a fault test stands in for the functions of os
        except PermissionError:
            if os.name != "nt" or attempt == _TRIES - 1:
                raise
            pause(min(_LONGEST_PAUSE, 0.005 * 2**attempt))
        else:
            return


def sweep(path: Path) -> tuple[Path, ...]:
    """Remove the temporary files that dead writers left beside a session, and return them.

    Call it only while holding the session's lock: then no other writer lives whose file it could be.
    """
    real = Path(os.path.realpath(path))
    mine = f".{os.getpid()}-"
    removed = []
    for stale in sorted(real.parent.glob(f".{_escaped(real.stem)}.*.tmp")):
        if mine not in stale.name:
            with contextlib.suppress(OSError):
                stale.unlink()
                removed.append(stale)
    return tuple(removed)


def sweep_old(folder: Path) -> None:
    """Remove the temporary files that writers long dead left in a folder of exports: older than an hour."""
    with contextlib.suppress(OSError):
        now = folder.stat().st_mtime  # the latest change in the folder: the clock of the disk it is on
        for stale in folder.glob(".*.tmp"):
            if _TEMPORARY.match(stale.name) and now - stale.stat().st_mtime > _OLD:
                stale.unlink()


def _mode_of(real: Path) -> int | None:
    try:
        mode = real.stat().st_mode & 0o7777
    except FileNotFoundError:
        return None
    # Replacing needs only the folder's permission; a file that its owner has closed to writing stays closed.
    if not os.access(real, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(real))
    return mode


def _open_beside(real: Path) -> tuple[Path, int]:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    while True:
        temporary = real.with_name(f".{real.name}.{os.getpid()}-{next(_NUMBERS)}.tmp")
        try:
            return temporary, os.open(temporary, flags, 0o666)
        except FileExistsError:
            continue  # left by a dead process that had our number


def _write_through(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
    try:
        _write_all(handle, data)
    finally:
        os.close(handle)


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _sync_folder(folder: Path) -> None:
    """Make the rename itself last, where the system lets a folder be synced (Windows and some shares do not)."""
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return  # a folder one may write to but not list
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NOT_FOR_FOLDERS:
            raise
    finally:
        os.close(handle)


def _escaped(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def standing(folder: Path) -> Path:
    """Return the folder where it is there, else the one that it would be made in."""
    return folder if folder.is_dir() else folder.parent
