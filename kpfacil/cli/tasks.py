"""`kpfacil tasks`: the action table over all given sessions."""

from datetime import date
from pathlib import Path

from kpfacil.capture.fold import fold
from kpfacil.capture.words import TASK_STATES
from kpfacil.cli.arguments import TASK_FORMATS
from kpfacil.cli.console import Console, Misuse
from kpfacil.cli.given import Given
from kpfacil.cli.memo_files import export_folder
from kpfacil.cli.papers import deliver, form_of, made
from kpfacil.cli.places import opened_in, sessions_of
from kpfacil.export import csv, ics
from kpfacil.export.tasks import Filters, Kept, action_table, cells, head
from kpfacil.export.tasks_calendar import calendar, todos
from kpfacil.model.entries import TaskState
from kpfacil.storage.files import Opened

_NAME = "toimenpiteet"


def tasks(given: Given, console: Console) -> int:
    """Print the table as text, or write it in another format beside the latest session or where `-o` says."""
    form = form_of(given, TASK_FORMATS, "text")
    filters = _filters(given, console)
    paths = [console.around.path(word) for word in given.words] or [sessions_of(given, console)]
    opened = opened_in(paths, console)
    kept = tuple(Kept(folder=one.path.resolve().parent.name, session=one.session) for one in opened)
    content = _content(form, kept, filters, given, console)
    default = None if form == "txt" and given.form in (None, "text") else _beside(opened, paths) / f"{_NAME}.{form}"
    deliver(content, given.out, default, [one.path for one in opened], console)
    return 0


def _content(form: str, kept: tuple[Kept, ...], filters: Filters, given: Given, console: Console) -> bytes:
    texts = console.texts
    today: date = console.around.clock().date()
    match form:
        case "csv":
            return csv.render(head(texts), cells(kept, texts, today, filters, given.profile))
        case "ics":
            entries = (todos if given.todo else calendar)(kept, texts, today, filters, given.profile)
            return ics.render(entries, texts.say("tasks.title"), today)
        case _:
            return made(action_table(kept, texts, today, filters, given.profile), form, console)


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
