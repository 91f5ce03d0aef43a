"""Reads what a screen says in large letters as in plain ones."""

from collections.abc import Sequence

from kpfacil.tui.bigtext import SCALES, fit_big

LARGE = "[▀▄█▌▐▘▝▖▗▛▜▙▟▚▞]"
"""What large letters are drawn of."""
_QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"


def stands(words: str, picture: str) -> bool:
    """Return whether words stand in a picture: as they are, or each of them in large letters of any size."""
    dots = _dots(picture.split("\n"))
    return words in picture or all(any(_is_drawn(word, scale, dots) for scale in SCALES) for word in words.split())


def _dots(lines: Sequence[str]) -> list[str]:
    """Return lines as dots, two by two a cell, all of one width."""
    wide = max(map(len, lines), default=0) + 1
    cells = [[max(0, _QUARTERS.find(sign)) for sign in line.ljust(wide)] for line in lines]
    halves = [(row, upper) for row in cells for upper in (1, 4)]
    return ["".join(".#"[bool(cell & dot)] for cell in row for dot in (left, 2 * left)) for row, left in halves]


def _is_drawn(word: str, scale: float, dots: Sequence[str]) -> bool:
    drawn = _dots([made.plain for made in fit_big(word, 1_000, 100, scales=(scale,))])
    while drawn and not drawn[0].strip("."):
        del drawn[0]
    wide = max((len(row.rstrip(".")) for row in drawn), default=0)
    drawn = [row[:wide].ljust(wide, ".") for row in drawn]
    return bool(drawn) and any(_is_at(drawn, dots[top:]) for top in range(len(dots) - len(drawn) + 1))


def _is_at(drawn: Sequence[str], dots: Sequence[str]) -> bool:
    """Return whether something is drawn from the first row on, at any column."""
    at = dots[0].find(drawn[0])
    while at >= 0:
        if all(row[at : at + len(part)] == part for part, row in zip(drawn, dots, strict=False)):
            return True
        at = dots[0].find(drawn[0], at + 1)
    return False
