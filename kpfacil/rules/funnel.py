"""Hillotehdas, the jam factory: from ideas to what was agreed, promised and done (seed A)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from kpfacil.model.entries import Agreement, Idea, Task
from kpfacil.model.session import Session
from kpfacil.rules.consent import agreed
from kpfacil.rules.moments import recorded_here


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """How many ideas, agreements, tasks, and tasks done."""

    ideas: int
    agreed: int
    tasks: int
    done: int


def evening(session: Session) -> Funnel:
    """Return the funnel of one meeting: what was recorded in it; `done` counts the tasks of earlier meetings too."""
    return Funnel(
        ideas=len(session.ideas),
        agreed=sum(agreed(session, entry) for entry in session.agreements if recorded_here(session, entry)),
        tasks=sum(recorded_here(session, task) for task in session.tasks),
        done=sum(task.state == "done" for task in session.tasks),
    )


def term(sessions: Iterable[Session]) -> Funnel:
    """Return the funnel over the sessions of one table, each entry counted once by its id, in its latest state."""
    latest: dict[str, bool] = {}
    for session in sorted(sessions, key=lambda session: session.meeting.date):
        entries: tuple[Idea | Agreement | Task, ...] = (*session.ideas, *session.agreements, *session.tasks)
        latest.update((entry.id, _counts(session, entry)) for entry in entries)
    tasks = [done for entry_id, done in latest.items() if entry_id.startswith("T")]
    return Funnel(
        ideas=sum(entry_id.startswith("I") for entry_id in latest),
        agreed=sum(stands for entry_id, stands in latest.items() if entry_id.startswith("S")),
        tasks=len(tasks),
        done=sum(tasks),
    )


def _counts(session: Session, entry: Idea | Agreement | Task) -> bool:
    """Return whether an agreement is agreed and a task done; an idea always counts."""
    match entry:
        case Agreement():
            return agreed(session, entry)
        case Task():
            return entry.state == "done"
        case Idea():
            return True
        case _:
            assert_never(entry)
