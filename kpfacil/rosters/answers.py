"""What the cells below a header hold: words, parties, or answers to whether somebody comes, and how."""

import re
from collections.abc import Iterable

from kpfacil.rosters.cells import folded
from kpfacil.rosters.person_cells import is_body, is_no, is_one_of, says, tells

_NO, _REMOTE = "ei", "etänä"
"""What an answer is read as where its header says the thing and the cell a yes or a no alone."""
_CHOICE = re.compile(r"\b(?:vai|tai|eller|or)\b|/")
_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"\S+@\S+|https?:\S+|www\.\S+")
_LONGEST_BODY = 6
"""How many words the name of a party has at most."""


def holds_words(cells: Iterable[str]) -> bool:
    """Return whether some cell of a column has words in it, not numbers, times and addresses alone."""
    return any(_LETTER.search(_ADDRESS.sub("", cell)) for cell in cells)


def holds_answers(cells: Iterable[str]) -> bool:
    """Return whether a column has nothing but a yes, a no and a way of taking part in it, and not a no alone."""
    kinds = [
        (says(cell, "marks") or tells(cell, "remote"), is_no(cell) or is_one_of(cell, "unmarked")) for cell in cells
    ]
    return any(yes for yes, _ in kinds) and all(map(any, kinds))


def holds_plain_answers(cells: Iterable[str]) -> bool:
    """Return whether a column has a yes or a no in every cell: it holds nobody's name and nobody's party."""
    answers = [says(cell, "plain") for cell in cells]
    return bool(answers) and all(answers)


def holds_bodies(cells: Iterable[str]) -> bool:
    """Return whether half of a column or more are names of associations, offices or companies."""
    bodies = [is_body(cell) and len(cell.split()) <= _LONGEST_BODY for cell in cells]
    return sum(bodies) * 2 >= len(bodies) > 0


def offers_ways(header: str, cells: Iterable[str]) -> bool:
    """Return whether a header offers several ways of taking part, and its answers name them: a no is one to all."""
    plain = (is_one_of(cell, "marks") or is_one_of(cell, "unmarked") for cell in cells)
    return _CHOICE.search(folded(header)) is not None and not all(plain)


def answered(header: str, cell: str) -> str:
    """Return what a cell answers: a yes to `Peruttu` is a no, one to `Etänä?` means remotely, a no to it the room."""
    cell = " ".join(cell.split())
    if not cell or tells(cell, "cancelled"):
        return cell
    if tells(header, "cancelled") or says(header, "away"):
        return _of_staying_away(header, cell)
    if tells(header, "remote"):
        return "" if _is_plain_no(cell) else _REMOTE if is_one_of(cell, "marks") else cell
    return _REMOTE if tells(header, "room") and is_no(cell) else cell


def _of_staying_away(header: str, cell: str) -> str:
    """Return a no where a cell says yes to staying away, or tells anything of a cancellation: its day, its reason."""
    if _is_plain_no(cell) and not says(cell, "away"):
        return ""
    return _NO if tells(header, "cancelled") or says(cell, "marks") else cell


def _is_plain_no(cell: str) -> bool:
    return is_no(cell) or says(cell, "no") or is_one_of(cell, "unmarked")
