"""What the cells below a header show of what its column holds: words, answers or parties."""

import re
from collections.abc import Iterable

from kpfacil.rosters.person_cells import is_body, is_no, is_one_of, says, tells

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


def holds_bodies(cells: Iterable[str]) -> bool:
    """Return whether half of a column or more are names of associations, offices or companies."""
    bodies = [is_body(cell) and len(cell.split()) <= _LONGEST_BODY for cell in cells]
    return sum(bodies) * 2 >= len(bodies) > 0
