"""Where the headers of a list stand: on one row or two of its first, or above the columns that somebody told."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate, chain, zip_longest

from kpfacil.model.value import frozen
from kpfacil.rosters.cells import NAMES, Column, Sheet, SheetRow, column_letter
from kpfacil.rosters.headers import Header, is_header_word, read_header
from kpfacil.rosters.words import coming_in, fold_cell, has_first_name, is_body, is_first_name, is_one_of

LOOKED_AT = 40
"""In how many of a sheet's first rows its headers are looked for."""
_SAMPLES = 3
_LONGEST_SAMPLE = 40
NO_COLUMN = ("", "-", "–")
"""What is told where a list has no column of a kind."""
_BROKEN = re.compile(r"[^\W\d_]-\Z")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})(?!\d)")
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
    rivals: tuple[str, ...] = ()
    """The names of other sheets that have people too."""

    @property
    def worth(self) -> tuple[bool, bool, int]:
        """How much the row says as a header."""
        names = self.header.names_people and self._heads_names()
        return names, "party" in self.header.columns, self.header.known

    def _heads_names(self) -> bool:
        """Return whether names may stand below the row, and no person in it; a number below is that of a sum.

        Where the row calls somebody a member, those around it may be called something as well.
        """
        row = self.sheet.rows[self.at]
        if _is_person([row.cells[place] for place in self.header.unsure]):
            return False
        places = list(chain.from_iterable(self.header.columns.get(kind, ()) for kind in NAMES))
        member = all(is_one_of(row.cells[place], "roles") for place in places)
        below = {next(self.column(place), "") for place in places} - {""}
        if not below:
            return not any(map(_is_filled_by_somebody, self._others(row, both=member)))
        return not all(cell.isdecimal() or (member and _calls_role(cell)) for cell in below)

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
    headed = [_find_header(_whole_headers(_stack_parties(_without_labels(_upright(sheet))))) for sheet in sheets]
    best = max(headed, key=lambda one: (*one.worth[:2], _nearness(one.sheet.name, day), one.worth[2]))
    rivals = tuple(one.sheet.name for one in headed if one is not best and one.worth[0])
    found = _with_header(best, chosen) if chosen else _alone(best)
    return replace(_stack_blocks(found), rivals=rivals)


def _alone(found: HeadedSheet) -> HeadedSheet:
    """Return a sheet of one column without a header, where half or more name somebody, with that column as names."""
    rows = found.sheet.rows
    alone = found.at < 0 and all(len(row.cells) == 1 for row in rows)
    named = [_names_somebody(row) for row in rows if coming_in(row.cells[0]) is None or _names_somebody(row)]
    if not alone or sum(named) * 2 < len(named):
        return found
    first = read_header(rows[0].cells)
    headed = first.known > 0 and "party" not in first.columns and not _names_somebody(rows[0])
    return HeadedSheet(found.sheet, headed - 1, Header({"name": (0,)}))


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
            best = found
    return best


def _upright(sheet: Sheet) -> Sheet:
    """Return a sheet of one row with somebody in each cell, as a letter's receivers are, with a row for each."""
    rows = [SheetRow(row.line, (cell,)) for row in sheet.rows for cell in row.filled]
    return replace(sheet, rows=tuple(rows)) if len(sheet.rows) == 1 and all(map(_names_somebody, rows)) else sheet


def _without_labels(sheet: Sheet) -> Sheet:
    """Return a sheet of nothing but labels and what they are for, `Nimi: Liisa Mäki`, with a row for each person."""
    pairs = ["\v".join(row.filled).partition(":") for row in sheet.rows]
    labels = [*dict.fromkeys(label for label, *_ in pairs)]
    known = is_header_word(labels[0]) and read_header(labels).known == len(labels)
    if not known or len(labels) == len(pairs):
        return sheet
    people: list[SheetRow] = []
    for row, (label, _, said) in zip(sheet.rows, pairs, strict=True):
        at = labels.index(label)
        if not people or people[-1].under((at,)):
            people.append(SheetRow(row.line, ("",) * len(labels)))
        cells = people[-1].cells
        people[-1] = replace(people[-1], cells=(*cells[:at], said.strip(), *cells[at + 1 :]))
    return replace(sheet, rows=(SheetRow(0, tuple(labels)), *people))


def _stack_parties(sheet: Sheet) -> Sheet:
    """Return a sheet of parties with their people below each in one column, each party as a heading."""
    at = next((at for at, row in enumerate(sheet.rows) if len(row.filled) > 1), len(sheet.rows) - 1)
    columns = [*_columns_below(sheet.rows[at], sheet.rows[at + 1 :])]
    plain = all(party and all(map(_is_somebody, people)) for party, people in columns)
    if not (columns and plain and _names_parties(sheet.rows[at])):
        return sheet
    heads = (SheetRow(sheet.rows[at].line, (f"{party}:",)) for party, _ in columns)
    stacked = ((head, *people) for head, (_, people) in zip(heads, columns, strict=True))
    return replace(sheet, rows=tuple(chain.from_iterable(stacked)))


def _columns_below(heads: SheetRow, below: Sequence[SheetRow]) -> Iterator[tuple[str, list[SheetRow]]]:
    """Yield each column with something in it: what stands above it, and its cells as rows."""
    for place in range(max((len(row.cells) for row in below), default=0)):
        cells = [SheetRow(row.line, (cell,)) for row in below for cell in row.under((place,))]
        if cells:
            yield "".join(heads.under((place,))), cells


def _is_somebody(row: SheetRow) -> bool:
    return _names_somebody(row) and not is_body(row.cells[0])


def _names_parties(row: SheetRow) -> bool:
    """Return whether a row names a body, and has no header and no first name in it."""
    bodies = any(map(is_body, row.filled)) and not read_header(row.cells).known
    return bodies and not has_first_name(" ".join(row.filled))


def _whole_headers(sheet: Sheet) -> Sheet:
    """Return a sheet in which a header of two rows is one: it goes on in the row below, or parts what stands above."""
    rows: list[SheetRow] = []
    for at, row in enumerate(sheet.rows):
        above: Sequence[str] = rows[-1].cells if rows else ()
        if 0 < at < LOOKED_AT and (_goes_on(above, row) or _parts(above, row)):
            wide = [*accumulate(above, _of_span)] if _parts(above, row) else above
            pairs = zip_longest(wide, row.cells, fillvalue="")
            rows[-1] = SheetRow(row.line, tuple("\n".join(filter(None, pair)) for pair in pairs))
        else:
            rows.append(row)
    return replace(sheet, rows=tuple(rows))


def _of_span(left: str, cell: str) -> str:
    return cell or left


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
    return spanned and below.names_people and below.known * 2 > len(cells) and not _names_somebody(row)


def _with_header(found: HeadedSheet, chosen: Mapping[Column, str]) -> HeadedSheet:
    """Return a sheet without a known header with the row that is one all the same, for the columns that were told.

    It has the words that were told for a column, or is the first that is filled as the others and names nobody.
    """
    told = {fold_cell(where) for where in chosen.values()} - set(NO_COLUMN)
    if found.at >= 0 or not told:
        return found
    rows = found.sheet.rows[:LOOKED_AT]
    named = (at for at, row in enumerate(rows) if not told.isdisjoint(map(fold_cell, row.cells)))
    return HeadedSheet(found.sheet, next(named, _last_above(rows)), Header({}))


def _last_above(rows: Sequence[SheetRow]) -> int:
    """Return the place of the last row above those with people: titles have fewer cells, a header names nobody."""
    filled = [len(row.filled) for row in rows]
    first = next(at for at, count in enumerate(filled) if count * 2 > max(filled))
    return first if any(map(_names_somebody, rows[first + 1 :])) and not _names_somebody(rows[first]) else first - 1


def _names_somebody(row: SheetRow) -> bool:
    """Return whether a row has a common first name, an address, or a cell that is written like a name."""
    said = " ".join(row.cells)
    return "@" in said or has_first_name(said) or any(map(_LIKE_NAME.fullmatch, row.cells))


def _calls_role(cell: str) -> bool:
    return is_one_of(cell, "roles") and not is_one_of(cell, "headings")


def _is_filled_by_somebody(row: SheetRow) -> bool:
    return len(row.filled) > 1 and _names_somebody(row)


def _is_person(cells: Iterable[str]) -> bool:
    """Return whether a cell is a name that begins with a common first name."""
    return any(_LIKE_NAME.fullmatch(cell) and is_first_name(cell.split()[0]) for cell in cells)


def _samples(cells: Iterator[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split())[:_LONGEST_SAMPLE] for cell, _ in zip(cells, range(_SAMPLES), strict=False))
