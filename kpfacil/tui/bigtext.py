"""Large letters for the wall, drawn with half blocks: six rows a line, or twice that; å, ä and ö among them."""

import unicodedata
from functools import lru_cache

from kpfacil.tui.bigtext_glyphs import ACCENTS, BELOW, GLYPHS
from kpfacil.tui.paint import Row, row

_DOTS = 12
_BASE = 9
ROWS = _DOTS // 2
"""How many rows one line takes at the first scale."""
_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
_DOTLESS = {"i": "ı", "j": "j"}

Glyph = tuple[str, ...]
"""Twelve rows of dots, each as wide as the glyph."""


def can_write(text: str) -> bool:
    """Return whether the font has every sign of the text."""
    return all(_glyph(sign) is not None for sign in _signs(text))


def fit_big(text: str, width: int, height: int, style: str = "strong", scales: tuple[int, ...] = (2, 1)) -> list[Row]:
    """Return the text in the largest letters that fit the width and height in cells; nothing where none do."""
    for scale in scales:
        lines = _wrapped(text, width // scale)
        if lines is not None and 0 < len(lines) * ROWS * scale - scale <= height:
            return _trimmed([made for line in lines for made in _line_rows(line, scale, style)])
    return []


def big_width(text: str) -> int:
    """Return how many cells a line of text takes at the first scale."""
    signs = [glyph for sign in _signs(text) if (glyph := _glyph(sign)) is not None]
    return sum(len(glyph[0]) + 1 for glyph in signs) - 1 if signs else 0


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
    letter, marks = sign[0], sign[1:]
    if marks and any(mark in ACCENTS for mark in marks):
        letter = _DOTLESS.get(letter, letter)
    if letter not in GLYPHS or any(mark not in ACCENTS and mark not in BELOW for mark in marks):
        return None
    top, drawn = GLYPHS[letter]
    rows = drawn.split(" ")
    width = len(rows[0])
    canvas = ["." * width for _ in range(_DOTS)]
    canvas[top : top + len(rows)] = rows
    for mark in marks:
        _put_mark(canvas, mark, top)
    return tuple(canvas)


def _put_mark(canvas: list[str], mark: str, top: int) -> None:
    if mark in BELOW:
        rows, first = BELOW[mark].split(" "), _BASE
    else:
        drawn, gap = ACCENTS[mark]
        rows = drawn.split(" ")
        first = top - len(rows) - gap
        if first < 0:  # a capital with a high mark: let them touch
            rows, first = rows[-top:], 0
    wide = max(len(canvas[0]), len(rows[0]))
    canvas[:] = [line.center(wide, ".") for line in canvas]
    for at, line in enumerate(rows):
        canvas[first + at] = line.center(wide, ".")


def _wrapped(text: str, width: int) -> list[str] | None:
    """Return the text broken at words so that each line fits; None where a word or a sign does not."""
    if not text.strip() or not can_write(text):
        return None
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and big_width(joined) <= width:
            lines[-1] = joined
        elif big_width(word) > width:
            return None
        else:
            lines.append(word)
    return lines


def _line_rows(line: str, scale: int, style: str) -> list[Row]:
    glyphs = [glyph for sign in _signs(line) if (glyph := _glyph(sign)) is not None]
    dots = [".".join(glyph[at] for glyph in glyphs) for at in range(_DOTS)]
    if scale > 1:
        dots = ["".join(dot * scale for dot in line) for line in dots for _ in range(scale)]
    pairs = zip(dots[::2], dots[1::2], strict=True)
    return [
        row(("".join(_BLOCKS[high == "#", low == "#"] for high, low in zip(upper, lower, strict=True)), style))
        for upper, lower in pairs
    ]


def _trimmed(rows: list[Row]) -> list[Row]:
    """Return the rows without the empty ones above and below."""
    filled = [at for at, made in enumerate(rows) if made.plain.strip()]
    return rows[filled[0] : filled[-1] + 1] if filled else []
