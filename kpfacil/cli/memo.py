"""`kpfacil memo`: the memo of one meeting in any format, and the page of all memos of a table."""

import os
from collections.abc import Iterator
from pathlib import Path

from kpfacil.cli.console import Console, Misuse, Refusal
from kpfacil.cli.given import Given
from kpfacil.cli.papers import deliver, form_of, make_in, template_of, texts_of
from kpfacil.cli.places import export_folder, others_of, process_of, settings_of, the_table
from kpfacil.cli.proof import warn_of_waiting
from kpfacil.export.document import Doc
from kpfacil.export.eml import Attachment
from kpfacil.export.index import Filed, index_page
from kpfacil.export.memo import memo as memo_of
from kpfacil.model.formats import CONTENT_TYPES, FORMATS
from kpfacil.model.moments import with_beginning
from kpfacil.storage.files import Opened, load

FULL, PUBLIC = "muistio", "muistio-julkinen"
"""The names of the participants' and the public memo, without their endings."""


def memo(given: Given, console: Console) -> int:
    """Write the memo beside the session, or where `-o` says, and print the path; with `--index` the table's page."""
    if given.index:
        return index(given, console)
    path = console.around.path(given.file)
    settings = settings_of(path.parent, console)
    usual = given.form is None and given.out is None
    forms = settings.formats if usual and settings.formats else (form_of(given, FORMATS, "md"),)
    templates = [template_of(given, form, settings, console) for form in forms]
    if given.attach and forms != ("eml",):
        raise Misuse("cli.usage.attach")
    opened = load(path)
    doc = _document(opened, given, console)
    if given.profile == "public":
        warn_of_waiting(opened, console)
    for form, template in zip(forms, templates, strict=True):
        attachments = tuple(_attached(doc, given, console))
        content = make_in(doc, form, console, template=template, attachments=attachments)
        deliver(content, given, export_folder(path) / f"{_name(given)}.{form}", (path,), console)
    return 0


def _document(opened: Opened, given: Given, console: Console) -> Doc:
    untold = opened.session.meeting.began is None
    others = others_of(opened.path) if untold or given.profile == "public" else ()
    session = with_beginning(opened.session, others)
    texts = texts_of(given, session.language, console)
    named = others if given.profile == "public" else ()
    return memo_of(session, texts, process_of(opened.path), given.profile, others=named)


def _name(given: Given) -> str:
    return PUBLIC if given.profile == "public" else FULL


def _attached(doc: Doc, given: Given, console: Console) -> Iterator[Attachment]:
    for form in dict.fromkeys(given.attach):
        yield Attachment(f"{_name(given)}.{form}", CONTENT_TYPES[form], make_in(doc, form, console))


def index(given: Given, console: Console) -> int:
    """Write the page into the table's folder, or where `-o` says, with links to the public memos made so far."""
    form = form_of(given, FORMATS, "html")
    table = the_table(console.around.path(given.file), console)
    page = _page(given, table.path, console) / f"index.{form}"
    today = console.around.clock().date()
    filed = [_filed(opened, page.parent) for opened in table.sessions]
    # A meeting that is only being prepared has nothing to publish.
    held = [one for one in filed if one.files or one.session.meeting.date <= today]
    if not held:
        raise Refusal(console.say("cli.index.nothing-held", path=table.path))
    if not any(one.files for one in held):
        console.warn(console.say("cli.index.no-memos", path=table.sessions[-1].path))
    texts = texts_of(given, table.sessions[-1].session.language, console)
    try:
        doc = index_page(held, texts, today)
    except ValueError:
        raise Refusal(console.say("cli.index.elsewhere", path=table.path)) from None
    deliver(make_in(doc, form, console), given, page, [one.path for one in table.sessions], console)
    return 0


def _page(given: Given, folder: Path, console: Console) -> Path:
    """Return the folder where the page will be: its links are told from there."""
    if given.out in (None, "-"):
        return folder
    out = console.around.path(given.out or "")
    return out if out.is_dir() else out.parent


def _filed(opened: Opened, folder: Path) -> Filed:
    return Filed(session=opened.session, files=tuple(_files(export_folder(opened.path), folder)))


def _files(exported: Path, folder: Path) -> Iterator[tuple[str, str]]:
    for form in FORMATS:
        path = exported / f"{PUBLIC}.{form}"
        if path.is_file():
            yield form.upper(), Path(os.path.relpath(path, folder)).as_posix()
