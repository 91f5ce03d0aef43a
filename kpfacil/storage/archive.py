"""The folders: a folder is a table, a file in it is one of its sessions."""

import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from kpfacil.model.text import clean_line
from kpfacil.storage.errors import StorageError
from kpfacil.storage.files import Opened, load
from kpfacil.storage.heads import Headed

_CONFLICT = re.compile(r".+\.conflict-\d+\Z")
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d+))?\Z")
_NO_SESSIONS = ("process.toml",)
_LONGEST_SLUG = 80
# Names that Windows keeps to itself, whatever their ending.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\Z")


@dataclass(frozen=True, slots=True)
class Broken:
    """A file among the sessions that can't be read, with the reason; it is named and skipped, never hidden."""

    path: Path
    error: StorageError


class Filed(Protocol):
    """A session as it was read: whole, or in brief."""

    @property
    def path(self) -> Path:
        """The session's file."""
        ...

    @property
    def table_name(self) -> str:
        """The name of the table."""
        ...

    @property
    def day(self) -> date:
        """The day of the meeting."""
        ...


Kept = TypeVar("Kept", bound=Filed)


@dataclass(frozen=True, slots=True)
class Folder(Generic[Kept]):
    """One table: its sessions from the oldest to the latest, what could not be read, and versions laid aside."""

    path: Path
    sessions: tuple[Kept, ...] = ()
    broken: tuple[Broken, ...] = ()
    laid_aside: tuple[Path, ...] = ()

    @property
    def latest(self) -> Kept | None:
        """The latest session, None where there is none that can be read."""
        return self.sessions[-1] if self.sessions else None

    @property
    def name(self) -> str:
        """The table's name as its latest session has it, the folder's name where none can be read."""
        return self.latest.table_name if self.latest else self.path.name

    @property
    def in_the_way(self) -> Broken | None:
        """A file that can't be read and may be later than the latest: nothing may be carried over past it."""
        newest = _order(self.latest) if self.latest else ("", 0, "")
        return next((broken for broken in self.broken if _name_order(broken.path) > newest), None)


TableFolder = Folder[Opened]
"""A table with its sessions read whole."""
TableHeads = Folder[Headed]
"""A table with its sessions in brief."""


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


def tables(folder: Path) -> tuple[TableFolder, ...]:
    """Return the tables of a sessions folder by name, read whole; see `tables_by`."""
    return tables_by(folder, load)


def tables_by(folder: Path, read: Callable[[Path], Kept]) -> tuple[Folder[Kept], ...]:
    """Return the tables of a sessions folder by name; folders without any session are none. No folder, no tables.

    `read` reads a session file, whole or in brief. Raises `StorageError` where the folder can't be listed.
    """
    inside = [inner for inner in _listed(folder) if inner.is_dir() and not inner.name.startswith(".")]
    found = [table_by(inner, read) for inner in inside]
    with_sessions = [table for table in found if table.sessions or table.broken]
    return tuple(sorted(with_sessions, key=lambda table: (table.name.casefold(), table.path.name)))


def table_in(folder: Path) -> TableFolder:
    """Return one table's folder, read whole; see `table_by`."""
    return table_by(folder, load)


def table_by(folder: Path, read: Callable[[Path], Kept]) -> Folder[Kept]:
    """Return one table's folder, empty where it does not exist; raises `StorageError` where it can't be listed."""
    sessions: list[Kept] = []
    broken: list[Broken] = []
    aside: list[Path] = []
    for path in _listed(folder):
        if path.suffix != ".toml" or path.name.startswith(".") or path.name in _NO_SESSIONS:
            continue
        if _CONFLICT.match(path.stem):
            aside.append(path)
            continue
        try:
            sessions.append(read(path))
        except StorageError as error:
            broken.append(Broken(path, error))
    return Folder(folder, tuple(sorted(sessions, key=_order)), tuple(broken), tuple(aside))


def folder_of(sessions: Path, table_name: str) -> TableFolder:
    """Return the folder where a table's sessions are or will be.

    Raises `StorageError` where the name makes no folder name, where the folder's latest session bears another
    table's name, or where it can't be listed.
    """
    made = slug(table_name)
    if not made:
        raise StorageError("fault.table-slug", {"name": table_name})
    found = table_in(sessions / made)
    # The latest one counts: a table may have mended the spelling of its name.
    if found.latest is not None and not _same_table(found.name, table_name):
        raise StorageError("fault.table-other", {"name": table_name, "other": found.name, "path": str(found.path)})
    return found


def free_path(folder: Path, day: date) -> Path:
    """Return the file of a new session: `2026-11-21.toml`, the next one of that day `2026-11-21-2.toml`."""
    number = 1
    while True:
        path = folder / f"{day.isoformat()}{'' if number == 1 else f'-{number}'}.toml"
        if not os.path.lexists(path):
            return path
        number += 1


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        named = {"path": str(folder), "reason": error.strerror or str(error)}
        raise StorageError("fault.folder-reason", named) from None


def _same_table(one: str, other: str) -> bool:
    return clean_line(one).casefold() == clean_line(other).casefold()


def _order(filed: Filed) -> tuple[str, int, str]:
    """Order by the meeting's own date, meetings of one day by the number at the end of the file's name."""
    dated = _DATED.match(filed.path.stem)
    return filed.day.isoformat(), int(dated[2] or 1) if dated else 1, filed.path.name


def _name_order(path: Path) -> tuple[str, int, str]:
    """Order a file that can't be read by its name; one without a date in it may be of any day."""
    dated = _DATED.match(path.stem)
    return (dated[1], int(dated[2] or 1), path.name) if dated else ("9999-12-31", 1, path.name)
