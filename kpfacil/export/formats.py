"""The formats by name: one call for whoever lets people choose."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from kpfacil.export import docx, eml, html, markdown, pdf, text
from kpfacil.export.document import Doc
from kpfacil.model.formats import Format


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file; of a PDF also the signs that no font had and whether all readers can read it."""

    content: bytes
    replaced: tuple[str, ...] = ()
    tagged: bool = True


def make(doc: Doc, form: Format, *, template: bytes | None = None, attachments: Iterable[eml.Attachment] = ()) -> Made:
    """Return the document in a format; `template` is for Word, `attachments` for e-mail.

    Raises `MissingLibrary` (PDF without typst) and `BadTemplate`.
    """
    match form:
        case "md":
            return Made(markdown.render(doc).encode())
        case "html":
            return Made(html.render(doc).encode())
        case "txt":
            return Made(text.render(doc).encode())
        case "docx":
            return Made(docx.render(doc, template))
        case "eml":
            return Made(eml.render(doc, attachments))
        case "pdf":
            made = pdf.render(doc)
            return Made(made.content, made.replaced, made.tagged)
        case _:
            assert_never(form)
