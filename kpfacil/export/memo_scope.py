"""What was recorded in each step of this meeting, and the steps in the order in which they were walked."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kpfacil.model.entries import Agreement, Idea, Note, Offer, Parked, Remark, Task
from kpfacil.model.meeting import PhaseName
from kpfacil.model.moments import recorded_here
from kpfacil.model.process import PHASES, Process, Step
from kpfacil.model.session import Session

Place = tuple[PhaseName | None, str]
"""A phase and the id of a step in it; the phase is None for the steps that every phase shares."""

Recorded = Idea | Offer | Agreement | Task | Parked | Remark

NOWHERE: Place = (None, "")
"""Where entries are that nobody recorded in a step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One step of the meeting with what was recorded in it."""

    where: Place
    remarks: tuple[Remark, ...]
    ideas: tuple[Idea, ...]
    offers: tuple[Offer, ...]
    agreements: tuple[Agreement, ...]
    tasks: tuple[Task, ...]
    parked: tuple[Parked, ...]


def matters(session: Session, process: Process) -> tuple[Matter, ...]:
    """Return the steps with something in them, in walking order; what was recorded in no step comes last."""
    found = defaultdict[Place, list[Recorded]](list)
    for entry in _recorded_here(session):
        found[place(session, process, entry.phase, entry.step)].append(entry)
    programme = (place(session, process, None, step.id) for step in _programme(session, process))
    order = dict.fromkeys((*walked(session, process), *programme, *found))
    named = [where for where in order if where in found and where != NOWHERE]
    return tuple(_matter(where, found[where]) for where in (*named, *([NOWHERE] if NOWHERE in found else [])))


def walked(session: Session, process: Process) -> tuple[Place, ...]:
    """Return the steps visited, each once, in the order of the first visit."""
    places = (place(session, process, visit.phase, visit.step) for visit in session.visits)
    return tuple(dict.fromkeys(where for where in places if where != NOWHERE))


def place(session: Session, process: Process, phase: PhaseName | None, step: str) -> Place:
    """Return where something happened; the opening and closing steps are the same in every phase."""
    if not step:
        return NOWHERE
    if any(step == shared.id for shared in (*process.opening, *process.closing)):
        return (None, step)
    return (phase or session.meeting.phase, step)


def step_of(session: Session, process: Process, where: Place) -> Step | None:
    """Return a step as this meeting's programme has it, else as the process does; None where neither knows it."""
    phase, step_id = where[0] or session.meeting.phase, where[1]
    everywhere = (process.steps(name) for name in PHASES)
    for steps in (process.steps(phase, session.programme), process.steps(phase), *everywhere):
        for step in steps:
            if step.id == step_id:
                return step
    return None


def title(session: Session, process: Process, where: Place, language: str) -> str:
    """Return the title of a step; one that was added to the programme and dropped again still has its words."""
    step = step_of(session, process, where)
    if step is not None:
        return step.title.in_(language)
    return next((item.title for item in session.programme if item.step == where[1] and item.title), where[1])


def _recorded_here(session: Session) -> Iterator[Recorded]:
    """Yield what is told in a memo: own notes never are."""
    for entry in session.entries():
        if not isinstance(entry, Note) and recorded_here(session, entry):
            yield entry


def _programme(session: Session, process: Process) -> tuple[Step, ...]:
    return process.steps(session.meeting.phase, session.programme)


def _matter(where: Place, entries: list[Recorded]) -> Matter:
    return Matter(
        where=where,
        remarks=tuple(entry for entry in entries if isinstance(entry, Remark)),
        ideas=tuple(entry for entry in entries if isinstance(entry, Idea)),
        offers=tuple(entry for entry in entries if isinstance(entry, Offer)),
        agreements=tuple(entry for entry in entries if isinstance(entry, Agreement)),
        tasks=tuple(entry for entry in entries if isinstance(entry, Task)),
        parked=tuple(entry for entry in entries if isinstance(entry, Parked)),
    )
