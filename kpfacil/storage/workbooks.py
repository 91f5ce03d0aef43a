"""The cells of a workbook as text, with merged cells filled down; and what a file is by its first bytes."""

import io
import json
import re
import subprocess
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kpfacil.storage.files import StorageError
from kpfacil.storage.program import workbook_reader

_LONGEST = 60
"""How many seconds a workbook may take to be read."""
_BROKEN = (ValueError, RuntimeError, NotImplementedError, EOFError, IndexError, zlib.error)
"""What a packed file that was damaged may bring when it is unpacked."""
_Range = tuple[tuple[int, int], tuple[int, int]]
_LARGEST = 64 * 1024 * 1024
"""The largest part of a workbook that is unpacked, in bytes."""
_ROWS = 20_000
_COLUMNS = 100
"""The rows and columns that are read: a cell astray outside them costs nothing."""
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml|content\.xml")
_ROW = re.compile(
    rb"""<(?:\w+:)?row\b[^>]*?\sr=["'](\d+)["'][^>]*?(?:/>|>[^<]*(?:<(?!/?(?:\w+:)?row\b)[^<]*)*</(?:\w+:)?row>)"""
)
_CELL = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\sr=["']([A-Za-z]+)(\d+)["'][^>]*?"""
    rb"""(?:/>|(?<!/)>[^<]*(?:<(?!/?(?:\w+:)?c\b)[^<]*)*</(?:\w+:)?c>)"""
)
"""A row and a cell to their own ends and no further: what is never closed is not looked for to the end of the file."""
_REPEAT = re.compile(rb"(number-(?:rows|columns)-repeated=)([\"'])(\d+)[\"']")
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Book:
    """One sheet of a workbook: its rows that are not empty, by their places, with cells from the first column on."""

    name: str
    rows: Mapping[int, list[str]]
    merged: bool
    far: int


def cells_of_book(path: Path, data: bytes) -> list[Book]:
    """Return the sheets that can be seen; raises `StorageError` where the file can't be read or is too large."""
    try:
        near, far = _without_far_cells(path, data) if data.startswith(b"PK") else (data, 0)
        done = subprocess.run(workbook_reader(), input=near, capture_output=True, check=True, timeout=_LONGEST)
        return [_book(name, rows, merged, far) for name, rows, merged in json.loads(done.stdout)]
    except (zipfile.BadZipFile, subprocess.SubprocessError, OSError, *_BROKEN):
        raise StorageError("roster.not-sheet", {"path": str(path)}) from None


def column_letter(index: int) -> str:
    """Return the letters of a column counted from 0: `A`, `Z`, `AA`."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the place, counted from 0, of a column given by its letters."""
    index = 0
    for letter in letters.upper():
        index = index * _LETTERS + ord(letter) - ord("A") + 1
    return index - 1


def _book(name: str, rows: list[tuple[int, list[str]]], merged: Sequence[_Range], far: int) -> Book:
    cells = dict(rows)
    filled = False
    for (top, left), (bottom, _) in merged:
        said = cells[top][left] if top in cells and left < len(cells[top]) else ""
        for place in range(top + 1, bottom + 1) if said else ():
            if place in cells:
                cells[place][left] = said
                filled = True
    return Book(name, cells, merged=filled, far=far)


def _without_far_cells(path: Path, data: bytes) -> tuple[bytes, int]:
    """Return the workbook without the cells far astray, and how many they were.

    A reader lays a sheet out as a whole: one cell in the last corner of Excel asks it for 500 gigabytes.
    """
    far = 0
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as near:
        for part in packed.infolist():
            if part.file_size > _LARGEST:
                raise StorageError("roster.too-large", {"path": str(path), "most": str(_LARGEST // 1024**2)})
            if part.is_dir() or not part.filename.endswith((".xml", ".rels", "mimetype")):
                continue
            content = packed.read(part)
            if _SHEET.fullmatch(part.filename):
                content, left = _near(content)
                far += left
            near.writestr(part.filename, content)
    return kept.getvalue(), far


def _near(xml: bytes) -> tuple[bytes, int]:
    """Return the XML of a sheet without its cells far astray, and how many were there."""
    left = 0

    def row(match: re.Match[bytes]) -> bytes:
        nonlocal left
        if int(match[1]) <= _ROWS:
            return match[0]
        left += max(1, len(_CELL.findall(match[0])))
        return b""

    def cell(match: re.Match[bytes]) -> bytes:
        nonlocal left
        if column_index(match[1].decode()) < _COLUMNS and int(match[2]) <= _ROWS:
            return match[0]
        left += 1
        return b""

    def repeat(match: re.Match[bytes]) -> bytes:
        most = _ROWS if b"rows" in match[1] else _COLUMNS
        return match[1] + match[2] + str(min(int(match[3][:9]), most)).encode() + match[2]

    return _REPEAT.sub(repeat, _CELL.sub(cell, _ROW.sub(row, xml))), left


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
    wide = data.startswith(_WIDE) or any(data[at:8:2] == bytes(len(data[at:8:2])) for at in (0, 1))
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
