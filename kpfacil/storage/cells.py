"""The cells of a list that somebody made: CSV of any kind that offices and their tools produce, XLSX, XLS or ODS."""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kpfacil.model.text import clean, clean_line
from kpfacil.storage.files import StorageError, read_bytes
from kpfacil.storage.headers import read_header
from kpfacil.storage.workbooks import cells_of_book

FileKind = Literal["sheet", "text", "word", "slides", "pdf", "picture", "web", "locked", "archive", "unknown"]

_BEGINNINGS: tuple[tuple[bytes, FileKind], ...] = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "word"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"\x1f\x8b", "archive"),
)
_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_STREAMS: tuple[tuple[str, FileKind], ...] = (
    ("EncryptedPackage", "locked"),
    ("Workbook", "sheet"),
    ("WordDocument", "word"),
    ("PowerPoint Document", "slides"),
    ("Book", "sheet"),
)
_PARTS: tuple[tuple[str, FileKind], ...] = (
    ("xl/workbook", "sheet"),
    ("word/document", "word"),
    ("ppt/presentation", "slides"),
)
_OPEN: tuple[tuple[bytes, FileKind], ...] = ((b"spreadsheet", "sheet"), (b"text", "word"), (b"presentation", "slides"))
_PAGES = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<head", b"<meta")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_TOLD = 4096


def kind_of(data: bytes) -> FileKind:
    """Return what a file is by what stands in it."""
    told = next((kind for beginning, kind in _BEGINNINGS if data.startswith(beginning)), None)
    if told is not None:
        return told
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if data.startswith(_OFFICE):
        return _stream(data)
    return _plain(data)


def _stream(data: bytes) -> FileKind:
    return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), "unknown")


def _plain(data: bytes) -> FileKind:
    """Return what a file without a format's own beginning is: a page, text in one of its encodings, or neither."""
    begun = data[:_TOLD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if begun.startswith(_PAGES):
        return "web"
    wide = data.startswith(_WIDE) or data[1:8:2] == bytes(len(data[1:8:2]))
    return "unknown" if b"\0" in data[:_TOLD] and not wide else "text"


def _packed(data: bytes) -> FileKind:
    """Return what a packed file is: an office document tells it by the names of its parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = packed.namelist()
            told = packed.read("mimetype")[:_TOLD] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
        return "sheet"  # a workbook cut short; its reader says so
    for part, kind in _PARTS:
        if any(name.startswith(part) for name in names):
            return kind
    return next((kind for word, kind in _OPEN if b"opendocument." + word in told), "archive")


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
