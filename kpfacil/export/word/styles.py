"""The look of a Word file: styles that ship as data and its readers can change; a letterhead's own are left alone."""

from collections.abc import Iterator

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm

from kpfacil.export import read_shipped

ACCENT = "0B4F79"
_OF_ITS_OWN = ("w:next", "w:pPr/w:numPr", "w:rPr/w:rFonts")
"""What a style says of the file that it was made for: its neighbours, lists and fonts."""


def give_our_look(document: Document, *, wide: bool = False) -> None:
    """Give a file of our own our page and our styles; a `wide` one lies on its side."""
    section = document.sections[0]
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if wide else (Cm(21), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(2.2), Cm(2)
    document.styles["Footer"].paragraph_format.tab_stops.clear_all()  # made for another width of paper
    known = {_name(style): style for style in document.styles.element.findall(qn("w:style"))}
    for style in _ours():
        if (old := known.get(_name(style))) is not None:
            old.getparent().replace(old, style)


def add_missing(document: Document) -> None:
    """Add the styles that our documents use and the file lacks, on the ground of its own."""
    styles = document.styles
    known = {_name(style) for style in styles.element.findall(qn("w:style"))}
    grounds = {kind: styles.default(kind) for kind in (WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.TABLE)}
    for style in _ours():
        if _name(style) in known:
            continue
        for part in (found for path in _OF_ITS_OWN for found in style.xpath(path)):
            part.getparent().remove(part)
        # A style's id is in the language of the Word that made the file.
        ground = grounds.get(WD_STYLE_TYPE.from_xml(style.get(qn("w:type"))))
        for based in style.findall(qn("w:basedOn")):
            if ground is None:
                style.remove(based)
            else:
                based.set(qn("w:val"), ground.style_id)
        styles.element.append(style)


def _ours() -> Iterator[BaseOxmlElement]:
    yield from parse_xml(read_shipped("word/styles.xml")).findall(qn("w:style"))


def _name(style: BaseOxmlElement) -> str:
    """Return a style's name, the same in every language of Word."""
    return str(style.find(qn("w:name")).get(qn("w:val"))).casefold()
