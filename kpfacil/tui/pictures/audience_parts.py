"""Parts of the room's pictures: the room there is, one entry, lists of entries and the pages they turn over in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from rich.cells import cell_len

from kpfacil.model.texts import Texts
from kpfacil.model.value import frozen
from kpfacil.tui.bigtext import fit_big
from kpfacil.tui.paint import EMPTY, Row, Span, beside, ends, indent, paragraph, row, shorten, wrap
from kpfacil.views.cards import Shown, dots
from kpfacil.views.wall_words import facts

ID_WIDTH = 5
_GAP = 4
_COLUMN = 34
"""No column of a list is narrower than this."""
_FAR_FROM = 100
"""A screen of so many columns has letters too small for the back row: there a list rather turns pages in large ones."""
_MOST_PAGES = 4
_MOST_LARGE = 40
"""Longer lists are never set in large letters."""
_NUMBERED_FROM = 4
"""In fewer rows a page has no number."""
_LONGEST = 60
"""Nor is a text of more rows."""
_MANY = 200
"""In longer lists one does not look for the number of columns that suits best."""
Block = list[Row]
Pages = list[list[Block]]
"""Pages, each of columns of rows."""


@dataclass(slots=True)
class Letters:
    """How large the letters of each list are: chosen when a page turns or a step begins, then kept."""

    place: tuple[object, ...] = ()
    chosen: dict[str, int] = field(default_factory=dict)
    laid: dict[str, tuple[tuple[object, ...], "Pages"]] = field(default_factory=dict)
    """The pages of each list as they were laid out last, and of what."""

    def keep(self, name: str, choose: Callable[[], int]) -> int:
        """Return what was chosen for a list, or choose now."""
        if name not in self.chosen:
            self.chosen[name] = choose()
        return self.chosen[name]

    def lay(self, name: str, of: tuple[object, ...], lay: Callable[[], "Pages"]) -> "Pages":
        """Return the pages of a list as they were laid out last, or lay them out where they are of something else."""
        if name not in self.laid or self.laid[name][0] != of:
            self.laid[name] = (of, lay())
        return self.laid[name][1]


@frozen()
class Light:
    """What a painter needs besides the view: the language, the moment, what is lit, the page, and the letters' size."""

    texts: Texts
    now: datetime
    lit: frozenset[str] = frozenset()
    page: int = 0
    letters: Letters = field(default_factory=Letters)


@frozen()
class Frame:
    """The room that a picture has, in cells, and the light it stands in."""

    width: int
    height: int
    light: Light

    @property
    def texts(self) -> Texts:
        """The language."""
        return self.light.texts

    @property
    def far(self) -> bool:
        """Whether plain letters are too small for the back row."""
        return self.width >= _FAR_FROM

    def below(self, rows: Sequence[Row]) -> "Frame":
        """Return what is left under some rows."""
        return replace(self, height=max(0, self.height - len(rows)))

    def as_wide(self, width: int) -> "Frame":
        """Return the frame in another width."""
        return replace(self, width=width)

    def as_high(self, height: int) -> "Frame":
        """Return the frame in another height."""
        return replace(self, height=max(0, height))

    def large(self, text: str, style: str = "strong", scales: tuple[int, ...] = (2, 1)) -> list[Row]:
        """Return a text in the largest letters that fit, else as wrapped lines, which turn over in pages."""
        big = self.big(text, style, scales)
        return big or paged([paragraph(text, self.width, style)], self.as_high(max(1, self.height)))

    def big(self, text: str, style: str = "strong", scales: tuple[int, ...] = (2, 1)) -> list[Row]:
        """Return a text in the largest letters that fit; nothing where none do."""
        return fit_big(text, self.width, self.height, style, scales, tight=True)

    def legible(self, lines: Sequence[tuple[str, str]]) -> list[Row]:
        """Return texts with their styles one below another: large where plain letters are too small and they fit."""
        size = (True, False) if self.far else (False,)
        made = [
            [line for text, style in lines for line in words_rows(text, self.width, style, big=big)] for big in size
        ]
        return next((rows for rows in made if len(rows) <= self.height), made[-1])


def entry_rows(entry: Shown, width: int, light: Light, *, big: bool = False, details: bool = True) -> Block:
    """Return an entry: its id at the same place always, its words, dots at the right end, and who below."""
    lit = entry.id in light.lit
    mark = dots(entry.votes)
    inner = max(8, width - ID_WIDTH - (cell_len(mark) + 2 if mark else 0))
    done = "✓ " if entry.state == "done" else ""
    words = words_rows(entry.text, inner - cell_len(done), "strong" if lit else "text", big=big)
    first = row((f"{entry.id:<{ID_WIDTH}}", entry.kind), (done, "good"), *words[0].spans)
    rows = [ends(first, row((mark, entry.kind)), width) if mark else first]
    below = facts(entry, light.texts) if details else ""
    more = paragraph(below, max(8, width - ID_WIDTH), "dim", 6) if below else []
    rows += [row(" " * ID_WIDTH, *made.spans) for made in (*words[1:], *more)]
    return [replace(made, fill="lit") for made in rows] if lit else rows


def words_rows(text: str, width: int, style: str, *, big: bool) -> Sequence[Row]:
    """Return a text in large letters, or in plain ones where it is not asked for or cannot be."""
    return (_big(text, width, style) if big else ()) or paragraph(text, width, style)


@lru_cache(maxsize=1024)
def _big(text: str, width: int, style: str) -> tuple[Row, ...]:
    return tuple(fit_big(text, width, _LONGEST, style, (1,), tight=True))


def list_rows(
    entries: Sequence[Shown], frame: Frame, *, name: str = "list", details: bool = True, columns: int = 9
) -> list[Row]:
    """Return entries in the largest letters with which they fit, in columns where there is room beside, else in pages.

    `name` tells this list from the others of the picture, as each keeps its letters until a page turns.
    """

    def blocks(size: int) -> list[Block]:
        each = each_wide(frame.width, size)
        return [entry_rows(entry, each, frame.light, big=size == 0, details=details) for entry in entries]

    return sized(blocks, frame, name, entries, columns)


def sized(
    blocks: Callable[[int], list[Block]], frame: Frame, name: str, of: Sequence[object], columns: int = 9
) -> list[Row]:
    """Return blocks as `list_rows` sets them; `blocks` makes them for 0 (large letters) or so many plain columns."""
    if frame.height <= 0:
        return []
    most = max(1, min(columns, frame.width // _COLUMN))

    def choose() -> int:
        plain = blocks(1)
        if len(plain) > _MANY:
            return most
        if len(plain) <= _MOST_LARGE:
            large = blocks(0)
            pages = len(_pages(large, 1, frame.height, gap=1))
            whole = all(len(block) <= frame.height for block in large)
            if whole and (pages <= 1 or (frame.far and pages <= _MOST_PAGES)):
                return 0
        for gap in (1, 0):
            for size in range(1, most + 1):
                if len(_pages(plain if size == 1 else blocks(size), size, frame.height, gap=gap)) <= 1:
                    return size
        return most

    light = frame.light
    size = light.letters.keep(name, choose)
    what = (of, size, frame.width, frame.height, light.lit, light.texts.language)
    pages = light.letters.lay(name, what, lambda: _laid(blocks(size), max(1, size), frame.height))
    return _turned_to(pages, frame, max(1, size))


def paged(blocks: Sequence[Block], frame: Frame, columns: int = 1) -> list[Row]:
    """Return the page that is turned to, with its number where there are several; with air where all fits with it."""
    return _turned_to(_laid(blocks, columns, frame.height), frame, columns)


def _turned_to(pages: Pages, frame: Frame, columns: int) -> list[Row]:
    if not pages:
        return []
    at = frame.light.page % len(pages)
    rows = _set(pages[at], each_wide(frame.width, columns))
    if len(pages) == 1 or frame.height < _NUMBERED_FROM:
        return rows
    number = row((frame.texts.say("audience.page", at=at + 1, count=len(pages)), "dim"))
    return [*rows, *[EMPTY] * (frame.height - 1 - len(rows)), ends(EMPTY, number, frame.width)]


def _laid(blocks: Sequence[Block], columns: int, height: int) -> Pages:
    """Return the blocks on one page if they fit, the columns of one length; else on pages with a row for the number."""
    for gap in (1, 0):
        if len(_pages(blocks, columns, height, gap=gap)) == 1:
            least = next(high for high in range(1, height + 1) if len(_pages(blocks, columns, high, gap=gap)) == 1)
            return _pages(blocks, columns, height if columns == 1 else least, gap=gap)
    return _pages(blocks, columns, height if height < _NUMBERED_FROM else height - 1, gap=1)


def each_wide(width: int, columns: int) -> int:
    """Return how wide each column is; none counts as one."""
    columns = max(1, columns)
    return (width - _GAP * (columns - 1)) // columns


def _pages(blocks: Sequence[Block], columns: int, height: int, *, gap: int) -> Pages:
    """Return the blocks set into columns of a height, so many columns a page; what is too high goes on in the next."""
    if height <= 0:
        return []
    filled: list[Block] = []
    for block in blocks:
        if filled and len(filled[-1]) + gap + len(block) <= height:
            filled[-1] += [*[EMPTY] * gap, *block]
        else:
            filled += [block[at : at + height] for at in range(0, len(block), height)]
    return [filled[at : at + columns] for at in range(0, len(filled), columns)]


def _set(columns: Sequence[Block], width: int) -> list[Row]:
    if len(columns) == 1:
        return columns[0]
    return beside([(rows, width) for rows in columns], _GAP, max(len(rows) for rows in columns))


def padded(text: str, width: int) -> str:
    """Return the text in exactly `width` cells, cut with a sign or filled with spaces."""
    cut = shorten(text, width)
    return cut + " " * (width - cell_len(cut))


def heading(words: str, style: str = "dim") -> Row:
    """Return a heading that steps back."""
    return row((words, style))


def names_rows(names: Sequence[str], width: int, style: str = "text") -> list[Row]:
    """Return names set in a row with air between them, as many rows as they need."""
    lines: list[str] = []
    for name in names:
        for at, piece in enumerate(wrap(name, width)):
            if at == 0 and lines and cell_len(lines[-1]) + 3 + cell_len(piece) <= width:
                lines[-1] = f"{lines[-1]}   {piece}"
            else:
                lines.append(piece)
    return [row((line, style)) for line in lines]


def centred(rows: Sequence[Row], width: int) -> list[Row]:
    """Return rows moved to the middle as one block."""
    block = max((made.width for made in rows), default=0)
    return indent(rows, max(0, (width - block) // 2))


def lifted(rows: Sequence[Row], frame: Frame) -> list[Row]:
    """Return rows in the middle of the frame's height."""
    seen = list(rows[: frame.height])
    return [EMPTY] * ((frame.height - len(seen)) // 2) + seen


def bar(share: float, width: int, style: str) -> Span:
    """Return a bar of a share of the width; what is more than nothing has at least one cell."""
    cells = max(1 if share > 0 else 0, round(min(share, 1) * width))
    return Span("█" * cells, style)
