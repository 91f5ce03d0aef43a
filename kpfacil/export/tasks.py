"""The action table (toimenpidetaulukko) over all meetings of a table: each task once, as its latest meeting left it."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from io import StringIO
from itertools import groupby

from kpfacil.capture.names import names_of
from kpfacil.export import tell_task
from kpfacil.export.document import Alert, Block, Doc, Heading, Inlines, TableBlock, para, plain
from kpfacil.export.tell import Profile, Teller, paper, tell_unproofed, tellers
from kpfacil.model.dates import plain_date
from kpfacil.model.entries import Task, TaskState
from kpfacil.model.kinds import number_of
from kpfacil.model.session import Session, date_task, latest, place_of
from kpfacil.model.text import clean
from kpfacil.model.texts import Texts
from kpfacil.model.value import frozen, frozen_by_name
from kpfacil.rules.promises import overdue
from kpfacil.views.proof import Proofreading
from kpfacil.views.proof_listed import Told

_COLUMNS = {
    "tasks.column.what": 25,
    "tasks.column.who": 16,
    "tasks.column.by-when": 17,
    "tasks.column.with-what": 17,
    "tasks.column.given": 13,
    "tasks.column.state": 12,
}
_CELLS = ("table", "id", "what", "who", "by-when", "with-what", "given", "postponed", "state", "note")


@frozen_by_name
class Kept:
    """A session and the folder that is its table: a task is known by the two, folder and id."""

    folder: str
    session: Session


@frozen_by_name
class Filters:
    """Which tasks are asked for; what is empty asks for all. `who` and `party` are names or ids as people type them."""

    states: frozenset[TaskState] = frozenset()
    who: str = ""
    party: str = ""
    overdue: bool = False


@frozen_by_name
class TableTask:
    """A task as the latest meeting that knew it left it."""

    folder: str
    session: Session
    first: Session
    task: Task


ALL = Filters()
"""Every task."""


@frozen()
class TaskQuery:
    """Which tasks of which sessions are told, as they stand on a day, in which language and for whom.

    `others` are sessions that are not told of, but whose people are not to be named either.
    """

    kept: tuple[Kept, ...]
    texts: Texts
    today: date
    filters: Filters = ALL
    profile: Profile = "participants"
    others: tuple[Kept, ...] = ()
    told: dict[Told, Proofreading] = field(default_factory=dict)
    """The places that were told, with what proofread them."""

    def rows(self) -> tuple[TableTask, ...]:
        """Return the tasks that pass the filters, by table and number."""
        return rows(self.kept, self.filters, self.today)

    def tellers(self) -> Mapping[str, Callable[[Session], Teller]]:
        """Return by folder what tells the sessions of a table: whose names are covered is each table's own matter."""
        return {
            folder: tellers(
                _of_table(folder, self.kept), self.texts, self.profile, _of_table(folder, self.others), self.told
            )
            for folder in dict.fromkeys(one.folder for one in self.kept)
        }


def in_order(kept: Iterable[Kept]) -> tuple[Kept, ...]:
    """Return the sessions in the order of their meetings."""
    return tuple(sorted(kept, key=lambda one: place_of(one.session)))


def rows(kept: Iterable[Kept], filters: Filters, today: date) -> tuple[TableTask, ...]:
    """Return the tasks that pass the filters, by table and number; when it was given is known of each."""
    tables: dict[str, list[Session]] = {}
    for one in kept:
        tables.setdefault(one.folder, []).append(one.session)
    found = [
        TableTask(folder=folder, session=known.session, first=known.first, task=date_task(known.entry, known.first))
        for folder, sessions in tables.items()
        for known in latest(sessions).values()
        if isinstance(known.entry, Task)
    ]
    passed = (row for row in found if _passes(row, filters, today))
    return tuple(sorted(passed, key=lambda row: (row.folder, number_of(row.task.id))))


def _passes(row: TableTask, filters: Filters, today: date) -> bool:
    return (
        (not filters.states or row.task.state in filters.states)
        and (not filters.overdue or overdue(row.task, today))
        and (not filters.who or _is_owned(row, filters.who))
        and (not filters.party or _is_owned(row, filters.party))
    )


def _is_owned(row: TableTask, typed: str) -> bool:
    """Return whether what was typed means an owner, or the party of one."""
    meant = names_of(row.session).find(typed)
    return any(owner in meant or row.session.party_of(owner) in meant for owner in row.task.owners)


def action_table(query: TaskQuery) -> Doc:
    """Return the action table over all given sessions, a table for each kumppanuuspöytä, as it stands on a day."""
    kept, texts, today = query.kept, query.texts, query.today
    tell_of, found = query.tellers(), query.rows()
    tables = {row.folder: _name(row) for row in found}
    name = next(iter(tables.values())) if len(tables) == 1 else ""
    blocks: list[Block] = []
    for folder, group in groupby(found, key=lambda row: row.folder):
        if len(tables) > 1:
            blocks.append(Heading(1, tables[folder]))
        blocks.append(_table(tuple(group), texts, today, tell_of[folder]))
    doc = paper(
        texts,
        texts.say("tasks.title-of", table=name) if name else texts.say("tasks.title"),
        blocks or [para(texts.say("tasks.none"))],
        today,
        author=name,
        subtitle=texts.say("tasks.as-of", date=plain_date(today, texts.locale)),
        subject=texts.say("tasks.subject"),
    )
    doc = replace(doc, wide=True)
    return tell_unproofed(doc, tell_of[kept[0].folder](kept[0].session)) if kept else doc


def _of_table(folder: str, kept: Iterable[Kept]) -> tuple[Session, ...]:
    return tuple(one.session for one in kept if one.folder == folder)


def _name(row: TableTask) -> str:
    return row.session.table.name


def _table(found: tuple[TableTask, ...], texts: Texts, today: date, tell_of: Callable[[Session], Teller]) -> TableBlock:
    caption = texts.say("tasks.caption", table=_name(found[-1]))
    told = (_row(replace(tell_of(row.session), known=(row.first,)), row.task, today) for row in found)
    return tell_of(found[-1].session).table(caption, _COLUMNS, told)


def _row(tell: Teller, task: Task, today: date) -> tuple[Inlines, ...]:
    return (
        tell_task.what(tell, task),
        tell_task.owners(tell, task),
        tell_task.due(tell, task, today),
        tell_task.resources(tell, task),
        tell_task.tell_day_given(tell, task),
        tell_task.standing(tell, task),
    )


def head(texts: Texts) -> tuple[str, ...]:
    """Return the header row of a spreadsheet of tasks."""
    return tuple(texts.say(f"tasks.cell.{cell}") for cell in _CELLS)


def cells(query: TaskQuery) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a spreadsheet of tasks, plain text in the columns of `head`."""
    tell_of = query.tellers()
    return tuple(_cells(replace(tell_of[row.folder](row.session), known=(row.first,)), row) for row in query.rows())


def _cells(tell: Teller, row: TableTask) -> tuple[str, ...]:
    task = row.task
    days = [tell.plain_day(task.due)] if task.due else []
    if task.due_text:
        days.append(tell.line(task.due_text))
    return (
        _name(row),
        task.id,
        plain(tell.words(task.text)),
        plain(inline for inline in tell_task.owners(tell, task) if not isinstance(inline, Alert)),
        ", ".join(days),
        plain(tell_task.resources(tell, task)),
        tell.plain_day(task.raised_on) if task.raised_on else "",
        str(task.postponed),
        tell.say(f"word.state.{task.state}"),
        plain(tell.reason(task.note)),
    )


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def spreadsheet(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a header row and rows of plain text as CSV, as the Finnish Excel opens it at a double click.

    Byte order mark, semicolons, nothing that is a formula: a cell that would be calculated begins with `'`.
    """
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in (head, *rows):
        writer.writerow([_harmless(clean(cell)) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return "'" + cell if cell.lstrip().startswith(_FORMULA) else cell
