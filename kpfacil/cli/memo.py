"""`kpfacil memo`: the memo of one meeting in any format."""

from collections.abc import Iterator

from kpfacil.cli.arguments import MEMO_FORMATS
from kpfacil.cli.console import Console, Misuse
from kpfacil.cli.given import Given
from kpfacil.cli.memo_files import FULL, PUBLIC, export_folder
from kpfacil.cli.papers import deliver, form_of, made, template_of, texts_of
from kpfacil.cli.places import process_of
from kpfacil.export.document import Doc
from kpfacil.export.eml import Attachment
from kpfacil.export.memo import memo as memo_of
from kpfacil.storage.files import Opened, load

_KINDS = {
    "md": "text/markdown",
    "txt": "text/plain",
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def memo(given: Given, console: Console) -> int:
    """Write the memo beside the session, or where `-o` says, and print the path."""
    form = form_of(given, MEMO_FORMATS, "md")
    template = template_of(given, form, console)
    if given.attach and form != "eml":
        raise Misuse("cli.usage.attach")
    path = console.around.path(given.file)
    opened = load(path)
    doc = _document(opened, given, console)
    content = made(doc, form, console, template=template, attachments=tuple(_attached(doc, given, console)))
    deliver(content, given.out, export_folder(path) / f"{_name(given)}.{form}", (path,), console)
    return 0


def _document(opened: Opened, given: Given, console: Console) -> Doc:
    session = opened.session
    texts = texts_of(given, session.language, console)
    return memo_of(session, texts, process_of(opened.path), given.profile)


def _name(given: Given) -> str:
    return PUBLIC if given.profile == "public" else FULL


def _attached(doc: Doc, given: Given, console: Console) -> Iterator[Attachment]:
    for form in dict.fromkeys(given.attach):
        yield Attachment(f"{_name(given)}.{form}", _KINDS[form], made(doc, form, console))
