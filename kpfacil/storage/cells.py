"""The cells of a list that somebody made in a spreadsheet: CSV of any kind that offices produce, or XLSX."""

import codecs
import csv
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from kpfacil.model.text import clean_line
from kpfacil.storage.errors import StorageError
from kpfacil.storage.files import read_bytes

_DELIMITERS = ";\t,"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row with the number of its line (CSV) or row (XLSX), counted from 1."""

    line: int
    cells: tuple[str, ...]


def rows_of(path: Path) -> tuple[Row, ...]:
    """Return the rows of a file that have something in them, every cell cleaned to one line.

    Raises `StorageError` where the file can't be read or is no list.
    """
    data = read_bytes(path)
    rows = _sheet_rows(path, data) if path.suffix.lower() in (".xlsx", ".xlsm", ".ods") else _csv_rows(path, data)
    return tuple(row for row in rows if any(row.cells))


def decoded(data: bytes) -> str:
    """Return the text of a CSV file: UTF-8, UTF-16 with its mark, else the Windows code page of Western Europe."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _csv_rows(path: Path, data: bytes) -> list[Row]:
    text = decoded(data).lstrip("\ufeff")
    first = text.split("\n", 1)[0].strip().strip('"')
    skipped = 0
    delimiter = None
    if first.lower().startswith("sep=") and len(first) <= len("sep=") + 1:
        delimiter = first[len("sep=") :] or "\t"
        skipped, text = 1, text.partition("\n")[2]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or _delimiter_of(text))
    rows: list[Row] = []
    begun = 1
    try:
        for cells in reader:
            rows.append(Row(begun + skipped, tuple(clean_line(cell) for cell in cells)))
            begun = reader.line_num + 1
    except csv.Error as error:
        named = {"path": str(path), "line": str(begun + skipped), "reason": str(error)}
        raise StorageError("roster.not-csv", named) from None
    return rows


def _delimiter_of(text: str) -> str:
    """Return the delimiter that gives the header row the most cells."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=lambda sign: len(next(csv.reader([header], delimiter=sign), [])))


def _sheet_rows(path: Path, data: bytes) -> list[Row]:
    # Loaded when a spreadsheet is given, which is seldom.
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for index in range(len(book.sheet_names)):
            rows = book.get_sheet_by_index(index).to_python(skip_empty_area=False)
            if rows:
                return [Row(line, tuple(_cell(cell) for cell in cells)) for line, cells in enumerate(rows, start=1)]
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError):
        raise StorageError("roster.not-sheet", {"path": str(path)}) from None
    return []


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean_line(str(value))
