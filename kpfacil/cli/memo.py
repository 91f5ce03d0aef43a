"""`kpfacil memo`: the memo of one meeting in any format, and the page that leads to a table's public memos."""

import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from kpfacil.cli.console import Console, Misuse, Refusal
from kpfacil.cli.documents import STDOUT, deliver_each, forms_of, is_folder, make_in, template_of, texts_of
from kpfacil.cli.given import Given
from kpfacil.cli.places import export_folder, others_of, process_of, settings_of, the_table, warn_of_untaken
from kpfacil.cli.proof import places_of, warn_of_unproofed, warn_of_waiting
from kpfacil.export import ics
from kpfacil.export.eml import Attachment
from kpfacil.export.formats import usual_attachment
from kpfacil.export.letters import letter as letter_of
from kpfacil.export.memo import memo as memo_of
from kpfacil.export.public_pages import Filed, index_page
from kpfacil.export.tasks import Kept
from kpfacil.export.tasks_calendar import calendar
from kpfacil.model.formats import CONTENT_TYPES, FORMATS, USUAL, as_formats
from kpfacil.model.moments import with_beginning
from kpfacil.storage.decode import Opened, load
from kpfacil.storage.files import slug

FULL, PUBLIC = "muistio", "muistio-julkinen"
"""The names of the participants' and the public memo, without their endings."""


def memo(given: Given, console: Console) -> int:
    """Write the memo beside the session, or where `-o` says, and print each path; with `--index` the table's page."""
    if given.index:
        return index(given, console)
    path = console.around.path(given.file)
    settings = settings_of(path.parent, console)
    usual = as_formats(" ".join(settings.formats), FORMATS) or USUAL
    forms = forms_of(given, console, FORMATS, usual, "md")
    template = template_of(given, forms, settings, console)
    if given.attach and "eml" not in forms:
        raise Misuse("cli.usage.needs", name="--attach", other="--format eml")
    paper = _Paper(load(path), given, template, console)
    paper.warn()
    return deliver_each(forms, paper.made, given, export_folder(path) / _name(given), (path,), console)


class _Paper:
    """The memo of one session, made once for all its formats."""

    def __init__(self, opened: Opened, given: Given, template: Path | None, console: Console) -> None:
        self._others = others = others_of(opened)
        self._session = session = with_beginning(opened.session, others)
        self._given, self._template, self._console = given, template, console
        self._path = opened.path
        self._folder = opened.path.resolve().parent.name
        self._texts = texts_of(given, session.language, console)
        self._process = process = process_of(opened.path)
        self._doc = memo_of(session, self._texts, process, given.profile, others, brief=given.brief, with_=given.parts)

    def warn(self) -> None:
        """Name on stderr what waits to be decided before the memo is published, and lines that are not in it yet."""
        warn_of_untaken(self._path, self._console)
        if self._doc.waiting:
            warn_of_waiting(places_of(self._session, self._process, self._others, self._given.parts), self._console)

    def made(self, form: str) -> bytes:
        """Return the memo in a format; raises `Refusal` where it can't be made."""
        if form != "eml":
            template = self._template if form == "docx" else None
            return make_in(self._doc, form, self._console, template=template)
        letter = letter_of(self._session, self._texts, self._given.profile, self._others)
        return make_in(self._doc, form, self._console, attachments=tuple(self._attached()), letter=letter)

    def _attached(self) -> Iterator[Attachment]:
        """Yield the memo itself, under a name that tells what it is, and the calendar of what was agreed."""
        meeting = self._session.meeting
        name = f"{slug(self._session.table.name)}-muistio-{meeting.number}-{meeting.date.year}"
        for form in dict.fromkeys(self._given.attach) or (usual_attachment(),):
            yield Attachment(f"{name}.{form}", CONTENT_TYPES[form], make_in(self._doc, form, self._console))
        kept = (Kept(folder=self._folder, session=self._session),)
        now = self._console.around.clock()
        entries = calendar(kept, self._texts, now.date(), profile=self._given.profile, others=self._others)
        if entries:
            calendar_file = ics.render(entries, self._session.table.name, now)
            yield Attachment(f"{name}.ics", ics.CONTENT_TYPE, calendar_file)


def _name(given: Given) -> str:
    return PUBLIC if given.profile == "public" else FULL


def index(given: Given, console: Console) -> int:
    """Write the page into the table's folder, or where `-o` says, with links to the public memos made so far."""
    alone = {"--brief": given.brief, "--with": given.parts, "--template": given.template, "--attach": given.attach}
    for name in (name for name, value in alone.items() if value):
        raise Misuse("cli.usage.not-with", name=name, other="--index")
    forms = forms_of(given, console, FORMATS, ("html",), "html")
    table = the_table(console.around.path(given.file), console)
    page = _page(given, table.path, console) / "index"
    today = console.around.clock().date()
    sessions = [opened.session for opened in table.sessions]
    filed = [_filed(opened, page.parent) for opened in table.sessions]
    held = _held(filed, today)
    if not held:
        raise Refusal(console.say("cli.index.nothing-held", path=table.path))
    if not any(one.files for one in held):
        console.warn(console.say("cli.index.no-memos", path=table.sessions[-1].path))
    texts = texts_of(given, sessions[-1].language, console)
    try:
        doc = index_page(held, texts, today, others=sessions)
    except ValueError:
        raise Refusal(console.say("cli.index.elsewhere", path=table.path)) from None
    warn_of_unproofed(doc.waiting, console)
    kept = [one.path for one in table.sessions]
    return deliver_each(forms, lambda form: make_in(doc, form, console), given, page, kept, console)


def _held(filed: Iterable[Filed], today: date) -> list[Filed]:
    """Return the meetings that have something to publish: not those that are only being prepared."""
    return [one for one in filed if one.files or one.session.meeting.date <= today]


def _page(given: Given, folder: Path, console: Console) -> Path:
    """Return the folder where the page will be: its links are told from there."""
    if given.out in (None, STDOUT):
        return folder
    out = console.around.path(given.out or "")
    return out if is_folder(given.out or "", console) else out.parent


def _filed(opened: Opened, folder: Path) -> Filed:
    return Filed(session=opened.session, files=tuple(_files(export_folder(opened.path), folder)))


def _files(exported: Path, folder: Path) -> Iterator[tuple[str, str]]:
    for form in FORMATS:
        path = exported / f"{PUBLIC}.{form}"
        if path.is_file():
            yield form.upper(), Path(os.path.relpath(path, folder)).as_posix()
