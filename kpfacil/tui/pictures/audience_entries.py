"""An entry in the room's pictures, and lists of entries."""

from collections.abc import Sequence
from dataclasses import replace

from rich.cells import cell_len

from kpfacil.tui.paint import Row, ends, indent, paragraph, row
from kpfacil.tui.pictures.audience_parts import Block, Frame, Light, sized, words_rows
from kpfacil.views.cards import Shown, dots
from kpfacil.views.wall_words import facts

ID_WIDTH = 5
_MOST_KEPT = 20_000


def entry_rows(entry: Shown, width: int, light: Light, *, big: bool = False, details: bool = True) -> Block:
    """Return an entry: its id at the same place always, its words, dots at the right end, and who below."""
    key = (entry, width, entry.id in light.lit, big, details, light.texts.language)
    kept = light.letters.entries
    if key not in kept:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[key] = _entry_rows(entry, width, light, big=big, details=details)
    return kept[key]


def _entry_rows(entry: Shown, width: int, light: Light, *, big: bool, details: bool) -> Block:
    lit = entry.id in light.lit
    mark = dots(entry.votes)
    before = row((f"{entry.id:<{ID_WIDTH}}", entry.kind), ("✓ " if entry.state == "done" else "", "good"))
    inner = max(8, width - before.width - (cell_len(mark) + 2 if mark else 0))
    first, *rows = hanging(before, words_rows(entry.text, inner, "strong" if lit else "text", big=big))
    rows = [ends(first, row((mark, entry.kind)), width) if mark else first, *rows]
    below = facts(entry, light.texts) if details else ""
    rows += indent(paragraph(below, max(8, width - ID_WIDTH), "dim", 6) if below else [], ID_WIDTH)
    return shone(rows, lit=lit)


def hanging(before: Row, lines: Sequence[Row]) -> Block:
    """Return lines with something before the first, the others moved as far to the right."""
    return [row(*before.spans, *lines[0].spans), *indent(lines[1:], before.width)]


def shone(rows: Block, *, lit: bool) -> Block:
    """Return rows on the ground of what is new, if they are."""
    return [replace(made, fill="lit") for made in rows] if lit else rows


def list_rows(
    entries: Sequence[Shown], frame: Frame, *, name: str = "list", details: bool = True, large: bool = True
) -> list[Row]:
    """Return entries in the largest letters with which they fit, in columns where there is room beside, else in pages.

    `name` tells this list from the others of the picture, as each keeps its letters until a page turns.
    """

    def blocks(width: int, *, large: bool) -> list[Block]:
        return [entry_rows(entry, width, frame.light, big=large, details=details) for entry in entries]

    return sized(blocks, frame, name, entries, large=large)
