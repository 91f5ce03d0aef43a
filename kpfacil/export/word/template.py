"""The letterhead a Word file begins from, and the package it ends as."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError

from kpfacil.export.errors import BadTemplate

_TYPES = "[Content_Types].xml"
_TEMPLATE = (b"wordprocessingml.template.main+xml", b"ms-word.template.macroEnabledTemplate.main+xml")
_DOCUMENT = b"wordprocessingml.document.main+xml"


def opened(template: bytes | None) -> Document:
    """Return the template as a document to write on, or an empty one; raises `BadTemplate`."""
    if template is None:
        return docx.Document()
    try:
        document = docx.Document(BytesIO(_as_document(template)))
    except (BadZipFile, OpcError, KeyError, ValueError, SyntaxError) as error:
        raise BadTemplate(str(error)) from error
    _drop_empty_end(document)
    return document


def saved(document: Document) -> bytes:
    """Return the file's bytes, without the time of packing: the same document is the same file."""
    packed = BytesIO()
    document.save(packed)
    return _repacked(packed.getvalue(), lambda _name, content: content)


def _as_document(template: bytes) -> bytes:
    """Return a .dotx as a .docx: they differ by the name of their content type alone."""

    def named(name: str, content: bytes) -> bytes:
        if name == _TYPES:
            for kind in _TEMPLATE:
                content = content.replace(kind, _DOCUMENT)
        return content

    return _repacked(template, named)


def _repacked(package: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = ZipInfo(name)
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, change(name, source.read(name)))
    return out.getvalue()


def _drop_empty_end(document: Document) -> None:
    """Take away the empty paragraphs that a letterhead ends with: the memo begins there."""
    for paragraph in reversed(document.paragraphs):
        element = paragraph._p  # noqa: SLF001 - python-docx has no other way to remove one
        if paragraph.text or len(element.xpath(".//w:drawing|.//w:pict|.//w:sectPr")) or element.getnext() is None:
            break
        element.getparent().remove(element)
