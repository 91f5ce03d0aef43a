"""`kpfacil memo`, `tasks` and `report`: the documents of one meeting and of many, and the page that leads to memos."""

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from kpfacil.capture.grammar import TASK_STATES
from kpfacil.cli.console import Console, Misuse, Refusal
from kpfacil.cli.documents import (
    PRINTED,
    STDOUT,
    deliver_each,
    forms_of,
    is_folder,
    keep,
    make_in,
    memo_stem,
    template_of,
    texts_of,
)
from kpfacil.cli.given import Given
from kpfacil.cli.places import (
    need_folder,
    opened_in,
    others_of,
    process_of,
    sessions_of,
    settings_of,
    the_table,
    warn_of_untaken,
    write,
)
from kpfacil.cli.proof import warn_of_unproofed, warn_of_waiting
from kpfacil.export import ics, public_pages, tasks_calendar
from kpfacil.export.document import Doc
from kpfacil.export.eml import Attachment
from kpfacil.export.formats import usual_attachment
from kpfacil.export.letters import letter as letter_of
from kpfacil.export.memo import memo as memo_of
from kpfacil.export.memo import public_places
from kpfacil.export.report import report as report_of
from kpfacil.export.tasks import Filters, Kept, TaskQuery, action_table, cells, head, spreadsheet
from kpfacil.export.tell import count_waiting, missing_words, tell_missing, unproofed_words
from kpfacil.model.entries import TaskState
from kpfacil.model.fold import fold
from kpfacil.model.formats import CONTENT_TYPES, FORMATS, REPORT_FORMATS, TASK_FORMATS, USUAL, as_formats
from kpfacil.model.moments import with_beginning
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.rules.checks import open_tasks
from kpfacil.storage import archive, content, inbox
from kpfacil.storage.decode import Opened, load
from kpfacil.storage.files import export_folder

FULL, PUBLIC = "muistio", "muistio-julkinen"
"""The names of the participants' and the public memo, without their endings."""


def memo(given: Given, console: Console) -> int:
    """Write the memo beside the session, or where `-o` says, and print each path; with `--index` the table's page."""
    if given.index:
        return index(given, console)
    path = console.path(given.file)
    settings = settings_of(path.parent, console)
    usual = as_formats(" ".join(settings.get("formats", tuple) or ()), FORMATS) or USUAL
    forms = forms_of(given, console, FORMATS, usual, "md")
    template = template_of(given, forms, settings, console)
    if given.attach and "eml" not in forms:
        raise Misuse("cli.usage.needs", name="--attach", other="--format eml")
    opened, process = load(path), process_of(path)
    others = others_of(opened, console)
    session = with_beginning(opened.session, others)
    texts = texts_of(given, session.language, console)
    doc = memo_of(session, texts, process, given.profile, others, brief=given.brief, with_=given.parts)
    warn_of_untaken(path, console)
    if doc.waiting:
        warn_of_waiting(public_places(session, texts, process, others, given.parts), given.parts, console)

    def render(form: str) -> bytes:
        if form != "eml":
            return make_in(doc, form, console, template=template if form == "docx" else None)
        letter = letter_of(session, texts, given.profile, others)
        kept = Kept(folder=path.resolve().parent.name, session=session)
        attached = tuple(_attachments(doc, kept, texts, others, given, console))
        return make_in(letter, form, console, attachments=attached)

    place = export_folder(path) / (PUBLIC if given.profile == "public" else FULL)
    title = f"{doc.title} {texts.say('memo.brief')}" if given.brief else doc.title
    return deliver_each(forms, render, given, place, (opened,), console, title)


def _attachments(
    doc: Doc, kept: Kept, texts: Texts, others: tuple[Session, ...], given: Given, console: Console
) -> Iterator[Attachment]:
    """Yield the memo itself, under a name that tells what it is, and the calendar of what was agreed."""
    name, now = memo_stem(kept.session), console.now()
    for form in dict.fromkeys(given.attach) or (usual_attachment(),):
        yield Attachment(f"{name}.{form}", CONTENT_TYPES[form], make_in(doc, form, console))
    beside = tuple(Kept(folder=kept.folder, session=other) for other in others)
    query = TaskQuery((kept,), texts, now.date(), profile=given.profile, others=beside)
    if entries := tasks_calendar.calendar(query):
        yield Attachment(f"{name}.ics", ics.CONTENT_TYPE, ics.render(entries, kept.session.table.name, now))


def index(given: Given, console: Console) -> int:
    """Write the page into the table's folder, or where `-o` says, with links to the public memos made so far."""
    _refuse_with_index(given)
    forms = forms_of(given, console, FORMATS, ("html",), "html")
    table = the_table(given, console)
    page = _page(given, table.path, console) / "index"
    today = console.today
    sessions = [opened.session for opened in table.sessions]
    held = _meetings_held(table.sessions, page.parent, today)
    if not held:
        raise Refusal("cli.index.nothing-held", path=table.path)
    if not any(one.files for one in held):
        console.warn_that("cli.index.no-memos", path=table.sessions[-1].path)
    texts = texts_of(given, sessions[-1].language, console)
    try:
        doc = public_pages.index_page(held, texts, today, others=sessions)
    except ValueError:
        raise Refusal("cli.index.elsewhere", path=table.path) from None
    warn_of_unproofed(doc.waiting, console)
    made = partial(make_in, doc, console=console)
    return deliver_each(forms, made, given, page, table.sessions, console, doc.title)


def _refuse_with_index(given: Given) -> None:
    """Raise `Misuse` for an option that is about one memo."""
    alone = {"--brief": given.brief, "--with": given.parts, "--template": given.template, "--attach": given.attach}
    for name in (name for name, value in alone.items() if value):
        raise Misuse("cli.usage.not-with", name=name, other="--index")


def _page(given: Given, folder: Path, console: Console) -> Path:
    """Return the folder where the page will be: its links are told from there."""
    named = given.out or STDOUT
    if named == STDOUT:
        return folder
    return console.path(named) if is_folder(named, console) else console.path(named).parent


def _meetings_held(sessions: Iterable[Opened], folder: Path, today: date) -> list[public_pages.Filed]:
    """Return the meetings that have something to publish: not those that are only being prepared."""
    filed = (public_pages.Filed(session=one.session, files=tuple(_files(one.path, folder))) for one in sessions)
    return [one for one in filed if one.files or one.session.meeting.date <= today]


def _files(path: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the formats of a meeting's public memo with the links to them from a folder."""
    for form in FORMATS:
        made = export_folder(path) / f"{PUBLIC}.{form}"
        if made.is_file():
            yield form.upper(), Path(os.path.relpath(made, folder)).as_posix()


_TASKS, _REPORT = "toimenpiteet", "raportti"


def tasks(given: Given, console: Console) -> int:
    """Print the table as text, or write it in other formats beside the latest session or where `-o` says."""
    forms = forms_of(given, console, TASK_FORMATS, (PRINTED,), PRINTED)
    if given.todo and "ics" not in forms:
        raise Misuse("cli.usage.needs", name="--todo", other="--format ics")
    states = _states(given.state, console)
    filters = Filters(states=states, who=given.who, party=given.party, overdue=given.overdue)
    paths = [console.path(word) for word in given.words]
    if not paths:
        paths = [sessions_of(given, console)]
        need_folder(paths[0])
    opened, missing = opened_in(paths, console)
    kept, others = tuple(map(keep, opened)), _beside_them(opened, given)
    query = TaskQuery(kept, console.texts, console.today, filters, given.profile, others)
    title, made = _maker(query, missing, forms, given, console)
    code = deliver_each(forms, made, given, _beside(opened, paths) / _TASKS, opened, console, title)
    return 1 if missing or any(inbox.untaken(one.path) for one in opened) else code


def report(given: Given, console: Console) -> int:
    """Print the report as text, or write it in other formats beside the latest session or where `-o` says."""
    forms = forms_of(given, console, REPORT_FORMATS, (PRINTED,), PRINTED)
    if given.first and given.last and given.last < given.first:
        raise Misuse("cli.usage.days-backwards", first=given.first, last=given.last)
    table = the_table(given, console)
    latest = table.sessions[-1]
    texts = texts_of(given, latest.session.language, console)
    sessions = [opened.session for opened in table.sessions]
    today = console.today
    try:
        doc = report_of(sessions, texts, today, given.first, given.last, given.profile)
    except ValueError:
        raise Refusal("cli.report.no-session-between", path=table.path) from None
    warn_of_unproofed(doc.waiting, console)
    doc = tell_missing(doc, table.missing, texts)
    beside, made = export_folder(latest.path) / _REPORT, partial(make_in, doc, console=console)
    code = deliver_each(forms, made, given, beside, table.sessions, console, doc.title)
    return code if table.whole else 1


def _beside_them(opened: tuple[Opened, ...], given: Given) -> tuple[Kept, ...]:
    """Return the other sessions of these tables where their people are not to be named either."""
    if given.profile != "public":
        return ()
    known = {one.path.resolve() for one in opened}
    found = (
        other for folder in dict.fromkeys(path.parent for path in known) for other in archive.table_in(folder).sessions
    )
    return tuple(keep(other) for other in found if other.path.resolve() not in known)


def _maker(
    query: TaskQuery, missing: tuple[str, ...], forms: tuple[str, ...], given: Given, console: Console
) -> tuple[str, Callable[[str], bytes]]:
    """Return the action table's title and what makes it in a format; what it can't tell of is named in each."""
    texts, doc = query.texts, action_table(query)
    entries = tasks_calendar.todos(query) if given.todo else tasks_calendar.calendar(query)
    waiting = count_waiting(query.told)  # a calendar tells the place of the next meeting, too
    warn_of_unproofed(waiting if "ics" in forms else doc.waiting, console)

    def tell_faults(waiting: int) -> tuple[str, ...]:
        return tuple(filter(None, (missing_words(missing, texts), unproofed_words(waiting, texts))))

    def render(form: str) -> bytes:
        match form:
            case "csv":
                blank = [""] * (len(head(texts)) - 1)
                faults = ((words, *blank) for words in tell_faults(doc.waiting))
                return spreadsheet(head(texts), (*faults, *cells(query)))
            case "ics":
                return ics.render(entries, " – ".join((texts.say("tasks.title"), *tell_faults(waiting))), console.now())
            case _:
                return make_in(tell_missing(doc, missing, texts), form, console)

    return doc.title, render


def _states(asked: Iterable[str], console: Console) -> frozenset[TaskState]:
    """Return the states that were named; raises `Misuse` for a word that names none."""
    words = [word for said in asked for word in said.replace(",", " ").split()]
    for word in words:
        if fold(word) not in TASK_STATES:
            choices = [console.say(f"word.state.{known}") for known in dict.fromkeys(TASK_STATES.values())]
            raise Misuse("cli.usage.state", value=word, choices=", ".join(choices))
    return frozenset(TASK_STATES[fold(word)] for word in words)


def _beside(opened: tuple[Opened, ...], paths: list[Path]) -> Path:
    """Return the folder for a file: the latest session's own where there is one table, else where we looked."""
    folders = {one.path.resolve().parent for one in opened}
    if len(folders) == 1:
        latest = max(opened, key=lambda one: (one.session.meeting.date, one.path.name))
        return export_folder(latest.path)
    return paths[0] if paths[0].is_dir() else paths[0].parent


def end_term(folder: archive.TableFolder, new: Session, console: Console) -> None:
    """Write the old term's report beside its last session, and tell which promises nobody at the table has."""
    if folder.latest is None:
        return
    previous = folder.latest.session
    texts = content.load_texts(previous.language)
    doc = report_of([opened.session for opened in folder.sessions], texts, console.today)
    doc = tell_missing(doc, folder.missing, texts)
    for form in ("html", "md"):
        path = export_folder(folder.latest.path) / f"{_REPORT}.{form}"
        write(path, make_in(doc, form, console), console, doc.title)
        console.warn_that("cli.new.old-term", path=path)
    at_table = {person.id for person in new.members} | {party.id for party in new.parties}
    alone = [task.id for task in open_tasks(previous) if not task.heir and at_table.isdisjoint(task.owners)]
    if alone:
        console.warn_that("cli.new.no-heir", ids=", ".join(alone))
