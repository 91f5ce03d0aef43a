"""`kpfacil tasks` and `kpfacil report`: the documents made of many sessions."""

from collections.abc import Callable
from pathlib import Path

from kpfacil.capture.grammar import TASK_STATES
from kpfacil.cli.console import Console, Misuse, Refusal
from kpfacil.cli.documents import PRINTED, deliver_each, forms_of, make_in, texts_of
from kpfacil.cli.given import Given
from kpfacil.cli.places import export_folder, opened_in, sessions_of, the_table, write
from kpfacil.cli.proof import warn_of_unproofed
from kpfacil.export import csv, ics
from kpfacil.export.report import report as report_of
from kpfacil.export.tasks import Filters, Kept, action_table, cells, head
from kpfacil.export.tasks_calendar import calendar, todos
from kpfacil.export.tell import missing_words, tell_missing, unproofed_words
from kpfacil.model.entries import TaskState
from kpfacil.model.fold import fold
from kpfacil.model.formats import REPORT_FORMATS, TASK_FORMATS
from kpfacil.model.session import Session
from kpfacil.rules.checks import open_tasks
from kpfacil.storage.archive import TableFolder, table_in
from kpfacil.storage.content import load_texts
from kpfacil.storage.decode import Opened
from kpfacil.storage.untaken import untaken

_TASKS, _REPORT = "toimenpiteet", "raportti"


def tasks(given: Given, console: Console) -> int:
    """Print the table as text, or write it in other formats beside the latest session or where `-o` says."""
    forms = forms_of(given, console, TASK_FORMATS, (PRINTED,), PRINTED)
    if given.todo and "ics" not in forms:
        raise Misuse("cli.usage.needs", name="--todo", other="--format ics")
    filters = _filters(given, console)
    paths = [console.around.path(word) for word in given.words] or [sessions_of(given, console)]
    opened, missing = opened_in(paths, console)
    kept = tuple(Kept(folder=one.path.resolve().parent.name, session=one.session) for one in opened)
    made = _maker(kept, filters, missing, _beside_them(opened, given), given, console)
    code = deliver_each(forms, made, given, _beside(opened, paths) / _TASKS, [one.path for one in opened], console)
    return 1 if missing or any(untaken(one.path) for one in opened) else code


def report(given: Given, console: Console) -> int:
    """Print the report as text, or write it in other formats beside the latest session or where `-o` says."""
    forms = forms_of(given, console, REPORT_FORMATS, (PRINTED,), PRINTED)
    if given.first and given.last and given.last < given.first:
        raise Misuse("cli.usage.days-backwards", first=given.first, last=given.last)
    table = the_table(console.around.path(given.file), console)
    latest = table.sessions[-1]
    texts = texts_of(given, latest.session.language, console)
    sessions = [opened.session for opened in table.sessions]
    today = console.around.clock().date()
    try:
        doc = report_of(sessions, texts, today, given.first, given.last, given.profile)
    except ValueError:
        raise Refusal(console.say("cli.report.no-session-between", path=table.path)) from None
    warn_of_unproofed(doc.waiting, console)
    doc = tell_missing(doc, table.missing, texts)
    beside, kept = export_folder(latest.path) / _REPORT, [one.path for one in table.sessions]
    code = deliver_each(forms, lambda form: make_in(doc, form, console), given, beside, kept, console)
    return code if table.whole else 1


def _beside_them(opened: tuple[Opened, ...], given: Given) -> tuple[Session, ...]:
    """Return the other sessions of these tables where their people are not to be named either."""
    if given.profile != "public":
        return ()
    known = {one.path.resolve() for one in opened}
    found = (other for folder in dict.fromkeys(path.parent for path in known) for other in table_in(folder).sessions)
    return tuple(other.session for other in found if other.path.resolve() not in known)


def _maker(
    kept: tuple[Kept, ...],
    filters: Filters,
    missing: tuple[str, ...],
    others: tuple[Session, ...],
    given: Given,
    console: Console,
) -> Callable[[str], bytes]:
    """Return what makes the action table in a format; what it can't tell of is named in each."""
    texts, now = console.texts, console.around.clock()
    today = now.date()
    doc = action_table(kept, texts, today, filters, given.profile, others)
    warn_of_unproofed(doc.waiting, console)
    told = tuple(filter(None, (missing_words(missing, texts), unproofed_words(doc.waiting, texts))))

    def made(form: str) -> bytes:
        match form:
            case "csv":
                found = cells(kept, texts, today, filters, given.profile, others)
                blank = [""] * (len(head(texts)) - 1)
                return csv.render(head(texts), (*((words, *blank) for words in told), *found))
            case "ics":
                entries = (todos if given.todo else calendar)(kept, texts, today, filters, given.profile, others)
                return ics.render(entries, " – ".join((texts.say("tasks.title"), *told)), now)
            case _:
                return make_in(tell_missing(doc, missing, texts), form, console)

    return made


def _filters(given: Given, console: Console) -> Filters:
    words = [word for asked in given.state for word in asked.replace(",", " ").split()]
    return Filters(
        states=frozenset(_state(word, console) for word in words),
        who=given.who,
        party=given.party,
        overdue=given.overdue,
    )


def _state(word: str, console: Console) -> TaskState:
    state = TASK_STATES.get(fold(word))
    if state is None:
        choices = [console.say(f"word.state.{known}") for known in dict.fromkeys(TASK_STATES.values())]
        raise Misuse("cli.usage.state", value=word, choices=", ".join(choices))
    return state


def _beside(opened: tuple[Opened, ...], paths: list[Path]) -> Path:
    """Return the folder for a file: the latest session's own where there is one table, else where we looked."""
    folders = {one.path.resolve().parent for one in opened}
    if len(folders) == 1:
        latest = max(opened, key=lambda one: (one.session.meeting.date, one.path.name))
        return export_folder(latest.path)
    return paths[0] if paths[0].is_dir() else paths[0].parent


def end_term(folder: TableFolder, console: Console) -> None:
    """Write the old term's report beside its last session, and name the promises that have no heir; both on stderr."""
    if folder.latest is None:
        return
    previous = folder.latest.session
    texts = load_texts(previous.language)
    doc = report_of([opened.session for opened in folder.sessions], texts, console.around.clock().date())
    doc = tell_missing(doc, folder.missing, texts)
    for form in ("html", "md"):
        path = export_folder(folder.latest.path) / f"{_REPORT}.{form}"
        write(path, make_in(doc, form, console), console)
        console.warn(console.say("cli.new.old-term", path=path))
    alone = [task.id for task in open_tasks(previous) if not task.heir]
    if alone:
        console.warn(console.say("cli.new.no-heir", ids=", ".join(alone)))
