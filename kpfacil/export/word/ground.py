"""What a Word file begins as: a letterhead without its old text, or an empty file in our look."""

# ruff: noqa: SLF001 - python-docx gives the elements under its objects by these names and by no others

import re
from collections.abc import Callable, Collection, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.part import XmlPart
from docx.opc.rel import Relationships
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle

from kpfacil.export import BadTemplate, read_shipped
from kpfacil.export.word.xml import TIE

ACCENT = "0B4F79"
_USUAL_SIZE = Pt(11)
"""The size of a letterhead's letters that our labels have room for."""
_OF_ITS_OWN = ("w:next", "w:pPr/w:numPr", "w:rPr/w:rFonts")
"""What a style says of the file that it was made for: its neighbours, lists and fonts."""
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
    told = title.replace(TIE, " ")
    for paragraph in document.sections[-1].footer.paragraphs if told else ():
        if paragraph.text.replace(TIE, " ").startswith((f"{told}\t", f"{told} · ")):
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
    letters = _letters_of(document)
    for style in _ours():
        if _name(style) in known:
            continue
        for part in (found for path in _OF_ITS_OWN for found in style.xpath(path)):
            part.getparent().remove(part)
        _widen(style, letters)
        # A style's id is in the language of the Word that made the file.
        ground = grounds.get(WD_STYLE_TYPE.from_xml(style.get(qn("w:type"))))
        for based in style.findall(qn("w:basedOn")):
            if ground is None:
                style.remove(based)
            else:
                based.set(qn("w:val"), ground.style_id)
        styles.element.append(style)


def _letters_of(document: Document) -> float:
    """Return how many times larger than usual a file's letters are, at least one."""
    ground = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    size = ground.font.size if isinstance(ground, ParagraphStyle) else None
    return max(1.0, (size or _USUAL_SIZE) / _USUAL_SIZE)


def _widen(style: BaseOxmlElement, letters: float) -> None:
    """Put what stands behind a style's labels further away, for letters so many times as large as usual."""
    for measure in style.xpath("w:pPr/w:tabs/w:tab|w:pPr/w:ind"):
        for key, written in measure.items():
            measure.set(key, str(round(int(written) * letters)) if written.isdecimal() else written)


def _ours() -> Iterator[BaseOxmlElement]:
    yield from parse_xml(read_shipped("word/styles.xml")).findall(qn("w:style"))


def _name(style: BaseOxmlElement) -> str:
    """Return a style's name, the same in every language of Word."""
    return str(style.find(qn("w:name")).get(qn("w:val"))).casefold()
