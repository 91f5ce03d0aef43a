"""The formats by name: one call for whoever lets people choose."""

from collections.abc import Iterable
from importlib.util import find_spec
from typing import assert_never

from kpfacil.export import eml, html, markdown, pdf, text, word
from kpfacil.export.document import Doc
from kpfacil.model.formats import Format
from kpfacil.model.value import frozen


@frozen()
class Made:
    """A finished file; of a PDF also the signs that no font had and whether all readers can read it."""

    content: bytes
    replaced: tuple[str, ...] = ()
    tagged: bool = True


def usual_attachment() -> Format:
    """Return what a memo is attached as where nobody says: PDF where it can be made, else Word."""
    return "pdf" if find_spec("typst") else "docx"


def make(
    doc: Doc,
    form: Format,
    *,
    template: bytes | None = None,
    attachments: Iterable[eml.Attachment] = (),
    letter: Doc | None = None,
) -> Made:
    """Return the document in a format; `template` is for Word, `attachments` and the `letter` before it for e-mail.

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
            return Made(word.render(doc, template))
        case "eml":
            return Made(eml.render(letter or doc, attachments))
        case "pdf":
            made = pdf.render(doc)
            return Made(made.content, made.replaced, made.tagged)
        case _:
            assert_never(form)
