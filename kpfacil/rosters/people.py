"""Participants from a list: the tables that offices, forms and meeting tools make, in any order of columns."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import reduce
from itertools import chain

from kpfacil.model.texts import Fault, Sentence
from kpfacil.model.value import frozen
from kpfacil.rosters.answers import (
    holds_answers,
    holds_bodies,
    holds_names,
    holds_plain_answers,
    holds_words,
)
from kpfacil.rosters.cells import (
    Listed,
    ListError,
    Sheet,
    SheetRow,
    column_index,
    column_letter,
    fold_cell,
    has_first_name,
    says,
)
from kpfacil.rosters.header_rows import NO_COLUMN, HeadedSheet, SampleColumn, find_header
from kpfacil.rosters.headers import NAMES, Column, Columns, is_of_day
from kpfacil.rosters.person_cells import people_in
from kpfacil.rosters.rows import RosterRows, few


class WhichColumn(ListError):  # noqa: N818 - what is to be asked
    """A list of which it can't be told which column holds what is `wanted`; `columns` are those it has."""

    def __init__(self, wanted: Column, columns: tuple[SampleColumn, ...]) -> None:
        super().__init__(
            "roster.which-party" if wanted == "party" else "roster.no-header", choices=_show_columns(columns)
        )
        self.wanted = wanted
        self.columns = columns


@frozen()
class PeopleList:
    """The participants of a list, and a fault with its line for each row that can't be taken."""

    people: tuple[Listed, ...]
    refused: tuple[Fault, ...]
    columns: tuple[tuple[str, str], ...] = ()
    """The columns that were read: the header as written, and what it holds."""
    unread: tuple[str, ...] = ()
    """The headers of the columns that were left unread."""
    told: tuple[Sentence, ...] = ()
    """What was left out, guessed or changed on the way, a sentence each."""


def read_people(sheets: Sequence[Sheet], chosen: Mapping[Column, str], day: date | None = None) -> PeopleList:
    """Read the people of a list for the meeting of a day, its headers in the first rows of one of its sheets.

    `chosen` are columns that somebody told, each by its letter, number or header, `-` where there is none. Raises
    `WhichColumn` where the column of names or parties can't be told, `ListError` where there are no people.
    """
    if not sheets:
        raise ListError("roster.empty")
    found = find_header(sheets, chosen, day)
    columns = _columns(found, chosen)
    used = {index for places in columns.values() for index in places}
    unused = [index for index in range(len(found.headers)) if index not in used]
    wanted = _unclear(found, columns, chosen.keys())
    if wanted:
        raise WhichColumn(wanted, found.samples())
    roster = _roster(found, columns, unused, day, [sheet.name for sheet in sheets if sheet.name != found.sheet.name])
    return _somebody(roster)


def _somebody(roster: PeopleList) -> PeopleList:
    """Return a list with somebody in it; raises `ListError` with what was found in place of people."""
    if roster.people or roster.refused:
        return roster
    found = roster.told or (Sentence("roster.no-rows"),)
    raise ListError(
        "roster.nobody", found=reduce(lambda one, more: Sentence("roster.both", {"one": one, "more": more}), found)
    )


def _roster(found: HeadedSheet, columns: Columns, unused: list[int], day: date | None, others: list[str]) -> PeopleList:
    """Return what the rows below the header hold."""
    headers = found.sheet.rows[found.at].cells if found.at >= 0 else found.headers
    rows = RosterRows(columns, headers, found.sheet.rows[found.at + 1 :], day)
    rows.read()
    read = sorted((index, kind) for kind, places in columns.items() for index in places)
    return PeopleList(
        people=rows.people(),
        refused=tuple(sorted(rows.refused, key=lambda fault: fault.line or 0)),
        columns=tuple((found.headers[index] or column_letter(index), kind) for index, kind in read),
        unread=tuple(found.headers[index] for index in unused if found.headers[index]),
        told=(*rows.notes(), *_sheet_notes(found, others)),
    )


def _columns(found: HeadedSheet, chosen: Mapping[Column, str]) -> Columns:
    """Return the columns to read: those chosen, and what the headers tell of the others."""
    taken = {kind: _place(found, where) for kind, where in chosen.items()}
    gone = {*taken, *(("first", "last") if taken.get("name") is not None else ())}
    columns: dict[Column, tuple[int, ...]] = {}
    for kind in found.header.columns.keys() - gone:
        columns[kind] = _first_filled(found, kind, _free(found, kind, {*taken.values()}))
    columns |= {kind: (place,) for kind, place in taken.items() if place is not None}
    return _with_one_name({kind: places for kind, places in columns.items() if places}, found.header.usual)


def _with_one_name(columns: Columns, usual: AbstractSet[int]) -> Columns:
    """Return the columns without names in longer headers, such as a superior's, where a usual one tells who comes."""
    ways: tuple[tuple[Column, ...], ...] = (("name",), ("first", "last"))
    told = [way for way in ways if any(usual & {*columns.get(kind, ())} for kind in way)]
    worse = {kind for way in ways if told and way not in told for kind in way}
    return {kind: places for kind, places in columns.items() if kind not in worse}


def _free(found: HeadedSheet, kind: Column, taken: AbstractSet[int | None]) -> tuple[int, ...]:
    """Return the columns whose header tells a thing: nobody's name and nobody's party is a yes or a no."""
    free = (place for place in found.header.columns[kind] if place not in taken)
    called = kind == "party" or kind in NAMES
    free = (place for place in free if not called or not holds_plain_answers(found.column(place)))
    return tuple(place for place in free if kind != "party" or not _is_of_others(found, place))


def _is_of_others(found: HeadedSheet, party: int) -> bool:
    """Return whether a column of parties stands behind names of others, as a substitute's party does."""
    read = {place for places in found.header.columns.values() for place in places}
    begun = min(found.header.columns["party"])
    return any(at not in read and holds_names(found.column(at)) for at in range(begun + 1, party))


def _first_filled(found: HeadedSheet, kind: Column, places: tuple[int, ...]) -> tuple[int, ...]:
    """Return all columns that may hold the party or an answer, of anything else the first with something in it.

    What a header that asks of a party whether it comes holds is told by whether there are answers below it alone.
    """
    if kind in ("party", "state", "way"):
        either = {*found.header.columns.get("party", ())} & {*found.header.columns.get("state", ())}
        return tuple(at for at in places if at not in either or holds_answers(found.column(at)) != (kind == "party"))
    filled = [place for place in places if any(not says(cell, "nobody") for cell in found.column(place))]
    return tuple(filled[:1]) or places[:1]


def _place(found: HeadedSheet, where: str) -> int | None:
    """Return the place of a column given by its header, letter or number; None where there is to be none."""
    wanted = fold_cell(where)
    if wanted in NO_COLUMN:
        return None
    headers = [fold_cell(header) for header in found.headers]
    if wanted in headers:
        return headers.index(wanted)
    place = int(wanted) - 1 if wanted.isdecimal() else column_index(wanted) if wanted.isascii() else -1
    if wanted.isalnum() and 0 <= place < len(headers):
        return place
    raise ListError("roster.no-column", column=where, choices=_show_columns(found.samples()))


def _unclear(found: HeadedSheet, columns: Columns, chosen: AbstractSet[Column]) -> Column | None:
    """Return what no column is known to hold: names, or the parties, where another has words that may be theirs."""
    known = {*columns, *chosen}
    if known.isdisjoint(NAMES):
        return "name"
    may_be = "party" not in known and any(_may_hold_party(found, columns, at) for at in range(len(found.headers)))
    return "party" if may_be else None


def _may_hold_party(found: HeadedSheet, columns: Columns, at: int) -> bool:
    """Return whether a column may hold the parties: words below no known header, else what is no person's name."""
    kinds = [kind for kind, places in columns.items() if at in places]
    if is_of_day(found.headers[at], None):
        return False
    if not kinds and (at in found.header.unsure or not found.headers[at]):
        return holds_words(found.column(at)) and not holds_plain_answers(found.column(at))
    return {*NAMES, "field"}.isdisjoint(kinds) and holds_bodies(found.column(at))


def _show_columns(columns: tuple[SampleColumn, ...]) -> str:
    return "; ".join(
        f"{column.letter} {column.header or '–'} ({', '.join(column.samples)})"
        if column.samples
        else f"{column.letter} {column.header}"
        for column in columns
    )


def _sheet_notes(found: HeadedSheet, others: list[str]) -> Iterator[Sentence]:
    if found.at < 0 and found.header.columns:
        yield Sentence("roster.told.no-header")
    if found.sheet.merged:
        yield Sentence("roster.told.merged")
    if above := _above(found):
        yield Sentence("roster.told.above", {"names": few(above)})
    if found.sheet.far:
        yield Sentence("roster.told.far", {"n": str(found.sheet.far)})
    if found.rivals:
        yield Sentence("roster.told.sheet", {"sheet": found.sheet.name, "sheets": ", ".join(found.rivals)})
    if others:
        yield Sentence("roster.told.sheets", {"sheets": ", ".join(others)})


def _above(found: HeadedSheet) -> list[str]:
    """Return the rows above the header in which somebody is named."""
    return [said for row in found.sheet.rows[: max(found.at, 0)] if has_first_name(said := " ".join(row.filled))]


_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]]+@[^\s@<>,;:\"()\[\]]+\.[^\s@<>,;:\"()\[\].]+")


@frozen()
class Contact:
    """One row of the list; `address` is empty where what stands there is no address."""

    line: int
    name: str
    address: str = ""
    written: str = ""


def contacts_in(sheets: Iterable[Sheet]) -> tuple[Contact, ...]:
    """Return the rows of a list of names and addresses; raises `ListError` where it has no column of addresses."""
    for sheet in sheets:
        column = _address_column(sheet.rows)
        if column >= 0:
            found = find_header((sheet,), {}, None)
            named = found.header.columns
            names = named.get("name", ())[:1] or (*named.get("first", ())[:1], *named.get("last", ())[:1])
            below = sheet.rows[found.at + 1 :] if names else sheet.rows
            return tuple(chain.from_iterable(_contact(row, names or (0 if column else 1,), column) for row in below))
    raise ListError("contacts.no-addresses")


def _address_column(rows: tuple[SheetRow, ...]) -> int:
    """Return the column with the most addresses, -1 where there is none."""
    width = max((len(row.cells) for row in rows), default=0)
    counts = [sum(_is_address(row, at) for row in rows) for at in range(width)]
    return counts.index(max(counts)) if any(counts) else -1


def _is_address(row: SheetRow, at: int) -> bool:
    return any(map(_ADDRESS.fullmatch, row.under((at,))))


def _contact(row: SheetRow, names: tuple[int, ...], column: int) -> tuple[Contact, ...]:
    written = "".join(row.under((column,)))
    people = people_in(" ".join(row.under(names)))
    if not written:
        return ()
    address = written if _ADDRESS.fullmatch(written) else ""
    return (Contact(row.line, people[0].name if people else "", address, written),)
