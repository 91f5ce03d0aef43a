"""Markdown: CommonMark with GFM's tables, where people's words come back as they were said."""

import re
from collections.abc import Iterable, Iterator
from itertools import count
from string import punctuation
from typing import assert_never

from kpfacil.export import document as tree

_INLINE = re.compile(r"[\\`*_\[\]<>&~|$^{}@]")
_AUTOLINK = re.compile(
    r"(?i)(?<=http)(s?):|(?<=ftp):|(?<=mailto):|(?<=xmpp):|(?<=www)\.|:(?=//)|/(?=/)"  # no links that nobody made
)
_START = re.compile(r"[#+\-=:]|\d{1,9}(?=[.)](\s|$))")
_CLOSING = re.compile(r"#+$")
_LISTED = (tree.ListBlock, tree.Facts, tree.Bars)
_SIGNS = (("- ", "."), ("* ", ")"))


def render(doc: tree.Doc) -> str:
    """Return the document as Markdown."""
    head = [_heading(1, doc.title)]
    if doc.subtitle:
        head.append(_leading(escape(doc.subtitle)))
    if doc.standing:
        head.append(f"**{escape(doc.standing)}**")
    return "\n\n".join([*head, *_blocks(doc.blocks)]) + "\n"


def escape(text: str) -> str:
    """Return one line of plain text so that a reader of CommonMark or GFM gives back that very text within a line."""
    out = _INLINE.sub(lambda m: "\\" + m[0], text)
    return _AUTOLINK.sub(lambda m: (m[1] or "") + "\\" + m[0][-1], out)


def _leading(line: str) -> str:
    """Return an escaped line so that it begins no heading, list, rule or table."""
    if start := _START.match(line):
        sign = start[0]
        return sign + "\\" + line[len(sign) :] if sign[0].isdigit() else "\\" + line
    return line


def _heading(level: int, text: str) -> str:
    """Return a heading whose own signs at the end are not taken for its closing signs."""
    closing = _CLOSING.search(text)
    words, signs = (text[: closing.start()], closing[0]) if closing else (text, "")
    return "#" * level + " " + escape(words) + "\\#" * len(signs)


def _blocks(blocks: Iterable[tree.Block]) -> Iterator[str]:
    """Yield the blocks; of two lists in a row the second has another sign, else they would be one list."""
    other = False
    before: tree.Block | None = None
    for block in blocks:
        other = isinstance(before, _LISTED) and isinstance(block, _LISTED) and not other
        yield _block(block, _SIGNS[other])
        before = block


def _block(block: tree.Block, signs: tuple[str, str]) -> str:
    bullet, mark = signs
    match block:
        case tree.Heading(level=level, text=text):
            return _heading(level + 1, text)
        case tree.Para(inlines=inlines):
            return _lines(inlines)
        case tree.ListBlock(items=items, ordered=ordered):
            starts = (f"{number}{mark} " if ordered else bullet for number in count(1))
            return "\n".join(map(_item, starts, items))
        case tree.Facts(pairs=pairs):
            return "\n".join(f"{bullet}**{escape(label)}:** " + _lines(value, "  ") for label, value in pairs)
        case tree.TableBlock():
            return _table(block)
        case tree.Bars():
            return _bars(block, bullet)
        case _:
            assert_never(block)


def _bars(bars: tree.Bars, bullet: str) -> str:
    lines = (f"{_leading(escape(p.label))}: {escape(p.shown)} {tree.bar(bars.share(p))}".rstrip() for p in bars.points)
    return f"**{escape(bars.caption)}**\n\n" + "\n".join(bullet + line for line in lines)


def _item(sign: str, inlines: tree.Inlines) -> str:
    return sign + _lines(inlines, " " * len(sign))


def _lines(inlines: tree.Inlines, indent: str = "") -> str:
    """Return lines of running text, all but the first indented."""
    lines = _inlines(inlines, "\n").split("\n")
    return f"\\\n{indent}".join(map(_leading, lines))


def _table(table: tree.TableBlock) -> str:
    rule = ("---:" if column in table.numbers else "---" for column in range(len(table.head)))
    rows = [[escape(name) for name in table.head], rule, *([_cell(cell) for cell in row] for row in table.rows)]
    lines = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return lines if table.titled else f"**{escape(table.caption)}**\n\n{lines}"


def _cell(cell: tree.Inlines) -> str:
    return _inlines(cell, "<br>")


def _inlines(inlines: tree.Inlines, line_end: str) -> str:
    pieces = [_inline(inline, line_end) for inline in inlines]
    for here in range(len(pieces) - 1):
        pieces[here], pieces[here + 1] = _neighbours(pieces[here], pieces[here + 1])
    return "".join(pieces)


def _inline(inline: tree.Inline, line_end: str) -> str:
    match inline:
        case tree.Break():
            return line_end
        case tree.Text(text=text):
            return escape(text)
        case tree.Strong(text=text) | tree.Alert(text=text):
            return f"**{escape(text)}**"
        case tree.Link(text=text, url=url):
            return f"[{escape(text)}](<{url}>)"
        case _:
            assert_never(inline)


def _neighbours(left: str, right: str) -> tuple[str, str]:
    """Return two pieces so that they do not change each other's meaning when they stand side by side.

    A `!` before a link would make a picture of it; `**` beside a letter is no emphasis where the words inside begin or
    end with punctuation, so that letter is written as its number, which counts as punctuation.
    """
    if right.startswith("[") and left.endswith("!"):
        return left[:-1] + "\\!", right
    if right.startswith("**") and _is_letter(left[-1]) and not right[2].isalnum():
        return left[:-1] + f"&#{ord(left[-1])};", right
    if left.endswith("**") and _is_letter(right[0]) and not left[-3].isalnum():
        return left, f"&#{ord(right[0])};" + right[1:]
    return left, right


def _is_letter(sign: str) -> bool:
    """Return whether a sign is surely neither space nor punctuation, or may be either (all that is not ASCII)."""
    return not sign.isspace() and sign not in punctuation
