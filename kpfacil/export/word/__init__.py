"""Word: real styles, header rows, lists that begin again at one, the municipality's own letterhead if it is given."""

from datetime import datetime, time
from typing import assert_never

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from kpfacil.export import document as tree
from kpfacil.export.word import ground, xml

_BAR = "\N{NO-BREAK SPACE}"
_BAR_LENGTH = 60
_LONGEST_LABEL = 20
"""The label of a fact, in letters, that its value still stands beside."""


def render(doc: tree.Doc, template: bytes | None = None) -> bytes:
    """Return the document as DOCX, in the styles of `template` (.docx or .dotx) where it is given.

    Raises `BadTemplate` where the template is not a Word document. The same document gives the same bytes.
    """
    document = ground.open_document(template)
    if template is None:
        ground.give_our_look(document, wide=doc.wide)
        xml.hyphenate(document)
    ground.add_missing(document)
    xml.set_language(document, doc.lang)
    _set_properties(document, doc)
    writer = _Writer(document)
    writer.write_head(doc)
    for block, leading in tree.with_leads(doc.blocks):
        writer.write(block, leading=leading)
    _write_footer(document, doc)
    return ground.document_bytes(document)


class _Writer:
    """Writes blocks at the end of a document.

    It knows the styles' ids: python-docx looks each up anew, which takes half a minute for a thousand rows.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._ids = {style.name: style.style_id for style in document.styles}

    def write_head(self, doc: tree.Doc) -> None:
        """Write the title, and what is said under it."""
        for style, text in (("Title", doc.title), ("Subtitle", doc.subtitle), ("Memo Standing", doc.standing)):
            if text:
                self._add(style, (tree.Text(text),))

    def write(self, block: tree.Block, *, leading: bool = False) -> None:
        """Write one block; a `leading` paragraph stays on the page of what follows it."""
        match block:
            case tree.Heading(level=level, text=text):
                self._add(f"Heading {level}", (tree.Text(text),)).paragraph_format.keep_with_next = True
            case tree.Para(inlines=inlines):
                self._add("", inlines).paragraph_format.keep_with_next = leading or None
            case tree.ListBlock():
                self._write_list(block)
            case tree.Facts(pairs=pairs):
                for label, value in pairs:
                    self._write_fact(label, value)
            case tree.TableBlock():
                self._write_table(block)
            case tree.Bars():
                self._write_bars(block)
            case _:
                assert_never(block)

    def _write_list(self, block: tree.ListBlock) -> None:
        style = "List Number" if block.ordered else "List Bullet"
        number = xml.number_from_one(self._document, style, ordered=block.ordered)
        for item in block.items:
            xml.join_list(self._add(style, item), number)

    def _write_fact(self, label: str, value: tree.Inlines) -> None:
        paragraph = self._add("Memo Fact")
        self._mark(paragraph.add_run(label), "Memo Label")
        if len(label) <= _LONGEST_LABEL:
            paragraph.add_run("\t")
        else:
            paragraph.add_run().add_break()
        self._fill(paragraph, value)

    def _write_table(self, block: tree.TableBlock) -> None:
        if not block.titled:
            self._add("Caption", (tree.Text(block.caption),)).paragraph_format.keep_with_next = True
        table = self._document.add_table(len(block.rows) + 1, len(block.head), self._document.styles["Kpfacil Table"])
        table.autofit = False
        xml.describe(table, block.caption, row_header=block.row_header)
        room = _text_width(self._document)
        widths = [Length(room * share // sum(block.widths)) for share in block.widths]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        heads: tuple[tree.Inlines, ...] = tuple((tree.Text(name),) for name in block.head)
        style = "Memo Column"
        for row, words in zip(table.rows, (heads, *block.rows), strict=True):
            xml.mark_row(row, "w:cantSplit")
            for column, (cell, inlines) in enumerate(zip(row.cells, words, strict=True)):
                cell.width = widths[column]
                self._fill_cell(cell.paragraphs[0], style, inlines, number=column in block.numbers)
            style = "Memo Cell"
        for row in table.rows[1:] if block.room else ():
            row.height = Pt(_LINE * block.room)
        xml.mark_row(table.rows[0], "w:tblHeader")
        self._add("").paragraph_format.space_after = Pt(4)

    def _fill_cell(self, paragraph: Paragraph, style: str, inlines: tree.Inlines, *, number: bool) -> None:
        xml.set_style(paragraph, self._ids[style])
        if number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._fill(paragraph, inlines)

    def _write_bars(self, block: tree.Bars) -> None:
        """Write a chart as lines of label and figure, each followed by a shaded stretch that nobody hears."""
        self._add("Caption", (tree.Text(block.caption),)).paragraph_format.keep_with_next = True
        for point in block.points:
            paragraph = self._add("Memo Bar", (tree.Text(f"{point.label}: {point.shown}"),))
            paragraph.paragraph_format.keep_with_next = point is not block.points[-1]
            if length := round(block.share(point) * _BAR_LENGTH) or int(bool(point.value)):
                paragraph.add_run("\t")
                xml.shade(paragraph.add_run(_BAR * length), ground.ACCENT)

    def _add(self, style: str, inlines: tree.Inlines = ()) -> Paragraph:
        paragraph = self._document.add_paragraph()
        if style:
            xml.set_style(paragraph, self._ids[style])
        self._fill(paragraph, inlines)
        return paragraph

    def _fill(self, paragraph: Paragraph, inlines: tree.Inlines) -> None:
        for inline in inlines:
            match inline:
                case tree.Break():
                    paragraph.add_run().add_break()
                case tree.Text(text=text):
                    xml.add_words(paragraph, text)
                case tree.Strong(text=text):
                    self._mark(xml.add_words(paragraph, text), "Strong")
                case tree.Alert(text=text):
                    self._mark(xml.add_words(paragraph, text), "Memo Alert")
                case tree.Link(text=text, url=url):
                    run = xml.add_link(paragraph, text, url)
                    self._mark(run, "Hyperlink")
                case _:
                    assert_never(inline)

    def _mark(self, run: Run, style: str) -> None:
        xml.set_mark(run, self._ids[style])


_LINE = 15
"""How high a line of a table to write in is, in points."""
_LONGEST_PROPERTY = 255
"""How long a property of a Word file may be, in characters."""


def _set_properties(document: Document, doc: tree.Doc) -> None:
    written = datetime.combine(doc.date, time())
    properties = document.core_properties
    properties.title, properties.subject = doc.title[:_LONGEST_PROPERTY], doc.subject[:_LONGEST_PROPERTY]
    properties.language = doc.lang
    properties.author = properties.last_modified_by = doc.author[:_LONGEST_PROPERTY]
    properties.created = properties.modified = written
    properties.revision = 1


def _write_footer(document: Document, doc: tree.Doc) -> None:
    """Write title, standing and page number, unless the letterhead has a footer of its own."""
    footer = document.sections[-1].footer
    if any(paragraph.text.strip() for paragraph in footer.paragraphs) or footer.tables:
        return
    paragraph = footer.paragraphs[0]
    usual = paragraph.style.paragraph_format.tab_stops if paragraph.style else ()
    for stop in usual:  # the page number stands at no other place
        paragraph.paragraph_format.tab_stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    paragraph.paragraph_format.tab_stops.add_tab_stop(_text_width(document), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(" · ".join(filter(None, (doc.title, doc.standing))) + f"\t{doc.labels.page} ")
    xml.add_field(paragraph, "PAGE")
    paragraph.add_run("/")
    xml.add_field(paragraph, "NUMPAGES")


def _text_width(document: Document) -> Length:
    section = document.sections[-1]
    return Length((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0))
