"""`kpfacil memo`: the memo of one meeting in any format; and where a document of any command goes."""

import os
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TypedDict, Unpack, cast

from kpfacil.cli.console import Console, Misuse, Refusal
from kpfacil.cli.given import Given
from kpfacil.cli.places import export_folder, others_of, process_of, settings_of, the_table, write
from kpfacil.cli.proof import places_of, warn_of_unproofed, warn_of_waiting
from kpfacil.export import ics
from kpfacil.export.document import Doc
from kpfacil.export.eml import Attachment
from kpfacil.export.errors import BadTemplate, MissingLibrary
from kpfacil.export.formats import make, usual_attachment
from kpfacil.export.index import Filed, index_page
from kpfacil.export.letters import letter as letter_of
from kpfacil.export.memo import memo as memo_of
from kpfacil.export.tasks import Kept
from kpfacil.export.tasks_calendar import calendar
from kpfacil.model.formats import CONTENT_TYPES, FORMATS, USUAL, Format, as_formats
from kpfacil.model.moments import with_beginning
from kpfacil.model.texts import Texts
from kpfacil.storage.content import load_texts
from kpfacil.storage.decode import Opened, load
from kpfacil.storage.files import read_bytes, slug
from kpfacil.storage.inbox import untaken
from kpfacil.storage.settings import Settings

STDOUT = "-"


class _More(TypedDict, total=False):
    """What a format may take beside the document."""

    template: bytes | None
    attachments: Iterable[Attachment]
    letter: Doc | None


_NO_DOCUMENTS = (".toml", ".toml.bak", ".lock", ".holder")
"""Endings of the files that meetings and tables are kept in: no document is ever written over one."""


def form_of(given: Given, forms: tuple[str, ...], default: str) -> str:
    """Return the format asked for, else the one that the file's ending tells, else the default; text is `txt`."""
    form = given.form
    if form is None and given.out not in (None, STDOUT):
        ending = Path(given.out or "").suffix.removeprefix(".").casefold()
        form = ending if ending in forms else None
    form = form or default
    return "txt" if form == "text" else form


def texts_of(given: Given, language: str, console: Console) -> Texts:
    """Return the texts of a document: of the language asked for on the command line, else of the session's own."""
    return console.texts if given.lang is not None else load_texts(language)


def forms_of(given: Given, settings: Settings, console: Console) -> tuple[Format, ...]:
    """Return the formats of a memo: those asked for, else what the file's name tells, else the usual ones.

    Raises `Misuse` where several are to go into one file.
    """
    named = _named(given, console)
    forms = given.forms or named or as_formats(" ".join(settings.formats)) or USUAL
    if len(forms) > 1 and named:
        raise Misuse("cli.usage.several", value=given.out or "")
    return forms


def _named(given: Given, console: Console) -> tuple[Format, ...]:
    """Return the format that the name given with `-o` tells, Markdown where it tells none; empty for a folder."""
    if given.out is None:
        return ()
    out = console.around.path(given.out)
    known = as_formats(out.suffix.removeprefix("."))
    is_folder = given.out != STDOUT and not known and (out.is_dir() or not (out.suffix or out.exists()))
    return () if is_folder else known or ("md",)


def make_in(doc: Doc, form: str, console: Console, **more: Unpack[_More]) -> bytes:
    """Return the document in a format; raises `Refusal` where it can't be made, whatever the reason is."""
    name = console.texts.say(f"word.format.{form}")
    try:
        result = make(doc, cast("Format", form), **more)
    except MissingLibrary as missing:
        if not missing.install:
            raise Refusal(console.say("cli.left-out", format=name)) from None
        raise Refusal(console.say("cli.missing-library", format=name, install=missing.install)) from None
    except BadTemplate:
        raise Refusal(console.say("cli.bad-template")) from None
    except Exception as fault:
        reason = f"{type(fault).__name__}: {fault}"
        raise Refusal(console.say("export.failed", format=name, details=reason)) from fault
    if result.replaced:
        console.warn(console.say("cli.replaced-signs", signs=" ".join(result.replaced)))
    return result.content


def template_of(given: Given, forms: Collection[str], settings: Settings, console: Console) -> bytes | None:
    """Return the letterhead for a Word file; raises `Misuse` where one is given and no Word file is asked for."""
    if given.template is not None and "docx" not in forms:
        raise Misuse("cli.usage.template")
    path = settings.file("template") if given.template is None else console.around.path(given.template)
    return read_bytes(path) if path is not None and "docx" in forms else None


def deliver(
    content: bytes, given: Given, default: Path | None, kept: Iterable[Path], console: Console, *, several: bool = False
) -> None:
    """Write a document where it was asked for, else to the default place, and print the path; None is stdout.

    Where it is one of several, what was asked for is a folder.

    Raises `Refusal` where it would fall on a file of a meeting or a table, by whatever name it is reached.
    """
    path = console.around.path(given.out) if given.out is not None else default
    if path is None or given.out == STDOUT:
        console.give(content)
        return
    if given.out is not None and default is not None and (several or path.is_dir()):
        path = path / default.name
    _refuse_a_meeting(path, kept, console)
    write(path, content, console)
    console.tell(str(path))


def _refuse_a_meeting(path: Path, kept: Iterable[Path], console: Console) -> None:
    names = (path.name.casefold(), path.resolve().name.casefold())
    if any(name.endswith(_NO_DOCUMENTS) for name in names) or _is_one_of(path, kept):
        raise Refusal(console.say("cli.not-over-session", path=path))


def _is_one_of(path: Path, files: Iterable[Path]) -> bool:
    return path.exists() and any(path.samefile(one) for one in files)


FULL, PUBLIC = "muistio", "muistio-julkinen"
"""The names of the participants' and the public memo, without their endings."""


def memo(given: Given, console: Console) -> int:
    """Write the memo beside the session, or where `-o` says, and print each path; with `--index` the table's page."""
    if given.index:
        return index(given, console)
    path = console.around.path(given.file)
    settings = settings_of(path.parent, console)
    forms = forms_of(given, settings, console)
    template = template_of(given, forms, settings, console)
    if given.attach and "eml" not in forms:
        raise Misuse("cli.usage.attach")
    paper = _Paper(load(path), given, template, console)
    paper.warn()
    several = len(forms) > 1
    whole = True
    for form in forms:
        try:
            content = paper.made(form)
            default = export_folder(path) / f"{_name(given)}.{form}"
            deliver(content, given, default, (path,), console, several=several)
        except Refusal as refusal:
            if not several:
                raise
            console.warn(*refusal.sentences)
            whole = False
    return 0 if whole else 1


class _Paper:
    """The memo of one session, made once for all its formats."""

    def __init__(self, opened: Opened, given: Given, template: bytes | None, console: Console) -> None:
        self._others = others = others_of(opened.path)
        self._session = session = with_beginning(opened.session, others)
        self._given, self._template, self._console = given, template, console
        self._folder = opened.path.resolve().parent.name
        self._untold = untaken(opened.path, session)
        self._texts = texts_of(given, session.language, console)
        self._process = process = process_of(opened.path)
        self._doc = memo_of(session, self._texts, process, given.profile, others, brief=given.brief, with_=given.parts)

    def warn(self) -> None:
        """Name on stderr what waits to be decided before the memo is published, and lines that are not in it yet."""
        if self._untold:
            self._console.warn(self._console.texts.count("cli.untaken", self._untold))
        if self._doc.waiting:
            warn_of_waiting(places_of(self._session, self._process, self._others, self._given.parts), self._console)

    def made(self, form: Format) -> bytes:
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
        asked = dict.fromkeys(form for forms in self._given.attach for form in forms)
        for form in asked or (usual_attachment(),):
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
    form = _index_form(given)
    table = the_table(console.around.path(given.file), console)
    page = _page(given, table.path, console) / f"index.{form}"
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
    deliver(make_in(doc, form, console), given, page, [one.path for one in table.sessions], console)
    return 0


def _held(filed: Iterable[Filed], today: date) -> list[Filed]:
    """Return the meetings that have something to publish: not those that are only being prepared."""
    return [one for one in filed if one.files or one.session.meeting.date <= today]


def _index_form(given: Given) -> Format:
    return (given.forms or as_formats(Path(given.out or "").suffix[1:]) or USUAL)[0]


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
