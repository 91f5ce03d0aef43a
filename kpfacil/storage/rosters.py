"""Lists of people as files: which there are, and their bytes read; a workbook by a process of its own."""

import contextlib
import json
import subprocess
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from kpfacil.rosters.cells import Column, ListError, Sheet
from kpfacil.rosters.people import Contact, PeopleList, WhichColumn, contacts_in, read_people
from kpfacil.rosters.sheets import csv_sheet, kind_of
from kpfacil.rosters.workbooks import make_readable, workbook_sheet
from kpfacil.storage.files import StorageError, read_bytes
from kpfacil.storage.program import workbook_reader

CONTACTS_FILE = "yhteystiedot.csv"
"""The name of the list of addresses in a table's folder."""
_SHEETS = (".xlsx", ".xlsm", ".xls", ".ods")
_ENDINGS = (".csv", ".xlsx", ".xls", ".ods")
_LONGEST = 60
"""How many seconds a workbook may take to be read."""
_BROKEN = (ValueError, RuntimeError, NotImplementedError, EOFError, IndexError, zlib.error)
"""What a packed file that was damaged may bring when it is unpacked."""
_AS_TOLD: Mapping[Column, str] = MappingProxyType({})


class Unclear(StorageError):  # noqa: N818 - what the list is
    """A list in a file of which it can't be told which column holds what is `wanted`; `columns` are those it has."""

    def __init__(self, path: Path, which: WhichColumn) -> None:
        super().__init__(which.key, path=path, **which.details)
        self.wanted = which.wanted
        self.columns = which.columns


def read_roster(path: Path, chosen: Mapping[Column, str] = _AS_TOLD, day: date | None = None) -> PeopleList:
    """Read a list of people for the meeting of a day: CSV, XLSX, XLS or ODS; see `read_people`.

    Raises `Unclear` where the column of names or parties can't be told, `StorageError` where the file is no list.
    """
    with _naming_file(path):
        return read_people(_sheets_of(path), chosen, day)


def read_contacts(path: Path) -> tuple[Contact, ...]:
    """Read a list of names and addresses, which may be any list of people; raises `StorageError`."""
    with _naming_file(path):
        return contacts_in(_sheets_of(path))


def lists_in(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files of folders that may be lists of people, each once, the newest of each folder first."""
    found: dict[Path, Path] = {}
    for folder in folders:
        with contextlib.suppress(OSError):
            files = [path for path in folder.iterdir() if _may_be_list(path)]
            for path in sorted(files, key=lambda path: path.stat().st_mtime, reverse=True):
                found.setdefault(path.resolve(), path.absolute())
    return tuple(found.values())


def _may_be_list(path: Path) -> bool:
    hidden = path.name.startswith((".", "~$")) or path.name == CONTACTS_FILE
    return not hidden and path.suffix.lower() in _ENDINGS and path.is_file()


@contextlib.contextmanager
def _naming_file(path: Path) -> Iterator[None]:
    """Give what a list is refused for the name of its file."""
    try:
        yield
    except WhichColumn as which:
        raise Unclear(path, which) from None
    except ListError as error:
        raise StorageError(error.key, path=path, **error.details) from None


def _sheets_of(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of a file that can be seen and have something in them.

    Raises `StorageError` where the file can't be read, `ListError` where it is no list, telling what it is instead.
    """
    data = read_bytes(path)
    kind, sheet_named = kind_of(data), path.suffix.lower() in _SHEETS
    if kind == "sheet" and sheet_named:
        sheets = _workbook(data)
    elif kind == "text" and not sheet_named:
        sheets = [csv_sheet(data)]
    else:
        raise ListError(f"roster.is.{kind}")
    return tuple(sheet for sheet in sheets if sheet.rows)


def _workbook(data: bytes) -> list[Sheet]:
    try:
        near, far = make_readable(data) if data.startswith(b"PK") else (data, 0)
        done = subprocess.run(workbook_reader(), input=near, capture_output=True, check=True, timeout=_LONGEST)
        return [workbook_sheet(name, rows, merged, far) for name, rows, merged in json.loads(done.stdout)]
    except (zipfile.BadZipFile, subprocess.SubprocessError, OSError, *_BROKEN):
        raise ListError("roster.not-sheet") from None
