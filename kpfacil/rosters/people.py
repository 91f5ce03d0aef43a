"""Participants of a list, or names and addresses: tables of offices and meeting tools, their columns in any order."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import reduce

from kpfacil.model.texts import Fault, Sentence, Texts
from kpfacil.model.value import frozen
from kpfacil.rosters.cells import NAMES, Column, Columns, Listed, ListError, Sheet, column_index, column_letter, few
from kpfacil.rosters.header_rows import NO_COLUMN, HeadedSheet, SampleColumn, find_header
from kpfacil.rosters.headers import is_of_day
from kpfacil.rosters.person_cells import people_in
from kpfacil.rosters.rows import RosterRows
from kpfacil.rosters.words import fold_cell, has_first_name, is_body, is_first_name, is_plain_no, says, tells

_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"\S+@\S+|https?:\S+|www\.\S+")
_WHOLE_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]]+@[^\s@<>,;:\"()\[\]]+\.[^\s@<>,;:\"()\[\].]+")
_LONGEST_BODY = 6
"""How many words the name of a party has at most."""


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
    gone: tuple[Listed, ...] = ()
    """Those on the list who do not come."""
    columns: tuple[tuple[str, str], ...] = ()
    """The columns that were read: the header as written, empty where none was, and what it holds."""
    unread: tuple[str, ...] = ()
    """The headers of the columns that were left unread."""
    told: tuple[Sentence, ...] = ()
    """What was left out, guessed or changed on the way, a sentence each."""

    def show_columns(self, texts: Texts) -> str:
        """Return the columns that were read, each with what it holds."""
        say = texts.say
        return ", ".join(
            f"{head or say('roster.column.headless')} → {say(f'roster.column.{kind}')}" for head, kind in self.columns
        )

    @property
    def found(self) -> Sentence:
        """What the list has in place of people."""
        told = self.told or (Sentence("roster.no-rows"),)
        return reduce(lambda one, more: Sentence("roster.both", {"one": one, "more": more}), told)


def read_people(sheets: Sequence[Sheet], chosen: Mapping[Column, str], day: date | None = None) -> PeopleList:
    """Read the people of a list for the meeting of a day, its headers in the first rows of one of its sheets.

    `chosen` are columns that somebody told, each by its letter, number or header, `-` where there is none. Raises
    `WhichColumn` where the column of names or parties can't be told, `ListError` where there are no people.
    """
    if not sheets:
        raise ListError("roster.empty")
    found = find_header(sheets, chosen, day)
    columns = _columns(found, chosen)
    wanted = _unclear(found, columns, chosen.keys())
    if wanted:
        raise WhichColumn(wanted, found.samples())
    roster = _roster(found, columns, day, sheets)
    if not (roster.people or roster.refused or roster.gone):
        raise ListError("roster.nobody", found=roster.found)
    return roster


def _roster(found: HeadedSheet, columns: Columns, day: date | None, sheets: Sequence[Sheet]) -> PeopleList:
    """Return what the rows below the header hold."""
    headers = found.sheet.rows[found.at].cells if found.at >= 0 else found.headers
    rows = RosterRows(columns, headers, found.sheet.rows[found.at + 1 :], day)
    rows.read()
    read = sorted((index, kind) for kind, places in columns.items() for index in places)
    unread = {*range(len(found.headers))} - {index for index, _ in read}
    return PeopleList(
        people=rows.people(),
        gone=tuple(rows.gone),
        refused=tuple(sorted(rows.refused, key=lambda fault: fault.line or 0)),
        columns=tuple(
            ("" if index == found.sheet.headless else found.headers[index] or column_letter(index), kind)
            for index, kind in read
        ),
        unread=tuple(_unread(found, sorted(unread))),
        told=(*rows.notes.sentences, *_sheet_notes(found, sheets)),
    )


def _unread(found: HeadedSheet, places: Iterable[int]) -> Iterator[str]:
    """Return the headers of columns, or the letters of those with anything in them where the sheet has no header."""
    if any(found.headers):
        return filter(None, (found.headers[at] for at in places))
    return (column_letter(at) for at in places if any(found.column(at)))


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
    free = (place for place in free if not called or not _holds_plain_answers(found.column(place)))
    return tuple(place for place in free if kind != "party" or not _is_of_others(found, place))


def _is_of_others(found: HeadedSheet, party: int) -> bool:
    """Return whether a column of parties stands behind names of others, as a substitute's party does."""
    read = {place for places in found.header.columns.values() for place in places}
    begun = min(found.header.columns["party"])
    return any(
        at not in read and _holds(found.column(at), lambda cell: is_first_name(cell.split(maxsplit=1)[0]))
        for at in range(begun + 1, party)
    )


def _first_filled(found: HeadedSheet, kind: Column, places: tuple[int, ...]) -> tuple[int, ...]:
    """Return all columns that may hold the party or an answer, of anything else the first with something in it.

    What a header that asks of a party whether it comes holds is told by whether there are answers below it alone.
    """
    if kind in ("party", "state", "way"):
        either = {*found.header.columns.get("party", ())} & {*found.header.columns.get("state", ())}
        return tuple(at for at in places if at not in either or _holds_answers(found.column(at)) != (kind == "party"))
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
        return _holds_words(found.column(at)) and not _holds_plain_answers(found.column(at))
    return {*NAMES, "field"}.isdisjoint(kinds) and _holds(found.column(at), _is_body)


def _show_columns(columns: tuple[SampleColumn, ...]) -> str:
    return "; ".join(
        f"{column.letter} {column.header or '–'} ({', '.join(column.samples)})"
        if column.samples
        else f"{column.letter} {column.header}"
        for column in columns
    )


def _sheet_notes(found: HeadedSheet, sheets: Sequence[Sheet]) -> Iterator[Sentence]:
    """Yield what is told of the sheets, each where there is anything of it."""
    sheet, rows = found.sheet, found.sheet.rows[: max(found.at, 0)]
    above = few([said for row in rows if has_first_name(said := " ".join(row.filled))])
    others = ", ".join(other.name for other in sheets if other.name != sheet.name)
    rivals = ", ".join(found.rivals)
    told: dict[str, tuple[object, Mapping[str, str]]] = {
        "no-header": (found.at < 0 and found.header.columns, {}),
        "merged": (sheet.merged, {}),
        "above": (above, {"names": above}),
        "hidden": (sheet.hidden, {"n": str(sheet.hidden)}),
        "far": (sheet.far, {"n": str(sheet.far)}),
        "sheet": (rivals, {"sheet": sheet.name, "sheets": rivals}),
        "sheets": (others, {"sheets": others}),
    }
    return (Sentence(f"roster.told.{key}", details) for key, (there, details) in told.items() if there)


def _holds_words(cells: Iterable[str]) -> bool:
    """Return whether some cell of a column has words in it, not numbers, times and addresses alone."""
    return any(_LETTER.search(_ADDRESS.sub("", cell)) for cell in cells)


def _holds_answers(cells: Iterable[str]) -> bool:
    """Return whether a column has nothing but a yes, a no and a way of taking part in it, and not a no alone."""
    kinds = [(says(cell, "marks") or tells(cell, "remote"), is_plain_no(cell)) for cell in cells]
    return any(yes for yes, _ in kinds) and all(map(any, kinds))


def _holds_plain_answers(cells: Iterable[str]) -> bool:
    """Return whether a column has a yes or a no in every cell: it holds nobody's name and nobody's party."""
    said = [cell.strip("()[] ") for cell in cells if not cell.isdecimal()]
    answers = [says(cell, "plain", "yes", "unsure") and not has_first_name(cell) for cell in said]
    return bool(answers) and all(answers)


def _holds(cells: Iterable[str], test: Callable[[str], bool]) -> bool:
    """Return whether half of a column or more pass a test."""
    passed = [*map(test, cells)]
    return sum(passed) * 2 >= len(passed) > 0


def _is_body(cell: str) -> bool:
    """Return whether a cell is the name of an association, an office or a company."""
    return is_body(cell) and len(cell.split()) <= _LONGEST_BODY


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
        places = (at for row in sheet.rows for at, cell in enumerate(row.cells) if _WHOLE_ADDRESS.fullmatch(cell))
        most = Counter(places).most_common(1)
        if most:
            return tuple(_contacts(sheet, most[0][0]))
    raise ListError("contacts.no-addresses")


def _contacts(sheet: Sheet, column: int) -> Iterator[Contact]:
    """Yield the rows with something in the column of addresses; without a header the names stand in another of two."""
    found = find_header((sheet,), {}, None)
    named = found.header.columns
    names = named.get("name", ())[:1] or (*named.get("first", ())[:1], *named.get("last", ())[:1])
    for row in sheet.rows[found.at + 1 :] if names else sheet.rows:
        written = "".join(row.under((column,)))
        people = people_in(" ".join(row.under(names or (0 if column else 1,))))
        if written:
            address = written if _WHOLE_ADDRESS.fullmatch(written) else ""
            yield Contact(row.line, people[0].name if people else "", address, written)
