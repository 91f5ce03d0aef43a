"""Parts of the room's pictures: one entry, a list of entries, names in a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len

from kpfacil.model.texts import Texts
from kpfacil.tui.paint import EMPTY, Row, Span, ends, row, shorten, wrap
from kpfacil.tui.pictures.words import by_when, dots
from kpfacil.views.audience_entries import WallEntry

ID_WIDTH = 5
_TEXT_LINES = 3
_WHO_MOST = 4


@dataclass(frozen=True, slots=True)
class Light:
    """What a painter needs besides the view: the language, the moment, and which ids are lit now."""

    texts: Texts
    now: datetime
    lit: frozenset[str] = frozenset()


def entry_rows(
    entry: WallEntry, width: int, light: Light, *, most: int = _TEXT_LINES, details: bool = True
) -> list[Row]:
    """Return an entry: its id at the same place always, its words, dots at the right end, and who below."""
    ground = "lit" if entry.id in light.lit else ""
    mark = dots(entry.votes)
    inner = max(8, width - ID_WIDTH - (len(mark) + 2 if mark else 0))
    lines = wrap(entry.text, inner, most)
    style = "strong" if ground else "text"
    done = "✓ " if entry.state == "done" else ""
    first = row((f"{entry.id:<{ID_WIDTH}}", entry.kind), (done, "good"), (lines[0], style), fill=ground)
    rows = [ends(first, row((mark, entry.kind)), width) if mark else first]
    rows += [row(" " * ID_WIDTH, (line, style), fill=ground) for line in lines[1:]]
    if details:
        for line in wrap(facts(entry, light), max(8, width - ID_WIDTH), 2):
            if line:
                rows.append(row(" " * ID_WIDTH, (line, "dim"), fill=ground))
    return [_filled(made, ground) for made in rows]


def _filled(made: Row, ground: str) -> Row:
    return Row(made.spans, made.does, ground) if ground else made


def facts(entry: WallEntry, light: Light) -> str:
    """Return who, by when and with what in one line, as much of it as the entry has."""
    parts = [people(entry.who), by_when(entry.due, entry.due_text, light.texts), *entry.pledges]
    if entry.theme:
        parts.append(f"#{entry.theme}")
    return " · ".join(part for part in parts if part)


def people(who: Sequence[str]) -> str:
    """Return names with commas; of very many the first ones and how many more."""
    if len(who) <= _WHO_MOST:
        return ", ".join(who)
    return f"{', '.join(who[: _WHO_MOST - 1])} + {len(who) - _WHO_MOST + 1}"


def list_rows(
    entries: Sequence[WallEntry], width: int, height: int, light: Light, *, details: bool = True, most: int = 2
) -> list[Row]:
    """Return as many entries as fit, with air between them where all fit with it; the rest as a number."""
    if height <= 0:
        return []
    seen = entries[:height]
    blocks = [entry_rows(entry, width, light, most=most, details=details) for entry in seen]
    airy = sum(len(block) + 1 for block in blocks) - 1 <= height and len(seen) == len(entries)
    rows: list[Row] = []
    for at, block in enumerate(blocks):
        last = at == len(entries) - 1
        gap = 1 if airy and rows else 0
        if len(rows) + gap + len(block) + (0 if last else 1) > height:
            return [*rows, _more(len(entries) - at, light)]
        rows += [*([EMPTY] if gap else []), *block]
    hidden = len(entries) - len(blocks)
    return [*rows[: height - 1], _more(hidden, light)] if hidden else rows


def _more(hidden: int, light: Light) -> Row:
    return row(" " * ID_WIDTH, (light.texts.count("audience.more", hidden), "dim"))


def padded(text: str, width: int) -> str:
    """Return the text in exactly `width` cells, cut with a sign or filled with spaces."""
    cut = shorten(text, width)
    return cut + " " * (width - cell_len(cut))


def heading(words: str, style: str = "dim") -> Row:
    """Return a heading that steps back."""
    return row((words, style))


def names_rows(names: Sequence[str], width: int, height: int, style: str = "text") -> list[Row]:
    """Return names set in a row with air between them, as many rows as they need, cut with a sign."""
    lines: list[str] = []
    for name in names:
        for at, piece in enumerate(wrap(name, width, 2)):
            if at == 0 and lines and cell_len(lines[-1]) + 3 + cell_len(piece) <= width:
                lines[-1] = f"{lines[-1]}   {piece}"
            else:
                lines.append(piece)
    if len(lines) > height > 0:
        lines = [*lines[: height - 1], f"{shorten(lines[height - 1], width - 2)} …"]
    return [row((line, style)) for line in lines[: max(0, height)]]


def centred(rows: Sequence[Row], width: int) -> list[Row]:
    """Return rows moved to the middle as one block."""
    block = max((made.width for made in rows), default=0)
    left = max(0, (width - block) // 2)
    return [Row((Span(" " * left), *made.spans), made.does, made.fill) for made in rows]
