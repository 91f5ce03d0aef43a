"""Lists on any screen: which places are seen around the chosen one, how many more there are, and keys in rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len

from kpfacil.model.texts import Texts
from kpfacil.tui.asked import Asked, ListPlace, Press
from kpfacil.tui.paint import Row, Rows, Span, hanging, row

MOVING = ("up", "down", "left", "right", "pageup", "pagedown", "home", "end")
PAGE = 8
MARK = 3
"""How many cells the mark of a place takes."""
_MARKED_FROM = 3
"""The least rows of a list that has one left to say how many more there are."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together; `place` is the cursor's number where they can be chosen, -1 where they can't."""

    rows: tuple[Row, ...]
    place: int = -1
    heading: bool = False
    """Whether it can be chosen and yet only stands above something: it is not counted among what there is more."""


def place_block(lines: Rows, place: int, *, chosen: bool) -> Block:
    """Return a place of a list: the chosen one bears a mark, a click anywhere on it finds the place."""
    marked = zip(hanging(row((" ▸ " if chosen else "   ", "strong")), lines), lines, strict=True)
    fill = "chosen" if chosen else ""
    return Block(tuple(replace(made, does=line.does or ListPlace(place), fill=fill) for made, line in marked), place)


def move_cursor(at: int, key: str, count: int, page: int = PAGE) -> int:
    """Return the place of a list's cursor after a key, one of `MOVING`; the list has `count` places."""
    steps = {"up": -1, "left": -1, "down": 1, "right": 1, "pageup": -page, "pagedown": page}
    steps |= {"home": -count, "end": count}
    return max(0, min(count - 1, at + steps.get(key, 0)))


def seen_rows(blocks: Sequence[Block], at: int, height: int, texts: Texts) -> Rows:
    """Return the blocks that fit, whole, around the one at the place `at`; below, how many more there are."""
    here = next((index for index, block in enumerate(blocks) if block.place == at), 0)
    first, last = _around(blocks, here, height)
    more: Rows = []
    if height >= _MARKED_FROM and last - first < len(blocks):
        first, last = _around(blocks, here, height - 1)
        while here < last - 1 and last < len(blocks) and not _counts(blocks[last - 1]):
            last -= 1  # a heading stands above something
        more = [_more(sum(map(_counts, blocks[:first])), sum(map(_counts, blocks[last:])), texts)]
    rows = [line for block in blocks[first:last] for line in block.rows]
    return [*rows[: height - len(more)], *more]


def _more(above: int, below: int, texts: Texts) -> Row:
    """Return how many places there are above and below those that are seen; a click turns a page."""
    up = Span(f"↑ {above}   ", "dim", does=Press("pageup"))
    down = Span(texts.count("board.more", below), "dim", does=Press("pagedown"))
    return row("   ", *([up] if above else []), *([down] if below else []))


def _around(blocks: Sequence[Block], here: int, height: int) -> tuple[int, int]:
    """Return the range of blocks that fit with the one at `here` in their middle, as far as there are any."""
    first, last = here, min(here + 1, len(blocks))
    room = height - sum(len(block.rows) for block in blocks[first:last])
    grows = True
    while grows:
        grows = False
        if last < len(blocks) and len(blocks[last].rows) <= room:
            room, last, grows = room - len(blocks[last].rows), last + 1, True
        if first and len(blocks[first - 1].rows) <= room:
            room, first, grows = room - len(blocks[first - 1].rows), first - 1, True
    return first, last


def _counts(block: Block) -> bool:
    """Return whether a block is one of the things that the list is of: no heading and no gap."""
    return block.place >= 0 and not block.heading


def key_in_words(shown: str, label: str, does: Asked, gap: int = 2) -> tuple[Span, Span]:
    """Return a key and what it does, with a gap behind them; a click on either does it."""
    return Span(shown, "strong", does=does), Span(f" {label}{' ' * gap}", "dim", does=does)


def in_rows(groups: Iterable[Sequence[Span]], width: int, margin: int) -> Rows:
    """Return groups of spans one after another, none of them broken, in as many rows as they take."""
    rows: Rows = []
    spans, used = [Span(" " * margin)], margin
    for group in groups:
        size = sum(cell_len(span.text) for span in group)
        if used + size > width and len(spans) > 1:
            rows.append(Row(tuple(spans)))
            spans, used = [Span(" " * margin)], margin
        spans += group
        used += size
    return [*rows, Row(tuple(spans))] if len(spans) > 1 else rows
