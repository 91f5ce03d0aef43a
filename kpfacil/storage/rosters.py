"""Participants from a list: `Nimi;Taho;Toimiala;Rooli` or `Name,Party,Field,Role`, in any order and case."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kpfacil.model.people import Role
from kpfacil.rules.integrity import Fault
from kpfacil.storage.cells import Row, rows_of
from kpfacil.storage.errors import StorageError

_Column = Literal["name", "party", "field", "role", "id", "first", "last"]

_HEADERS: dict[str, _Column] = {
    **dict.fromkeys(("nimi", "name", "osallistuja", "participant", "henkilö", "person", "koko nimi"), "name"),
    **dict.fromkeys(("taho", "party", "organisaatio", "organisation", "organization", "yhteisö", "edustaa"), "party"),
    **dict.fromkeys(("järjestö", "yhdistys", "association", "represents"), "party"),
    **dict.fromkeys(("toimiala", "ala", "sektori", "field", "sector"), "field"),
    **dict.fromkeys(("rooli", "roolit", "role", "roles", "tehtävä"), "role"),
    **dict.fromkeys(("tunnus", "id", "handle"), "id"),
    **dict.fromkeys(("etunimi", "first name", "firstname", "given name"), "first"),
    **dict.fromkeys(("sukunimi", "last name", "lastname", "surname"), "last"),
}

_ROLES: dict[str, Role] = {
    **dict.fromkeys(("facilitator", "fasilitaattori", "fasilitoija", "vetäjä", "ohjaaja"), "facilitator"),
    **dict.fromkeys(("chair", "chairperson", "puheenjohtaja", "pj", "pj."), "chair"),
    **dict.fromkeys(("secretary", "sihteeri", "siht", "siht.", "kirjuri"), "secretary"),
    **dict.fromkeys(("convener", "convenor", "koollekutsuja", "kokoonkutsuja"), "convener"),
    **dict.fromkeys(("opener", "alustaja", "avaaja"), "opener"),
    **dict.fromkeys(("expert", "asiantuntija", "asiantuntijajäsen"), "expert"),
    **dict.fromkeys(("liaison", "yhdyshenkilö", "yhteyshenkilö", "järjestöyhdyshenkilö"), "liaison"),
}
_MEMBERS = ("", "-", "–", "jäsen", "member", "osallistuja", "participant")
_BETWEEN_ROLES = re.compile(r"\s*[,;/&+|]\s*|\s+ja\s+|\s+and\s+")
_HANDLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")


@dataclass(frozen=True, slots=True)
class Listed:
    """One participant of a list; `party` is the party's name as written, `handle` the id asked for or empty."""

    line: int
    name: str
    party: str = ""
    field: str = ""
    roles: tuple[Role, ...] = ()
    handle: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """The participants of a list, and a fault with its line for each row that can't be taken."""

    people: tuple[Listed, ...]
    refused: tuple[Fault, ...]
    columns: tuple[tuple[str, str], ...] = ()
    """The columns that were read: the header as written, and what it holds."""
    unread: tuple[str, ...] = ()
    """The headers of the columns that were left unread."""


def read_roster(path: Path) -> Roster:
    """Read a CSV, XLSX or ODS file whose first row names its columns; columns of other names are left unread.

    Raises `StorageError` where the file can't be read, is no list, or names no column of names.
    """
    rows = rows_of(path)
    if not rows:
        raise StorageError("roster.empty", {"path": str(path)})
    columns = _columns(rows[0])
    if not ({"name", "first"} & columns.keys()):
        found = ", ".join(cell for cell in rows[0].cells if cell)
        raise StorageError("roster.no-header", {"path": str(path), "line": str(rows[0].line), "found": found})
    people: list[Listed] = []
    refused: list[Fault] = []
    for row in rows[1:]:
        taken = _listed(row, columns, len(rows[0].cells), people)
        if isinstance(taken, Fault):
            refused.append(taken)
        else:
            people.append(taken)
    read = sorted((index, column) for column, index in columns.items())
    headers = rows[0].cells
    return Roster(
        tuple(people),
        tuple(refused),
        columns=tuple((headers[index], column) for index, column in read),
        unread=tuple(cell for index, cell in enumerate(headers) if cell and index not in columns.values()),
    )


def _columns(header: Row) -> dict[_Column, int]:
    columns: dict[_Column, int] = {}
    for index, cell in enumerate(header.cells):
        column = _HEADERS.get(_folded(cell))
        if column is not None:
            columns.setdefault(column, index)
    return columns


def _listed(row: Row, columns: dict[_Column, int], width: int, before: list[Listed]) -> Listed | Fault:
    def cell(column: _Column) -> str:
        index = columns.get(column, width)
        return row.cells[index] if index < min(width, len(row.cells)) else ""

    name = cell("name") or f"{cell('first')} {cell('last')}".strip()
    roles, unknown = _roles(cell("role"))
    listed = Listed(row.line, name, cell("party"), cell("field"), roles, cell("id"))
    if any(row.cells[width:]):
        return _refused(row, "roster.too-many", {"n": str(len(row.cells)), "most": str(width)})
    if not name:
        return _refused(row, "roster.no-name", {})
    if unknown:
        return _refused(row, "roster.role", {"name": name, "role": unknown, "words": ", ".join(_role_words())})
    if listed.handle and not _HANDLE.match(listed.handle):
        return _refused(row, "roster.handle", {"name": name, "id": listed.handle})
    return _repeated(listed, before) or listed


def _repeated(listed: Listed, before: list[Listed]) -> Fault | None:
    for other in before:
        if listed.handle and listed.handle == other.handle:
            named = {"name": listed.name, "id": listed.handle, "other": str(other.line)}
            return Fault("", "roster.handle-twice", named, listed.line)
        if (listed.name, listed.party) == (other.name, other.party) and listed.handle == other.handle:
            return Fault("", "roster.twice", {"name": listed.name, "other": str(other.line)}, listed.line)
    return None


def _refused(row: Row, key: str, details: dict[str, str]) -> Fault:
    return Fault("", key, details, row.line)


def _roles(cell: str) -> tuple[tuple[Role, ...], str]:
    """Return the roles of a cell in the order written, and the first word that is no role."""
    roles: list[Role] = []
    for word in _BETWEEN_ROLES.split(_folded(cell)):
        role = _ROLES.get(word)
        if role is not None and role not in roles:
            roles.append(role)
        elif role is None and word not in _MEMBERS:
            return (), word
    return tuple(roles), ""


def _role_words() -> list[str]:
    """Return one word for each role in Finnish and English, for the sentence that tells what would do."""
    finnish = ("fasilitaattori", "puheenjohtaja", "sihteeri", "koollekutsuja", "alustaja", "asiantuntija")
    return [*finnish, "yhdyshenkilö", *dict.fromkeys(_ROLES.values())]


def _folded(cell: str) -> str:
    return unicodedata.normalize("NFC", cell).casefold().strip(" :*\"'")
