"""Polls: names beside answers to days or other words, where no header says which column holds the names."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest
from operator import or_

from kpfacil.rosters.above import is_sum
from kpfacil.rosters.cells import Sheet, SheetRow, spread
from kpfacil.rosters.headers import read_header
from kpfacil.rosters.words import coming_in, has_first_name, is_body, is_one_of, list_words

_LOOKED_AT = 6
"""In how many of its first columns, or rows, the names of a poll are looked for."""


def with_names_headed(sheet: Sheet) -> Sheet:
    """Return a sheet of a poll, whichever way it lies, with the word for names above them; any other as it is."""
    columns = (cells for cells in zip_longest(*(row.cells for row in sheet.rows), fillvalue="") if any(cells))
    turned = replace(sheet, rows=tuple(SheetRow(sheet.rows[0].line, cells) for cells in columns))
    tried = (_as_poll(one, place) for one in (sheet, turned) for place in range(_LOOKED_AT))
    return next(filter(None, tried), sheet)


def _as_poll(sheet: Sheet, place: int) -> Sheet | None:
    """Return a sheet with its headers in one row and the word for names at a place, None where it is no poll of them.

    A month, a day and an hour may stand in rows of their own, in the first cell of those that they span.
    """
    rows = sheet.rows
    begun, last = _heads(rows, place)
    people = [row for row in rows[last + 1 :] if any(map(_is_name, row.under((place,))))]
    if last < 0 or not _is_poll(rows[last], people, place) or not _are_names(rows[last + 1 :], place):
        return None
    spans = (spread(row.cells) for row in rows[begun:last])
    columns = zip_longest(*spans, rows[last].cells, fillvalue="")
    cells = ["\n".join(filter(None, column)) for column in columns]
    cells[place] = f"{cells[place]} {list_words()['headers']['name'][0]}".strip()
    header = SheetRow(rows[last].line, tuple(cells))
    headless = place if not rows[last].under((place,)) else -1
    return replace(sheet, rows=(*rows[:begun], header, *rows[last + 1 :]), headless=headless)


def _heads(rows: Sequence[SheetRow], place: int) -> tuple[int, int]:
    """Return the first and the last row that head answers; one above the last has nothing where the names stand."""
    heads = [_heads_answers(row, place) for row in rows]
    last = max((at for at, head in enumerate(heads) if head), default=-1)
    above = (at for at in range(last, 0, -1) if not heads[at - 1] or rows[at - 1].under((place,)))
    return next(above, 0), last


def _heads_answers(row: SheetRow, place: int) -> bool:
    """Return whether a row has words beside a place that are no answers, and no name and no sum at it."""
    beside = (cell for at, cell in enumerate(row.cells) if at != place and cell)
    named = any(_is_name(cell) or is_sum(cell) for cell in row.under((place,)))
    return not named and not all(cell.isdecimal() or _is_vote(cell) for cell in beside)


def _are_names(rows: Iterable[SheetRow], place: int) -> bool:
    """Return whether two or more stand at a place, and most of what stands there is a name."""
    said = [cell for row in rows for cell in row.under((place,)) if not is_sum(cell)]
    return len(said) > 1 and sum(map(_is_name, said)) * 2 > len(said)


def _is_poll(head: SheetRow, people: Iterable[SheetRow], place: int) -> bool:
    """Return whether people are asked by headers that know no names, and what is not known has but answers below it."""
    columns = [*zip_longest(head.cells, *(row.cells for row in people), fillvalue="")]
    beside = [(header, [*filter(None, said)]) for header, *said in (*columns[:place], *columns[place + 1 :])]
    votes = [said != [] and all(map(_is_vote, said)) for _, said in beside]
    plain = (_is_known(header) or all(map(str.isdecimal, said)) for header, said in beside)
    return any(votes) and all(map(or_, votes, plain)) and not read_header(head.cells).names_people


def _is_known(header: str) -> bool:
    said = read_header((header,))
    return said.known > 0 and not said.unsure


def _is_name(cell: str) -> bool:
    return has_first_name(cell) and not is_body(cell)


def _is_vote(cell: str) -> bool:
    """Return whether a cell is an answer alone, in brackets where somebody comes if need be."""
    said = cell.strip("()[] ")
    return is_one_of(said, "marks", "unmarked", "plain", "here") or coming_in(said) is not None
