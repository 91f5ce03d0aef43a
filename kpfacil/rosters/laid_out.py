"""Sheets of other shapes brought into one with a row for each person: receivers, labels, columns of parties, polls."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, starmap, zip_longest
from operator import or_

from kpfacil.rosters.above import is_sum
from kpfacil.rosters.cells import Sheet, SheetRow, spread
from kpfacil.rosters.headers import is_header_word, read_header
from kpfacil.rosters.names import names_somebody
from kpfacil.rosters.words import coming_in, has_first_name, is_body, is_one_of, list_words

_LOOKED_AT = 6
"""In how many of its first columns, or rows, the names of a poll are looked for."""


def with_row_each(sheet: Sheet) -> Sheet:
    """Return a sheet with a row for each person, whatever it was laid out like."""
    return _stack_parties(_with_answers(_without_labels(_upright(sheet))))


def _upright(sheet: Sheet) -> Sheet:
    """Return a sheet of one row with somebody in each cell, as a letter's receivers are, with a row for each."""
    first, *others = sheet.rows
    if others or not all(names_somebody((cell,)) for cell in first.filled):
        return sheet
    return replace(sheet, rows=tuple(SheetRow(first.line, (cell,)) for cell in first.filled))


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


def _with_answers(sheet: Sheet) -> Sheet:
    """Return a sheet of names with an answer below each, maybe not the last, with it in brackets behind them."""
    begun = int(not names_somebody(sheet.rows[0].cells))
    names, answers = sheet.rows[begun::2], sheet.rows[begun + 1 :: 2]
    named = all(names_somebody(row.cells) for row in names)
    if not (named and len(answers) > 1 and all(map(_is_answer, answers))):
        return sheet
    unanswered = SheetRow(0, tuple("?" * bool(cell) for cell in answers[0].cells))
    people = starmap(_with_answer, zip_longest(names, answers, fillvalue=unanswered))
    return replace(sheet, rows=(*sheet.rows[:begun], *people))


def _is_answer(row: SheetRow) -> bool:
    """Return whether nothing but an answer stands in a row, and no heading."""
    return len(row.filled) == 1 and coming_in(row.filled[0]) is not None and row.filled[0][-1] != ":"


def _with_answer(name: SheetRow, answer: SheetRow) -> SheetRow:
    cells = zip_longest(name.cells, answer.cells, fillvalue="")
    return replace(name, cells=tuple(f"{cell} ({said})" if said else cell for cell, said in cells))


def _stack_parties(sheet: Sheet) -> Sheet:
    """Return a sheet of parties with their people below each in one column, each party as a heading."""
    at = next((at for at, row in enumerate(sheet.rows) if len(row.filled) > 1), len(sheet.rows) - 1)
    columns = [*_columns_below(sheet.rows[at], sheet.rows[at + 1 :])] if _names_parties(sheet.rows[at]) else []
    if not columns or not all(party and all(map(_is_somebody, people)) for party, people in columns):
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
    return names_somebody(row.cells) and not is_body(row.cells[0])


def _names_parties(row: SheetRow) -> bool:
    """Return whether a row names a body, and has no header and no first name in it."""
    bodies = any(map(is_body, row.filled)) and not read_header(row.cells).known
    return bodies and not has_first_name(" ".join(row.filled))


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
