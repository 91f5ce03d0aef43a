"""Writing files so that readers see old or new, and knowing by its hash what the program itself has written."""

import contextlib
import errno
import glob
import itertools
import os
import re
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from kpfacil.model.texts import Sentence, Texts
from kpfacil.storage.files import StorageError, digest, drop, free_name, sentence_of, slug

_NUMBERS = itertools.count(1)
_TRIES = 12
_LONGEST_PAUSE = 0.2
_TEMPORARY = r"\..+\.\d+-\d+\.tmp\Z"
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
        with path.open("wb") as through:
            through.write(data)
        return
    real = Path(os.path.realpath(path))
    mode = _mode_of(real)
    temporary, handle = _open_beside(real)
    try:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
        finally:
            os.close(handle)
        if mode is not None:
            os.chmod(temporary, mode)  # noqa: PTH101 - a fault test stands in for the functions of os
        before_replace()
        replace(temporary, real)
    except BaseException:
        drop(temporary)
        raise
    _sync_folder(real.parent)


def keep_elsewhere(path: Path, data: bytes) -> Path | None:
    """Write what `path` can't take into the user's own folder, or the system's; return where, None if nowhere."""
    for folder in (Path.home, lambda: Path(tempfile.mkdtemp(prefix="kpfacil-"))):
        with contextlib.suppress(OSError, RuntimeError):
            kept = free_name(folder() / f"kpfacil-{path.parent.name}-{path.name}")
            write_atomically(kept, data)
            return kept
    return None


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
    for stale in sorted(real.parent.glob(f".{glob.escape(real.stem)}.*.tmp")):
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
            if re.match(_TEMPORARY, stale.name) and now - stale.stat().st_mtime > _OLD:
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


def standing(folder: Path) -> Path:
    """Return the folder where it is there, else the one that it would be made in."""
    return folder if folder.is_dir() else folder.parent


LIST = ".written"
"""The file beside exported ones that names each with its SHA-256, as `sha256sum` does."""

_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def write_export(path: Path, content: bytes, texts: Texts, title: str = "") -> Sentence | None:
    """Write a document and note it; return where a file was kept that was another's, or edited since it was written.

    A document with a `title` is noted by the name too that its file gets when another one takes its place; an earlier
    one of that name goes. The file's own folder is made where it is missing; one above that has gone is not made anew.
    Raises `OSError`.
    """
    path.parent.mkdir(exist_ok=True)
    sweep_old(path.parent)
    aside = path.with_name(f"{path.stem}-{slug(title)}{path.suffix}") if title else path
    kept = _keep(path, content, texts, aside) if path.is_file() else None
    write_atomically(path, content)
    if path.is_file():
        listed = read_list(path.with_name(LIST))
        with contextlib.suppress(OSError):  # the next time the file counts as changed, and nothing is lost
            if aside != path and aside.is_file() and listed.get(aside.name) == digest(aside.read_bytes()):
                aside.unlink()
            write_list(path.with_name(LIST), {**listed, **dict.fromkeys((path.name, aside.name), digest(content))})
    return kept


def read_list(path: Path) -> dict[str, str]:
    """Return the names in a list of written files, each with its SHA-256; a list that can't be read is empty."""
    try:
        lines = path.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return {}
    return {found[2]: found[1] for found in map(_LINE.fullmatch, lines) if found}


def write_list(path: Path, digests: Mapping[str, str]) -> None:
    """Write a list of files with the SHA-256 of each; raises `OSError`."""
    lines = (f"{noted}  {name}\n" for name, noted in sorted(digests.items()))
    write_atomically(path, "".join(lines).encode(errors="surrogateescape"))


def _keep(path: Path, content: bytes, texts: Texts, aside: Path) -> Sentence | None:
    there = path.read_bytes()
    own, noted = (path.name, f"{path.stem}-"), read_list(path.with_name(LIST))  # others may hold the very same
    known = {name for name in noted if name.startswith(own) and noted[name] == digest(there)}
    if there == content or (path.name in known and known <= {path.name, aside.name}):
        return None
    if path.name in known:
        kept = path.with_name(min(known - {path.name}))
        write_export(kept, there, texts)
        return sentence_of("export.other", path=kept)
    return sentence_of("export.kept", path=_kept_as_edited(path, there, texts))


def _kept_as_edited(path: Path, there: bytes, texts: Texts) -> Path:
    changed = datetime.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ006 - told in the place's own time
    when = {"day": changed.day, "month": changed.month, "hour": changed.hour, "minute": f"{changed:%M}"}
    stem = texts.say("export.kept-name", name=path.stem, **when)
    kept = free_name(path.with_name(f"{stem}{path.suffix}"), " ")
    write_atomically(kept, there)
    return kept


_PUBLISHED = ".published"
"""The file that names each page with the SHA-256 of what was written, from the folder on."""


class Site:
    """A folder that is empty or was made by publishing; raises `StorageError` for any other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known = read_list(folder / _PUBLISHED)
        self._now: dict[str, str] = {}
        if folder.exists() and not folder.is_dir():
            raise StorageError("site.no-folder", path=folder)
        if folder.is_dir() and not (folder / _PUBLISHED).is_file() and any(folder.iterdir()):
            raise StorageError("site.not-empty", path=folder)

    def put(self, name: str, content: bytes) -> Path:
        """Write a page under its name from the folder on, and return its path.

        Raises `StorageError` where somebody else's file stands there or the page was changed by hand, `OSError`.
        """
        path = self.folder / name
        if path.is_file() and path.read_bytes() != content and not self._is_ours(name):
            raise StorageError("site.in-the-way", path=path)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
        self._now[name] = digest(content)
        return path

    def close(self) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
        """Remove what earlier publishing left; return what was removed, and what was changed by hand and so stays."""
        removed, kept = [], []
        for name in sorted(self._known.keys() - self._now.keys()):
            path = self.folder / name
            if not path.is_file():
                continue
            if self._is_ours(name):
                path.unlink()
                removed.append(path)
                with contextlib.suppress(OSError):  # other people's files are still there
                    if path.parent != self.folder:
                        path.parent.rmdir()
            else:
                kept.append(path)
                self.leave(name)
        if self._now or self.folder.is_dir():  # nothing leaves nothing
            write_list(self.folder / _PUBLISHED, self._now)
        return tuple(removed), tuple(kept)

    def leave(self, name: str) -> None:
        """Leave a page as it is, though it was not written anew."""
        if name in self._known:
            self._now[name] = self._known[name]

    def _is_ours(self, name: str) -> bool:
        return self._known.get(name) == digest((self.folder / name).read_bytes())
