"""`kpfacil memo --index`: the page of a table's memos and its meetings' other material."""

import os
from collections.abc import Iterator
from pathlib import Path

from kpfacil.cli.arguments import MEMO_FORMATS
from kpfacil.cli.console import Console, Refusal
from kpfacil.cli.given import Given
from kpfacil.cli.memo_files import PUBLIC, export_folder
from kpfacil.cli.papers import deliver, form_of, made, texts_of
from kpfacil.cli.report import the_table
from kpfacil.export.index import Filed, index_page
from kpfacil.storage.files import Opened


def index(given: Given, console: Console) -> int:
    """Write the page into the table's folder, or where `-o` says, with links to the public memos made so far."""
    form = form_of(given, MEMO_FORMATS, "html")
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
    deliver(made(doc, form, console), given.out, page, [one.path for one in table.sessions], console)
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
    for form in MEMO_FORMATS:
        path = exported / f"{PUBLIC}.{form}"
        if path.is_file():
            yield form.upper(), Path(os.path.relpath(path, folder)).as_posix()
