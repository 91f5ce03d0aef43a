"""Where the headers of a list stand: on one row or two of its first, or above the columns that somebody told."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, zip_longest

from kpfacil.model.value import frozen
from kpfacil.rosters.cells import NAMES, Column, Sheet, SheetRow, column_letter, spread
from kpfacil.rosters.headers import Header, is_header_word, read_header
from kpfacil.rosters.laid_out import with_names_headed, with_row_each
from kpfacil.rosters.names import is_like_name, names_somebody
from kpfacil.rosters.words import (
    Coming,
    coming_in,
    fold_cell,
    has_first_name,
    has_legal_form,
    is_body,
    is_first_name,
    is_one_of,
)

LOOKED_AT = 40
"""In how many of a sheet's first rows its headers are looked for."""
_SAMPLES = 3
_PAIR = 2
_LONGEST_SAMPLE = 40
NO_COLUMN = ("", "-", "–")
"""What is told where a list has no column of a kind."""
_BROKEN = re.compile(r"[^\W\d_]-\Z")
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})(?!\d)")


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
    rivals: tuple[str, ...] = ()
    """The names of other sheets that have people too."""

    @property
    def worth(self) -> tuple[bool, bool, int]:
        """How much the row says as a header."""
        names = self.header.names_people and self._heads_names()
        return names, "party" in self.header.columns, self.header.known

    @property
    def may_name_somebody(self) -> bool:
        """Whether the row has no usual header, and one that may be a name: `Taho Toivonen`."""
        known = self.sheet.rows[self.at].cells_of(self.header.columns, *self.header.columns)
        return not self.header.usual and any(map(_may_be_name, known))

    def _heads_names(self) -> bool:
        """Return whether names may stand below the row, and no person in it; a number below is that of a sum.

        Where the row calls somebody a member, those around it may be called something as well.
        """
        row = self.sheet.rows[self.at]
        if self._is_person(row):
            return False
        places = list(chain.from_iterable(self.header.columns.get(kind, ()) for kind in NAMES))
        member = all(is_one_of(row.cells[place], "roles") for place in places)
        below = {next(self.column(place), "") for place in places} - {""}
        if not below:
            return not any(map(_is_filled_by_somebody, self._others(row, both=member)))
        return not all(cell.isdecimal() or (member and _calls_role(cell)) for cell in below)

    def _is_person(self, row: SheetRow) -> bool:
        """Return whether somebody stands in the row, by a first name or beside a body: `Taho Toivonen` of `Nimi ry`."""
        unsure = row.under(self.header.unsure)
        body = any(map(has_legal_form, row.filled)) or any(map(is_body, unsure))
        return any(map(_is_whole_name, unsure)) or (body and self.may_name_somebody)

    def _others(self, row: SheetRow, *, both: bool) -> list[SheetRow]:
        """Return the rows above one, or on both sides of it."""
        return [one for one in self.sheet.rows if one.line < row.line or (both and one is not row)]

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers of all columns, empty where there is none."""
        width = max(len(row.cells) for row in self.sheet.rows)
        written = self.sheet.rows[self.at].cells if self.at >= 0 else ()
        return tuple(" ".join(cell.split()) for cell in written) + ("",) * (width - len(written))

    def column(self, index: int) -> Iterator[str]:
        """Return what stands in a column below its header."""
        return chain.from_iterable(row.under((index,)) for row in self.sheet.rows[self.at + 1 :])

    def samples(self) -> tuple[SampleColumn, ...]:
        """Return the columns that have something in them, with the first of it."""
        columns = (
            SampleColumn(column_letter(index), header, _samples(self.column(index)))
            for index, header in enumerate(self.headers)
        )
        return tuple(column for column in columns if column.header or column.samples)


def find_header(sheets: Iterable[Sheet], chosen: Mapping[Column, str], day: date | None) -> HeadedSheet:
    """Return the sheet with the best header row, of equal ones that named by the day or year of the meeting.

    `chosen` are columns that somebody told.
    """
    headed = [_find_header(_whole_headers(with_row_each(sheet))) for sheet in sheets]
    best = max(headed, key=lambda one: (*one.worth[:2], _nearness(one.sheet.name, day), one.worth[2]))
    rivals = tuple(one.sheet.name for one in headed if one is not best and one.worth[0])
    found = _with_header(best, chosen) if chosen else _with_names_joined(_alone(best))
    return replace(_stack_blocks(found), rivals=rivals)


def _alone(found: HeadedSheet) -> HeadedSheet:
    """Return a sheet without a header as a poll, or with its one column as names where half or more name somebody."""
    rows = found.sheet.rows
    if found.at >= 0:
        return found
    if any(len(row.cells) > 1 for row in rows):
        poll = _find_header(with_names_headed(found.sheet))
        return poll if poll.at >= 0 else found
    unnamed = [row for row in rows if not names_somebody(row.cells)]
    named, others = len(rows) - len(unnamed), sum(coming_in(row.cells[0]) is None for row in unnamed)
    if not named or named < others:
        return found
    return HeadedSheet(found.sheet, _heads_alone(rows[0]) - 1, Header({"name": (0,)}))


def _with_names_joined(found: HeadedSheet) -> HeadedSheet:
    """Return a sheet with the names of columns that only their numbers tell apart in the first of them: `Edustaja 2`.

    First and last names do as well, `1. Etunimi`, where each has its number: they stand there as whole names.
    """
    columns = found.header.columns
    kinds: tuple[Column, ...] = ("name",) if "name" in columns else ("first", "last")
    numbered = [_places_by_number(found, columns.get(kind, ()), "1" * (len(kinds) > 1)) for kind in kinds]
    people = [[one.get(number, -1) for one in numbered] for number in numbered[0]]
    if len(people) < _PAIR or {*numbered[-1]} != {*numbered[0]}:
        return found
    place = min(numbered[0].values())
    rows = [_with_names_at(place, people, row) for row in found.sheet.rows[found.at + 1 :]]
    sheet = replace(found.sheet, rows=(*found.sheet.rows[: found.at + 1], *rows))
    named = {kind: places for kind, places in columns.items() if kind not in NAMES}
    return replace(found, sheet=sheet, header=replace(found.header, columns={**named, "name": (place,)}))


def _with_names_at(place: int, people: Sequence[Sequence[int]], row: SheetRow) -> SheetRow:
    """Return a row with the names of all its people, each in some columns, at one place."""
    names = filter(None, (" ".join(row.under(places)) for places in people))
    cells = {**dict(enumerate(row.cells)), **dict.fromkeys(chain.from_iterable(people), ""), place: "; ".join(names)}
    return replace(row, cells=tuple(cells.values()))


def _places_by_number(found: HeadedSheet, places: Iterable[int], first: str) -> dict[str, int]:
    """Return the places of headers that are alike but for a number, by it, `first` that of one without; else none."""
    numbered = [at for at in sorted(places) if first or _NUMBER.search(found.headers[at])]
    numbers = {"".join(_NUMBER.findall(found.headers[at])) or first: at for at in numbered}
    alike = {_NUMBER.sub("", found.headers[at]).strip(" .") for at in numbered}
    return numbers if len(alike) == 1 and len(numbers) == len(numbered) else {}


def _heads_alone(row: SheetRow) -> bool:
    """Return whether a row of one cell is the header of those below it, and tells of nobody's staying away."""
    header = read_header(row.cells)
    heads = header.known > 0 and "party" not in header.columns and not names_somebody(row.cells)
    return heads and coming_in(row.cells[0]) in (None, Coming())


def _stack_blocks(found: HeadedSheet) -> HeadedSheet:
    """Return a sheet whose header stands twice or more side by side with what is below each under the first."""
    rows, headers = found.sheet.rows, [*map(fold_cell, found.headers)]
    width = next((width for width in range(1, len(headers) // 2 + 2) if _repeats(headers, width)), 0)
    starts = range(0, len(headers), width) if width else ()
    blocks = [
        SheetRow(row.line, row.cells[start : start + width])
        for start in starts
        for row in rows[found.at + (start > 0) :]
    ]
    sheet = replace(found.sheet, rows=(*rows[: found.at], *(row for row in blocks if any(row.cells))))
    return HeadedSheet(sheet, found.at, read_header(found.headers[:width])) if width else found


def _repeats(headers: list[str], width: int) -> bool:
    """Return whether headers are those of a first few, again and again, and these name people."""
    again = headers[:width] * len(headers)
    return width < len(headers) and headers == again[: len(headers)] and read_header(headers[:width]).names_people


def _nearness(name: str, day: date | None) -> tuple[bool, int]:
    """Return how near a sheet's name is to the day of the meeting, or how new it is where that is not known."""
    years = [int(year) for year in _YEAR.findall(name)]
    if day is None:
        return False, max(years, default=0)
    said = {(int(other), int(one)) for one, other in _DAY.findall(name)}
    return (day.month, day.day) in said, -min((abs(year - day.year) for year in years), default=0)


def _find_header(sheet: Sheet) -> HeadedSheet:
    """Return a sheet with the row of its first ones that says most as a header."""
    best = HeadedSheet(sheet, -1, Header({}))
    for at, row in enumerate(sheet.rows[:LOOKED_AT]):
        found = HeadedSheet(sheet, at, read_header(row.cells))
        cells = row.filled
        if found.worth[0] and (len(cells) > 1 or is_header_word(cells[0])) and found.worth > best.worth:
            best = best if _heads_some(sheet.rows[:at], cells) else found
    return best


def _heads_some(above: Iterable[SheetRow], cells: Sequence[str]) -> bool:
    """Return whether a heading alone, `Jäsenet`, heads only some of those in a list: others stand above it."""
    return is_one_of(" ".join(cells), "headings") and any(has_first_name(" ".join(row.cells)) for row in above)


def _whole_headers(sheet: Sheet) -> Sheet:
    """Return a sheet in which a header of two rows is one: it goes on in the row below, or parts what stands above."""
    rows: list[SheetRow] = []
    for at, row in enumerate(sheet.rows):
        above: Sequence[str] = rows[-1].cells if rows else ()
        if 0 < at < LOOKED_AT and (_goes_on(above, row) or _parts(above, row)):
            wide = spread(above) if _parts(above, row) else above
            pairs = zip_longest(wide, row.cells, fillvalue="")
            rows[-1] = SheetRow(row.line, tuple("\n".join(filter(None, pair)) for pair in pairs))
        else:
            rows.append(row)
    return replace(sheet, rows=tuple(rows))


def _goes_on(above: Sequence[str], row: SheetRow) -> bool:
    """Return whether a row ends the words of the header above it, by a hyphen or in brackets."""
    bracketed = all(cell[0] == "(" and cell[-1] == ")" for cell in row.filled)
    return read_header(above).known > 0 and (
        bracketed or any(cell[-2:].strip("-").isalpha() and cell[-1] == "-" for cell in above if cell)
    )


def _parts(above: Sequence[str], row: SheetRow) -> bool:
    """Return whether a row has the headers of columns that two or more headers above it span."""
    cells, spans = row.filled, [*filter(None, above)]
    found = read_header(spans)
    below = read_header(cells)
    spanned = len(cells) > len(spans) > 1 and found.names_people and "party" in found.columns
    return spanned and below.names_people and below.known * 2 > len(cells) and not names_somebody(row.cells)


def _with_header(found: HeadedSheet, chosen: Mapping[Column, str]) -> HeadedSheet:
    """Return a sheet whose header is not known, or may be somebody, with the one for the columns that were told.

    It has the words that were told for a column, or is the first that is filled as the others and names nobody.
    """
    told = {fold_cell(where) for where in chosen.values()} - set(NO_COLUMN)
    rows = found.sheet.rows[:LOOKED_AT]
    named = [at for at, row in enumerate(rows) if not told.isdisjoint(map(fold_cell, row.cells))]
    if found.at >= 0 and (found.at in named or not found.may_name_somebody):
        return found
    return HeadedSheet(found.sheet, next(iter(named), _last_above(rows)) if told else -1, Header({}))


def _last_above(rows: Sequence[SheetRow]) -> int:
    """Return the place of the last row above those with people: titles have fewer cells, a header names nobody."""
    filled = [len(row.filled) for row in rows]
    first = next(at for at, count in enumerate(filled) if count * 2 > max(filled))
    named = any(names_somebody(row.cells) for row in rows[first + 1 :])
    return first if named and not names_somebody(rows[first].cells) else first - 1


def _may_be_name(header: str) -> bool:
    """Return whether a header is like a name, has no legal form, and and a word of a header and another in it."""
    known = {read_header((word,)).known for word in header.split()}
    return len(known) > 1 and is_like_name(header) and not has_legal_form(header)


def _is_filled_by_somebody(row: SheetRow) -> bool:
    return len(row.filled) > 1 and names_somebody(row.cells)


def _calls_role(cell: str) -> bool:
    return is_one_of(cell, "roles") and not is_one_of(cell, "headings")


def _is_whole_name(cell: str) -> bool:
    """Return whether a cell is a name that begins with a common first name."""
    return is_like_name(cell) and is_first_name(cell.split(maxsplit=1)[0])


def _samples(cells: Iterator[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split())[:_LONGEST_SAMPLE] for cell, _ in zip(cells, range(_SAMPLES), strict=False))
