"""The document tree that every export begins from; its leaves are plain text, escaped once by each renderer."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from itertools import pairwise
from typing import assert_never

from kpfacil.export.inlines import (
    DOUBLE_NAME,
    Alert,
    Break,
    Inline,
    Inlines,
    Link,
    Strong,
    Text,
    join_parts,
    link,
    one_line,
    plain,
    settle,
    tidy,
    tie,
    words,
)
from kpfacil.model.value import frozen, frozen_by_name
from kpfacil.views.proof import Proofreading
from kpfacil.views.proof_listed import Told

__all__ = [
    "DOUBLE_NAME",
    "Alert",
    "Bars",
    "Block",
    "Break",
    "Doc",
    "Facts",
    "Heading",
    "Inline",
    "Inlines",
    "Labels",
    "Link",
    "ListBlock",
    "Para",
    "Point",
    "Strong",
    "TableBlock",
    "Text",
    "bar",
    "join_parts",
    "link",
    "para",
    "plain",
    "tie",
    "with_leads",
    "words",
]

_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
"""The parts of a cell by which a bar drawn with characters grows."""
_LANG = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")

DEEPEST = 3
"""The lowest level of heading: what every format has a style for."""


@frozen()
class Heading:
    """A heading under the title: level 1 is a section, 2 its part, 3 a part of that; no level is skipped."""

    level: int
    text: str

    def __post_init__(self) -> None:
        settle(self, text=one_line(self.text))


@frozen()
class Para:
    """A paragraph."""

    inlines: Inlines

    def __post_init__(self) -> None:
        settle(self, inlines=tidy(self.inlines))


@frozen()
class ListBlock:
    """A list, numbered from one where it is ordered; items without words are left out."""

    items: tuple[Inlines, ...]
    ordered: bool = False

    def __post_init__(self) -> None:
        items = (tidy(item) for item in self.items)
        settle(self, items=tuple(item for item in items if item))


@frozen()
class Facts:
    """Labels and their values, as in a memo's head: time, place, present; pairs without a value are left out."""

    pairs: tuple[tuple[str, Inlines], ...]

    def __post_init__(self) -> None:
        pairs = ((one_line(label), tidy(value)) for label, value in self.pairs)
        settle(self, pairs=tuple(pair for pair in pairs if pair[1]))


@frozen_by_name
class TableBlock:
    """A table; raises ValueError where a row and the head differ in length or the caption is empty.

    `widths` are the columns' shares (equal where empty), `numbers` the columns of figures, `row_header` whether the
    first column names its row.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    row_header: bool = False
    widths: tuple[int, ...] = ()
    numbers: frozenset[int] = frozenset()
    titled: bool = False
    """Whether the heading above says the caption already, so that only readers of the screen are told it."""
    room: int = 0
    """How many lines high each row is at the least, for a table that is written into by hand."""

    def __post_init__(self) -> None:
        settle(
            self,
            caption=_require_words(self.caption, "caption"),
            head=tuple(one_line(name) for name in self.head),
            rows=tuple(tuple(map(tidy, row)) for row in self.rows),
            widths=self.widths or (1,) * len(self.head),
        )
        if {len(self.widths), *map(len, self.rows)} - {len(self.head)}:
            raise ValueError(f"a row of the table {self.caption!r} does not fit its head")


@frozen()
class Point:
    """One bar: its label, its length (None draws none) and the same figure in the reader's language."""

    label: str
    value: float | None
    shown: str

    def __post_init__(self) -> None:
        if self.value is not None and not (math.isfinite(self.value) and self.value >= 0):
            raise ValueError(f"a bar cannot be {self.value} long")
        settle(self, label=one_line(self.label), shown=one_line(self.shown))


@frozen()
class Bars:
    """A small chart of bars one below the other; `top` is the scale's end, else the longest bar.

    Raises ValueError where the caption is empty.
    """

    caption: str
    points: tuple[Point, ...]
    top: float | None = None

    def __post_init__(self) -> None:
        settle(self, caption=_require_words(self.caption, "caption"))

    def share(self, point: Point) -> float:
        """Return the bar's part of the whole scale, 0 to 1."""
        top = self.top or max((other.value or 0 for other in self.points), default=0)
        return min((point.value or 0) / top, 1.0) if top else 0.0


Block = Heading | Para | ListBlock | Facts | TableBlock | Bars


@frozen()
class Labels:
    """The few words that a renderer adds by itself, in the document's language."""

    page: str


@frozen_by_name
class Doc:
    """A whole document; raises ValueError where a heading skips a level, the title is empty or `lang` not like `fi-FI`.

    `standing` is said beside the title (luonnos, tarkistettavana, hyväksytty); blocks without words are left out.
    """

    title: str
    blocks: tuple[Block, ...]
    labels: Labels
    date: date
    lang: str = "fi-FI"
    subtitle: str = ""
    standing: str = ""
    author: str = ""
    subject: str = ""
    wide: bool = False
    """Whether a page lies on its side: for a table of many columns."""
    waiting: int = 0
    """How many places wait to be decided before it may be published."""
    told: Mapping[Told, Proofreading] = field(default_factory=dict)
    """The places in it, with what proofread them."""

    def __post_init__(self) -> None:
        lines = {name: one_line(getattr(self, name)) for name in ("subtitle", "standing", "author", "subject")}
        settle(
            self, title=_require_words(self.title, "title"), blocks=tuple(filter(_says_something, self.blocks)), **lines
        )
        _check_levels(self.blocks)
        if not _LANG.fullmatch(self.lang):
            raise ValueError(f"not a language that a document can be in: {self.lang}")


def with_leads(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, bool]]:
    """Yield each block and whether it introduces the next, so that no page may end between them."""
    for block, following in zip(blocks, (*blocks[1:], None), strict=False):
        yield block, isinstance(block, Para) and isinstance(following, ListBlock | TableBlock | Bars)


def bar(share: float, cells: int = 20) -> str:
    """Return a bar of up to `cells` characters for a share of 0 to 1; anything above nothing is seen."""
    eighths = round(share * cells * 8) or (1 if share > 0 else 0)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8]


def para(text: str) -> Para:
    """Return people's words as a paragraph."""
    return Para(words(text))


def _require_words(text: str, what: str) -> str:
    """Return the text on one line; raises ValueError where nothing is left of it."""
    said = one_line(text)
    if not said:
        raise ValueError(f"a {what} has words")
    return said


def _says_something(block: Block) -> bool:
    match block:
        case Heading(text=text):
            return bool(text)
        case Para(inlines=content) | ListBlock(items=content) | Facts(pairs=content):
            return bool(content)
        case TableBlock(rows=content) | Bars(points=content):
            return bool(content)
        case _:
            assert_never(block)


def _check_levels(blocks: tuple[Block, ...]) -> None:
    levels = (block.level for block in blocks if isinstance(block, Heading))
    for before, after in pairwise((0, *levels)):
        if not 1 <= after <= min(before + 1, DEEPEST):
            raise ValueError(f"a heading of level {after} cannot follow one of level {before}")
