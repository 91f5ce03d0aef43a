"""What python-docx leaves to its users: elements that it has no names for."""

# ruff: noqa: SLF001 - python-docx gives the elements under its objects by these names and by no others

from typing import Literal, cast

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.numbering import NumberingPart
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from kpfacil.export.document import DOUBLE_NAME, tie

_LEVEL = """<w:abstractNum {ns} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">
<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>"""


TIE = "\N{NO-BREAK SPACE}"
_WHOLE = "\N{NON-BREAKING HYPHEN}"


def element(name: str, **attributes: str) -> BaseOxmlElement:
    """Return an element such as `w:lang` with attributes of the same namespace."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """Add a field that Word works out itself, such as PAGE."""
    field = element("w:fldSimple", instr=instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def set_style(paragraph: Paragraph, style_id: str) -> None:
    """Give a paragraph the style of that id."""
    paragraph._p.style = style_id


def set_mark(run: Run, style_id: str) -> None:
    """Give a run the style of that id."""
    run._r.style = style_id


def add_words(paragraph: Paragraph, text: str) -> Run:
    """Add words whose amounts, dates and double names no line ends within, and return their run."""
    run = paragraph.add_run()
    whole = DOUBLE_NAME.sub(lambda name: name[0].replace("-", _WHOLE), tie(text, ranges=False))
    for at, part in enumerate(whole.split(_WHOLE)):
        if at:
            run._r.append(OxmlElement("w:noBreakHyphen"))
        run.add_text(part)
    return run


def add_link(paragraph: Paragraph, text: str, url: str) -> Run:
    """Add words that lead to an address, and return their run."""
    made = element("w:hyperlink")
    made.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    made.append(run._r)
    paragraph._p.append(made)
    return run


def shade(run: Run, colour: str) -> None:
    """Give a run a background."""
    run._r.get_or_add_rPr().append(element("w:shd", val="clear", color="auto", fill=colour))


def mark_row(row: _Row, mark: Literal["w:tblHeader", "w:cantSplit"]) -> None:
    """Make a row the header, repeated on each page and told to readers of the screen, or keep it on one page."""
    row._tr.get_or_add_trPr().append(element(mark))


def describe(table: Table, caption: str, *, row_header: bool) -> None:
    """Tell the table's caption and its headers to readers of the screen."""
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblLook")):
        properties.remove(old)
    look = {"firstRow": "1", "lastRow": "0", "firstColumn": str(int(row_header)), "lastColumn": "0"}
    properties.append(element("w:tblLook", val="04A0" if row_header else "0420", **look, noHBand="1", noVBand="1"))
    properties.append(element("w:tblCaption", val=caption))


def set_language(document: Document, language: str) -> None:
    """Set the language that the spelling check and a reader of the screen take for the text."""
    defaults = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    for properties in defaults:
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        properties.append(element("w:lang", val=language, eastAsia=language, bidi="ar-SA"))
    settings = document.settings.element
    for old in settings.findall(qn("w:themeFontLang")):
        old.set(qn("w:val"), language)


def hyphenate(document: Document) -> None:
    """Let Word hyphenate a file of our own look; in its ordered settings this one follows the tab stop."""
    settings = document.settings.element
    settings.find(qn("w:defaultTabStop")).addnext(element("w:autoHyphenation"))


def number_from_one(document: Document, style: str, *, ordered: bool) -> int:
    """Return the number of a new list in the look of the style, beginning at one."""
    numbering = _numbering(document)
    abstract = _abstract_of(document, numbering, style)
    if abstract is None:
        abstract = _add_abstract(numbering, ordered=ordered)
    numbers = [int(number) for number in numbering.xpath("w:num/@w:numId")]
    number = max(numbers, default=0) + 1
    made = element("w:num", numId=str(number))
    made.append(element("w:abstractNumId", val=str(abstract)))
    if ordered:
        level = element("w:lvlOverride", ilvl="0")
        level.append(element("w:startOverride", val="1"))
        made.append(level)
    numbering.insert(len(numbering.xpath("w:abstractNum")) + len(numbers), made)
    return number


def join_list(paragraph: Paragraph, number: int) -> None:
    """Make a paragraph an item of the list of that number."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def _numbering(document: Document) -> BaseOxmlElement:
    """Return the lists of the document, made where a letterhead has none."""
    part = document.part
    try:
        related = cast("XmlPart", part.part_related_by(RELATIONSHIP_TYPE.NUMBERING))
    except KeyError:
        empty = parse_xml(f"<w:numbering {nsdecls('w')}/>")
        name = PackURI("/word/numbering.xml")
        related = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, empty, part.package)
        part.relate_to(related, RELATIONSHIP_TYPE.NUMBERING)
    numbering: BaseOxmlElement = related.element
    return numbering


def _abstract_of(document: Document, numbering: BaseOxmlElement, style: str) -> int | None:
    """Return the look that a list style has of its own, or None."""
    numbers = document.styles[style].element.xpath("w:pPr/w:numPr/w:numId/@w:val")
    found = [numbering.xpath(f"w:num[@w:numId='{int(number)}']/w:abstractNumId/@w:val") for number in numbers]
    return next((int(abstract) for abstracts in found for abstract in abstracts), None)


def _add_abstract(numbering: BaseOxmlElement, *, ordered: bool) -> int:
    taken = [int(number) for number in numbering.xpath("w:abstractNum/@w:abstractNumId")]
    number = max(taken, default=-1) + 1
    kind, sign = ("decimal", "%1.") if ordered else ("bullet", "•")
    numbering.insert(len(taken), parse_xml(_LEVEL.format(ns=nsdecls("w"), number=number, kind=kind, sign=sign)))
    return number
