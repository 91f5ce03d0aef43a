"""The tasks of one or many tables over all their meetings: each once, in its latest state."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kpfacil.capture.names import names_of
from kpfacil.model.entries import Task, TaskState
from kpfacil.model.kinds import number_of
from kpfacil.model.session import Session, latest, raised
from kpfacil.rules.promises import overdue


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A session and the folder that is its table: a task is known by the two, folder and id."""

    folder: str
    session: Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which tasks are asked for; what is empty asks for all. `who` and `party` are names or ids as people type them."""

    states: frozenset[TaskState] = frozenset()
    who: str = ""
    party: str = ""
    overdue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableTask:
    """A task as the latest meeting that knew it left it."""

    folder: str
    session: Session
    task: Task


ALL = Filters()
"""Every task."""


def in_order(kept: Iterable[Kept]) -> tuple[Kept, ...]:
    """Return the sessions in the order of their meetings; those of one day by their numbers."""
    return tuple(sorted(kept, key=lambda one: (one.session.meeting.date, one.session.meeting.number)))


def rows(kept: Iterable[Kept], filters: Filters, today: date) -> tuple[TableTask, ...]:
    """Return the tasks that pass the filters, by table and number; when it was given is known of each."""
    tables: dict[str, list[Session]] = {}
    for one in kept:
        tables.setdefault(one.folder, []).append(one.session)
    found = [
        TableTask(folder=folder, session=known.session, task=raised(known.entry, known.first))
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
