"""Sheets of other shapes brought into one with a row for each person: receivers, labels, columns of parties."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, starmap, zip_longest

from kpfacil.rosters.cells import Sheet, SheetRow
from kpfacil.rosters.headers import is_header_word, read_header
from kpfacil.rosters.names import names_somebody
from kpfacil.rosters.words import coming_in, has_first_name, is_body


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
