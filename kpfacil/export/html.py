"""HTML: one file without anything from outside, for reading, publishing and printing."""

from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import assert_never

from kpfacil.export import document as tree
from kpfacil.export import read_shipped

_LINE = 1.45
"""How high a line of a table is, in letters."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render(doc: tree.Doc) -> str:
    """Return the document as an HTML page."""
    tables = [block for block in doc.blocks if isinstance(block, tree.TableBlock)]
    names = iter(_names(tables))
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(doc.lang)}">',
        *_head(doc, tables),
        "<body>",
        "<main>",
        *_title(doc),
        *_blocks(doc.blocks, names),
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _head(doc: tree.Doc, tables: list[tree.TableBlock]) -> Iterator[str]:
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{escape(doc.title)}</title>"
    for name, content in (("author", doc.author), ("description", doc.subject)):
        if content:
            yield f'<meta name="{name}" content="{escape(content)}">'
    yield "<style>"
    yield read_shipped("html/document.css").decode().replace("\r\n", "\n").rstrip()
    yield from _widths(tables)
    yield "</style>"
    yield "</head>"


def _widths(tables: list[tree.TableBlock]) -> Iterator[str]:
    """Yield the columns' widths, each once for all tables that share it."""
    for share in sorted({share for table in tables for share in _shares(table)}):
        yield f".w{share} {{ width: {share}%; }}"
    for room in sorted({table.room for table in tables if table.room}):
        yield f".r{room} tbody tr {{ height: {room * _LINE:g}em; }}"


def _shares(table: tree.TableBlock) -> list[int]:
    return [round(100 * width / sum(table.widths)) for width in table.widths]


def _names(tables: list[tree.TableBlock]) -> list[str]:
    """Return each table's caption, with a running number where it comes again: regions need their own names."""
    seen: Counter[str] = Counter()
    names: list[str] = []
    for table in tables:
        seen[table.caption] += 1
        names.append(table.caption if seen[table.caption] == 1 else f"{table.caption} {seen[table.caption]}")
    return names


def _title(doc: tree.Doc) -> Iterator[str]:
    yield "<header>"
    yield f"<h1>{escape(doc.title)}</h1>"
    for name, text in (("subtitle", doc.subtitle), ("standing", doc.standing)):
        if text:
            yield f'<p class="{name}">{escape(tree.tie(text))}</p>'
    yield "</header>"


def _blocks(blocks: tuple[tree.Block, ...], names: Iterator[str]) -> Iterator[str]:
    for block, leading in tree.with_leads(blocks):
        if isinstance(block, tree.Para) and leading:
            yield f'<p class="lead">{_inlines(block.inlines)}</p>'
        else:
            yield from _block(block, names)


def _block(block: tree.Block, names: Iterator[str]) -> Iterator[str]:
    match block:
        case tree.Heading(level=level, text=text):
            yield f"<h{level + 1}>{escape(text)}</h{level + 1}>"
        case tree.Para(inlines=inlines):
            yield f"<p>{_inlines(inlines)}</p>"
        case tree.ListBlock(items=items, ordered=ordered):
            kind = "ol" if ordered else "ul"
            yield f"<{kind}>"
            yield from (f"<li>{_inlines(item)}</li>" for item in items)
            yield f"</{kind}>"
        case tree.Facts(pairs=pairs):
            yield '<dl class="facts">'
            yield from (f"<div><dt>{escape(key)}</dt><dd>{_inlines(value)}</dd></div>" for key, value in pairs)
            yield "</dl>"
        case tree.TableBlock():
            yield from _table(block, next(names))
        case tree.Bars():
            yield from _bars(block)
        case _:
            assert_never(block)


def _table(table: tree.TableBlock, name: str) -> Iterator[str]:
    """Yield a table in a part of the page that scrolls by itself, by the keyboard too: the page never does."""
    yield f'<section class="scroll" tabindex="0" aria-label="{escape(name)}">'
    yield f'<table class="r{table.room}">' if table.room else "<table>"
    hidden = ' class="hidden"' if table.titled else ""
    yield f"<caption{hidden}>{escape(table.caption)}</caption>"
    yield "<thead>"
    names = zip(table.head, _shares(table), range(len(table.head)), strict=True)
    heads = (f'<th scope="col" class="w{share}{_number(table, at)}">{escape(head)}</th>' for head, share, at in names)
    yield f"<tr>{''.join(heads)}</tr>"
    yield "</thead>"
    yield "<tbody>"
    for row in table.rows:
        yield f"<tr>{''.join(_cell(table, column, cell) for column, cell in enumerate(row))}</tr>"
    yield "</tbody>"
    yield "</table>"
    yield "</section>"


def _cell(table: tree.TableBlock, column: int, cell: tree.Inlines) -> str:
    kind = f' class="{number.strip()}"' if (number := _number(table, column)) else ""
    if table.row_header and column == 0:
        return f'<th scope="row"{kind}>{_inlines(cell)}</th>'
    return f'<td{kind} data-label="{escape(table.head[column])}">{_inlines(cell)}</td>'


def _number(table: tree.TableBlock, column: int) -> str:
    return " number" if column in table.numbers else ""


def _bars(bars: tree.Bars) -> Iterator[str]:
    """Yield a chart as a list of labels and figures, which is its text; the drawn bars say nothing more."""
    yield '<figure class="bars">'
    yield f"<figcaption>{escape(bars.caption)}</figcaption>"
    yield "<ul>"
    for point in bars.points:
        length = f'<rect class="length" width="{bars.share(point) * 100:.4g}" height="8"/>' if point.value else ""
        drawn = (
            '<svg aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none">'
            f'<rect class="track" width="100" height="8"/>{length}</svg>'
        )
        label, shown = escape(point.label), escape(point.shown)
        yield f'<li><span>{label}</span> {drawn} <span class="value">{shown}</span></li>'
    yield "</ul>"
    yield "</figure>"


def _inlines(inlines: tree.Inlines) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: tree.Inline) -> str:
    match inline:
        case tree.Break():
            return "<br>"
        case tree.Text(text=text):
            return _words(text)
        case tree.Strong(text=text):
            return f"<strong>{_words(text)}</strong>"
        case tree.Alert(text=text):
            return f'<strong class="alert">{_words(text)}</strong>'
        case tree.Link(text=text, url=url):
            return f'<a href="{escape(url)}">{escape(text)}</a>'
        case _:
            assert_never(inline)


def _words(text: str) -> str:
    return tree.DOUBLE_NAME.sub(r'<span class="whole">\g<0></span>', escape(tree.tie(text)))
