"""The cells of a list that somebody made, and what its columns hold by their headers: CSV, XLSX, XLS or ODS."""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, get_args

import rtoml

from kpfacil.model.text import clean, clean_line
from kpfacil.storage.files import StorageError, read_bytes
from kpfacil.storage.workbooks import cells_of_book, kind_of

Column = Literal["name", "party", "field", "role", "id", "first", "last", "state", "way"]
"""What a column can hold: `state` is whether somebody comes at all, `way` whether in the room or remotely."""
Columns = Mapping[Column, tuple[int, ...]]
"""The places of the columns that hold a thing, the best first."""

NAMES: tuple[Column, ...] = ("name", "first", "last")

_CONTENT = Path(__file__).resolve().parent.parent / "content"
_COLUMNS: tuple[Column, ...] = get_args(Column)
_PAIRS = re.compile(r"\s*[,;]\s*(?=[^,;=]+=)")
_SEGMENTS = re.compile(r"[,/&+()|;]|\bja\b|\bsekä\b|\btai\b|\band\b|\bor\b|\boch\b|\beller\b")
_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"(?<=\w)-\s*(?:\n|$)|-(?=\w)")
_ORDER = ("state", "way", "other", "party", "field", "role", "id", "first", "last", "name", "stands", "person")
"""Which of the words in one part of a header tells what its column holds."""
_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"\S+@\S+|https?:\S+|www\.\S+")


@cache
def list_words() -> Mapping[str, Mapping[str, list[str]]]:
    """Return the words of lists that ship with the program, by their table and key."""
    return dict(rtoml.loads((_CONTENT / "lists.toml").read_text(encoding="utf-8")))


@lru_cache(maxsize=4096)
def folded(cell: str) -> str:
    """Return a cell as it is compared: composed, in small letters, with single spaces and without a label's signs."""
    return " ".join(unicodedata.normalize("NFC", cell).casefold().split()).strip(" :*\"'")


@dataclass(frozen=True, slots=True)
class Header:
    """What the cells of one row say as headers.

    `columns` are those understood; `unsure` those that may hold more than one thing or that no word is known of.
    """

    columns: Columns
    unsure: tuple[int, ...] = ()
    known: int = 0
    """How many cells have a word that lists use."""

    @property
    def names_people(self) -> bool:
        """Whether there is a column of names, or of first or last names."""
        return bool({"name", "first", "last"} & self.columns.keys())


def read_header(cells: Iterable[str]) -> Header:
    """Read one row as headers."""
    found: dict[Column, list[tuple[int, int]]] = {}
    unsure: list[int] = []
    known = 0
    for index, cell in enumerate(cells):
        if not folded(cell):
            continue
        kind, weight = _meaning(cell)
        known += kind != ""
        if kind in ("", "several"):
            unsure.append(index)
        for column in _COLUMNS:
            if kind == column:
                found.setdefault(column, []).append((-weight, index))
    columns = {column: tuple(index for _, index in sorted(places)) for column, places in found.items()}
    return Header(columns, tuple(unsure), known)


def is_header_word(cell: str) -> bool:
    """Return whether a cell is nothing but the usual header of a column of names."""
    return _whole().get(folded(cell)) in ("name", "first", "last")


def read_choice(written: str) -> dict[Column, str]:
    """Return which columns `Nimi=B,Taho=D` tells; empty where a word of it names no column."""
    chosen: dict[Column, str] = {}
    for pair in _PAIRS.split(written.strip()):
        word, _, where = pair.partition("=")
        meant = _meaning(word)[0] if where else ""
        if meant not in _COLUMNS:
            return {}
        chosen |= {column: where.strip() for column in _COLUMNS if column == meant}
    return chosen


def holds_words(cells: Iterable[str]) -> bool:
    """Return whether some cell of a column has words in it, not numbers, times and addresses alone."""
    return any(_LETTER.search(_ADDRESS.sub("", cell)) for cell in cells)


def _meaning(cell: str) -> tuple[str, int]:
    """Return what a header says its column holds, and how surely: 2 for a usual header, 1 for words in a longer one."""
    whole = _whole().get(folded(cell))
    if whole is not None:
        return whole, 2
    kinds = [kind for kind in (_kind_of(segment) for segment in _SEGMENTS.split(folded(_JOINED.sub("", cell)))) if kind]
    return _together(kinds), 1


def _together(kinds: list[str]) -> str:
    """Return what the parts of a header mean together; `several` where they say different things."""
    said = set(kinds)
    if {"first", "last"} <= said:
        return "name"
    if said & {"state", "way"}:
        return "state" if "state" in said else "way"
    for strong, weak in (("name", {"first", "last", "person"}), ("party", {"stands"}), ("field", {"stands"})):
        if strong in said:
            said -= weak
    if said == {"party", "person"}:
        return "party"
    if len(said) > 1:
        return "other" if said <= {"other", "first", "last", "id", "person", "role"} else "several"
    return _plain(next(iter(said), ""))


def _kind_of(segment: str) -> str:
    """Return what one part of a header says; the first of two words counts in `Rooli järjestössä`."""
    kinds = [kind for kind in map(_word_kind, _WORD.findall(segment)) if kind]
    said = set(kinds)
    if {"first", "last"} <= said:
        return "name"
    if "other" in said and said & {"party", "field"}:
        return "several"
    if said & {"party", "stands", "other"} and kinds[0] in ("role", "field"):
        return kinds[0]
    return next((kind for kind in _ORDER if kind in said), "")


def _plain(kind: str) -> str:
    return {"person": "name", "stands": "party"}.get(kind, kind)


def _word_kind(word: str) -> str:
    whole, begun, ended = _words()
    if word in whole:
        return whole[word]
    kinds = [kind for part, kind in begun if word.startswith(part)] + [
        kind for part, kind in ended if word.endswith(part)
    ]
    return kinds[0] if kinds else ""


@cache
def _whole() -> Mapping[str, Column]:
    named = list_words()["headers"]
    return {word: column for column in _COLUMNS for word in named.get(column, [])}


_Pairs = tuple[tuple[str, str], ...]


@cache
def _words() -> tuple[Mapping[str, str], _Pairs, _Pairs]:
    """Return the whole words, the beginnings with the longest first, and the last parts of compounds."""
    pairs = [(word, kind) for kind, words in list_words()["columns"].items() for word in words]
    whole = {word[:-1]: kind for word, kind in pairs if word.endswith("=")}
    ended = tuple((word[1:], kind) for word, kind in pairs if word.startswith("-"))
    begun = [(word, kind) for word, kind in pairs if word[-1] != "=" and word[0] != "-"]
    return whole, tuple(sorted(begun, key=lambda pair: -len(pair[0]))), ended


_DELIMITERS = ";\t,"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SHEETS = (".xlsx", ".xlsm", ".xls", ".ods")
_LOOKED_AT = 40
"""In how many of its first lines a list's separator is looked for."""
_WIDE_TEXT = ((re.compile(rb"[^\0]\0[^\0]\0"), "utf-16-le"), (re.compile(rb"\0[^\0]\0[^\0]"), "utf-16-be"))
"""How a text begins that has no mark but two bytes for each letter."""


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
    for begun, encoding in _WIDE_TEXT:
        if begun.match(data):
            return data.decode(encoding, "replace")
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
