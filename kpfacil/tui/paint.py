"""Rows of styled words, the stuff that every picture is made of. People's words go in as text and stay text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rich.cells import cell_len, set_cell_size

from kpfacil.tui.asked import Asked

CUT = "…"
_VOWELS = frozenset("aeiouyäöåAEIOUYÄÖÅ")
_CONSONANTS = frozenset("bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ")
_LEAST_SYLLABLES = 3
_HYPHENS = str.maketrans("", "", "-\u2010\u2011")
_ADDRESS = re.compile(r"[./:@_]\w")
BREAKABLE = re.compile("(?!(?<=\\d) (?:h|min|€|kpl|hlö|km|kg|l)(?!\\w))[^\\S\xa0\u2007\u202f]+")
"""Spaces at which a line may end; not those that are there to keep two words together, or a number and its unit."""
_MOST_SIGNS = 8
"""How many signs at most are tried for one cell: what has no width of its own must not cost time."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style; `style` is a name of `look.STYLES`, `ground` a colour's name where it differs."""

    text: str
    style: str = "text"
    ground: str = ""
    does: Asked | None = None
    """What a click on it asks for."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a picture. `does` is what a click asks for where a span has nothing of its own; `fill` its ground."""

    spans: tuple[Span, ...] = ()
    does: Asked | None = None
    fill: str = ""
    held: bool = False
    """Whether it is of one line of large letters with the row above: no page ends between them."""

    @property
    def width(self) -> int:
        """The width in cells."""
        return sum(cell_len(span.text) for span in self.spans)

    @property
    def plain(self) -> str:
        """The text alone."""
        return "".join(span.text for span in self.spans)


EMPTY = Row()
MARGIN = 3
"""How many cells stand free at each side of what is set in."""
Rows = list[Row]
Size = tuple[int, int]
"""Width and height in cells."""


def row(*parts: str | tuple[str, str] | Span, does: Asked | None = None, fill: str = "", held: bool = False) -> Row:
    """Make a row of texts and (text, style) pairs."""
    spans: list[Span] = []
    for part in parts:
        match part:
            case Span():
                spans.append(part)
            case str():
                spans.append(Span(part))
            case (text, style):
                spans.append(Span(text, style))
    return Row(tuple(span for span in spans if span.text), does, fill, held)


def wrap(text: str, width: int, most: int | None = None) -> list[str]:
    """Break a text at words into lines of at most `width` cells; a cut after `most` lines ends with a sign."""
    width = max(width, 1)
    # One line beyond the last that is kept tells that there is more.
    lines = list(islice(_lines(text, width), None if most is None else most + 1))
    return _cut(lines, width, most) if most is not None and len(lines) > most else lines


def _lines(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text one after another; a word wider than a line is broken."""
    for paragraph in text.split("\n"):
        line = ""
        for word in _words(paragraph, width):
            longer = f"{line} {word}" if line else word
            if cell_len(longer) <= width:
                line = longer
                continue
            if line:
                yield line
            *whole, line = _pieces(word, width)
            yield from whole
        yield line


def _words(paragraph: str, width: int) -> Iterator[str]:
    """Yield what no line end may part while it fits on one: a day keeps its weekday, a number its unit."""
    for word in BREAKABLE.split(paragraph):
        if cell_len(word) <= width:
            yield from [" ".join(word.split())] if word else []
        else:
            yield from word.split()


def _pieces(word: str, width: int) -> list[str]:
    if cell_len(word) <= width:
        return [word]
    pieces: list[str] = []
    rest = word
    while len(piece := _beginning(rest, width) or rest[0]) < len(rest):
        parts = (parts for parts in hyphenate(rest, len(piece)) if cell_len(parts[0]) <= width)
        line, rest = next(parts, (piece, rest[len(piece) :]))
        pieces.append(line)
    return [*pieces, rest]


def hyphenate(word: str, most: int) -> Iterator[tuple[str, str]]:
    """Yield a word parted where a line may end within it, the longest beginnings of so many letters first.

    That is after a hyphen of its own, or with one more before a consonant that a vowel follows (in Finnish). An address
    gets none: it would be another.
    """
    if _ADDRESS.search(word):
        return
    for at in range(min(most, len(word) - 1), _LEAST_SYLLABLES - 1, -1):
        before, rest = word[:at], word[at:]
        if not before.translate(_HYPHENS).isalpha():
            continue
        if before.endswith("-"):
            yield before, rest
        elif before[-_LEAST_SYLLABLES:].isalpha() and rest[0] in _CONSONANTS and rest[1:2] and rest[1] in _VOWELS:
            yield f"{before}-", rest


def _beginning(text: str, width: int) -> str:
    """Return as much of the beginning as fits; signs that belong together are measured together."""
    most = min(len(text), _MOST_SIGNS * max(width, 1))
    end = min(width, most)
    while end < most and cell_len(text[: end + 1]) <= width:
        end += 1
    while end and cell_len(text[:end]) > width:
        end -= 1
    return text[:end]


def _cut(lines: list[str], width: int, most: int) -> list[str]:
    kept = lines[:most]
    if kept:
        kept[-1] = f"{_beginning(kept[-1], width - cell_len(CUT)).rstrip()}{CUT}"
    return kept


def shorten(text: str, width: int) -> str:
    """Return the text on one line in at most `width` cells, with a sign where it was cut."""
    if width <= 0:
        return ""
    flat = text.replace("\n", " ")
    return flat if cell_len(flat) <= width else _cut([flat], width, 1)[0]


def pad(text: str, width: int) -> str:
    """Return the text in exactly `width` cells, cut with a sign or filled with spaces."""
    cut = shorten(text, width)
    return cut + " " * (width - cell_len(cut))


def fit(made: Row, width: int) -> Row:
    """Return the row cut or padded to exactly `width` cells, its fill laid under every span."""
    spans: list[Span] = []
    left = width
    for span in made.spans:
        ground = span.ground or made.fill
        text = span.text.replace("\n", " ")
        size = cell_len(text)
        if size > left:
            spans.append(Span(set_cell_size(shorten(text, left), left), span.style, ground, span.does or made.does))
            left = 0
            break
        spans.append(Span(text, span.style, ground, span.does or made.does))
        left -= size
    if left:
        spans.append(Span(" " * left, "text", made.fill, made.does))
    return Row(tuple(spans), made.does, made.fill)


def ends(left: Row, right: Row, width: int) -> Row:
    """Return one row with `left` at its beginning and `right` at its end; the left gives way, a click finds both."""
    room = width - right.width
    if room <= 0:
        return fit(right, width)
    gap = Span(" ") if left.width >= room > 1 and right.spans and not right.plain.startswith(" ") else Span("")
    spans = (*fit(left, room - len(gap.text)).spans, gap, *fit(right, right.width).spans)
    return Row(tuple(span for span in spans if span.text), left.does, left.fill)


def beside(columns: Sequence[tuple[Rows, int]], gap: int, height: int) -> Rows:
    """Return columns of rows set side by side, each as wide as said, with `gap` cells between."""
    rows: Rows = []
    for at in range(height):
        spans: list[Span] = []
        for place, (lines, width) in enumerate(columns):
            if place:
                spans.append(Span(" " * gap))
            spans.extend(fit(lines[at] if at < len(lines) else EMPTY, width).spans)
        rows.append(Row(tuple(spans)))
    return rows


def indent(rows: Iterable[Row], cells: int) -> Rows:
    """Return the rows moved to the right."""
    return [replace(made, spans=(Span(" " * cells), *made.spans)) for made in rows]


def hanging(before: Row, lines: Rows, does: Asked | None = None) -> Rows:
    """Return lines with something before the first, the others moved as far to the right; a click on any does that."""
    return [
        row(*before.spans, *lines[0].spans, does=does),
        *(replace(line, does=does) for line in indent(lines[1:], before.width)),
    ]


def paragraph(text: str, width: int, style: str = "text", most: int | None = None) -> Rows:
    """Return a text as wrapped rows of one style."""
    return [row((line, style)) for line in wrap(text, width, most)]


def inset(text: str, width: int, style: str = "text", most: int | None = None, margin: int = MARGIN) -> Rows:
    """Return a text as wrapped rows of one style with a margin at both sides."""
    return indent(paragraph(text, width - 2 * margin, style, most), margin)
