"""Large letters for the wall: six rows a line, twice that, or six rows and half as wide; å, ä and ö among them."""

import os
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import zip_longest

from kpfacil.storage.content import load_font
from kpfacil.tui.paint import BREAKABLE, Row, Rows, hyphenate, row

_DOTS = 12
_ACCENT = 2
"""How many rows of dots only the accents of capitals take."""
ROWS = _DOTS // 2
"""How many rows one line takes at the first scale."""
NARROW = 0.5
"""The scale of letters as high as those of the first, and half as wide."""
SCALES = (2, 1, NARROW)
_BLOCKS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""What stands in a cell, by its quarters that are drawn: the upper left counts 1, the upper right 2, then 4 and 8."""
_LONGEST_WORD = 60
_DOTLESS = {"i": "ı", "j": "j"}

Glyph = tuple[str, ...]
"""Twelve rows of dots, each as wide as the glyph."""


def has_quarters(env: Mapping[str, str], platform: str) -> bool:
    """Return whether a terminal can be trusted to draw quarters of a cell, of which the narrow letters are made.

    The letters of Linux's own console and of the old window of Windows lack most of them; newer ones tell their name.
    """
    if platform == "win32":
        return "WT_SESSION" in env or "TERM_PROGRAM" in env
    return env.get("TERM") != "linux"


_HAS_QUARTERS = has_quarters(os.environ, sys.platform)


def can_write(text: str) -> bool:
    """Return whether the font has every sign of the text."""
    return all(_glyph(sign) is not None for sign in _signs(text))


def fit_big(
    text: str,
    width: int,
    height: int,
    style: str = "strong",
    scales: tuple[float, ...] = SCALES,
    *,
    tight: bool = False,
) -> Rows:
    """Return the text in the largest letters that fit the width and height in cells; nothing where none do.

    `tight` sets the lines closer where no capital has an accent, and to the first scale breaks words too long for one.
    """
    drawn = tuple(scale for scale in scales if scale != NARROW or _HAS_QUARTERS)
    return [*_fit(text, width, height, style, drawn, tight=tight)]


@lru_cache(maxsize=1024)
def _fit(text: str, width: int, height: int, style: str, scales: tuple[float, ...], *, tight: bool) -> tuple[Row, ...]:
    for scale in scales:
        lines = _wrap(text, int(width / scale), broken=tight and scale <= 1) or []
        above = _ACCENT if tight and not any(map(_is_high, lines)) else 0
        low = lines if len(lines) <= height else []
        rows = _trim([made for line in low for made in _line_rows(line, scale, style, above)])
        if 0 < len(rows) <= height:
            return tuple(rows)
    return ()


def big_width(text: str) -> int:
    """Return how many cells a line of text takes at the first scale."""
    return max(0, sum(len(glyph[0]) + 1 for glyph in _glyphs(text)) - 1)


def _glyphs(text: str) -> list[Glyph]:
    """Return the letters of a text that the font has."""
    return [glyph for sign in _signs(text) if (glyph := _glyph(sign)) is not None]


def _signs(text: str) -> list[str]:
    """Return the text letter by letter, each with its combining marks."""
    signs: list[str] = []
    for sign in unicodedata.normalize("NFD", " ".join(text.split())):
        if signs and unicodedata.combining(sign):
            signs[-1] += sign
        else:
            signs.append(sign)
    return signs


@lru_cache(maxsize=512)
def _glyph(sign: str) -> Glyph | None:
    """Return the dots of a letter with its marks, or None where the font lacks it."""
    font, letter, marks = load_font(), sign[0], sign[1:]
    if any(mark in font["accents"] for mark in marks):
        letter = _DOTLESS.get(letter, letter)
    if letter not in font["letters"] or any(mark not in font["accents"] | font["below"] for mark in marks):
        return None
    top, rows = font["letters"][letter]
    canvas = ["." * len(rows[0])] * _DOTS
    canvas[top : top + len(rows)] = rows
    for mark in marks:
        _put_mark(canvas, mark, top)
    return tuple(canvas)


def _put_mark(canvas: list[str], mark: str, top: int) -> None:
    font = load_font()
    if mark in font["below"]:
        first, rows = font["below"][mark]
    else:
        gap, rows = font["accents"][mark]
        first = top - len(rows) - gap
        if first < 0:  # a capital with a high mark: let them touch
            rows, first = rows[-top:], 0
    wide = max(len(canvas[0]), len(rows[0]))
    canvas[:] = [line.center(wide, ".") for line in canvas]
    for at, line in enumerate(rows):
        canvas[first + at] = line.center(wide, ".")


def _wrap(text: str, width: int, *, broken: bool = False) -> list[str] | None:
    """Return the text broken at words so that each line fits; None where a word or a sign does not.

    `broken` lets a word that is too long go on in the next line.
    """
    if not text.strip() or not can_write(text):
        return None
    lines: list[str] = []
    for word in _words(text, width, broken=broken):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and big_width(joined) <= width:
            lines[-1] = joined
        elif big_width(word) <= width:
            lines.append(word)
        else:
            return None
    return lines


def _words(text: str, width: int, *, broken: bool) -> Iterator[str]:
    """Yield what no line end may part: a no-break space holds while both words fit, a word while it is not `broken`."""
    for held in BREAKABLE.split(text.strip()):
        for word in [held] if big_width(held) <= width else held.split():
            yield from _pieces(word, width) if broken else [word]


def _pieces(word: str, width: int) -> list[str]:
    """Return a word in pieces that fit, each but the last with a hyphen."""
    if big_width(word) <= width or len(word) > _LONGEST_WORD:
        return [word]
    parts = next((parts for parts in hyphenate(word, len(word)) if big_width(parts[0]) <= width), None)
    return [parts[0], *_pieces(parts[1], width)] if parts is not None else [word]


def _is_high(line: str) -> bool:
    """Return whether something is drawn where the accents of capitals are."""
    return any("#" in glyph[at] for glyph in _glyphs(line) for at in range(_ACCENT))


def _line_rows(line: str, scale: float, style: str, above: int = 0) -> Rows:
    dots = [".".join(glyph[at] for glyph in _glyphs(line)) for at in range(above, _DOTS)]
    dots = ["".join(dot * int(2 * scale) for dot in line) for line in dots for _ in range(max(1, int(scale)))]
    drawn = (_draw(upper, lower) for upper, lower in zip(dots[::2], dots[1::2], strict=True))
    return [row((line, style), held=at > 0) for at, line in enumerate(drawn)]


def _draw(upper: str, lower: str) -> str:
    """Return a row of cells, each of two dots above two."""
    quarters = zip_longest(upper[::2], upper[1::2], lower[::2], lower[1::2], fillvalue=".")
    return "".join(_BLOCKS[sum(1 << at for at, dot in enumerate(cell) if dot == "#")] for cell in quarters)


def _trim(rows: Rows) -> Rows:
    """Return the rows without the empty ones above and below."""
    filled = [at for at, made in enumerate(rows) if made.plain.strip()]
    return rows[filled[0] : filled[-1] + 1] if filled else []
