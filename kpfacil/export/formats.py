"""The formats by name: one call for whoever lets people choose."""

from collections.abc import Iterable
from importlib.util import find_spec
from typing import assert_never

from kpfacil.export import Made, eml, html, markdown, pdf, text
from kpfacil.export.document import Doc
from kpfacil.model.formats import Format


def usual_attachment() -> Format:
    """Return what a memo is attached as where nobody says: PDF where it can be made, else Word."""
    return "pdf" if find_spec("typst") else "docx"


def make(
    doc: Doc,
    form: Format,
    *,
    template: bytes | None = None,
    attachments: Iterable[eml.Attachment] = (),
) -> Made:
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
            from kpfacil.export.word import render  # noqa: PLC0415 - python-docx, only when this format is asked for

            return Made(render(doc, template))
        case "eml":
            return Made(eml.render(doc, attachments))
        case "pdf":
            return pdf.render(doc)
        case _:
            assert_never(form)
