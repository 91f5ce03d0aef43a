"""Writes a document's blocks, one after the other, as paragraphs and tables of a Word file."""

from datetime import datetime, time
from typing import assert_never

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Length, Pt
from docx.table import _Row
from docx.text.paragraph import Paragraph

from kpfacil.export.document import (
    Alert,
    Bars,
    Block,
    Break,
    Doc,
    Facts,
    Heading,
    Inlines,
    Link,
    ListBlock,
    Para,
    Strong,
    Table,
    Text,
)
from kpfacil.export.word import styles, xml
from kpfacil.export.word.template import opened, saved

_BAR = "\N{NO-BREAK SPACE}"
_BAR_LENGTH = 60


def write(doc: Doc, template: bytes | None) -> bytes:
    """Return the document as DOCX; raises `BadTemplate`."""
    document = opened(template)
    if template is None:
        styles.give_our_look(document)
        xml.hyphenate(document)
    styles.add_missing(document)
    xml.set_language(document, doc.lang)
    _set_properties(document, doc)
    document.add_paragraph(doc.title, "Title")
    if doc.subtitle:
        document.add_paragraph(doc.subtitle, "Subtitle")
    if doc.standing:
        document.add_paragraph(doc.standing, "Memo Standing")
    for block in doc.blocks:
        _write(document, block)
    _write_footer(document, doc)
    return saved(document)


def _set_properties(document: Document, doc: Doc) -> None:
    written = datetime.combine(doc.date, time())
    properties = document.core_properties
    properties.title, properties.subject, properties.language = doc.title, doc.subject, doc.lang
    properties.author = properties.last_modified_by = doc.author
    properties.created = properties.modified = written
    properties.comments = properties.keywords = ""
    properties.revision = 1


def _write(document: Document, block: Block) -> None:
    match block:
        case Heading(level=level, text=text):
            document.add_paragraph(text, f"Heading {level}")
        case Para(inlines=inlines):
            _fill(document.add_paragraph(), inlines)
        case ListBlock():
            _write_list(document, block)
        case Facts(pairs=pairs):
            for label, value in pairs:
                paragraph = document.add_paragraph(style="Memo Fact")
                paragraph.add_run(label, "Memo Label")
                paragraph.add_run("\t")
                _fill(paragraph, value)
        case Table():
            _write_table(document, block)
        case Bars():
            _write_bars(document, block)
        case _:
            assert_never(block)


def _write_list(document: Document, block: ListBlock) -> None:
    style = "List Number" if block.ordered else "List Bullet"
    number = xml.number_from_one(document, style, ordered=block.ordered)
    for item in block.items:
        paragraph = document.add_paragraph(style=style)
        xml.join_list(paragraph, number)
        _fill(paragraph, item)


def _write_table(document: Document, block: Table) -> None:
    document.add_paragraph(block.caption, "Caption").paragraph_format.keep_with_next = True
    table = document.add_table(len(block.rows) + 1, len(block.head), document.styles["Kpfacil Table"])
    table.autofit = False
    xml.describe(table, block.caption, row_header=block.row_header)
    widths = _widths(document, block.widths)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    heads: tuple[Inlines, ...] = tuple((Text(name),) for name in block.head)
    for number, (row, words) in enumerate(zip(table.rows, (heads, *block.rows), strict=True)):
        xml.keep_whole(row)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
            cell.paragraphs[0].style = document.styles["Memo Cell" if number else "Memo Column"]
        _fill_row(row, words, block.numbers)
    xml.mark_header(table.rows[0])
    document.add_paragraph().paragraph_format.space_after = Pt(4)


def _fill_row(row: _Row, words: tuple[Inlines, ...], numbers: frozenset[int]) -> None:
    for column, (cell, inlines) in enumerate(zip(row.cells, words, strict=True)):
        paragraph = cell.paragraphs[0]
        if column in numbers:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _fill(paragraph, inlines)


def _write_bars(document: Document, block: Bars) -> None:
    """Write a chart as lines of label and figure, each followed by a shaded stretch that is silent when read aloud."""
    document.add_paragraph(block.caption, "Caption").paragraph_format.keep_with_next = True
    for point in block.points:
        paragraph = document.add_paragraph(f"{point.label}: {point.shown}", "Memo Bar")
        paragraph.paragraph_format.keep_with_next = point is not block.points[-1]
        if length := round(block.share(point) * _BAR_LENGTH) or int(bool(point.value)):
            paragraph.add_run("\t")
            xml.shade(paragraph.add_run(_BAR * length), styles.ACCENT)


def _write_footer(document: Document, doc: Doc) -> None:
    """Write title, standing and page number, unless the letterhead has a footer of its own."""
    footer = document.sections[-1].footer
    if any(paragraph.text.strip() for paragraph in footer.paragraphs) or footer.tables:
        return
    paragraph = footer.paragraphs[0]
    paragraph.paragraph_format.tab_stops.add_tab_stop(_text_width(document), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(" · ".join(filter(None, (doc.title, doc.standing))) + f"\t{doc.labels.page} ")
    xml.add_field(paragraph, "PAGE")
    paragraph.add_run("/")
    xml.add_field(paragraph, "NUMPAGES")


def _text_width(document: Document) -> Length:
    section = document.sections[-1]
    return Length((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0))


def _widths(document: Document, shares: tuple[int, ...]) -> list[Length]:
    return [Length(_text_width(document) * share // sum(shares)) for share in shares]


def _fill(paragraph: Paragraph, inlines: Inlines) -> None:
    for inline in inlines:
        match inline:
            case Break():
                paragraph.add_run().add_break()
            case Text(text=text):
                paragraph.add_run(text)
            case Strong(text=text):
                paragraph.add_run(text, "Strong")
            case Alert(text=text):
                paragraph.add_run(text, "Memo Alert")
            case Link(text=text, url=url):
                xml.add_link(paragraph, text, url, "Hyperlink")
            case _:
                assert_never(inline)
