"""Opening a session file: what was in it, and a clear word for everything that stands in the way."""

import re
import stat
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kpfacil.model.session import Session
from kpfacil.storage.decode import decode
from kpfacil.storage.errors import StorageError, Unreadable, reason_of

LARGEST = 64 * 1024 * 1024
"""The largest file that is read as a session or a roster, in bytes."""


_LONGEST_SLUG = 80
# Names that Windows keeps to itself, whatever their ending.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\Z")
STANDS_STILL = 2.0
"""Seconds after which a file that has lost its end is taken as it is."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A session with the file and the very bytes it was read from."""

    session: Session
    path: Path
    data: bytes

    @property
    def table_name(self) -> str:
        """The name of the table."""
        return self.session.table.name

    @property
    def day(self) -> date:
        """The day of the meeting."""
        return self.session.meeting.date

    @property
    def number(self) -> int:
        """The meeting's running number within its year."""
        return self.session.meeting.number


def load(path: Path) -> Opened:
    """Read a session file.

    Raises `Unreadable` with every fault in it, `StorageError` where the file can't be read at all.
    """
    data = read_bytes(path)
    try:
        return Opened(decode(data), path, data)
    except Unreadable as error:
        raise Unreadable(error.faults, path) from None


def read_bytes(path: Path) -> bytes:
    """Return the bytes of an ordinary file of sensible size.

    Raises `StorageError`: missing, a folder, not an ordinary file, no permission, too large, or the disk's own reason.
    """
    named = {"path": str(path)}
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise StorageError("fault.file-folder", named)
        if not stat.S_ISREG(status.st_mode):
            raise StorageError("fault.file-odd", named)
        if status.st_size > LARGEST:
            raise StorageError("fault.file-large", {**named, "most": str(LARGEST // 1024**2)})
        return path.read_bytes()
    except FileNotFoundError:
        raise StorageError("fault.file-missing", named) from None
    except PermissionError:
        raise StorageError("fault.file-permission", named) from None
    except OSError as error:
        raise StorageError("fault.file-reason", {**named, "reason": reason_of(error)}) from None
    except ValueError:  # a name with a NUL in it
        raise StorageError("fault.file-missing", named) from None


def slug(name: str) -> str:
    """Return the folder name of a table: `a-z0-9-`, with å ä ö as a a o; empty where nothing is left."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))
    folded = bare.translate({ord("ø"): "o", ord("æ"): "ae", ord("đ"): "d", ord("ł"): "l"})
    made = re.sub("[^a-z0-9]+", "-", folded)[:_LONGEST_SLUG].strip("-")
    return f"{made}-poyta" if _RESERVED.match(made) else made


def documents_folder() -> Path:
    """Return the user's documents folder."""
    # Asked only where no other folder was named; the import costs some milliseconds.
    from platformdirs import user_documents_path  # noqa: PLC0415

    return user_documents_path()


def sessions_folder(
    option: str | None, env: Mapping[str, str], cwd: Path, documents: Callable[[], Path] = documents_folder
) -> Path:
    """Return the sessions folder: `--sessions`, `KPFACIL_SESSIONS`, `./sessions` where it exists, else in documents."""
    named = option or env.get("KPFACIL_SESSIONS")
    if named:
        return cwd / Path(named).expanduser()
    here = cwd / "sessions"
    return here if here.is_dir() else documents() / "kpfacil"
