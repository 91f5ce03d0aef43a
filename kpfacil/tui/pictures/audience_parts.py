"""Parts of the room's pictures: the room there is, one entry, lists of entries and the pages they turn over in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import takewhile

from rich.cells import cell_len

from kpfacil.model.texts import Texts
from kpfacil.model.value import frozen, frozen_by_name
from kpfacil.tui.bigtext import NARROW, ROWS, SCALES, fit_big
from kpfacil.tui.paint import EMPTY, Row, Rows, Span, beside, ends, paragraph, row, wrap
from kpfacil.views.cards import Shown

_GAP = 4
_COLUMN = 34
"""No column of a list is narrower than this."""
_LARGE_COLUMN = 64
"""Nor one of large letters than this."""
_FAR_FROM = 100
"""A screen of so many columns has letters too small for the back row: there a list rather turns pages in large ones."""
MOST_PAGES = 8
"""So many pages of large letters have come round before anybody stops waiting for theirs."""
MOST_LARGE = 40
"""Longer lists are never set in large letters."""
_NUMBERED_FROM = 4
"""In fewer rows a page has no number."""
_LEAST = 8
_LONGEST = 60
"""Nor is a text of more rows."""
_PARTED_FROM = 2 * ROWS + 1
"""Pages of so many rows hold two lines of large letters and their number: there a text may go on in the next page."""
_MANY = 200
"""In longer lists one does not look for the number of columns that suits best."""
Block = Rows
Pages = list[list[Block]]
"""Pages, each of columns of rows."""
Blocks = Callable[["Frame"], list[Block]]
"""Makes the blocks of a list for the width and the letters of a frame."""


@frozen()
class Lettering:
    """How a list is set: in how many columns, and at what scale of large letters; 0 for plain ones."""

    columns: int
    scale: float


@dataclass(slots=True)
class Letters:
    """How each list is set: chosen when a page turns or a step begins, then kept."""

    place: tuple[object, ...] = ()
    chosen: dict[str, Lettering] = field(default_factory=dict)
    laid: dict[str, tuple[tuple[object, ...], "Pages"]] = field(default_factory=dict)
    """The pages of each list as they were laid out last, and of what."""
    entries: dict[tuple[object, ...], Block] = field(default_factory=dict)
    """The rows of each entry: of ten thousand most stand as they did before."""

    def keep(self, name: str, choose: Callable[[], Lettering]) -> Lettering:
        """Return what was chosen for a list, or choose now."""
        if name not in self.chosen:
            self.chosen[name] = choose()
        return self.chosen[name]

    def lay(self, name: str, of: tuple[object, ...], lay: Callable[[], "Pages"]) -> "Pages":
        """Return the pages of a list as they were laid out last, or lay them out where they are of something else."""
        if name not in self.laid or self.laid[name][0] != of:
            self.laid[name] = (of, lay())
        return self.laid[name][1]


@frozen_by_name
class Frame:
    """The room that a picture has, in cells, and what its painter needs besides the view."""

    width: int
    height: int
    texts: Texts
    now: datetime
    lit: frozenset[str]
    page: int
    letters: Letters
    newest: Shown | None
    """What was recorded last."""
    scale: float = 0
    """At what scale of large letters what is listed there is set; 0 for plain ones."""

    @property
    def far(self) -> bool:
        """Whether plain letters are too small for the back row."""
        return self.width >= _FAR_FROM

    def below(self, rows: Rows) -> "Frame":
        """Return what is left under some rows."""
        return replace(self, height=max(0, self.height - len(rows)))

    def as_wide(self, width: int, scale: float = 0) -> "Frame":
        """Return the frame in another width, for letters of a scale."""
        return replace(self, width=width, scale=scale)

    def column(self, columns: int, scale: float) -> "Frame":
        """Return one of so many columns of the frame."""
        return self.as_wide(each_wide(self.width, columns), scale)

    def as_high(self, height: int) -> "Frame":
        """Return the frame in another height."""
        return replace(self, height=max(0, height))

    def large(self, text: str, style: str = "strong", scales: tuple[float, ...] = SCALES) -> Rows:
        """Return a text in the largest letters that fit, else as wrapped lines, which turn over in pages."""
        big = self.enlarge(text, style, scales)
        return big or page_rows([paragraph(text, self.width, style)], self.as_high(max(1, self.height)))

    def enlarge(self, text: str, style: str = "strong", scales: tuple[float, ...] = SCALES) -> Rows:
        """Return a text in the largest letters that fit; nothing where none do."""
        return fit_big(text, self.width, self.height, style, scales, tight=True)

    def scale_of(self, text: str) -> float:
        """Return the scale of the largest letters in which a text fits; 0 where none do."""
        return next((scale for scale in SCALES if self.enlarge(text, scales=(scale,))), 0)

    def legible(self, *lines: tuple[str, str], most: float = 1) -> Rows:
        """Return texts with their styles one below another, as many as fit in large letters of a scale of at `most`."""
        rows: Rows = []
        ways = [(large, scale) for large in range(len(lines), 0, -1) for scale in (1, NARROW) if scale <= most]
        for large, scale in [*ways, (0, 0)]:
            each = (self.as_wide(self.width, scale if at < large else 0) for at in range(len(lines)))
            rows = [made for frame, line in zip(each, lines, strict=True) for made in frame.words(*line)]
            if len(rows) <= self.height:
                break
        return rows

    def tell(self, text: str, most: float, lines: int = 2) -> Rows:
        """Return a text in large letters of a scale of at `most` where they fit, else in at most so many lines."""
        scales = tuple(scale for scale in SCALES if scale <= min(most, 1))
        for air in (1, 0):  # they step back behind the large ones above, by air or by their colour
            large = self.as_high(self.height - air).enlarge(text, "dim", scales)
            if large:
                return [*[EMPTY] * air, *large]
        return paragraph(text, self.width, "text", lines) if text else []

    def words(self, text: str, style: str = "text", less: int = 0) -> Block:
        """Return a text in the frame's letters, plain where it has no large ones; `less` cells are left free."""
        width = max(_LEAST, self.width - less)
        big = fit_big(text, width, _LONGEST, style, (self.scale,), tight=True) if self.scale else []
        return big or paragraph(text, width, style)


def fit_rows(blocks: Blocks, frame: Frame, name: str, of: Sequence[object], *, most: float = 1, count: int = 0) -> Rows:
    """Return blocks in the largest letters with which they fit, in columns where there is room beside, else in pages.

    The letters are of a scale of at `most`; `name` tells the list from the others of the picture, as each keeps its
    letters until a page turns. `of` is what it is made of, `count` how many there are where that is not its length.
    """
    if frame.height <= 0:
        return []
    letters = frame.letters
    lettering = letters.keep(f"{name} {most}", lambda: _lettering(blocks, count or len(of), frame, most))
    columns = lettering.columns
    column = frame.column(columns, lettering.scale)
    what = (of, lettering, frame.width, frame.height, frame.lit, frame.texts.language)
    gaps = (1,) if lettering.scale else (1, 0)  # large letters without air between them read as one text
    pages = letters.lay(name, what, lambda: _lay_out(blocks(column), columns, frame.height, gaps))
    return turned_to(pages, frame, columns)


def _lettering(blocks: Blocks, number: int, frame: Frame, largest: float) -> Lettering:
    """Return the layout with the largest letters that needs one page, or a few where plain ones are too small."""
    most = max(1, frame.width // _COLUMN)
    if number > _MANY:
        return Lettering(most, 0)
    for scale in (scale for scale in (1, NARROW) if scale <= largest and number <= MOST_LARGE):
        wide = range(1, max(1, frame.width // _LARGE_COLUMN) + 1)
        pages, columns = min((large_pages(blocks, frame, scale, columns), columns) for columns in wide)
        if pages <= (MOST_PAGES if frame.far else 1):
            return Lettering(columns, scale)
    return _plain_lettering(blocks, most, frame)


def _plain_lettering(blocks: Blocks, most: int, frame: Frame) -> Lettering:
    """Return the layout in plain letters: one page, airy or tight, else as few as can be; of equals fewest columns."""
    plain = [blocks(frame.column(columns, 0)) for columns in range(1, most + 1)]
    needed: list[int] = []
    for high, gap in ((frame.height, 1), (frame.height, 0), (frame.height - 1, 0)):
        needed = [len(set_pages(made, columns, high, gap=gap)) for columns, made in enumerate(plain, start=1)]
        if min(needed) <= 1:
            break
    return Lettering(needed.index(min(needed)) + 1, 0)


def large_pages(blocks: Blocks, frame: Frame, scale: float, columns: int = 1) -> int:
    """Return how many pages blocks need in large letters; very many where one is higher than a page, and that low."""
    made = blocks(frame.column(columns, scale))
    whole = frame.height >= _PARTED_FROM or all(len(block) <= frame.height for block in made)
    return len(_lay_out(made, columns, frame.height, (1,))) if whole else _MANY


def plain_pages(blocks: Blocks, frame: Frame) -> int:
    """Return on how few pages blocks stand in plain letters."""
    columns = _plain_lettering(blocks, max(1, frame.width // _COLUMN), frame).columns
    return len(_lay_out(blocks(frame.column(columns, 0)), columns, frame.height))


def page_rows(blocks: Sequence[Block], frame: Frame) -> Rows:
    """Return the page that is turned to, with its number where there are several; with air where all fits with it."""
    return turned_to(_lay_out(blocks, 1, frame.height), frame)


def turned_to(pages: Pages, frame: Frame, columns: int = 1) -> Rows:
    """Return the page whose turn it is, one with something new first; its number stands below where there are more."""
    if not pages:
        return []
    new = (at for at, page in enumerate(pages) if any(made.fill for column in page for made in column))
    at = next(new, frame.page % len(pages))
    rows = _set(pages[at], each_wide(frame.width, columns))
    if len(pages) == 1 or frame.height < _NUMBERED_FROM:
        return rows
    number = row((frame.texts.say("audience.page", at=at + 1, count=len(pages)), "dim"))
    rows = rows[: frame.height - 1]
    return [*rows, *[EMPTY] * (frame.height - 1 - len(rows)), ends(EMPTY, number, frame.width)]


def _lay_out(blocks: Sequence[Block], columns: int, height: int, gaps: Sequence[int] = (1, 0)) -> Pages:
    """Return the blocks on one page if they fit, the columns of one length; else on few pages, each numbered."""
    for gap in gaps:
        if len(set_pages(blocks, columns, height, gap=gap)) == 1:
            least = next(high for high in range(1, height + 1) if len(set_pages(blocks, columns, high, gap=gap)) == 1)
            return set_pages(blocks, columns, height if columns == 1 else least, gap=gap)
    high = height if height < _NUMBERED_FROM else height - 1
    return min((set_pages(blocks, columns, high, gap=gap) for gap in gaps), key=len)


def each_wide(width: int, columns: int) -> int:
    """Return how wide each column is."""
    return (width - _GAP * (columns - 1)) // columns


def set_pages(blocks: Sequence[Block], columns: int, height: int, *, gap: int) -> Pages:
    """Return the blocks set into columns of a height, so many columns a page; what is too high goes on in the next.

    A heading that stands above the block before in the same column is not said again.
    """
    if height <= 0:
        return []
    filled: list[Block] = []
    before: Block = []
    for block in blocks:
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(block[:-1], before, strict=False)))
        before = block
        if filled and len(filled[-1]) + gap + len(block) - same <= height:
            filled[-1] += [*[EMPTY] * gap, *block[same:]]
        else:
            filled += part(block, height)
    return [filled[at : at + columns] for at in range(0, len(filled), columns)]


def part(block: Block, height: int) -> Iterator[Block]:
    """Yield a block in parts of at most a height; none ends within a line of large letters that fits into one."""
    while block:
        ends_at = range(min(height, len(block)), 0, -1)
        end = next((at for at in ends_at if at == len(block) or not block[at].held), height)
        yield block[:end]
        block = block[end:]


def _set(columns: Sequence[Block], width: int) -> Rows:
    if len(columns) == 1:
        return columns[0]
    return beside([(rows, width) for rows in columns], _GAP, max(len(rows) for rows in columns))


def heading(words: str) -> Row:
    """Return a heading that steps back."""
    return row((words, "dim"))


def names_rows(names: Sequence[str], width: int, style: str = "text", *, apart: bool = False) -> Rows:
    """Return names set in a row with air between them, as many rows as they need, or `apart` each in its own."""
    lines: list[str] = []
    for name in names:
        for at, piece in enumerate(wrap(name, width)):
            if at == 0 and lines and not apart and cell_len(lines[-1]) + 3 + cell_len(piece) <= width:
                lines[-1] = f"{lines[-1]}   {piece}"
            else:
                lines.append(piece)
    return [row((line, style)) for line in lines]


def bar(share: float, width: int, style: str) -> Span:
    """Return a bar of a share of the width; what is more than nothing has at least one cell."""
    cells = max(1 if share > 0 else 0, round(min(share, 1) * width))
    return Span("█" * cells, style)
