"""A document as the plain data that the PDF's template reads: words stay words, whatever signs they hold."""

from typing import assert_never

from kpfacil.export.document import (
    Alert,
    Bars,
    Block,
    Break,
    Doc,
    Facts,
    Heading,
    Inline,
    Inlines,
    Link,
    ListBlock,
    Para,
    Strong,
    Table,
    Text,
    tie,
    with_leads,
)

Data = dict[str, object]

_SOFT_HYPHEN = "\u00ad"  # typst 0.15 stops at a link that ends a paragraph with one


def as_data(doc: Doc) -> Data:
    """Return the document as values that JSON knows, named as in `content/pdf/document.typ`."""
    language, _, region = doc.lang.partition("-")
    return {
        "title": doc.title,
        "subtitle": tie(doc.subtitle),
        "standing": doc.standing,
        "author": [doc.author] if doc.author else [],
        "subject": doc.subject or None,
        "language": language,
        "region": region or None,
        "page": doc.labels.page,
        "wide": doc.wide,
        "blocks": [{**_block(block), "leads": leading} for block, leading in with_leads(doc.blocks)],
    }


def _block(block: Block) -> Data:
    match block:
        case Heading(level=level, text=text):
            return {"kind": "heading", "level": level, "text": text}
        case Para(inlines=inlines):
            return {"kind": "para", "inlines": _inlines(inlines)}
        case ListBlock(items=items, ordered=ordered):
            return {"kind": "list", "ordered": ordered, "items": [_inlines(item) for item in items]}
        case Facts(pairs=pairs):
            return {"kind": "facts", "pairs": [(label, _inlines(value)) for label, value in pairs]}
        case Table():
            return _table(block)
        case Bars(caption=caption, points=points):
            bars = [{"label": point.label, "shown": point.shown, "share": block.share(point)} for point in points]
            return {"kind": "bars", "caption": caption, "points": bars}
        case _:
            assert_never(block)


def _table(table: Table) -> Data:
    return {
        "kind": "table",
        "caption": table.caption,
        "titled": table.titled,
        "head": table.head,
        "rows": [[_inlines(cell) for cell in row] for row in table.rows],
        "widths": table.widths,
        "numbers": sorted(table.numbers),
    }


def _inlines(inlines: Inlines) -> list[Data]:
    return [_inline(inline) for inline in inlines]


def _inline(inline: Inline) -> Data:
    match inline:
        case Break():
            return {"kind": "break"}
        case Text(text=text):
            return {"kind": "text", "text": tie(text)}
        case Strong(text=text):
            return {"kind": "strong", "text": tie(text)}
        case Alert(text=text):
            return {"kind": "alert", "text": tie(text)}
        case Link(text=text, url=url):
            return {"kind": "link", "text": text.strip(_SOFT_HYPHEN) or url, "url": url}
        case _:
            assert_never(inline)
