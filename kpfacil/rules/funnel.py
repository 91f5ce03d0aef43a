"""Hillotehdas, the jam factory: from ideas to what was agreed, promised and done."""

from collections.abc import Iterable

from kpfacil.model.entries import Agreement, Idea, Task
from kpfacil.model.kinds import Kind
from kpfacil.model.moments import recorded_here
from kpfacil.model.session import Session, latest
from kpfacil.model.value import frozen
from kpfacil.rules.consent import agreed


@frozen(kw_only=True)
class Funnel:
    """How many ideas, agreements, tasks, and tasks done."""

    ideas: int
    agreed: int
    tasks: int
    done: int


def evening(session: Session) -> Funnel:
    """Return the funnel of one meeting: what was recorded in it; `done` counts the tasks of earlier meetings too.

    Whatever tells how much was recorded asks this or `counts`, so that all tell the same.
    """
    return Funnel(
        ideas=len(session.ideas),
        agreed=sum(agreed(session, entry) for entry in session.agreements if recorded_here(session, entry)),
        tasks=sum(recorded_here(session, task) for task in session.tasks),
        done=sum(task.state == "done" for task in session.tasks),
    )


def counts(session: Session) -> dict[Kind, int]:
    """Return how much there is of what the screens count: the meeting's own of each kind, and all that is parked."""
    made = evening(session)
    return {"idea": made.ideas, "agreement": made.agreed, "task": made.tasks, "parked": len(session.parked)}


def term(sessions: Iterable[Session]) -> Funnel:
    """Return the funnel over the sessions of one table, each entry counted once by its id, in its latest state."""
    known = [one for one in latest(sessions).values() if isinstance(one.entry, Idea | Agreement | Task)]
    tasks = [one.entry for one in known if isinstance(one.entry, Task)]
    return Funnel(
        ideas=sum(isinstance(one.entry, Idea) for one in known),
        agreed=sum(isinstance(one.entry, Agreement) and agreed(one.session, one.entry) for one in known),
        tasks=len(tasks),
        done=sum(task.state == "done" for task in tasks),
    )
