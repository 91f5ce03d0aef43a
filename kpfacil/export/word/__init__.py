"""Word: real styles, header rows, lists that begin again at one, the municipality's own letterhead if it is given."""

from kpfacil.export.document import Doc


def render(doc: Doc, template: bytes | None = None) -> bytes:
    """Return the document as DOCX, in the styles of `template` (.docx or .dotx) where it is given.

    Raises `BadTemplate` where the template is not a Word document. The same document gives the same bytes.
    """
    from kpfacil.export.word.writer import write  # noqa: PLC0415 - python-docx, only when this format is asked for

    return write(doc, template)
