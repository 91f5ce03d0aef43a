"""Several pasted lines: each is an entry of its own (contract, section 3); rows of a table may be tasks."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from kpfacil.capture.marks import Part
from kpfacil.capture.repair import escaped
from kpfacil.capture.tasks import calendar_of
from kpfacil.capture.who import BETWEEN_NAMES, known_names, roster_of
from kpfacil.model.due import read_due
from kpfacil.model.kinds import ALL_SIGNS
from kpfacil.model.session import Session
from kpfacil.model.text import clean_line

_BULLET = re.compile("\\s*(?:[-*–—]\\s|[•▪▫◦‣·●○■□➢➤►▶✓✔☐☑☒\uf0b7\uf0a7\uf0d8\uf0fc\uf076]\\s?|[o§]\t|[ü]\t)\\s*")
_FEWEST_CELLS = 2
_BELOW = 1_000
_ALONE = frozenset("-*•▪◦‣·●○■□☐\uf0b7\uf0a7")
_COUNTED = re.compile(r"\s*(?:([0-9]{1,4})[.)]|([a-z])\))\s+")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a pasted table: the task that it could be, empty where none; `sure` where its sign says so."""

    line: str
    sure: bool = False


def split_paste(text: str) -> tuple[str, ...]:
    """Return the lines of a pasted text, cleaned; bullets are dropped, numbers only where at least two count up.

    Between the cells of a table's row the tabs are kept.
    """
    lines = [_without_bullet(line.lstrip("\ufeff")) for line in re.split("\r\n|[\r\n\v\f\x85\u2028\u2029]", text)]
    kept = [bare for line in _without_numbers([line for line in lines if line]) if (bare := _clean_row(line))]
    return tuple(kept)


def table_row(line: str, session: Session) -> TableRow | None:
    """Return what the cells of a row say as a task: what, who and by when; None for a line that is no row."""
    cells = list(filter(None, map(clean_line, line.split("\t"))))
    first = cells[0] if cells else ""
    if len(cells) < _FEWEST_CELLS or first[0] in ALL_SIGNS.replace("!", ""):
        return None
    roster, calendar = roster_of(session), calendar_of(session)
    owners = _first(cells[1:], lambda cell: bool(known_names(Part(cell), roster, BETWEEN_NAMES).handles))
    day = _first(cells[1:], lambda cell: read_due(cell, calendar).day is not None and cell != owners)
    if not owners or not day:
        return TableRow("")
    what = " ".join((first.removeprefix("!").strip(), *(cell for cell in cells[1:] if cell not in (owners, day))))
    return TableRow(f"! {owners.replace(' / ', ', ')}: {escaped(what)} / {day}", sure=first[0] == "!")


def _first(cells: list[str], is_it: Callable[[str], bool]) -> str:
    return next(filter(is_it, cells), "")


def _clean_row(line: str) -> str:
    return "\t".join(map(clean_line, line.split("\t"))).strip()


def _without_bullet(line: str) -> str:
    return "" if clean_line(line) in _ALONE else _BULLET.sub("", line, count=1) if _BULLET.match(line) else line


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
