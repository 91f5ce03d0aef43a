"""Plain text for e-mail and old printers: wrapped lines, tables as numbered records instead of columns."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import assert_never

from kpfacil.export import document as tree

_TIE = "\ue000"
"""A sign of nobody's that keeps two words on one line until the lines are made."""

WIDTH = 72
"""The longest line in characters; a longer word or address is not cut."""


def render(doc: tree.Doc) -> str:
    """Return the document as plain text with LF line ends."""
    head = [_underline(doc.title, "="), *(_wrap(line) for line in (doc.subtitle, doc.standing) if line)]
    return "\n\n".join(["\n".join(head), *map(_block, doc.blocks)]) + "\n"


def _block(block: tree.Block) -> str:
    match block:
        case tree.Heading(level=level, text=text):
            return "\n" + _underline(text, "-") if level == 1 else _wrap(text)
        case tree.Para(inlines=inlines):
            return _inlines(inlines)
        case tree.ListBlock(items=items, ordered=ordered):
            return "\n".join(_items(items, ordered=ordered))
        case tree.Facts(pairs=pairs):
            return "\n".join(
                _inlines((tree.Text(f"{label}: "), *value), rest="  ", hang="  ") for label, value in pairs
            )
        case tree.TableBlock():
            return _table(block)
        case tree.Bars():
            return _bars(block)
        case _:
            assert_never(block)


def _bars(bars: tree.Bars) -> str:
    lines = (f"{p.label}: {p.shown} {tree.bar(bars.share(p))}".rstrip() for p in bars.points)
    return "\n".join([_wrap(f"{bars.caption}:"), *(_wrap(line, "  ", "    ") for line in lines)])


def _table(table: tree.TableBlock) -> str:
    """Return the rows as numbered records: columns need a fixed width of letter and confuse a reader of the screen."""
    records = (_record(number, table.head, row) for number, row in enumerate(table.rows, 1))
    return "\n\n".join([*([] if table.titled else [_wrap(f"{table.caption}:")]), *records])


def _record(number: int, head: tuple[str, ...], row: tuple[tree.Inlines, ...]) -> str:
    start = f"{number}. "
    indent = " " * len(start)
    fields = [(tree.Text(f"{name}: "), *cell) for name, cell in zip(head, row, strict=True) if cell]
    lines = [_inlines(inlines, indent, indent + "  ") for inlines in fields]
    return start + "\n".join(lines)[len(start) :]


def _items(items: Iterable[tree.Inlines], *, ordered: bool) -> Iterator[str]:
    return (_inlines(item, f"{number}. " if ordered else "- ") for number, item in enumerate(items, 1))


def _inlines(inlines: tree.Inlines, first: str = "", rest: str = "", hang: str = "") -> str:
    """Return wrapped lines; `rest` begins all lines but the first, as wide as `first` where it is not given.

    A line that was wrapped goes on behind `rest` and `hang`: so it is not taken for one that people began.
    """
    rest = rest or " " * len(first)
    lines = "".join(map(_inline, inlines)).split("\n")
    wrapped = [_wrap(line, rest if number else first, rest + hang) for number, line in enumerate(lines)]
    return "\n".join(wrapped)


def _inline(inline: tree.Inline) -> str:
    match inline:
        case tree.Break():
            return "\n"
        case tree.Text(text=text) | tree.Strong(text=text):
            return text
        case tree.Alert(text=text):
            return f"! {text}"
        case tree.Link(text=text, url=url):
            return text if url in (text, f"mailto:{text}") else f"{text} ({url})"
        case _:
            assert_never(inline)


def _underline(text: str, sign: str) -> str:
    wrapped = _wrap(text)
    return f"{wrapped}\n{sign * max(map(len, wrapped.splitlines()))}"


def _wrap(text: str, first: str = "", rest: str = "") -> str:
    wrapper = textwrap.TextWrapper(
        WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
    return wrapper.fill(tree.tie(text, _TIE, ranges=False)).replace(_TIE, " ")
