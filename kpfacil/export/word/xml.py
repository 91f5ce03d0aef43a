"""What python-docx leaves to its users: elements that it has no names for, letterheads, and packing without a clock."""

# ruff: noqa: SLF001 - python-docx gives the elements under its objects by these names and by no others

import re
from collections.abc import Callable, Collection
from io import BytesIO
from typing import cast
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.opc.rel import Relationships
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.numbering import NumberingPart
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from kpfacil.export import BadTemplate
from kpfacil.export.document import DOUBLE_NAME, tie

_LEVEL = """<w:abstractNum {ns} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">
<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>"""


_TIE = "\N{NO-BREAK SPACE}"
_WHOLE = "\N{NON-BREAKING HYPHEN}"
_TYPES = "[Content_Types].xml"
_TEMPLATE = (b"wordprocessingml.template.main+xml", b"ms-word.template.macroEnabledTemplate.main+xml")
_DOCUMENT = b"wordprocessingml.document.main+xml"
_SAID = re.compile(r"(?:[!,]|(?:\S+\s+){3}.*[.?])\Z|.{100}")
"""How a paragraph reads that speaks to somebody, which the lines of a letterhead do not."""
_MADE_OF = ("officeDocument", "core-properties", "styles", "settings", "fontTable", "theme", "numbering")
"""What a file of Word is made of, as the last words of its relations; people's words stand in none of them."""
_POINTERS = (
    "settings/w:attachedTemplate",
    "settings/w:mailMerge",
    "settings/w:docVars",
    "settings/w:footnotePr",
    "settings/w:endnotePr",
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "footnoteReference",
    "endnoteReference",
)


def open_document(template: bytes | None) -> Document:
    """Return the template as a document to write on, or an empty one; raises `BadTemplate`."""
    try:
        document = docx.Document(BytesIO(_as_document(template)) if template is not None else None)
    except (BadZipFile, OpcError, KeyError, ValueError, SyntaxError) as error:
        raise BadTemplate(str(error)) from error
    if template is not None:
        _drop_old_text(document)
        _drop_empty_end(document)
    _drop_strangers(document)
    return document


def document_bytes(document: Document) -> bytes:
    """Return the file's bytes, without the time of packing: the same document is the same file."""
    packed = BytesIO()
    document.save(packed)
    return _repack(packed.getvalue(), lambda _name, content: content)


def _as_document(template: bytes) -> bytes:
    """Return a .dotx as a .docx: they differ by the name of their content type alone."""

    def rename_type(name: str, content: bytes) -> bytes:
        if name == _TYPES:
            for kind in _TEMPLATE:
                content = content.replace(kind, _DOCUMENT)
        return content

    return _repack(template, rename_type)


def _repack(package: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = ZipInfo(name)
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, change(name, source.read(name)))
    return out.getvalue()


def _drop_old_text(document: Document) -> None:
    """Take away a title or heading, what follows it, and the footer that tells it; all of a letter that has none.

    An earlier memo or letter tells nothing in the next one.
    """
    _drop_footer_of(document, document.core_properties.title)
    titles = [one for one in document.paragraphs if one.style and str(one.style.name).startswith(("Title", "Heading"))]
    if titles:
        _drop_footer_of(document, titles[0].text)
        first = titles[0]._p
    elif any(_SAID.search(paragraph.text.strip()) for paragraph in document.paragraphs):
        first = document.element.body[0]
    else:
        return
    for old in [first, *first.itersiblings()]:
        if old.tag != qn("w:sectPr"):
            old.getparent().remove(old)


def _drop_footer_of(document: Document, title: str) -> None:
    told = title.replace(_TIE, " ")
    for paragraph in document.sections[-1].footer.paragraphs if told else ():
        if paragraph.text.replace(_TIE, " ").startswith((f"{told}\t", f"{told} · ")):
            paragraph.clear().paragraph_format.tab_stops.clear_all()


def _drop_strangers(document: Document) -> None:
    """Take away what no reader sees and tells of others: comments, who changed what, old properties, pictures, links.

    Only what the text that is left refers to stays in the file, and what a file of Word is made of; changes that wait
    for an answer are taken as made.
    """
    package = document.part.package
    _drop_unused(package.rels, ())
    for part in package.iter_parts():
        if isinstance(part, XmlPart):
            _take_changes(part.element)
            _drop_unused(part.rels, set(part.element.xpath("//@r:*")))
    properties = document.core_properties._element
    for old in list(properties):
        properties.remove(old)


def _drop_unused(relations: Relationships, used: Collection[str]) -> None:
    for name, relation in list(relations.items()):
        if name not in used and relation.reltype.rpartition("/")[2] not in _MADE_OF:
            del relations[name]


def _take_changes(root: BaseOxmlElement) -> None:
    """Take tracked changes as made, and away what points to comments, notes and files that are not there any more."""
    for found in root.xpath(" | ".join(f"//w:{name}" for name in ("*[@w:author]", *_POINTERS))):
        for child in list(found) if found.tag in (qn("w:ins"), qn("w:moveTo")) else ():
            found.addprevious(child)
        found.getparent().remove(found)


def _drop_empty_end(document: Document) -> None:
    """Take away the empty paragraphs that a letterhead ends with: the memo begins there."""
    for paragraph in reversed(document.paragraphs):
        found = paragraph._p
        if paragraph.text or len(found.xpath(".//w:drawing|.//w:pict|.//w:sectPr")) or found.getnext() is None:
            break
        found.getparent().remove(found)


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
    whole = DOUBLE_NAME.sub(lambda name: name[0].replace("-", _WHOLE), tie(text))
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


def mark_header(row: _Row) -> None:
    """Make a row the table's header, repeated on each page and told to readers of the screen."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def keep_whole(row: _Row) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


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
