"""Files and folders: where sessions are, the bytes of a file, and a sentence for everything that stands in the way."""

import contextlib
import errno
import itertools
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from hashlib import sha256
from io import UnsupportedOperation
from pathlib import Path
from typing import Literal

from kpfacil.model.texts import Detail, Fault, Sentence, Texts

_NAMED = {
    "system.full": "ENOSPC EDQUOT EFBIG",
    "system.permission": "EACCES EPERM",
    "system.read-only": "EROFS",
    "system.missing": "ENOENT",
    "system.no-folder": "ENOTDIR",
    "system.folder": "EISDIR",
    "system.there": "EEXIST",
    "system.long-name": "ENAMETOOLONG",
    "system.loop": "ELOOP",
    "system.device": "EIO ENODEV ENXIO ESTALE ETIMEDOUT",
    "system.busy": "EBUSY EAGAIN",
    "system.many": "EMFILE ENFILE",
    "system.pipe": "EPIPE EBADF",
}
"""What the system's errors mean to a person."""
_REASONS = {getattr(errno, name): key for key, names in _NAMED.items() for name in names.split()}


def reason_of(error: BaseException | None) -> Detail:
    """Return why the system did not do something: a sentence of ours where there is one, else its own words."""
    number = error.errno if isinstance(error, OSError) else None
    if isinstance(error, UnsupportedOperation):  # a stream that was closed before the program began
        return Sentence("system.pipe")
    if number in _REASONS:
        return Sentence(_REASONS[number])
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def sentence_of(key: str, count: int | None = None, /, **details: Detail | Path) -> Sentence:
    """Return a sentence that may tell of files."""
    words = {name: str(detail) if isinstance(detail, Path) else detail for name, detail in details.items()}
    return Sentence(key, words, count)


class StorageError(Exception):
    """A file or folder that cannot be used, with the sentence that says why."""

    def __init__(self, key: str, /, **details: Detail | Path) -> None:
        super().__init__(key, details)
        self.key = key
        self.sentence = sentence_of(key, **details)

    def sentences(self, texts: Texts) -> tuple[str, ...]:
        """Return what to tell the user: one sentence here, one for each fault of an unreadable file."""
        return (texts.say_sentence(self.sentence),)


class Unreadable(StorageError):  # noqa: N818 - what the file is, as `Refused` says what a command was
    """A file that is not a session: every fault found in it. `path` is known when it was read from the disk."""

    def __init__(self, faults: tuple[Fault, ...], path: Path | None = None) -> None:
        super().__init__("fault.unreadable", path=path or "", n=len(faults))
        self.faults = faults
        self.path = path

    def sentences(self, texts: Texts) -> tuple[str, ...]:
        """Return a line for each fault: path, line or key, and the sentence that says what to do."""
        return tuple(self._sentence(fault, texts) for fault in self.faults)

    def _sentence(self, fault: Fault, texts: Texts) -> str:
        where = "fault.at-key"
        if fault.line is not None:
            where = "fault.at-line-and-key" if fault.path else "fault.at-line"
        elif not fault.path:
            where = "fault.at-file"
        named = {"path": self.path or "", "place": fault.path, "line": fault.line or ""}
        return texts.say_sentence(sentence_of(where, **named, reason=texts.say_sentence(fault.sentence)))


LARGEST = 64 * 1024 * 1024
"""The largest file that is read as a session or a roster, in bytes."""


_LONGEST_SLUG = 80
# Names that Windows keeps to itself, whatever their ending.
_RESERVED = r"(?:con|prn|aux|nul|com\d|lpt\d)\Z"
STANDS_STILL = 2.0
"""Seconds after which a file that has lost its end is taken as it is."""


def read_bytes(path: Path) -> bytes:
    """Return the bytes of an ordinary file of sensible size.

    Raises `StorageError`: missing, a folder, not an ordinary file, no permission, too large, or the disk's own reason.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise StorageError("fault.file-folder", path=path)
        if not stat.S_ISREG(status.st_mode):
            raise StorageError("fault.file-odd", path=path)
        if status.st_size > LARGEST:
            raise StorageError("fault.file-large", path=path, most=LARGEST // 1024**2)
        return path.read_bytes()
    except (FileNotFoundError, ValueError):  # a name with a NUL in it
        raise StorageError("fault.file-missing", path=path) from None
    except PermissionError:
        raise StorageError("fault.file-permission", path=path) from None
    except OSError as error:
        raise StorageError("fault.file-reason", path=path, reason=reason_of(error)) from None


def digest(content: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return sha256(content).hexdigest()


def drop(path: Path) -> None:
    """Remove a file; one that is not there, or can't be removed, is left as it is."""
    with contextlib.suppress(OSError):
        path.unlink()


def changed_at(path: Path) -> float:
    """Return when a file was changed last, 0 where that can't be told."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def slug(name: str) -> str:
    """Return the folder name of a table: `a-z0-9-`, with å ä ö as a a o; empty where nothing is left."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))
    folded = bare.translate({ord("ø"): "o", ord("æ"): "ae", ord("đ"): "d", ord("ł"): "l"})
    made = re.sub("[^a-z0-9]+", "-", folded)[:_LONGEST_SLUG].strip("-")
    return f"{made}-poyta" if re.match(_RESERVED, made) else made


def named_path(words: str) -> Path:
    """Return the path that somebody has named; `~` is their home, and the `~name` of nobody just a name."""
    path = Path(words)
    with contextlib.suppress(RuntimeError):
        return path.expanduser()
    return path


def own_folder(what: Literal["documents", "downloads"]) -> Path:
    """Return the user's folder for documents, or the one into which browser and mail put what comes."""
    # Asked only where no other folder was named; the import costs some milliseconds.
    import platformdirs  # noqa: PLC0415

    return platformdirs.user_documents_path() if what == "documents" else platformdirs.user_downloads_path()


def sessions_folder(
    option: str | None,
    env: Mapping[str, str],
    cwd: Path,
    own: Callable[[Literal["documents"]], Path] = own_folder,
) -> Path:
    """Return the sessions folder: `--sessions`, `KPFACIL_SESSIONS`, `./sessions` where it exists, else in documents."""
    named = option or env.get("KPFACIL_SESSIONS")
    if named:
        return cwd / named_path(named)
    here = cwd / "sessions"
    return here if here.is_dir() else own("documents") / "kpfacil"


_DATED = r"(\d{4}-\d{2}-\d{2})(?:-([1-9]\d?))?\Z"


def export_folder(path: Path) -> Path:
    """Return the folder of what is exported from a session's file and sent to it: beside it, by its name."""
    return path.parent / path.stem


def free_path(folder: Path, day: date) -> Path:
    """Return the file of a new session: `2026-11-21.toml`, the next one of that day `2026-11-21-2.toml`."""
    return free_name(folder / f"{day.isoformat()}.toml")


def free_name(path: Path, sign: str = "-") -> Path:
    """Return a path where nothing stands: this one, or one with the first number that is free before its ending."""
    numbered = (path.with_name(f"{path.stem}{sign}{number}{path.suffix}") for number in itertools.count(2))
    return next(free for free in itertools.chain((path,), numbered) if not os.path.lexists(free))


def names_in(folder: Path) -> frozenset[str]:
    """Return the names of what lies in a folder; nothing where it can't be looked into."""
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        return frozenset(entry.name for entry in found)
    return frozenset()


def list_folder(folder: Path) -> list[Path]:
    """Return what a folder holds, by name; nothing where there is none. Raises `StorageError`."""
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StorageError("fault.folder-reason", path=folder, reason=reason_of(error)) from None


def named_day(path: Path) -> date | None:
    """Return the day that a session file's name tells; None where it is not called as a session."""
    dated = re.match(_DATED, path.stem) if path.suffix == ".toml" else None
    try:
        return date.fromisoformat(dated[1]) if dated else None
    except ValueError:
        return None


def other_days(path: Path) -> tuple[date, ...]:
    """Return the days of the table's other sessions by their files' names; none where the folder can't be listed."""
    with contextlib.suppress(StorageError):
        return tuple(
            sorted(day for other in list_folder(path.parent) if other.name != path.name and (day := named_day(other)))
        )
    return ()


def name_order(path: Path) -> tuple[str, int, str]:
    """Order a file that can't be read by its name; a folder without a date in its name may be of any day."""
    dated = re.match(_DATED, path.stem)
    return (dated[1], int(dated[2] or 1), path.name) if dated else ("9999-12-31", 1, path.name)
