"""What the headers of a list say its columns hold, and where they stand: on one row or two, or as somebody tells."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from typing import Literal, get_args

from kpfacil.model.value import frozen
from kpfacil.rosters.cells import Sheet, SheetRow, column_letter, folded, list_words
from kpfacil.rosters.person_cells import is_first_name

Column = Literal["name", "party", "field", "role", "id", "first", "last", "state", "way"]
"""What a column can hold: `state` is whether somebody comes at all, `way` whether in the room or remotely."""
Columns = Mapping[Column, tuple[int, ...]]
"""The places of the columns that hold a thing, the best first."""

NAMES: tuple[Column, ...] = ("name", "first", "last")

_COLUMNS: tuple[Column, ...] = get_args(Column)
_PAIRS = re.compile(r"\s*[,;]\s*(?=[^,;=]+=)")
_SEGMENTS = re.compile(r"[,/&+()|;]|\bja\b|\bsekä\b|\btai\b|\band\b|\bor\b|\boch\b|\beller\b")
_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"(?<=\w)-\s*(?:\n|$)|-(?=\w)")
_ORDER = ("state", "way", "other", "party", "field", "role", "id", "first", "last", "name", "stands", "person")
"""Which of the words in one part of a header tells what its column holds."""
_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"\S+@\S+|https?:\S+|www\.\S+")


@frozen()
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
    """Return which columns `Nimi=B,Taho=D` tells; empty where a word names no column, or one is told twice."""
    pairs = [pair.partition("=") for pair in _PAIRS.split(written.strip())]
    meant = [_meaning(word)[0] if where.strip() else "" for word, _, where in pairs]
    places = list(filter(None, (folded(where).strip("-–") for *_, where in pairs)))
    if not {*meant} <= {*_COLUMNS} or any(len(one) > len({*one}) for one in (meant, places)):
        return {}
    return {column: pairs[meant.index(column)][2].strip() for column in _COLUMNS if column in meant}


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
    named = list_words().tables["headers"]
    return {word: column for column in _COLUMNS for word in named.get(column, [])}


_Pairs = tuple[tuple[str, str], ...]


@cache
def _words() -> tuple[Mapping[str, str], _Pairs, _Pairs]:
    """Return the whole words, the beginnings with the longest first, and the last parts of compounds."""
    pairs = [(word, kind) for kind, words in list_words().tables["columns"].items() for word in words]
    whole = {word[:-1]: kind for word, kind in pairs if word.endswith("=")}
    ended = tuple((word[1:], kind) for word, kind in pairs if word.startswith("-"))
    begun = [(word, kind) for word, kind in pairs if word[-1] != "=" and word[0] != "-"]
    return whole, tuple(sorted(begun, key=lambda pair: -len(pair[0]))), ended


LOOKED_AT = 40
"""In how many of a sheet's first rows its headers are looked for."""
_SAMPLES = 3
_LONGEST_SAMPLE = 40
NO_COLUMN = ("", "-", "–")
"""What is told where a list has no column of a kind."""
_BROKEN = re.compile(r"[^\W\d_]-\Z")
_WORDS = re.compile(r"[\s/,;]+")
_LIKE_NAME = re.compile(r"[^\W\d_a-zåäö]\S*(?: (?:[^\W\d_a-zåäö]\S*|af|von|de))+")


@frozen()
class SampleColumn:
    """A column of a list as somebody who has to choose sees it."""

    letter: str
    header: str
    samples: tuple[str, ...]


@frozen()
class HeadedSheet:
    """A sheet with the place of its header row, -1 where it has none."""

    sheet: Sheet
    at: int
    header: Header

    @property
    def worth(self) -> tuple[bool, bool, int]:
        """How much the row says as a header; none names people where a number stands below it: `Participants`."""
        places = [place for kind in NAMES for place in self.header.columns.get(kind, ())]
        below = next((cell for place in places for cell in self.column(place)), "a")
        names = self.header.names_people and not below.isdecimal()
        return names, "party" in self.header.columns, self.header.known

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers of all columns, empty where there is none."""
        width = max(len(row.cells) for row in self.sheet.rows)
        written = self.sheet.rows[self.at].cells if self.at >= 0 else ()
        return tuple(" ".join(cell.split()) for cell in written) + ("",) * (width - len(written))

    def column(self, index: int) -> Iterator[str]:
        """Yield what stands in a column below its header."""
        for row in self.sheet.rows[self.at + 1 :]:
            if index < len(row.cells) and row.cells[index]:
                yield row.cells[index]

    def seen(self) -> tuple[SampleColumn, ...]:
        """Return the columns that have something in them, with the first of it."""
        columns = (
            SampleColumn(column_letter(index), header, _samples(self.column(index)))
            for index, header in enumerate(self.headers)
        )
        return tuple(column for column in columns if column.header or column.samples)


def find_header(sheets: Iterable[Sheet], chosen: Mapping[Column, str]) -> HeadedSheet:
    """Return the sheet with the best header row; `chosen` are columns that somebody told."""
    best = max((_headed(_whole_headers(sheet)) for sheet in sheets), key=lambda headed: headed.worth)
    return _with_header(best, chosen)


def _headed(sheet: Sheet) -> HeadedSheet:
    """Return a sheet with the row of its first ones that says most as a header."""
    best = HeadedSheet(sheet, -1, Header({}))
    for at, row in enumerate(sheet.rows[:LOOKED_AT]):
        found = HeadedSheet(sheet, at, read_header(row.cells))
        cells = [cell for cell in row.cells if cell]
        if found.worth[0] and (len(cells) > 1 or is_header_word(cells[0])) and found.worth > best.worth:
            best = found
    return best


def _whole_headers(sheet: Sheet) -> Sheet:
    """Return a sheet in which a header that goes on in the row below, by a hyphen or in brackets, is one row."""
    rows: list[SheetRow] = []
    for at, row in enumerate(sheet.rows):
        if rows and at < LOOKED_AT and _goes_on(rows[-1], row):
            pairs = zip_longest(rows[-1].cells, row.cells, fillvalue="")
            rows[-1] = SheetRow(row.line, tuple("\n".join(filter(None, pair)) for pair in pairs))
        else:
            rows.append(row)
    return replace(sheet, rows=tuple(rows))


def _goes_on(above: SheetRow, row: SheetRow) -> bool:
    """Return whether a row ends the words of the header above it."""
    cells = [cell for cell in row.cells if cell]
    bracketed = all(cell[0] == "(" and cell[-1] == ")" for cell in cells)
    return read_header(above.cells).known > 0 and (
        bracketed or any(cell[-2:].strip("-").isalpha() and cell[-1] == "-" for cell in above.cells if cell)
    )


def _with_header(found: HeadedSheet, chosen: Mapping[Column, str]) -> HeadedSheet:
    """Return a sheet without a known header with the row that is one all the same, for the columns that were told.

    It has the words that were told for a column, or is the first that is filled as the others and names nobody.
    """
    told = {folded(where) for where in chosen.values()} - set(NO_COLUMN)
    if found.at >= 0 or not told:
        return found
    rows = found.sheet.rows[:LOOKED_AT]
    named = (at for at, row in enumerate(rows) if not told.isdisjoint(map(folded, row.cells)))
    return HeadedSheet(found.sheet, next(named, _last_above(rows)), Header({}))


def _last_above(rows: Sequence[SheetRow]) -> int:
    """Return the place of the last row above those with people: titles have fewer cells, a header names nobody."""
    filled = [sum(map(bool, row.cells)) for row in rows]
    first = next(at for at, count in enumerate(filled) if count * 2 > max(filled))
    return first if any(map(_names_somebody, rows[first + 1 :])) and not _names_somebody(rows[first]) else first - 1


def _names_somebody(row: SheetRow) -> bool:
    """Return whether a row has a common first name, an address, or a cell that is written like a name."""
    words = [word for cell in row.cells for word in _WORDS.split(cell)]
    return any(is_first_name(word) or "@" in word for word in words) or any(map(_LIKE_NAME.fullmatch, row.cells))


def _samples(cells: Iterator[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split())[:_LONGEST_SAMPLE] for cell, _ in zip(cells, range(_SAMPLES), strict=False))
