"""Several pasted lines: bullets and numbers dropped, and the rows of a table as the tasks that they could be."""

import re
from collections.abc import Callable
from itertools import pairwise

from kpfacil.capture.completion import escaped
from kpfacil.capture.grammar import Part
from kpfacil.capture.tasks import calendar_of
from kpfacil.capture.who import BETWEEN_NAMES, known_names, roster_of
from kpfacil.model.due import read_due
from kpfacil.model.kinds import ALL_SIGNS
from kpfacil.model.session import Session
from kpfacil.model.text import clean_line
from kpfacil.model.value import frozen

_BULLET = re.compile(
    "\\s*(?:[-*–—]\\s|[•▪▫◦‣·●○■□➢➤►▶✓✔☐☑☒\uf0b7\uf0a7\uf0d8\uf0fc\uf076]\\s?|[o§ü]\t|(?=\\[[ xX]\\]\\s))\\s*"
    "(?:\\[[ xX]\\]\\s+)?"
)
_RULE = re.compile(r"[-_=*~|:+ ]{3,}")
"""A line that only divides: `-----`, or the one below the headers of a table."""
CELL = " | "
"""What stands between the cells of a row where no tab can."""
_FEWEST_CELLS = 2
_BETWEEN_CELLS = re.compile(rf"\t|(?:(?<=\s)|\A){re.escape(CELL.strip())}(?=\s|\Z)")
_BELOW = 1_000
_ALONE = frozenset("-*•▪◦‣·●○■□☐\uf0b7\uf0a7")
_COUNTED = re.compile(r"\s*(?:([0-9]{1,4})[.)]|([a-z])\))\s+")


@frozen()
class TableRow:
    """A row of a pasted table: the task that it could be, empty where none; `sure` where its sign says so."""

    line: str
    sure: bool = False


def number_paste(text: str) -> tuple[tuple[int, str], ...]:
    """Return a paste's lines, cleaned but for tabs, with their numbers; bullets go, and numbers where two count up."""
    lines = enumerate(re.split("\r\n|[\r\n]", text), start=1)
    pieces = ((number, piece) for number, line in lines for piece in re.split("[\v\f\x85\u2028\u2029]", line))
    kept = [(number, bare) for number, piece in pieces if (bare := _without_bullet(piece.lstrip("\ufeff")))]
    rows = map(_clean_row, _without_numbers([line for _, line in kept]))
    return tuple((number, row) for (number, _), row in zip(kept, rows, strict=True) if row)


def split_paste(text: str) -> tuple[str, ...]:
    """Return the lines of `number_paste` without their numbers."""
    return tuple(line for _, line in number_paste(text))


def table_row(line: str, session: Session) -> TableRow | None:
    """Return what the cells of a row say as a task: what, who and by when; None for a line that is no row."""
    cells = list(filter(None, map(clean_line, _BETWEEN_CELLS.split(line))))
    first = cells[0] if cells else ""
    if len(cells) < _FEWEST_CELLS or first[0] in ALL_SIGNS.replace("!", ""):
        return None
    roster, calendar = roster_of(session), calendar_of(session)
    owners = _first(cells[1:], lambda cell: bool(known_names(Part(cell), roster, BETWEEN_NAMES).handles))
    day = _first(cells[1:], lambda cell: read_due(cell, calendar).day is not None and cell != owners)
    if not owners or not day:
        return TableRow("") if "\t" in line else None
    what = " ".join((first.removeprefix("!").strip(), *(cell for cell in cells[1:] if cell not in (owners, day))))
    return TableRow(f"! {owners.replace(' / ', ', ')}: {escaped(what)} / {day}", sure=first[0] == "!")


def _first(cells: list[str], is_it: Callable[[str], bool]) -> str:
    return next(filter(is_it, cells), "")


def _clean_row(line: str) -> str:
    return "\t".join(map(clean_line, line.split("\t"))).strip()


def _without_bullet(line: str) -> str:
    return (
        ""
        if clean_line(line) in _ALONE or _RULE.fullmatch(line)
        else _BULLET.sub("", line, count=1)
        if _BULLET.match(line)
        else line
    )


def _without_numbers(lines: list[str]) -> list[str]:
    numbered = [(at, _count(found)) for at, line in enumerate(lines) if (found := _COUNTED.match(line))]
    counting: set[int] = set()
    for (at, number), (later, following) in pairwise(numbered):
        if following == number + 1:
            counting.update((at, later))
    return [_COUNTED.sub("", line, count=1) if at in counting else line for at, line in enumerate(lines)]


def _count(found: re.Match[str]) -> int:
    """Return the number, or that of the letter `a)`, which counts from below all numbers."""
    return int(found[1]) if found[1] else ord(found[2]) - _BELOW
