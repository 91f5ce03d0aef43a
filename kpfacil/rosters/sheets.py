"""The bytes of a list: what a file is by its first ones, and the rows of a CSV."""

import codecs
import csv
import io
import re
import zipfile
from typing import Literal

from kpfacil.rosters.cells import ListError, Sheet, SheetRow, clean_cell
from kpfacil.rosters.headers import read_header
from kpfacil.rosters.words import has_first_name

_DELIMITERS = ";\t,|"
_TIGHT_COMMA = re.compile(r",\S")
_NO_DELIMITER = "\v"
"""What parts no cells: the lines of a text that has commas as prose has."""
_ALIGNED = re.compile(r"(?<=\S) {2,}(?=\S)")
"""What parts the columns of a text that is laid out by spaces."""
_RECEIVER = re.compile(r"[^<>\n]*<[^<>\s]+@[^<>\s]+>|[^<>\s;,]+@[^<>\s;,]+")
_BEHIND_RECEIVER = re.compile(r"(?<=>)\s*[,;]\s*|\s*\n\s*")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_OF_TWO_BYTES = re.compile("[^\0-\x7f\ufffd]")
"""A letter that UTF-8 writes in several bytes; where some are well written, a few bad bytes are damage."""
_OF_MAC = re.compile(r"[^\W\d_][ŠŒ][a-zåäö]|[a-zåäö][ŠŒ]")
"""What a name of an old Mac looks like in the code page of Windows: `MŠkinen`."""
_LOOKED_AT = 40
"""In how many of its first lines a list's separator is looked for."""
_WIDE_TEXT = ((re.compile(rb"[^\0]\0[^\0]\0"), "utf-16-le"), (re.compile(rb"\0[^\0]\0[^\0]"), "utf-16-be"))
"""How a text begins that has no mark but two bytes for each letter."""


def decode_text(data: bytes) -> str:
    """Return a text by its bytes: UTF-8, UTF-16, else the Windows code page of Western Europe."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    for begun, encoding in _WIDE_TEXT:
        if begun.match(data):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        if text.count("\ufffd") <= len(_OF_TWO_BYTES.findall(text)):
            return text
        text = data.decode("cp1252", "replace")
        return data.decode("mac_roman") if _OF_MAC.search(text) else text


def csv_sheet(data: bytes) -> Sheet:
    """Return the rows of a CSV file; raises `ListError` with the line where it is none."""
    text = _part_by_tabs(_part_receivers(decode_text(data).lstrip("\ufeff")))
    told, rest = _named_delimiter(text)
    skipped, text = (1, rest) if told else (0, text)
    sign = told or _delimiter_of(text)
    text = _with_quoted_dittos(text, sign)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    rows: list[SheetRow] = []
    begun = 1 + skipped
    try:
        for cells in reader:
            rows.append(SheetRow(begun, tuple(clean_cell(cell) for cell in cells)))
            begun = reader.line_num + 1 + skipped
    except csv.Error:
        raise ListError("roster.not-csv", line=str(begun)) from None
    swallowed = _swallowing_row(text, sign, rows)
    if swallowed is not None:
        raise ListError("roster.not-csv", line=str(swallowed.line))
    return Sheet(tuple(row for row in rows if any(row.cells)))


def _part_receivers(text: str) -> str:
    """Return a text of nothing but a letter's receivers with a line for each: `"Mäki, Liisa" <l@x.fi>, a@x.fi`."""
    receivers = [*filter(None, _BEHIND_RECEIVER.split(text))]
    return "\n".join(receivers).replace('"', "") if all(map(_RECEIVER.fullmatch, receivers)) else text


def _part_by_tabs(text: str) -> str:
    """Return a text that is laid out by spaces with tabs in their place."""
    return text if any(sign in text for sign in ";\t|") else _ALIGNED.sub("\t", text)


def _named_delimiter(text: str) -> tuple[str, str]:
    """Return the separator that a first line such as `sep=;` tells, and what comes after that line."""
    first, _, rest = text.partition("\n")
    first = first.strip().strip('"')
    if not first.lower().startswith("sep=") or len(first) > len("sep=") + 1:
        return "", text
    return first[len("sep=") :] or "\t", rest


def _with_quoted_dittos(text: str, sign: str) -> str:
    """Return a CSV text in which a quote alone in its cell, a ditto mark, opens no cell of many rows."""
    sign = re.escape(sign)
    begun, ended = rf"(?:\A|(?<=[{sign}\r\n])) *", rf"(?=[{sign}\r\n]|\Z)"
    of_one, of_many = (rf'"[^"{other}]*(?:""[^"{other}]*)*"{ended}' for other in (sign, ""))
    quoted = re.compile(rf'{begun}(?:{of_one}|(?P<ditto>" *){ended}|{of_many})')
    return quoted.sub(lambda cell: '""""' if cell["ditto"] else cell[0], text)


def _swallowing_row(text: str, sign: str, rows: list[SheetRow]) -> SheetRow | None:
    """Return the row with a cell that a quote opens and another's or none closes, so that it holds rows of others."""
    if rows and text.count('"') % 2 == 1 and any("\n" in cell for cell in rows[-1].cells):
        return rows[-1]
    try:
        list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True))
    except csv.Error:
        return next((row for row in rows if any("\n" in cell and sign in cell for cell in row.cells)), None)
    return None


def _delimiter_of(text: str) -> str:
    """Return the sign that gives the first lines the best header row, else the most cells."""
    best = max(_DELIMITERS, key=lambda sign: _fitness(text, sign))
    prose = best == "," and _fitness(text, best)[0] == 0 and not _TIGHT_COMMA.search(text)
    return _NO_DELIMITER if prose else best


def _fitness(text: str, sign: str) -> tuple[int, int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    try:
        rows = [row for row, _ in zip(reader, range(_LOOKED_AT), strict=False)]
    except csv.Error:
        rows = []
    headers = [read_header(row) for row in rows if len(row) > 1 and not has_first_name(" ".join(row))]
    return max((header.known for header in headers if header.names_people), default=0), sum(map(len, rows))


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
_PARTS: tuple[tuple[str, FileKind], ...] = (
    ("EncryptedPackage", "locked"),
    ("xl/workbook", "sheet"),
    ("word/document", "word"),
    ("ppt/presentation", "slides"),
    ("opendocument.spreadsheet", "sheet"),
    ("opendocument.text", "word"),
    ("opendocument.presentation", "slides"),
    ("Workbook", "sheet"),
    ("WordDocument", "word"),
    ("PowerPoint Document", "slides"),
    ("Book", "sheet"),
)
"""What is named in an office document, packed or in streams, and tells what it is."""
_PAGES = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<head", b"<meta")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_TOLD = 4096


def kind_of(data: bytes) -> FileKind:
    """Return what a file is by what stands in it."""
    told = next((kind for beginning, kind in _BEGINNINGS if data.startswith(beginning)), None)
    if told is not None:
        return told
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_packed(data)
    if data.startswith(_OFFICE):
        return next((kind for name, kind in _PARTS if name.encode("utf-16-le") in data), "unknown")
    return _plain(data)


def _plain(data: bytes) -> FileKind:
    """Return what a file without a format's own beginning is: a page, text in one of its encodings, or neither."""
    begun = data[:_TOLD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if begun.startswith(_PAGES):
        return "web"
    wide = data.startswith(_WIDE) or any(data[at:8:2] == bytes(len(data[at:8:2])) for at in (0, 1))
    return "unknown" if b"\0" in data[:_TOLD] and not wide else "text"


def _kind_of_packed(data: bytes) -> FileKind:
    """Return what a packed file is: an office document tells it by the names of its parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = packed.namelist()
            told = packed.read("mimetype")[:_TOLD] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
        return "sheet"  # a workbook cut short; its reader says so
    said = "\n".join((told.decode("ascii", "replace"), *names))
    return next((kind for name, kind in _PARTS if name in said), "archive")
