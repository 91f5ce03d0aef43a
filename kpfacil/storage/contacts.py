"""Addresses of a table's people, from a list that stays beside the sessions and goes nowhere else."""

import re
from dataclasses import dataclass
from pathlib import Path

from kpfacil.storage.cells import SheetRow, sheets_of
from kpfacil.storage.errors import StorageError
from kpfacil.storage.headers import read_header
from kpfacil.storage.person_cells import people_in

CONTACTS_FILE = "yhteystiedot.csv"
"""The name of the list in a table's folder."""

_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]]+@[^\s@<>,;:\"()\[\]]+\.[^\s@<>,;:\"()\[\].]+")
_LOOKED_AT = 40


@dataclass(frozen=True, slots=True)
class Contact:
    """One row of the list; `address` is empty where what stands there is no address."""

    line: int
    name: str
    address: str = ""
    written: str = ""


def read_contacts(path: Path) -> tuple[Contact, ...]:
    """Return the rows of a list of names and addresses, read like any list of people.

    Raises `StorageError` where it can't be read or has no column of addresses.
    """
    for sheet in sheets_of(path):
        column = _address_column(sheet.rows)
        if column >= 0:
            names, begun = _names(sheet.rows, column)
            return tuple(contact for row in sheet.rows[begun:] for contact in _contact(row, names, column))
    raise StorageError("contacts.no-addresses", {"path": str(path)})


def _address_column(rows: tuple[SheetRow, ...]) -> int:
    """Return the column with the most addresses, -1 where there is none."""
    width = max((len(row.cells) for row in rows), default=0)
    counts = [sum(_is_address(row, at) for row in rows) for at in range(width)]
    return counts.index(max(counts)) if any(counts) else -1


def _is_address(row: SheetRow, at: int) -> bool:
    return at < len(row.cells) and _ADDRESS.fullmatch(row.cells[at].strip()) is not None


def _names(rows: tuple[SheetRow, ...], column: int) -> tuple[tuple[int, ...], int]:
    """Return the columns of the names, and the place of the first row below the headers."""
    for at, row in enumerate(rows[:_LOOKED_AT]):
        found = read_header(row.cells).columns
        places = found.get("name", ())[:1] or (*found.get("first", ())[:1], *found.get("last", ())[:1])
        if places:
            return places, at + 1
    return (0 if column else 1,), 0


def _contact(row: SheetRow, names: tuple[int, ...], column: int) -> tuple[Contact, ...]:
    written = row.cells[column].strip() if column < len(row.cells) else ""
    name = " ".join(row.cells[at] for at in names if at < len(row.cells)).strip()
    people = people_in(name)
    if not written:
        return ()
    address = written if _ADDRESS.fullmatch(written) else ""
    return (Contact(row.line, people[0].name if people else "", address, written),)
