"""From ideas to deeds: hand-counted dots, and Hillotehdas, the jam factory: what was agreed, promised and done."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from kpfacil.model.entries import Agreement, Entry, Idea, Task
from kpfacil.model.kinds import ROWS, Kind, Numbered, kind_of
from kpfacil.model.moments import recorded_in
from kpfacil.model.session import Session, latest
from kpfacil.model.value import frozen_by_name, kept_growing, last_kept
from kpfacil.rules import presence, promises


@frozen_by_name
class Funnel:
    """How many ideas, agreements, tasks, and tasks done."""

    ideas: int
    agreed: int
    tasks: int
    done: int


def stands(entry: Numbered) -> bool:
    """Return whether an entry has not been let go."""
    match entry:
        case Idea():
            return entry.fate != "dropped"
        case Agreement():
            return entry.state != "not_agreed"
        case Task():
            return entry.state != "lapsed"
        case _:
            return True


def counts_as(entry: Numbered) -> bool:
    """Return whether an entry counts as what it is: it stands, and nobody said no to it.

    Whatever tells how much there is asks this, so that all tell the same.
    """
    return promises.is_agreed(entry) if isinstance(entry, Agreement) else stands(entry)


@last_kept
def evening(session: Session) -> Funnel:
    """Return the funnel of one meeting: what was recorded in it; `done` counts the tasks of earlier meetings too."""
    made = counts(session)
    return Funnel(
        ideas=made["idea"],
        agreed=made["agreement"],
        tasks=made["task"],
        done=sum(task.state == "done" for task in session.tasks),
    )


COUNTED: tuple[Kind, ...] = ("idea", "agreement", "task")
"""The kinds of which the meeting's own are counted."""


@last_kept
def tallies(session: Session) -> dict[Kind, tuple[int, int]]:
    """Return how many entries of each kind count: this meeting's own, then those left by earlier ones.

    Of the kinds that are not `COUNTED` all count as this meeting's.
    """
    is_new = recorded_in(session.meeting, session.visits)
    whole = {row.kind: (len(session.entries_of(row.kind)), 0) for row in ROWS}
    return whole | {kind: tally(session.entries_of(kind), is_new) for kind, tally in _TALLIES.items()}


def _tally(entries: Sequence[Entry], is_new: Callable[[Entry], bool]) -> tuple[int, int]:
    standing = list(filter(counts_as, entries))
    here = sum(map(is_new, standing))
    return here, len(standing) - here


_TALLIES: dict[Kind, Callable[[Sequence[Entry], Callable[[Entry], bool]], tuple[int, int]]] = {
    kind: kept_growing(_tally, lambda one, more: (one[0] + more[0], one[1] + more[1])) for kind in COUNTED
}
"""Each kind's own count: an idea more leaves the agreements and tasks as they are, and the ideas before it too."""


def counts(session: Session) -> dict[Kind, int]:
    """Return how much there is of what the screens count: the meeting's own of each kind, and all that is parked."""
    made = tallies(session)
    return {kind: made[kind][0] for kind in (*COUNTED, "parked")}


def term(sessions: Iterable[Session]) -> Funnel:
    """Return the funnel over the sessions of one table, each entry counted once by its id, in its latest state."""
    known = [one.entry for one in latest(sessions).values() if counts_as(one.entry)]
    kinds = Counter(map(kind_of, known))
    done = sum(isinstance(entry, Task) and entry.state == "done" for entry in known)
    return Funnel(ideas=kinds["idea"], agreed=kinds["agreement"], tasks=kinds["task"], done=done)


@frozen_by_name
class Budget:
    """How many dots the people here have, and how many are on the ideas."""

    people: int
    used: int
    each: int = 3

    @property
    def total(self) -> int:
        """The dots that there are to give."""
        return self.people * self.each

    @property
    def over(self) -> int:
        """How many dots too many are on the ideas; 0 where nobody has been marked as being here."""
        return max(0, self.used - self.total) if self.people else 0


def budget(session: Session) -> Budget:
    """Return the budget of dots: the people here, those only counted included, times the dots of each."""
    return Budget(people=presence.count_here(session), used=sum(idea.votes for idea in session.ideas))


def by_dots(ideas: tuple[Idea, ...]) -> tuple[Idea, ...]:
    """Return the ideas with the most dots first; of equals the one recorded earlier comes first, the newest last."""
    return tuple(sorted(ideas, key=lambda idea: -idea.votes))
