"""The cells of a list that somebody made: CSV of any kind that offices and their tools produce, XLSX, XLS or ODS."""

import codecs
import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kpfacil.model.text import clean, clean_line
from kpfacil.storage.errors import StorageError
from kpfacil.storage.files import read_bytes
from kpfacil.storage.headers import read_header
from kpfacil.storage.kinds_of_files import kind_of
from kpfacil.storage.workbooks import cells_of_book

_DELIMITERS = ";\t,"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SHEETS = (".xlsx", ".xlsm", ".xls", ".ods")
_LOOKED_AT = 40
"""In how many of its first lines a list's separator is looked for."""
_ZEROS = re.compile(rb"[^\0]\0[^\0]\0")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row with the number of its line (CSV) or row (XLSX), counted from 1; a cell may have line breaks in it."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet, or of a whole CSV file, that have something in them."""

    rows: tuple[SheetRow, ...]
    name: str = ""
    merged: bool = False
    """Whether a cell that spans several rows was filled into each."""
    far: int = 0
    """How many cells were left out because they lie far from the rest."""


def sheets_of(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of a file that can be seen and have something in them.

    Raises `StorageError` where the file can't be read or is no list, telling what it is instead.
    """
    data = read_bytes(path)
    kind, sheet_named = kind_of(data), path.suffix.lower() in _SHEETS
    if kind == "sheet" and sheet_named:
        books = cells_of_book(path, data)
        sheets = [Sheet(_rows(book.rows), book.name, merged=book.merged, far=book.far) for book in books]
    elif kind == "text" and not sheet_named:
        sheets = [Sheet(_csv_rows(path, data))]
    else:
        raise StorageError(f"roster.is.{kind}", {"path": str(path)})
    return tuple(sheet for sheet in sheets if sheet.rows)


def decoded(data: bytes) -> str:
    """Return the text of a CSV file: UTF-8, UTF-16, else the Windows code page of Western Europe."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if _ZEROS.match(data):
        return data.decode("utf-16-le", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def cleaned(cell: str) -> str:
    """Return a cell with its line breaks, and single spaces in each line."""
    return "\n".join(line for line in (clean_line(part) for part in clean(cell).split("\n")) if line)


def _rows(cells: Mapping[int, list[str]]) -> tuple[SheetRow, ...]:
    rows = (SheetRow(place + 1, tuple(cleaned(cell) for cell in row)) for place, row in cells.items())
    return tuple(row for row in rows if any(row.cells))


def _csv_rows(path: Path, data: bytes) -> tuple[SheetRow, ...]:
    text = decoded(data).lstrip("\ufeff")
    told, rest = _told_delimiter(text)
    skipped, text = (1, rest) if told else (0, text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=told or _delimiter_of(text))
    rows: list[SheetRow] = []
    begun = 1 + skipped
    try:
        for cells in reader:
            rows.append(SheetRow(begun, tuple(cleaned(cell) for cell in cells)))
            begun = reader.line_num + 1 + skipped
    except csv.Error:
        raise StorageError("roster.not-csv", {"path": str(path), "line": str(begun)}) from None
    if _never_closes(text, rows):
        raise StorageError("roster.not-csv", {"path": str(path), "line": str(rows[-1].line)})
    return tuple(row for row in rows if any(row.cells))


def _told_delimiter(text: str) -> tuple[str, str]:
    """Return the separator that a first line such as `sep=;` tells, and what comes after that line."""
    first, _, rest = text.partition("\n")
    first = first.strip().strip('"')
    if not first.lower().startswith("sep=") or len(first) > len("sep=") + 1:
        return "", text
    return first[len("sep=") :] or "\t", rest


def _never_closes(text: str, rows: list[SheetRow]) -> bool:
    """Return whether a quote opens the last row and is never closed: all that follows it is one cell."""
    return bool(rows) and text.count('"') % 2 == 1 and any("\n" in cell for cell in rows[-1].cells)


def _delimiter_of(text: str) -> str:
    """Return the sign that gives the first lines the best header row, else the most cells."""
    return max(_DELIMITERS, key=lambda sign: _fitness(text, sign))


def _fitness(text: str, sign: str) -> tuple[int, int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    try:
        rows = [row for row, _ in zip(reader, range(_LOOKED_AT), strict=False)]
    except csv.Error:
        rows = []
    headers = [read_header(row) for row in rows if len(row) > 1]
    return max((header.known for header in headers if header.names_people), default=0), sum(map(len, rows))
